/* See cells-private.h. */
#include <stdlib.h>
#include <string.h>

#include "align/cells-private.h"

enum { MOST_KEPT = 1 << 18 }; /* sums of a row */

void align_rows_free(struct align_rows *r)
{
    for (int i = 0; i < ALIGN_LARGEST; i++) {
        free(r->at[i].cells);
        free(r->at[i].affinity);
        free(r->at[i].forward);
        free(r->at[i].backward);
    }
    free(r->sums);
    free(r->cursors);
}

/* Room for n numbers, all 0. */
static bool clear(float **at, size_t *room, size_t n)
{
    if (n > *room) {
        size_t more = n + n / 2;
        float *p = realloc(*at, more * sizeof *p);
        if (!p) {
            return false;
        }
        *at = p;
        *room = more;
    }
    if (n) {
        memset(*at, 0, n * sizeof **at);
    }
    return true;
}

static bool make_room(struct align_rows *r, struct align_row *row)
{
    const struct align_texts *texts = &r->scorer->texts;
    size_t cells = row->to - row->from;
    if (cells > row->cell_room) {
        size_t more = cells + cells / 2;
        struct align_cell *p = realloc(row->cells, more * sizeof *p);
        if (!p) {
            return false;
        }
        row->cells = p;
        row->cell_room = more;
    }
    if (cells) {
        memset(row->cells, 0, cells * sizeof *row->cells);
    }
    size_t words = texts->source->segments[row->segment].count, all = 0;
    if (cells) {
        const struct align_unit *first = &texts->target->segments[row->from];
        const struct align_unit *last = &texts->target->segments[row->to - 1];
        row->first = first->first;
        all = last->first + last->count - first->first;
    }
    row->kept = all <= MOST_KEPT && words <= MOST_KEPT / (cells + 1);
    return clear(&row->affinity, &row->affinity_room, cells) &&
           (!row->kept || (clear(&row->forward, &row->forward_room, all) &&
                           clear(&row->backward, &row->backward_room, words * cells) &&
                           clear(&r->sums, &r->sums_room, words > all ? words : all)));
}

static bool make_cursors(struct align_rows *r)
{
    const struct align_text *target = r->scorer->texts.target;
    if (!r->cursors) {
        r->cursors = malloc((target->type_count + 1u) * sizeof *r->cursors);
        if (r->cursors) {
            memcpy(r->cursors, target->postings_begin, target->type_count * sizeof *r->cursors);
        }
    }
    return r->cursors != NULL;
}

/* Every posting is passed once while the rows go through the document, so that frequent words cost no search. */
static uint32_t first_posting(struct align_rows *r, uint32_t type, uint32_t segment)
{
    const struct align_text *t = r->scorer->texts.target;
    uint32_t k = r->cursors[type], end = t->postings_begin[type + 1];
    while (k < end && t->postings[k] < segment) {
        k++;
    }
    return r->cursors[type] = k;
}

/* Adds what one word of the source segment shares through one link; `backward`: its sums. */
static void add_link(struct align_rows *r, struct align_row *row, const struct align_link *link, float *backward)
{
    const struct align_text *target = r->scorer->texts.target;
    const uint32_t *postings = target->postings, *places = target->places;
    uint32_t k = first_posting(r, link->to, row->from), end = target->postings_begin[link->to + 1];
    uint32_t from = row->from, to = row->to, first = row->first;
    if (link->weight >= ALIGN_LIGHT) {
        for (uint32_t i = k; i < end && postings[i] < to; i++) {
            row->affinity[postings[i] - from] += link->weight;
        }
    }
    if (row->kept) {
        for (; k < end && postings[k] < to; k++) {
            row->forward[places[k] - first] += link->forward;
            backward[postings[k] - from] += link->backward;
        }
    }
}

bool align_rows_add(struct align_rows *r, uint32_t segment, uint32_t from, uint32_t to)
{
    const struct align_texts *texts = &r->scorer->texts;
    const struct align_links *links = &r->scorer->links;
    const struct align_unit *unit = &texts->source->segments[segment];
    struct align_row row = r->at[ALIGN_LARGEST - 1];
    memmove(r->at + 1, r->at, (ALIGN_LARGEST - 1) * sizeof row);
    row.segment = segment;
    row.from = from;
    row.to = to;
    bool ok = make_room(r, &row) && make_cursors(r);
    for (uint32_t i = 0; ok && i < unit->count; i++) {
        uint32_t word = unit->words[i];
        for (uint32_t k = links->source_begin[word]; k < links->source_begin[word + 1]; k++) {
            const struct align_link *link = &links->of_source[k];
            if (row.kept || link->weight >= ALIGN_LIGHT) {
                add_link(r, &row, link, row.kept ? row.backward + (size_t)i * (to - from) : NULL);
            }
        }
    }
    r->at[0] = row;
    return ok;
}

static uint32_t count_words(const struct align_unit *units, size_t count)
{
    uint32_t n = 0;
    for (size_t u = 0; u < count; u++) {
        n += units[u].count;
    }
    return n;
}

static double log_of(const struct align_product *p)
{
    return p->log + log(p->product);
}

