#!/bin/sh
# tests/bench/harvest.sh BUILD: how fast `padan harvest` works on archives of 1,000, 10,000 and, where it is set,
# $BENCH_SIZE articles a side, and how right its pairs of articles are. The archives are made by make-archive, of the
# shared pairs when they are there, else of sentences of words that the lexicon pairs.
#
# A line an archive: articles a side, seconds, seconds of all processors, articles of both sides a second, peak memory,
# precision and recall of the pairs of articles, and how the seconds of processors have grown since the size before,
# against n log n. Then what harvest says itself, the share of each stage among it, and the time of hunalign where it is
# on PATH: given the right pairs of articles, and to align them only. Environment: BENCH_JOBS, how many threads.
set -eu
build=$1
padan=$(cd "$build" && pwd)/padan
sizes="1000 10000 ${BENCH_SIZE:-}"
PADAN_DATA=$(pwd)/corpora
export PADAN_DATA
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

pairs=$(find ../shared/data/parallel -name '*.tsv' ! -name '*religious*' 2>/dev/null | sort)
if [ -z "$pairs" ]; then
    # The sample archives have too few sentences to be recombined into so many that no two correspond by chance.
    awk -F '\t' '
        function draw(below) { random = (random * 69069 + 1) % 4294967296; return int(random / 65536) % below }
        BEGIN {
            random = 12345
            split("dan yang di untuk dari dengan", s, " ")
            split("and which in for from with", t, " ")
        }
        $1 == "id" && $2 ~ /^[a-z]+$/ && length($2) > 3 && $4 ~ /^[a-z]+$/ && $2 != $4 && $5 > 0.5 {
            source[++n] = $2; target[n] = $4
        }
        END {
            for (i = 0; i < 25000; i++) {
                x = "Para"; y = "The"
                for (k = 8 + draw(13); k > 0; k--) {
                    j = 1 + draw(n); c = 1 + draw(18) # one in three has a common word before it
                    x = x (c in s ? " " s[c] : "") " " source[j]; y = y (c in t ? " " t[c] : "") " " target[j]
                }
                print x ".\t" y "."
            }
        }' corpora/lexicon/id-en.lexicon >"$dir/words.tsv"
    pairs=$dir/words.tsv
fi

# now: seconds since some time, with hundredths where the system has them.
now() {
    date +%s.%N | sed 's/[^0-9.].*//; s/\.$//'
}

# watch PID: notes the most memory the process had, as it runs; nothing where the system does not tell.
watch() {
    while kill -0 "$1" 2>/dev/null; do
        sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null >"$dir/now" || :
        if [ -s "$dir/now" ]; then cp "$dir/now" "$dir/peak"; fi
        sleep 0.2
    done
}

score() {
    cut -f1,2 "$1" | sort -u >"$dir/found"
    sort -u "$2" >"$dir/gold"
    both=$(comm -12 "$dir/found" "$dir/gold" | wc -l)
    awk -v both="$both" -v found="$(wc -l <"$dir/found")" -v gold="$(wc -l <"$dir/gold")" \
        'BEGIN { printf "precision %.2f %%, recall %.2f %%", 100 * both / (found ? found : 1),
            100 * both / (gold ? gold : 1) }'
}

# hunalign_right FOLDER: files of the right pairs of articles, a line a segment, and their time.
hunalign_right() {
    mkdir "$1/lines"
    for side in source target; do
        awk -v to="$1/lines/" '{
            name = text = $0
            sub(/^{"id":"/, "", name); sub(/".*/, "", name)
            sub(/.*"text":"/, "", text); sub(/"}$/, "", text)
            gsub(/\\n\\n/, "\n", text); gsub(/\\"/, "\"", text)
            print text >(to name); close(to name)
        }' "$1/$side.jsonl"
    done
    awk -F '\t' -v at="$1/lines/" '{ print at $1 "\t" at $2 "\t" at $1 "-" $2 ".out" }' "$1/gold.tsv" >"$1/batch"
    begun=$(now)
    hunalign -batch "${HUNALIGN_DICTIONARY:-/dev/null}" "$1/batch" >/dev/null 2>&1 || return 0
    echo "    hunalign, only aligning the $(wc -l <"$1/batch") right pairs: $(echo "$(now) $begun" |
        awk '{ printf "%.1f s", $1 - $2 }')"
}

before=
for size in $sizes; do
    here=$dir/$size
    mkdir -p "$here"
    # shellcheck disable=SC2086 # a path a word
    "$build/tests/bench/make-archive" "$here" "$size" 1 $pairs >/dev/null
    : >"$dir/peak"
    : >"$dir/process"
    begun=$(now)
    (
        "$padan" harvest --tm "$here/tm.db" --pairs-out "$here/pairs.tsv" ${BENCH_JOBS:+--jobs "$BENCH_JOBS"} \
            "$here/source.jsonl" "$here/target.jsonl" >"$here/report" 2>"$here/errors" &
        echo $! >"$dir/process"
        wait $! || exit 1
        times >"$dir/times"
    ) &
    shell=$!
    while ! [ -s "$dir/process" ]; do sleep 0.1; done
    watch "$(cat "$dir/process")"
    wait $shell || { cat "$here/errors" >&2; exit 1; }
    ended=$(now)
    processors=$(tr ms '  ' <"$dir/times" | awk 'END { print $1 * 60 + $2 + $3 * 60 + $4 }')
    echo "$begun $ended $size $processors $(cat "$dir/peak")" | awk '{ s = $2 - $1
        printf "%d: %.1f s, %.1f s of processors, %.0f articles/s, %d MB at most, ",
            $3, s, $4, 2 * $3 / (s > 0 ? s : 1), ($5 + 0) / 1024 }'
    score "$here/pairs.tsv" "$here/gold.tsv"
    echo "$size $processors $before" | awk '{ if (NF > 2 && $3 != $1 && $4 > 0)
        printf ", %.2f times n log n", $2 / $4 / ($1 * log($1) / ($3 * log($3))); print "" }'
    before="$size $processors"
    sed 's/^/    /' "$here/report"
    if command -v hunalign >/dev/null 2>&1; then hunalign_right "$here"; fi
    rm -rf "$here"
done
