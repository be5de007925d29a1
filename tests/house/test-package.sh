#!/bin/sh
# test-package.sh BUILD [TREE]: what the Debian package says again agrees with where it is said first: the version with
# the Makefile's, what it is built with with .ci/deps.
set -u
cd "${2:-.}" || exit 1
passed=0 failed=0

# expect WHAT COMMAND...
expect() {
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $what"
    fi
}

version=$(sed -n 's/^VERSION = //p' Makefile)
expect "debian/changelog:1: is not about version $version, as the Makefile is" \
    grep -q "^padan ($version) " debian/changelog
for package in $(sed -n 's/^ *[a-z0-9.*| -]*) echo \(lib[a-z0-9]*-dev\) *;;$/\1/p' .ci/deps); do
    expect "debian/control: Build-Depends does not name $package, which .ci/deps does" \
        grep -q "^ $package,\$" debian/control
    library=${package%-dev}
    expect "tests/house/debcheck.sh: does not ask for $library" \
        grep -q "for library in .*$library" tests/house/debcheck.sh
done
expect ".ci/deps: no packages were found" test "$passed" -gt 6
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
