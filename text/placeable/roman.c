/* Roman numerals in the names of kings and chapters: see placeable.h. Capitals like these are also names of firms and
 * letters of lists, so a numeral is believed when a capitalised word stands before it, and one of a single
 * letter, or with more than I, V and X, when a word that is counted so does ("Bab I", "Paus Pius X").
 */
#include <stdio.h>
#include <string.h>

#include "text/placeable/placeable-private.h"

enum { LONGEST = 10, WORDS_BACK = 3 };

void text_roman_write(int value, char out[TEXT_ROMAN_SIZE])
{
    static const struct {
        const char *letters;
        int value;
    } steps[] = {{"C", 100}, {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}};
    size_t n = 0;
    for (size_t k = 0; k < sizeof steps / sizeof steps[0]; k++) {
        for (; value >= steps[k].value; value -= steps[k].value) {
            n += (size_t)snprintf(out + n, TEXT_ROMAN_SIZE - n, "%s", steps[k].letters);
        }
    }
}

/* The value of a numeral in its one regular form, below 400; 0 when it is none. */
static int value_of(struct text_span s)
{
    char again[TEXT_ROMAN_SIZE];
    int sum = 0, before = 0;
    for (size_t i = s.n; i-- > 0;) {
        int one = s.p[i] == 'C' ? 100 : s.p[i] == 'L' ? 50 : s.p[i] == 'X' ? 10 : s.p[i] == 'V' ? 5 : 1;
        sum += one < before ? -one : one;
        before = one;
    }
    if (sum < 1 || sum >= 400) {
        return 0;
    }
    text_roman_write(sum, again);
    return text_span_equal(s, text_span_of(again)) ? sum : 0;
}

/* Whether one of the words before i, capitalised but for the first, is counted with Roman numerals. *capital: the word
 * right before i is capitalised. */
static bool counted_before(const struct text_reader *r, size_t i, bool *capital)
{
    size_t at = i, last = text_blank_begin(r->s, i);
    *capital = false;
    for (int words = 0; words < WORDS_BACK; words++) {
        size_t end = text_blank_begin(r->s, at);
        struct text_span word = text_word_before(r->s, end);
        int32_t value;
        if (end == at || word.n == 0) {
            return false;
        }
        at = end - word.n;
        bool upper = text_upper_at(r->s, at);
        *capital = *capital || (words == 0 && upper && word.n > 1);
        if (text_term_value(r->language, TEXT_TERM_ROMAN, word, &value) ||
            text_term_value(r->language, TEXT_TERM_ROMAN, text_slice(r->s, at, last), &value)) {
            return true;
        }
        if (!upper) {
            return false;
        }
    }
    return false;
}

bool text_read_roman(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t end = i;
    bool small = true, capital = false;
    while (end - i <= LONGEST && end < r->s.n && memchr("IVXLC", r->s.p[end], 5)) {
        small = small && r->s.p[end] != 'L' && r->s.p[end] != 'C';
        end++;
    }
    if (end == i || end - i > LONGEST || text_letter_at(r->s, end) || text_digit_at(r->s, end) ||
        text_byte_at(r->s, end) == '-' || text_byte_at(r->s, end) == '\'') {
        return false;
    }
    int value = value_of(text_slice(r->s, i, end));
    if (value == 0) {
        return false;
    }
    if (!r->alone) {
        bool counted = counted_before(r, i, &capital);
        if (!counted && !(capital && small && end - i > 1)) {
            return false;
        }
    }
    out->value.kind = TEXT_VALUE_ROMAN;
    out->value.number = value;
    out->range.end = end;
    text_reading_add(out, TEXT_IN_ROMAN, i, end);
    return true;
}
