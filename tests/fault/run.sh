#!/bin/sh
# tests/fault/run.sh BUILD: all of what the fault tests and the test of damaged memories try a part of in `make check`.
# Takes minutes. FAULT_SEED repeats a run, as the tests print it; the last line is the sum, "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
build=$1
seed=${FAULT_SEED:-$(date +%s)}
PADAN=$(cd "$build" && pwd)/padan
PADAN_DATA=$(pwd)/corpora
export PADAN PADAN_DATA
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

passed=0 failed=0
while read -r test; do
    echo "== $test"
    $test >"$log" 2>&1 </dev/null
    status=$?
    cat "$log"
    counts=$(tail -n 1 "$log" | sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p')
    if [ -z "$counts" ] || { [ "$status" != 0 ] && [ "${counts#* }" = 0 ]; }; then
        echo "FAIL $test: ended with status $status"
        counts="0 1"
    fi
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
done <<EOT
$build/tests/fault/test-nth 1 $seed
$build/tests/fault/test-kill 300 $seed
$build/tests/fault/test-process 60 $seed
$build/tests/property/test-damage $seed 5000
EOT
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
