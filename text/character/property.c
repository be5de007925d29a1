/* See property-private.h. The table is in two stages: blocks of 128 characters, of which many are the same, and in them
 * the numbers of the different properties. */
#include "text/character/property-private.h"

enum { BLOCK = 128 };

/* Characters that fold to several, in the order of code points; 0 for none. */
struct longer {
    uint32_t from, to[TEXT_FOLDED_MOST];
};

#include "text/characters.h"

const struct text_property *text_property_of(uint32_t c)
{
    return &properties[numbers[blocks[c / BLOCK]][c % BLOCK]];
}

size_t text_property_folded(uint32_t c, uint32_t to[TEXT_FOLDED_MOST])
{
    size_t low = 0, high = sizeof longer / sizeof longer[0], n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (longer[middle].from < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    while (n < TEXT_FOLDED_MOST && longer[low].to[n]) {
        to[n] = longer[low].to[n];
        n++;
    }
    return n;
}
