/* The quotes mode: pairs regardless of order, in articles that quote a few sentences of each other.
 *
 * All pairs are ranked by confidence, and taken from the top while both sides are free (competitive linking, Melamed
 * 2000): a pair wins by its lead over the rivals of both of its sides, not by likeness alone. Between a pair of quotes
 * and the pair of the segments around them, the quotes are taken when what stands around them differs. A pair then
 * takes in a neighbour on one side that was left over, when the other side is explained much better by both.
 *
 * Cost: that of pairs.c, and the sorting of the pairs. */
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

static const double FLOOR = 0.05;    /* pairs of less confidence are none */
static const double AROUND = 2.0;    /* what attributions that agree add to the score, at least */
static const double NEIGHBOUR = 8.0; /* by how much a neighbour must raise the score */

enum { MOST_ITEMS = 4 }; /* of one side */

struct linking {
    struct align_scorer *scorer;
    struct text_arena *arena;
    struct align_candidate_pairs pairs;
    unsigned char *taken[2]; /* of a segment: 0 free, 1 by a quote, 2 whole; source, target */
    unsigned char *quote_taken[2];
    struct inner *inner; /* the pairs of quotes, by their segments */
    size_t inner_count;
    struct align_candidate_pair *chosen;
    size_t count;
};

static int compare_pairs(const void *a, const void *b)
{
    const struct align_candidate_pair *x = a, *y = b;
    if (x->confidence != y->confidence) {
        return x->confidence > y->confidence ? -1 : 1;
    }
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    uint64_t here = (uint64_t)x->source.begin + x->target.begin, there = (uint64_t)y->source.begin + y->target.begin;
    if (here != there) { /* the same whichever side is called the source, unless the two pairs have no item in common */
        return here < there ? -1 : 1;
    }
    return (x->source.begin > y->source.begin) - (x->source.begin < y->source.begin);
}

static bool is_free(const struct linking *l, const struct align_text *t, struct align_item item)
{
    struct text_range r = align_item_segments(t, item);
    for (size_t s = r.begin; s < r.end; s++) {
        if (l->taken[t->side][s] > (item.quote ? 1 : 0)) {
            return false;
        }
    }
    for (uint32_t q = item.begin; item.quote && q < item.begin + item.count; q++) {
        if (l->quote_taken[t->side][q]) {
            return false;
        }
    }
    return true;
}

static void take(struct linking *l, const struct align_text *t, struct align_item item)
{
    struct text_range r = align_item_segments(t, item);
    memset(l->taken[t->side] + r.begin, item.quote ? 1 : 2, r.end - r.begin);
    if (item.quote) {
        memset(l->quote_taken[t->side] + item.begin, 1, item.count);
    }
}

/* Whether what stands around two quotes says different things: then the quotes are the pair, not their segments. The
 * words around count as the same when most of what they weigh has a counterpart on the other side. */
static bool differ_around(const struct align_candidate_pair *whole, const struct align_candidate_pair *quotes)
{
    return whole->score - quotes->score < AROUND;
}

/* A pair of quotes, by the segments they stand in. */
struct inner {
    uint32_t source, target;
    const struct align_candidate_pair *pair;
};

static int compare_inner(const void *a, const void *b)
{
    const struct inner *x = a, *y = b;
    if (x->source != y->source) {
        return x->source < y->source ? -1 : 1;
    }
    if (x->target != y->target) {
        return x->target < y->target ? -1 : 1;
    }
    if (x->pair->score != y->pair->score) {
        return x->pair->score > y->pair->score ? -1 : 1;
    }
    return compare_pairs(x->pair, y->pair);
}

static bool list_inner(struct linking *l)
{
    const struct align_texts *texts = &l->scorer->texts;
    l->inner = text_arena_alloc(l->arena, l->pairs.count, sizeof *l->inner);
    for (size_t k = 0; l->inner && k < l->pairs.count; k++) {
        const struct align_candidate_pair *p = &l->pairs.at[k];
        if (p->source.quote && p->target.quote) {
            uint32_t i = (uint32_t)align_item_segments(texts->source, p->source).begin;
            uint32_t j = (uint32_t)align_item_segments(texts->target, p->target).begin;
            l->inner[l->inner_count++] = (struct inner){i, j, p};
        }
    }
    if (l->inner_count) {
        qsort(l->inner, l->inner_count, sizeof *l->inner, compare_inner);
    }
    return l->inner != NULL;
}

