/* The parallel mode: the best way through two documents in order, by dynamic programming over the band (Gale and Church
 * 1993, "A Program for Aligning Sentences in Bilingual Corpora", with the words of Moore 2002 for evidence).
 *
 * A segment may stay unmatched at a price that does not depend on its length, so that text without counterpart costs a
 * little and does not hang on to its neighbours. Two segments are weighed only where they share words at all, as far
 * as the lexicons know words, and a bead of several only where each of its segments is explained by one of the other
 * side: what is not is better left unmatched. Where no lexicon knows anything, lengths, numbers and names decide.
 *
 * Cost: one byte for each cell of the band, five rows of scores, and the weighing of what shares words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/cells-private.h"

enum { LARGEST = ALIGN_LARGEST, ROWS = LARGEST + 1, SHAPES = 8, STEP_SOURCE = SHAPES, STEP_TARGET, AROUND = 4 };

static const struct align_shape SHAPE[SHAPES + 2] = {{1, 1}, {1, 2}, {1, 3}, {1, 4}, {2, 1},
                                                     {2, 2}, {3, 1}, {4, 1}, {1, 0}, {0, 1}};

static const float AFFINITY_LEAST = 1.5f;   /* of two segments worth weighing */
static const float FOREIGN = 0.1f;          /* where the lexicons know less, all segments may be a pair */
static const float EXPLAINED_LEAST = -0.9f; /* evidence a word, of a segment that may be part of a bead */
static const double LOWEST = -1e30;
static const double SLACK = 1e-3; /* what rounding may make of a bound */

/* The scores of a row of the search. */
struct line {
    double *at; /* from column `from` on; a large document's pass 1e6 */
    uint32_t from, to;
};

struct search {
    struct align_scorer *scorer;
    struct align_band band;
    uint32_t rows, columns;   /* segments of source and target */
    float least;              /* affinity of two segments worth weighing */
    size_t *begin;            /* of a row's steps */
    unsigned char *steps;     /* which shape was best into a cell */
    double *scores;           /* room for the lines */
    struct line lines[ROWS];  /* this row's, and those before it */
    struct align_rows shared; /* with the source segment before this row, and those before it */
};

/* The best way into a place of the search, that is, to so many source and target segments done. */
struct way {
    uint32_t column;
    double score;        /* of the best bead that ends there */
    double without;      /* when a segment is left unmatched last */
    unsigned char shape; /* of the bead */
};

static double score_at(const struct search *s, uint32_t back, uint32_t column)
{
    const struct line *l = &s->lines[back];
    return column >= l->from && column < l->to ? l->at[column - l->from] : LOWEST;
}

static double score_bead(const struct search *s, struct align_shape shape, uint32_t column,
                         struct align_explained explained)
{
    const struct align_texts *texts = &s->scorer->texts;
    struct align_evidence e = {.explained = explained};
    for (uint32_t a = 0; a < shape.a; a++) {
        e.source_characters += texts->source->segments[s->shared.at[a].segment].characters;
    }
    for (uint32_t b = 0; b < shape.b; b++) {
        e.target_characters += texts->target->segments[column - 1 - b].characters;
    }
    return align_bead_score(&e, shape);
}

static void offer(struct way *w, unsigned number, double score)
{
    if (score > w->score) {
        w->score = score;
        w->shape = (unsigned char)number;
    }
}

/* Whether a way that scores at most so much may be the best. */
static bool may_win(const struct way *w, double most)
{
    return most + SLACK > w->score && most + SLACK > w->without;
}

/* The pair of the segments before the place, and what it says of them as parts of larger beads: each of those must be
 * explained by one of the other side. The cell's `across` and `down` are how many pairs, up to this one, explain the
 * target segments of the row and the source segments of the column. */
static void try_pair(struct search *s, struct way *w)
{
    const struct align_texts *texts = &s->scorer->texts;
    struct align_row *row = &s->shared.at[0];
    uint32_t target = w->column - 1;
    struct align_cell *c = &row->cells[target - row->from];
    double before = score_at(s, 1, target);
    if (before <= LOWEST || row->affinity[target - row->from] < s->least) {
        return;
    }
    c->explained = align_rows_weigh(&s->shared, 1, target, 1);
    c->weighed = true;
    if (may_win(w, before + align_bead_most(c->explained.forward + c->explained.backward, SHAPE[0]))) {
        offer(w, 0, before + score_bead(s, SHAPE[0], w->column, c->explained));
    }
    float source = (float)c->explained.backward / (float)(texts->source->segments[row->segment].count + 1);
    float other = (float)c->explained.forward / (float)(texts->target->segments[target].count + 1);
    if (source >= EXPLAINED_LEAST) {
        unsigned above = align_rows_cell(&s->shared, 1, target)->down + 1u;
        c->down = above < LARGEST ? (unsigned char)above : LARGEST;
    }
    if (other >= EXPLAINED_LEAST) {
        unsigned left = (target > 0 ? align_rows_cell(&s->shared, 0, target - 1)->across : 0) + 1u;
        c->across = left < LARGEST ? (unsigned char)left : LARGEST;
    }
}

