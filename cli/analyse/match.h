/* How like the segments are to what was translated before. */
#ifndef CLI_ANALYSE_MATCH_H
#define CLI_ANALYSE_MATCH_H

#include "cli/analyse/segments.h"

/* Sets score and internal of the segments for which they decide anything. */
enum text_status cli_segments_match(struct cli_segments *, const struct cli_analysing *, struct text_error *err);

#endif
