/* Values of placeables: when two are the same, and a form that shows it. See placeable.h. */
#include <string.h>

#include "text/placeable.h"

static bool is_text(enum text_value_kind kind)
{
    return kind >= TEXT_VALUE_CODE;
}

static bool is_complete(const struct text_value *date)
{
    return date->year && date->month && date->day;
}

bool text_value_equal(const struct text_value *a, const struct text_value *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    if (is_text(a->kind)) {
        return text_span_equal(a->text, b->text);
    }
    switch (a->kind) {
    case TEXT_VALUE_DATE:
        return a->year == b->year && a->month == b->month && a->day == b->day &&
               (is_complete(a) || a->weekday == b->weekday);
    case TEXT_VALUE_TIME:
        return a->seconds == b->seconds && a->zone == b->zone;
    default:
        return !(a->number < b->number || a->number > b->number) && strcmp(a->currency, b->currency) == 0;
    }
}

static void print_date(const struct text_value *v, struct text_buffer *out)
{
    if (v->year) {
        text_buffer_add_format(out, "%04d", v->year);
    } else {
        text_buffer_add_string(out, "-");
    }
    if (v->month) {
        text_buffer_add_format(out, "-%02d", v->month);
    }
    if (v->day) {
        text_buffer_add_format(out, "-%02d", v->day);
    }
    if (v->weekday && !is_complete(v)) {
        text_buffer_add_format(out, " %d", v->weekday);
    }
}

static void print_time(const struct text_value *v, struct text_buffer *out)
{
    text_buffer_add_format(out, "%02d:%02d", (int)(v->seconds / 3600), (int)(v->seconds / 60 % 60));
    if (v->seconds % 60) {
        text_buffer_add_format(out, ":%02d", (int)(v->seconds % 60));
    }
    if (v->zone != TEXT_ZONE_NONE) {
        int zone = v->zone < 0 ? -v->zone : v->zone;
        text_buffer_add_format(out, " %c%02d:%02d", v->zone < 0 ? '-' : '+', zone / 60, zone % 60);
    }
}

void text_value_print(const struct text_value *v, struct text_buffer *out)
{
    text_buffer_add_format(out, "%s ", text_value_kind_name(v->kind));
    if (is_text(v->kind)) {
        text_buffer_add(out, v->text);
    } else if (v->kind == TEXT_VALUE_DATE) {
        print_date(v, out);
    } else if (v->kind == TEXT_VALUE_TIME) {
        print_time(v, out);
    } else {
        text_buffer_add_format(out, "%.17g", v->number);
        if (*v->currency) {
            text_buffer_add_format(out, " %s", v->currency);
        }
    }
}
