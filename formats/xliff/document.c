/* The units of an XLIFF document with the bytes of their parts: see document-private.h. The library's parser says first
 * whether the document is well-formed, and that it has no entities of its own; then it is gone through token by token.
 * Cost: linear. */
#include "formats/xliff/document-private.h"

#include <stdint.h>
#include <string.h>

#include "formats/unit-private.h"
#include "formats/xml/xml-read-private.h"

#define MATCHES "urn:oasis:names:tc:xliff:matches:2.0"

struct scanner {
    struct formats_scan *scan;
    struct text_span text, prefix, space; /* space: what the prefix means */
    struct formats_tokens tokens;
    struct text_span source_language, target_language, matches_prefix;
    bool second, first_two, begins;   /* begins: a <file> does, and had no unit yet */
    bool fixed[FORMATS_XLIFF_LEVELS]; /* translate="no" holds for what is open */
    size_t depth, line, line_at;
    struct formats_xliff_document_unit unit; /* that is being collected */
    size_t capacity;
};

/* The parser's word on the whole. */
struct depth {
    struct formats_xml_reading reading;
    size_t depth;
};

static void check_open(void *context, const char *uri, const char *name, struct formats_xml_attributes attributes)
{
    struct depth *d = context;
    (void)uri, (void)name, (void)attributes;
    if (++d->depth > FORMATS_XLIFF_LEVELS) {
        formats_xml_stop(&d->reading, "elements are nested too deeply (more than 100 levels); this is no usable XLIFF");
    }
}

static void check_close(void *context, const char *name)
{
    struct depth *d = context;
    (void)name;
    d->depth--;
}

static void check_text(void *context, struct text_span text)
{
    (void)context, (void)text;
}

static enum text_status check_well_formed(const struct formats_document *d, struct text_error *err)
{
    static const struct formats_xml_events events = {check_open, check_close, check_text, NULL};
    struct depth depth = {.reading = {.name = d->name}};
    struct text_span head = text_span_trim(d->text);
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s: is no XLIFF file, it does not begin like XML", d->name);
    }
    formats_xml_read_text(&depth.reading, d->text, &events, &depth);
    return depth.reading.status == TEXT_OK ? TEXT_OK
                                           : text_fail(err, depth.reading.status, "%s", depth.reading.error.message);
}

/* The name of an element of XLIFF; empty for a foreign one. */
static struct text_span name_of(const struct scanner *s, const struct formats_token *token)
{
    struct text_span name = token->name, none = {"", 0};
    if (!text_span_starts(name, s->prefix)) {
        return none;
    }
    name.p += s->prefix.n;
    name.n -= s->prefix.n;
    return memchr(name.p, ':', name.n) ? none : name;
}

/* Whether the element gives the prefix of XLIFF another meaning. */
static bool declares_other(const struct scanner *s, const struct formats_token *token)
{
    struct formats_token_attribute a;
    for (size_t at = 0; formats_token_attribute_next(s->text, token, &at, &a);) {
        bool xmlns = text_span_starts(a.name, TEXT_LITERAL("xmlns"));
        struct text_span declared = {a.name.p + 5, xmlns ? a.name.n - 5 : 0};
        bool ours = xmlns && (s->prefix.n ? declared.n == s->prefix.n && declared.p[0] == ':' &&
                                                memcmp(declared.p + 1, s->prefix.p, declared.n - 1) == 0
                                          : declared.n == 0);
        if (ours && !text_span_equal(a.value, s->space)) {
            return true;
        }
    }
    return false;
}

static struct text_span value_of(struct scanner *s, const struct formats_token *token, const char *name)
{
    struct text_buffer value = {0};
    formats_token_resolve(formats_token_value(s->text, token, name), true, &value);
    struct text_span copy = text_arena_copy(s->scan->whole, text_buffer_span(&value));
    text_buffer_free(&value);
    return copy.p ? copy : (struct text_span){"", 0};
}

static enum text_status start_root(struct scanner *s, const struct formats_token *token, struct text_error *err)
{
    const char *colon = memchr(token->name.p, ':', token->name.n);
    s->prefix = (struct text_span){token->name.p, colon ? (size_t)(colon - token->name.p) + 1 : 0};
    struct text_span name = name_of(s, token), version = formats_token_value(s->text, token, "version");
    struct formats_token_attribute a;
    if (!text_span_equal(name, TEXT_LITERAL("xliff"))) {
        return text_fail(err, TEXT_FOREIGN, "%s: is no XLIFF file, its root element is <%.*s>", s->scan->document->name,
                         (int)(token->name.n < 100 ? token->name.n : 100), token->name.p);
    }
    s->second = text_span_equal(version, TEXT_LITERAL("2.0")) || text_span_equal(version, TEXT_LITERAL("2.1"));
    s->first_two = text_span_equal(version, TEXT_LITERAL("1.2"));
    if (!s->second && !s->first_two && !text_span_equal(version, TEXT_LITERAL("1.1")) &&
        !text_span_equal(version, TEXT_LITERAL("1.0"))) {
        return text_fail(err, TEXT_FOREIGN,
                         "%s: is XLIFF of the version \"%.*s\"; 1.0 to 1.2, 2.0 and 2.1 can be written",
                         s->scan->document->name, (int)(version.n < 20 ? version.n : 20), version.n ? version.p : "");
    }
    s->source_language = value_of(s, token, "srcLang");
    s->target_language = value_of(s, token, "trgLang");
    s->space = (struct text_span){"", 0};
    for (size_t at = 0; formats_token_attribute_next(s->text, token, &at, &a);) {
        if (text_span_starts(a.name, TEXT_LITERAL("xmlns:")) && text_span_equal(a.value, TEXT_LITERAL(MATCHES))) {
            s->matches_prefix = (struct text_span){a.name.p + 6, a.name.n - 6};
        }
        bool own = s->prefix.n ? a.name.n == 5 + s->prefix.n && text_span_starts(a.name, TEXT_LITERAL("xmlns:")) &&
                                     memcmp(a.name.p + 6, s->prefix.p, s->prefix.n - 1) == 0
                               : text_span_equal(a.name, TEXT_LITERAL("xmlns"));
        s->space = own ? a.value : s->space;
    }
    return TEXT_OK;
}

