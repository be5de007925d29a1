/* Where two documents run side by side: see struct align_band.
 *
 * A small pair of documents is searched whole. In a large one, words that are rare on both sides link segments; where a
 * segment's best link is mutual it is an anchor, the heaviest rising chain of anchors (longest increasing subsequence,
 * Fredman 1975) is kept, and between two anchors the same is tried again with the words that are rare there. What is
 * left are boxes; the band is the boxes, with some room around each anchor in case it is wrong. A box that stays large,
 * because nothing in it corresponds, is crossed along its diagonal.
 *
 * Cost: n log n in the number of segments. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

enum { SMALL = 12 * 12, RARE = 6, ROOM = 5, DEEPEST = 8, CORRIDOR = 60 };

struct anchor {
    uint32_t source, target;
    float weight;
};

struct box {
    uint32_t source, source_end, target, target_end;
};

struct finding {
    const struct align_scorer *scorer;
    struct align_band band;
    uint32_t *touched; /* scratch, one a target segment */
    float *affinity, *best_of_target;
    uint32_t *best_source;
    uint32_t *cursors[2]; /* of a type of the source, the target: one of its postings, or their end */
    struct text_error *err;
};

/* The first of a type's postings that is not before `begin`. It is looked for from where the last one was found, in
 * steps that double: boxes that follow each other lie side by side. */
