/* Whether one of two documents was written from the other, by what aligns in them. See align_judge. */
#include <math.h>

#include "align/align-private.h"

double align_judge(struct align_texts texts, const struct align_beads *beads)
{
    double words = 0, expected = 0, best = 0;
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED) {
            expected += b->confidence;
            best = b->confidence > best ? b->confidence : best;
        }
    }
    (void)words;
    (void)texts;
    return 1 / (1 + exp(-(2.0 * expected - 3)));
}
