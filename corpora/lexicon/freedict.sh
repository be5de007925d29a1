#!/bin/sh
# The word pairs of a FreeDict dictionary from English, in the form that `padan lexicon train` reads:
#     freedict.sh /usr/share/dictd/freedict-eng-ind.dict.dz >freedict.tsv
# An entry is a line with the head word and its sound or class (/.../, <n>), a line of translations divided by commas
# (further ones numbered "2. "), and glosses in English, which are left out.
set -eu
gzip -dc <"$1" | awk '
function add(line,   parts, n, i, word) {
    gsub(/\([^)]*\)/, "", line)
    gsub(/(^| )[0-9]+\./, "", line)
    n = split(line, parts, /[,;]/)
    for (i = 1; i <= n; i++) {
        word = parts[i]
        gsub(/^ +| +$/, "", word)
        if (word != "" && word !~ /^-|-$|^[a-z]+- -/ && head !~ /^-/ && split(word, unused, " ") <= 3) {
            print word "\t" head
        }
    }
}
/^[^ ].* (\/.*\/|<[^>]*>)$/ {
    head = $0
    sub(/ (\/|<).*$/, "", head)
    suffix = /<(suffix|prefix)>$/
    fresh = 1
    next
}
head != "" && !suffix && (fresh || /^[0-9]+\. /) { add($0); fresh = 0 }
'
