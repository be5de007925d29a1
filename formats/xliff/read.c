/* Reads XLIFF 1.2 and 2.x event by event: memory is bounded by the largest unit. See unit.h for what becomes of what.
 * Cost: linear; most of the time is the parser's. */
#include <stdlib.h>
#include <string.h>

#include "formats/xliff/xliff-private.h"

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static void copy_id(struct text_span value, char out[FORMATS_XLIFF_ID])
{
    value.n = value.n < FORMATS_XLIFF_ID ? value.n : 0;
    memcpy(out, value.n ? value.p : "", value.n);
    out[value.n] = '\0';
}

static struct text_span keep(struct formats_xliff *x, struct text_span value)
{
    struct text_span copy = text_arena_copy(x->arena, value);
    if (!copy.p) {
        formats_xml_stop_memory(&x->xml);
    }
    return copy;
}

static bool is_text(enum formats_xliff_part part)
{
    return part == FORMATS_XLIFF_SOURCE || part == FORMATS_XLIFF_TARGET;
}

/* Whether the languages of a file are those that are wanted, in either direction. */
static bool take_languages(struct formats_xliff *x)
{
    struct text_span source = text_span_of(x->languages[0]), target = text_span_of(x->languages[1]);
    struct text_span wanted[2] = {text_span_of(x->reading->source_language), text_span_of(x->reading->target_language)};
    for (int turned = 0; turned < 2; turned++) {
        if (formats_tag_same(source, wanted[turned]) && (!target.n || formats_tag_same(target, wanted[!turned]))) {
            x->turned = turned;
            return true;
        }
    }
    return false;
}

static void start_file(struct formats_xliff *x, struct formats_xml_attributes attributes)
{
    if (!x->second) {
        copy_id(formats_xliff_attribute("source-language", attributes), x->languages[0]);
        copy_id(formats_xliff_attribute("target-language", attributes), x->languages[1]);
    }
    x->count = 0;
    x->file_open = take_languages(x);
    if (!x->file_open) {
        x->omitted = 1;
        x->xml.status =
            formats_skip(x->reading, x->report, x->xml.name, x->xml.line, &x->xml.error,
                         "the <file> is from \"%s\" into \"%s\", and \"%s\" and \"%s\" are wanted", x->languages[0],
                         x->languages[1], x->reading->source_language, x->reading->target_language);
    }
}

static void start_unit(struct formats_xliff *x, struct formats_xml_attributes attributes)
{
    text_arena_reset(x->arena);
    text_buffer_clear(&x->note);
    x->unit_open = true;
    x->unit_line = x->xml.line;
    x->unit_id = keep(x, formats_xliff_attribute("id", attributes));
    /* The header of a PO file is no text: XLIFF 1.2 Representation Guide for Gettext PO (OASIS, 2006). */
    x->untranslatable = text_span_equal(formats_xliff_attribute("translate", attributes), TEXT_LITERAL("no")) ||
                        text_span_equal(formats_xliff_attribute("restype", attributes),
                                        TEXT_LITERAL("x-gettext-domain-header"));
    x->approved = text_span_equal(formats_xliff_attribute("approved", attributes), TEXT_LITERAL("yes"));
    x->has[0] = x->has[1] = false;
    x->piece_count[0] = x->piece_count[1] = x->bytes = x->data_count = 0;
}

static void start_segment(struct formats_xliff *x, struct formats_xml_attributes attributes)
{
    struct text_span state = formats_xliff_attribute("state", attributes);
    x->approved = text_span_equal(state, TEXT_LITERAL("reviewed")) || text_span_equal(state, TEXT_LITERAL("final"));
    x->has[0] = x->has[1] = false;
    x->unit_line = x->xml.line;
}

static void start_part(struct formats_xliff *x, enum formats_xliff_part part)
{
    x->part = part;
    x->part_depth = x->depth;
    if (part == FORMATS_XLIFF_NOTE) {
        text_buffer_add_string(&x->note, x->note.n ? "\n" : "");
    } else if (part == FORMATS_XLIFF_DATA) {
        text_buffer_clear(&x->data);
    } else {
        formats_inline_clear(&x->text.in);
        x->text.depth = 0;
    }
}