static bool is_square_worth_weighing(const struct search *s, uint32_t column)
{
    const struct align_cell *c[2][2];
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t j = 0; j < 2; j++) {
            c[i][j] = align_rows_cell(&s->shared, i, column - 1 - j);
        }
    }
    return (c[0][0]->down || c[0][1]->down) && (c[1][0]->down || c[1][1]->down) &&
           (c[0][0]->across || c[1][0]->across) && (c[0][1]->across || c[1][1]->across);
}

/* A bead of more than two segments; it is weighed if it may be the best. */
static void try_large(struct search *s, unsigned number, struct way *w)
{
    struct align_shape shape = SHAPE[number];
    double before = score_at(s, shape.a, w->column - shape.b);
    uint32_t target = w->column - shape.b;
    if (before > LOWEST &&
        may_win(w, before + align_bead_most(align_rows_most(&s->shared, shape.a, target, shape.b), shape))) {
        struct align_explained e = align_rows_weigh(&s->shared, shape.a, target, shape.b);
        offer(w, number, before + score_bead(s, shape, w->column, e));
    }
}

static void try_shapes(struct search *s, uint32_t row, struct way *w)
{
    const struct align_cell *c = align_rows_cell(&s->shared, 0, w->column - 1);
    try_pair(s, w);
    for (unsigned number = 1; number < SHAPES; number++) {
        struct align_shape shape = SHAPE[number];
        bool worth = shape.a == 1   ? c->across >= shape.b
                     : shape.b == 1 ? c->down >= shape.a
                                    : row > 1 && w->column > 1 && is_square_worth_weighing(s, w->column);
        if (worth) {
            try_large(s, number, w);
        }
    }
}

static void search_place(struct search *s, uint32_t row, uint32_t column)
{
    uint32_t k = column - s->lines[0].from;
    double above = row > 0 ? score_at(s, 1, column) + ALIGN_NULL_SCORE : LOWEST;
    double left = k > 0 ? s->lines[0].at[k - 1] + ALIGN_NULL_SCORE : LOWEST;
    struct way w = {column, row == 0 && column == 0 ? 0 : LOWEST, above > left ? above : left, 0};
    if (row > 0 && column > 0) {
        try_shapes(s, row, &w);
    }
    if (above > w.score) {
        w.score = above;
        w.shape = STEP_SOURCE;
    }
    if (left > w.score) {
        w.score = left;
        w.shape = STEP_TARGET;
    }
    s->lines[0].at[k] = w.score;
    s->steps[s->begin[row] + k] = w.shape;
}

static bool is_furniture(const struct align_text *t, uint32_t segment)
{
    return t->document->segments[segment].kind == TEXT_FURNITURE;
}

/* Furniture has no affinity to anything, so that it is in no bead. */
static bool fill_cells(struct search *s, uint32_t row)
{
    const struct align_texts *texts = &s->scorer->texts;
    uint32_t from = s->band.from[row], to = s->band.to[row] - 1;
    from = from > 0 ? from - 1 : 0;
    bool ok = align_rows_add(&s->shared, row - 1, from, to);
    for (uint32_t j = from; ok && j < to; j++) {
        if (is_furniture(texts->source, row - 1) || is_furniture(texts->target, j)) {
            s->shared.at[0].affinity[j - from] = -1;
        }
    }
    return ok;
}

static bool search_rows(struct search *s)
{
    for (uint32_t row = 0; row <= s->rows; row++) {
        struct line line = {s->lines[ROWS - 1].at, s->band.from[row], s->band.to[row]};
        memmove(s->lines + 1, s->lines, (ROWS - 1) * sizeof line);
        s->lines[0] = line;
        if (row > 0 && !fill_cells(s, row)) {
            return false;
        }
        for (uint32_t column = line.from; column < line.to; column++) {
            search_place(s, row, column);
        }
    }
    return true;
}

static bool make_room(struct search *s)
{
    size_t cells = 0, widest = 0;
    s->begin = malloc((s->rows + 1u) * sizeof *s->begin);
    if (!s->begin) {
        return false;
    }
    for (uint32_t row = 0; row <= s->rows; row++) {
        size_t width = s->band.to[row] - s->band.from[row];
        s->begin[row] = cells;
        cells += width;
        widest = width > widest ? width : widest;
    }
    s->steps = malloc(cells);
    s->scores = malloc(ROWS * widest * sizeof *s->scores);
    for (size_t i = 0; s->scores && i < ROWS; i++) {
        s->lines[i] = (struct line){s->scores + i * widest, 0, 0};
    }
    return s->steps && s->scores;
}

static void free_room(struct search *s)
{
    free(s->begin);
    free(s->steps);
    free(s->scores);
    align_rows_free(&s->shared);
}

static struct align_evidence weigh(struct align_scorer *s, struct text_range source, struct text_range target)
{
    align_scorer_take(s, s->texts.source->segments + source.begin, source.end - source.begin);
    return align_scorer_weigh(s, s->texts.target->segments + target.begin, target.end - target.begin);
}

/* The best score for the segments of a bead when they are not all in one: each bead of some of them at the ends of both
 * sides, or 2-2 in two halves, the others unmatched. */
