/* Whether one of two documents was written from the other, by what aligns in them. See align.h.
 *
 * What counts is how many pairs are expected to be right, and how much of the shorter document they make up: three
 * quotations in an article of twenty sentences are a source, three alike sentences in two long reports are not. */
#include <math.h>

#include "align/align-private.h"

/* Chosen on the development archives: documents that belong together come out above 0.69, others, when what the
 * likelier story explains is left out, below 0.64. Pairs of little confidence are left out. */
static const struct {
    double constant, pairs, share, least;
    double quotation; /* how many pairs one of quotations is worth: words that somebody said have one source */
} JUDGE = {-4.0, 2.0, 6.0, 0.3, 3.0};

static double count_words(const struct align_text *t, struct text_range r)
{
    double n = 0;
    for (size_t i = r.begin; i < r.end; i++) {
        n += t->segments[i].count;
    }
    return n;
}

static bool is_claimed(const bool *claimed, struct text_range r)
{
    for (size_t i = r.begin; claimed && i < r.end; i++) {
        if (claimed[i]) {
            return true;
        }
    }
    return false;
}

double align_judge_rest(struct align_texts texts, const struct align_beads *beads, const bool *claimed)
{
    double pairs = 0, source = 0, target = 0;
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->confidence >= JUDGE.least && !is_claimed(claimed, b->source)) {
            pairs += b->confidence * (b->kind == ALIGN_QUOTATION ? JUDGE.quotation : 1);
            source += b->confidence * count_words(texts.source, b->source);
            target += b->confidence * count_words(texts.target, b->target);
        }
    }
    double source_share = source / (texts.source->tokens + 1.0), target_share = target / (texts.target->tokens + 1.0);
    double share = source_share > target_share ? source_share : target_share;
    double x = JUDGE.constant + JUDGE.pairs * log1p(pairs) + JUDGE.share * share;
    return pairs > 0 ? 1 / (1 + exp(-x)) : 0;
}

double align_judge(struct align_texts texts, const struct align_beads *beads)
{
    return align_judge_rest(texts, beads, NULL);
}

void align_claim(const struct align_beads *beads, double least, bool *claimed)
{
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        for (size_t i = b->source.begin; b->kind != ALIGN_UNMATCHED && b->confidence >= least && i < b->source.end;
             i++) {
            claimed[i] = true;
        }
    }
}
