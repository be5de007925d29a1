#!/bin/sh
# test-sizes.sh BUILD [TREE]: a file of 400 lines or a function of 60 usually holds two things, and lines are wide enough
# with 120 columns. A warning and never a failure: what matters is that somebody looked. A function is counted from its
# opening to its closing brace, both alone in the first column.
set -u
cd "${2:-.}" || exit 1

files=$(find text align tm formats cli tests -name '*.[ch]' 2>/dev/null | sort)
[ -n "$files" ] || { echo "0 passed, 0 failed"; exit 1; }
# shellcheck disable=SC2086
LC_ALL=C awk '
    FNR == 1 { close_file(); file = FILENAME; files++ }
    { last = FNR }
    /^[A-Za-z_].*\(/ && !/;$/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
    /^\{$/ { begin = FNR }
    /^\}$/ {
        if (begin && FNR - begin + 1 > 60) {
            print "warning: " FILENAME ":" begin ": " name " has " FNR - begin + 1 " lines"
        }
        begin = 0
    }
    length($0) > 120 && columns($0) > 120 {
        if (!wide++) { first = FILENAME ":" FNR }
    }
    # Columns are characters: of a UTF-8 sequence only the first byte counts, and this awk may count bytes.
    function columns(s) { gsub(/[\200-\277]/, "", s); return length(s) }
    function close_file() {
        if (file && last > 400) { print "warning: " file ":" last ": has " last " lines" }
    }
    END {
        close_file()
        if (wide) { print "warning: " first ": is wider than 120 columns, the first of " wide " such lines" }
        print files " passed, 0 failed"
    }' $files
