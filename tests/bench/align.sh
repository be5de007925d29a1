#!/bin/sh
# tests/bench/align.sh BUILD: how far the confidence of aligned beads can be trusted, on the development sets when they
# are there (../shared/data/dev), and the time of all their documents beside that of hunalign where it is on PATH.
#
# A band's line: how many beads claim a confidence in it, what they claim in the mean, and what share of them the gold
# has. Then the F1 of what is shown by default, and how much of what claims 0.9 or more is right.
set -eu
padan=$(cd "$1" && pwd)/padan
sets=../shared/data/dev
PADAN_DATA=$(pwd)/corpora
export PADAN_DATA
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

if [ ! -d "$sets" ]; then
    echo "$sets is not there: nothing to measure confidence with"
    exit 0
fi

# list KIND: the batch of a set's documents.
list() {
    for id in "$set/$1"/*.id; do
        base=${id%.id}
        printf '%s\t%s\t%s/%s.out\n' "$id" "$base.en" "$dir" "${base##*/}"
    done
}

# measure NAME KIND OPTIONS: aligns a set and compares each bead with the gold.
measure() {
    what=$1 kind=$2
    shift 2
    list "$kind" >"$dir/list"
    "$padan" align --lines --format json --min-confidence 0 --batch "$dir/list" "$@"
    while IFS=$(printf '\t') read -r id _ out; do
        awk -v out="$out" '
            function numbers(s) { gsub(/[^0-9,]/, "", s); return s }
            NR == FNR { if ($1 != "" && $2 != "") { gold[$1 "\t" $2]; n++ } next }
            {
                match($0, /"confidence":[0-9.e-]+/)
                confidence = substr($0, RSTART + 13, RLENGTH - 13) + 0
                match($0, /"segments":\[[0-9,]*\],"bytes"/)
                source = numbers(substr($0, RSTART + 11, RLENGTH - 19))
                rest = substr($0, RSTART + RLENGTH)
                match(rest, /"segments":\[[0-9,]*\],"bytes"/)
                target = numbers(substr(rest, RSTART + 11, RLENGTH - 19))
                print confidence, (source "\t" target) in gold
            }
            END { print "gold", n }' FS='\t' "${id%.id}.gold" "$out"
    done <"$dir/list" | awk -v name="$what" '
        $1 == "gold" { gold += $2; next }
        {
            band = int($1 * 10)
            band = band > 9 ? 9 : band
            n[band]++
            claimed[band] += $1
            right[band] += $2
            shown += $1 >= 0.65
            found += $1 >= 0.65 && $2
        }
        END {
            printf "%s: F1 %.2f, precision %.2f, recall %.2f\n", name, 200 * found / (shown + gold),
                100 * found / (shown ? shown : 1), 100 * found / gold
            for (b = 0; b < 10; b++) {
                if (n[b]) {
                    printf "    %.1f-%.1f %6d beads, claimed %.2f, right %.2f%s\n", b / 10, (b + 1) / 10, n[b],
                        claimed[b] / n[b], right[b] / n[b], b == 9 && right[b] < 0.9 * n[b] ? "  TOO SURE" : ""
                }
            }
        }'
}

for set in "$sets"/*; do
    name=${set##*/}
    measure "$name parallel" parallel --mode parallel
    measure "$name parallel, no lexicon" parallel --mode parallel --no-lexicon
    measure "$name parallel, no lexicon, --adapt" parallel --mode parallel --no-lexicon --adapt
    measure "$name comparable" comparable --mode quotes
done

# seconds COMMAND...: the processor time of a command, of all that is waited for.
seconds() {
    ( "$@" >/dev/null 2>&1; times ) | awk 'NR == 2 { split($1, a, /[ms]/); split($2, b, /[ms]/)
        printf "%.2f\n", a[1] * 60 + a[2] + b[1] * 60 + b[2] }'
}

hunalign_all() {
    while IFS=$(printf '\t') read -r id en _; do
        hunalign -text "${HUNALIGN_DICTIONARY:-/dev/null}" "$id" "$en" || return 1
    done <"$dir/all"
}

for set in "$sets"/*; do
    list parallel
done >"$dir/all"
segments=$(cut -f1,2 "$dir/all" | tr '\t' '\n' | xargs cat | wc -l)
own=$(seconds "$padan" align --lines --mode parallel --format beads --batch "$dir/all")
echo "speed: $segments segments of $(wc -l <"$dir/all") pairs of documents in $own s"
if command -v hunalign >/dev/null 2>&1; then
    # Its dictionary, and lines that are tokenised and lower-cased, are for whoever calls to give: HUNALIGN_DICTIONARY.
    other=$(seconds hunalign_all)
    awk -v own="$own" -v other="$other" 'BEGIN { printf "hunalign: %s s, %.0f times as long\n", other, other / own }'
else
    echo "hunalign is not on PATH: nothing to compare with"
fi
