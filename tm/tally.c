/* See tally-private.h. There is always room for one more; half of the slots are taken at most. */
#include "tm/tally-private.h"

#include <stdlib.h>
#include <string.h>

enum { FEW = 512, MANY = 1 << 18 };

struct tm_tally *tm_tally_new(void)
{
    struct tm_tally *t = calloc(1, sizeof *t);
    if (t && !tm_tally_grow(t)) {
        tm_tally_free(t);
        t = NULL;
    }
    return t;
}

void tm_tally_free(struct tm_tally *t)
{
    if (t) {
        free(t->at);
        free(t->slots);
        free(t);
    }
}

void tm_tally_clear(struct tm_tally *t)
{
    if (t->capacity > MANY) {
        struct tm_tally few = {0};
        if (tm_tally_grow(&few)) {
            free(t->at);
            free(t->slots);
            *t = few;
        }
    }
    t->base += t->count;
    if (t->base > UINT32_MAX / 2) { /* numbers must not run out while it fills */
        memset(t->slots, 0, ((size_t)t->slot_mask + 1) * sizeof *t->slots);
        t->base = 0;
    }
    t->count = 0;
}

bool tm_tally_grow(struct tm_tally *t)
{
    uint32_t capacity = t->capacity ? t->capacity * 2 : FEW;
    if (capacity > UINT32_MAX / 4) {
        return false;
    }
    struct tm_tallied *at = realloc(t->at, capacity * sizeof *at);
    if (!at) {
        return false;
    }
    t->at = at;
    struct tm_tally_slot *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (!slots) {
        return false;
    }
    free(t->slots);
    t->slots = slots;
    t->slot_mask = capacity * 2 - 1;
    t->capacity = capacity;
    for (uint32_t n = 0; n < t->count; n++) {
        *tm_tally_slot(t, at[n].segment) = (struct tm_tally_slot){at[n].segment, t->base + n + 1};
    }
    return true;
}
