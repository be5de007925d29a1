#!/bin/sh
# test-symbols.sh BUILD [TREE]: what the objects of a folder export bears the folder's prefix (text_, align_, tm_,
# formats_, cli_; and main in cli) and stands in one of its headers; all else is static. BUILD is what TREE was built
# into.
set -u
build=$(cd "$1" && pwd) || exit 1
cd "${2:-.}" || exit 1

# FOLDER SOURCE SYMBOL for each thing that is exported, and FOLDER SOURCE alone for what was not compiled.
exported() {
    objects=
    for source in text/*.c text/*/*.c align/*.c align/*/*.c tm/*.c tm/*/*.c formats/*.c formats/*/*.c cli/*.c cli/*/*.c; do
        [ -e "$source" ] || continue
        # Runs while Padan is built, and is a program of its own.
        case $source in text/unicode/*) continue ;; esac
        if [ -e "$build/${source%.c}.o" ]; then
            objects="$objects ${source%.c}.o"
        else
            echo "${source%%/*} $source"
        fi
    done
    [ -n "$objects" ] || return 0
    # One run of nm, which is slow to start. Two underscores begin what compilers and sanitizers add for themselves.
    # shellcheck disable=SC2086
    (cd "$build" && nm -A -g -P $objects) | awk '
        $3 !~ /^[Uvw]$/ && $2 !~ /^__/ { source = folder = $1; sub(/\.o:.*/, ".c", source); sub(/\/.*/, "", folder)
            print folder, source, $2 }'
}

# FOLDER WORD for each word in the folder's headers.
announced() {
    for folder in text align tm formats cli; do
        cat "$folder"/*.h "$folder"/*/*.h 2>/dev/null | tr -cs 'A-Za-z0-9_' '\n' | sed "s/^/$folder /"
    done
}

# What is wrong, as SOURCE SYMBOL and words; the last line is how many were right.
judged=$({ announced; echo; exported; } | awk '
    NF == 0 { behind = 1; next }
    !behind { known[$1, $2] = 1; next }
    NF == 2 { print $2, "-", "was not compiled into this build"; next }
    $3 == "main" && $1 == "cli" { right++; next }
    index($3, $1 "_") != 1 { print $2, $3, "is exported without the prefix " $1 "_: make it static, or name it so"; next }
    !(($1, $3) in known) { print $2, $3, "is in no header of " $1 ": make it static"; next }
    { right++ }
    END { print right + 0 }')

failed=0
while read -r source symbol what; do
    if [ -z "$symbol" ]; then
        echo "$source passed, $failed failed"
        break
    fi
    failed=$((failed + 1))
    line=$(grep -nwF -- "$symbol" "$source" | head -n 1)
    case $symbol in
    -) echo "FAIL $source:1: $what" ;;
    *) echo "FAIL $source:${line%%:*}: $symbol $what" ;;
    esac
done <<EOF
$judged
EOF
[ "$failed" = 0 ]
