#!/bin/sh
# test-install.sh BUILD: what `make install` puts into a folder is complete and runs from there, also when the folder is
# moved; `make uninstall` takes all of it away.
set -u
build=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0
# The folders of whoever runs the tests are not to be those of this one.
unset MAKEFLAGS MFLAGS MAKEOVERRIDES ZSHCOMPDIR

# expect WHAT COMMAND...: the command succeeds.
expect() {
    what=$1
    shift
    said=$("$@" 2>&1)
    status=$?
    if [ "$status" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $what: $* ends with $status; it says:"
        echo "$said"
    fi
}

# The program in a clean environment; a memory in $dir.
installed() {
    env -i PATH=/usr/bin:/bin HOME="$dir" LC_ALL=C.UTF-8 ASAN_OPTIONS="${ASAN_OPTIONS:-}" "$1/bin/padan" align \
        corpora/sample/id/antrean-truk-di-jalur-kaspia-bakal-dipangkas-barang-indonesia-ikut-dilirik.txt \
        corpora/sample/en/20230306-border-queues-caspian-route.txt | grep -q 'We would like to see\|halve waiting'
}

root=$dir/stage/opt/it
expect "install" make -s B="$build" DESTDIR="$dir/stage" PREFIX=/opt/it install-files
for f in bin/padan share/man/man1/padan.1 share/man/man5/padan-tm.5 share/bash-completion/completions/padan \
    share/zsh/site-functions/_padan share/fish/vendor_completions.d/padan.fish share/padan/lexicon/id-en.lexicon; do
    expect "installed" test -s "$root/$f"
done
for f in corpora/id/* corpora/en/* corpora/lexicon/README.md; do
    expect "installed" cmp "$f" "$root/share/padan/${f#corpora/}"
done
expect "no sample" test ! -e "$root/share/padan/sample"
[ -z "$(find "$dir/stage" -type f ! -path '*/bin/padan' ! -perm 644)" ] && passed=$((passed + 1)) || {
    failed=$((failed + 1))
    echo "FAIL these files are not of mode 644:"
    find "$dir/stage" -type f ! -path '*/bin/padan' ! -perm 644
}
expect "runs and finds its data" installed "$root"
mv "$root" "$dir/moved"
expect "runs where it was moved" installed "$dir/moved"
mv "$dir/moved" "$root"
expect "uninstall" make -s B="$build" DESTDIR="$dir/stage" PREFIX=/opt/it uninstall
expect "nothing left" test -z "$(find "$dir/stage" ! -type d)" -a ! -e "$root/share/padan"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
