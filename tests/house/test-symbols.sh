#!/bin/sh
# test-symbols.sh BUILD [TREE]: what the objects of a folder export bears the folder's prefix (text_, align_, tm_,
# formats_, cli_; and main) and stands in one of its headers; all else is static. BUILD is what TREE was built into.
set -u
build=$(cd "$1" && pwd) || exit 1
cd "${2:-.}" || exit 1

passed=0 failed=0
for folder in text align tm formats cli; do
    for source in "$folder"/*.c; do
        object=$build/${source%.c}.o
        [ -e "$source" ] || continue
        if [ ! -e "$object" ]; then
            echo "FAIL $source:1: was not compiled into $object"
            failed=$((failed + 1))
            continue
        fi
        # Two underscores begin what compilers and sanitizers add for themselves.
        for symbol in $(nm -g -P "$object" | awk '$2 !~ /^[Uvw]$/ && $1 !~ /^__/ { print $1 }'); do
            case $symbol in
            "$folder"_*) header=$(grep -lwF -- "$symbol" "$folder"/*.h | head -n 1) ;;
            main) [ "$folder" = cli ] && header=none || header= ;;
            *) header= ;;
            esac
            if [ -n "$header" ]; then
                passed=$((passed + 1))
                continue
            fi
            failed=$((failed + 1))
            line=$(grep -nwF -- "$symbol" "$source" | head -n 1)
            case $symbol in
            "$folder"_*) what="is in no header of $folder: make it static" ;;
            *) what="is exported without the prefix ${folder}_: make it static, or name it so" ;;
            esac
            echo "FAIL $source:${line%%:*}: $symbol $what"
        done
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
