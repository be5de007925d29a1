/* The words of a family of languages as the table of this handle has them: their hash, which is never stored (eight
 * bytes a step, the last eight perhaps with some of those before), whether two are the same, how they sort. */
#ifndef TM_INDEX_WORD_HASH_PRIVATE_H
#define TM_INDEX_WORD_HASH_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/text.h"

static inline uint64_t tm_word_bytes(const char *p, size_t n)
{
    uint64_t word = 0;
    memcpy(&word, p, n);
    return word;
}

/* Of the same length. Most are short: calling memcmp for them would cost more than comparing. */
static inline bool tm_word_same(const char *a, const char *b, size_t n)
{
    if (n > 16) {
        return memcmp(a, b, n) == 0;
    }
    if (n >= 8) {
        return ((tm_word_bytes(a, 8) ^ tm_word_bytes(b, 8)) |
                (tm_word_bytes(a + n - 8, 8) ^ tm_word_bytes(b + n - 8, 8))) == 0;
    }
    if (n >= 4) {
        return ((tm_word_bytes(a, 4) ^ tm_word_bytes(b, 4)) |
                (tm_word_bytes(a + n - 4, 4) ^ tm_word_bytes(b + n - 4, 4))) == 0;
    }
    return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

/* The first eight, as a number that sorts as they do. */
static inline uint64_t tm_word_first(struct text_span s)
{
    uint64_t first = 0;
    for (size_t i = 0; i < sizeof first; i++) {
        first = first << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
    }
    return first;
}

static inline uint64_t tm_word_hash(int64_t family, struct text_span folded)
{
    uint64_t h = (uint64_t)family * 0xc4ceb9fe1a85ec53u + folded.n, last = 0;
    const char *p = folded.p;
    size_t n = folded.n;
    for (; n > 8; p += 8, n -= 8) {
        h = (h ^ tm_word_bytes(p, 8)) * 0x9e3779b97f4a7c15u;
        h ^= h >> 32;
    }
    if (folded.n >= 8) {
        last = tm_word_bytes(p + n - 8, 8);
    } else if (n >= 4) {
        last = tm_word_bytes(p, 4) << 32 | tm_word_bytes(p + n - 4, 4);
    } else if (n) {
        last = tm_word_bytes(p, 1) << 16 | tm_word_bytes(p + n / 2, 1) << 8 | tm_word_bytes(p + n - 1, 1);
    }
    h = (h ^ last) * 0x9e3779b97f4a7c15u;
    h = (h ^ h >> 32) * 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 32;
}

#endif