/* An element that began, as far as its end; what is in it is left for later. */
static bool take_element(struct scanner *s, const struct formats_token *token, struct formats_element *out)
{
    struct formats_token end = *token;
    *out = (struct formats_element){.there = true, .empty = token->kind == FORMATS_TOKEN_EMPTY, .tag = token->bytes};
    out->inner = (struct text_range){token->bytes.end, token->bytes.end};
    if (!out->empty) {
        if (!formats_token_skip(&s->tokens, &end)) {
            return false;
        }
        out->inner.end = end.bytes.begin;
    }
    out->whole = (struct text_range){token->bytes.begin, end.bytes.end};
    return true;
}

static bool is(struct text_span name, const char *what)
{
    return text_span_equal(name, text_span_of(what));
}

/* Adds a slot; false: no memory. */
static struct formats_xliff_slot *add_slot(struct scanner *s)
{
    struct formats_xliff_document_unit *u = &s->unit;
    if (u->count == s->capacity) {
        size_t capacity = s->capacity ? 2 * s->capacity : 4;
        struct formats_xliff_slot *grown = text_arena_alloc(s->scan->arena, capacity, sizeof *grown);
        if (!grown) {
            return NULL;
        }
        memcpy(grown, u->slots ? u->slots : grown, u->count * sizeof *grown);
        u->slots = grown;
        s->capacity = capacity;
    }
    u->slots[u->count] = (struct formats_xliff_slot){.mid = {"", 0}};
    return &u->slots[u->count++];
}

/* Goes through what is in the element that is open, up to its end. `take` is given each element in it, and has to leave
 * the tokens behind it. */
typedef enum text_status taker(struct scanner *, const struct formats_token *, struct text_span name,
                               struct text_error *);

static enum text_status broken(const struct scanner *s, size_t at, struct text_error *err)
{
    size_t from = 0, line = 1;
    formats_scan_line(s->scan, at, &from, &line);
    return formats_scan_fail(s->scan, line, err, "the elements of XLIFF stand here as they should not");
}

static enum text_status each(struct scanner *s, taker *take, struct formats_token *end, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    struct formats_element foreign;
    while (status == TEXT_OK && formats_token_next(&s->tokens, end)) {
        if (end->kind == FORMATS_TOKEN_CLOSE) {
            return TEXT_OK;
        }
        if (end->kind > FORMATS_TOKEN_CLOSE) {
            continue;
        }
        if (declares_other(s, end)) {
            status = take_element(s, end, &foreign) ? TEXT_OK : broken(s, end->bytes.begin, err);
        } else {
            status = take(s, end, name_of(s, end), err);
        }
    }
    return status != TEXT_OK ? status : broken(s, s->tokens.at, err);
}

static enum text_status take_in_segment(struct scanner *s, const struct formats_token *token, struct text_span name,
                                        struct text_error *err)
{
    struct formats_xliff_slot *slot = &s->unit.slots[s->unit.count - 1];
    struct formats_element element;
    if (!take_element(s, token, &element)) {
        return broken(s, token->bytes.begin, err);
    }
    if (is(name, "source") && !slot->source.there) {
        slot->source = element;
    } else if (is(name, "target") && slot->source.there && !slot->target.there) {
        slot->target = element;
    } else {
        return broken(s, token->bytes.begin, err);
    }
    return TEXT_OK;
}

