/* Tab-separated pairs. See unit.h for what a line may hold. Lines are found in a stream; memory is bounded by the
 * longest line that is accepted. Byte offsets in warnings are those of the file where it is UTF-8. */
#include <string.h>

#include "formats/unit-private.h"

enum { LONGEST = 16 << 20, CHUNK = 1 << 16, REASON = 120 };

struct lines {
    struct formats_input *input;
    const struct formats_reading *reading;
    struct formats_report *report;
    struct text_arena *arena; /* emptied for each line */
    struct text_buffer line;
    bool too_long, said_columns;
    size_t number, offset; /* of the line's beginning */
    size_t at;             /* bytes read so far */
};

static enum text_status skip(struct lines *l, const char *reason, struct text_error *err)
{
    return formats_skip(l->reading, l->report, formats_input_name(l->input), l->number, err,
                        "the line cannot be used: %s", reason);
}

/* False when the line cannot be used, and why. */
static bool check_valid(const struct lines *l, struct text_span line, char reason[REASON])
{
    bool cut;
    size_t valid = formats_utf8_valid(line, &cut);
    const char *nul = line.n ? memchr(line.p, '\0', line.n) : NULL;
    if (nul) {
        snprintf(reason, REASON, "it has a NUL byte at byte %zu of the file",
                 l->offset + (size_t)(nul - line.p));
    } else if (valid < line.n) {
        snprintf(reason, REASON, "it is not valid UTF-8 at byte %zu of the file", l->offset + valid);
    } else {
        return true;
    }
    return false;
}

static enum text_status deliver(struct lines *l, const struct text_pair *raw, struct text_error *err)
{
    struct text_error why;
    struct formats_unit unit = {
        .source_language = text_span_of(l->reading->source_language),
        .target_language = text_span_of(l->reading->target_language),
        .line = l->number,
    };
    enum text_status status = formats_unit_text(raw->source, l->arena, &unit.text.source, &why);
    if (status == TEXT_OK) {
        status = formats_unit_text(raw->target, l->arena, &unit.text.target, &why);
    }
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, formats_input_name(l->input));
    }
    if (status != TEXT_OK) {
        return skip(l, why.message, err);
    }
    if (unit.text.source.n == 0 || unit.text.target.n == 0) {
        return skip(l, unit.text.source.n == 0 ? "its first column is empty" : "its second column is empty", err);
    }
    status = l->reading->unit(l->reading->context, &unit, err);
    l->report->units += status == TEXT_OK;
    return status;
}

static enum text_status end_line(struct lines *l, struct text_error *err)
{
    struct text_span rest = text_buffer_span(&l->line);
    struct text_pair raw = {0};
    char reason[REASON];
    l->number++;
    text_arena_reset(l->arena);
    if (l->line.failed) {
        return text_fail_memory(err, formats_input_name(l->input));
    }
    if (l->too_long) {
        return skip(l, "it is longer than 16 MiB", err);
    }
    if (text_span_trim(rest).n == 0) {
        return TEXT_OK;
    }
    if (!check_valid(l, rest, reason)) {
        return skip(l, reason, err);
    }
    text_span_cut(&rest, '\t', &raw.source);
    if (!text_span_cut(&rest, '\t', &raw.target)) {
        return skip(l, "it has no tab, and so no second column", err);
    }
    if (rest.p && !l->said_columns) {
        l->said_columns = true;
        formats_warn(l->reading, formats_input_name(l->input), l->number,
                     "the line has more than two columns; only the first two are read, here and below");
    }
    return deliver(l, &raw, err);
}

static enum text_status take(struct lines *l, struct text_span chunk, struct text_error *err)
{
    while (chunk.n) {
        const char *end = memchr(chunk.p, '\n', chunk.n);
        size_t n = end ? (size_t)(end - chunk.p) : chunk.n;
        if (l->line.n + n > LONGEST) {
            l->too_long = true;
        }
        if (!l->too_long) {
            text_buffer_add(&l->line, (struct text_span){chunk.p, n});
        }
        n += end ? 1 : 0;
        chunk.p += n;
        chunk.n -= n;
        l->at += n;
        if (end) {
            enum text_status status = end_line(l, err);
            if (status != TEXT_OK) {
                return status;
            }
            text_buffer_clear(&l->line);
            l->too_long = false;
            l->offset = l->at;
        }
    }
    return TEXT_OK;
}

static enum text_status read_lines(struct lines *l, struct text_error *err)
{
    struct text_buffer chunk = {0};
    char *to = text_buffer_reserve(&chunk, CHUNK);
    enum text_status status = to ? TEXT_OK : text_fail_memory(err, formats_input_name(l->input));
    size_t n = 1;
    while (status == TEXT_OK && n > 0) {
        status = formats_input_read(l->input, to, CHUNK, &n, err);
        if (status == TEXT_OK) {
            status = take(l, (struct text_span){to, n}, err);
        }
    }
    if (status == TEXT_OK && (l->line.n || l->too_long || l->line.failed)) {
        status = end_line(l, err); /* a last line without an end */
    }
    text_buffer_free(&chunk);
    return status;
}

enum text_status formats_tsv_read(struct formats_input *input, const struct formats_reading *reading,
                                  struct formats_report *out, struct text_error *err)
{
    size_t mark = formats_input_mark_size(input);
    struct lines l = {.input = input, .reading = reading, .report = out, .offset = mark, .at = mark};
    l.arena = text_arena_new();
    if (!l.arena) {
        return text_fail_memory(err, formats_input_name(input));
    }
    enum text_status status = read_lines(&l, err);
    text_arena_free(l.arena);
    text_buffer_free(&l.line);
    return status;
}

static void add_field(struct text_buffer *to, struct text_span s)
{
    char *at = text_buffer_reserve(to, s.n);
    if (at) {
        for (size_t i = 0; i < s.n; i++) {
            unsigned char c = (unsigned char)s.p[i];
            at[i] = c < 0x20 || c == 0x7F ? ' ' : s.p[i];
        }
        to->n += s.n;
    }
}

void formats_tsv_write_unit(struct text_buffer *to, const struct formats_unit *u)
{
    add_field(to, u->text.source);
    text_buffer_add_char(to, '\t');
    add_field(to, u->text.target);
    text_buffer_add_char(to, '\n');
}
