#!/bin/sh
# debcheck.sh FOLDER: the Debian package in FOLDER has all that is installed, names the packages of every library that
# Padan was built with, runs when it is unpacked, and is good in lintian's eyes where there is lintian (errors fail,
# warnings are shown). Run it after `make deb`.
set -u
folder=$1
deb=$(ls "$folder"/padan_*.deb) || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

# expect WHAT COMMAND...
expect() {
    what=$1
    shift
    if "$@" >"$dir/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $deb: $what"
        cat "$dir/said"
    fi
}

dpkg-deb -x "$deb" "$dir/root"
for f in bin/padan share/man/man1/padan.1.gz share/man/man5/padan-tm.5.gz share/bash-completion/completions/padan \
    share/zsh/vendor-completions/_padan share/fish/vendor_completions.d/padan.fish share/padan/id/words.tsv \
    share/padan/lexicon/id-en.lexicon share/doc/padan/copyright; do
    expect "it has no /usr/$f" test -e "$dir/root/usr/$f"
done

depends=$(dpkg-deb -f "$deb" Depends Recommends)
for library in libarchive libedit libicu libjansson libmd4c libsqlite3 libstemmer libxml2 libc6; do
    expect "it does not depend on $library: $depends" sh -c "echo '$depends' | grep -q '\\(^\\|[ ,]\\)$library'"
done

expect "what it installs does not run" env -i PATH=/usr/bin:/bin HOME="$dir" LC_ALL=C.UTF-8 \
    "$dir/root/usr/bin/padan" --version
echo "Kami siap. Kata dia." | "$dir/root/usr/bin/padan" segment --lang id >"$dir/segments"
expect "what it installs does not find its data" test "$(wc -l <"$dir/segments")" = 2

if command -v lintian >/dev/null 2>&1; then
    changes=$(ls "$folder"/padan_*.changes)
    lintian --allow-root --fail-on error "$changes" >"$dir/lintian" 2>&1
    expect "lintian finds errors" test $? = 0
    cat "$dir/lintian"
else
    echo "skipped: there is no lintian here"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
