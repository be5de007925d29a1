/* Segments met in posting lists, and how often: an open-addressed table from segment to a dense array. */
#ifndef TM_TALLY_PRIVATE_H
#define TM_TALLY_PRIVATE_H

#include "tm/index-private.h"

struct tm_tallied {
    uint32_t segment, length, count;
};

struct tm_tally_slot {
    uint32_t segment;
    uint32_t number; /* in the array, + 1 + base; up to base: a free slot */
};

struct tm_tally {
    struct tm_tallied *at; /* in the order in which they were met */
    uint32_t count, capacity;
    struct tm_tally_slot *slots;
    uint32_t slot_mask;
    uint32_t base; /* rises when the tally is cleared, so that no slot need be */
};

struct tm_tally *tm_tally_new(void);    /* NULL when out of memory */
void tm_tally_free(struct tm_tally *);  /* NULL is fine */
void tm_tally_clear(struct tm_tally *); /* and gives back memory when it has grown large */
bool tm_tally_grow(struct tm_tally *);  /* false when out of memory */

static inline uint32_t tm_tally_home(const struct tm_tally *t, uint32_t segment)
{
    uint32_t i = segment * 0x9E3779B1u;
    return (i ^ (i >> 15)) & t->slot_mask;
}

/* The segment's slot, or the free one where it would go. */
static inline struct tm_tally_slot *tm_tally_slot(const struct tm_tally *t, uint32_t segment)
{
    uint32_t i = tm_tally_home(t, segment);
    while (t->slots[i].number > t->base && t->slots[i].segment != segment) {
        i = (i + 1) & t->slot_mask;
    }
    return &t->slots[i];
}

/* Adds weight to a segment if it is there. */
static inline void tm_tally_count(struct tm_tally *t, uint32_t segment, uint32_t weight)
{
    const struct tm_tally_slot *s = tm_tally_slot(t, segment);
    if (s->number > t->base) {
        t->at[s->number - t->base - 1].count += weight;
    }
}

/* The same, and enters the segment when it is not there; false when out of memory. */
static inline bool tm_tally_enter(struct tm_tally *t, uint32_t segment, uint32_t length, uint32_t weight)
{
    struct tm_tally_slot *s = tm_tally_slot(t, segment);
    if (s->number > t->base) {
        t->at[s->number - t->base - 1].count += weight;
        return true;
    }
    t->at[t->count] = (struct tm_tallied){segment, length, weight};
    *s = (struct tm_tally_slot){segment, t->base + ++t->count};
    return t->count < t->capacity || tm_tally_grow(t);
}

#endif
