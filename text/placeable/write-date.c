/* Writing dates and times: see write-private.h. */
#include <stdio.h>

#include "text/placeable/write-private.h"

/* Names of months and days have a long form, the first in the data, and perhaps a short one. */
static bool add_name(struct text_writer *w, enum text_term_kind kind, int32_t number, int32_t form_number,
                     struct text_span like)
{
    enum { SHORT = 4 };
    size_t i = 0, k = 0;
    const struct text_term *form_long = text_term_next(w->language, kind, form_number, false, &k);
    const struct text_term *name = text_term_next(w->language, kind, number, false, &i), *other = name;
    if (!name || !form_long) {
        return false;
    }
    if (number == form_number) {
        text_buffer_add(w->out, like);
        return true;
    }
    if (like.n <= SHORT && like.n < form_long->phrase.n) {
        while (other && (other == name || other->phrase.n > SHORT)) {
            other = text_term_next(w->language, kind, number, false, &i);
        }
    }
    text_write_cased(w, other ? other->phrase : name->phrase, like);
    return true;
}

static int weekday_of(const struct text_value *v)
{
    bool complete = v->year && v->month && v->day;
    return v->weekday || !complete ? v->weekday : text_date_weekday(v->year, v->month, v->day);
}

/* A leading zero in the day or the month of the example means two digits for both. */
static bool is_padded(const struct text_writer *w)
{
    bool padded = false;
    for (size_t i = 0; i < w->form.part_count; i++) {
        enum text_part part = w->form.parts[i].part;
        bool counted = part == TEXT_IN_DAY || part == TEXT_IN_MONTH_DIGITS;
        bool iso = part == TEXT_IN_YEAR && i + 1 < w->form.part_count;
        padded = padded || iso || (counted && text_writer_part(w, i).p[0] == '0');
    }
    return padded;
}

bool text_write_date_part(struct text_writer *w, size_t i)
{
    const struct text_value *v = w->value;
    struct text_span like = text_writer_part(w, i);
    switch (w->form.parts[i].part) {
    case TEXT_IN_WEEKDAY:
        return weekday_of(v) && add_name(w, TEXT_TERM_DAY, weekday_of(v), w->form.value.weekday, like);
    case TEXT_IN_MONTH:
        return add_name(w, TEXT_TERM_MONTH, v->month, w->form.value.month, like);
    case TEXT_IN_ORDINAL:
        return text_write_ordinal(w, v->day);
    case TEXT_IN_YEAR:
        text_buffer_add_format(w->out, "%04d", v->year);
        return true;
    default: {
        char digits[8];
        snprintf(digits, sizeof digits, is_padded(w) ? "%02d" : "%d",
                 w->form.parts[i].part == TEXT_IN_DAY ? v->day : v->month);
        text_buffer_add_string(w->out, digits);
        return true;
    }
    }
}

/* "a.m." as the example has it: with full stops, in capitals. */
static bool add_half(struct text_writer *w, struct text_span like, int hour)
{
    size_t i = 0;
    const struct text_term *t = text_term_next(w->language, TEXT_TERM_HALF, hour >= 12 ? 12 : 0, false, &i);
    bool dotted = like.n > 2 && like.p[1] == '.', last = dotted && like.p[like.n - 1] == '.';
    for (size_t k = 0; t && k < t->phrase.n; k++) {
        text_write_cased(w, text_slice(t->phrase, k, k + 1), text_slice(like, 0, 1));
        if (dotted && (last || k + 1 < t->phrase.n)) {
            text_buffer_add_char(w->out, '.');
        }
    }
    return t != NULL;
}

static bool add_hour(struct text_writer *w, struct text_span like, int hour)
{
    bool half = text_writer_has(w, TEXT_IN_HALF), pad = like.n == 2 && (like.p[0] == '0' || !half);
    int shown = half ? (hour + 11) % 12 + 1 : hour;
    if (text_writer_has(w, TEXT_IN_PART_OF_DAY)) {
        int32_t hours = 0;
        struct text_span part = text_writer_part(w, text_writer_find(w, TEXT_IN_PART_OF_DAY));
        text_term_value(w->language, TEXT_TERM_PART, part, &hours);
        if (hour < hours / 100 || hour > hours % 100) {
            return false;
        }
        int form_hour = w->form.value.seconds / 3600;
        bool to_twelve = form_hour > 12 && like.p[0] != '2' && !(like.n == 2 && like.p[0] == '1' && like.p[1] > '2');
        shown = to_twelve && hour > 12 ? hour - 12 : hour;
    }
    text_buffer_add_format(w->out, pad ? "%02d" : "%d", shown);
    return true;
}

bool text_write_time_part(struct text_writer *w, size_t i)
{
    int seconds = w->value->seconds;
    struct text_span like = text_writer_part(w, i);
    size_t at = 0;
    const struct text_term *zone;
    switch (w->form.parts[i].part) {
    case TEXT_IN_HOUR:
        return add_hour(w, like, seconds / 3600);
    case TEXT_IN_MINUTE:
        text_buffer_add_format(w->out, "%02d", seconds / 60 % 60);
        return true;
    case TEXT_IN_SECOND:
        text_buffer_add_format(w->out, "%02d", seconds % 60);
        return true;
    case TEXT_IN_HALF:
        return add_half(w, like, seconds / 3600);
    case TEXT_IN_ZONE:
        zone = text_term_next(w->language, TEXT_TERM_ZONE, w->value->zone, false, &at);
        if (zone) {
            text_buffer_add(w->out, w->value->zone == w->form.value.zone ? like : zone->phrase);
        }
        return zone != NULL;
    default:
        text_buffer_add(w->out, like);
        return true;
    }
}
