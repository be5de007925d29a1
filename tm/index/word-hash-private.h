/* The hash of a word of a family of languages, for the table of this handle: it is never stored. Eight bytes a step,
 * the last eight perhaps with some of those before. */
#ifndef TM_INDEX_WORD_HASH_PRIVATE_H
#define TM_INDEX_WORD_HASH_PRIVATE_H

#include <stdint.h>
#include <string.h>

#include "text/text.h"

static inline uint64_t tm_word_bytes(const char *p, size_t n)
{
    uint64_t word = 0;
    memcpy(&word, p, n);
    return word;
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
