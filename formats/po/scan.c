/* The entries of a PO document with the bytes of their parts: see po-private.h. An entry that cannot be used is warned
 * of and stays as it is. Cost: linear. */
#include "formats/po/po-private.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "formats/unit-private.h"

enum part { ID, PLURAL, CONTEXT, NOTE, PREVIOUS, FIRST_FORM, PARTS = FIRST_FORM + FORMATS_PO_FORMS, NO_PART = PARTS };

struct scanner {
    struct formats_scan *scan;
    struct text_buffer parts[PARTS];
    bool there[PARTS];
    struct formats_po_entry entry;
    size_t order[FORMATS_PO_FORMS]; /* the forms as they stand in the file */
    size_t forms;
    enum part last;
    size_t line, number; /* where the entry began, 0: none has; the line at hand */
    bool obsolete;
    const char *broken; /* why it cannot be used */
    struct text_span source_language, target_language;
    size_t plurals; /* of the header; 0: it does not say */
};

static void clear(struct scanner *s)
{
    for (size_t i = 0; i < PARTS; i++) {
        text_buffer_clear(&s->parts[i]);
        s->there[i] = false;
    }
    s->entry = (struct formats_po_entry){0};
    s->forms = s->line = 0;
    s->last = NO_PART;
    s->obsolete = false;
    s->broken = NULL;
}

static struct text_span field(struct text_span header, const char *name)
{
    struct text_span line, n = text_span_of(name);
    while (text_span_cut(&header, '\n', &line)) {
        if (line.n > n.n && strncasecmp(line.p, n.p, n.n) == 0) {
            return text_span_trim((struct text_span){line.p + n.n, line.n - n.n});
        }
    }
    return (struct text_span){"", 0};
}

static bool take_header(struct scanner *s)
{
    struct text_span header = text_buffer_span(&s->parts[FIRST_FORM]), plurals = field(header, "Plural-Forms:");
    struct text_span number = TEXT_LITERAL("nplurals=");
    s->source_language = text_arena_copy(s->scan->whole, field(header, "X-Source-Language:"));
    s->target_language = text_arena_copy(s->scan->whole, field(header, "Language:"));
    s->plurals = 0;
    if (text_span_starts(plurals, number)) {
        for (size_t i = number.n; i < plurals.n && plurals.p[i] >= '0' && plurals.p[i] <= '9' && s->plurals < 100;
             i++) {
            s->plurals = s->plurals * 10 + (size_t)(plurals.p[i] - '0');
        }
    }
    return s->source_language.p && s->target_language.p;
}

/* The slot of a form, its texts in the arena. */
static enum text_status fill_slot(struct scanner *s, size_t form, struct formats_slot *slot, struct text_error *err)
{
    struct text_arena *arena = s->scan->arena;
    enum part source = s->there[PLURAL] && (form > 0 || s->forms == 1) ? PLURAL : ID;
    struct text_span raw = text_arena_copy(arena, text_buffer_span(&s->parts[source]));
    enum text_status status = raw.p ? TEXT_OK : TEXT_NOMEM;
    *slot = (struct formats_slot){.source_language = s->source_language,
                                  .target_language = s->target_language,
                                  .translatable = true,
                                  .line = s->line};
    if (status == TEXT_OK) {
        s->entry.forms[form].source = raw;
        status = formats_unit_text(raw, arena, &slot->source, err);
    }
    if (status == TEXT_OK) {
        status = formats_unit_text(text_buffer_span(&s->parts[FIRST_FORM + form]), arena, &slot->target, err);
    }
    if (status == TEXT_OK) {
        status = formats_unit_text(text_buffer_span(&s->parts[NOTE]), arena, &slot->note, err);
    }
    if (status == TEXT_OK) {
        status = formats_unit_text(text_buffer_span(&s->parts[CONTEXT]), arena, &slot->id, err);
    }
    slot->state = s->parts[FIRST_FORM + form].n == 0 ? FORMATS_SLOT_EMPTY
                  : s->entry.fuzzy                   ? FORMATS_SLOT_DRAFT
                                                     : FORMATS_SLOT_HUMAN;
    return status;
}

