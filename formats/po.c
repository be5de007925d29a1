/* PO files of GNU gettext, entry by entry: memory is bounded by the largest entry. The format is that of the gettext
 * manual, "The Format of PO Files".
 *
 * Read here and not through libgettextpo, which tells neither the lines nor the bytes where an entry stands, reads the
 * whole file into memory and ends the process when that fails. Cost: linear. */
#include "formats/lines-private.h"
#include "formats/po/po-private.h"

#include <string.h>
#include <strings.h>

enum { FORMS = 16, CHARSET = 40, LANGUAGE = 40 };
enum part { CONTEXT, ID, PLURAL, PREVIOUS, COMMENT, FIRST_FORM, PARTS = FIRST_FORM + FORMS, NO_PART = PARTS };

struct reader {
    const char *name;
    const struct formats_reading *reading;
    struct formats_report *report;
    struct text_arena *arena; /* emptied for each entry */
    struct text_buffer parts[PARTS];
    bool there[PARTS];
    enum part last; /* to which a line that is only a string belongs */
    size_t line;    /* where the entry began; 0: none has */
    size_t forms;
    bool fuzzy, obsolete, turned;
    char charset[CHARSET], language[LANGUAGE];
    char broken[FORMATS_LINE_REASON];
};

static void clear(struct reader *r)
{
    for (size_t i = 0; i < PARTS; i++) {
        if (r->there[i]) {
            text_buffer_clear(&r->parts[i]);
        }
        r->there[i] = false;
    }
    r->last = NO_PART;
    r->line = r->forms = 0;
    r->fuzzy = r->obsolete = false;
    r->broken[0] = '\0';
}

/* What follows a name of the header, on its line; at most so many bytes, else nothing. */
static void header_field(struct text_span header, const char *name, char *out, size_t size)
{
    struct text_span line, n = text_span_of(name);
    while (text_span_cut(&header, '\n', &line)) {
        if (line.n > n.n && strncasecmp(line.p, n.p, n.n) == 0) {
            line = text_span_trim((struct text_span){line.p + n.n, line.n - n.n});
            line.n = line.n < size ? line.n : 0;
            memcpy(out, line.n ? line.p : "", line.n);
            out[line.n] = '\0';
        }
    }
}

static enum text_status take_header(struct reader *r, struct text_error *err)
{
    char type[100] = "";
    struct text_span header = text_buffer_span(&r->parts[FIRST_FORM]);
    header_field(header, "Content-Type:", type, sizeof type);
    header_field(header, "Language:", r->language, sizeof r->language);
    /* A tag, and not what a broken header has behind it. */
    r->language[strspn(r->language, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_@.")] = '\0';
    const char *charset = strstr(type, "charset=");
    if (charset && !r->reading->charset && strlen(charset) - 8 < CHARSET && strcasecmp(charset + 8, "CHARSET") != 0 &&
        strcasecmp(charset + 8, "UTF-8") != 0) {
        strcpy(r->charset, charset + 8);
    }
    struct text_span language = text_span_of(r->language);
    bool source = formats_tag_same(language, text_span_of(r->reading->source_language));
    r->turned = language.n && !source;
    if (r->turned && !formats_tag_same(language, text_span_of(r->reading->target_language))) {
        return text_fail(err, TEXT_INVALID, "%s: is a translation into \"%s\", and \"%s\" and \"%s\" are wanted",
                         r->name, r->language, r->reading->source_language, r->reading->target_language);
    }
    return TEXT_OK;
}

static enum text_status clean(struct reader *r, enum part part, struct text_span *out, struct text_error *err)
{
    struct text_span raw = text_buffer_span(&r->parts[part]);
    struct text_decoded decoded = {.text = raw};
    if (r->charset[0] || r->reading->lossy) {
        const struct text_decoding how = {
            .name = "the text", .charset = r->charset[0] ? r->charset : "UTF-8", .lossy = r->reading->lossy};
        enum text_status status = text_decode(raw, &how, r->arena, &decoded, err);
        if (status != TEXT_OK) {
            return status;
        }
        r->report->replaced += decoded.replaced;
    }
    return formats_unit_text(decoded.text, r->arena, out, err);
}

static enum text_status deliver(struct reader *r, enum part source, enum part form, struct text_error *err)
{
    struct formats_property properties[4];
    struct text_span texts[2], said[PARTS];
    struct text_error why;
    size_t n = 0;
    enum text_status status = clean(r, form, &texts[r->turned], &why);
    status = status == TEXT_OK ? clean(r, source, &texts[!r->turned], &why) : status;
    for (enum part i = CONTEXT; i <= COMMENT && status == TEXT_OK; i++) {
        status = r->there[i] ? clean(r, i, &said[i], &why) : TEXT_OK;
    }
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, r->name);
    }
    if (status != TEXT_OK) {
        return formats_skip(r->reading, r->report, r->name, r->line, err, "the entry cannot be used: %s", why.message);
    }
    if (texts[0].n == 0 || texts[1].n == 0) {
        r->report->untranslated++;
        return TEXT_OK;
    }
    if (r->fuzzy) {
        properties[n++] = (struct formats_property){.type = TEXT_LITERAL("x-status"), .value = TEXT_LITERAL("draft")};
    }
    if (r->there[CONTEXT]) {
        properties[n++] = (struct formats_property){.type = TEXT_LITERAL("x-msgctxt"), .value = said[CONTEXT]};
    }
    if (r->there[PREVIOUS]) {
        properties[n++] = (struct formats_property){.type = TEXT_LITERAL("x-previous-msgid"), .value = said[PREVIOUS]};
    }
    if (r->there[COMMENT] && said[COMMENT].n) {
        properties[n++] = (struct formats_property){.value = said[COMMENT], .note = true};
    }
    const struct formats_unit unit = {
        .source_language = text_span_of(r->language[0] && !r->turned ? r->language : r->reading->source_language),
        .target_language = text_span_of(r->turned ? r->language : r->reading->target_language),
        .text = {texts[0], texts[1]},
        .properties = properties,
        .property_count = n,
        .line = r->line,
    };
    status = r->reading->unit(r->reading->context, &unit, err);
    r->report->units += status == TEXT_OK;
    return status;
}

