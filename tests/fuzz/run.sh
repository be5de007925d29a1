#!/bin/sh
# tests/fuzz/run.sh BUILD: runs each fuzz target that was built into BUILD for FUZZ_SECONDS, two or more side by side.
#
# A target starts from tests/fuzz/corpus/NAME/ and gathers what it finds in BUILD/corpus/NAME/. FUZZ_KEEP=1 then adds
# to tests/fuzz/corpus/NAME/ those inputs that reach code that no input there reaches, the smallest first, so that the
# corpus stays small; `make check` replays it. An input that crashes, hangs or leaks is kept as BUILD/failed-NAME-…,
# named at the end, and the status is 1. To look at one: BUILD/tests/fuzz/fuzz-NAME FILE.
set -u

if [ "${1:-}" = --one ]; then
    build=$2 name=$3 status=0
    seeds=tests/fuzz/corpus/$name found=$build/corpus/$name
    mkdir -p "$found"
    kept=
    [ ! -d "$seeds" ] || kept=$seeds
    # shellcheck disable=SC2086
    "$build/tests/fuzz/fuzz-$name" -max_total_time="$FUZZ_SECONDS" -timeout=25 -rss_limit_mb=2048 \
        -artifact_prefix="$build/failed-$name-" -print_final_stats=1 "$found" $kept >"$build/$name.log" 2>&1 || status=1
    if [ "${FUZZ_KEEP:-}" = 1 ] && [ $status = 0 ]; then
        mkdir -p "$seeds"
        "$build/tests/fuzz/fuzz-$name" -merge=1 -max_len=4096 "$seeds" "$found" >"$build/$name.merge.log" 2>&1 || status=1
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")
    if [ $status = 0 ]; then
        echo "$name: ${runs:-0} inputs, no failure"
    else
        tail -n 40 "$build/$name.log"
        echo "$name: FAILED: $(ls "$build/failed-$name-"* 2>/dev/null || echo "see $build/$name.log")"
    fi
    exit $status
fi

build=$1
FUZZ_SECONDS=${FUZZ_SECONDS:-60}
export FUZZ_SECONDS
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
names=$(for t in tests/fuzz/fuzz-*.c; do
    name=${t#tests/fuzz/fuzz-}
    [ ! -e "$t" ] || echo "${name%.c}"
done)
if [ -z "$names" ]; then
    echo "There is no fuzz target." >&2
    exit 1
fi
rm -f "$build"/failed-*
echo "$names" | xargs -P "$jobs" -I NAME "$0" --one "$build" NAME || exit 1
