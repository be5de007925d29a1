#!/bin/sh
# tests/bench/growth.sh BUILD: how memory, time and the file grow with what is imported: TMX of $BENCH_SIZE units
# (default 100000), of three times and of ten times as many, made by make-units of the shared pairs when they are there,
# else of the sample's, and piped into `padan import`, so that only the memory is on the disk: 650 bytes a unit.
#
# For each size: units a second of processor time, the file against the text, the most memory, and that memory every so
# often while it grows; then a query (of 1,000 with the shared pairs) and adding 1,000 units, as bench-match has them.
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
    for what in base queries; do
        python3 "$make" "$dir" $what 2>/dev/null
    done
else
    "$build/padan" harvest --tm "$dir/sample.db" corpora/sample/id corpora/sample/en >/dev/null 2>&1
    "$build/padan" export --tm "$dir/sample.db" --format tsv >"$dir/units.tsv"
    cut -f 1 "$dir/units.tsv" | sed 's/[aeiou][^ ]* / /' >"$dir/queries.txt"
fi

# watch PID: the memory of a process in megabytes, now and then, and its peak in $dir/peak; where the system tells.
watch() {
    pause=0.5
    while kill -0 "$1" 2>/dev/null; do
        sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null >"$dir/now" || :
        if [ -s "$dir/now" ]; then cp "$dir/now" "$dir/peak"; fi
        sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null >>"$dir/curve" || :
        sleep "$pause"
    done
}

mkfifo "$dir/stream"
for units in "$size" $((size * 3)) $((size * 10)); do
    : >"$dir/curve"
    "$build/tests/bench/make-units" tmx "$units" 1 "$dir/units.tsv" >"$dir/stream" &
    # In a shell of its own, whose times are those of the import.
    sh -c 'exec 3<&0; "$@" <&3 2>/dev/null & echo $! >"$0"; wait $! && times' "$dir/pid" \
        "$build/padan" import --tm "$dir/m.db" --format tmx - <"$dir/stream" >"$dir/times" &
    while [ ! -s "$dir/pid" ]; do sleep 0.1; done
    watch "$(cat "$dir/pid")"
    wait
    bytes=$("$build/tests/bench/make-units" tsv "$units" 1 "$dir/units.tsv" | wc -c)
    awk -v units="$units" -v bytes="$bytes" -v file="$(wc -c <"$dir/m.db")" -v peak="$(cat "$dir/peak" 2>/dev/null)" '
        FILENAME ~ /times$/ && /m.*m/ { split($0, t, /[ms ]+/); seconds = 60 * t[1] + t[2] + 60 * t[3] + t[4] }
        FILENAME ~ /curve$/ { at[n++] = int($1 / 1024) }
        END {
            printf "%d units: %.0f a second of processor time, a file of %.2f times the text, %d MB of memory at most:",
                units, units / seconds, file / bytes, peak / 1024
            for (i = 0; i < 10 && n; i++) { printf " %d", at[int(i * (n - 1) / 9)] }
            print ""
        }' "$dir/times" "$dir/curve"
    "$build/tests/bench/bench-match" --memory "$dir/m.db" "$dir/queries.txt"
    rm -f "$dir"/m.db* "$dir/pid" "$dir/peak"
done
