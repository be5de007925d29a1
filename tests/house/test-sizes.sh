#!/bin/sh
# test-sizes.sh BUILD [TREE]: a file of 400 lines or a function of 60 usually holds two things: a warning and never a
# failure, since what matters is that somebody looked. A function is counted from its opening to its closing brace, both
# alone in the first column. A line wider than 120 columns fails: it can always be broken.
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
        print "FAIL " FILENAME ":" FNR ": is wider than 120 columns"
        if (!(file in wide)) { wide[file]; failed++ }
    }
    # Columns are characters: of a UTF-8 sequence only the first byte counts, and this awk may count bytes.
    function columns(s) { gsub(/[\200-\277]/, "", s); return length(s) }
    function close_file() {
        if (file && last > 400) { print "warning: " file ":" last ": has " last " lines" }
    }
    END {
        close_file()
        print files - failed " passed, " failed + 0 " failed"
        exit failed > 0
    }' $files
