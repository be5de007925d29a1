/* See tally-private.h. */
#include "tm/index/tally-private.h"

#include <stdlib.h>
#include <string.h>

/* Counters for each posting: with so many, one in twenty postings or so has a count that is too high. */
enum { COUNTERS = 16, COUNTERS_LEAST = 1 << 12, FEW = 1 << 10, MANY = 1 << 19, COUNTERS_MANY = 1 << 22 };

struct tm_tally *tm_tally_new(void)
{
    return calloc(1, sizeof(struct tm_tally));
}

void tm_tally_free(struct tm_tally *t)
{
    if (t) {
        free(t->at);
        free(t->counters);
        free(t->slots);
        free(t);
    }
}

static void shrink(struct tm_tally *t)
{
    if (t->capacity > MANY || t->slot_count > MANY) {
        free(t->at);
        free(t->slots);
        t->at = NULL;
        t->slots = NULL;
        t->capacity = t->slot_count = 0;
    }
}

bool tm_tally_begin(struct tm_tally *t, uint64_t postings, uint64_t units)
{
    size_t wanted = COUNTERS_LEAST;
    while (wanted < postings * COUNTERS && wanted <= units) {
        wanted *= 2;
    }
    shrink(t);
    t->count = 0;
    if (wanted > t->counter_room || t->counter_room > COUNTERS_MANY) {
        free(t->counters);
        t->counters = malloc(wanted);
        t->counter_room = t->counters ? wanted : 0;
    }
    t->counter_count = wanted;
    if (!t->counters) {
        return false;
    }
    memset(t->counters, 0, wanted);
    return true;
}

bool tm_tally_reserve(struct tm_tally *t, size_t more)
{
    if (t->capacity - t->count >= more) {
        return true;
    }
    size_t capacity = t->capacity ? t->capacity : FEW;
    while (capacity - t->count < more) {
        capacity *= 2;
    }
    struct tm_posting *at = realloc(t->at, capacity * sizeof *at);
    if (!at) {
        return false;
    }
    t->at = at;
    t->capacity = capacity;
    return true;
}

bool tm_tally_unite(struct tm_tally *t)
{
    size_t slots = 64, unique = 0;
    while (slots < 2 * t->count) {
        slots *= 2;
    }
    if (slots > t->slot_count) {
        free(t->slots);
        t->slots = malloc(slots * sizeof *t->slots);
        t->slot_count = t->slots ? slots : 0;
        if (!t->slots) {
            return false;
        }
    }
    memset(t->slots, 0, slots * sizeof *t->slots);
    for (size_t i = 0; i < t->count; i++) {
        uint32_t segment = t->at[i].segment, home = segment * 0x9E3779B1u;
        size_t k = (home ^ home >> 15) & (slots - 1);
        while (t->slots[k] && t->slots[k] != segment) {
            k = (k + 1) & (slots - 1);
        }
        t->at[unique] = t->at[i];
        unique += t->slots[k] == 0; /* units begin at 1: no segment is 0 */
        t->slots[k] = segment;
    }
    t->count = unique;
    return true;
}