static uint32_t first_posting(const struct finding *f, const struct align_text *t, uint32_t type, uint32_t begin)
{
    uint32_t *cursor = &f->cursors[t->side][type], low = t->postings_begin[type], high = t->postings_begin[type + 1];
    uint32_t step = 1;
    if (*cursor < high && t->postings[*cursor] < begin) {
        for (low = *cursor + 1; high - low > step && t->postings[low + step] < begin; step *= 2) {
            low += step + 1;
        }
        high = high - low > step ? low + step : high;
    } else {
        for (high = *cursor; high - low > step && t->postings[high - step] >= begin; step *= 2) {
            high -= step;
        }
        low = high - low > step ? high - step : low;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->postings[middle] < begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return *cursor = low;
}

/* How often a type stands in a range of segments, or something above RARE; *first is where it begins. */
static uint32_t count_in(const struct finding *f, const struct align_text *t, uint32_t type, uint32_t begin,
                         uint32_t end, uint32_t *first)
{
    uint32_t n = 0;
    if (begin == 0 && end == t->document->count) {
        *first = t->postings_begin[type];
        return t->postings_begin[type + 1] - *first;
    }
    *first = first_posting(f, t, type, begin);
    while (n <= RARE && *first + n < t->postings_begin[type + 1] && t->postings[*first + n] < end) {
        n++;
    }
    return n;
}

/* Adds up what one source segment shares with the box's target segments through rare words. */
static uint32_t touch(const struct finding *f, const struct box *b, uint32_t segment)
{
    const struct align_scorer *s = f->scorer;
    const struct align_unit *unit = &s->texts.source->segments[segment];
    uint32_t n = 0, first;
    for (uint32_t i = 0; i < unit->count; i++) {
        uint32_t word = unit->words[i];
        if (count_in(f, s->texts.source, word, b->source, b->source_end, &first) > RARE) {
            continue;
        }
        for (uint32_t k = s->links.source_begin[word]; k < s->links.source_begin[word + 1]; k++) {
            const struct align_link *link = &s->links.of_source[k];
            uint32_t times =
                link->weight > 0 ? count_in(f, s->texts.target, link->to, b->target, b->target_end, &first) : 0;
            if (times > RARE) {
                continue;
            }
            for (uint32_t p = first; p < first + times; p++) {
                uint32_t target = s->texts.target->postings[p];
                if (f->affinity[target] == 0) {
                    f->touched[n++] = target;
                }
                f->affinity[target] += link->weight;
            }
        }
    }
    return n;
}

/* How far a pair of segments lies from the diagonal of the box. */
static double stray(const struct box *b, uint32_t source, uint32_t target)
{
    double height = b->source_end - b->source, width = b->target_end - b->target;
    return fabs((source - b->source) / height - (target - b->target) / width);
}

/* Takes the better of two links; text that stands there several times links to the one nearest to the diagonal. */
static bool is_better(const struct box *b, struct anchor x, struct anchor than)
{
    if (x.weight != than.weight || than.weight <= 0) {
        return x.weight > than.weight;
    }
    double here = stray(b, x.source, x.target), there = stray(b, than.source, than.target);
    return here != there ? here < there : x.source + x.target < than.source + than.target;
}

/* Mutual best links, in the order of the source. */
static size_t find_mutual(const struct finding *f, const struct box *b, struct anchor *out)
{
    size_t n = 0, kept = 0;
    for (uint32_t j = b->target; j < b->target_end; j++) {
        f->best_of_target[j] = 0;
    }
    for (uint32_t i = b->source; i < b->source_end; i++) {
        struct anchor best = {i, 0, 0};
        uint32_t touched = touch(f, b, i);
        for (uint32_t k = 0; k < touched; k++) {
            uint32_t j = f->touched[k];
            struct anchor here = {i, j, f->affinity[j]};
            f->affinity[j] = 0;
            if (is_better(b, here, best)) {
                best = here;
            }
            if (is_better(b, here, (struct anchor){f->best_source[j], j, f->best_of_target[j]})) {
                f->best_of_target[j] = here.weight;
                f->best_source[j] = i;
            }
        }
        if (best.weight > 0) {
            out[n++] = best;
        }
    }
    for (size_t k = 0; k < n; k++) {
        if (f->best_source[out[k].target] == out[k].source) {
            out[kept++] = out[k];
        }
    }
    return kept;
}

/* A chain of anchors up to one of them. */
struct chain {
    double weight, stray; /* sums */
    size_t before;        /* number of the anchor before it, from 1 */
};

static bool is_heavier(const struct chain *x, const struct chain *than)
{
    return x->weight != than->weight ? x->weight > than->weight : x->stray < than->stray;
}

/* The heaviest chain that rises on both sides, of equal ones the nearest to the diagonal, by a tree of maxima over the
 * target; it comes out in order. */
static size_t keep_chain(struct anchor *at, size_t n, const struct box *b, size_t *best, struct chain *chains)
{
    size_t columns = b->target_end - b->target + 1, last = 0, kept = 0;
    memset(best, 0, (columns + 1) * sizeof *best); /* numbers of anchors, from 1; Fenwick tree */
    chains[0] = (struct chain){0, 0, 0};
    for (size_t k = 1; k <= n; k++) {
        const struct anchor *a = &at[k - 1];
        size_t column = a->target - b->target + 1, before = 0;
        for (size_t c = column - 1; c > 0; c -= c & -c) {
            before = is_heavier(&chains[best[c]], &chains[before]) ? best[c] : before;
        }
        chains[k] = (struct chain){chains[before].weight + (double)a->weight,
                                   chains[before].stray + stray(b, a->source, a->target), before};
        for (size_t c = column; c <= columns; c += c & -c) {
            best[c] = is_heavier(&chains[k], &chains[best[c]]) ? k : best[c];
        }
        last = is_heavier(&chains[k], &chains[last]) ? k : last;
    }
    for (size_t k = last; k > 0; k = chains[k].before) {
        best[kept++] = k;
    }
    for (size_t k = 0; k < kept; k++) { /* they rise, so none is overwritten before it is moved */
        at[k] = at[best[kept - 1 - k] - 1];
    }
    return kept;
}

static void widen(const struct finding *f, uint32_t row, uint32_t from, uint32_t to)
{
    f->band.from[row] = from < f->band.from[row] ? from : f->band.from[row];
    f->band.to[row] = to > f->band.to[row] ? to : f->band.to[row];
}

/* The quotient of two whole numbers, rounded up or down; b > 0. */
static int64_t divide(int64_t a, int64_t b, bool up)
{
    int64_t q = a / b, r = a % b;
    return q + (up && r > 0) - (!up && r < 0);
}

/* Takes a box into the band, with room around it; a large one only along its diagonal. What is taken is the same when
 * rows and columns are exchanged. */
static void add_box(const struct finding *f, const struct box *b)
{
    int64_t rows = (int64_t)f->scorer->texts.source->document->count;
    int64_t columns = (int64_t)f->scorer->texts.target->document->count;
    int64_t height = b->source_end - b->source, width = b->target_end - b->target;
    int64_t first = b->source > ROOM ? -ROOM : -(int64_t)b->source;
    int64_t last = rows - b->source_end > ROOM ? height + ROOM : rows - b->source;
    bool whole = height * width <= 4 * SMALL;
    int64_t beside = (CORRIDOR + ROOM) * (height > width ? height : width);
    for (int64_t row = first; row <= last; row++) {
        int64_t from = -ROOM, to = width + ROOM;
        if (!whole) { /* |row * width - column * height| <= beside */
            int64_t low = divide(row * width - beside, height, true);
            int64_t high = divide(row * width + beside, height, false);
            from = low > from ? low : from;
            to = high < to ? high : to;
        }
        from = from + b->target > 0 ? from + b->target : 0;
        to = to + b->target < columns ? to + b->target : columns;
        widen(f, (uint32_t)(row + b->source), (uint32_t)from, (uint32_t)to + 1);
    }
}

static enum text_status search_box(const struct finding *f, const struct box *b, int depth)
{
    size_t height = b->source_end - b->source, width = b->target_end - b->target, n = 0;
    if ((uint64_t)height * width <= SMALL || depth == DEEPEST) {
        add_box(f, b);
        return TEXT_OK;
    }
    struct anchor *at = malloc((height + 1) * sizeof *at);
    size_t *best = malloc((width + height + 2) * sizeof *best);
    struct chain *chains = malloc((height + 1) * sizeof *chains);
    enum text_status status = TEXT_OK;
    if (at && best && chains) {
        n = keep_chain(at, find_mutual(f, b, at), b, best, chains);
    }
    free(best);
    free(chains);
    if (!at || !best || !chains) {
        free(at);
        return text_fail_memory(f->err, "aligning two documents");
    }
    struct box piece = {b->source, 0, b->target, 0};
    for (size_t k = 0; k <= n && status == TEXT_OK; k++) {
        piece.source_end = k < n ? at[k].source : b->source_end;
        piece.target_end = k < n ? at[k].target : b->target_end;
        status = search_box(f, &piece, n == 0 ? DEEPEST : depth + 1);
        piece.source = piece.source_end;
        piece.target = piece.target_end;
    }
    free(at);
    return status;
}

/* Rows that no box touched, and edges that fall, would cut the way through. */
static void smooth(struct align_band *band, uint32_t rows, uint32_t columns)
{
    band->from[0] = 0;
    band->to[rows] = columns + 1;
    for (uint32_t i = 1; i <= rows; i++) {
        band->to[i] = band->to[i] > band->to[i - 1] ? band->to[i] : band->to[i - 1];
    }
    for (uint32_t i = rows; i > 0; i--) {
        band->from[i - 1] = band->from[i - 1] < band->from[i] ? band->from[i - 1] : band->from[i];
    }
}

static uint32_t *make_cursors(const struct align_text *t)
{
    uint32_t *cursors = malloc((t->type_count + 1u) * sizeof *cursors);
    if (cursors) {
        memcpy(cursors, t->postings_begin, t->type_count * sizeof *cursors);
    }
    return cursors;
}

enum text_status align_band_find(const struct align_scorer *scorer, struct text_arena *arena, struct align_band *out,
                                 struct text_error *err)
{
    uint32_t rows = (uint32_t)scorer->texts.source->document->count;
    uint32_t columns = (uint32_t)scorer->texts.target->document->count;
    struct finding f = {.scorer = scorer, .err = err};
    f.band.from = text_arena_alloc(arena, rows + 1u, sizeof *f.band.from);
    f.band.to = text_arena_alloc(arena, rows + 1u, sizeof *f.band.to);
    f.touched = malloc((columns + 1u) * sizeof *f.touched);
    f.affinity = calloc(columns + 1u, sizeof *f.affinity);
    f.best_of_target = calloc(columns + 1u, sizeof *f.best_of_target);
    f.best_source = calloc(columns + 1u, sizeof *f.best_source);
    f.cursors[ALIGN_SOURCE] = make_cursors(scorer->texts.source);
    f.cursors[ALIGN_TARGET] = make_cursors(scorer->texts.target);
    enum text_status status = TEXT_OK;
    bool ok = f.cursors[ALIGN_SOURCE] && f.cursors[ALIGN_TARGET];
    if (ok && f.band.from && f.band.to && f.touched && f.affinity && f.best_of_target && f.best_source) {
        memset(f.band.from, 0xff, (rows + 1u) * sizeof *f.band.from);
        status = search_box(&f, &(struct box){0, rows, 0, columns}, 0);
    } else {
        status = text_fail_memory(err, "aligning two documents");
    }
    free(f.touched);
    free(f.affinity);
    free(f.best_of_target);
    free(f.best_source);
    free(f.cursors[ALIGN_SOURCE]);
    free(f.cursors[ALIGN_TARGET]);
    if (status == TEXT_OK) {
        smooth(&f.band, rows, columns);
        *out = f.band;
    }
    return status;
}
