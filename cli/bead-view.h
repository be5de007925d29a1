/* The beads of two aligned documents, as a page asks for them: by segment, and by stretch of a segment's text.
 *
 * Memory and time are linear in segments, beads and quotations (sorting the marks of one segment apart). Everything is
 * borrowed from what was aligned. */
#ifndef CLI_BEAD_VIEW_H
#define CLI_BEAD_VIEW_H

#include "cli/page.h"
#include "cli/unit.h"

struct cli_bead_view {
    const struct cli_aligned *aligned;
    size_t *first[2];  /* where the beads of a segment begin in `beads`; by side, as many as segments and one more */
    size_t *beads[2];  /* numbers of beads that are pairs */
    size_t *quotes[2]; /* the same for the segment's quotations, in the document's own list */
    size_t matched[2]; /* segments in some pair */
    size_t pairs, inside, quoted; /* pairs; besides them those inside others; quotations among `pairs` */
    size_t bands[CLI_PAGE_BANDS]; /* of `pairs` */
    double confidence;            /* their mean */
    bool rows;                    /* pairs follow each other on both sides, so that they can be laid side by side */
};

enum text_status cli_bead_view_new(const struct cli_aligned *, struct cli_bead_view *out, struct text_error *err);
void cli_bead_view_free(struct cli_bead_view *);

const struct cli_document *cli_bead_view_document(const struct cli_bead_view *, int side);
struct text_range cli_bead_range(const struct align_bead *, int side);

/* A stretch of a segment's text that is a quotation. */
struct cli_mark {
    size_t begin, end; /* bytes of the segment's text */
    size_t bead;       /* the pair it is in, or CLI_NO_BEAD */
};
#define CLI_NO_BEAD ((size_t)-1)

/* The marks of a segment, in order, none overlapping another. *marks is to be freed; NULL when there are none. */
enum text_status cli_bead_view_marks(const struct cli_bead_view *, int side, size_t segment, struct cli_mark **marks,
                                     size_t *count, struct text_error *err);

#endif
