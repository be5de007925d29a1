#!/bin/sh
# test-runners.sh BUILD: the runners of all tests and of golden cases can fail, and say why.
# What stands in single quotes here is for the scripts that are written.
# shellcheck disable=SC2016
set -u
. tests/house/broken.sh

# The runner of golden cases.
golden() {
    PADAN=build/padan "$root/tests/cli/run.sh" "$@"
}
new_tree
printf '#!/bin/sh\necho "$@"; echo "$PADAN_TM$PWD" >&2; exit 3\n' >build/padan
chmod +x build/padan
printf '%s\n' '# Fine.' '--- run' 'padan a b' '--- stdout' 'a b' '--- stderr' '$WORK' '--- exit 3' >fine.test
expect 0 "1 passed, 0 failed" golden fine.test
sed 's/^a b$/a c/' fine.test >out.test
expect 1 "-a c
+a b" golden out.test
sed 's/WORK/HOME/' fine.test >err.test
expect 1 "FAIL err.test: stderr is not what is expected" golden err.test
sed 's/exit 3/exit 2/' fine.test >exit.test
expect 1 "FAIL exit.test: exit is not what is expected" golden exit.test
sed '/exit/d' fine.test >none.test
expect 1 "1 passed, 4 failed" golden fine.test out.test err.test exit.test none.test
expect 1 "FAIL there is no case" golden missing
expect 0 "accepted" golden --accept out.test err.test exit.test none.test
for f in out err exit none; do
    expect 0 "" cmp fine.test $f.test
done
printf '%s\n' '# Needs.' '--- needs no-such-tool' '--- run' 'false' >needs.test
expect 0 "skipped: needs.test needs 'no-such-tool'" golden needs.test
printf '%s\n' '# Needs.' '--- needs test 1 = 1' '--- needs test 1 = 2' '--- run' 'false' >needs.test
expect 0 "skipped: needs.test needs 'test 1 = 2'" golden needs.test
printf '%s\n' '# Needs.' '--- needs test 1 = 1' '--- run' 'false' '--- exit 1' >needs.test
expect 0 "1 passed, 0 failed" golden needs.test
printf '%s\n' '# Open.' '--- run' "printf '%s' x" >open.test
expect 0 "accepted" golden --accept open.test
expect 0 "1 passed, 0 failed" golden open.test
expect 0 "--- stdout (no newline at the end)" cat open.test
for broken in '--- stdout' '--- exit x' 'loose' '--- run and more'; do
    printf '%s\n' '# Broken.' "$broken" >broken.test
    expect 1 "broken.test:" golden broken.test
done
printf '%s\n' '# Nothing comes in.' '--- run' 'cat; umask; echo "$HOME" "${NO_COLOR-unset}"' \
    '--- stdout' '0022' '$WORK/../home unset' >empty.test
NO_COLOR=1 expect 0 "1 passed, 0 failed" golden empty.test

# The runner of everything.
new_tree
mkdir -p tests/unit build/tests/unit
put tests/unit/test-a.c
run_with() {
    printf '#!/bin/sh\n%s\n' "$1" >build/tests/unit/test-a
    chmod +x build/tests/unit/test-a
    "$root/tests/run.sh" build unit
}
expect 0 "2 passed, 0 failed" run_with 'echo "2 passed, 0 failed"'
expect 0 "warning: x" run_with 'echo "warning: x"; echo "2 passed, 0 failed"'
expect 1 "FAIL it" run_with 'echo "FAIL it"; echo "2 passed, 1 failed"; exit 1'
expect 1 "2 passed, 1 failed" run_with 'echo "2 passed, 0 failed"; exit 1'
expect 1 "was killed by signal ABRT" run_with 'kill -ABRT $$'
expect 1 "0 passed, 1 failed" run_with 'kill -SEGV $$'
expect 1 "without saying how many" run_with 'true'
expect 1 "checked nothing" run_with 'echo "0 passed, 0 failed"'
if command -v timeout >/dev/null 2>&1; then
    TEST_SECONDS=1 expect 1 "took longer than 1 s" run_with 'exec sleep 60'
fi
expect 1 "there is no test of that group" "$root/tests/run.sh" build nothing

finish
