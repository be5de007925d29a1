#!/bin/sh
# tests/cli/run.sh [--accept] [CASE...]: runs golden cases of the command line (README.md says what they look like);
# all of tests/cli/*.test when none is named. --accept writes what came out into the case as what is expected.
# Environment: PADAN, the program (default build/padan).
#
# Names in the output that differ from run to run or from machine to machine are written as $WORK (the case's own
# folder), $SAMPLE, $CORPORA and $PADAN.
set -u
export LC_ALL=C.UTF-8

accept=false
if [ "${1:-}" = --accept ]; then
    accept=true
    shift
fi
here=$(cd "${0%/*}" && pwd)
root=${here%/tests/cli}
padan=${PADAN:-$root/build/padan}
case $padan in /*) ;; *) padan=$PWD/$padan ;; esac
limit=
if command -v timeout >/dev/null 2>&1; then
    limit='timeout -k 5 60'
fi

tmp=$(mktemp -d) || exit 1
# A case may have taken rights away from what it made.
trap 'chmod -R u+rwX "$tmp"; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
# The name without links, as programs report it.
tmp=$(cd "$tmp" && pwd -P)
mkdir "$tmp/bin"
ln -s "$padan" "$tmp/bin/padan"

# split CASE DIR: each section of the case into a file of DIR; prints what is wrong with the case.
split() {
    awk -v dir="$2" -v name="$1" '
        function wrong(what) { print name ":" NR ": " what; bad = 1 }
        function open(file) { out = dir "/" file; printf "" >out }
        BEGIN { open("about"); split("about run stdout stderr exit", order, " "); at = 1; section = "about" }
        /^--- (needs|run|stdout|stderr|exit)( |$)/ {
            if ($2 == "needs") {
                if (section != "about") { wrong("needs comes first") }
                print substr($0, 11) >dir "/needs"
                next
            }
            for (i = at + 1; i <= 5 && order[i] != $2; i++) { }
            if (i > 5) { wrong("the sections are run, stdout, stderr, exit, in this order and each once") }
            at = i
            section = $2
            if (section == "run") { ran = 1 }
            if (section == "exit") {
                if ($3 !~ /^[0-9]+$/ || NF != 3) { wrong("exit wants a number") }
                print $3 >dir "/exit"
                next
            }
            if (NF > 2 && $0 !~ /^--- std(out|err) \(no newline at the end\)$/) { wrong("unknown: " $0) }
            if (NF > 2) { printf "" >dir "/" section ".open" }
            open(section)
            next
        }
        section == "exit" { wrong("nothing stands behind exit"); next }
        section == "about" && $0 !~ /^#/ && $0 != "" { wrong("a case begins with comments, then --- run"); next }
        { print >out }
        END {
            if (!ran) { wrong("there is no --- run") }
            exit bad
        }' "$1"
    wrong=$?
    for section in stdout stderr; do
        [ -e "$2/$section" ] || : >"$2/$section"
        if [ -e "$2/$section.open" ]; then
            printf %s "$(cat "$2/$section")" >"$2/$section.new" && mv "$2/$section.new" "$2/$section"
        fi
    done
    [ -e "$2/exit" ] || echo 0 >"$2/exit"
    [ -e "$2/run" ] || : >"$2/run"
    return $wrong
}

# run DIR: runs the section run of the case in DIR, in DIR/work; leaves got.stdout, got.stderr, got.exit.
run() {
    mkdir "$1/work" "$1/home" "$1/tmp"
    (
        cd "$1/work" || exit 1
        umask 022
        # shellcheck disable=SC2086
        env -i PATH="$tmp/bin:$PATH" HOME="$1/home" TMPDIR="$1/tmp" LC_ALL=C.UTF-8 TZ=UTC PADAN="$padan" \
            PADAN_DATA="$root/corpora" CORPORA="$root/corpora" SAMPLE="$root/corpora/sample" \
            XLIFF_SCHEMAS="${XLIFF_SCHEMAS:-}" \
            ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" \
            $limit sh ../run >../raw.stdout 2>../raw.stderr </dev/null
        echo $? >../got.exit
    ) 2>/dev/null
    for s in stdout stderr; do
        sed -e "s|$1/work|\$WORK|g" -e "s|$1|\$WORK/..|g" -e "s|$root/corpora/sample|\$SAMPLE|g" \
            -e "s|$root/corpora|\$CORPORA|g" -e "s|$padan|\$PADAN|g" "$1/raw.$s" >"$1/got.$s"
    done
}

# write_section DIR NAME: a section as it stands in a case; nothing when it is empty.
write_section() {
    [ -s "$1/got.$2" ] || return 0
    if [ -n "$(tail -c 1 "$1/got.$2")" ]; then
        echo "--- $2 (no newline at the end)"
        cat "$1/got.$2"
        echo
    else
        echo "--- $2"
        cat "$1/got.$2"
    fi
}

write_case() {
    cat "$1/about"
    [ ! -e "$1/needs" ] || sed 's/^/--- needs /' "$1/needs"
    echo '--- run'
    cat "$1/run"
    write_section "$1" stdout
    write_section "$1" stderr
    [ "$(cat "$1/got.exit")" = 0 ] || echo "--- exit $(cat "$1/got.exit")"
}

# One case; prints what is wrong with it.
test_case() {
    case=$1 dir=$2
    mkdir -p "$dir"
    split "$case" "$dir" || return 1
    if [ -e "$dir/needs" ]; then
        while read -r need; do
            case $need in
            *' '*) sh -c "$need" >"$dir/need" 2>&1 </dev/null ;;
            *) command -v "$need" >/dev/null 2>&1 ;;
            esac && continue
            echo "skipped: $case needs '$need', which does not work here"
            return 0
        done <"$dir/needs"
    fi
    run "$dir"
    if $accept; then
        if grep -Eq '^--- (needs|run|stdout|stderr|exit)( |$)' "$dir/got.stdout" "$dir/got.stderr"; then
            echo "$case: the output has a line that looks like the head of a section; change it in the case by sed"
            return 1
        fi
        write_case "$dir" >"$dir/case"
        cmp -s "$dir/case" "$case" && return 0
        cat "$dir/case" >"$case"
        echo "$case: accepted"
        return 0
    fi
    same=0
    for s in stdout stderr exit; do
        cmp -s "$dir/$s" "$dir/got.$s" && continue
        same=1
        echo "FAIL $case: $s is not what is expected"
        diff -u "$dir/$s" "$dir/got.$s" | sed -e "1s|.*|--- expected $s|" -e "2s|.*|+++ $s|"
    done
    return $same
}

[ $# -gt 0 ] || set -- "$here"/*.test
passed=0 failed=0 n=0
for case; do
    # A name alone is a case of this folder.
    [ -e "$case" ] || case=$here/${case%.test}.test
    n=$((n + 1))
    if [ ! -e "$case" ]; then
        echo "FAIL there is no case $case"
        failed=$((failed + 1))
    elif said=$(test_case "$case" "$tmp/$n"); then
        # A case that was skipped is neither passed nor failed, but it is said.
        case $said in skipped:*) ;; *) passed=$((passed + 1)) ;; esac
        [ -z "$said" ] || echo "$said"
    else
        echo "$said"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
