/* Writing values: see placeable.h and write-private.h. */
#include "text/placeable/write-private.h"

struct text_span text_writer_part(const struct text_writer *w, size_t i)
{
    return text_slice(w->like, w->form.parts[i].at.begin, w->form.parts[i].at.end);
}

size_t text_writer_find(const struct text_writer *w, enum text_part part)
{
    size_t i = 0;
    while (i < w->form.part_count && w->form.parts[i].part != part) {
        i++;
    }
    return i;
}

bool text_writer_has(const struct text_writer *w, enum text_part part)
{
    return text_writer_find(w, part) < w->form.part_count;
}

void text_write_cased(struct text_writer *w, struct text_span name, struct text_span like)
{
    bool first = text_upper_at(like, 0), all = first && like.n > 1 && text_upper_at(like, like.n - 1);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool upper = (all || (first && i == 0)) && c >= 'a' && c <= 'z';
        text_buffer_add_char(w->out, upper ? (char)(c - 32) : c);
    }
}

static bool add_part(struct text_writer *w, size_t i)
{
    switch (w->value->kind) {
    case TEXT_VALUE_DATE: return text_write_date_part(w, i);
    case TEXT_VALUE_TIME: return text_write_time_part(w, i);
    default: return text_write_amount_part(w, i);
    }
}

/* Whether the example says as much as the value does. */
static bool says_as_much(const struct text_writer *w)
{
    const struct text_value *v = w->value, *f = &w->form.value;
    if (v->kind == TEXT_VALUE_DATE) {
        bool complete = v->year && v->month && v->day;
        return !v->year == !f->year && !v->month == !f->month && !v->day == !f->day &&
               (complete || !v->weekday == !f->weekday);
    }
    if (v->kind == TEXT_VALUE_TIME) {
        return (v->zone == TEXT_ZONE_NONE) == (f->zone == TEXT_ZONE_NONE) &&
               (v->seconds % 60 == 0 || text_writer_has(w, TEXT_IN_SECOND)) &&
               (v->seconds / 60 % 60 == 0 || text_writer_has(w, TEXT_IN_MINUTE));
    }
    return true;
}

/* Between two parts: a magnitude that is not written takes its blank along, and the full stop of an abbreviated
 * month stays away from a month that is not. */
static struct text_span between(const struct text_writer *w, size_t i, size_t begin)
{
    size_t end = i < w->form.part_count ? w->form.parts[i].at.begin : w->like.n;
    if (i < w->form.part_count && w->form.parts[i].part == TEXT_IN_MAGNITUDE && w->value->magnitude == 0) {
        return (struct text_span){NULL, 0};
    }
    return text_slice(w->like, begin, end);
}

static bool write_like(const struct text_language *language, const struct text_value *value, struct text_span like,
                       struct text_buffer *out)
{
    struct text_writer w = {.language = language, .value = value, .like = like, .out = out};
    struct text_reading again;
    size_t at = 0;
    if (!text_read_alone(language, like, value->kind, &w.form) || !says_as_much(&w)) {
        return false;
    }
    for (size_t i = 0; i < w.form.part_count; i++) {
        text_buffer_add(out, between(&w, i, at));
        if (!add_part(&w, i)) {
            return false;
        }
        at = w.form.parts[i].at.end;
    }
    text_buffer_add(out, between(&w, w.form.part_count, at));
    return !out->failed && text_read_alone(language, text_buffer_span(out), value->kind, &again) &&
           text_value_equal(&again.value, value);
}

bool text_placeable_write(const struct text_language *language, const struct text_value *value, struct text_span like,
                          struct text_buffer *out)
{
    struct text_buffer written = {0};
    struct text_reading form;
    const struct text_term *t = NULL;
    bool ok = false;
    if (value->kind >= TEXT_VALUE_CODE) {
        struct text_reader r = {.language = language, .s = value->text};
        ok = (like.n == 0 || text_read_alone(language, like, value->kind, &form)) && r.s.n &&
             text_read_placeable(&r, 0, &form) && text_value_equal(&form.value, value);
        text_buffer_add(&written, value->text);
    } else if (like.n) {
        ok = write_like(language, value, like, &written);
    } else {
        for (size_t i = 0; !ok && (t = text_term_next(language, TEXT_TERM_FORM, 0, true, &i)) != NULL;) {
            text_buffer_clear(&written);
            ok = write_like(language, value, t->phrase, &written);
        }
    }
    ok = ok && !written.failed && !out->failed;
    if (ok) {
        text_buffer_add(out, text_buffer_span(&written));
        ok = !out->failed;
    } else if (written.failed) {
        out->failed = true;
    }
    text_buffer_free(&written);
    return ok;
}
