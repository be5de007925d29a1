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

#include "align/align-private.h"

enum { LARGEST = 4, ROWS = LARGEST + 1, SHAPES = 8, STEP_SOURCE = SHAPES, STEP_TARGET, AROUND = 4 };

static const struct align_shape SHAPE[SHAPES + 2] = {{1, 1}, {1, 2}, {1, 3}, {1, 4}, {2, 1},
                                                     {2, 2}, {3, 1}, {4, 1}, {1, 0}, {0, 1}};

static const float AFFINITY_LEAST = 1.5f;   /* of two segments worth weighing */
static const float FOREIGN = 0.1f;          /* where the lexicons know less, all segments may be a pair */
static const float EXPLAINED_LEAST = -0.9f; /* evidence a word, of a segment that may be part of a bead */
static const float LOWEST = -1e30f;

/* What is known of a cell: how well its two segments explain each other. */
struct cell {
    float affinity;
    float source, target; /* evidence a word for the source segment and for the target segment */
};

struct search {
    struct align_scorer *scorer;
    struct align_band band;
    uint32_t rows, columns;      /* segments of source and target */
    float least;                 /* affinity of two segments worth weighing */
    size_t *begin;               /* of a row's steps */
    unsigned char *steps;        /* which shape was best into a cell */
    double *scores[ROWS];        /* of the last rows, each from its band.from on; a large document's pass 1e6 */
    float *affinity;             /* of the last source segment */
    struct cell *cells[LARGEST]; /* of the last source segments, each from its cells_from on */
    uint32_t cells_from[LARGEST], cells_to[LARGEST];
};

static double score_at(const struct search *s, uint32_t row, uint32_t column)
{
    if (column < s->band.from[row] || column >= s->band.to[row]) {
        return LOWEST;
    }
    return s->scores[row % ROWS][column - s->band.from[row]];
}

static struct cell *cell_at(const struct search *s, uint32_t segment, uint32_t target)
{
    static const struct cell nothing = {LOWEST, LOWEST, LOWEST};
    uint32_t k = segment % LARGEST;
    bool known = target >= s->cells_from[k] && target < s->cells_to[k];
    return known ? &s->cells[k][target - s->cells_from[k]] : (struct cell *)(uintptr_t)&nothing;
}

/* Every segment of the bead that ends before (row, column) is explained by one of the other side. */
static bool is_worth_weighing(const struct search *s, struct align_shape shape, uint32_t row, uint32_t column)
{
    float of_source[LARGEST] = {LOWEST, LOWEST, LOWEST, LOWEST}, of_target[LARGEST] = {LOWEST, LOWEST, LOWEST, LOWEST};
    bool worth = true;
    for (uint32_t a = 0; a < shape.a; a++) {
        for (uint32_t b = 0; b < shape.b; b++) {
            const struct cell *c = cell_at(s, row - shape.a + a, column - shape.b + b);
            of_source[a] = c->source > of_source[a] ? c->source : of_source[a];
            of_target[b] = c->target > of_target[b] ? c->target : of_target[b];
        }
    }
    for (uint32_t a = 0; a < shape.a && shape.a >= shape.b; a++) {
        worth = worth && of_source[a] >= EXPLAINED_LEAST;
    }
    for (uint32_t b = 0; b < shape.b && shape.b >= shape.a; b++) {
        worth = worth && of_target[b] >= EXPLAINED_LEAST;
    }
    return worth;
}

static struct align_evidence weigh(struct align_scorer *s, struct text_range source, struct text_range target)
{
    const struct align_unit *units = s->texts.source->segments + source.begin;
    if (s->source != units || s->source_count != source.end - source.begin) {
        align_scorer_take(s, units, source.end - source.begin);
    }
    return align_scorer_weigh(s, s->texts.target->segments + target.begin, target.end - target.begin);
}

/* Offers the cell (row, column) the bead of that shape which ends there. */
static void offer(struct search *s, unsigned number, uint32_t row, uint32_t column)
{
    struct align_shape shape = SHAPE[number];
    double before = score_at(s, row - shape.a, column - shape.b);
    if (before <= (double)LOWEST) {
        return;
    }
    struct text_range source = {row - shape.a, row}, target = {column - shape.b, column};
    struct align_evidence e = weigh(s->scorer, source, target);
    double score = before + align_bead_score(&e, shape);
    uint32_t k = column - s->band.from[row];
    if (number == 0) {
        struct cell *c = cell_at(s, row - 1, column - 1);
        c->source = (float)e.backward / (float)(e.source_words + 1);
        c->target = (float)e.forward / (float)(e.target_words + 1);
    }
    if (score > s->scores[row % ROWS][k]) {
        s->scores[row % ROWS][k] = score;
        s->steps[s->begin[row] + k] = (unsigned char)number;
    }
}

