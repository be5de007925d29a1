/* Several runs -> one: what merge.c and settle.c share. */
#ifndef TM_INDEX_MERGE_PRIVATE_H
#define TM_INDEX_MERGE_PRIVATE_H

#include "tm/index/runs-private.h"
#include "tm/index/vocabulary-private.h"

/* A merge under way. */
struct tm_merging {
    struct tm_memory *m;
    const struct tm_index_run *runs;
    size_t count;
    const uint8_t *gone; /* NULL: all units stay */
    struct tm_index_run to;
    struct tm_posting *at; /* the postings of the word at hand */
    size_t at_count, capacity;
    struct tm_count_writer counts; /* made anew when units go */
    uint32_t counted;              /* words up to this have theirs */
};

static inline bool tm_merging_is_gone(const struct tm_merging *g, uint32_t segment)
{
    uint32_t unit = segment >> 1;
    return g->gone && unit <= g->to.last && g->gone[unit >> 3] >> (unit & 7) & 1;
}

/* merge.c: the words. With units that go also the counts of words up to the last one that has a list. */
enum text_status tm_merge_postings(struct tm_merging *, struct text_error *err);
/* The counts of the words up to and with this one: those in between have lost all their texts. */
enum text_status tm_merging_count(struct tm_merging *, uint32_t word, uint32_t segments, struct text_error *err);

#endif
