# fish: completes the commands, options and arguments of almanac. The program itself
# says what there is, so that this never falls behind it.
function __almanac_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] complete $words[2..-1] 2>/dev/null)
        switch $line
            case :file
                __fish_complete_path (commandline -ct)
            case :directory
                __fish_complete_directories (commandline -ct) ''
            case '*'
                echo $line
        end
    end
end
complete -c almanac -f -a '(__almanac_complete)'
