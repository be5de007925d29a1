#!/bin/sh
# test-pages.sh BUILD [TREE]: the manual pages are sound mdoc (where there is mandoc), and man/padan-tm.5 tells all of
# tm/schema.sql: each table in a section ".Ss Table NAME" (or "Tables A, B"), each column there in a ".Va" line by its
# name or as TABLE.COLUMN, and the schema's version.
set -u
cd "${2:-.}" || exit 1
page=man/padan-tm.5

passed=0 failed=0
pass() { passed=$((passed + 1)); }
fail() {
    failed=$((failed + 1))
    echo "FAIL $1"
}

# What lines may be as wide as all ours, what mandoc knows of other pages depends on the machine.
if command -v mandoc >/dev/null 2>&1; then
    for f in man/*; do
        said=$(mandoc -Tlint "$f" 2>/dev/null | grep -vE 'longer than 80 bytes|referenced manual not found')
        if [ -z "$said" ]; then pass; else fail "$f: mandoc has something to say: $said"; fi
    done
else
    echo "skipped: there is no mandoc here to look at the manual pages"
fi

# TABLE, or TABLE COLUMN, a line each.
schema() {
    sed 's/--.*//' tm/schema.sql | awk '
        /^CREATE TABLE/ { table = $3; print table; next }
        /^\)/ { table = "" }
        table && $1 ~ /^[a-z_]+$/ { print table, $1 }'
}

# The .Va lines of a table's section.
told() {
    sed 's/^\.It Va/.Va/' "$page" | awk -v table="$1" '
        /^\.S[hs]/ { on = 0; if (/^\.Ss Tables? /) { for (i = 3; i <= NF; i++) { t = $i; sub(/,$/, "", t); if (t == table) on = 1 } } }
        on && /^\.(Ss|Va)/ { print }'
}

while read -r table column; do
    if [ -z "$column" ]; then
        section=$(told "$table")
        if [ -n "$section" ]; then pass; else fail "$page: there is no section on table $table"; fi
    elif echo "$section" | grep '^\.Va' | grep -qE "[ ]($table\\.)?$column( |\$)"; then
        pass
    else
        fail "$page: the section of table $table does not tell column $column"
    fi
done <<END
$(schema)
END

version=$(sed -n 's/.*user_version (the schema.s version, now \([0-9]*\)).*/\1/p' tm/schema.sql)
coded=$(sed -n 's/.*TM_SCHEMA_VERSION[ =]*\([0-9][0-9]*\).*/\1/p' tm/store/*.h)
if [ "$version" = "$coded" ] && grep -q "version of the schema, now $version\\." "$page" && grep -q "^\\.It $version\$" "$page"
then
    pass
else
    fail "$page: is not about version ${coded:-?} of the schema, which tm/schema.sql has as ${version:-?}"
fi
[ "$passed" -gt 20 ] || fail "tm/schema.sql: no tables were found"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
