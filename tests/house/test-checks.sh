#!/bin/sh
# test-checks.sh BUILD: the checks of this folder and the runners can fail. Each is shown a small tree of its own in
# which one thing is broken, and has to name it.
# What stands in single quotes here is for the scripts that are written.
# shellcheck disable=SC2016
set -u
root=$(pwd)
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
CC=${CC:-cc}

passed=0 failed=0

# Where a check is shown a tree: $tree, built into $tree/build.
new_tree() {
    tree=$dir/tree
    rm -rf "$tree"
    mkdir -p "$tree"
    cd "$tree" || exit 1
    mkdir text align tm formats cli man build
    for folder in text align tm formats; do
        echo "/* A header. */" >$folder/$folder.h
    done
}

# put FILE LINE...: a file that opens with a comment.
put() {
    put=$1
    shift
    printf '%s\n' "/* A file. */" "$@" >"$put"
}

# build: compiles what there is, as far as it can be compiled.
build() {
    for c in */*.c; do
        mkdir -p "build/${c%/*}"
        $CC -I. -c -o "build/${c%.c}.o" "$c" 2>/dev/null
    done
}

# expect STATUS TEXT COMMAND...: the command ends with that status and prints that text.
expect() {
    status=$1 text=$2
    shift 2
    said=$("$@" 2>&1)
    got=$?
    if [ "$got" = "$status" ] && case $said in *"$text"*) true ;; *) false ;; esac; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $* ends with $got, expected $status and '$text'; it says:"
        echo "$said"
    fi
}

check() {
    expect "$1" "$2" "$root/tests/house/test-$3.sh" build .
}

# includes: FILE, its line, what has to be said. All in one tree: one broken line must not hide another.
broken_includes() {
    cat <<'EOF'
text/a.c|#include "align/align.h"|text stands on nothing of ours
align/a.c|#include "tm/tm.h"|align stands on text alone
tm/a.c|#include "formats/formats.h"|tm stands on text alone
formats/a.c|#include "cli/x.h"|formats may not include "cli/x.h"
align/b.c|#include "text/other.h"|from outside text only "text/text.h"
cli/a.c|#include "text/other.h"|from outside text only "text/text.h"
tm/b.c|#include "a.h"|"a.h" does not say its folder
tm/c.c|#include <unicode/uchar.h>|ICU is not for tm
cli/b.c|  # include <sqlite3.h>|SQLite is not for cli
text/b.c|#include <libxml/parser.h>|libxml2 is not for text
tm/d.c|#include <jansson.h>|jansson is not for tm
align/c.c|#include <archive_entry.h>|libarchive is not for align
align/d.c|#include <libstemmer.h>|libstemmer is not for align
cli/c.c|#include <iconv.h>|iconv is not for cli
tm/e.c|#include <lzma.h>|<lzma.h> is of no library
text/c.c|#include SOMETHING|an #include that names no file
text/text.h|#include "text/own-private.h"|the public header text/text.h shows text/own-private.h
tm/tm.h|#include <sqlite3.h>|<sqlite3.h> shows through the public header tm/tm.h
EOF
}
new_tree
put text/other.h
put text/own-private.h
put cli/x.h
broken_includes | while IFS='|' read -r file line what; do
    put "$file" "" "$line"
done
said=$("$root/tests/house/test-includes.sh" build .)
while IFS='|' read -r file line what; do
    expect 0 "FAIL $file:3: $what" echo "$said"
done <<EOF
$(broken_includes)
EOF
check 1 "0 passed, 18 failed" includes
new_tree
put formats/formats.h '#include "formats/inner.h"'
put formats/inner.h '#include <archive.h>'
check 1 "FAIL formats/inner.h:2: <archive.h> shows through the public header formats/formats.h" includes
new_tree
put tm/a.c '#include "tm/tm.h"' '#include "text/text.h"' '#include "tm/a-private.h"' '#include <stdio.h>'
put tm/a-private.h '#include <sqlite3.h>'
put cli/a.c '#include "tm/tm.h"' '#include "cli/b.h"' '#include <sys/stat.h>'
check 0 "8 passed, 0 failed" includes

# symbols
new_tree
put text/text.h 'int text_fine(void);'
put text/a.c '#include "text/text.h"' 'static int hidden(void) { return 1; }' 'int text_fine(void) { return hidden(); }'
put cli/main.c 'int main(void) { return 0; }'
build
check 0 "2 passed, 0 failed" symbols
put text/a.c '' 'int loose(void) { return 1; }'
build
check 1 "FAIL text/a.c:3: loose is exported without the prefix text_" symbols
put text/a.c 'int text_alone = 3;'
build
check 1 "FAIL text/a.c:2: text_alone is in no header of text" symbols
put text/a.c 'int main(void) { return 0; }'
build
check 1 "FAIL text/a.c:2: main is exported without the prefix text_" symbols
rm build/text/a.o
check 1 "FAIL text/a.c:1: was not compiled" symbols

# sizes
new_tree
put text/a.c '' 'int text_long(void)' '{' "$(seq 60)" '}'
check 0 "warning: text/a.c:4: text_long has 62 lines" sizes
put text/a.c "$(seq 400)"
check 0 "warning: text/a.c:401: has 401 lines" sizes
put text/a.c '' "/* $(seq -s ' ' 60) */"
check 0 "warning: text/a.c:3: is wider than 120 columns" sizes
put text/a.c '' "/* $(seq -s '…' 39) */"
check 0 "5 passed, 0 failed" sizes

# blanks
new_tree
check 0 "4 passed, 0 failed" blanks
mkdir tests
printf "while IFS='\t' read -r a; do\n" >tests/a.sh
check 0 "5 passed, 0 failed" blanks
put text/a.c "$(printf 'int\tx;')"
check 1 "FAIL text/a.c:2: a tab" blanks
put text/a.c "int x; "
check 1 "FAIL text/a.c:2: a blank at the end of the line" blanks
echo "int x;" >text/a.c
check 1 "FAIL text/a.c:1: does not open with a comment" blanks
printf '/* x */' >text/a.c
check 1 "FAIL text/a.c: does not end with a newline" blanks

# manual
new_tree
cat >build/padan <<'EOF'
#!/bin/sh
case $1 in
--help) printf 'usage\n\nCommands:\n  cut   cuts\n\nmore\n' ;;
cut) printf 'usage: padan cut\n\nOptions:\n  -o, --output FILE  out\n      --long-one     x\n  -h, --help  this\n' ;;
esac
EOF
chmod +x build/padan
check 1 "FAIL man/padan.1: there is no manual page" manual
printf '%s\n' '.SH COMMANDS' '.SS cut' '.B \-\-output' '.B \-\-long\-one' >man/padan.1
check 0 "6 passed, 0 failed" manual
printf '%s\n' '.Sh COMMANDS' '.Ss padan cut Op Ar FILE' '.It Fl o , -output' '.Fl -long-one' >man/padan.1
check 0 "6 passed, 0 failed" manual
printf '%s\n' '.SH COMMANDS' '.SS cut' '.B \-\-output' '.B \-\-long\-one\-more' >man/padan.1
check 1 "FAIL man/padan.1:2: the section of cut does not tell --long-one" manual
printf '%s\n' '.SH COMMANDS' '.SS cut' '.B \-\-output' '.SS gone' '.B \-\-long\-one' >man/padan.1
check 1 "FAIL man/padan.1:4: there is no command gone" manual
printf '%s\n' '.SH COMMANDS' '.SS sew' >man/padan.1
check 1 "FAIL man/padan.1:1: there is no section .SS cut" manual

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
expect 0 "skipped: needs.test needs no-such-tool" golden needs.test
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

cd "$root" || exit 1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
