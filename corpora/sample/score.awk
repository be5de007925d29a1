# Scores claimed pairs against the gold of corpora/sample.
#   awk -f score.awk GOLD CLAIMS          GOLD: gold/segments.tsv, CLAIMS: source<TAB>target a line
# A claim is right when it is a sentence or quote row of the gold, out of account when it is a loose one, else wrong.
# Recall counts groups: rows of one number are the same correspondence in other forms. With -v show=1 the wrong and the
# missed are printed. Prints: precision recall right wrong loose found groups.
BEGIN { FS = "\t" }
function clean(s) { gsub(/[ \r]+/, " ", s); sub(/^ /, "", s); sub(/ $/, "", s); return s }
FNR == 1 { file++ }
/^#/ && file == 1 { next }
file == 1 && NF >= 6 {
    key = clean($5) "\t" clean($6)
    if ($2 == "loose") { loose[key] = 1; next }
    gold[key] = $1
    if (!($1 in text)) { groups++; text[$1] = $2 "\t" $3 "\t" key }
}
file == 2 && NF >= 2 {
    key = clean($1) "\t" clean($2)
    if (key in claimed) { next }
    claimed[key] = 1
    if (key in gold) { right++; if (!(gold[key] in found)) { found[gold[key]] = 1; nfound++ } }
    else if (key in loose) { nloose++ }
    else { wrong++; if (show) { print "wrong\t" key } }
}
END {
    if (show) { for (g in text) { if (!(g in found)) { print "missed\t" g "\t" text[g] } } }
    printf "%.4f %.4f %d %d %d %d %d\n", right + wrong ? right / (right + wrong) : 0, groups ? nfound / groups : 0, \
        right, wrong, nloose, nfound, groups
}
