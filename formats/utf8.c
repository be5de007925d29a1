/* Valid UTF-8 by table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
 * Cost: eight ASCII bytes at a time, else a byte at a time. */
#include <stdint.h>
#include <string.h>

#include "formats/input-private.h"

static size_t ascii_run(const unsigned char *p, size_t n)
{
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t word;
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

/* The length of the character at p, 0 when it is none; *cut when only more bytes could tell. */
static size_t character(const unsigned char *p, size_t n, bool *cut)
{
    unsigned char first = p[0];
    size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < length; i++) {
        if (i == n) {
            *cut = true;
            return 0;
        }
        if (p[i] < low || p[i] > high) {
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    bool noncharacter = length == 3 && first == 0xEF && p[1] == 0xBF && p[2] >= 0xBE;
    return noncharacter ? 0 : length;
}

size_t formats_utf8_valid(struct text_span s, bool *cut)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t i = 0;
    *cut = false;
    while (i < s.n) {
        i += ascii_run(p + i, s.n - i);
        if (i == s.n) {
            break;
        }
        size_t length = character(p + i, s.n - i, cut);
        if (length == 0) {
            break;
        }
        i += length;
    }
    return i;
}

void formats_utf8_repair(struct text_span s, struct text_buffer *to)
{
    while (s.n) {
        bool cut;
        size_t valid = formats_utf8_valid(s, &cut);
        text_buffer_add(to, (struct text_span){s.p, valid});
        if (valid < s.n) {
            text_buffer_add_string(to, "\xEF\xBF\xBD");
            valid++;
        }
        s.p += valid;
        s.n -= valid;
    }
}
