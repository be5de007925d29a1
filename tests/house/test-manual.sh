#!/bin/sh
# test-manual.sh BUILD [TREE]: what `padan --help` lists (it is made from the command table) is documented: each command
# answers --help, and has a section of its own in man/padan.1 (".SS name" or ".Ss name") that tells every option the
# help tells. And back: no section there for a command that is gone.
set -u
padan=$(cd "$1" && pwd)/padan
cd "${2:-.}" || exit 1
man=man/padan.1

passed=0 failed=0
pass() { passed=$((passed + 1)); }
fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
}

commands=$("$padan" --help | awk '/^Commands:/ { on = 1; next } on && /^  [a-z]/ { print $1 } on && /^$/ { exit }')
[ -n "$commands" ] || fail "$padan --help lists no commands"
[ -e "$man" ] || fail "$man: there is no manual page"

# section NAME: its text, with what roff does to dashes undone; a heading may say "padan NAME" too. The number of the
# heading's line comes first.
section() {
    [ ! -e "$man" ] || awk -v name="$1" '
        { text = $0; gsub(/\\f[A-Z]|\\f\[[A-Z]*\]|\\&/, "", text); gsub(/\\-/, "-", text); gsub(/"/, "", text) }
        # mdoc: Fl writes the first dash itself.
        text ~ /^\..*Fl / { gsub(/ -/, " --", text) }
        text ~ /^\.S[SHsh]/ { on = text ~ "^\\.S[Ss] (padan )?" name "( |$)"; if (on) { print NR } }
        on { print text }' "$man"
}

for command in $commands; do
    help=$("$padan" "$command" --help 2>&1) || fail "padan $command --help ends with $?"
    case $help in
    "usage: padan $command"*) pass ;;
    *) fail "padan $command --help does not begin with its usage" ;;
    esac
    text=$(section "$command")
    if [ -z "$text" ]; then
        fail "$man:1: there is no section .SS $command"
        continue
    fi
    pass
    for option in $(echo "$help" | awk '/^ +(-[a-z], )?--[a-z]/ { sub(/^ +(-[a-z], )?/, ""); print $1 }'); do
        if [ "$option" = --help ] || echo "$text" | grep -qE -- "(^|[^a-z-])$option([^a-z-]|\$)"; then
            pass
        else
            fail "$man:${text%%
*}: the section of $command does not tell $option"
        fi
    done
done

if [ -e "$man" ]; then
    sections=$(awk '/^\.S[Hh]/ { on = /COMMANDS/ } on && /^\.S[Ss]/ { sub(/^\.S[Ss] "?(padan )?/, ""); sub(/[ "].*/, "")
        print NR ":" $0 }' "$man")
    for s in $sections; do
        case " $(echo "$commands" | tr '\n' ' ') " in
        *" ${s#*:} "*) pass ;;
        *) fail "$man:${s%%:*}: there is no command ${s#*:}" ;;
        esac
    done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
