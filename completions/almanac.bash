# bash: completes the commands, options and arguments of almanac. The program itself
# says what there is, so that this never falls behind it.
_almanac()
{
	local word line cur=${COMP_WORDS[COMP_CWORD]}
	local words=() paths=()

	# bash makes three words of --format=text.
	[[ $cur == = ]] && cur=
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		[[ $word == = ]] || words+=("$word")
	done
	COMPREPLY=()
	while IFS= read -r line; do
		case $line in
		:file) mapfile -t paths < <(compgen -f -- "$cur") ;;
		:directory) mapfile -t paths < <(compgen -d -- "$cur") ;;
		*) COMPREPLY+=("${line%%$'\t'*}") ;;
		esac
	done < <("${COMP_WORDS[0]/#\~\//$HOME/}" complete "${words[@]}" "$cur" 2>/dev/null)
	if ((${#paths[@]})); then
		compopt -o filenames 2>/dev/null
		COMPREPLY+=("${paths[@]}")
	fi
}
complete -F _almanac almanac
