/* The target side of a harvest: where each story was put aside, and the index that proposes them. */
#ifndef CLI_HARVEST_STORIES_H
#define CLI_HARVEST_STORIES_H

#include "align/align.h"
#include "cli/harvest/shelf.h"
#include "cli/harvest/spool.h"

struct cli_stories_one {
    struct cli_spooled at;
    uint32_t number; /* in the ledger */
    int32_t day;
};

struct cli_stories {
    struct cli_stories_one *at; /* in the order of the index */
    uint32_t count, capacity;
    struct align_archive *index;
    struct align_near *near;
    struct cli_spool *spool;
    struct cli_shelf *shelf;
    uint32_t last; /* the highest number so far */
    uint32_t *by_number; /* places in the order of the numbers, once all are there */
};

void cli_stories_free(struct cli_stories *);
/* The place in the index of the story of that number; TEXT_NONE when it is not among them. */
uint32_t cli_stories_find(const struct cli_stories *, uint32_t number);

#endif
