/* Tab-separated pairs. See unit.h for what a line may hold. Lines are found in a stream; memory is bounded by the
 * longest line that is accepted. Byte offsets in warnings are those of the file where it is UTF-8. */
#include "formats/lines-private.h"

struct reader {
    const char *name;
    const struct formats_reading *reading;
    struct formats_report *report;
    struct text_arena *arena; /* emptied for each line */
    bool said_columns;
};

static enum text_status skip(struct reader *r, size_t line, const char *reason, struct text_error *err)
{
    return formats_skip(r->reading, r->report, r->name, line, err, "the line cannot be used: %s", reason);
}

enum text_status formats_columns_deliver(const struct formats_reading *reading, struct formats_report *report,
                                         const char *name, size_t line, const struct text_pair *raw,
                                         struct text_arena *arena, struct text_error *err)
{
    static const char *const empty[] = {"its first column is empty", "its second column is empty"};
    struct text_error why;
    struct formats_unit unit = {
        .source_language = text_span_of(reading->source_language),
        .target_language = text_span_of(reading->target_language),
        .line = line,
    };
    enum text_status status = formats_unit_text(raw->source, arena, &unit.text.source, &why);
    if (status == TEXT_OK) {
        status = formats_unit_text(raw->target, arena, &unit.text.target, &why);
    }
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, name);
    }
    if (status != TEXT_OK || unit.text.source.n == 0 || (unit.text.target.n == 0 && !reading->empty)) {
        return formats_skip(reading, report, name, line, err, "the line cannot be used: %s",
                            status != TEXT_OK ? why.message : empty[unit.text.source.n != 0]);
    }
    status = reading->unit(reading->context, &unit, err);
    report->units += status == TEXT_OK;
    return status;
}

static enum text_status take_line(void *context, const struct formats_line *line, struct text_error *err)
{
    struct reader *r = context;
    struct text_span rest = line->text;
    struct text_pair raw = {0};
    char reason[FORMATS_LINE_REASON];
    text_arena_reset(r->arena);
    if (line->too_long) {
        return skip(r, line->number, "it is longer than 16 MiB", err);
    }
    if (text_span_trim(rest).n == 0) {
        return TEXT_OK;
    }
    if (!formats_line_valid(line, reason)) {
        return skip(r, line->number, reason, err);
    }
    text_span_cut(&rest, '\t', &raw.source);
    if (!text_span_cut(&rest, '\t', &raw.target)) {
        return skip(r, line->number, "it has no tab, and so no second column", err);
    }
    if (rest.p && !r->said_columns) {
        r->said_columns = true;
        formats_warn(r->reading, r->name, line->number,
                     "the line has more than two columns; only the first two are read, here and below");
    }
    return formats_columns_deliver(r->reading, r->report, r->name, line->number, &raw, r->arena, err);
}

enum text_status formats_tsv_read(struct formats_input *input, const struct formats_reading *reading,
                                  struct formats_report *out, struct text_error *err)
{
    struct reader r = {.name = formats_input_name(input), .reading = reading, .report = out};
    r.arena = text_arena_new();
    if (!r.arena) {
        return text_fail_memory(err, r.name);
    }
    enum text_status status = formats_lines_read(input, take_line, &r, err);
    text_arena_free(r.arena);
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
