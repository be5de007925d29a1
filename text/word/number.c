/* Numbers as languages write them: see word.h. Which sign parts the fraction and which the thousands is read from
 * the number itself where it can be (two different ones, one that stands twice, groups that are not of
 * three), and asked of the language where it cannot.
 */
#include "text/word.h"

#include <math.h>
#include <unicode/utf8.h>

#include "text/character/property-private.h"
#include "text/language/language-private.h"
#include "text/placeable/placeable-private.h"

enum {
    MOST_GROUPS = 8,    /* 10^24 is more than anybody writes in digits */
    EXACT_DIGITS = 18,  /* fit into 64 bits */
    MOST_DIGITS = 10000 /* far beyond what a double can hold: longer runs are counted no further */
};

/* A number in pieces: runs of digits, and the separators between them. */
struct pieces {
    struct text_span run[MOST_GROUPS + 1];
    size_t digits[MOST_GROUPS + 1];
    char separator[MOST_GROUPS]; /* '.', ',' or '\'', the one before run[i + 1] */
    size_t count;                /* of separators */
    bool negative;
};

static UChar32 next_char(struct text_span s, size_t *i)
{
    UChar32 c;
    U8_NEXT((const uint8_t *)s.p, *i, s.n, c);
    return c;
}

/* The digit c is, in any script, or -1. */
static int digit_of(UChar32 c)
{
    return c < 0 ? -1 : c < 128 ? (c >= '0' && c <= '9' ? c - '0' : -1) : text_property_of((uint32_t)c)->digit;
}

static char separator_of(UChar32 c)
{
    switch (c) {
    case '.': case 0x066B: case 0xFF0E: /* Arabic decimal separator, full width */
        return '.';
    case ',': case 0x066C: case 0xFF0C:
        return ',';
    case '\'': case 0x2019: case ' ': case 0x00A0: case 0x202F:
        return '\'';
    default:
        return 0;
    }
}

static bool take_apart(struct text_span s, struct pieces *p)
{
    size_t i = 0, k = 0;
    *p = (struct pieces){.count = 0};
    if (s.n && s.p[0] == '-') {
        i = 1;
    } else if (text_span_starts(s, TEXT_LITERAL("\u2212"))) {
        i = 3;
    }
    p->negative = i > 0;
    p->run[0].p = s.p + i;
    while (i < s.n) {
        size_t begin = i;
        UChar32 c = next_char(s, &i);
        if (digit_of(c) >= 0) {
            p->run[k].n += i - begin;
            p->digits[k]++;
            continue;
        }
        char separator = separator_of(c);
        if (!separator || k == MOST_GROUPS || p->digits[k] == 0) {
            return false;
        }
        p->separator[k++] = separator;
        p->run[k].p = s.p + i;
    }
    p->count = k;
    return p->digits[k] > 0;
}

/* Whether the first `count` separators are one sign and part groups of three, of which the first is no bare zero. */
static bool are_groups(const struct pieces *p, size_t count)
{
    size_t i = 0;
    bool ok = count == 0 || (p->digits[0] <= 3 && digit_of(next_char(p->run[0], &i)) != 0);
    for (size_t k = 0; k < count; k++) {
        ok = ok && p->separator[k] == p->separator[0] && p->digits[k + 1] == 3;
    }
    return ok;
}

/* How many runs of digits stand before the fraction; 0 when the pieces make no number. */
static size_t whole_runs(const struct pieces *p, char decimal)
{
    if (p->count == 0) {
        return 1;
    }
    size_t last = p->count - 1;
    bool alone = p->count == 1, fraction = p->separator[last] != '\'';
    if (are_groups(p, p->count) && !(alone && p->separator[0] == decimal)) {
        return p->count + 1;
    }
    bool differs = alone || p->separator[last] != p->separator[last - 1];
    return fraction && differs && are_groups(p, last) ? p->count : 0;
}

/* Digits in the order they come: the first eighteen that count as a whole number, and how many came behind them. */
struct sum {
    uint64_t exact;
    int digits, behind;
};

/* Returns how many digits went into sum->exact, leading zeros too. */
static int add_digits(struct sum *sum, struct text_span run)
{
    int taken = 0;
    for (size_t i = 0; i < run.n;) {
        int digit = digit_of(next_char(run, &i));
        if (sum->digits < EXACT_DIGITS && taken < MOST_DIGITS) {
            sum->exact = sum->exact * 10 + (unsigned)digit;
            sum->digits += sum->exact != 0;
            taken++;
        } else if (sum->behind < MOST_DIGITS) {
            sum->behind++;
        }
    }
    return taken;
}

bool text_number_read(const struct text_language *language, struct text_span number, int magnitude, double *value,
                      int *decimals)
{
    struct pieces p;
    struct sum sum = {0};
    if (!take_apart(number, &p)) {
        return false;
    }
    size_t whole = whole_runs(&p, text_language_decimal(language));
    if (whole == 0) {
        return false;
    }
    for (size_t k = 0; k < whole; k++) {
        add_digits(&sum, p.run[k]);
    }
    bool fraction = whole <= p.count;
    int scale = sum.behind;
    if (fraction && scale == 0) {
        scale = -add_digits(&sum, p.run[whole]);
    }
    scale += magnitude;
    /* A division rounds once, so that 5,20 and 5.2 are the same double; a product of tenths would not be. */
    double result = scale < 0 ? (double)sum.exact / pow(10, -scale) : (double)sum.exact * pow(10, scale);
    if (!isfinite(result)) {
        return false;
    }
    *decimals = fraction ? (p.digits[whole] < 255 ? (int)p.digits[whole] : 255) : 0;
    *value = p.negative && result > 0 ? -result : result; /* no zero below zero */
    return true;
}

bool text_number_value(const struct text_language *language, struct text_span number, double *value)
{
    int decimals;
    return text_number_read(language, number, 0, value, &decimals);
}
