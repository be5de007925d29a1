# To be read by cases of this folder: `. "$CORPORA/../tests/cli/archives.sh"`.

# mixed_articles COUNT FOLDER: articles, each of the first half of one of the sample archive and of the second half of
# another, so that no two are nearly the same.
mixed_articles() {
    mkdir -p "$2"
    count=$1 folder=$2
    set --
    # Some of the sample are in other charsets, which half an article does not tell.
    for article in "$SAMPLE"/id/*.txt; do
        ! iconv -f UTF-8 -t UTF-8 "$article" >/dev/null 2>&1 || set -- "$@" "$article"
    done
    awk -v count="$count" -v folder="$folder" '
        FNR == 1 { file++ }
        { line[file, FNR] = $0; lines[file] = FNR }
        END {
            for (n = 0; n < count; n++) {
                a = n % file + 1
                b = (n * 7 + int(n / file) * 3 + 1) % file + 1
                out = sprintf("%s/%03d.txt", folder, n)
                for (i = 1; i <= lines[a] / 2; i++) { print line[a, i] >out }
                for (i = int(lines[b] / 2) + 1; i <= lines[b]; i++) { print line[b, i] >out }
                close(out)
            }
        }' "$@"
}

# exported MEMORY: what it exports, byte for byte, as a name of it.
exported() {
    padan export --tm "$1" -o "$1.tmx" && cksum <"$1.tmx"
}