static void try_shape(struct search *s, unsigned number, uint32_t row)
{
    struct align_shape shape = SHAPE[number];
    for (uint32_t column = s->band.from[row]; column < s->band.to[row]; column++) {
        if (column < shape.b) {
            continue;
        }
        if (number == 0 ? cell_at(s, row - 1, column - 1)->affinity >= s->least
                        : is_worth_weighing(s, shape, row, column)) {
            offer(s, number, row, column);
        }
    }
}

static void leave_unmatched(struct search *s, uint32_t row)
{
    double *scores = s->scores[row % ROWS];
    for (uint32_t column = s->band.from[row]; column < s->band.to[row]; column++) {
        uint32_t k = column - s->band.from[row];
        double above = row > 0 ? score_at(s, row - 1, column) + ALIGN_NULL_SCORE : (double)LOWEST;
        double left = k > 0 ? scores[k - 1] + ALIGN_NULL_SCORE : (double)LOWEST;
        if (above > scores[k]) {
            scores[k] = above;
            s->steps[s->begin[row] + k] = STEP_SOURCE;
        }
        if (left > scores[k]) {
            scores[k] = left;
            s->steps[s->begin[row] + k] = STEP_TARGET;
        }
    }
}

static bool is_furniture(const struct align_text *t, uint32_t segment)
{
    return t->document->segments[segment].kind == TEXT_FURNITURE;
}

/* Furniture has no affinity to anything, so that it is in no bead. */
static void fill_cells(struct search *s, uint32_t row)
{
    const struct align_texts *texts = &s->scorer->texts;
    uint32_t k = (row - 1) % LARGEST, from = s->band.from[row], to = s->band.to[row] - 1;
    from = from > 0 ? from - 1 : 0;
    s->cells_from[k] = from;
    s->cells_to[k] = to;
    align_scorer_affinity(s->scorer, row - 1, from, to, s->affinity);
    for (uint32_t j = from; j < to; j++) {
        bool none = is_furniture(texts->source, row - 1) || is_furniture(texts->target, j);
        s->cells[k][j - from] = (struct cell){none ? LOWEST : s->affinity[j - from], LOWEST, LOWEST};
    }
}

static void search_rows(struct search *s)
{
    for (uint32_t row = 0; row <= s->rows; row++) {
        uint32_t width = s->band.to[row] - s->band.from[row];
        for (uint32_t k = 0; k < width; k++) {
            s->scores[row % ROWS][k] = LOWEST;
        }
        if (row == 0) {
            s->scores[0][0] = 0;
        } else {
            fill_cells(s, row);
            for (unsigned shape = 0; shape < SHAPES; shape++) {
                if (SHAPE[shape].a <= row) {
                    try_shape(s, shape, row);
                }
            }
        }
        leave_unmatched(s, row);
    }
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
    widest += LARGEST;
    s->steps = malloc(cells);
    s->scores[0] = malloc(ROWS * widest * sizeof(double));
    s->affinity = malloc(widest * sizeof *s->affinity);
    s->cells[0] = malloc(LARGEST * widest * sizeof(struct cell));
    if (!s->steps || !s->scores[0] || !s->affinity || !s->cells[0]) {
        return false;
    }
    for (int i = 1; i < ROWS; i++) {
        s->scores[i] = s->scores[0] + (size_t)i * widest;
    }
    for (int i = 1; i < LARGEST; i++) {
        s->cells[i] = s->cells[0] + (size_t)i * widest;
    }
    return true;
}

static void free_room(struct search *s)
{
    free(s->begin);
    free(s->steps);
    free(s->scores[0]);
    free(s->affinity);
    free(s->cells[0]);
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
    struct search s = {.scorer = scorer};
    s.rows = (uint32_t)scorer->texts.source->document->count;
    s.columns = (uint32_t)scorer->texts.target->document->count;
    s.least = scorer->known > FOREIGN ? AFFINITY_LEAST * scorer->known : 0;
    enum text_status status = align_band_find(scorer, arena, &s.band, err);
    if (status == TEXT_OK && !make_room(&s)) {
        status = text_fail_memory(err, "aligning two documents");
    }
    if (status == TEXT_OK) {
        search_rows(&s);
        status = trace(&s, arena, out, err);
    }
    free_room(&s);
    return status;
}
