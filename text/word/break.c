/* See break-private.h. Unicode's rules WB1 to WB16 as a scanner that carries the class of the last base character;
 * marks, formats and joiners (WB4) are passed over without changing it. The only look-ahead is past one separator
 * and its marks, so the cost is linear on any input. ASCII goes by a table and leaves the general scanner out.
 *
 * Word_Break comes from a table of our own; the ranges that are answered without it hold in every version. Tailored:
 * the colon joins no letters (as in CLDR; only Swedish wants it), and no white space is part of a word (U+202F would
 * be).
 */
#include "text/word/break-private.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/character/property-private.h"

#define BIT(class) (1u << (class))
#define HEBREW BIT(U_WB_HEBREW_LETTER)
#define LETTERS (BIT(U_WB_ALETTER) | HEBREW)
#define EXTENDERS (BIT(U_WB_EXTEND) | BIT(U_WB_FORMAT) | BIT(U_WB_ZWJ))
#define BOTH_SEPARATORS (BIT(U_WB_MIDNUMLET) | BIT(U_WB_SINGLE_QUOTE))

/* What a byte of ASCII adds to a word, and what it may stand between. */
enum {
    L = TEXT_HAS_LETTER,
    D = TEXT_HAS_DIGIT,
    U = TEXT_HAS_LETTER | TEXT_HAS_UPPER,
    J = 1 << 4, /* _ */
    IN_WORD = L | D | J,
    BETWEEN_SHIFT = 5,
    MN = D << BETWEEN_SHIFT,       /* , and ; between digits */
    MB = (L | D) << BETWEEN_SHIFT, /* . and ' between letters or between digits */
    S = 1 << 7                     /* white space */
};

/* Bytes beyond ASCII have no entry: they end every loop that goes by the table. */
static const uint8_t table[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    S, 0, 0, 0, 0, 0, 0, MB, 0, 0, 0, 0, MN, 0, MB, 0, D, D, D, D, D, D, D, D, D, D, 0, MN, 0, 0, 0, 0,
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, J,
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
};

static unsigned class_of(UChar32 c)
{
    if (c >= 0xC0 && c < 0x250) {
        return c == 0xD7 || c == 0xF7 ? U_WB_OTHER : U_WB_ALETTER;
    }
    if (c >= 0x2010 && c < 0x2024) {
        return c == 0x2018 || c == 0x2019 ? U_WB_MIDNUMLET : U_WB_OTHER;
    }
    if (c < 0 || c == ':' || c == 0xFE55 || c == 0xFF1A || c == 0x202F) {
        return U_WB_OTHER;
    }
    unsigned class = text_property_of((uint32_t)c)->word_break;
    return class <= U_WB_WSEGSPACE ? class : U_WB_OTHER; /* a class of a later Unicode */
}

static bool has(UChar32 c, unsigned property)
{
    return c >= 0 && text_property_of((uint32_t)c)->is & property;
}

static UChar32 next_char(struct text_span s, size_t *i)
{
    const uint8_t *p = (const uint8_t *)s.p;
    UChar32 c;
    U8_NEXT(p, *i, s.n, c);
    return c;
}

/* What a character beyond ASCII adds to a word. Ideographs and the scripts without blanks are letters too, though
 * no class of word boundaries. */
static unsigned holding(UChar32 c, unsigned class)
{
    if (BIT(class) & (LETTERS | BIT(U_WB_KATAKANA))) {
        return TEXT_HAS_LETTER | TEXT_HAS_WIDE;
    }
    if (class == U_WB_NUMERIC) {
        return TEXT_HAS_DIGIT | TEXT_HAS_WIDE;
    }
    return class == U_WB_OTHER && has(c, TEXT_IS_ALPHABETIC) ? TEXT_HAS_LETTER | TEXT_HAS_WIDE : TEXT_HAS_WIDE;
}

static unsigned holds(UChar32 c, unsigned class)
{
    return c >= 0 && c < 128 ? table[c] & (TEXT_HAS_LETTER | TEXT_HAS_DIGIT | TEXT_HAS_UPPER) : holding(c, class);
}

/* The classes that join what has this class directly: WB5, WB8 to WB10, WB13 to WB13b. */
static unsigned joined_to(unsigned class)
{
    const unsigned alphanumeric = LETTERS | BIT(U_WB_NUMERIC), low_line = BIT(U_WB_EXTENDNUMLET);
    switch (class) {
    case U_WB_ALETTER: case U_WB_HEBREW_LETTER: case U_WB_NUMERIC:
        return alphanumeric | low_line;
    case U_WB_KATAKANA:
        return BIT(U_WB_KATAKANA) | low_line;
    case U_WB_EXTENDNUMLET:
        return alphanumeric | BIT(U_WB_KATAKANA) | low_line;
    default:
        return 0;
    }
}

/* The classes that join what has class `base` across a separator of class `between`: WB6, WB7, WB7b, WB7c, WB11 and
 * WB12. */