static bool is_failed(const struct reader *r)
{
    bool failed = false;
    for (size_t i = 0; i < PARTS; i++) {
        failed = failed || r->parts[i].failed;
    }
    return failed;
}

static enum text_status end_entry(struct reader *r, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (is_failed(r)) {
        status = text_fail_memory(err, r->name);
    } else if (r->obsolete || (r->line && !r->there[ID] && !r->there[FIRST_FORM] && !r->broken[0])) {
        status = TEXT_OK; /* or comments only */
    } else if (r->broken[0]) {
        status = formats_skip(r->reading, r->report, r->name, r->line, err, "the entry cannot be used: %s", r->broken);
    } else if (r->line && (!r->there[ID] || r->forms == 0)) {
        status = formats_skip(r->reading, r->report, r->name, r->line, err, "the entry cannot be used: it has no %s",
                              r->there[ID] ? "msgstr" : "msgid");
    } else if (r->line && r->parts[ID].n == 0 && !r->there[CONTEXT]) {
        status = take_header(r, err);
    } else if (r->line) {
        text_arena_reset(r->arena);
        status = deliver(r, ID, FIRST_FORM, err);
        for (size_t i = r->forms == 1 ? 0 : 1; r->there[PLURAL] && i < r->forms && status == TEXT_OK; i++) {
            status = deliver(r, PLURAL, FIRST_FORM + (enum part)i, err);
        }
    }
    clear(r);
    return status;
}

static void take_part(struct reader *r, enum part part, struct text_span string)
{
    if (part == NO_PART) {
        snprintf(r->broken, sizeof r->broken, "a string stands where none may be");
        return;
    }
    if (!r->there[part]) {
        text_buffer_clear(&r->parts[part]);
    }
    r->there[part] = true;
    if (r->parts[part].n + string.n > FORMATS_LINE_MOST) {
        snprintf(r->broken, sizeof r->broken, "it is longer than 16 MiB");
    } else if (!formats_po_string(string, &r->parts[part])) {
        snprintf(r->broken, sizeof r->broken, "a string has no end, or something behind it");
    }
    r->last = part;
}

/* The form that [N] names; NO_PART when it is too high or none. */
static enum part take_index(struct text_span *line)
{
    size_t i = 0, n = 1;
    while (n < line->n && line->p[n] >= '0' && line->p[n] <= '9' && i < FORMS) {
        i = i * 10 + (size_t)(line->p[n++] - '0');
    }
    if (n == 1 || n >= line->n || line->p[n] != ']' || i >= FORMS) {
        return NO_PART;
    }
    line->p += n + 1;
    line->n -= n + 1;
    return FIRST_FORM + (enum part)i;
}

