/* What the elements of a TMX file mean. Knows nothing of the parser: events come in, units go to the sink.
 *
 * An element that stands where none may be is left out with all that is in it, and costs its unit. */
#include <string.h>
#include <strings.h>

#include "formats/article/date-private.h"
#include "formats/tmx/tmx-private.h"

enum { INLINE_ATTRIBUTES = 16, DEEPEST = 100 }; /* TMX needs six levels and what inline elements nest */

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

/* A name is found in any case, and xml:lang before lang. The value is borrowed from the parser. */
static struct text_span attribute(const char *name, struct formats_xml_attributes attributes)
{
    struct text_span found = {0};
    const unsigned char **at = attributes.at;
    for (int i = 0; i < attributes.count; i++, at += 5) {
        if (strcasecmp((const char *)at[0], name) == 0) {
            struct text_span value = {(const char *)at[3], (size_t)(at[4] - at[3])};
            if (at[1] && is((const char *)at[1], "xml")) {
                return value;
            }
            found = found.p ? found : value;
        }
    }
    return found;
}

/* The parser is told to expand no entities, and so hands an ampersand in an attribute on as a reference; nothing else
 * in it can look like that. */
static size_t restore_ampersands(char *p, size_t n)
{
    static const char reference[] = "&#38;";
    size_t to = 0;
    if (n == 0 || !memchr(p, '&', n)) {
        return n;
    }
    for (size_t i = 0; i < n; i++) {
        p[to++] = p[i];
        if (n - i >= sizeof reference - 1 && memcmp(p + i, reference, sizeof reference - 1) == 0) {
            i += sizeof reference - 2;
        }
    }
    return to;
}

/* Counts bytes that the unit is going to keep; false when they are too many. */
static bool has_room(struct formats_tmx *t, size_t bytes)
{
    if (bytes > FORMATS_TMX_BYTES - t->unit.bytes) {
        formats_tmx_unit_break(&t->unit, "it is longer than %d MiB", FORMATS_TMX_BYTES >> 20);
        return false;
    }
    t->unit.bytes += bytes;
    return true;
}

static struct text_span keep_untrimmed(struct formats_tmx *t, struct text_span value)
{
    if (!has_room(t, value.n)) {
        return (struct text_span){0};
    }
    char *copy = text_arena_alloc(t->unit.arena, value.n + 1, 1);
    if (!copy) {
        formats_xml_stop_memory(&t->xml);
        return (struct text_span){0};
    }
    memcpy(copy, value.n ? value.p : "", value.n);
    return (struct text_span){copy, restore_ampersands(copy, value.n)};
}

static struct text_span keep(struct formats_tmx *t, struct text_span value)
{
    return keep_untrimmed(t, text_span_trim(value));
}

/* As TMX writes it; empty when it is no date. TMX has no dates without a time: they are midnight. */
static struct text_span keep_date(struct formats_tmx *t, struct text_span value)
{
    struct formats_moment m;
    char date[FORMATS_DATE_SIZE];
    if (!formats_date_parse(text_span_trim(value), &m)) {
        return (struct text_span){0};
    }
    formats_date_print_tmx(&m, date);
    return keep(t, text_span_of(date));
}

static bool is_segtype(struct text_span s)
{
    return text_span_equal(s, TEXT_LITERAL("block")) || text_span_equal(s, TEXT_LITERAL("paragraph")) ||
           text_span_equal(s, TEXT_LITERAL("sentence")) || text_span_equal(s, TEXT_LITERAL("phrase"));
}

static struct text_span keep_attribute(struct formats_tmx *t, enum formats_tmx_attribute which, struct text_span value)
{
    switch (which) {
    case FORMATS_TMX_CREATED:
    case FORMATS_TMX_CHANGED:
    case FORMATS_TMX_LAST_USAGE:
        return keep_date(t, value);
    case FORMATS_TMX_SEGTYPE:
        return is_segtype(text_span_trim(value)) ? keep(t, value) : (struct text_span){0};
    default:
        return keep(t, value);
    }
}

static void read_about(struct formats_tmx *t, struct formats_tmx_about *about, bool variant,
                       struct formats_xml_attributes attributes)
{
    const unsigned char **at = attributes.at;
    for (int i = 0; i < attributes.count; i++, at += 5) {
        struct text_span value = {(const char *)at[3], (size_t)(at[4] - at[3])};
        for (size_t k = 0; k < FORMATS_TMX_ATTRIBUTES; k++) {
            const char *name = formats_tmx_attribute_types[k] + FORMATS_TMX_TYPE_PREFIX;
            if ((at[0][0] | 0x20) == name[0] && strcasecmp((const char *)at[0], name) == 0 &&
                formats_tmx_attribute_of((enum formats_tmx_attribute)k, variant)) {
                about->at[k] = keep_attribute(t, (enum formats_tmx_attribute)k, value);
                break;
            }
        }
    }
}