static double second_best(struct align_scorer *s, const struct align_bead *bead)
{
    size_t a = bead->source.end - bead->source.begin, b = bead->target.end - bead->target.begin;
    double nothing = ALIGN_NULL_SCORE * (double)(a + b), best = nothing;
    double scores[LARGEST][LARGEST];
    for (size_t i = 0; i < a && a + b > 2; i++) {
        for (size_t j = 0; j < b; j++) {
            struct text_range source = {bead->source.begin + i, bead->source.begin + i + 1};
            struct text_range target = {bead->target.begin + j, bead->target.begin + j + 1};
            struct align_evidence e = weigh(s, source, target);
            scores[i][j] = align_bead_score(&e, (struct align_shape){1, 1}) - 2 * ALIGN_NULL_SCORE;
            best = nothing + scores[i][j] > best ? nothing + scores[i][j] : best;
        }
    }
    if (a == 2 && b == 2) {
        double halves = nothing + scores[0][0] + scores[1][1];
        best = halves > best ? halves : best;
    }
    bool wide = a > 2 || b > 2 || (a == 2 && b == 2);
    for (size_t cut = 0; wide && cut < 4; cut++) { /* all of the longer side but the first, or all but the last */
        struct text_range source = bead->source, target = bead->target;
        struct text_range *shorter = cut < 2 ? &source : &target;
        if (cut < 2 ? a < b : b < a) {
            continue;
        }
        shorter->begin += cut % 2 == 0;
        shorter->end -= cut % 2 == 1;
        struct align_evidence e = weigh(s, source, target);
        struct align_shape shape = {(unsigned char)(source.end - source.begin),
                                    (unsigned char)(target.end - target.begin)};
        double rest = align_bead_score(&e, shape) + ALIGN_NULL_SCORE;
        best = rest > best ? rest : best;
    }
    return best;
}

static bool is_pair(const struct align_bead *b)
{
    return b->source.begin < b->source.end && b->target.begin < b->target.end;
}

/* See align_parallel_confidence. */
static double company_of(const struct align_beads *beads, size_t k)
{
    size_t first = k > AROUND ? k - AROUND : 0, last = beads->count - k > AROUND ? k + AROUND + 1 : beads->count;
    double pairs = 1;
    for (size_t i = first; i < last; i++) {
        pairs += i != k && is_pair(&beads->at[i]);
    }
    return pairs / (double)(last - first - 1 + 2);
}

static enum text_status finish_bead(struct align_scorer *s, struct text_arena *arena, const struct align_beads *beads,
                                    size_t k, struct text_error *err)
{
    struct align_bead *bead = &beads->at[k];
    struct align_shape shape = {(unsigned char)(bead->source.end - bead->source.begin),
                                (unsigned char)(bead->target.end - bead->target.begin)};
    if (is_pair(bead)) {
        struct align_evidence e = weigh(s, bead->source, bead->target);
        double lead = align_bead_score(&e, shape) - second_best(s, bead);
        bead->kind = ALIGN_SEGMENTS;
        bead->confidence = align_parallel_confidence(&e, (double)s->known, lead, company_of(beads, k));
    }
    return align_bead_fill(s->texts, arena, bead, err);
}

static enum text_status trace(const struct search *s, struct text_arena *arena, struct align_beads *out,
                              struct text_error *err)
{
    struct align_beads beads = {.mode = ALIGN_PARALLEL};
    for (int pass = 0; pass < 2; pass++) {
        size_t row = s->rows, column = s->columns, n = beads.count;
        while (row > 0 || column > 0) {
            struct align_shape step = SHAPE[s->steps[s->begin[row] + column - s->band.from[row]]];
            if (pass == 0) {
                beads.count++;
            } else {
                beads.at[--n] = (struct align_bead){.source = {row - step.a, row}, .target = {column - step.b, column}};
            }
            row -= step.a;
            column -= step.b;
        }
        if (pass == 0) {
            beads.at = text_arena_alloc(arena, beads.count, sizeof *beads.at);
            if (!beads.at) {
                return text_fail_memory(err, "aligning two documents");
            }
        }
    }
    for (size_t k = 0; k < beads.count; k++) {
        enum text_status status = finish_bead(s->scorer, arena, &beads, k, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    *out = beads;
    return TEXT_OK;
}

enum text_status align_parallel(struct align_scorer *scorer, struct text_arena *arena, struct align_beads *out,
                                struct text_error *err)
{
    struct search s = {.scorer = scorer, .shared = {.scorer = scorer}};
    s.rows = (uint32_t)scorer->texts.source->document->count;
    s.columns = (uint32_t)scorer->texts.target->document->count;
    s.least = scorer->known > FOREIGN ? AFFINITY_LEAST * scorer->known : 0;
    enum text_status status = align_band_find(scorer, arena, &s.band, err);
    if (status == TEXT_OK && !(make_room(&s) && search_rows(&s))) {
        status = text_fail_memory(err, "aligning two documents");
    }
    if (status == TEXT_OK) {
        status = trace(&s, arena, out, err);
    }
    free_room(&s);
    return status;
}
