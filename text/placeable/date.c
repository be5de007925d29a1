/* Dates in running text: see placeable.h. A weekday may stand before the date, with the date in brackets or not. A
 * date in digits is read only where its order is certain: by the language, by a number above twelve, or by the weekday;
 * without a year only behind a weekday or in brackets, since it might be a fraction or the number of a law.
 */
#include "text/placeable/placeable-private.h"

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year == 0 || (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool text_date_exists(int year, int month, int day)
{
    return (year == 0 || (year >= 1000 && year <= 9999)) && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in(year, month);
}

int text_date_weekday(int year, int month, int day)
{
    int before = year - 1, days = before * 365 + before / 4 - before / 100 + before / 400 + day;
    for (int m = 1; m < month; m++) {
        days += days_in(year, m);
    }
    return (days - 1) % 7 + 1;
}

static bool set(struct text_reading *out, int year, int month, int day, size_t end)
{
    if (!text_date_exists(year, month, day)) {
        return false;
    }
    out->value.year = (int16_t)year;
    out->value.month = (uint8_t)month;
    out->value.day = (uint8_t)day;
    out->range.end = end;
    return true;
}

/* Which of the two numbers is the day: 1 the first, 2 the second, 0 nobody knows. */
static int day_place(const struct text_reader *r, const struct text_reading *date, int year, int first, int second)
{
    bool day_first = text_date_exists(year, second, first), month_first = text_date_exists(year, first, second);
    if (!day_first || !month_first) {
        return day_first ? 1 : month_first ? 2 : 0;
    }
    enum text_date_order order = text_language_date_order(r->language);
    if (order != TEXT_EITHER_ORDER || first == second) {
        return order == TEXT_MONTH_DAY ? 2 : 1;
    }
    if (year && date->value.weekday) {
        bool one = text_date_weekday(year, second, first) == date->value.weekday;
        bool two = text_date_weekday(year, first, second) == date->value.weekday;
        return one && !two ? 1 : two && !one ? 2 : 0;
    }
    return 0;
}

/* "6/3/2023", "06-03-2023", "6.3.2023", and without the year where `bare` allows it. */
static bool read_numbers(const struct text_reader *r, size_t i, bool bare, struct text_reading *out)
{
    size_t end, second_at, year_at = 0;
    int first = text_small_number(r->s, i, 1, 2, &end), second, year = 0;
    char divider = text_byte_at(r->s, end = first < 0 ? r->s.n : end);
    second_at = end + 1;
    if ((divider != '/' && divider != '-' && divider != '.') ||
        (second = text_small_number(r->s, second_at, 1, 2, &end)) < 0) {
        return false;
    }
    size_t second_end = end;
    if (text_byte_at(r->s, end) == divider && text_digit_at(r->s, end + 1)) {
        year_at = end + 1;
        year = text_small_number(r->s, year_at, 4, 4, &end);
    } else if (!bare || divider != '/') {
        return false;
    }
    bool more = (text_byte_at(r->s, end) == divider || text_byte_at(r->s, end) == '/') && text_digit_at(r->s, end + 1);
    int place = year < 0 || more ? 0 : day_place(r, out, year, first, second);
    if (place == 0 || text_letter_at(r->s, end)) {
        return false;
    }
    text_reading_add(out, place == 1 ? TEXT_IN_DAY : TEXT_IN_MONTH_DIGITS, i, second_at - 1);
    text_reading_add(out, place == 1 ? TEXT_IN_MONTH_DIGITS : TEXT_IN_DAY, second_at, second_end);
    if (year) {
        text_reading_add(out, TEXT_IN_YEAR, year_at, end);
    }
    return set(out, year, place == 1 ? second : first, place == 1 ? first : second, end);
}

/* "2023-03-07", "2023/03/07" */
static bool read_year_first(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t at = 0, end = 0;
    int year = text_small_number(r->s, i, 4, 4, &at), month, day;
    char divider = year < 0 ? '\0' : text_byte_at(r->s, at);
    if ((divider != '-' && divider != '/') || (month = text_small_number(r->s, at + 1, 2, 2, &end)) < 0 ||
        text_byte_at(r->s, end) != divider) {
        return false;
    }
    size_t day_at = end + 1;
    if ((day = text_small_number(r->s, day_at, 2, 2, &end)) < 0 ||
        (text_byte_at(r->s, end) == divider && text_digit_at(r->s, end + 1))) {
        return false;
    }
    text_reading_add(out, TEXT_IN_YEAR, i, at);
    text_reading_add(out, TEXT_IN_MONTH_DIGITS, at + 1, day_at - 1);
    text_reading_add(out, TEXT_IN_DAY, day_at, end);
    return year > 0 && set(out, year, month, day, end);
}

/* The name of a month, perhaps with the full stop of an abbreviation. *capital: in capitals or with one. */
static int read_month(const struct text_reader *r, size_t i, size_t *end, bool *capital)
{
    int32_t month;
    size_t stop = text_letters_end(r->s, i);
    if (stop == i || text_digit_at(r->s, stop) ||
        !text_term_value(r->language, TEXT_TERM_MONTH, text_slice(r->s, i, stop), &month)) {
        return 0;
    }
    *capital = text_upper_at(r->s, i);
    *end = stop;
    return month;
}

/* Whether it is the long form, the first in the data; short ones are other words too: Sun, Min, Mar. */
static bool is_long(const struct text_reader *r, enum text_term_kind kind, int32_t value, size_t letters)
{
    size_t i = 0;
    const struct text_term *t = text_term_next(r->language, kind, value, false, &i);
    return letters > 4 || (t && t->phrase.n == letters);
}

static bool is_abbreviated(size_t begin, size_t end)
{
    return end - begin <= 4;
}

/* Behind a month: the full stop of an abbreviation, then a comma, then blanks. */
static size_t month_gap(struct text_span s, size_t begin, size_t end)
{
    size_t at = end + (is_abbreviated(begin, end) && text_byte_at(s, end) == '.');
    at += text_byte_at(s, at) == ',';
    return text_blank_end(s, at);
}

/* A year of four digits, not one that goes on as another number does. */
static int read_year(struct text_span s, size_t i, size_t *end)
{
    size_t stop;
    int year = text_small_number(s, i, 4, 4, &stop);
    char next = year < 0 ? '\0' : text_byte_at(s, stop);
    bool iso = next == '-' && text_digit_at(s, stop + 1) && text_byte_at(s, stop + 3) == '-';
    bool more = (next == '.' || next == ',' || next == ':' || next == '/') && text_digit_at(s, stop + 1);
    if (year < 1000 || iso || more) {
        return 0;
    }
    *end = stop;
    return year;
}

/* The letters of an ordinal behind a day: 6th. */
static size_t read_ordinal(const struct text_reader *r, size_t i, struct text_reading *out)
{
    int32_t value;
    size_t end = text_letters_end(r->s, i);
    if (end == i || !text_term_value(r->language, TEXT_TERM_ORDINAL_BEHIND, text_slice(r->s, i, end), &value)) {
        return i;
    }
    text_reading_add(out, TEXT_IN_ORDINAL, i, end);
    return end;
}

/* "7 Maret 2023", "7th of March, 2023", "7 March" */
static bool read_day_first(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t day_end, month_at, month_end, end, of;
    int32_t value;
    bool capital;
    int day = text_small_number(r->s, i, 1, 2, &day_end);
    if (day < 0) {
        return false;
    }
    text_reading_add(out, TEXT_IN_DAY, i, day_end);
    month_at = read_ordinal(r, day_end, out);
    month_at = text_byte_at(r->s, month_at) == '-' ? month_at + 1 : text_blank_end(r->s, month_at);
    of = text_letters_end(r->s, month_at);
    if (text_term_value(r->language, TEXT_TERM_OF, text_slice(r->s, month_at, of), &value)) {
        month_at = text_blank_end(r->s, of);
    }
    int month = read_month(r, month_at, &month_end, &capital);
    if (!month) {
        return false;
    }
    text_reading_add(out, TEXT_IN_MONTH, month_at, month_end);
    size_t year_at = month_gap(r->s, month_at, month_end);
    year_at = text_byte_at(r->s, month_end) == '-' ? month_end + 1 : year_at;
    int year = read_year(r->s, year_at, &end);
    if (year) {
        text_reading_add(out, TEXT_IN_YEAR, year_at, end);
    }
    capital =
        capital || !text_term_value(r->language, TEXT_TERM_AMBIGUOUS, text_slice(r->s, month_at, month_end), &value);
    bool named = capital && (text_upper_at(r->s, month_at) || is_long(r, TEXT_TERM_MONTH, month, month_end - month_at));
    return (year || named) && set(out, year, month, day, year ? end : month_end);
}

/* Whether a name that is also another word stands where a date does. */
static bool is_led(const struct text_reader *r, size_t i)
{
    size_t at = text_blank_begin(r->s, i);
    int32_t value;
    return r->alone || (at < i && at > 0 && r->s.p[at - 1] == ',') ||
           (at < i && text_term_value(r->language, TEXT_TERM_LEAD, text_word_before(r->s, at), &value));
}

static bool may_stand_alone(const struct text_reader *r, size_t i, size_t end)
{
    int32_t value;
    return !text_term_value(r->language, TEXT_TERM_AMBIGUOUS, text_slice(r->s, i, end), &value) ||
           is_led(r, i);
}

/* "March 6, 2023", "Mar. 6th", "Maret 2023", "Maret" */
static bool read_month_first(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t month_end, day_end, end;
    bool capital;
    int month = read_month(r, i, &month_end, &capital);
    if (!month || !capital) {
        return false;
    }
    text_reading_add(out, TEXT_IN_MONTH, i, month_end);
    size_t at = month_gap(r->s, i, month_end), year_at;
    int year = at > month_end ? read_year(r->s, at, &end) : 0;
    out->value.month = (uint8_t)month;
    if (year) {
        out->value.year = (int16_t)year;
        text_reading_add(out, TEXT_IN_YEAR, at, end);
        out->range.end = end;
        return true;
    }
    int day = at > month_end ? text_small_number(r->s, at, 1, 2, &day_end) : -1;
    char next = day > 0 ? text_byte_at(r->s, day_end) : '\0';
    bool joined = (next == ':' || next == '.' || next == '/') && text_digit_at(r->s, day_end + 1);
    if (text_date_exists(0, month, day) && !joined) {
        text_reading_add(out, TEXT_IN_DAY, at, day_end);
        end = read_ordinal(r, day_end, out);
        if (end > day_end || !text_letter_at(r->s, day_end)) {
            year_at = text_blank_end(r->s, end + (text_byte_at(r->s, end) == ','));
            size_t year_end = end;
            year = year_at > end ? read_year(r->s, year_at, &year_end) : 0;
            if (year && text_date_exists(year, month, day)) {
                text_reading_add(out, TEXT_IN_YEAR, year_at, year_end);
                return set(out, year, month, day, year_end);
            }
            return set(out, 0, month, day, end);
        }
        out->part_count--;
    }
    out->range.end = month_end;
    return is_long(r, TEXT_TERM_MONTH, month, month_end - i) && may_stand_alone(r, i, month_end);
}

static bool read_core(const struct text_reader *r, size_t i, bool bare, struct text_reading *out)
{
    static bool (*const forms[])(const struct text_reader *, size_t,
                                 struct text_reading *) = {read_year_first, read_day_first, read_month_first};
    size_t parts = out->part_count;
    struct text_value value = out->value;
    if (read_numbers(r, i, bare, out)) {
        return true;
    }
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++) {
        out->part_count = parts;
        out->value = value;
        if (forms[k](r, i, out)) {
            return true;
        }
    }
    out->part_count = parts;
    out->value = value;
    return false;
}