static enum text_status deliver(struct scanner *s, struct text_error *err)
{
    struct formats_slot *slots = text_arena_alloc(s->scan->arena, s->forms, sizeof *slots);
    struct formats_po_entry *entry = text_arena_alloc(s->scan->arena, 1, sizeof *entry);
    struct text_error why;
    enum text_status status = slots && entry ? TEXT_OK : TEXT_NOMEM;
    bool in_order = true, empty = false;
    for (size_t i = 0; i < s->forms && status == TEXT_OK; i++) {
        status = fill_slot(s, i, &slots[i], &why);
        in_order = in_order && s->order[i] == i;
        empty = empty || slots[i].source.n == 0;
    }
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, s->scan->document->name);
    }
    if (status != TEXT_OK) {
        formats_scan_warn(s->scan, s->line, "the entry cannot be used: %s", why.message);
        return TEXT_OK;
    }
    if (empty) {
        return TEXT_OK;
    }
    s->entry.certain =
        in_order && (s->there[PLURAL] ? s->forms <= 2 && (!s->plurals || s->plurals == s->forms) : s->forms == 1);
    s->entry.line_end = s->entry.line_end ? s->entry.line_end : "\n";
    *entry = s->entry;
    const struct formats_group group = {.slots = slots, .count = s->forms, .detail = entry};
    return formats_scan_deliver(s->scan, &group, err);
}

static enum text_status end_entry(struct scanner *s, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    bool failed = false;
    for (size_t i = 0; i < PARTS; i++) {
        failed = failed || s->parts[i].failed;
    }
    if (failed) {
        status = text_fail_memory(err, s->scan->document->name);
    } else if (s->obsolete || (!s->there[ID] && s->forms == 0 && !s->broken)) {
        status = TEXT_OK; /* or comments only */
    } else if (s->broken || !s->there[ID] || s->forms == 0) {
        formats_scan_warn(s->scan, s->line, "the entry cannot be used: %s",
                          s->broken      ? s->broken
                          : s->there[ID] ? "it has no msgstr"
                                         : "it has no msgid");
    } else if (s->parts[ID].n == 0 && !s->there[CONTEXT]) {
        status = take_header(s) ? TEXT_OK : text_fail_memory(err, s->scan->document->name);
    } else {
        for (size_t i = 0; i < s->forms && !s->broken; i++) {
            s->broken = s->there[FIRST_FORM + i] ? NULL : "a plural form is missing";
        }
        if (s->broken) {
            formats_scan_warn(s->scan, s->line, "the entry cannot be used: %s", s->broken);
        } else {
            status = deliver(s, err);
        }
    }
    clear(s);
    return status;
}

/* A string, which belongs to a part; `line` is the trimmed rest of its line, `column` where it begins. */
static void take_part(struct scanner *s, enum part part, struct text_span line, size_t column)
{
    size_t begin = (size_t)(line.p - s->scan->document->text.p);
    if (part == NO_PART) {
        s->broken = "a string stands where none may be";
        return;
    }
    if (!formats_po_string(line, &s->parts[part])) {
        s->broken = "a string has no end, or something behind it";
        return;
    }
    if (part >= FIRST_FORM) {
        struct formats_po_form *form = &s->entry.forms[part - FIRST_FORM];
        if (!s->there[part]) {
            form->bytes.begin = begin;
            form->column = column;
            if (s->forms < FORMATS_PO_FORMS) {
                s->order[s->forms] = (size_t)(part - FIRST_FORM);
            }
            s->forms++;
        }
        form->bytes.end = begin + line.n;
    }
    s->there[part] = true;
    s->last = part;
}

/* The form that [N] names; NO_PART when it is too high or none. */
static enum part take_index(struct text_span *line)
{
    size_t i = 0, n = 1;
    while (n < line->n && line->p[n] >= '0' && line->p[n] <= '9' && i < FORMATS_PO_FORMS) {
        i = i * 10 + (size_t)(line->p[n++] - '0');
    }
    if (n == 1 || n >= line->n || line->p[n] != ']' || i >= FORMATS_PO_FORMS) {
        return NO_PART;
    }
    *line = text_span_trim((struct text_span){line->p + n + 1, line->n - n - 1});
    return FIRST_FORM + (enum part)i;
}

static void take_message(struct scanner *s, struct text_span line, struct text_span whole)
{
    enum part part = s->last;
    s->entry.head = s->entry.head ? s->entry.head : (size_t)(whole.p - s->scan->document->text.p) + 1;
    if (line.p[0] == '"') {
        part = s->last == PREVIOUS ? NO_PART : s->last;
    } else if (formats_po_keyword(&line, "msgctxt")) {
        part = CONTEXT;
    } else if (formats_po_keyword(&line, "msgid_plural")) {
        part = PLURAL;
    } else if (formats_po_keyword(&line, "msgid")) {
        part = ID;
    } else if (formats_po_keyword(&line, "msgstr")) {
        part = line.n && line.p[0] == '[' ? take_index(&line) : FIRST_FORM;
    } else {
        s->broken = "a line is none of a PO file";
        return;
    }
    if (line.n && line.p[0] != '"') {
        s->broken = "a string has no beginning";
        return;
    }
    if (s->last != part && part != NO_PART && s->there[part]) {
        s->broken = "a keyword stands in it twice";
        return;
    }
    take_part(s, part, line, (size_t)(line.p - whole.p));
}

