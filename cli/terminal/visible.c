/* See visible.h. */
#include "cli/terminal/visible.h"

/* How many bytes the UTF-8 character at p takes, by table 3-7 of the Unicode standard; 0 when there is none. */
static size_t length_at(const unsigned char *p, size_t n)
{
    unsigned char first = p[0];
    size_t want = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (want == 0 || want > n || (want > 1 && (p[1] < low || p[1] > high))) {
        return 0;
    }
    for (size_t i = 2; i < want; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return want;
}

/* Of a character of two or three bytes: what is shown instead, or NULL. */
static const char *instead_of(const unsigned char *p, size_t n)
{
    if (n == 2 && p[0] == 0xC2 && p[1] < 0xA0) {
        return "\xEF\xBF\xBD";
    }
    if (n == 3 && p[0] == 0xE2 && p[1] == 0x80) {
        return p[2] == 0xA8 || p[2] == 0xA9 ? " " : p[2] >= 0xAA && p[2] <= 0xAE ? "\xEF\xBF\xBD" : NULL;
    }
    return n == 3 && p[0] == 0xE2 && p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9 ? "\xEF\xBF\xBD" : NULL;
}

void cli_visible_add(struct text_buffer *b, struct text_span s)
{
    size_t plain = 0; /* from here on nothing had to be replaced */
    for (size_t i = 0; i < s.n;) {
        const unsigned char *p = (const unsigned char *)s.p + i;
        size_t n = *p >= 0x20 && *p < 0x7F ? 1 : length_at(p, s.n - i);
        char picture[] = {(char)0xE2, (char)0x90, (char)(*p == 0x7F ? 0xA1 : 0x80 + (*p & 0x1F)), '\0'};
        const char *instead = n == 0 ? "\xEF\xBF\xBD" : *p < 0x20 || *p == 0x7F ? picture : instead_of(p, n);
        n = n ? n : 1;
        if (instead) {
            text_buffer_add(b, (struct text_span){s.p + plain, i - plain});
            text_buffer_add_string(b, instead);
            plain = i + n;
        }
        i += n;
    }
    if (s.n > plain) {
        text_buffer_add(b, (struct text_span){s.p + plain, s.n - plain});
    }
}
