/* See glossary.h: what both kinds of file share, and the one of lines. */
#include "formats/glossary/glossary-private.h"

#include <stdlib.h>

#include "formats/lines-private.h"

bool formats_status_forbids(struct text_span status)
{
    static const char *const words[] = {"deprecated", "superseded", "forbidden"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_span_starts(text_span_trim(status), text_span_of(words[i]))) {
            return true;
        }
    }
    return false;
}

enum text_status formats_entry_add(struct formats_entry_terms *e, struct text_span raw, enum formats_side side,
                                   bool forbidden, struct text_error *err)
{
    struct text_span made, clean;
    enum text_status status = formats_unit_text(raw, e->arena, &made, err);
    status = status == TEXT_OK ? text_normalize(made, e->arena, &clean, err) : status;
    if (status != TEXT_OK || clean.n == 0) {
        return status;
    }
    if (e->count == e->capacity) {
        size_t capacity = e->capacity ? e->capacity * 2 : 16;
        struct formats_term *terms = realloc(e->terms, capacity * sizeof *terms);
        if (!terms) {
            return text_fail_memory(err, e->name);
        }
        e->terms = terms;
        e->capacity = capacity;
    }
    e->terms[e->count++] = (struct formats_term){clean, side, forbidden};
    return TEXT_OK;
}

static void begin(struct formats_entry_terms *e)
{
    e->count = 0;
    e->id = (struct text_span){0};
    text_arena_reset(e->arena);
}

enum text_status formats_entry_end(struct formats_entry_terms *e, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (e->count) {
        const struct formats_concept concept = {e->terms, e->count, e->id, e->line};
        status = e->reading->concept(e->reading->context, &concept, err);
        e->report->concepts += status == TEXT_OK;
    }
    begin(e);
    return status;
}

void formats_entry_skip(struct formats_entry_terms *e, const char *reason)
{
    const struct formats_reading telling = {.warning = e->reading->warning, .context = e->reading->context};
    e->report->skipped++;
    formats_warn(&telling, e->name, e->line, "the entry cannot be used: %s", reason);
    begin(e);
}

static enum text_status take_line(void *context, const struct formats_line *line, struct text_error *err)
{
    struct formats_entry_terms *e = context;
    struct text_span rest = line->text, source, target, word = {0};
    struct text_error why;
    char reason[FORMATS_LINE_REASON];
    e->line = line->number;
    if (line->too_long || !formats_line_valid(line, reason)) {
        formats_entry_skip(e, line->too_long ? "it is longer than 16 MiB" : reason);
        return TEXT_OK;
    }
    if (text_span_trim(rest).n == 0 || rest.p[0] == '#') {
        return TEXT_OK;
    }
    text_span_cut(&rest, '\t', &source);
    if (!text_span_cut(&rest, '\t', &target) || text_span_trim(source).n == 0 || text_span_trim(target).n == 0) {
        formats_entry_skip(e, "it is no source and target with a tab between");
        return TEXT_OK;
    }
    text_span_cut(&rest, '\t', &word);
    enum text_status status = formats_entry_add(e, source, FORMATS_SOURCE, false, &why);
    if (status == TEXT_OK) {
        status = formats_entry_add(e, target, FORMATS_TARGET, formats_status_forbids(word), &why);
    }
    if (status == TEXT_INVALID) {
        formats_entry_skip(e, why.message);
        return TEXT_OK;
    }
    return status == TEXT_OK ? formats_entry_end(e, err) : text_fail(err, status, "%s", why.message);
}

enum text_status formats_glossary_read(const char *path, const struct formats_glossary_reading *reading,
                                       struct formats_glossary_report *out, struct text_error *err)
{
    struct formats_input *input = NULL;
    struct formats_entry_terms entry = {.reading = reading, .report = out};
    *out = (struct formats_glossary_report){0};
    if (formats_tag_same(text_span_of(reading->source_language), text_span_of(reading->target_language))) {
        return text_fail(err, TEXT_MISUSE, "%s: source and target language are both \"%s\"", path,
                         reading->source_language);
    }
    enum text_status status = formats_input_open(path, FORMATS_INPUT_MARKUP, &input, err);
    if (status != TEXT_OK) {
        return status;
    }
    struct text_span head = text_span_trim(formats_input_peek(input));
    entry.name = formats_input_name(input);
    entry.arena = text_arena_new();
    if (!entry.arena) {
        status = text_fail_memory(err, entry.name);
    } else if (head.n && head.p[0] == '<') {
        status = formats_tbx_read(input, &entry, err);
    } else {
        status = formats_lines_read(input, take_line, &entry, err);
    }
    text_arena_free(entry.arena);
    free(entry.terms);
    formats_input_close(input);
    return status;
}