/* The best pair of quotes that stand in the segments of a pair, or NULL. */
static const struct align_candidate_pair *best_inside(const struct linking *l, const struct align_candidate_pair *whole)
{
    uint32_t i = whole->source.begin, j = whole->target.begin;
    size_t low = 0, high = l->inner_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct inner *at = &l->inner[middle];
        if (at->source < i || (at->source == i && at->target < j)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const struct inner *at = low < l->inner_count ? &l->inner[low] : NULL;
    return at && at->source == i && at->target == j ? at->pair : NULL;
}

static void link(struct linking *l)
{
    const struct align_texts *texts = &l->scorer->texts;
    for (size_t k = 0; k < l->pairs.count; k++) {
        const struct align_candidate_pair *p = &l->pairs.at[k];
        if (p->confidence < FLOOR) {
            break;
        }
        if (!is_free(l, texts->source, p->source) || !is_free(l, texts->target, p->target)) {
            continue;
        }
        if (!p->source.quote && !p->target.quote) {
            const struct align_candidate_pair *inside = best_inside(l, p);
            if (inside && inside->confidence >= FLOOR && differ_around(p, inside) &&
                is_free(l, texts->source, inside->source) && is_free(l, texts->target, inside->target)) {
                p = inside;
            }
        }
        l->chosen[l->count++] = *p;
        take(l, texts->source, p->source);
        take(l, texts->target, p->target);
    }
}

/* A pair with the item before or after one of its sides taken in. */
struct wider {
    struct align_candidate_pair pair;
    const struct align_text *side;
    struct align_item more;
};

/* Whether there is such an item, free, and the pair is much better with it. */
static bool widen(struct linking *l, const struct align_candidate_pair *p, const struct align_text *t, bool after,
                  struct wider *out)
{
    struct wider w = {*p, t, {0, 1, false}};
    struct align_item *item = t->side == ALIGN_SOURCE ? &w.pair.source : &w.pair.target;
    size_t all = item->quote ? t->quotes->count : t->document->count;
    if (item->count == MOST_ITEMS || (after ? item->begin + item->count >= all : item->begin == 0)) {
        return false;
    }
    w.more.begin = after ? item->begin + item->count : item->begin - 1;
    w.more.quote = item->quote;
    struct text_range near = align_item_segments(t, w.more), here = align_item_segments(t, *item);
    if ((after ? near.begin > here.end : near.end < here.begin) || !is_free(l, t, w.more) ||
        (!item->quote && t->document->segments[w.more.begin].kind == TEXT_FURNITURE)) {
        return false;
    }
    item->begin -= !after;
    item->count++;
    w.pair.evidence = align_items_weigh(l->scorer, w.pair.source, w.pair.target);
    struct align_shape shape = {(unsigned char)w.pair.source.count, (unsigned char)w.pair.target.count};
    w.pair.score = align_bead_score(&w.pair.evidence, shape) - (shape.a + shape.b) * ALIGN_NULL_SCORE;
    if (w.pair.score - p->score <= NEIGHBOUR) {
        return false;
    }
    w.pair.lead += w.pair.score - p->score;
    w.pair.matching = align_items_match(l->scorer, w.pair.source, w.pair.target);
    w.pair.confidence = align_quotes_confidence(&w.pair, align_quotes_choice(&l->scorer->texts));
    *out = w;
    return true;
}

/* Takes in neighbours, the best of the four first, so that it makes no difference which side is called the source. */
static void extend(struct linking *l, struct align_candidate_pair *p)
{
    const struct align_text *sides[2] = {l->scorer->texts.source, l->scorer->texts.target};
    struct wider best, other;
    do {
        best.side = NULL;
        for (int i = 0; i < 4; i++) {
            if (widen(l, p, sides[i / 2], i % 2 == 0, &other) && (!best.side || other.pair.score > best.pair.score)) {
                best = other;
            }
        }
        if (best.side) {
            take(l, best.side, best.more);
            *p = best.pair;
        }
    } while (best.side);
}

static void keep_company(struct linking *l)
{
    double right = 0;
    for (size_t k = 0; k < l->count; k++) {
        right += l->chosen[k].confidence;
    }
    for (size_t k = 0; k < l->count; k++) {
        double *confidence = &l->chosen[k].confidence;
        *confidence = align_quotes_in_company(&l->chosen[k], *confidence, right - *confidence);
    }
}

static struct text_span join_quotes(const struct align_text *t, struct align_item item, struct text_arena *arena)
{
    struct text_span first = t->quotes->at[item.begin].text;
    size_t n = 0;
    if (item.count == 1) {
        return first;
    }
    for (uint32_t q = item.begin; q < item.begin + item.count; q++) {
        n += t->quotes->at[q].text.n + 1;
    }
    char *p = text_arena_alloc(arena, n, 1), *to = p;
    for (uint32_t q = item.begin; p && q < item.begin + item.count; q++) {
        memcpy(to, t->quotes->at[q].text.p, t->quotes->at[q].text.n);
        to += t->quotes->at[q].text.n;
        *to++ = ' ';
    }
    return (struct text_span){p, p ? n - 1 : 0};
}

static void attribute(const struct align_text *t, struct align_item item, struct align_bead *bead)
{
    for (uint32_t q = item.begin; item.quote && q < item.begin + item.count; q++) {
        const struct text_quote *quote = &t->quotes->at[q];
        bead->speaker = bead->speaker.n ? bead->speaker : quote->speaker;
        bead->agency = bead->agency.n ? bead->agency : quote->source;
    }
}

enum text_status align_quotes_fill(const struct align_texts *texts, const struct align_candidate_pair *p,
                                   struct text_arena *arena, struct align_bead *out, struct text_error *err)
{
    struct align_bead bead = {.kind = p->source.quote || p->target.quote ? ALIGN_QUOTATION : ALIGN_SEGMENTS};
    bead.confidence = p->confidence;
    bead.source = align_item_segments(texts->source, p->source);
    bead.target = align_item_segments(texts->target, p->target);
    enum text_status status = align_bead_fill(*texts, arena, &bead, err);
    if (status == TEXT_OK && p->source.quote) {
        bead.text.source = join_quotes(texts->source, p->source, arena);
    }
    if (status == TEXT_OK && p->target.quote) {
        bead.text.target = join_quotes(texts->target, p->target, arena);
    }
    if (status == TEXT_OK && (!bead.text.source.p || !bead.text.target.p)) {
        status = text_fail_memory(err, "aligning two documents");
    }
    attribute(texts->source, p->source, &bead);
    attribute(texts->target, p->target, &bead);
    if (status == TEXT_OK) {
        *out = bead;
    }
    return status;
}

static bool make_room(struct linking *l)
{
    const struct align_texts *texts = &l->scorer->texts;
    const struct align_text *sides[2] = {texts->source, texts->target};
    for (int i = 0; i < 2; i++) {
        l->taken[i] = text_arena_alloc(l->arena, sides[i]->document->count, 1);
        l->quote_taken[i] = text_arena_alloc(l->arena, sides[i]->quotes ? sides[i]->quotes->count : 0, 1);
        if (!l->taken[i] || !l->quote_taken[i]) {
            return false;
        }
    }
    l->chosen = text_arena_alloc(l->arena, l->pairs.count, sizeof *l->chosen);
    return l->chosen != NULL;
}

enum text_status align_quotes(struct align_scorer *scorer, struct text_arena *arena, struct align_beads *out,
                              struct text_error *err)
{
    struct linking l = {.scorer = scorer, .arena = arena};
    struct align_beads beads = {.mode = ALIGN_QUOTES};
    enum text_status status = align_pairs_find(scorer, arena, &l.pairs, err);
    if (status != TEXT_OK) {
        return status;
    }
    qsort(l.pairs.at, l.pairs.count, sizeof *l.pairs.at, compare_pairs);
    if (!make_room(&l) || !list_inner(&l)) {
        return text_fail_memory(err, "aligning two documents");
    }
    link(&l);
    for (size_t k = 0; k < l.count; k++) {
        extend(&l, &l.chosen[k]);
    }
    keep_company(&l);
    beads.at = text_arena_alloc(arena, l.count, sizeof *beads.at);
    if (!beads.at) {
        return text_fail_memory(err, "aligning two documents");
    }
    for (; beads.count < l.count && status == TEXT_OK; beads.count++) {
        status = align_quotes_fill(&scorer->texts, &l.chosen[beads.count], arena, &beads.at[beads.count], err);
    }
    return status == TEXT_OK ? align_beads_complete(scorer->texts, arena, &beads, out, err) : status;
}