/* Behind a word in lower case a capital is no beginning; what begins and has a comma behind is no subject. */
static bool is_inside(struct text_span s, size_t i, size_t end)
{
    struct text_span before = text_word_before(s, text_blank_begin(s, i));
    return text_byte_at(s, end) == ',' || (before.n && !text_upper_at(before, 0));
}

/* A weekday, and behind it the date if there is one: "Senin (6/3/2023)", "Monday, March 6", "Senin". */
static bool read_weekday(const struct text_reader *r, size_t i, struct text_reading *out)
{
    int32_t weekday;
    size_t end = text_letters_end(r->s, i), at;
    if (text_byte_at(r->s, end) == '\'' && text_letter_at(r->s, end + 1)) {
        size_t whole = text_letters_end(r->s, end + 1); /* Jum'at */
        end = text_term_value(r->language, TEXT_TERM_DAY, text_slice(r->s, i, whole), &weekday) ? whole : end;
    }
    if (!text_upper_at(r->s, i) || text_digit_at(r->s, end) ||
        !text_term_value(r->language, TEXT_TERM_DAY, text_slice(r->s, i, end), &weekday)) {
        return false;
    }
    out->value.weekday = (uint8_t)weekday;
    text_reading_add(out, TEXT_IN_WEEKDAY, i, end);
    at = end + (is_abbreviated(i, end) && text_byte_at(r->s, end) == '.');
    at += text_byte_at(r->s, at) == ',';
    at = text_blank_end(r->s, at);
    bool bracket = text_byte_at(r->s, at) == '(';
    at += bracket;
    struct text_reading dated = *out;
    if (at > end && read_core(r, at, true, &dated) && dated.value.day) {
        bool closed = text_byte_at(r->s, dated.range.end) == ')';
        if (!bracket || closed) {
            *out = dated;
            out->range.end += bracket;
            return true;
        }
    }
    out->range.end = end;
    return is_long(r, TEXT_TERM_DAY, weekday, end - i) && (may_stand_alone(r, i, end) || is_inside(r->s, i, end));
}

bool text_read_date(const struct text_reader *r, size_t i, struct text_reading *out)
{
    out->value.kind = TEXT_VALUE_DATE;
    if (text_digit_at(r->s, i)) {
        bool bracket = i > 0 && r->s.p[i - 1] == '(' && text_byte_at(r->s, i + 1) != '\0';
        if (!read_core(r, i, bracket || r->alone, out)) {
            return false;
        }
        /* In brackets a date without a year is all there is. */
        return out->value.year || !bracket || out->parts[1].part == TEXT_IN_MONTH ||
               text_byte_at(r->s, out->range.end) == ')';
    }
    return !r->unknown && text_upper_at(r->s, i) && (read_weekday(r, i, out) || read_core(r, i, false, out));
}
