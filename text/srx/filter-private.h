/* Whether a string can be in a set, told by its first, second and last byte: five bits of each, a bit for each three.
 *
 * Most words of a text are in none of the short lists of a language; a filter says so for three loads, without folding
 * or hashing the word. Case makes no difference to it. What has a byte beyond ASCII in one of these places is
 * always let through, so that the set may be of folded strings and the question not: folding changes the
 * length and place of no other.
 */
#ifndef TEXT_SRX_FILTER_PRIVATE_H
#define TEXT_SRX_FILTER_PRIVATE_H

#include <stdint.h>

#include "text/span.h"

struct text_filter {
    uint32_t bits[1 << 10];
};

/* The three bytes of s, which is not empty. */
static inline uint32_t text_filter_bytes(struct text_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    return (uint32_t)p[0] << 16 | (uint32_t)(s.n > 1 ? p[1] : 0) << 8 | p[s.n - 1];
}

static inline uint32_t text_filter_place(uint32_t bytes)
{
    return (bytes >> 16 & 31) << 5 | (bytes >> 8 & 31);
}

static inline void text_filter_add(struct text_filter *f, struct text_span s)
{
    if (s.n) {
        uint32_t bytes = text_filter_bytes(s);
        f->bits[text_filter_place(bytes)] |= UINT32_C(1) << (bytes & 31);
    }
}

/* False when s, or s folded, is certainly not in the set. */
static inline bool text_filter_may_have(const struct text_filter *f, struct text_span s)
{
    uint32_t bytes = s.n ? text_filter_bytes(s) : 0x808080;
    return (bytes & 0x808080) || (f->bits[text_filter_place(bytes)] >> (bytes & 31) & 1);
}

#endif
