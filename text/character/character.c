/* See character-private.h. */
#include "text/character/character-private.h"

#include <string.h>
#include <unicode/uchar.h>

#include "text/character/property-private.h"

enum {
    U = TEXT_CHAR_UPPER | TEXT_CHAR_LETTER,
    L = TEXT_CHAR_LOWER | TEXT_CHAR_LETTER,
    D = TEXT_CHAR_DIGIT,
    B = TEXT_CHAR_BLANK,
    S = TEXT_CHAR_STOP,
    O = TEXT_CHAR_OPEN,
    C = TEXT_CHAR_CLOSE,
    Q = TEXT_CHAR_QUOTE,
    M = TEXT_CHAR_MARK,
    H = TEXT_CHAR_DASH
};

const uint16_t text_char_ascii[128] = {
    0,     0, 0, 0, 0, 0, 0, 0, 0, B, B, B, B, B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    B,     S, Q, 0, 0, 0, 0, Q, O, C, M, 0, 0, H, S, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, S,
    0,     U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, O, 0, C, 0, 0,
    O | Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, 0, C, 0, 0,
};

/* What Indonesian and English text uses beyond letters; some of it in its own way. */
static unsigned common_class(uint32_t c)
{
    switch (c) {
    case 0x00A0:
    case 0x2009:
    case 0x202F:
    case 0x3000:
        return B;
    case 0x2018:
    case 0x201A:
    case 0x201C:
    case 0x201E:
    case 0x2039:
    case 0x00AB:
        return O | Q;
    case 0x2019:
    case 0x203A:
    case 0x00BB:
        return C | Q;
    case 0x201D:
        return O | C | Q;
    case 0x2026:
        return S;
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return H;
    case 0x00B9:
    case 0x00B2:
    case 0x00B3:
    case 0x2020:
    case 0x2021:
        return M;
    default:
        return c >= 0x2070 && c <= 0x2079 ? M : 0;
    }
}

static unsigned class_of(uint32_t c)
{
    const struct text_property *p = text_property_of(c);
    switch (p->category) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return U;
    case U_LOWERCASE_LETTER:
        return L;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return TEXT_CHAR_LETTER;
    case U_DECIMAL_DIGIT_NUMBER:
        return D;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return B;
    case U_START_PUNCTUATION:
        return O;
    case U_END_PUNCTUATION:
        return C;
    case U_INITIAL_PUNCTUATION:
        return O | Q;
    case U_FINAL_PUNCTUATION:
        return C | Q;
    case U_DASH_PUNCTUATION:
        return H;
    default:
        return p->is & TEXT_IS_TERMINAL ? S : 0;
    }
}

unsigned text_char_class_wide(uint32_t c)
{
    unsigned class = common_class(c);
    return class ? class : class_of(c);
}

uint32_t text_char_lower(uint32_t c)
{
    if (c < 128) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return (uint32_t)((int32_t)c + text_property_of(c)->lower);
}

/* How many bytes follow a lead byte, or -1 when it is none. */
static int trail_count(unsigned char lead)
{
    if (lead < 0xC2 || lead > 0xF4) {
        return -1;
    }
    return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
}

uint32_t text_char_next_wide(struct text_span s, size_t *i)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)s.p[*i];
    *i += 1;
    int trail = trail_count(lead);
    if (trail < 0 || s.n - *i < (size_t)trail) {
        return 0xFFFD;
    }
    uint32_t c = lead & (0x3Fu >> trail);
    for (int k = 0; k < trail; k++) {
        unsigned char b = (unsigned char)s.p[*i + (size_t)k];
        if ((b & 0xC0) != 0x80) {
            return 0xFFFD;
        }
        c = c << 6 | (b & 0x3Fu);
    }
    if (c < least[trail] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        return 0xFFFD;
    }
    *i += (size_t)trail;
    return c;
}

uint32_t text_char_before_wide(struct text_span s, size_t *i)
{
    size_t end = *i, at = end - 1;
    for (int back = 0; back < 3 && at > 0 && ((unsigned char)s.p[at] & 0xC0) == 0x80; back++) {
        at--;
    }
    size_t next = at;
    uint32_t c = text_char_next((struct text_span){s.p, end}, &next);
    if (next != end) {
        *i = end - 1;
        return 0xFFFD;
    }
    *i = at;
    return c;
}

size_t text_char_encode(uint32_t c, char *to)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xC0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xE0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3F));
        to[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3F));
    to[2] = (char)(0x80 | (c >> 6 & 0x3F));
    to[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* `width` bytes at p, at most eight, in lower case where they are ASCII, to `to`; whether they are. */
static inline bool fold_ascii(const char *p, char *to, size_t width)
{
    const uint64_t ones = UINT64_MAX / 255, high = ones << 7;
    uint64_t w = 0;
    memcpy(&w, p, width);
    /* The high bit of each byte from A on, but not from behind Z on; 0x20 is two bits lower. */
    uint64_t capital = (w + (128 - 'A') * ones) & ~(w + (127 - 'Z') * ones) & high, folded = w | capital >> 2;
    memcpy(to, &folded, width);
    return !(w & high);
}

/* As text_char_fold, for a word that is ASCII; false for others. Eight bytes a step, and the last again. */
static bool fold_all_ascii(struct text_span s, char *to)
{
    bool ascii = true;
    if (s.n >= 8) {
        for (size_t i = 0; i + 8 < s.n; i += 8) {
            ascii &= fold_ascii(s.p + i, to + i, 8);
        }
        return fold_ascii(s.p + s.n - 8, to + s.n - 8, 8) && ascii;
    }
    if (s.n >= 4) {
        ascii = fold_ascii(s.p, to, 4);
        return fold_ascii(s.p + s.n - 4, to + s.n - 4, 4) && ascii;
    }
    for (size_t i = 0; i < s.n; i++) {
        ascii &= fold_ascii(s.p + i, to + i, 1);
    }
    return ascii;
}

struct text_span text_char_fold(struct text_span s, char buffer[TEXT_WORD_BYTES])
{
    enum { LONGEST = 4 }; /* what a folded character may take, and a word must leave room for */
    size_t n = 0;
    if (s.n <= TEXT_WORD_BYTES - LONGEST && fold_all_ascii(s, buffer)) {
        return (struct text_span){buffer, s.n};
    }
    if (s.n > TEXT_WORD_BYTES) {
        return (struct text_span){buffer, 0};
    }
    for (size_t i = 0; i < s.n;) {
        uint32_t c = text_char_next(s, &i);
        if (n > TEXT_WORD_BYTES - LONGEST) {
            return (struct text_span){buffer, 0};
        }
        n += text_char_encode(text_char_lower(c), buffer + n);
    }
    return (struct text_span){buffer, n};
}
