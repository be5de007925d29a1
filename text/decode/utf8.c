/* Is it UTF-8, and if not, where: see decode-private.h. ASCII goes by eight bytes. */
#include "text/decode/decode-private.h"

#include <string.h>
#include <unicode/utf8.h>

static size_t ascii_end(const uint8_t *p, size_t i, size_t n)
{
    uint64_t word;
    for (; n - i >= sizeof word; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        if (word & 0x8080808080808080u) {
            break;
        }
    }
    while (i < n && p[i] < 0x80) {
        i++;
    }
    return i;
}

size_t text_utf8_end(struct text_span s)
{
    const uint8_t *p = (const uint8_t *)s.p;
    for (size_t i = 0;;) {
        i = ascii_end(p, i, s.n);
        if (i == s.n) {
            return i;
        }
        size_t next = i;
        UChar32 c;
        U8_NEXT(p, next, s.n, c);
        if (c < 0) {
            return i;
        }
        i = next;
    }
}

size_t text_utf8_error(struct text_span s, size_t i)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t next = i;
    UChar32 c;
    U8_NEXT(p, next, s.n, c);
    (void)c;
    return next - i;
}
