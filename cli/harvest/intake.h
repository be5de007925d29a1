/* What comes out of one archive: articles that can be worked on, and what cannot, each with its reason. A fault of the
 * archive, an article in the wrong language and one that an earlier run found unusable arrive alike.
 */
#ifndef CLI_HARVEST_INTAKE_H
#define CLI_HARVEST_INTAKE_H

#include "cli/harvest/stages.h"
#include "cli/harvest/story.h"
#include "formats/formats.h"

struct cli_intake {
    const struct cli_model *model;
    const struct cli_reading *reading;
    const struct tm_ledger *ledger; /* what is known from earlier runs; NULL: nothing */
    struct formats_archive *archive;
    enum align_side side;
    struct text_range sample; /* only entries of these places, from 0; end 0: all */
    size_t place;
    double reached; /* cli_clock when the first entry was there, those before the sample having been passed over */
    bool interrupted; /* by the user's wish to stop */
};

struct cli_arrival {
    struct cli_story story;
    uint64_t hash;            /* the story's; 0: there was none to be had */
    bool known; /* there is a record of it */
    struct tm_record record;
    const char *why;          /* one word for why it cannot be used: "empty", "language"; NULL: it can */
    struct text_error reason; /* ... and a sentence without its name */
    struct text_span name;    /* empty: the archive as a whole */
    uint64_t count;           /* how many entries this stands for */
};

/* The next one; *bytes and *end are as cli_pipeline wants them. A wish to stop is an end. */
enum text_status cli_intake_next(struct cli_intake *, struct cli_arrival *out, size_t *bytes, bool *end,
                                 struct text_error *err);
/* Opens its story, then cuts it. What makes it unusable is no failure, but sets `why`. */
enum text_status cli_intake_open(const struct cli_intake *, struct cli_arrival *, struct text_error *err);
enum text_status cli_intake_cut(const struct cli_intake *, struct cli_arrival *, struct text_error *err);

void cli_arrival_free(struct cli_arrival *);

#endif
