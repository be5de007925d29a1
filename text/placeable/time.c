/* Times of day: see placeable.h. Digits with a colon or a full stop are a time when something says so: the word before
 * them ("pukul", "at"), half of the day or a zone behind them. Where hours are counted to twelve, a time
 * without its half is not certain unless the hour leaves no choice.
 */
#include "text/placeable/placeable-private.h"

struct clock {
    size_t hour_end, minute_end, end;
    int hour, minute, second;
    char divider; /* '\0': an hour alone; '4': four digits, 1215 GMT */
};

static bool read_digits(struct text_span s, size_t i, struct clock *c)
{
    *c = (struct clock){.end = i};
    c->hour = text_small_number(s, i, 1, 2, &c->hour_end);
    if (c->hour < 0) {
        c->hour = text_small_number(s, i, 4, 4, &c->end);
        c->divider = '4';
        c->minute = c->hour % 100;
        c->hour /= 100;
        c->hour_end = i + 2;
        c->minute_end = c->end;
        return c->end > i && c->hour >= 0 && c->hour < 24 && c->minute < 60;
    }
    c->end = c->minute_end = c->hour_end;
    c->divider = text_byte_at(s, c->hour_end);
    size_t end;
    int minute = c->divider == ':' || c->divider == '.' ? text_small_number(s, c->hour_end + 1, 2, 2, &end) : -1;
    if (minute < 0) {
        bool other = text_digit_at(s, c->hour_end + 1) &&
                     (c->divider == ':' || c->divider == '.' || c->divider == ',' || c->divider == '/');
        c->divider = '\0';
        return !other && c->hour <= 24;
    }
    c->minute = minute;
    c->end = c->minute_end = end;
    if (text_byte_at(s, end) == c->divider && text_digit_at(s, end + 1)) {
        c->second = text_small_number(s, end + 1, 2, 2, &c->end);
        if (c->second < 0 || (text_byte_at(s, c->end) == c->divider && text_digit_at(s, c->end + 1))) {
            return false;
        }
    }
    bool more = (text_byte_at(s, c->end) == ',' || text_byte_at(s, c->end) == '/') && text_digit_at(s, c->end + 1);
    return !more && c->hour <= 24 && c->minute < 60 && c->second < 60;
}

/* "a.m.", "PM": the hours to add, or -1. */
static int read_half(const struct text_reader *r, size_t i, size_t *end)
{
    char letters[4];
    size_t n = 0, at = i;
    int32_t hours;
    while (at < r->s.n && n < sizeof letters && text_letter_at(r->s, at) && (unsigned char)r->s.p[at] < 128) {
        letters[n++] = r->s.p[at++];
        at += text_byte_at(r->s, at) == '.';
    }
    if (n == 0 || text_letter_at(r->s, at) || text_digit_at(r->s, at) ||
        !text_term_value(r->language, TEXT_TERM_HALF, (struct text_span){letters, n}, &hours)) {
        return -1;
    }
    bool dotted = at - i == 2 * n;
    bool inner = at - i > n;
    *end = dotted || !inner ? at : at - (r->s.p[at - 1] == '.');
    return hours;
}

/* Whether a time is announced: 0 no, 1 by a word that stands before nothing else, 2 by one that may. */
static int led(const struct text_reader *r, size_t i)
{
    size_t at = text_blank_begin(r->s, i);
    int32_t value = 0;
    if (at > 0 && r->s.p[at - 1] == '.') {
        at--; /* pkl. */
    }
    if (r->alone) {
        return 1;
    }
    return at < i && text_term_value(r->language, TEXT_TERM_CLOCK, text_word_before(r->s, at), &value) ? value : 0;
}

/* "pagi", "dini hari": moves the hour into that part of the day. */
static bool read_part_of_day(const struct text_reader *r, struct clock *c, struct text_reading *out)
{
    int32_t hours;
    size_t at = text_blank_end(r->s, c->end), end = at > c->end ? text_phrase_end(r, TEXT_TERM_PART, at, &hours) : 0;
    if (!end || text_letter_at(r->s, end)) {
        return false;
    }
    int from = hours / 100, to = hours % 100;
    if (c->hour < from && c->hour <= 12 && c->hour + 12 >= from && c->hour + 12 <= to) {
        c->hour += 12;
    } else if (c->hour == 12 && from == 0) {
        c->hour = 0;
    }
    if (c->hour < from || c->hour > to) {
        return false;
    }
    text_reading_add(out, TEXT_IN_PART_OF_DAY, at, end);
    c->end = end;
    return true;
}

static bool read_zone(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t at = text_blank_end(r->s, i), begin = at + (text_byte_at(r->s, at) == '(');
    size_t end = text_letters_end(r->s, begin);
    bool closed = begin == at || text_byte_at(r->s, end) == ')';
    int32_t zone;
    if (end == begin || !closed || !text_term_value(r->language, TEXT_TERM_ZONE, text_slice(r->s, begin, end), &zone)) {
        return false;
    }
    out->value.zone = (int16_t)zone;
    text_reading_add(out, TEXT_IN_ZONE, begin, end);
    out->range.end = end + (begin > at);
    return true;
}

/* Whether it is a time, and its hour known, with what was found beside it. */
static bool is_certain(const struct text_reader *r, const struct clock *c, int announced, bool half, bool part,
                       bool zone, char first)
{
    bool counted = text_language_clock_24(r->language) || c->hour == 0 || c->hour > 12 || first == '0' || zone;
    if (half || part) {
        return true;
    }
    if (c->divider == '4') {
        return zone;
    }
    if (c->divider == '\0') {
        return announced == 1 && text_language_clock_24(r->language);
    }
    if (c->divider == '.' && !text_language_clock_24(r->language)) {
        return zone;
    }
    return (announced || zone) && counted;
}

static void add_parts(struct text_reading *out, size_t i, const struct clock *c)
{
    text_reading_add(out, TEXT_IN_HOUR, i, c->hour_end);
    if (c->divider) {
        text_reading_add(out, TEXT_IN_MINUTE, c->hour_end + (c->divider != '4'), c->minute_end);
    }
    out->value.with_seconds = c->end > c->minute_end;
    if (out->value.with_seconds) {
        text_reading_add(out, TEXT_IN_SECOND, c->minute_end + 1, c->end);
    }
}

bool text_read_time(const struct text_reader *r, size_t i, struct text_reading *out)
{
    struct clock c;
    size_t end;
    if (!text_digit_at(r->s, i) || !read_digits(r->s, i, &c)) {
        return false;
    }
    out->value.kind = TEXT_VALUE_TIME;
    add_parts(out, i, &c);
    int announced = led(r, i);
    bool part = false;
    size_t at = text_blank_end(r->s, c.end);
    int half = c.hour >= 1 && c.hour <= 12 && c.divider != '4' ? read_half(r, at, &end) : -1;
    if (half >= 0) {
        c.hour = c.hour % 12 + half;
        text_reading_add(out, TEXT_IN_HALF, at, end);
        c.end = end;
    } else {
        part = announced && read_part_of_day(r, &c, out);
    }
    out->range.end = c.end;
    bool zone = read_zone(r, c.end, out);
    if (!is_certain(r, &c, announced, half >= 0, part, zone, r->s.p[i]) || (c.hour == 24 && (c.minute || c.second)) ||
        text_letter_at(r->s, out->range.end)) {
        return false;
    }
    out->value.seconds = c.hour % 24 * 3600 + c.minute * 60 + c.second;
    return true;
}