static void take_flags(struct scanner *s, struct text_span rest)
{
    struct text_span flag;
    struct formats_po_entry *e = &s->entry;
    bool first = !e->flags && !e->head; /* others stand where none is looked for */
    if (first) {
        e->flags = (size_t)(rest.p - s->scan->document->text.p);
    }
    while (text_span_cut(&rest, ',', &flag)) {
        flag = text_span_trim(flag);
        e->fuzzy = e->fuzzy || text_span_equal(flag, TEXT_LITERAL("fuzzy"));
        e->format = e->format ||
                    (text_span_ends(flag, TEXT_LITERAL("-format")) && !text_span_starts(flag, TEXT_LITERAL("no-")));
        e->other_flags = e->other_flags || (first && flag.n > 0);
    }
}

static void take_comment(struct scanner *s, struct text_span line, struct text_span whole)
{
    size_t begin = (size_t)(whole.p - s->scan->document->text.p);
    char kind = line.n > 1 ? line.p[1] : ' ';
    struct text_span rest = {line.p + (line.n > 1 ? 2 : 1), line.n - (line.n > 1 ? 2 : 1)};
    if (kind == '~') {
        s->obsolete = true;
    } else if (kind == ',') {
        take_flags(s, rest);
    } else if (kind == '|') {
        if (s->entry.previous.end == 0) {
            s->entry.previous.begin = begin;
            s->broken = s->entry.head ? "a previous msgid stands behind the msgid" : s->broken;
        } else if (s->entry.previous.end != begin) {
            s->broken = "something stands between the lines of a previous msgid";
        }
        s->entry.previous.end = begin + whole.n;
        s->entry.head = s->entry.head ? s->entry.head : begin + 1;
        s->last = NO_PART;
    } else if ((kind == ' ' || kind == '.') && text_span_trim(rest).n) {
        text_buffer_add_string(&s->parts[NOTE], s->parts[NOTE].n ? "\n" : "");
        text_buffer_add(&s->parts[NOTE], text_span_trim(rest));
    }
}

/* An entry ends where the next begins: blank lines are usual, and not asked for. */
static bool begins_entry(const struct scanner *s, struct text_span line)
{
    bool obsolete = text_span_starts(line, TEXT_LITERAL("#~"));
    bool complete = s->forms > 0 || s->obsolete;
    bool id = text_span_starts(line, TEXT_LITERAL("msgid")) && !text_span_starts(line, TEXT_LITERAL("msgid_plural"));
    return complete &&
           (line.p[0] == '#' ? !(obsolete && s->obsolete) : id || text_span_starts(line, TEXT_LITERAL("msgctxt")));
}

static enum text_status take_line(struct scanner *s, struct text_span whole, struct text_error *err)
{
    struct text_span line = text_span_trim(whole);
    enum text_status status = TEXT_OK;
    s->number++;
    if (line.n == 0) {
        return s->line ? end_entry(s, err) : TEXT_OK;
    }
    if (s->line && begins_entry(s, line)) {
        status = end_entry(s, err);
    }
    s->line = s->line ? s->line : s->number;
    if (!s->entry.line_end) {
        s->entry.line_end = text_span_ends(whole, TEXT_LITERAL("\r\n")) ? "\r\n" : "\n";
    }
    if (line.p[0] == '#') {
        take_comment(s, line, whole);
    } else {
        s->entry.wide = s->entry.wide || (line.n > 90 && memchr(line.p + 1, ' ', line.n - 1));
        take_message(s, line, whole);
    }
    return status;
}

static enum text_status scan(struct formats_scan *scan, struct text_error *err)
{
    struct scanner s = {.scan = scan, .last = NO_PART, .source_language = {"", 0}, .target_language = {"", 0}};
    struct text_span rest = scan->document->text;
    enum text_status status = TEXT_OK;
    while (rest.n && status == TEXT_OK) {
        const char *end = memchr(rest.p, '\n', rest.n);
        size_t n = end ? (size_t)(end - rest.p) + 1 : rest.n;
        status = take_line(&s, (struct text_span){rest.p, n}, err);
        rest.p += n;
        rest.n -= n;
    }
    if (status == TEXT_OK && s.line) {
        status = end_entry(&s, err);
    }
    for (size_t i = 0; i < PARTS; i++) {
        text_buffer_free(&s.parts[i]);
    }
    return status;
}

const struct formats_document_way formats_document_po = {scan, formats_po_put};