static void take_message(struct reader *r, struct text_span line)
{
    if (line.p[0] == '"') {
        take_part(r, r->last, line);
    } else if (formats_po_keyword(&line, "msgctxt")) {
        take_part(r, CONTEXT, line);
    } else if (formats_po_keyword(&line, "msgid_plural")) {
        take_part(r, PLURAL, line);
    } else if (formats_po_keyword(&line, "msgid")) {
        take_part(r, ID, line);
    } else if (formats_po_keyword(&line, "msgstr")) {
        enum part form = line.n && line.p[0] == '[' ? take_index(&line) : FIRST_FORM;
        if (form != NO_PART && r->forms < (size_t)(form - FIRST_FORM) + 1) {
            r->forms = (size_t)(form - FIRST_FORM) + 1;
        }
        take_part(r, form, line);
    } else {
        snprintf(r->broken, sizeof r->broken, "a line is none of a PO file");
    }
}

static void take_comment(struct reader *r, struct text_span line)
{
    char kind = line.n > 1 ? line.p[1] : ' ';
    struct text_span rest = {line.p + (line.n > 1 ? 2 : 1), line.n - (line.n > 1 ? 2 : 1)};
    rest = text_span_trim(rest);
    if (kind == '~') {
        r->obsolete = true;
    } else if (kind == ',') {
        struct text_span flag;
        while (text_span_cut(&rest, ',', &flag)) {
            r->fuzzy = r->fuzzy || text_span_equal(text_span_trim(flag), TEXT_LITERAL("fuzzy"));
        }
    } else if (kind == '|') {
        if (formats_po_keyword(&rest, "msgid") || (rest.n && rest.p[0] == '"' && r->last == PREVIOUS)) {
            take_part(r, PREVIOUS, rest);
        } else {
            r->last = NO_PART;
        }
    } else if (kind == ' ' && rest.n) {
        if (r->there[COMMENT]) {
            text_buffer_add_char(&r->parts[COMMENT], '\n');
        }
        r->there[COMMENT] = true;
        text_buffer_add(&r->parts[COMMENT], rest);
    }
}

/* An entry ends where the next begins: blank lines are usual, and not asked for. */
static bool begins_entry(const struct reader *r, struct text_span line)
{
    bool obsolete = text_span_starts(line, TEXT_LITERAL("#~"));
    bool complete = r->forms > 0 || r->obsolete;
    return complete && (line.p[0] == '#' ? !(obsolete && r->obsolete)
                                         : text_span_starts(line, TEXT_LITERAL("msgctxt")) ||
                                               (text_span_starts(line, TEXT_LITERAL("msgid")) &&
                                                !text_span_starts(line, TEXT_LITERAL("msgid_plural"))));
}

static enum text_status take_line(void *context, const struct formats_line *raw, struct text_error *err)
{
    struct reader *r = context;
    struct text_span line = text_span_trim(raw->text);
    enum text_status status = TEXT_OK;
    if (raw->too_long) {
        r->line = r->line ? r->line : raw->number;
        snprintf(r->broken, sizeof r->broken, "a line is longer than 16 MiB");
        return TEXT_OK;
    }
    if (line.n == 0) {
        return r->line ? end_entry(r, err) : TEXT_OK;
    }
    if (r->line && begins_entry(r, line)) {
        status = end_entry(r, err);
    }
    r->line = r->line ? r->line : raw->number;
    char reason[FORMATS_LINE_REASON];
    if (!r->charset[0] && !r->reading->lossy && !formats_line_valid(raw, reason)) {
        snprintf(r->broken, sizeof r->broken, "%s", reason);
    } else if (line.p[0] == '#') {
        take_comment(r, line);
    } else {
        take_message(r, line);
    }
    return status;
}

enum text_status formats_po_read(struct formats_input *input, const struct formats_reading *reading,
                                 struct formats_report *out, struct text_error *err)
{
    struct reader r = {.name = formats_input_name(input), .reading = reading, .report = out, .last = NO_PART};
    r.arena = text_arena_new();
    if (!r.arena) {
        return text_fail_memory(err, r.name);
    }
    enum text_status status = formats_lines_read(input, take_line, &r, err);
    if (status == TEXT_OK && r.line) {
        status = end_entry(&r, err);
    }
    for (size_t i = 0; i < PARTS; i++) {
        text_buffer_free(&r.parts[i]);
    }
    text_arena_free(r.arena);
    return status;
}
