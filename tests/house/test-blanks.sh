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
# The bad lines, and the files that do not end with a newline.
# shellcheck disable=SC2086
wrong=$(
    LC_ALL=C awk '
        function wrong(what) { print "FAIL " FILENAME ":" FNR ": " what }
        # One that stands alone between quotes is meant: IFS.
        /\t/ { text = $0; gsub(/\047\t\047/, "", text); if (text ~ /\t/) { wrong("a tab") } }
        /[ \r]$/ { wrong("a blank at the end of the line") }
        FNR == 1 && FILENAME ~ /^(text|align|tm|formats|cli)\/.*\.[ch]$/ && !/^\/\*/ {
            wrong("does not open with a comment that says what it is for")
        }' $files
    for file in $files; do
        [ -z "$(tail -c 1 "$file")" ] || echo "FAIL $file:: does not end with a newline"
    done
)
count=$(echo "$files" | wc -w)
failed=$(echo "$wrong" | sed -n 's/^FAIL \([^:]*\):.*/\1/p' | sort -u | wc -l)
[ -z "$wrong" ] || echo "$wrong" | sed 's/:: /: /'
echo "$((count - failed)) passed, $((failed)) failed"
[ "$failed" -eq 0 ]
