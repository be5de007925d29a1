/* Segments met in posting lists, and how often: an open-addressed table from segment to a dense array. */
#ifndef TM_TALLY_PRIVATE_H
#define TM_TALLY_PRIVATE_H

#include "tm/index-private.h"

struct tm_tallied {
    uint32_t segment, length, count;
};

struct tm_tally {
    struct tm_tallied *at; /* in the order in which they were met */
    uint32_t count, capacity;
    uint32_t *slots; /* number + 1; 0 is free */
    uint32_t slot_mask;
};

void tm_tally_free(struct tm_tally *); /* and back to {0} */
void tm_tally_clear(struct tm_tally *);
bool tm_tally_grow(struct tm_tally *); /* false when out of memory */

static inline uint32_t tm_tally_slot(const struct tm_tally *t, uint32_t segment)
{
    uint32_t i = segment * 0x9E3779B1u;
    return (i ^ (i >> 15)) & t->slot_mask;
}

/* Adds weight to a segment that is there; returns false when it is not. */
static inline bool tm_tally_count(struct tm_tally *t, uint32_t segment, uint32_t weight)
{
    for (uint32_t i = tm_tally_slot(t, segment); t->slots[i]; i = (i + 1) & t->slot_mask) {
        if (t->at[t->slots[i] - 1].segment == segment) {
            t->at[t->slots[i] - 1].count += weight;
            return true;
        }
    }
    return false;
}

/* The same, and enters the segment when it is not there; false when out of memory. */
static inline bool tm_tally_enter(struct tm_tally *t, uint32_t segment, uint32_t length, uint32_t weight)
{
    if (t->count == t->capacity && !tm_tally_grow(t)) {
        return false;
    }
    uint32_t i = tm_tally_slot(t, segment);
    for (; t->slots[i]; i = (i + 1) & t->slot_mask) {
        if (t->at[t->slots[i] - 1].segment == segment) {
            t->at[t->slots[i] - 1].count += weight;
            return true;
        }
    }
    t->at[t->count] = (struct tm_tallied){segment, length, weight};
    t->slots[i] = ++t->count;
    return true;
}

#endif