static void start_root(struct formats_xliff *x, const char *name, struct formats_xml_attributes attributes)
{
    struct text_span version = formats_xliff_attribute("version", attributes);
    x->root = true;
    if (!is(name, "xliff")) {
        x->xml.status = text_fail(&x->xml.error, TEXT_FOREIGN, "%s: is no XLIFF file, its root element is <%.100s>",
                                  x->xml.name, name);
        return;
    }
    x->second = version.n && version.p[0] == '2';
    copy_id(formats_xliff_attribute("srcLang", attributes), x->languages[0]);
    copy_id(formats_xliff_attribute("trgLang", attributes), x->languages[1]);
}

/* A mrk that cuts a text of version 1.2 into segments. */
static bool cuts(const struct formats_xliff *x, const char *name, struct formats_xml_attributes attributes)
{
    return !x->second && x->text.depth == 0 && is(name, "mrk") &&
           text_span_equal(formats_xliff_attribute("mtype", attributes), TEXT_LITERAL("seg"));
}

static void start_inline(struct formats_xliff *x, const char *name, struct formats_xml_attributes attributes)
{
    if (!is_text(x->part)) {
        return;
    }
    const struct formats_xliff_content content = {
        .opening = formats_xliff_data_of(x, is(name, "pc") ? "dataRefStart" : "dataRef", attributes),
        .closing = formats_xliff_data_of(x, "dataRefEnd", attributes)};
    if (cuts(x, name, attributes)) {
        formats_inline_clear(&x->text.in);
        x->piece_mid = keep(x, formats_xliff_attribute("mid", attributes));
        x->text.open[x->text.depth++].end = FORMATS_XLIFF_PIECE;
    } else if (!formats_xliff_inline_open(&x->text, name, attributes, content)) {
        formats_xml_stop(&x->xml, "elements are nested too deeply (more than 100 levels)");
    }
}

static void start_in_unit(struct formats_xliff *x, const char *name, struct formats_xml_attributes attributes)
{
    if (is(name, "source") || (!x->second && is(name, "seg-source"))) {
        x->piece_count[0] = 0;
        start_part(x, FORMATS_XLIFF_SOURCE);
    } else if (is(name, "target")) {
        struct text_span state = formats_xliff_attribute("state", attributes);
        x->approved = x->approved || (!x->second && (text_span_equal(state, TEXT_LITERAL("final")) ||
                                                     text_span_equal(state, TEXT_LITERAL("signed-off"))));
        start_part(x, FORMATS_XLIFF_TARGET);
    } else if (is(name, "note")) {
        start_part(x, FORMATS_XLIFF_NOTE);
    } else if (x->second && is(name, "segment")) {
        start_segment(x, attributes);
    } else if (x->second && is(name, "data")) {
        x->data_id = keep(x, formats_xliff_attribute("id", attributes));
        start_part(x, FORMATS_XLIFF_DATA);
    } else if (!is(name, "notes") && !is(name, "originalData")) {
        x->omitted = 1; /* suggestions, terms, what belongs to no segment */
    }
}

static void on_open(void *context, const char *uri, const char *name, struct formats_xml_attributes attributes)
{
    struct formats_xliff *x = context;
    (void)uri;
    if (++x->depth > FORMATS_XLIFF_DEEPEST) {
        formats_xml_stop(&x->xml, "elements are nested too deeply (more than 100 levels); this is no usable XLIFF");
    } else if (x->omitted) {
        x->omitted++;
    } else if (!x->root) {
        start_root(x, name, attributes);
    } else if (x->part != FORMATS_XLIFF_NO_PART) {
        start_inline(x, name, attributes);
    } else if (x->unit_open) {
        start_in_unit(x, name, attributes);
    } else if (x->file_open && is(name, x->second ? "unit" : "trans-unit")) {
        start_unit(x, attributes);
    } else if (is(name, "file")) {
        start_file(x, attributes);
    }
}

/* The text that was collected, as clean text and markup. */
static bool take_text(struct formats_xliff *x, struct text_span *text, struct text_span *markup)
{
    struct text_error why;
    enum text_status status = formats_unit_text(text_buffer_span(&x->text.in.text), x->arena, text, &why);
    *markup = keep(x, formats_inline_markup(&x->text.in));
    x->report->foreign += x->text.in.foreign;
    if (status != TEXT_OK || x->text.in.text.failed || x->text.in.markup.failed) {
        formats_xml_stop_memory(&x->xml); /* what the parser gives is UTF-8 without control characters */
    }
    return x->xml.status == TEXT_OK;
}

