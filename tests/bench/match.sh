#!/bin/sh
# tests/bench/match.sh BUILD: bench-match on a memory of $BENCH_SIZE units (default 100000) that is made for it in a
# temporary folder: of the shared pairs when they are there (../shared/tools/make_tm.py, which recombines them and makes
# the queries), else of the pairs of the sample archives, recombined here. Each of these makes the same every time.
set -eu
build=$1
size=${BENCH_SIZE:-100000}
PADAN_DATA=$(pwd)/corpora
export PADAN_DATA
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM

make=../shared/tools/make_tm.py
if [ -e "$make" ] && command -v python3 >/dev/null 2>&1; then
    echo "== matching, the shared pairs recombined"
    for what in base queries; do
        python3 "$make" "$dir" $what 2>/dev/null
    done
    python3 "$make" "$dir" grow "$size" grown.tsv 2>/dev/null
else
    echo "== matching, the sample's pairs recombined"
    "$build/padan" harvest --tm "$dir/sample.db" corpora/sample/id corpora/sample/en >/dev/null 2>&1
    "$build/padan" export --tm "$dir/sample.db" --format tsv >"$dir/units.tsv"
    # The beginning of one pair and the end of another, a number in between; queries are such texts with words replaced.
    awk -F '\t' -v size="$size" -v queries="$dir/queries.txt" '
        function half(text, first,  w, n, i, s) {
            n = split(text, w, " ")
            for (i = first ? 1 : int(n / 2) + 1; i <= (first ? int(n / 2) : n); i++) { s = s (s == "" ? "" : " ") w[i] }
            return s
        }
        function below(n) { return 1 + int(rand() * n) }
        function change(text,  w, n, i, s) {
            n = split(text, w, " ")
            for (i = 1; i <= n; i++) { s = s (i > 1 ? " " : "") (rand() < 0.15 ? word[below(words)] : w[i]) }
            return s
        }
        { source[NR] = $1; target[NR] = $2; n = split($1, w, " "); for (i = 1; i <= n; i++) { word[++words] = w[i] } }
        END {
            srand(20240501)
            for (k = 1; k <= size; k++) {
                a = below(NR); b = below(NR); number = below(100000)
                text = half(source[a], 1) " " number " " word[below(words)] " " half(source[b], 0)
                print text "\t" half(target[a], 1) " " number " " half(target[b], 0)
                if (k % int(size / 1000 + 1) == 0) { print change(text) >queries }
            }
        }' "$dir/units.tsv" >"$dir/grown.tsv"
fi
"$build/tests/bench/bench-match" "$build/padan" "$dir/grown.tsv" "$dir/queries.txt"
