#!/bin/sh
# test-checks.sh BUILD: the checks of this folder can fail. Each is shown a small tree in which one thing is broken, and
# has to name it.
set -u
. tests/house/broken.sh

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
check 1 "FAIL text/a.c:3: is wider than 120 columns" sizes
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

# pages, of the memory's tables as they stand and as they might become
memory_tree() {
    new_tree
    mkdir tm/store
    cp "$root/man/padan-tm.5" man/
    cp "$root/tm/schema.sql" tm/
    cp "$root"/tm/store/*.h tm/store/
}
memory_tree
check 0 ", 0 failed" pages
printf '%s\n' 'CREATE TABLE further_more (' '    id INTEGER' ');' >>tm/schema.sql
check 1 "FAIL man/padan-tm.5: there is no section on table further_more" pages
memory_tree
sed 's/^    speaker TEXT,/&\n    loudness REAL,/' "$root/tm/schema.sql" >tm/schema.sql
check 1 "FAIL man/padan-tm.5: the section of table unit does not tell column loudness" pages
memory_tree
sed 's/SCHEMA_VERSION = [0-9]*/SCHEMA_VERSION = 99/' "$root/tm/store/store-private.h" >tm/store/store-private.h
check 1 "FAIL man/padan-tm.5: is not about version 99 of the schema" pages
if command -v mandoc >/dev/null 2>&1; then
    memory_tree
    echo '.Xx nothing' >>man/padan-tm.5
    check 1 "FAIL man/padan-tm.5: mandoc has something to say" pages
fi

finish
