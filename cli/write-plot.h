/* The dot plot of an alignment. */
#ifndef CLI_WRITE_PLOT_H
#define CLI_WRITE_PLOT_H

#include "cli/bead-view.h"

/* As SVG: segment numbers of the source to the right, of the target downwards, a dot a pair (longer where it joins
 * segments) that leads to the pair's source segment, #s1, #s2, ...; strokes along the two axes are the segments in some
 * pair. Readers who do not see it are told by the caption, and find all its links in the texts. */
void cli_write_plot(FILE *, const struct cli_bead_view *);

#endif
