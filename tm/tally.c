/* See tally-private.h. Half of the slots are taken at most. */
#include "tm/tally-private.h"

#include <stdlib.h>
#include <string.h>

void tm_tally_free(struct tm_tally *t)
{
    free(t->at);
    free(t->slots);
    *t = (struct tm_tally){0};
}

/* Cheap after few segments also when the table has once been large. */
void tm_tally_clear(struct tm_tally *t)
{
    if (t->count < t->slot_mask / 16) {
        for (uint32_t n = t->count; n-- > 0;) { /* from the last, so that no probe ends early at a freed slot */
            uint32_t i = tm_tally_slot(t, t->at[n].segment);
            while (t->slots[i] != n + 1) {
                i = (i + 1) & t->slot_mask;
            }
            t->slots[i] = 0;
        }
    } else if (t->slots) {
        memset(t->slots, 0, ((size_t)t->slot_mask + 1) * sizeof *t->slots);
    }
    t->count = 0;
}

bool tm_tally_grow(struct tm_tally *t)
{
    uint32_t capacity = t->capacity ? t->capacity * 2 : 2048;
    if (capacity > UINT32_MAX / 4) {
        return false;
    }
    struct tm_tallied *at = realloc(t->at, capacity * sizeof *at);
    if (!at) {
        return false;
    }
    t->at = at;
    uint32_t *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (!slots) {
        return false;
    }
    free(t->slots);
    t->slots = slots;
    t->slot_mask = capacity * 2 - 1;
    t->capacity = capacity;
    for (uint32_t n = 0; n < t->count; n++) {
        uint32_t i = tm_tally_slot(t, at[n].segment);
        while (slots[i]) {
            i = (i + 1) & t->slot_mask;
        }
        slots[i] = n + 1;
    }
    return true;
}
