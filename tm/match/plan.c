/* See plan-private.h. Of a query of n words those features are taken that cost the least together, by a table of n
 * times as many features as are needed.
 */
#include "tm/match/plan-private.h"

#include <stdlib.h>

enum {
    WORDS_MOST = 200, /* of a query that pairs are taken for */
    WORTH = 100,      /* postings, below which nothing is won by pairs */
    GAIN_4 = 3,       /* by pairs when that costs less than three quarters */
};

/* A cost. */
static const uint32_t never = UINT32_MAX;

static int by_rarity(const void *a, const void *b)
{
    const struct tm_needle_word *x = a, *y = b;
    return (x->segments > y->segments) - (x->segments < y->segments);
}

static uint64_t edits(const struct tm_needle *q, uint32_t length)
{
    uint32_t longer = tm_longest(q, length);
    return longer - tm_need(q->least, longer);
}

/* Postings of the rarest words, more of which than `misses`. */
static uint64_t cost_of_words(const struct tm_needle *q, uint64_t misses)
{
    uint64_t sum = 0, weight = 0;
    for (uint32_t i = 0; i < q->word_count && weight <= misses; i++) {
        sum += q->words[i].segments;
        weight += q->words[i].weight;
    }
    return sum;
}

/* What the query's places cost as features: alone, and with the place before. */
struct costs {
    uint32_t *alone, *pair;
    uint64_t *table; /* [i * width + k]: k features of the first i places; */
    uint32_t n, width;
};

static uint64_t *cell(const struct costs *c, uint32_t i, uint32_t k)
{
    return &c->table[(size_t)i * c->width + k];
}

static void fill(struct costs *c)
{
    for (uint32_t i = 0; i <= c->n; i++) {
        *cell(c, i, 0) = 0;
        for (uint32_t k = 1; k < c->width; k++) {
            uint64_t best = i ? *cell(c, i - 1, k) : (uint64_t)never << 16;
            if (i >= 1 && *cell(c, i - 1, k - 1) + c->alone[i - 1] < best) {
                best = *cell(c, i - 1, k - 1) + c->alone[i - 1];
            }
            if (i >= 2 && *cell(c, i - 2, k - 1) + c->pair[i - 1] < best) {
                best = *cell(c, i - 2, k - 1) + c->pair[i - 1];
            }
            *cell(c, i, k) = best;
        }
    }
}

static void add_feature(struct tm_needle_word *at, uint32_t *count, struct tm_needle_word f)
{
    for (uint32_t i = 0; i < *count; i++) {
        if (at[i].id == f.id) {
            at[i].weight++;
            return;
        }
    }
    at[(*count)++] = f;
}

/* The k features of the least cost, then the words of the other places. */
static void trace(const struct costs *c, const struct tm_needle *q, uint32_t k, struct tm_needle_word *at,
                  uint32_t *count)
{
    uint32_t chosen;
    *count = 0;
    bool taken[WORDS_MOST] = {false};
    for (uint32_t i = c->n; i > 0 && k > 0;) {
        uint64_t here = *cell(c, i, k);
        if (here == *cell(c, i - 1, k)) {
            i--;
        } else if (here == *cell(c, i - 1, k - 1) + c->alone[i - 1]) {
            add_feature(at, count, (struct tm_needle_word){q->ids[i - 1], c->alone[i - 1], 1});
            taken[i - 1] = true;
            i--;
            k--;
        } else {
            uint32_t pair = tm_pair_of(q->ids[i - 2], q->ids[i - 1]);
            add_feature(at, count, (struct tm_needle_word){pair, c->pair[i - 1], 1});
            taken[i - 1] = taken[i - 2] = true;
            i -= 2;
            k--;
        }
    }
    qsort(at, *count, sizeof *at, by_rarity);
    chosen = *count;
    for (uint32_t i = 0; i < c->n; i++) {
        if (!taken[i]) {
            add_feature(at, count, (struct tm_needle_word){q->ids[i], c->alone[i], 1});
        }
    }
    qsort(at + chosen, *count - chosen, sizeof *at, by_rarity);
}

