/* See placeable.h. At each place where a word may begin the readers are tried in turn; what one of them reads is one
 * placeable, and the next place is behind it.
 */
#include "text/placeable.h"

#include <stdlib.h>
#include <string.h>

#include "text/placeable/placeable-private.h"

const char *text_value_kind_name(enum text_value_kind kind)
{
    static const char *const names[] = {"number", "percent", "money", "ordinal", "roman", "date",
                                        "time",   "code",    "url",   "email",   "tag"};
    return names[kind];
}

void text_reading_add(struct text_reading *r, enum text_part part, size_t begin, size_t end)
{
    if (r->part_count < TEXT_PARTS) {
        r->parts[r->part_count].part = part;
        r->parts[r->part_count++].at = (struct text_range){begin, end};
    }
}

static size_t code_end(struct text_span s, size_t i)
{
    size_t end = text_digits_end(s, i);
    while (end > i && end + 1 < s.n && memchr(".,:/'", s.p[end], 5) && text_digit_at(s, end + 1)) {
        end = text_digits_end(s, end + 1);
    }
    return end;
}

/* Digits with signs between them that no reader understood, or that begin with a zero. */
static bool read_code(const struct text_reader *r, size_t i, struct text_reading *out)
{
    size_t end = code_end(r->s, i);
    if (end == i) {
        return false;
    }
    out->range = (struct text_range){i, end};
    out->value.kind = TEXT_VALUE_CODE;
    out->value.text = text_slice(r->s, i, end);
    return true;
}

bool text_read_placeable(const struct text_reader *r, size_t i, struct text_reading *out)
{
    static bool (*const readers[])(const struct text_reader *, size_t, struct text_reading *) = {
        text_read_markup, text_read_date, text_read_time, text_read_amount,
        text_read_ordinal, text_read_roman, read_code,
    };
    const uint32_t terms = TEXT_PART_VALUE | TEXT_PART_MONTH | TEXT_PART_DAY;
    struct text_reader at = *r;
    size_t end = text_letters_end(r->s, i);
    at.unknown = end > i && !(text_language_parts(r->language, text_slice(r->s, i, end)) & terms);
    for (size_t k = 0; k < sizeof readers / sizeof readers[0]; k++) {
        *out = (struct text_reading){.value = {.zone = TEXT_ZONE_NONE}, .range = {i, i}};
        if (readers[k](&at, i, out)) {
            return true;
        }
    }
    return false;
}

struct list {
    struct text_placeable *at;
    size_t count, capacity;
};

static bool add(struct list *list, struct text_span text, const struct text_value *value)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 16;
        struct text_placeable *at =
            capacity > SIZE_MAX / sizeof *at ? NULL : realloc(list->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        list->at = at;
        list->capacity = capacity;
    }
    list->at[list->count++] = (struct text_placeable){text, *value};
    return true;
}

/* Whether a placeable may begin at i: not amid a word, unless it is markup. */
static bool may_begin(struct text_span s, size_t i)
{
    return !text_inside_word(s, i) || s.p[i] == '<' || s.p[i] == '{' || s.p[i] == '&' || s.p[i] == '$';
}

/* Behind the word, the digits or the character at i. */
static size_t pass_over(struct text_span s, size_t i)
{
    size_t end = text_letters_end(s, i);
    end = end > i ? end : code_end(s, i);
    if (end == i) {
        text_char_next(s, &end);
    }
    return end;
}

enum text_status text_placeables(const struct text_language *language, struct text_span text,
                                 struct text_arena *arena, struct text_placeables *out, struct text_error *err)
{
    struct text_reader r = {.language = language, .s = text};
    struct list list = {0};
    struct text_placeable *at = NULL;
    bool ok = true;
    for (size_t i = 0; ok && i < text.n;) {
        struct text_reading reading;
        if (may_begin(text, i) && text_read_placeable(&r, i, &reading)) {
            ok = add(&list, text_slice(text, reading.range.begin, reading.range.end), &reading.value);
            i = reading.range.end;
        } else {
            i = pass_over(text, i);
        }
    }
    if (ok && list.count) {
        at = text_arena_alloc(arena, list.count, sizeof *at);
        ok = at != NULL;
        if (ok) {
            memcpy(at, list.at, list.count * sizeof *at);
        }
    }
    free(list.at);
    if (!ok) {
        return text_fail_memory(err, "the placeables of a text");
    }
    *out = (struct text_placeables){at, list.count};
    return TEXT_OK;
}

bool text_read_alone(const struct text_language *language, struct text_span s, enum text_value_kind kind,
                     struct text_reading *out)
{
    static bool (*const readers[TEXT_VALUE_KINDS])(const struct text_reader *, size_t, struct text_reading *) = {
        text_read_amount, text_read_amount, text_read_amount, text_read_ordinal, text_read_roman, text_read_date,
        text_read_time,   read_code,        text_read_markup, text_read_markup,  text_read_markup,
    };
    struct text_reader r = {.language = language, .s = s, .alone = true};
    *out = (struct text_reading){.value = {.zone = TEXT_ZONE_NONE}};
    return s.n > 0 && readers[kind](&r, 0, out) && out->value.kind == kind && out->range.end == s.n;
}
