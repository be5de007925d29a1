/* Numbers in digits or words with what belongs to them, the magnitude, a currency before or behind, percent; and
 * ordinals. See placeable.h.
 */
#include <string.h>

#include "text/placeable/placeable-private.h"

/* The digits at i with the signs that may stand within a number. */
static size_t number_end(struct text_span s, size_t i)
{
    size_t end = text_digits_end(s, i);
    while (end > i) {
        bool sign = text_byte_at(s, end) == '.' || text_byte_at(s, end) == ',' || text_byte_at(s, end) == '\'';
        if (!sign || !text_digit_at(s, end + 1)) {
            break;
        }
        end = text_digits_end(s, end + 1);
    }
    return end;
}

static bool has_groups(struct text_span digits, int decimals)
{
    size_t signs = 0;
    for (size_t i = 0; i < digits.n; i++) {
        signs += !text_digit_at(digits, i);
    }
    return signs > (decimals > 0);
}

/* Digits that are one number and no part of something else, such as 13/2003 or 5:12. */
static bool read_digits(const struct text_reader *r, size_t i, bool money, struct text_reading *out)
{
    struct text_span s = r->s;
    size_t begin = i;
    if (text_byte_at(s, i) == '-' || text_span_starts(text_slice(s, i, s.n), TEXT_LITERAL("\u2212"))) {
        bool free = i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\n' || s.p[i - 1] == '(';
        begin = free ? i + (s.p[i] == '-' ? 1 : 3) : s.n;
    }
    size_t end = number_end(s, begin);
    bool joined = ((text_byte_at(s, end) == '/' && !money) || text_byte_at(s, end) == ':') && text_digit_at(s, end + 1);
    bool zero = text_byte_at(s, begin) == '0' && text_digit_at(s, begin + 1);
    int decimals = 0;
    if (end == begin || joined || zero ||
        !text_number_read(r->language, text_slice(s, i, end), 0, &out->value.number, &decimals)) {
        return false;
    }
    out->value.decimals = (uint8_t)decimals;
    out->value.grouped = has_groups(text_slice(s, begin, end), decimals);
    out->range.end = end;
    text_reading_add(out, TEXT_IN_DIGITS, i, end);
    return true;
}

/* "juta" behind a blank, a hyphen or nothing; abbreviations right behind the digits, or with a currency. */
static void read_magnitude(const struct text_reader *r, bool money, struct text_reading *out)
{
    size_t digits = out->range.end, begin = text_blank_end(r->s, digits);
    int32_t power;
    if (begin == digits && text_byte_at(r->s, begin) == '-') {
        begin++;
    }
    size_t end = text_letters_end(r->s, begin);
    struct text_span word = text_slice(r->s, begin, end);
    bool shortened = begin == digits || money;
    bool number = word.n && !text_digit_at(r->s, end) &&
                  (text_term_value(r->language, TEXT_TERM_MAGNITUDE, word, &power) ||
                   (shortened && text_term_value(r->language, TEXT_TERM_MAGNITUDE_SHORT, word, &power)));
    double value;
    int decimals;
    if (number && text_number_read(r->language, text_slice(r->s, out->parts[out->part_count - 1].at.begin, digits),
                                   power, &value, &decimals)) {
        out->value.number = value;
        out->value.magnitude = (uint8_t)power;
        out->range.end = end;
        text_reading_add(out, TEXT_IN_MAGNITUDE, begin, end);
    }
}

/* A currency that begins at i and stands before digits: where those begin, else 0. Bounded by the longest name. */
static size_t currency_before(const struct text_reader *r, size_t i, struct text_reading *out)
{
    enum { LONGEST = 12 };
    struct text_span s = r->s;
    size_t digit = i;
    while (digit - i <= LONGEST && digit < s.n && !text_digit_at(s, digit)) {
        if (s.p[digit] == '\n' || s.p[digit] == ',') {
            return 0;
        }
        digit++;
    }
    if (digit == i || !text_digit_at(s, digit)) {
        return 0;
    }
    size_t end = text_blank_begin(s, digit);
    end -= end > i && s.p[end - 1] == '.';
    int32_t currency;
    if (end <= i || !text_term_value(r->language, TEXT_TERM_BEFORE, text_slice(s, i, end), &currency)) {
        return 0;
    }
    text_currency_code(currency, out->value.currency);
    text_reading_add(out, TEXT_IN_CURRENCY, i, end);
    return digit;
}

/* Percent or a currency behind a number, a hyphen or blanks between. */
static void read_behind(const struct text_reader *r, struct text_reading *out)
{
    size_t at = text_blank_end(r->s, out->range.end), end;
    int32_t value;
    bool blank = at > out->range.end;
    if (text_byte_at(r->s, at) == '%' && !text_letter_at(r->s, at + 1)) {
        out->value.kind = TEXT_VALUE_PERCENT;
        out->range.end = at + 1;
        return;
    }
    if (!blank && text_byte_at(r->s, at) == '-') {
        at++;
    }
    if ((end = text_phrase_end(r, TEXT_TERM_PERCENT, at, &value)) != 0 && !text_letter_at(r->s, end)) {
        out->value.kind = TEXT_VALUE_PERCENT;
        out->range.end = end;
    } else if ((end = text_phrase_end(r, TEXT_TERM_AFTER, at, &value)) != 0 && !text_letter_at(r->s, end)) {
        out->value.kind = TEXT_VALUE_MONEY;
        text_currency_code(value, out->value.currency);
        text_reading_add(out, TEXT_IN_CURRENCY, at, end);
        out->range.end = end;
    }
}

/* Where the second number of a range begins: "10-15 persen", "10 to 15 percent"; 0 when there is none. */
static size_t range_begin(const struct text_reader *r, size_t end)
{
    size_t at = text_blank_end(r->s, end), letters = text_letters_end(r->s, at);
    int32_t value;
    if (text_byte_at(r->s, at) == '-') {
        at++;
    } else if (text_span_starts(text_slice(r->s, at, r->s.n), TEXT_LITERAL("\u2013"))) {
        at += 3;
    } else if (text_term_value(r->language, TEXT_TERM_RANGE, text_slice(r->s, at, letters), &value)) {
        at = letters;
    } else {
        return 0;
    }
    at = text_blank_end(r->s, at);
    return text_digit_at(r->s, at) ? at : 0;
}

/* The first number of a range has the magnitude and the unit that stand behind the second. */
static void read_range(const struct text_reader *r, struct text_reading *out)
{
    struct text_reading second = {.value = {.kind = TEXT_VALUE_NUMBER}};
    size_t begin = range_begin(r, out->range.end);
    double value;
    int decimals;
    if (!begin || out->value.magnitude || !read_digits(r, begin, false, &second)) {
        return;
    }
    struct text_range digits = out->parts[out->part_count - 1].at;
    bool year = digits.end - digits.begin == 4 && out->value.number >= 1000;
    if (year || !(out->value.number < second.value.number)) {
        return; /* "from 2006 to 9.2 percent" */
    }
    read_magnitude(r, out->value.kind == TEXT_VALUE_MONEY, &second);
    read_behind(r, &second);
    if (second.value.magnitude && (second.value.kind != TEXT_VALUE_NUMBER || out->value.kind == TEXT_VALUE_MONEY) &&
        text_number_read(r->language, text_slice(r->s, digits.begin, digits.end), second.value.magnitude, &value,
                         &decimals)) {
        out->value.number = value;
        out->value.magnitude = second.value.magnitude;
    }
    if (second.value.kind != TEXT_VALUE_NUMBER && out->value.kind == TEXT_VALUE_NUMBER) {
        out->value.kind = second.value.kind;
        memcpy(out->value.currency, second.value.currency, sizeof out->value.currency);
    }
}

/* "Rp 2 triliun", and "Rp 2 triliun rupiah", which some write. */
static bool read_money(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t digits = currency_before(r, i, out);
    if (!digits || text_digit_at(r->s, i) || !read_digits(r, digits, true, out)) {
        return false;
    }
    out->value.kind = TEXT_VALUE_MONEY;
    read_magnitude(r, true, out);
    read_range(r, out);
    return true;
}

static bool read_words(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t end = r->unknown ? 0 : text_read_number_words(r, i, &out->value.number);
    if (!end) {
        return false;
    }
    out->value.grouped = true;
    out->range.end = end;
    text_reading_add(out, TEXT_IN_WORDS, i, end);
    return true;
}

bool text_read_amount(const struct text_reader *r, size_t i, struct text_reading *out)
{
    out->value.kind = TEXT_VALUE_NUMBER;
    if (text_digit_at(r->s, i) || text_byte_at(r->s, i) == '-' || text_byte_at(r->s, i) == '\xE2') {
        if (read_digits(r, i, false, out)) {
            struct text_reading ordinal = {.range = {i, i}};
            if (text_read_ordinal(r, i, &ordinal)) {
                return false;
            }
            read_magnitude(r, false, out);
            read_behind(r, out);
            if (out->value.kind == TEXT_VALUE_NUMBER) {
                read_range(r, out);
            }
            return true;
        }
        out->part_count = 0;
    }
    if (read_money(r, i, out)) {
        return true;
    }
    out->part_count = 0;
    out->value = (struct text_value){.kind = TEXT_VALUE_NUMBER, .zone = TEXT_ZONE_NONE};
    if (!read_words(r, i, out)) {
        return false;
    }
    read_behind(r, out);
    return true;
}

/* "ke-20"; "20th", of which the letters are those of its number or not, as writers take them. */
static bool read_ordinal_digits(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t digits = text_letters_end(r->s, i), end;
    int32_t value;
    if (digits > i) {
        digits += text_byte_at(r->s, digits) == '-';
        if (!text_digit_at(r->s, digits) ||
            !text_term_value(r->language, TEXT_TERM_ORDINAL_BEFORE, text_slice(r->s, i, digits), &value)) {
            return false;
        }
    }
    end = text_digits_end(r->s, digits);
    if (end == digits || end - digits > 9 || r->s.p[digits] == '0') {
        return false;
    }
    size_t letters = text_letters_end(r->s, end);
    if (digits == i) {
        if (!text_term_value(r->language, TEXT_TERM_ORDINAL_BEHIND, text_slice(r->s, end, letters), &value)) {
            return false;
        }
    } else if (letters > end || (memchr("./:,", text_byte_at(r->s, end), 5) && text_digit_at(r->s, end + 1))) {
        return false;
    }
    int decimals;
    text_number_read(r->language, text_slice(r->s, digits, end), 0, &out->value.number, &decimals);
    text_reading_add(out, TEXT_IN_DIGITS, digits, end);
    if (letters > end) {
        text_reading_add(out, TEXT_IN_ORDINAL, end, letters);
    }
    out->range.end = letters;
    return true;
}

bool text_read_ordinal(const struct text_reader *r, size_t i, struct text_reading *out)
{
    int32_t value;
    out->value.kind = TEXT_VALUE_ORDINAL;
    if (read_ordinal_digits(r, i, out)) {
        return true;
    }
    size_t end = text_letters_end(r->s, i);
    if (r->unknown || end == i || text_digit_at(r->s, end) ||
        !text_term_value(r->language, TEXT_TERM_ORDINAL, text_slice(r->s, i, end), &value)) {
        return false;
    }
    out->value.number = value;
    out->range.end = end;
    text_reading_add(out, TEXT_IN_WORDS, i, end);
    return true;
}
