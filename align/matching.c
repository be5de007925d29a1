/* Which word of one run of units answers to which of another, one to one: two words do when neither has a better link
 * to a word of the other side (mutual best links). It tells what sums over words do not: whether the words come in a
 * like order, how far they tell these units apart from the rest of their documents (what all segments are about says
 * little for a pair of two), and whether numbers contradict each other.
 *
 * The same whichever side is called the source. Cost: linear in the links of the words, and quadratic in at most MOST
 * words that answer to each other. */
#include <math.h>

#include "align/align-private.h"

enum { MOST = 64 };

struct run {
    struct align_place *at;
    uint32_t count;
};

static void fill(struct run *r, const struct align_unit *units, size_t count)
{
    r->count = 0;
    for (size_t u = 0; u < count; u++) {
        for (uint32_t i = 0; i < units[u].count && r->count < ALIGN_MATCHED_WORDS; i++) {
            r->at[r->count++] = (struct align_place){.type = units[u].words[i]};
        }
    }
}

/* How far two places lie apart in the runs. */
static double stray(const struct run *a, uint32_t i, const struct run *b, uint32_t j)
{
    return fabs((i + 0.5) / a->count - (j + 0.5) / b->count);
}

/* Takes place j of `b` as the best of place i of `a` if it is; of links of equal weight the one that strays less. */
static void offer(const struct run *a, uint32_t i, const struct run *b, uint32_t j, float weight)
{
    struct align_place *p = &a->at[i];
    bool better = weight > p->weight;
    if (p->best && weight == p->weight) {
        double here = stray(a, i, b, j), there = stray(a, i, b, p->best - 1);
        better = here < there || (here == there && j + 1 < p->best);
    }
    if (better) {
        p->best = j + 1;
        p->weight = weight;
    }
}

static void find_best(const struct align_scorer *s, const struct run *a, const struct run *b)
{
    const struct align_links *l = &s->links;
    for (uint32_t j = b->count; j > 0; j--) { /* so that each type's places rise */
        b->at[j - 1].next = s->first[b->at[j - 1].type];
        s->first[b->at[j - 1].type] = j;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t type = a->at[i].type;
        for (uint32_t k = l->source_begin[type]; k < l->source_begin[type + 1]; k++) {
            float weight = l->of_source[k].weight;
            for (uint32_t j = weight >= ALIGN_LIGHT ? s->first[l->of_source[k].to] : 0; j > 0; j = b->at[j - 1].next) {
                offer(a, i, b, j - 1, weight);
                offer(b, j - 1, a, i, weight);
            }
        }
    }
    for (uint32_t j = 0; j < b->count; j++) {
        s->first[b->at[j].type] = 0;
    }
}

static void count_numbers(const struct align_text *t, const struct run *r, uint32_t *met, uint32_t *missed)
{
    for (uint32_t i = 0; i < r->count; i++) {
        bool number = t->types[r->at[i].type].number;
        *met += number && r->at[i].best;
        *missed += number && !r->at[i].best;
    }
}

struct align_matching align_scorer_match(const struct align_scorer *s, const struct align_unit *source, size_t sources,
                                         const struct align_unit *target, size_t targets)
{
    struct run a = {.at = s->places}, b = {.at = s->places + ALIGN_MATCHED_WORDS};
    uint32_t order[MOST], n = 0, crossed = 0;
    struct align_matching m = {0};
    fill(&a, source, sources);
    fill(&b, target, targets);
    find_best(s, &a, &b);
    for (uint32_t i = 0; i < a.count; i++) {
        uint32_t j = a.at[i].best;
        if (j > 0 && b.at[j - 1].best == i + 1) {
            const struct align_type *here = &s->texts.source->types[a.at[i].type];
            const struct align_type *there = &s->texts.target->types[b.at[j - 1].type];
            m.telling += (double)(here->telling + there->telling);
            if (n < MOST) {
                order[n++] = j;
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = i + 1; k < n; k++) {
            crossed += order[k] < order[i];
        }
    }
    m.crossed = crossed / (n * (n - 1.0) / 2 + 3);
    uint32_t missed = 0;
    count_numbers(s->texts.source, &a, &m.numbers_met, &m.numbers_missed);
    count_numbers(s->texts.target, &b, &m.numbers_met, &missed);
    m.numbers_missed = missed > m.numbers_missed ? missed : m.numbers_missed;
    return m;
}
