/* What a harvest does once everything is open: for each article the index proposes stories, the aligner judges them by
 * what aligns, and the pairs of those that hold go into the memory with both articles as their origin.
 *
 * The memory is committed every few articles, so that a run that is stopped has lost nothing and the next one adds
 * nothing twice. Cost: an index look-up and a handful of alignments an article.
 */
#ifndef CLI_HARVEST_H
#define CLI_HARVEST_H

#include <stdio.h>

#include "cli/stories.h"
#include "tm/tm.h"

/* Everything is opened and closed by the caller; the counts are what was done, from 0. */
struct cli_harvest {
    struct cli_model model;
    struct cli_reading reading;
    struct formats_calendar *calendar;
    struct cli_stories stories;
    struct tm_memory *memory;
    const char *name; /* of the archive of articles */
    FILE *pairs;      /* NULL: nobody asked */
    double least, least_article;
    struct text_arena *arena;
    size_t articles, skipped, paired, article_pairs, added, origins, known;
};

/* All articles of the archive. TEXT_INTERRUPTED after a wish to stop: what was done is stored. Articles that cannot be
 * used are warned of and passed over. */
enum text_status cli_harvest_archive(struct cli_harvest *, struct formats_archive *, struct text_error *err);

#endif