static unsigned joined_across(unsigned base, unsigned between)
{
    if (BIT(base) & LETTERS && BIT(between) & (BOTH_SEPARATORS | BIT(U_WB_MIDLETTER))) {
        return LETTERS;
    }
    if (base == U_WB_HEBREW_LETTER && between == U_WB_DOUBLE_QUOTE) {
        return HEBREW;
    }
    if (base == U_WB_NUMERIC && BIT(between) & (BOTH_SEPARATORS | BIT(U_WB_MIDNUM))) {
        return BIT(U_WB_NUMERIC);
    }
    return 0;
}

/* The next character that is no extender; *i then stands behind it. False at the end of s. */
static bool next_base(struct text_span s, size_t *i, UChar32 *c, unsigned *class)
{
    while (*i < s.n) {
        *c = next_char(s, i);
        *class = class_of(*c);
        if (!(BIT(*class) & EXTENDERS)) {
            return true;
        }
    }
    return false;
}

/* The general scanner: the word reaches to `i` so far and its last base character has class `base`. `joiner`:
 * a zero-width joiner stands right before `i`, which holds pictures together (WB3c). */
static size_t scan(struct text_span s, size_t i, unsigned base, bool joiner, unsigned *held)
{
    bool paired = false; /* the last flag letter is the second of its pair */
    while (i < s.n) {
        size_t next = i;
        UChar32 c = next_char(s, &next);
        unsigned class = class_of(c);
        if (BIT(class) & EXTENDERS) {
            joiner = class == U_WB_ZWJ;
            *held |= TEXT_HAS_WIDE;
            i = next;
            continue;
        }
        bool pictures = joiner && has(c, TEXT_IS_PICTURE);
        bool flags = base == U_WB_REGIONAL_INDICATOR && class == base && !paired;
        if (!pictures && !flags && !(joined_to(base) & BIT(class))) {
            unsigned across = joined_across(base, class), class_across;
            size_t end = next;
            UChar32 over;
            if (across && next_base(s, &end, &over, &class_across) && across & BIT(class_across)) {
                *held |= holds(c, class);
                c = over;
                class = class_across;
                next = end;
            } else if (base != U_WB_HEBREW_LETTER || class != U_WB_SINGLE_QUOTE) { /* WB7a */
                return i;
            }
        }
        paired = flags;
        *held |= holds(c, class);
        base = class;
        joiner = false;
        i = next;
    }
    return i;
}

/* Where the white space that begins at `i`, if it is any, ends. */
static size_t skip_blank(struct text_span s, size_t i)
{
    const uint8_t *p = (const uint8_t *)s.p;
    while (i < s.n) {
        size_t next = i + 1;
        if (p[i] >= 128) {
            next = i;
            UChar32 c = next_char(s, &next);
            if (!has(c, TEXT_IS_BLANK)) {
                return i;
            }
        } else if (!(table[p[i]] & S)) {
            return i;
        }
        i = next;
    }
    return i;
}

/* The class of the ASCII letter, digit or low line whose table entry is `entry`. */
static unsigned word_class(unsigned entry)
{
    return entry & L ? U_WB_ALETTER : entry & D ? U_WB_NUMERIC : U_WB_EXTENDNUMLET;
}

/* Where the word ends that begins at `i` with an ASCII letter, digit or low line. */
static size_t word_end(struct text_span s, size_t i, unsigned *held)
{
    const uint8_t *p = (const uint8_t *)s.p;
    unsigned all = 0, entry = 0;
    bool general = false;
    for (;;) {
        while (i < s.n && (entry = table[p[i]]) & IN_WORD) {
            all |= entry;
            i++;
        }
        if (i == s.n || entry & S) {
            break;
        }
        unsigned last = table[p[i - 1]];
        if (entry & MB && i + 1 < s.n && p[i + 1] < 128) {
            if (entry >> BETWEEN_SHIFT & last & table[p[i + 1]] & (L | D)) {
                i++;
                continue;
            }
            break;
        }
        general = p[i] >= 128 || (entry & MB && i + 1 < s.n);
        break;
    }
    *held = all & (TEXT_HAS_LETTER | TEXT_HAS_DIGIT | TEXT_HAS_UPPER);
    return general ? scan(s, i, word_class(table[p[i - 1]]), false, held) : i;
}

bool text_break_next(struct text_span s, size_t *i, struct text_span *word, unsigned *held)
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t begin = skip_blank(s, *i), end = begin;
    if (begin == s.n) {
        *i = begin;
        return false;
    }
    if (table[p[begin]] & IN_WORD) {
        end = word_end(s, begin, held);
    } else if (p[begin] < 128 && (begin + 1 == s.n || p[begin + 1] < 128)) { /* it joins nothing in ASCII */
        *held = 0;
        end = begin + 1;
    } else {
        UChar32 c = next_char(s, &end);
        unsigned class = class_of(c);
        *held = holds(c, class);
        end = scan(s, end, class, class == U_WB_ZWJ, held);
    }
    *word = (struct text_span){s.p + begin, end - begin};
    *i = end;
    return true;
}
