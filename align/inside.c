/* Quotations inside pairs of segments: where the two sides of a pair quote the same number of times, and say something
 * around the quotes, the quoted words are pairs of their own beside the pair of the segments. Who translates the quote
 * again will seldom find the same attribution around it.
 *
 * Cost: a bisection a pair of segments, a weighing a pair of quotes. */
#include <string.h>

#include "align/align-private.h"

/* A pair is found already; its quotes only have to answer to each other in their order. */
static const double LEAST_SCORE = 0;

/* The first quote that stands in `segment` or behind it. */
static uint32_t first_quote(const struct align_text *t, size_t segment)
{
    uint32_t low = 0, high = t->quotes ? (uint32_t)t->quotes->count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->quotes->at[middle].segment < segment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct align_item quotes_in(const struct align_text *t, struct text_range r)
{
    uint32_t begin = first_quote(t, r.begin);
    return (struct align_item){begin, first_quote(t, r.end) - begin, true};
}

/* Whether the segment says more than the quote: two words at least. */
static bool says_more(const struct align_text *t, struct text_range r, struct align_item quotes)
{
    uint32_t all = 0, quoted = 0;
    for (size_t i = r.begin; i < r.end; i++) {
        all += t->segments[i].count;
    }
    for (uint32_t q = quotes.begin; q < quotes.begin + quotes.count; q++) {
        quoted += t->quoted[q].count;
    }
    return all >= quoted + 2;
}

static enum text_status add_quotes(struct align_scorer *s, struct text_arena *arena, const struct align_bead *whole,
                                   struct align_beads *out, struct text_error *err)
{
    struct align_item source = quotes_in(s->texts.source, whole->source);
    struct align_item target = quotes_in(s->texts.target, whole->target);
    if (source.count != target.count ||
        (!says_more(s->texts.source, whole->source, source) && !says_more(s->texts.target, whole->target, target))) {
        return TEXT_OK;
    }
    for (uint32_t q = 0; q < source.count; q++) {
        struct align_candidate_pair pair = {.source = {source.begin + q, 1, true},
                                            .target = {target.begin + q, 1, true}};
        pair.evidence = align_items_weigh(s, pair.source, pair.target);
        pair.score = align_bead_score(&pair.evidence, (struct align_shape){1, 1}) - 2 * ALIGN_NULL_SCORE;
        pair.confidence = whole->confidence;
        if (pair.score < LEAST_SCORE) {
            continue;
        }
        struct align_bead *b = &out->at[out->count];
        enum text_status status = align_quotes_fill(&s->texts, &pair, arena, b, err);
        if (status != TEXT_OK) {
            return status;
        }
        b->inside = true;
        out->count++;
    }
    return TEXT_OK;
}

enum text_status align_beads_add_inside(struct align_scorer *s, struct text_arena *arena, struct align_beads *beads,
                                        struct text_error *err)
{
    size_t quotes = s->texts.source->quotes ? s->texts.source->quotes->count : 0;
    struct align_beads out = {.mode = beads->mode};
    out.at = text_arena_alloc(arena, beads->count + quotes, sizeof *out.at);
    if (!out.at) {
        return text_fail_memory(err, "aligning two documents");
    }
    for (size_t k = 0; k < beads->count; k++) {
        out.at[out.count++] = beads->at[k];
        enum text_status status =
            beads->at[k].kind == ALIGN_SEGMENTS ? add_quotes(s, arena, &beads->at[k], &out, err) : TEXT_OK;
        if (status != TEXT_OK) {
            return status;
        }
    }
    *beads = out;
    return TEXT_OK;
}
