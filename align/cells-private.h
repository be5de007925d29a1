/* Rows of cells: what a source segment shares with each target segment that it may stand beside in the parallel mode.
 *
 * All that two segments share is added up once, when the row is filled, so that weighing them, alone or with their
 * neighbours, costs a look at each of their words and at no link. What leaves the rows, and rows of very long segments,
 * of which nothing is kept, the scorer weighs: with the same result, but slower.
 */
#ifndef ALIGN_CELLS_PRIVATE_H
#define ALIGN_CELLS_PRIVATE_H

#include "align/align-private.h"

enum { ALIGN_LARGEST = 4 }; /* segments of one side in a bead */

struct align_cell {
    bool weighed;
    unsigned char across, down;       /* the caller's own, 0 to begin with */
    struct align_explained explained; /* when it is weighed */
};

struct align_row {
    uint32_t segment;  /* of the source */
    uint32_t from, to; /* the target segments */
    struct align_cell *cells;
    float *affinity; /* the sums of the weights of linked words: a cheap lower measure of what two segments share */
    bool kept;       /* whether there is: */
    uint32_t first;  /* the target word that the next begins with, */
    float *forward;  /* for each target word the sum of p(t|s) over the source segment's words, */
    float *backward; /* for each word of the source segment, for each target segment, the sum of p(s|t) */
    size_t cell_room, affinity_room, forward_room, backward_room;
};

/* The last rows, the latest first. From {.scorer = ...}. */
struct align_rows {
    struct align_scorer *scorer;
    struct align_row at[ALIGN_LARGEST];
    uint32_t *cursors; /* of a target type: the first of its postings that is not before the latest row */
    float *sums;       /* scratch */
    size_t sums_room;
};

void align_rows_free(struct align_rows *);
/* Takes up a row, in place of the one that came ALIGN_LARGEST before it. `from` never falls. False when out of
 * memory. */
bool align_rows_add(struct align_rows *, uint32_t segment, uint32_t from, uint32_t to);
/* What the words of the latest `sources` rows' segments and of `targets` segments from `target` on explain of each
 * other. */
struct align_explained align_rows_weigh(struct align_rows *, uint32_t sources, uint32_t target, uint32_t targets);
/* At least as much as the above, both ways added, from what each two of the segments explain. */
double align_rows_most(struct align_rows *, uint32_t sources, uint32_t target, uint32_t targets);

/* The cell of the row that was added `back` rows ago; where there is none, one with nothing in it. */
static inline const struct align_cell *align_rows_cell(const struct align_rows *r, uint32_t back, uint32_t target)
{
    static const struct align_cell nothing = {0};
    const struct align_row *row = &r->at[back];
    return target >= row->from && target < row->to ? &row->cells[target - row->from] : &nothing;
}

#endif
