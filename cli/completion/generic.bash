
_padan() {
    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} option='' verb='' before='' takes='' word i
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        _padan_reply "$_padan_commands help --help --version"
        return
    fi
    if [ "$command" = help ]; then
        _padan_reply "$_padan_commands"
        return
    fi
    # An option that still waits for its value, and the first word that is neither. Readline cuts at "=", as a rule.
    for ((i = 2; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$option" ]; then
            [ "$word" = = ] || option=
        elif [ "$verb" != -- ] && [[ $word == -?* ]]; then
            if [ "$word" = -- ]; then
                verb=--
            elif [ "$(_padan_takes "$command $word")" ]; then
                option=$word
            fi
        elif [ -z "$verb" ]; then
            verb=$word
        fi
    done
    if [ "$option" ]; then
        [ "$cur" != = ] || cur=
    elif [ "$verb" != -- ] && [[ $cur == --*=* ]]; then
        option=${cur%%=*} before=$option= cur=${cur#*=}
    elif [ "$verb" != -- ] && [[ $cur == -* ]]; then
        _padan_reply "$(_padan_options "$command")"
        return
    fi
    if [ "$option" ]; then
        takes=$(_padan_takes "$command $option")
    else
        [ "$verb" != -- ] || verb=
        takes=$(_padan_operands "$command $verb")
    fi
    case $takes in
    files) _padan_files ;;
    words\ *) _padan_reply "${takes#words }" ;;
    esac
}

_padan_reply() {
    local word
    for word in $1; do
        [[ $word != "$cur"* ]] || COMPREPLY+=("$before$word")
    done
}

_padan_files() {
    local name
    compopt -o filenames 2>/dev/null
    while IFS= read -r name; do
        COMPREPLY+=("$before$name")
    done < <(compgen -f -- "$cur")
}

complete -F _padan padan