/* Multiplies what the words of a unit gain, each of which is explained by sum[its number * stride] * each. */
static void multiply(struct align_product *p, const struct align_text *t, const struct align_unit *unit,
                     const float *sum, size_t stride, float each)
{
    for (uint32_t w = 0; w < unit->count; w++, sum += stride) {
        if (*sum > 0) {
            align_multiply(p, align_gain(&t->types[unit->words[w]], *sum * each));
        }
    }
}

/* Sums are exact (links.c): it makes no difference in which order they are made. */
static double weigh_forward(const struct align_rows *r, const struct align_row *rows, uint32_t sources,
                            struct text_range target, float each)
{
    const struct align_text *t = r->scorer->texts.target;
    struct align_product product = {.product = 1};
    double least = 0;
    for (size_t j = target.begin; j < target.end; j++) {
        const struct align_unit *unit = &t->segments[j];
        if (unit->count == 0) {
            continue;
        }
        const float *sums = rows[0].forward + (unit->first - rows[0].first);
        if (sources > 1) {
            memcpy(r->sums, sums, unit->count * sizeof *sums);
            for (uint32_t i = 1; i < sources; i++) {
                const float *more = rows[i].forward + (unit->first - rows[i].first);
                for (uint32_t w = 0; w < unit->count; w++) {
                    r->sums[w] += more[w];
                }
            }
            sums = r->sums;
        }
        multiply(&product, t, unit, sums, 1, each);
        least += unit->least_log;
    }
    return least + log_of(&product);
}

static double weigh_backward(const struct align_rows *r, const struct align_row *rows, uint32_t sources,
                             struct text_range target, float each)
{
    const struct align_text *t = r->scorer->texts.source;
    struct align_product product = {.product = 1};
    double least = 0;
    for (uint32_t i = sources; i > 0; i--) {
        const struct align_row *row = &rows[i - 1];
        const struct align_unit *unit = &t->segments[row->segment];
        if (unit->count == 0) {
            continue;
        }
        size_t stride = row->to - row->from, targets = target.end - target.begin;
        const float *sums = row->backward + (target.begin - row->from);
        for (uint32_t w = 0; w < unit->count && targets > 1; w++) {
            r->sums[w] = 0;
            for (size_t j = 0; j < targets; j++) {
                r->sums[w] += sums[w * stride + j];
            }
        }
        multiply(&product, t, unit, targets > 1 ? r->sums : sums, targets > 1 ? 1 : stride, each);
        least += unit->least_log;
    }
    return least + log_of(&product);
}

/* `rows`: the latest first, as many as there are source segments. */
static struct align_explained weigh(const struct align_rows *r, const struct align_row *rows, uint32_t sources,
                                    struct text_range target)
{
    struct align_scorer *s = r->scorer;
    const struct align_unit *source_units = &s->texts.source->segments[rows[sources - 1].segment];
    const struct align_unit *target_units = &s->texts.target->segments[target.begin];
    uint32_t source_words = count_words(source_units, sources);
    uint32_t target_words = count_words(target_units, target.end - target.begin);
    bool kept = true;
    if (source_words == 0 || target_words == 0) {
        return (struct align_explained){0, 0};
    }
    for (uint32_t i = 0; i < sources; i++) {
        kept = kept && rows[i].kept && target.begin >= rows[i].from && target.end <= rows[i].to;
    }
    if (!kept) {
        align_scorer_take(s, source_units, sources);
        return align_scorer_weigh(s, target_units, target.end - target.begin).explained;
    }
    return (struct align_explained){weigh_forward(r, rows, sources, target, 1 / (float)source_words),
                                    weigh_backward(r, rows, sources, target, 1 / (float)target_words)};
}

struct align_explained align_rows_weigh(struct align_rows *r, uint32_t sources, uint32_t target, uint32_t targets)
{
    return weigh(r, r->at, sources, (struct text_range){target, target + targets});
}

/* Of one segment of each side. */
static struct align_explained weigh_cell(struct align_rows *r, uint32_t back, uint32_t target)
{
    struct align_row *row = &r->at[back];
    struct align_cell *c = &row->cells[target - row->from];
    if (!c->weighed) {
        c->explained = weigh(r, row, 1, (struct text_range){target, target + 1});
        c->weighed = true;
    }
    return c->explained;
}

/* A word is explained by several segments together no better than by the best of them, for the sum of its
 * probabilities is divided by more words. So what it gains is at most the sum of what it gains from each. */
double align_rows_most(struct align_rows *r, uint32_t sources, uint32_t target, uint32_t targets)
{
    const struct align_texts *texts = &r->scorer->texts;
    double most = 0;
    for (uint32_t i = 0; i < sources; i++) {
        if (target < r->at[i].from || target + targets > r->at[i].to) {
            return HUGE_VAL;
        }
    }
    for (uint32_t j = target; j < target + targets; j++) {
        most += texts->target->segments[j].least_log;
    }
    for (uint32_t i = 0; i < sources; i++) {
        const struct align_row *row = &r->at[i];
        double source_least = texts->source->segments[row->segment].least_log;
        most += source_least;
        for (uint32_t j = target; j < target + targets; j++) {
            struct align_explained e = weigh_cell(r, i, j);
            most += e.forward - texts->target->segments[j].least_log + e.backward - source_least;
        }
    }
    return most;
}