static void start_unit(struct formats_tmx *t, struct formats_xml_attributes attributes)
{
    if (t->unit_open) {
        formats_tmx_unit_break(&t->unit, "another <tu> stands inside it (line %zu)", t->xml.line);
        t->omitted = 1;
        return;
    }
    if (!t->header.seen) {
        t->header.seen = true; /* said once */
        formats_warn(t->reading, t->xml.name, t->xml.line,
                     "there is no <header> before the first unit; the units are read all the same");
    }
    t->unit_open = true;
    formats_tmx_unit_start(&t->unit, t->xml.line);
    read_about(t, &t->unit.about, false, attributes);
}

static void start_variant(struct formats_tmx *t, struct formats_xml_attributes attributes)
{
    struct text_span language = text_span_trim(attribute("lang", attributes));
    bool source = formats_tag_same(language, text_span_of(t->reading->source_language));
    bool target = formats_tag_same(language, text_span_of(t->reading->target_language));
    if (!t->unit_open || t->variant_open) {
        formats_tmx_unit_break(&t->unit, "a <tuv> stands where none may be (line %zu)", t->xml.line);
        t->omitted = 1;
    } else if (language.n == 0) {
        formats_tmx_unit_break(&t->unit, "a <tuv> has no language (line %zu)", t->xml.line);
        t->omitted = 1;
    } else if (!source && !target) {
        t->omitted = 1;
    } else if (t->unit.variant_count == FORMATS_TMX_VARIANTS) {
        formats_tmx_unit_break(&t->unit, "it has more than %d variants", FORMATS_TMX_VARIANTS);
        t->omitted = 1;
    } else {
        struct formats_tmx_variant *v = &t->unit.variants[t->unit.variant_count++];
        *v = (struct formats_tmx_variant){.target = target, .language = keep(t, language)};
        read_about(t, &v->about, true, attributes);
        t->variant_open = true;
        t->has_segment = false;
    }
}

static void start_part(struct formats_tmx *t, enum formats_tmx_part part)
{
    t->part = part;
    t->part_depth = t->depth;
    text_buffer_clear(&t->text);
}

static void start_segment(struct formats_tmx *t)
{
    if (!t->variant_open) {
        formats_tmx_unit_break(&t->unit, "a <seg> stands outside of a <tuv> (line %zu)", t->xml.line);
        t->omitted = 1;
    } else if (t->has_segment) {
        formats_tmx_unit_break(&t->unit, "a <tuv> has two <seg> (line %zu)", t->xml.line);
        t->omitted = 1;
    } else {
        t->has_segment = true;
        formats_inline_clear(&t->segment);
        start_part(t, FORMATS_TMX_SEGMENT);
    }
}

/* The attributes of an inline element; those that no element has are not worth a place. */
static size_t read_attributes(struct formats_tmx *t, struct formats_xml_attributes attributes,
                              struct formats_attribute out[], size_t most)
{
    const unsigned char **at = attributes.at;
    size_t n = 0;
    for (int i = 0; i < attributes.count && n < most; i++, at += 5) {
        if (!at[1]) {
            struct text_span value = {(const char *)at[3], (size_t)(at[4] - at[3])};
            out[n++] = (struct formats_attribute){(const char *)at[0], keep_untrimmed(t, value)};
        }
    }
    return n;
}

/* An element inside a text that is being collected. */
static void start_inline(struct formats_tmx *t, const char *name, struct formats_xml_attributes attributes)
{
    struct formats_attribute at[INLINE_ATTRIBUTES];
    if (is(name, "tuv") || is(name, "tu") || (is(name, "seg") && t->part == FORMATS_TMX_SEGMENT)) {
        formats_tmx_unit_break(&t->unit, "<%s> stands inside a text (line %zu)", name, t->xml.line);
    }
    if (t->part != FORMATS_TMX_SEGMENT) {
        t->unit.foreign++;
        return;
    }
    size_t n = read_attributes(t, attributes, at, INLINE_ATTRIBUTES);
    if (!formats_inline_open(&t->segment, name, at, n)) {
        t->omitted = 1; /* cannot be: DEEPEST comes first */
    }
}

static void copy_short(struct text_span value, char out[FORMATS_TMX_SHORT])
{
    value = text_span_trim(value);
    value.n = value.n < FORMATS_TMX_SHORT ? value.n : 0; /* too long to be true */
    memcpy(out, value.n ? value.p : "", value.n);
    out[restore_ampersands(out, value.n)] = '\0';
}

static void start_header(struct formats_tmx *t, struct formats_xml_attributes attributes)
{
    t->header.seen = true;
    copy_short(attribute("srclang", attributes), t->header.source);
    copy_short(attribute("datatype", attributes), t->header.datatype);
    copy_short(attribute("o-tmf", attributes), t->header.memory);
    if (attribute("srclang", attributes).n == 0) {
        formats_warn(t->reading, t->xml.name, t->xml.line,
                     "the <header> does not say the source language (srclang); the units are read all the same");
    }
}

