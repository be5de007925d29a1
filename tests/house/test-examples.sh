#!/bin/sh
# test-examples.sh BUILD [TREE]: the examples of README.md and of the manual pages do what they show.
#
# An example is a line "$ COMMAND" in a literal block (``` in the README, .Bd -literal in the manual); what stands under
# it, up to the next one or the end of the block, is what it prints on both streams. Nothing under it: only its exit
# status, 0, is looked at. A line "..." stands for any lines. A command with <<'END' goes on to a line END. The examples
# of a file are run one after the other in one folder in which ./padan and corpora/ are, with a home of their own; one
# with sqlite3 is skipped where that is not installed.
set -u
padan=$(cd "$1" && pwd)/padan
root=$(cd "${2:-.}" && pwd)
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

# examples FILE DIR: DIR/N.run and DIR/N.expected for each example, and DIR/N.line, where it stands.
examples() {
    awk -v dir="$2" '
        function close_example() { if (n) { close(dir "/" n ".expected"); close(dir "/" n ".run") } open = 0 }
        /^```/ || /^\.Bd -literal/ { block = !block; close_example(); if (/^```/ || block) next }
        /^\.Ed/ { block = 0; close_example() }
        block && /^\$ / {
            close_example()
            n++; open = 1
            line = substr($0, 3)
            gsub(/\\e/, "\\", line)
            print line >dir "/" n ".run"
            here = line ~ /<<.END./
            print NR >dir "/" n ".line"
            printf "" >dir "/" n ".expected"
            next
        }
        block && open {
            line = $0; gsub(/\\e/, "\\", line); sub(/^\\&/, "", line)
            print line >dir "/" n (here ? ".run" : ".expected")
            if (line == "END") { here = 0 }
        }
    ' "$1"
}

# matches EXPECTED GOT: line by line, "..." taking in any number of lines.
matches() {
    awk '
        NR == FNR { want[++w] = $0; next }
        { got[++g] = $0 }
        END {
            i = j = 1; star = 0
            while (j <= g) {
                if (i <= w && want[i] == "...") { star = i++; mark = j; continue }
                if (i <= w && want[i] == got[j]) { i++; j++; continue }
                if (!star) { exit 1 }
                i = star + 1; j = ++mark
            }
            while (i <= w && want[i] == "...") { i++ }
            exit i <= w
        }' "$1" "$2"
}

for file in README.md man/*; do
    dir=$tmp/$(basename "$file")
    mkdir -p "$dir/work" "$dir/home"
    ln -s "$padan" "$dir/work/padan"
    ln -s "$root/corpora" "$dir/work/corpora"
    examples "$root/$file" "$dir"
    n=1
    while [ -e "$dir/$n.run" ]; do
        if grep -q sqlite3 "$dir/$n.run" && ! command -v sqlite3 >/dev/null 2>&1; then
            echo "skipped: $file:$(cat "$dir/$n.line"): there is no sqlite3 here"
            n=$((n + 1))
            continue
        fi
        (cd "$dir/work" && env -i PATH="$dir/work:$PATH" HOME="$dir/home" LC_ALL=C.UTF-8 TZ=UTC \
            PADAN_DATA="$root/corpora" ASAN_OPTIONS="${ASAN_OPTIONS:-}" sh "../$n.run" </dev/null) >"$dir/$n.got" 2>&1
        status=$?
        if [ -s "$dir/$n.expected" ] && ! matches "$dir/$n.expected" "$dir/$n.got"; then
            failed=$((failed + 1))
            echo "FAIL $file:$(cat "$dir/$n.line"): the example does not print what it shows: $(cat "$dir/$n.run")"
            diff -u "$dir/$n.expected" "$dir/$n.got" | sed 1,2d
        elif [ ! -s "$dir/$n.expected" ] && [ "$status" != 0 ]; then
            failed=$((failed + 1))
            echo "FAIL $file:$(cat "$dir/$n.line"): the example ends with $status: $(cat "$dir/$n.run")"
            cat "$dir/$n.got"
        else
            passed=$((passed + 1))
        fi
        n=$((n + 1))
    done
    if [ "$n" = 1 ]; then
        failed=$((failed + 1))
        echo "FAIL $file: it has no example"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
