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

/* `claimed` (a flag for each source segment; NULL: none): what a likelier story has explained already. */
static double judge_rest(struct align_texts texts, const struct align_beads *beads, const bool *claimed)
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
    return judge_rest(texts, beads, NULL);
}

/* A sentence comes from one story: pairs of segments that a better one explains are unmade. */
static void yield_to_better(struct align_beads *beads, const bool *claimed)
{
    for (size_t k = 0; k < beads->count; k++) {
        if (is_claimed(claimed, beads->at[k].source)) {
            beads->at[k].confidence = 0;
        }
    }
}

static void claim(const struct align_beads *beads, bool *claimed)
{
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        for (size_t i = b->source.begin; b->kind != ALIGN_UNMATCHED && i < b->source.end; i++) {
            claimed[i] = true;
        }
    }
}

/* Brings the likeliest story to the front. */
static void bring_best(const struct align_text *article, struct align_story *at, size_t count, const bool *claimed)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        at[i].confidence = judge_rest((struct align_texts){article, at[i].text}, &at[i].beads, claimed);
        best = at[i].confidence > at[best].confidence ? i : best;
    }
    struct align_story story = at[best];
    at[best] = at[0];
    at[0] = story;
}

enum text_status align_choose(const struct align_text *article, struct align_story *at, size_t count,
                              struct align_levels least, struct text_arena *arena, size_t *chosen,
                              struct text_error *err)
{
    bool *claimed = text_arena_alloc(arena, article->document->count, sizeof *claimed);
    size_t n = 0;
    if (!claimed) {
        return text_fail_memory(err, "choosing an article's stories");
    }
    while (n < count) {
        bring_best(article, at + n, count - n, claimed);
        if (at[n].confidence < least.article) {
            break;
        }
        struct align_texts both = {article, at[n].text};
        yield_to_better(&at[n].beads, claimed);
        enum text_status status = align_beads_cut(both, least.pair, arena, &at[n].beads, err);
        if (status != TEXT_OK) {
            return status;
        }
        claim(&at[n].beads, claimed);
        n++;
    }
    *chosen = n;
    return TEXT_OK;
}
