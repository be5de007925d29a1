#!/bin/sh
# tests/bench/archives.sh BUILD: how right the pairs of articles are that `padan harvest` finds, on the development
# archives (../shared/data/dev/*/archive: no dates, two of five lines missing on each side), on all of them thrown
# together with 1,000 articles that have no counterpart, and on the sample archives.
#
# The 1,000: the files of the shared pairs are cut into documents of 15 to 30 lines; those of one file make articles,
# those of the next stories, so that none is a counterpart (within a file there are many: reports repeat their summary,
# and collections each other). "turned" is the same with the sides exchanged.
#
# A line a set: pairs of articles claimed, right, in the gold; then precision, recall, seconds, and, by band of the
# pairs' confidence, how many were claimed and what share of them is right. Environment: BENCH_KEEP, a folder to leave
# the pairs in (NAME.pairs, NAME.gold).
set -eu
padan=$(cd "$1" && pwd)/padan
sets=../shared/data/dev
PADAN_DATA=$(pwd)/corpora
export PADAN_DATA
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

# measure NAME ID_ARCHIVE EN_ARCHIVE GOLD: GOLD names articles by their place in the archive.
measure() {
    begun=$(date +%s)
    "$padan" harvest --tm "$dir/$1.db" --pairs-out "$dir/pairs" "$2" "$3" >"$dir/report" 2>&1 || cat "$dir/report"
    ended=$(date +%s)
    awk -F '\t' -v OFS='\t' -v id="$2/" -v en="$3/" '
        { if (index($1, id) == 1) $1 = substr($1, length(id) + 1)
          if (index($2, en) == 1) $2 = substr($2, length(en) + 1); print }' "$dir/pairs" >"$dir/plain"
    if [ "${BENCH_KEEP:-}" ]; then
        cp "$dir/plain" "$BENCH_KEEP/$1.pairs"
        cp "$4" "$BENCH_KEEP/$1.gold"
    fi
    awk -F '\t' -v name="$1" -v seconds=$((ended - begun)) '
        NR == FNR { gold[$1 "\t" $2] = 1; n++; next }
        {
            claimed++
            hit = ($1 "\t" $2) in gold
            right += hit
            band = $3 >= 0.95 ? 4 : $3 >= 0.85 ? 3 : $3 >= 0.75 ? 2 : 1
            of[band]++; good[band] += hit; said[band] += $3
        }
        END {
            printf "%s: %d claimed, %d right, of %d; precision %.2f %%, recall %.2f %%, %d s\n",
                name, claimed, right, n, 100 * right / (claimed ? claimed : 1), 100 * right / (n ? n : 1), seconds
            split("below 0.75;0.75 to 0.84;0.85 to 0.94;0.95 and above", names, ";")
            for (b = 1; b <= 4; b++) if (of[b])
                printf "    %s: %d pairs, said %.3f, right %.3f\n", names[b], of[b], said[b] / of[b], good[b] / of[b]
        }' "$4" "$dir/plain"
}

# unrelated FOLDER FIRST SECOND: 500 articles into FOLDER/FIRST and 500 into FOLDER/SECOND (id and en, or en and id).
unrelated() {
    mkdir -p "$1/id" "$1/en"
    to=$2 next=$3
    for f in ../shared/data/parallel/*.tsv; do
        case $f in *mt-religious*) continue ;; esac # the lines of another file
        awk -F '\t' -v to="$1/$to" -v id="$to" -v name="$(basename "$f" .tsv)" '
            function draw(below) { random = (random * 69069 + 1) % 4294967296; return int(random / 65536) % below }
            BEGIN { random = 12345 }
            NR == 1 || have >= wanted { close(out); wanted = 15 + draw(16); have = 0
                out = sprintf("%s/%s-%04d.txt", to, name, ++made) }
            { have++; print (id == "id" ? $1 : $2) >out }' "$f"
        was=$to to=$next next=$was
    done
    for side in id en; do # the numbers first, so that what is left is of all files
        find "$1/$side" -name '*-[0-9]*.txt' | sed 's/.*-\([0-9]*\).txt$/\1 &/' | sort | tail -n +501 |
            while read -r _ path; do rm "$path"; done
    done
}

# together NAME FIRST SECOND: all sets and the unrelated articles.
together() {
    unrelated "$dir/$1" "$2" "$3"
    : >"$dir/gold"
    for set in "$sets"/*; do
        name=$(basename "$set")
        cp -R "$set/archive/id" "$dir/$1/id/$name"
        cp -R "$set/archive/en" "$dir/$1/en/$name"
        awk -F '\t' -v n="$name/" '{ print n $1 "\t" n $2 }' "$set/archive/gold.tsv" >>"$dir/gold"
    done
    measure "$1" "$dir/$1/id" "$dir/$1/en" "$dir/gold"
}

if [ -d "$sets" ]; then
    for set in "$sets"/*; do
        measure "$(basename "$set")" "$set/archive/id" "$set/archive/en" "$set/archive/gold.tsv"
    done
    together together id en
    together turned en id
fi
measure sample corpora/sample/id corpora/sample/en corpora/sample/gold/documents.tsv
