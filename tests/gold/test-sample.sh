#!/bin/sh
# test-sample.sh BUILD [TREE]: what a harvest of the sample archives finds, held against their gold. The floors lie just
# below what is reached: a change that costs pairs, or makes wrong ones, shows here.
set -u
padan=$(cd "$1" && pwd)/padan
cd "${2:-.}" || exit 1
sample=corpora/sample
export PADAN_DATA=corpora
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

# check WHAT VALUE LEAST: VALUE may not lie below LEAST.
check() {
    if awk -v value="$2" -v least="$3" 'BEGIN { exit !(value + 0 >= least + 0) }'; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL the sample archives: $1 is $2, the floor is $3"
    fi
}

# score ORDER SOURCE TARGET PRECISION RECALL ARTICLES: harvests in that order of languages into $tmp/ORDER.db and checks
# the figures against these floors.
score() {
    "$padan" harvest --lang-order "$1" --tm "$tmp/$1.db" --pairs-out "$tmp/pairs" "$2" "$3" >"$tmp/out" 2>&1 || {
        echo "FAIL harvest --lang-order $1 ends with $?"
        cat "$tmp/out"
        failed=$((failed + 1))
    }
    "$padan" export --tm "$tmp/$1.db" -o "$tmp/$1.tsv"
    # The gold has Indonesian first.
    if [ "$1" = en,id ]; then
        awk -F '\t' -v OFS='\t' '{ print $2, $1 }' "$tmp/$1.tsv" >"$tmp/claims"
        awk -F '\t' -v OFS='\t' '{ print $2, $1 }' "$tmp/pairs" | sort -u >"$tmp/documents"
    else
        cp "$tmp/$1.tsv" "$tmp/claims"
        cut -f 1,2 "$tmp/pairs" | sort -u >"$tmp/documents"
    fi
    grep -v '^#' $sample/gold/documents.tsv | sort >"$tmp/gold"
    right=$(comm -12 "$tmp/documents" "$tmp/gold" | wc -l)
    check "$1: the number of article pairs that are right" "$right" "$6"
    check "$1: the share of article pairs that are right" \
        "$(awk -v r="$right" -v n="$(wc -l <"$tmp/documents")" 'BEGIN { print n ? r / n : 0 }')" 1
    awk -f $sample/score.awk $sample/gold/segments.tsv "$tmp/claims" >"$tmp/figures"
    read -r precision recall rest <"$tmp/figures"
    check "$1: the precision of pairs" "$precision" "$4"
    check "$1: the recall of pairs" "$recall" "$5"
}

score id,en $sample/id $sample/en 0.98 0.93 18
# The other way round the stories are taken to draw on the articles, and what one article explains counts for no other:
# a story that two articles quote from may lose one of them.
score en,id $sample/en $sample/id 0.98 0.91 17

# Again: nothing new, and the same export.
"$padan" export --tm "$tmp/id,en.db" -o "$tmp/before.tmx"
again=$("$padan" harvest --json --tm "$tmp/id,en.db" $sample/id $sample/en)
"$padan" export --tm "$tmp/id,en.db" -o "$tmp/after.tmx"
case $again in
*'"new_units":0,"new_origins":0,'*) passed=$((passed + 1)) ;;
*)
    failed=$((failed + 1))
    echo "FAIL a second harvest adds something: $again"
    ;;
esac
if cmp -s "$tmp/before.tmx" "$tmp/after.tmx"; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "FAIL a second harvest changes what is exported:"
    diff "$tmp/before.tmx" "$tmp/after.tmx" | head -n 10
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
