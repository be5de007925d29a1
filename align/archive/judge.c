/* Which of some stories an article was written from, by what aligns. See align.h.
 *
 * What counts is how sure the pairs are and how many words stand in them, how much of the shorter document they make
 * up, what the index said, and whether the numbers in them agree: three sentences among twenty are a source, three
 * alike sentences in two reports on a market are not. */
#include <math.h>

#include "align/align-private.h"

/* Logistic regression on 6,000 candidates (tests/bench/make-archive.c, dated and undated; news and reports) whose texts
 * the lexicon in use was not learned from, and on the development archives among 1,000 unrelated articles. Learned from
 * news it held on reports, and the other way round. Set by hand: what missed numbers and the size of documents weigh,
 * as reports on one market stand closer together in a newspaper than in these archives; and the constant, half a unit
 * lower, for the same reason. Pairs of little confidence are left out.
 *
 * Few articles draw on a second story (one in ten of those that draw on one at all), and another version of the first
 * has some of its sentences and a few more: so a further story has to show more, the more so the more of what it shares
 * with the article a better one explains. These two were set by hand. */
static const struct {
    double constant, words, share, sure, prior, missed, size, least;
    double quotation; /* how many pairs one of quotations is worth: words that somebody said have one source */
    double further, repeated;
} JUDGE = {-11.5, 2.1, 0.84, 2.26, 0.11, -4.0, -6.0, 0.3, 2.0, -3.0, -6.0};

static const double MOST_SURE = 40, MOST_PRIOR = 9; /* further ones say no more */
/* Pairs of fewer words (numbers of a table, headings) stand in many documents: they count for as much less. */
static const double WORDY = 5;
static const double USUAL_SIZE = 1000; /* segments of one times those of the other; in more, chance reaches further */

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

/* What the pairs of two documents come to. */
struct tally {
    double pairs;          /* how many are expected to be right */
    double words;          /* in those, on the side that has fewer */
    double repeated;       /* such words in pairs that a better story explains */
    double sure;           /* the logarithm of how unlikely it is that none is */
    double source, target; /* words */
    uint32_t met, missed;  /* numbers in them with and without counterpart */
};

static bool has_number(const struct align_text *t, struct text_range r, uint64_t key)
{
    for (size_t i = r.begin; i < r.end; i++) {
        for (uint32_t k = 0; k < t->segments[i].count; k++) {
            if (t->types[t->segments[i].words[k]].word->key == key) {
                return true;
            }
        }
    }
    return false;
}

static void count_numbers(struct tally *tally, const struct align_text *t, struct text_range r,
                          const struct align_text *other, struct text_range there)
{
    for (size_t i = r.begin; i < r.end; i++) {
        for (uint32_t k = 0; k < t->segments[i].count; k++) {
            uint64_t key = t->types[t->segments[i].words[k]].word->key;
            bool met = (key & 1) && has_number(other, there, key);
            tally->met += met;
            tally->missed += (key & 1) && !met;
        }
    }
}

static void add_bead(struct tally *tally, struct align_texts texts, const struct align_bead *b, const bool *claimed)
{
    double source = count_words(texts.source, b->source), target = count_words(texts.target, b->target);
    double fewer = source < target ? source : target, words = b->confidence * fewer;
    if (is_claimed(claimed, b->source)) {
        tally->repeated += words;
        return;
    }
    double worth = b->kind == ALIGN_QUOTATION ? JUDGE.quotation : 1;
    tally->pairs += worth * b->confidence;
    tally->sure -= worth * log(1.001 - b->confidence) * (fewer < WORDY ? fewer / WORDY : 1);
    tally->source += b->confidence * source;
    tally->target += b->confidence * target;
    tally->words += words;
    count_numbers(tally, texts.source, b->source, texts.target, b->target);
    count_numbers(tally, texts.target, b->target, texts.source, b->source);
}

static double bounded(double x, double most)
{
    return x > most ? most : x < -most ? -most : x;
}

/* `claimed` (a flag for each source segment; NULL: there is no likelier story): what is explained already. `prior`: of
 * the index, 0 when it was not asked. */
static double judge_rest(struct align_texts texts, const struct align_beads *beads, double prior, const bool *claimed)
{
    struct tally tally = {0};
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->confidence >= JUDGE.least && !b->inside) {
            add_bead(&tally, texts, b, claimed);
        }
    }
    double source = tally.source / (texts.source->tokens + 1.0), target = tally.target / (texts.target->tokens + 1.0);
    double x = JUDGE.constant + JUDGE.words * log1p(tally.words) + JUDGE.share * (source > target ? source : target);
    x += JUDGE.sure * sqrt(bounded(tally.sure, MOST_SURE));
    x += prior > 0 && prior < 1 ? JUDGE.prior * bounded(log(prior / (1 - prior)), MOST_PRIOR) : 0;
    x += JUDGE.missed * tally.missed / (tally.met + tally.missed + 2.0);
    double size = (double)texts.source->document->count * (double)texts.target->document->count / USUAL_SIZE;
    x += size > 1 ? JUDGE.size * log(size) : 0;
    x += claimed ? JUDGE.further + JUDGE.repeated * tally.repeated / (tally.repeated + tally.words + 1) : 0;
    return tally.pairs > 0 ? 1 / (1 + exp(-x)) : 0;
}

double align_judge(struct align_texts texts, const struct align_beads *beads)
{
    return judge_rest(texts, beads, 0, NULL);
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
        struct align_texts both = {article, at[i].text};
        at[i].confidence = judge_rest(both, &at[i].beads, at[i].prior, claimed);
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
        bring_best(article, at + n, count - n, n ? claimed : NULL);
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
