#!/bin/sh
# test-blanks.sh BUILD [TREE]: where people write there is no tab and no blank at the end of a line, files end with a
# newline, and every C file of the five folders opens with a comment. Counts files.
set -u
cd "${2:-.}" || exit 1

files=$(find text align tm formats cli tests docs man .ci corpora -type f \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.md' -o -name '*.sql' -o -name '*.[1-9]' -o -path '.ci/*' \) \
    2>/dev/null | sort)
for f in *.md .clang-format .editorconfig .gitignore LICENSE; do
    [ ! -e "$f" ] || files="$files $f"
done
passed=0 failed=0
for file in $files; do
    wrong=$(awk '
        function wrong(what) { print "FAIL " FILENAME ":" FNR ": " what }
        /\t/ { wrong("a tab") }
        /[ \r]$/ { wrong("a blank at the end of the line") }
        FNR == 1 && FILENAME ~ /^(text|align|tm|formats|cli)\/.*\.[ch]$/ && !/^\/\*/ {
            wrong("does not open with a comment that says what it is for")
        }' "$file")
    if [ -n "$(tail -c 1 "$file")" ]; then
        wrong="$wrong
FAIL $file: does not end with a newline"
    fi
    if [ -z "$wrong" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$wrong" | sed '/^$/d'
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
