/* How many of the words that were read each segment may have: counters that segments share, so that one fits the
 * processor's cache where a table of the segments would not, and the postings of those that may be candidates.
 *
 * A count is never below the true one; it is above it where another segment has the same counter, which is rare while
 * the counters are many times the postings (the counting filter of Fan, Cao, Almeida, Broder 2000, with one hash). So
 * nothing is lost, and what is kept in vain falls to the edit distance.
 */
#ifndef TM_INDEX_TALLY_PRIVATE_H
#define TM_INDEX_TALLY_PRIVATE_H

#include "tm/index/index-private.h"

enum { TM_TALLY_MOST = UINT8_MAX }; /* a count stops there */

struct tm_tally {
    struct tm_posting *at; /* in the order in which they were met; a segment comes once for each word it was met with */
    size_t count, capacity;
    uint8_t *counters; /* a power of two of them */
    size_t counter_count, counter_room;
    uint32_t *slots; /* room for tm_tally_unite */
    size_t slot_count;
};

struct tm_tally *tm_tally_new(void);   /* NULL when out of memory */
void tm_tally_free(struct tm_tally *); /* NULL is fine */
/* Empties it, for about so many postings of a memory of so many units; gives back memory when it has grown large.
 * False when out of memory. */
bool tm_tally_begin(struct tm_tally *, uint64_t postings, uint64_t units);
/* Room for so many more in at[]; false when out of memory. */
bool tm_tally_reserve(struct tm_tally *, size_t more);
/* Leaves each segment of at[] in it once; false when out of memory. */
bool tm_tally_unite(struct tm_tally *);

/* Segments of one side have even numbers, those of the other odd ones, and a query asks for one side mostly. */
static inline uint8_t *tm_tally_counter(const struct tm_tally *t, uint32_t segment)
{
    return &t->counters[segment >> 1 & (t->counter_count - 1)];
}

#endif