static void start_root(struct formats_tmx *t, const char *name)
{
    t->root = true;
    if (!is(name, "tmx")) {
        t->xml.status = text_fail(&t->xml.error, TEXT_FOREIGN, "%s: is no TMX file, its root element is <%.100s>",
                                  t->xml.name, name);
    }
}

static void on_open(void *context, const char *uri, const char *name, struct formats_xml_attributes attributes)
{
    struct formats_tmx *t = context;
    (void)uri;
    if (++t->depth > DEEPEST) {
        formats_xml_stop(&t->xml, "elements are nested too deeply (more than 100 levels); this is no usable TMX");
    } else if (t->omitted) {
        t->omitted++;
    } else if (!t->root) {
        start_root(t, name);
    } else if (t->part != FORMATS_TMX_NOTHING) {
        start_inline(t, name, attributes);
    } else if (is(name, "tu")) {
        start_unit(t, attributes);
    } else if (is(name, "header")) {
        start_header(t, attributes);
    } else if (!t->unit_open) {
        return;
    } else if (is(name, "tuv")) {
        start_variant(t, attributes);
    } else if (is(name, "seg")) {
        start_segment(t);
    } else if (is(name, "prop")) {
        t->type = keep(t, attribute("type", attributes));
        start_part(t, FORMATS_TMX_PROPERTY);
    } else if (is(name, "note")) {
        start_part(t, FORMATS_TMX_NOTE);
    }
}

static void end_property(struct formats_tmx *t, bool note)
{
    if (t->unit.property_count == FORMATS_TMX_PROPERTIES) {
        formats_tmx_unit_break(&t->unit, "it has more than %d properties", FORMATS_TMX_PROPERTIES);
        return;
    }
    struct text_span value = text_arena_copy(t->unit.arena, text_buffer_span(&t->text));
    if (!value.p) {
        formats_xml_stop_memory(&t->xml);
        return;
    }
    t->unit.properties[t->unit.property_count++] = (struct formats_tmx_property){
        .variant = t->variant_open ? t->unit.variant_count - 1 : FORMATS_TMX_VARIANTS,
        .said = {.type = note ? (struct text_span){0} : t->type, .value = value, .note = note},
    };
}

static void end_segment(struct formats_tmx *t)
{
    struct formats_tmx_variant *v = &t->unit.variants[t->unit.variant_count - 1];
    struct text_error why;
    enum text_status status = formats_unit_text(text_buffer_span(&t->segment.text), t->unit.arena, &v->text, &why);
    v->markup = text_arena_copy(t->unit.arena, formats_inline_markup(&t->segment));
    t->unit.inlines += t->segment.count;
    t->unit.foreign += t->segment.foreign;
    if (status == TEXT_NOMEM || t->segment.text.failed || t->segment.markup.failed || !v->markup.p) {
        formats_xml_stop_memory(&t->xml);
    } else if (status != TEXT_OK) {
        formats_tmx_unit_break(&t->unit, "%s", why.message);
    }
}

static void end_part(struct formats_tmx *t)
{
    enum formats_tmx_part part = t->part;
    t->part = FORMATS_TMX_NOTHING;
    if (t->text.failed) {
        formats_xml_stop_memory(&t->xml);
    } else if (part == FORMATS_TMX_SEGMENT) {
        end_segment(t);
    } else {
        end_property(t, part == FORMATS_TMX_NOTE);
    }
}

static void on_close(void *context, const char *name)
{
    struct formats_tmx *t = context;
    t->depth--;
    if (t->omitted) {
        t->omitted--;
    } else if (t->part != FORMATS_TMX_NOTHING) {
        if (t->depth + 1 == t->part_depth) {
            end_part(t);
        } else if (t->part == FORMATS_TMX_SEGMENT) {
            formats_inline_close(&t->segment);
        }
    } else if (t->variant_open && is(name, "tuv")) {
        t->variant_open = false;
        if (!t->has_segment) {
            formats_tmx_unit_break(&t->unit, "a <tuv> has no <seg> (line %zu)", t->xml.line);
        }
    } else if (t->unit_open && is(name, "tu")) {
        t->unit_open = t->variant_open = false;
        t->xml.status =
            formats_tmx_unit_deliver(&t->unit, &t->header, t->xml.name, t->reading, t->report, &t->xml.error);
    }
}

static void on_text(void *context, struct text_span text)
{
    struct formats_tmx *t = context;
    if (t->part == FORMATS_TMX_NOTHING || t->omitted || !has_room(t, text.n)) {
        return;
    }
    if (t->part == FORMATS_TMX_SEGMENT) {
        formats_inline_text(&t->segment, text);
    } else {
        text_buffer_add(&t->text, text);
    }
}

static void on_spoil(void *context, const char *reason)
{
    struct formats_tmx *t = context;
    if (t->unit_open) {
        formats_tmx_unit_break(&t->unit, "%s (line %zu)", reason, t->xml.line);
    } else {
        formats_warn(t->reading, t->xml.name, t->xml.line, "%s, outside of a unit", reason);
    }
}

const struct formats_xml_events formats_tmx_events = {on_open, on_close, on_text, on_spoil};