static enum text_status take_in_unit(struct scanner *s, const struct formats_token *token, struct text_span name,
                                     struct text_error *err)
{
    struct formats_xliff_document_unit *u = &s->unit;
    struct formats_element element;
    if (u->second && is(name, "segment") && token->kind == FORMATS_TOKEN_OPEN) {
        struct formats_xliff_slot *slot = add_slot(s);
        struct formats_token end;
        if (!slot) {
            return text_fail_memory(err, s->scan->document->name);
        }
        slot->segment = (struct formats_element){.there = true, .tag = token->bytes};
        return each(s, take_in_segment, &end, err);
    }
    if (!take_element(s, token, &element)) {
        return broken(s, token->bytes.begin, err);
    }
    bool ours = !u->second, late = u->target.there;
    if (ours && is(name, "source") && !u->source.there) {
        u->source = element;
    } else if (ours && is(name, "seg-source") && u->source.there && !u->pieces.there && !late) {
        u->pieces = element;
    } else if (ours && is(name, "target") && u->source.there && !late) {
        u->target = element;
    } else if (ours && (is(name, "source") || is(name, "seg-source") || is(name, "target"))) {
        return broken(s, token->bytes.begin, err);
    } else if (ours) {
        u->offers = u->offers || is(name, "alt-trans");
    } else if (u->second && name.n == 0 && text_span_ends(token->name, TEXT_LITERAL(":matches")) && u->count == 0) {
        u->matches = element;
    }
    return TEXT_OK;
}

/* Whether translate="no" holds in an element, given what holds around it. */
static bool is_fixed(const struct scanner *s, const struct formats_token *token)
{
    struct text_span translate = formats_token_value(s->text, token, "translate");
    return translate.p ? is(translate, "no") : s->depth > 0 && s->fixed[s->depth - 1];
}

static enum text_status take_unit(struct scanner *s, const struct formats_token *token, struct text_error *err)
{
    struct formats_token end;
    s->unit = (struct formats_xliff_document_unit){.second = s->second,
                                                   .first_two = s->first_two,
                                                   .prefix = s->prefix,
                                                   .matches_prefix = s->matches_prefix,
                                                   .unit = {.there = true, .tag = token->bytes}};
    s->capacity = 0;
    const struct formats_xliff_where where = {.source_language = s->source_language,
                                              .target_language = s->target_language,
                                              .fixed = is_fixed(s, token),
                                              .begins = s->begins,
                                              .line = &s->line,
                                              .line_at = &s->line_at};
    enum text_status status = each(s, take_in_unit, &end, err);
    if (status == TEXT_OK) {
        s->unit.unit.whole = (struct text_range){token->bytes.begin, end.bytes.end};
        bool delivered = false;
        status = formats_xliff_deliver(s->scan, &s->unit, token, &where, &delivered, err);
        s->begins = s->begins && !delivered;
    }
    return status;
}

/* What stands around units: files, groups, and what is of no interest. */
static enum text_status open_around(struct scanner *s, const struct formats_token *token, struct text_span name,
                                    struct text_error *err)
{
    struct formats_element other;
    if (is(name, s->second ? "unit" : "trans-unit")) {
        return token->kind == FORMATS_TOKEN_EMPTY ? TEXT_OK : take_unit(s, token, err);
    }
    bool around = is(name, "xliff") || is(name, "file") || is(name, "group") || is(name, "body");
    if (!around || s->depth == FORMATS_XLIFF_LEVELS) {
        return take_element(s, token, &other) ? TEXT_OK : broken(s, token->bytes.begin, err);
    }
    if (is(name, "file")) {
        s->begins = true;
        if (!s->second) {
            s->source_language = value_of(s, token, "source-language");
            s->target_language = value_of(s, token, "target-language");
        }
    }
    if (token->kind == FORMATS_TOKEN_OPEN) {
        s->fixed[s->depth] = is_fixed(s, token);
        s->depth++;
    }
    return TEXT_OK;
}

static enum text_status scan(struct formats_scan *scan, struct text_error *err)
{
    struct scanner s = {.scan = scan,
                        .text = scan->document->text,
                        .tokens = {.text = scan->document->text, .end = scan->document->text.n},
                        .matches_prefix = {"", 0},
                        .line = 1};
    struct formats_token token;
    struct formats_element other;
    bool root = false;
    enum text_status status = check_well_formed(scan->document, err);
    while (status == TEXT_OK && formats_token_next(&s.tokens, &token)) {
        if (token.kind == FORMATS_TOKEN_CLOSE) {
            s.depth -= s.depth > 0;
        } else if (token.kind < FORMATS_TOKEN_CLOSE && !root) {
            root = true;
            status = start_root(&s, &token, err);
            s.fixed[0] = false;
            s.depth = token.kind == FORMATS_TOKEN_OPEN;
        } else if (token.kind < FORMATS_TOKEN_CLOSE && declares_other(&s, &token)) {
            status = take_element(&s, &token, &other) ? TEXT_OK : broken(&s, token.bytes.begin, err);
        } else if (token.kind < FORMATS_TOKEN_CLOSE) {
            status = open_around(&s, &token, name_of(&s, &token), err);
        }
    }
    return status == TEXT_OK && s.tokens.broken ? broken(&s, s.tokens.at, err) : status;
}

static enum text_status put(struct formats_edits *edits, const struct formats_group *group,
                            const struct formats_fill *fills, struct formats_fill_result *results,
                            struct text_error *err)
{
    const struct formats_xliff_document_unit *unit = group->detail;
    return (unit->second ? formats_xliff_put_second : formats_xliff_put_first)(edits, group, fills, results, err);
}

const struct formats_document_way formats_document_xliff = {scan, put};
