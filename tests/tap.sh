# For shell tests: . "$top_srcdir/tests/tap.sh", result after each step, and
# done_testing at the end. A test that stops before that counts as an error.
# $dir is a directory of its own, removed at the end.

dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
results=0

result() { # STATUS NAME [DIAGNOSTIC]: a line for one result
	results=$((results + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $results - $2"
	else
		echo "not ok $results - $2"
		[ -z "${3-}" ] || printf '%s\n' "$3" | sed 's/^/# /'
	fi
}

same() { # NAME WANTED GOT: a line that says whether two texts are equal
	[ "$2" = "$3" ]
	result $? "$1" "wanted: $2
got:    $3"
}

done_testing() {
	echo "1..$results"
}
