/* Reads corpora/CODE/dates.tsv (of which only the months matter here), clock.tsv and, where there is one, zones.tsv.
 * All languages go into one table:
 * their names do not contradict each other, and a file in which they do is refused. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/article/calendar-private.h"

enum { LONGEST_NAME = 32 };

static const char *const kinds[] = {"month", "zone", "half", "zone"};

struct formats_calendar {
    struct text_table *names; /* kind as a digit, then the name in its looked-up form */
    int *values;
    size_t capacity;
};

/* The form under which a name is stored; 0 when it is too long to be one. */
static size_t key_of(enum formats_calendar_kind kind, struct text_span name, char key[LONGEST_NAME + 1])
{
    size_t n = 0;
    key[n++] = (char)('0' + (int)kind);
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (kind == FORMATS_HALF && c == '.') {
            continue;
        }
        if (n > LONGEST_NAME) {
            return 0;
        }
        key[n++] = kind != FORMATS_ZONE && kind != FORMATS_SUMMER && c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    return n;
}

bool formats_calendar_value(const struct formats_calendar *c, enum formats_calendar_kind kind, struct text_span name,
                            int *out)
{
    char key[LONGEST_NAME + 1];
    size_t n = key_of(kind, name, key);
    uint32_t number = n ? text_table_find(c->names, (struct text_span){key, n}) : TEXT_NONE;
    if (number == TEXT_NONE) {
        return false;
    }
    *out = c->values[number];
    return true;
}

/* "+07:00" in minutes, or a plain number. */
static bool read_value(enum formats_calendar_kind kind, struct text_span s, int *out)
{
    char digits[8], *end;
    if (s.n == 0 || s.n >= sizeof digits) {
        return false;
    }
    memcpy(digits, s.p, s.n);
    digits[s.n] = '\0';
    long hours = strtol(digits, &end, 10), minutes = 0;
    if ((kind == FORMATS_ZONE || kind == FORMATS_SUMMER) && *end == ':') {
        minutes = strtol(end + 1, &end, 10);
    }
    if (*end != '\0' || end == digits || minutes < 0 || minutes > 59) {
        return false;
    }
    if (kind == FORMATS_ZONE || kind == FORMATS_SUMMER) {
        *out = (int)(hours * 60 + (digits[0] == '-' ? -minutes : minutes));
        return hours >= -14 && hours <= 14;
    }
    *out = (int)hours;
    return kind == FORMATS_MONTH ? hours >= 1 && hours <= 12 : hours == 0 || hours == 12;
}

static enum text_status add(struct formats_calendar *c, struct text_span key, int value, struct text_error *err)
{
    uint32_t before = text_table_count(c->names), number = text_table_add(c->names, key);
    if (number != TEXT_NONE && number >= c->capacity) {
        size_t capacity = c->capacity ? c->capacity * 2 : 128;
        int *values = realloc(c->values, capacity * sizeof *values);
        if (!values) {
            number = TEXT_NONE;
        } else {
            c->values = values;
            c->capacity = capacity;
        }
    }
    if (number == TEXT_NONE) {
        return text_fail_memory(err, "a calendar");
    }
    if (number < before && c->values[number] != value) {
        return text_fail(err, TEXT_INVALID, "the name was given another value before");
    }
    c->values[number] = value;
    return TEXT_OK;
}

static enum text_status add_value(struct formats_calendar *c, enum formats_calendar_kind kind, struct text_span name,
                                  struct text_span value, struct text_error *err)
{
    char key[LONGEST_NAME + 1];
    int number;
    size_t n = key_of(kind, name, key);
    if (n == 0 || !read_value(kind, value, &number)) {
        return text_fail(err, TEXT_INVALID, "the name or the value is no %s", kinds[kind]);
    }
    return add(c, (struct text_span){key, n}, number, err);
}

static enum text_status add_line(struct formats_calendar *c, struct text_span line, struct text_error *err)
{
    struct text_span kind, name, value, more;
    line = text_span_trim(line);
    if (line.n == 0 || line.p[0] == '#') {
        return TEXT_OK;
    }
    if (!text_span_cut(&line, '\t', &name) || name.n == 0 || !text_span_cut(&line, '\t', &kind)) {
        return text_fail(err, TEXT_INVALID, "name, kind and value are wanted, divided by tabs");
    }
    bool valued = text_span_cut(&line, '\t', &value);
    bool summer = valued && text_span_cut(&line, '\t', &more);
    if (summer && (!text_span_equal(kind, text_span_of(kinds[FORMATS_ZONE])) || line.p)) {
        return TEXT_OK;
    }
    if (summer) {
        enum text_status status = add_value(c, FORMATS_SUMMER, name, more, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    for (int i = FORMATS_MONTH; valued && i <= FORMATS_HALF; i++) {
        if (text_span_equal(kind, text_span_of(kinds[i]))) {
            return add_value(c, (enum formats_calendar_kind)i, name, value, err);
        }
    }
    return TEXT_OK; /* a day of the week, or a zone without a value: nothing for us */
}

static enum text_status load_file(struct formats_calendar *c, const char *data_dir, const char *code, const char *file,
                                  bool optional, struct text_error *err)
{
    struct text_buffer path = {0}, bytes = {0};
    struct text_span line, rest;
    text_buffer_add_format(&path, "%s/%s/%s", data_dir, code, file);
    text_buffer_add_char(&path, '\0');
    if (optional && !path.failed && access(path.p, F_OK) != 0) {
        text_buffer_free(&path);
        return TEXT_OK;
    }
    enum text_status status = path.failed ? text_fail_memory(err, "a calendar") : text_file_read(path.p, &bytes, err);
    rest = text_buffer_span(&bytes);
    for (int number = 1; status == TEXT_OK && text_span_cut(&rest, '\n', &line); number++) {
        struct text_error why;
        status = add_line(c, line, &why);
        if (status != TEXT_OK) {
            text_fail(err, status, "%s, line %d: %s", path.p, number, why.message);
        }
    }
    text_buffer_free(&path);
    text_buffer_free(&bytes);
    return status;
}

enum text_status formats_calendar_load(const char *data_dir, const char *const *codes, size_t code_count,
                                       struct formats_calendar **out, struct text_error *err)
{
    struct formats_calendar *c = calloc(1, sizeof *c);
    enum text_status status = TEXT_OK;
    if (!c || !(c->names = text_table_new())) {
        status = text_fail_memory(err, "a calendar");
    }
    for (size_t i = 0; i < code_count && status == TEXT_OK; i++) {
        status = load_file(c, data_dir, codes[i], "dates.tsv", false, err);
        status = status == TEXT_OK ? load_file(c, data_dir, codes[i], "clock.tsv", false, err) : status;
        status = status == TEXT_OK ? load_file(c, data_dir, codes[i], "zones.tsv", true, err) : status;
    }
    if (status != TEXT_OK) {
        formats_calendar_free(c);
        return status;
    }
    *out = c;
    return TEXT_OK;
}

void formats_calendar_free(struct formats_calendar *c)
{
    if (c) {
        text_table_free(c->names);
        free(c->values);
        free(c);
    }
}
