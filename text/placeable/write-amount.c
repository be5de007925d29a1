/* Writing numbers, percent, money, ordinals and Roman numerals: see write-private.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "text/placeable/write-private.h"

/* The digits of a number with as many decimals as it takes, at least `decimals`; false when there are too many. */
static bool add_number(struct text_writer *w, double number, bool grouped)
{
    char digits[64];
    int decimals = w->value->decimals, n = 0;
    double scaled = number / pow(10, w->value->magnitude);
    if (!(fabs(number) < 1e15)) {
        return false;
    }
    do {
        n = snprintf(digits, sizeof digits, "%.*f", decimals < 12 ? decimals : 12, fabs(scaled));
        decimals++;
    } while (decimals <= 12 && fabs(round(scaled * pow(10, decimals - 1)) / pow(10, decimals - 1) - scaled) >
                                   fabs(scaled) * 1e-15);
    size_t whole = strspn(digits, "0123456789"), fraction = whole;
    while (fraction < (size_t)n && (digits[fraction] < '0' || digits[fraction] > '9')) {
        fraction++; /* the decimal sign of the locale, whichever it is */
    }
    if (number < 0) {
        text_buffer_add_char(w->out, '-');
    }
    for (size_t i = 0; i < whole; i++) {
        if (grouped && i > 0 && (whole - i) % 3 == 0) {
            text_buffer_add_char(w->out, text_language_grouping(w->language));
        }
        text_buffer_add_char(w->out, digits[i]);
    }
    if (fraction < (size_t)n) {
        text_buffer_add_char(w->out, text_language_decimal(w->language));
        text_buffer_add_string(w->out, digits + fraction);
    }
    return true;
}

/* An example of four digits or more without groups is followed; else the value keeps its own. */
static bool is_grouped(const struct text_writer *w, struct text_span digits)
{
    size_t begin = 0, whole = 0;
    while (begin < digits.n && !text_digit_at(digits, begin)) {
        begin++; /* a sign */
    }
    while (begin + whole < digits.n && text_digit_at(digits, begin + whole)) {
        whole++;
    }
    return w->value->grouped && whole < 4;
}

static bool add_magnitude(struct text_writer *w, struct text_span like)
{
    int32_t power;
    size_t i = 0;
    bool full = like.n == 0 || text_term_value(w->language, TEXT_TERM_MAGNITUDE, like, &power);
    if (like.n && w->form.value.magnitude == w->value->magnitude) {
        text_buffer_add(w->out, like);
        return true;
    }
    const struct text_term *t = text_term_next(w->language, full ? TEXT_TERM_MAGNITUDE : TEXT_TERM_MAGNITUDE_SHORT,
                                               w->value->magnitude, false, &i);
    if (t) {
        text_write_cased(w, t->phrase, like);
    }
    return t != NULL;
}

static bool add_digits(struct text_writer *w, struct text_span like)
{
    if (!add_number(w, w->value->number, is_grouped(w, like))) {
        return false;
    }
    if (w->value->magnitude && !text_writer_has(w, TEXT_IN_MAGNITUDE)) {
        text_buffer_add_char(w->out, ' ');
        return add_magnitude(w, (struct text_span){NULL, 0});
    }
    return true;
}

/* Only words that are in the data: of a number in several words the grammar would have to be known. */
static bool add_words(struct text_writer *w, struct text_span like)
{
    size_t i = 0;
    enum text_term_kind kind = w->value->kind == TEXT_VALUE_ORDINAL ? TEXT_TERM_ORDINAL : TEXT_TERM_NUMBER;
    if (!(fabs(w->value->number) < 1e6) || w->value->magnitude) {
        return false;
    }
    int32_t number = (int32_t)w->value->number;
    const struct text_term *t = text_term_next(w->language, kind, number, false, &i);
    if (t) {
        text_write_cased(w, t->phrase, like);
    }
    return t != NULL;
}

/* The currency of the example is kept; a code is replaced by another code. Where the example speaks of one and the
 * value of more, or the other way round, the word might need another form. */
static bool add_currency(struct text_writer *w, size_t part)
{
    struct text_span like = text_writer_part(w, part);
    bool code = text_span_equal(like, text_span_of(w->form.value.currency)), one = fabs(w->value->number - 1) < 1e-9;
    bool form_one = fabs(w->form.value.number - 1) < 1e-9;
    bool same = strcmp(w->form.value.currency, w->value->currency) == 0;
    if (!same && !code) {
        return false;
    }
    if (part > 0 && !code && one != form_one) {
        return false;
    }
    text_buffer_add(w->out, same ? like : text_span_of(w->value->currency));
    return true;
}

bool text_write_ordinal(struct text_writer *w, int32_t number)
{
    const int32_t tries[] = {number % 100, number % 10, 0};
    for (size_t k = number % 100 < 11; k < 3; k++) {
        size_t i = 0;
        const struct text_term *t = text_term_next(w->language, TEXT_TERM_ORDINAL_BEHIND, tries[k], false, &i);
        if (t) {
            text_buffer_add(w->out, t->phrase);
            return true;
        }
    }
    return false;
}

static bool add_roman(struct text_writer *w)
{
    char numeral[TEXT_ROMAN_SIZE];
    if (!(w->value->number >= 1 && w->value->number < 400)) {
        return false;
    }
    text_roman_write((int)w->value->number, numeral);
    text_buffer_add_string(w->out, numeral);
    return true;
}

bool text_write_amount_part(struct text_writer *w, size_t i)
{
    struct text_span like = text_writer_part(w, i);
    switch (w->form.parts[i].part) {
    case TEXT_IN_DIGITS: return add_digits(w, like);
    case TEXT_IN_WORDS: return add_words(w, like);
    case TEXT_IN_MAGNITUDE: return w->value->magnitude == 0 || add_magnitude(w, like);
    case TEXT_IN_CURRENCY: return add_currency(w, i);
    case TEXT_IN_ORDINAL: return text_write_ordinal(w, (int32_t)w->value->number);
    default: return add_roman(w);
    }
}