static void end_piece(struct formats_xliff *x)
{
    int side = x->part == FORMATS_XLIFF_TARGET;
    struct formats_xliff_piece piece = {.mid = x->piece_mid, .inlines = x->text.in.count};
    x->text.depth--;
    if (take_text(x, &piece.text, &piece.markup) && x->piece_count[side] < FORMATS_XLIFF_PIECES) {
        x->pieces[side][x->piece_count[side]++] = piece;
    }
    formats_inline_clear(&x->text.in);
}

static void end_part(struct formats_xliff *x)
{
    int side = x->part == FORMATS_XLIFF_TARGET;
    if (x->part == FORMATS_XLIFF_DATA) {
        formats_xliff_data_add(x);
    } else if (is_text(x->part) && take_text(x, &x->whole[side], &x->whole_markup[side])) {
        x->whole_inlines[side] = x->text.in.count;
        x->has[side] = true;
    }
    x->part = FORMATS_XLIFF_NO_PART;
}

static void on_close(void *context, const char *name)
{
    struct formats_xliff *x = context;
    x->depth--;
    if (x->omitted) {
        x->omitted--;
    } else if (x->part != FORMATS_XLIFF_NO_PART) {
        if (x->depth + 1 == x->part_depth) {
            end_part(x);
        } else if (is_text(x->part)) {
            bool piece = x->text.depth == 1 && x->text.open[0].end == FORMATS_XLIFF_PIECE;
            if (piece) {
                end_piece(x);
            } else {
                formats_xliff_inline_close(&x->text);
            }
        }
    } else if (x->unit_open && is(name, x->second ? "segment" : "trans-unit")) {
        formats_xliff_end_unit(x);
        x->unit_open = x->second;
    } else if (is(name, "unit")) {
        x->unit_open = false;
    } else if (is(name, "file")) {
        formats_xliff_end_file(x);
        x->file_open = false;
    }
}

static void on_text(void *context, struct text_span text)
{
    struct formats_xliff *x = context;
    if (x->part == FORMATS_XLIFF_NO_PART || x->omitted) {
        return;
    }
    x->bytes += text.n;
    if (x->bytes > FORMATS_XLIFF_BYTES) {
        formats_xml_stop(&x->xml, "a unit is longer than 16 MiB");
    } else if (x->part == FORMATS_XLIFF_NOTE) {
        text_buffer_add(&x->note, text);
    } else if (x->part == FORMATS_XLIFF_DATA) {
        text_buffer_add(&x->data, text);
    } else {
        formats_inline_text(&x->text.in, text);
    }
}

const struct formats_xml_events formats_xliff_events = {on_open, on_close, on_text, NULL};

enum text_status formats_xliff_read(struct formats_input *input, const struct formats_reading *reading,
                                    struct formats_report *out, struct text_error *err)
{
    const char *name = formats_input_name(input);
    struct text_span head = text_span_trim(formats_input_peek(input));
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s: is no XLIFF file, it does not begin like XML", name);
    }
    struct formats_xliff *x = calloc(1, sizeof *x);
    bool memory = x && (x->arena = text_arena_new());
    for (size_t i = 0; i < 3 && memory; i++) {
        memory = (x->segments[i].arena = text_arena_new()) != NULL;
    }
    enum text_status status = memory ? TEXT_OK : text_fail_memory(err, name);
    if (memory) {
        x->xml.name = name;
        x->reading = reading;
        x->report = out;
        formats_xml_read(&x->xml, input, &formats_xliff_events, x);
        status = x->xml.status;
        status = status == TEXT_OK ? status : text_fail(err, status, "%s", x->xml.error.message);
    }
    for (size_t i = 0; i < 3 && x; i++) {
        text_arena_free(x->segments[i].arena);
    }
    if (x) {
        text_arena_free(x->arena);
        formats_inline_free(&x->text.in);
        text_buffer_free(&x->note);
        text_buffer_free(&x->data);
    }
    free(x);
    return status;
}