static enum text_status find_costs(struct tm_memory *m, const struct tm_needle *q, uint32_t width,
                                   struct text_arena *arena, struct costs *c, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    *c = (struct costs){.n = q->n, .width = width};
    c->alone = text_arena_alloc(arena, q->n, sizeof *c->alone);
    c->pair = text_arena_alloc(arena, q->n, sizeof *c->pair);
    c->table = text_arena_alloc(arena, ((size_t)q->n + 1) * width, sizeof *c->table);
    if (!c->alone || !c->pair || !c->table) {
        return text_fail_memory(err, "a search");
    }
    for (uint32_t i = 0; i < q->n; i++) {
        for (uint32_t k = 0; k < q->word_count; k++) {
            if (q->words[k].id == q->ids[i]) {
                c->alone[i] = q->words[k].segments;
                break;
            }
        }
    }
    for (uint32_t i = 0; i < q->n && status == TEXT_OK; i++) {
        uint32_t pair = i ? tm_pair_of(q->ids[i - 1], q->ids[i]) : 0;
        c->pair[i] = never;
        if (pair && q->ids[i - 1] && q->ids[i]) {
            uint32_t most = c->alone[i] < c->alone[i - 1] ? c->alone[i] : c->alone[i - 1];
            status = tm_index_estimate(m, pair, q->n, most, &c->pair[i], err);
        }
    }
    return status;
}

enum text_status tm_plan_make(struct tm_memory *m, struct tm_needle *q, uint32_t low, uint32_t high,
                              struct text_arena *arena, struct tm_plan *out, struct text_error *err)
{
    struct tm_plan p = {.lists = {{q->words, q->word_count}, {NULL, 0}}};
    unsigned first = tm_band_of(low), last = tm_band_of(high);
    uint32_t bottom, top, width = 0;
    uint64_t by_pairs[TM_BANDS + 1] = {0};
    qsort(q->words, q->word_count, sizeof *q->words, by_rarity);
    for (unsigned b = first; b <= last; b++) {
        tm_index_band(b, &bottom, &top);
        bottom = bottom > low ? bottom : low;
        top = top < high ? top : high;
        uint64_t need = tm_need(q->least, tm_longest(q, bottom));
        p.misses[b] = need <= q->n ? q->n - need : 0;
        by_pairs[b] = edits(q, top);
        if (q->n <= WORDS_MOST && cost_of_words(q, p.misses[b]) > WORTH && by_pairs[b] < q->n) {
            p.way[b] = TM_BY_PAIRS;
            width = by_pairs[b] + 2 > width ? (uint32_t)by_pairs[b] + 2 : width;
        }
    }
    if (width) {
        struct costs c = {0};
        struct tm_needle_word *at = text_arena_alloc(arena, q->n, sizeof *at);
        enum text_status status = at ? find_costs(m, q, width, arena, &c, err) : text_fail_memory(err, "a search");
        uint32_t k = 0;
        if (status != TEXT_OK) {
            return status;
        }
        fill(&c);
        for (unsigned b = first; b <= last; b++) {
            if (p.way[b] == TM_BY_PAIRS) {
                uint64_t words = cost_of_words(q, p.misses[b]), pairs = *cell(&c, c.n, (uint32_t)by_pairs[b] + 1);
                if (4 * pairs >= GAIN_4 * words) {
                    p.way[b] = TM_BY_WORDS;
                } else {
                    p.misses[b] = by_pairs[b];
                    k = by_pairs[b] + 1 > k ? (uint32_t)by_pairs[b] + 1 : k;
                }
            }
        }
        if (k) {
            trace(&c, q, k, at, &p.lists[TM_BY_PAIRS].count);
            p.lists[TM_BY_PAIRS].at = at;
        }
    }
    *out = p;
    return TEXT_OK;
}
