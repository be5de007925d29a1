#!/bin/sh
# The main job from end to end, on the sample archives: harvest, look at what was paired, ask, export.
# The memory is made anew in a folder that is named at the end. Environment: PADAN, the program (default ./padan).
set -eu
padan=${PADAN:-./padan}
here=$(dirname "$0")
work=$(mktemp -d "${TMPDIR:-/tmp}/padan-demo.XXXXXX")
PADAN_TM=$work/demo.db
export PADAN_TM

say() { printf '\n== %s\n' "$1"; }
# Shows a command as one would type it, then runs it; a query that finds nothing does not end the demo.
run() {
    printf '$ padan'
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./:=,-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$padan" "$@" || echo "  (exit status $?)"
}

say "Two archives: articles in Indonesian, and the English stories they were written from"
run harvest --pairs-out "$work/pairs.tsv" "$here/id" "$here/en"

say "Which article came from which story"
cat "$work/pairs.tsv"

say "What the memory holds now"
run stats
echo
echo "The first pairs, as TSV:"
"$padan" export --format tsv -o "$work/demo.tsv"
sed -n 1,6p "$work/demo.tsv"

say "How good are they? Held against the gold of these archives"
sort "$here/gold/documents.tsv" | awk -F '\t' '
    NR == FNR { gold[$1 "\t" $2] = 1; n++; next }
    { claimed++; if (($1 "\t" $2) in gold) right++ }
    END { printf "articles with their stories: %d claimed, %d right, of %d\n", claimed, right, n }' - "$work/pairs.tsv"
awk -f "$here/score.awk" "$here/gold/segments.tsv" "$work/demo.tsv" | {
    read -r precision recall right wrong loose found groups
    echo "pairs: precision $precision ($right right, $wrong wrong, $loose loose ones not counted)," \
        "recall $recall ($found of $groups)"
}

say "Have we translated this before?"
grep -v '^#' "$here/queries.tsv" | while IFS='	' read -r from kind text expected; do
    printf '\n(%s, from %s; a reader would expect: %s)\n' "$kind" "$from" "$expected"
    run match --top 1 --from "$from" "$text" </dev/null
done

say "Where does a phrase stand?"
run concordance --top 3 'vaksin'

say "For every other tool: TMX"
run export -o "$work/demo.tmx"
sed -n 1,12p "$work/demo.tmx"

cat <<END

== Now you
The memory is $PADAN_TM. Type:
  export PADAN_TM=$PADAN_TM
  ./padan match 'a sentence of yours'
  ./padan concordance 'a phrase'
  ./padan align --mode quotes $here/id/ARTICLE $here/en/STORY
  ./padan harvest YOUR_INDONESIAN_FOLDER YOUR_ENGLISH_FOLDER
  ./padan --help
END
