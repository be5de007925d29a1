/* Comma-separated pairs by RFC 4180: fields may stand in quotes, with commas, line ends and doubled quotes inside.
 * Memory is bounded by the longest record. Cost: linear. */
#include "formats/lines-private.h"

#include <strings.h>

enum { COLUMNS = 64 };

struct reader {
    const char *name;
    const struct formats_reading *reading;
    struct formats_report *report;
    struct text_arena *arena;  /* emptied for each record */
    struct text_buffer record; /* its fields one after the other */
    size_t ends[COLUMNS], count;
    size_t line; /* where the record began */
    size_t records;
    size_t columns[2]; /* of source and target */
    bool quoted, said_columns;
    char broken[FORMATS_LINE_REASON];
};

static struct text_span field(const struct reader *r, size_t i)
{
    size_t begin = i ? r->ends[i - 1] : 0;
    bool there = i < r->count && r->ends[i] > begin;
    return there ? (struct text_span){r->record.p + begin, r->ends[i] - begin} : (struct text_span){0};
}

static bool is_word(struct text_span s, const char *word)
{
    struct text_span w = text_span_of(word);
    s = text_span_trim(s);
    return s.n == w.n && strncasecmp(s.p, w.p, w.n) == 0;
}

/* A first record that names the columns. */
static bool take_header(struct reader *r)
{
    bool found[2] = {false, false};
    const char *codes[] = {r->reading->source_language, r->reading->target_language};
    static const char *const words[] = {"source", "target"};
    size_t columns[2] = {0, 0};
    for (size_t i = 0; i < r->count; i++) {
        for (size_t k = 0; k < 2; k++) {
            if (!found[k] &&
                (is_word(field(r, i), words[k]) || formats_tag_same(field(r, i), text_span_of(codes[k])))) {
                found[k] = true;
                columns[k] = i;
            }
        }
    }
    if (found[0] && found[1]) {
        r->columns[0] = columns[0];
        r->columns[1] = columns[1];
    }
    return found[0] && found[1];
}

static enum text_status end_record(struct reader *r, struct text_error *err)
{
    bool blank = r->count == 1 && text_span_trim(field(r, 0)).n == 0;
    enum text_status status = TEXT_OK;
    if (r->broken[0]) {
        status = formats_skip(r->reading, r->report, r->name, r->line, err, "the record cannot be used: %s", r->broken);
    } else if (r->record.failed) {
        status = text_fail_memory(err, r->name);
    } else if (!blank && (r->records++ > 0 || !take_header(r))) {
        if (r->count < 2) {
            status = formats_skip(r->reading, r->report, r->name, r->line, err,
                                  "the record cannot be used: it has no comma, and so no second column");
        } else {
            const struct text_pair raw = {field(r, r->columns[0]), field(r, r->columns[1])};
            text_arena_reset(r->arena);
            status = formats_columns_deliver(r->reading, r->report, r->name, r->line, &raw, r->arena, err);
        }
    }
    text_buffer_clear(&r->record);
    r->count = 0;
    r->quoted = false;
    r->broken[0] = '\0';
    return status;
}

static void end_field(struct reader *r)
{
    if (r->count < COLUMNS) {
        r->ends[r->count++] = r->record.n;
    }
}

/* A quote inside of quotes: one of the text when it is doubled, else the end of the field. */
static const char *take_quoted(struct reader *r, const char *p, const char *end)
{
    while (p < end && r->quoted) {
        if (*p != '"') {
            text_buffer_add_char(&r->record, *p++);
        } else if (p + 1 < end && p[1] == '"') {
            text_buffer_add_char(&r->record, '"');
            p += 2;
        } else {
            r->quoted = false;
            p++;
            if (p < end && *p != ',' && !(*p == '\r' && p + 1 == end)) {
                snprintf(r->broken, sizeof r->broken, "something stands behind a closing quote");
            }
        }
    }
    return p;
}

static enum text_status take_line(void *context, const struct formats_line *line, struct text_error *err)
{
    struct reader *r = context;
    const char *p = line->text.n ? line->text.p : "", *end = p + line->text.n;
    if (r->quoted) {
        text_buffer_add_char(&r->record, '\n');
    } else {
        r->line = line->number;
    }
    if (line->too_long || r->record.n + line->text.n > FORMATS_LINE_MOST) {
        snprintf(r->broken, sizeof r->broken, "it is longer than 16 MiB");
        r->quoted = false;
        return end_record(r, err);
    }
    if (!r->broken[0]) {
        char reason[FORMATS_LINE_REASON];
        if (!formats_line_valid(line, reason)) {
            snprintf(r->broken, sizeof r->broken, "%s", reason);
        }
    }
    p = take_quoted(r, p, end);
    while (p < end) {
        bool begins = r->record.n == (r->count ? r->ends[r->count - 1] : 0);
        if (*p == ',') {
            end_field(r);
        } else if (*p == '"' && begins && r->count < COLUMNS) {
            r->quoted = true;
            p = take_quoted(r, p + 1, end) - 1;
        } else if (!(*p == '\r' && p + 1 == end)) {
            text_buffer_add_char(&r->record, *p);
        }
        p++;
    }
    if (r->quoted) {
        return TEXT_OK;
    }
    end_field(r);
    return end_record(r, err);
}

enum text_status formats_csv_read(struct formats_input *input, const struct formats_reading *reading,
                                  struct formats_report *out, struct text_error *err)
{
    struct reader r = {.name = formats_input_name(input), .reading = reading, .report = out, .columns = {0, 1}};
    r.arena = text_arena_new();
    if (!r.arena) {
        return text_fail_memory(err, r.name);
    }
    enum text_status status = formats_lines_read(input, take_line, &r, err);
    if (status == TEXT_OK && r.quoted) {
        snprintf(r.broken, sizeof r.broken, "a quote that opens in it is never closed");
        status = end_record(&r, err);
    }
    text_arena_free(r.arena);
    text_buffer_free(&r.record);
    return status;
}

static void add_field(struct text_buffer *to, struct text_span s)
{
    bool quotes = false;
    for (size_t i = 0; i < s.n && !quotes; i++) {
        quotes = s.p[i] == ',' || s.p[i] == '"' || (unsigned char)s.p[i] < 0x20 || s.p[i] == ' ';
    }
    if (!quotes) {
        text_buffer_add(to, s);
        return;
    }
    text_buffer_add_char(to, '"');
    for (size_t i = 0; i < s.n; i++) {
        bool control = (unsigned char)s.p[i] < 0x20 && s.p[i] != '\n' && s.p[i] != '\t';
        text_buffer_add_char(to, control ? ' ' : s.p[i]);
        if (s.p[i] == '"') {
            text_buffer_add_char(to, '"');
        }
    }
    text_buffer_add_char(to, '"');
}

void formats_csv_write_unit(struct text_buffer *to, const struct formats_unit *u)
{
    add_field(to, u->text.source);
    text_buffer_add_char(to, ',');
    add_field(to, u->text.target);
    text_buffer_add_string(to, "\r\n");
}
