# Sourced by the tests of the tests: small trees in which one thing is broken, and what has to be said about it.
# Leaves $root, where the repository is, and $dir, which is removed at the end.
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

# The last line of a test.
finish() {
    cd "$root" || exit 1
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ]
}
