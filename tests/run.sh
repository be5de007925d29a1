#!/bin/sh
# tests/run.sh BUILD [GROUP...]: runs every test there is, or those of the named groups, from the repository's root.
#
# A group is a folder of tests/. A test is a program BUILD/tests/GROUP/test-* or BUILD/tests/fuzz/fuzz-*, a script
# tests/GROUP/test-*.sh, or a case tests/cli/*.test. Each prints "N passed, N failed" last and ends with 0 when nothing
# failed; one that does not is a failure of its own. They all run side by side, those that take long first, so none may
# write outside its own temporary folder.
#
# Of what passes only lines that begin with "warning: " or "skipped: " are shown; of what fails, everything. The last
# line is the sum, "N passed, N failed".
# What runs has $PADAN, the program that was built, and $PADAN_DATA, the corpora.
# Environment: JOBS (default: the number of processors), TEST_SECONDS (a test that takes longer is ended; default 120).
set -u
export LC_ALL=C.UTF-8

if [ "${1:-}" = --one ]; then
    # --one OUT TEST...: runs one test, keeps what it printed in OUT.log and how it ended in OUT.status.
    out=$2
    shift 2
    began=$(date +%s)
    exec >"$out.log" 2>&1 </dev/null # also what the shell says about a crash
    ${LIMIT:-} "$@"
    echo "$? $began $(date +%s)" >"$out.status"
    exit 0
fi

build=$1
shift
groups=${*:-house cli fault gold property unit fuzz}
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
seconds=${TEST_SECONDS:-120}
LIMIT=
if command -v timeout >/dev/null 2>&1; then
    LIMIT="timeout -k 5 $seconds"
fi
PADAN=$(cd "$build" && pwd)/padan
PADAN_DATA=$(pwd)/corpora
export LIMIT PADAN PADAN_DATA
unset PADAN_TM NO_COLOR

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

# The tests of a group, one a line: the command that runs it.
tests_of() {
    for t in "$build/tests/$1"/test-* "$build/tests/$1"/fuzz-*; do
        case $t in *.o | *.d | *'*') continue ;; esac
        # What was built from a source that is gone is no test any more.
        if [ -e "tests/$1/$(basename "$t").c" ]; then echo "$t"; fi
    done
    for t in "tests/$1"/test-*.sh; do
        if [ -e "$t" ]; then echo "$t $build"; fi
    done
    # Cases are short: several to a process.
    for t in "tests/$1"/*.test; do
        if [ -e "$t" ]; then echo "$t"; fi
    done | xargs -n 5 echo tests/cli/run.sh | grep '\.test'
}

# STATUS SECONDS in words: the signal, or the time that ran out.
ending() {
    if [ "$1" = 124 ] || { [ "$1" = 137 ] && [ "$2" -ge "$seconds" ]; }; then
        echo "took longer than $seconds s and was ended"
    elif [ "$1" -gt 128 ]; then
        echo "was killed by signal $(kill -l $(($1 - 128)) 2>/dev/null || echo $(($1 - 128)))"
    else
        echo "ended with status $1"
    fi
}

passed=0 failed=0
for group in $groups; do
    tests_of "$group" >"$dir/$group.list"
    if [ ! -s "$dir/$group.list" ] && [ -n "$*" ]; then
        echo "FAIL $group: there is no test of that group"
        failed=$((failed + 1))
    fi
    awk -v d="$dir/$group" '{ print d "." NR, $0 }' "$dir/$group.list" >>"$dir/all"
done
xargs -P "$jobs" -L 1 "$0" --one <"$dir/all"

for group in $groups; do
    [ -s "$dir/$group.list" ] || continue
    group_passed=0 group_failed=0 n=0 first=9999999999 last=0
    while read -r test; do
        n=$((n + 1))
        log=$dir/$group.$n.log
        read -r status began ended <"$dir/$group.$n.status" || status=1 began=$first ended=$last
        [ "$began" -ge "$first" ] || first=$began
        [ "$ended" -le "$last" ] || last=$ended
        counts=$(tail -n 1 "$log" | sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p')
        p=${counts% *} f=${counts#* } why=
        if [ -z "$counts" ]; then
            p=0 f=1 why="$(ending "$status" $((ended - began))) without saying how many passed and failed"
        elif [ "$status" != 0 ] && [ "$f" = 0 ]; then
            f=1 why=$(ending "$status" $((ended - began)))
        elif [ "$status$p$f" = 000 ] && ! grep -q '^skipped: ' "$log"; then
            f=1 why="checked nothing"
        fi
        if [ "$f" != 0 ]; then
            echo "-- $test${why:+: $why}"
            cat "$log"
        else
            grep -E '^(warning|skipped): ' "$log"
        fi
        group_passed=$((group_passed + p)) group_failed=$((group_failed + f))
    done <"$dir/$group.list"
    printf '%-9s %6d passed, %d failed, %d s\n' "$group" "$group_passed" "$group_failed" $((last - first))
    passed=$((passed + group_passed)) failed=$((failed + group_failed))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
