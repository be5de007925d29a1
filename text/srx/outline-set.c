/* See outline-read-private.h: characters, classes and sets of them, as units. */
#include <string.h>

#include "text/character/character-private.h"
#include "text/srx/outline-read-private.h"

const struct text_units text_units_any = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}, true};

void text_outline_fail(struct text_outline_reader *r)
{
    r->failed = true;
    r->i = r->s.n;
}

void text_units_add(struct text_units *set, uint32_t c)
{
    if (c < 256) {
        set->low[c >> 6] |= UINT64_C(1) << (c & 63);
    } else {
        set->wide = true;
    }
}

void text_units_add_all(struct text_units *set, const struct text_units *more)
{
    for (int i = 0; i < 4; i++) {
        set->low[i] |= more->low[i];
    }
    set->wide |= more->wide;
}

static void add_range(struct text_units *set, uint32_t from, uint32_t to)
{
    for (uint32_t c = from; c <= to && c <= 256; c++) {
        text_units_add(set, c);
    }
    set->wide |= to >= 256;
}

static void add_blanks(struct text_units *set)
{
    add_range(set, 0x09, 0x0D);
    add_range(set, 0x1C, 0x20);
    text_units_add(set, 0x85);
    text_units_add(set, 0xA0);
    set->wide = true;
}

/* Skips {...}. */
static bool skip_braces(struct text_outline_reader *r)
{
    const char *end = text_outline_is_at(r, '{') ? memchr(r->s.p + r->i, '}', r->s.n - r->i) : NULL;
    if (end) {
        r->i = (size_t)(end - r->s.p) + 1;
    }
    return end != NULL;
}

/* The letter of an escape that stands for a class of characters: adds them. False when it stands for something else. */
bool text_outline_read_class(struct text_outline_reader *r, uint32_t letter, struct text_units *set)
{
    switch (letter) {
    case 's':
        add_blanks(set);
        return true;
    case 'd':
        add_range(set, '0', '9');
        set->wide = true;
        return true;
    case 'S':
    case 'D':
    case 'w':
    case 'W':
        *set = text_units_any;
        return true;
    case 'p':
    case 'P':
        *set = text_units_any;
        return skip_braces(r);
    default:
        return false;
    }
}

bool text_outline_is_letter(uint32_t c)
{
    return c < 128 && text_char_class(c) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT);
}

/* What \t, \n, \r or \u and four digits stand for; 0 when it is none of them. */
uint32_t text_outline_read_code(struct text_outline_reader *r, uint32_t letter)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    uint32_t c = 0;
    if (letter == 't' || letter == 'n' || letter == 'r') {
        return letter == 't' ? '\t' : letter == 'n' ? '\n' : '\r';
    }
    for (int i = 0; letter == 'u' && i < 4 && !text_outline_at_end(r); i++) {
        const char *digit = memchr(digits, r->s.p[r->i++], sizeof digits - 1);
        if (!digit) {
            return 0;
        }
        size_t value = (size_t)(digit - digits);
        c = c * 16 + (uint32_t)(value < 16 ? value : value - 6);
    }
    return c;
}

/* One character of a set, or a class of them; *c is the character, or 0. */
static void read_member(struct text_outline_reader *r, struct text_units *set, uint32_t *c)
{
    *c = text_char_next(r->s, &r->i);
    if (*c == '\\' && !text_outline_at_end(r)) {
        uint32_t letter = text_char_next(r->s, &r->i);
        *c = text_outline_is_letter(letter) ? text_outline_read_code(r, letter) : letter;
        if (!*c && !text_outline_read_class(r, letter, set)) {
            text_outline_fail(r);
        }
    }
    if (*c) {
        text_units_add(set, *c);
    }
}

static bool take_two(struct text_outline_reader *r, const char *pair)
{
    bool taken = r->s.n - r->i >= 2 && memcmp(r->s.p + r->i, pair, 2) == 0;
    r->i += taken ? 2 : 0;
    return taken;
}

/* Behind '['. Sets within sets are added, whatever the operator between: that is too much at worst. */
struct text_units text_outline_read_set(struct text_outline_reader *r)
{
    struct text_units set = {{0}, false};
    bool others = text_outline_take(r, '^');
    const char *end = memchr(r->s.p + r->i, ']', r->s.n - r->i);
    if (++r->depth > TEXT_OUTLINE_DEEPEST || !end || text_outline_is_at(r, ']') ||
        (text_outline_is_at(r, ':') && end[-1] == ':')) {
        text_outline_fail(r);
    }
    while (!text_outline_at_end(r) && !text_outline_is_at(r, ']')) {
        uint32_t from, to;
        if (take_two(r, "&&") || take_two(r, "--")) {
            continue;
        }
        if (text_outline_take(r, '[')) {
            struct text_units inner = text_outline_read_set(r);
            text_units_add_all(&set, &inner);
            continue;
        }
        read_member(r, &set, &from);
        if (from && text_outline_is_at(r, '-') && r->s.n - r->i > 1 && !memchr("-[]", r->s.p[r->i + 1], 3)) {
            r->i++;
            read_member(r, &set, &to);
            if (to) {
                add_range(&set, from, to);
            } else {
                text_outline_fail(r);
            }
        }
    }
    r->depth--;
    if (!text_outline_take(r, ']')) {
        text_outline_fail(r);
    }
    return others || r->folds ? text_units_any : set;
}
