#!/bin/sh
# distcheck.sh NAME: NAME.tar.gz, unpacked where there is no git, builds, passes its tests of the command line, and
# installs; packed again it is the same bytes.
set -eu
name=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cp "$name.tar.gz" "$dir/first.tar.gz"
make -s dist >/dev/null
cmp "$name.tar.gz" "$dir/first.tar.gz"

cd "$dir"
gzip -dc first.tar.gz | tar xf -
cd "$name"
# No git may be asked.
mkdir "$dir/bin"
printf '#!/bin/sh\necho "git was called: $*" >&2\nexit 1\n' >"$dir/bin/git"
chmod +x "$dir/bin/git"
export PATH="$dir/bin:$PATH"
make -s -j "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
tests/cli/run.sh
make -s DESTDIR="$dir/stage" install
test "$("$dir/stage/usr/local/bin/padan" --version | head -n 1)" = "padan ${name#padan-}"
make -s DESTDIR="$dir/stage" uninstall
test -z "$(find "$dir/stage" ! -type d)"
echo "$name.tar.gz is good"
