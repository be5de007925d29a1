/* The segments of the documents of an analysis, in their order. */
#ifndef CLI_ANALYSE_SEGMENTS_H
#define CLI_ANALYSE_SEGMENTS_H

#include "cli/analyse/analyse.h"

struct cli_segment {
    struct text_span text, before, after; /* in the arena; around it: n 0: nothing is */
    struct text_volume volume;
    uint32_t file, key; /* equal texts of a language have the same key */
    enum cli_band band; /* TRANSLATED, REPETITION, CROSS_FILE; NEW for others, so far */
    int score, internal; /* of the best match in the memory and in the files before; 0: none */
    int side;            /* its language */
};

struct cli_segments {
    struct text_arena *arena;
    struct text_table *keys;
    struct cli_segment *at;
    size_t count, capacity;
};

enum text_status cli_segments_begin(struct cli_segments *, struct text_error *err); /* from {0} */
void cli_segments_free(struct cli_segments *);
/* Adds those of a document. What stands in no segment that is to be translated is nobody's but their neighbour. After a
 * failure those before it are taken back. */
enum text_status cli_segments_read(struct cli_segments *, const struct cli_analysing *, const char *path, uint32_t file,
                                   const char **format, struct text_error *err);

/* After all were read: tells repetitions, and numbers the keys from 0 in the order in which they come. */
enum text_status cli_segments_compare(struct cli_segments *, struct text_error *err);

#endif
