/* What can be told of the matches of a rule without looking for them: which units they end with, which follow, and how
 * far before its end one may begin. Most rules end at a stop before a blank, so that a search need only look at
 * some characters before such places, instead of trying every rule at every character.
 *
 * All is told too large rather than too small: an outline never excludes a match. What is not understood has none.
 * Units are those of UTF-16.
 */
#ifndef TEXT_SRX_OUTLINE_PRIVATE_H
#define TEXT_SRX_OUTLINE_PRIVATE_H

#include <stdint.h>

#include "text/span.h"

/* A set of units: bits for those below 256, and one for all others. */
struct text_units {
    uint64_t low[4];
    bool wide;
};

static inline bool text_units_have(const struct text_units *set, uint16_t unit)
{
    return unit < 256 ? set->low[unit >> 6] >> (unit & 63) & 1 : set->wide;
}

struct text_outline {
    bool known;              /* false: nothing can be told, the rest means nothing */
    bool at_end;             /* it may match at the end of the text, with nothing following */
    struct text_units last;  /* units before its end */
    struct text_units next;  /* units behind it */
    struct text_units loops; /* units that a match may have any number of */
    int32_t longest;         /* how many others it may have */
};

/* Of (?:before)(?=after). Both are valid expressions of ICU. Cost: linear. */
struct text_outline text_outline_of(struct text_span before, struct text_span after);

#endif
