/* See heat-private.h. The vectors are those of GCC and Clang, which are compiled for any machine; their marks are a
 * superset of what is hot, and the table has the last word.
 */
#include "text/segment/heat-private.h"

#include <string.h>

enum {
    STOP = TEXT_HEAT_STOP,
    QUOTE = TEXT_HEAT_QUOTE,
    OPEN = TEXT_HEAT_OPEN,
    CLOSE = TEXT_HEAT_CLOSE,
    RULER = TEXT_HEAT_RULER,
    SLASH = TEXT_HEAT_SLASH
};

#define SIXTEEN_STOPS STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP, STOP

const uint8_t text_heat_of[256] = {
    ['.'] = STOP,  ['?'] = STOP,  ['!'] = STOP,  ['"'] = QUOTE, ['('] = OPEN,  [')'] = CLOSE, ['='] = RULER,
    ['_'] = RULER, ['*'] = RULER, ['-'] = RULER, ['~'] = RULER, ['#'] = RULER, ['/'] = SLASH, [128] = SIXTEEN_STOPS,
    SIXTEEN_STOPS, SIXTEEN_STOPS, SIXTEEN_STOPS, SIXTEEN_STOPS, SIXTEEN_STOPS, SIXTEEN_STOPS, SIXTEEN_STOPS,
};

typedef uint8_t sixteen __attribute__((vector_size(16)));

/* 255 for each byte from `first` to `last`, else 0. */
static inline sixteen within(sixteen b, uint8_t first, uint8_t last)
{
    return (sixteen)((sixteen)(b - first) <= (uint8_t)(last - first));
}

/* The number of the first of the sixteen bytes at p that is hot, or one of a few marks that are not; 16 for none. */
static inline size_t first_mark(const char *p)
{
    sixteen b;
    uint64_t marks[2];
    memcpy(&b, p, sizeof b);
    sixteen marked = within(b, '!', '/') & (sixteen)(b != ','); /* commas are met too often to stop at them in vain */
    marked |= within(b, '=', '?') | within(b, '_', '_') | within(b, '~', 255);
    memcpy(marks, &marked, sizeof marks);
    uint64_t half = marks[0] ? marks[0] : marks[1];
    if (!half) {
        return sizeof b;
    }
    int bits = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? __builtin_ctzll(half) : __builtin_clzll(half);
    return (marks[0] ? 0 : sizeof half) + (size_t)bits / 8;
}

size_t text_heat_next(struct text_span line, size_t i)
{
    const unsigned char *p = (const unsigned char *)line.p;
    while (line.n - i >= sizeof(sixteen)) {
        size_t skipped = first_mark(line.p + i);
        i += skipped;
        if (skipped < sizeof(sixteen)) {
            if (text_heat_of[p[i]]) {
                return i;
            }
            i++;
        }
    }
    while (i < line.n && !text_heat_of[p[i]]) {
        i++;
    }
    return i;
}
