/* Writes TMX 1.4b, level 2, valid against its DTD: header with all required attributes, then per unit its attributes,
 * properties and notes, and two variants with theirs. What XML 1.0 cannot hold is left out; bytes that are not UTF-8
 * become U+FFFD. Cost: one pass over the texts, into a buffer. */
#include "formats/article/date-private.h"
#include "formats/tmx/tmx-private.h"
#include "formats/xml/xml-write-private.h"

static void add_date(struct text_buffer *to, const char *name, struct text_span iso)
{
    struct formats_moment m;
    char date[FORMATS_DATE_SIZE];
    if (formats_date_parse(iso, &m)) {
        formats_date_print_tmx(&m, date);
        formats_xml_add_attribute(to, name, text_span_of(date));
    }
}

void formats_tmx_write_head(struct text_buffer *to, struct text_span source_language, const char *tool_version)
{
    text_buffer_add_string(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
                               "  <header creationtool=\"Padan\"");
    formats_xml_add_attribute(to, "creationtoolversion", text_span_of(tool_version[0] ? tool_version : "0"));
    text_buffer_add_string(to, " segtype=\"sentence\" o-tmf=\"Padan\" adminlang=\"en\"");
    formats_xml_add_attribute(to, "srclang", source_language);
    text_buffer_add_string(to, " datatype=\"plaintext\"/>\n  <body>\n");
}

/* The attribute as a property of that side says it; empty when none does. */
static struct text_span attribute_of(const struct formats_unit *u, enum formats_side side, enum formats_tmx_attribute a)
{
    struct text_span found = {0};
    for (size_t i = 0; i < u->property_count && found.n == 0; i++) {
        const struct formats_property *p = &u->properties[i];
        if (p->side == side && !p->note && formats_tmx_attribute_of_type(p->type) == a) {
            found = p->value;
        }
    }
    return found;
}

static bool has_attributes(const struct formats_unit *u, enum formats_side side)
{
    bool found = false;
    for (size_t i = 0; i < u->property_count && !found; i++) {
        const struct formats_property *p = &u->properties[i];
        found = p->side == side && text_span_starts(p->type, TEXT_LITERAL("tmx:"));
    }
    return found;
}

static void add_said(struct text_buffer *to, const struct formats_unit *u, enum formats_side side,
                     enum formats_tmx_attribute a)
{
    formats_xml_add_attribute(to, formats_tmx_attribute_types[a] + FORMATS_TMX_TYPE_PREFIX, attribute_of(u, side, a));
}

static void add_properties(struct text_buffer *to, const struct formats_unit *u, enum formats_side side,
                           const char *indent)
{
    for (size_t i = 0; i < u->property_count; i++) {
        const struct formats_property *p = &u->properties[i];
        enum formats_tmx_attribute a = p->note ? FORMATS_TMX_ATTRIBUTES : formats_tmx_attribute_of_type(p->type);
        if (p->side != side || (a < FORMATS_TMX_ATTRIBUTES && formats_tmx_attribute_of(a, side != FORMATS_WHOLE))) {
            continue;
        }
        text_buffer_add_string(to, indent);
        if (p->note) {
            text_buffer_add_string(to, "<note>");
        } else {
            text_buffer_add_string(to, "<prop type=\"");
            formats_xml_add_text(to, p->type, true);
            text_buffer_add_string(to, "\">");
        }
        formats_xml_add_text(to, p->value, false);
        text_buffer_add_string(to, p->note ? "</note>\n" : "</prop>\n");
    }
}

static bool has_properties(const struct formats_unit *u, enum formats_side side)
{
    bool found = false;
    for (size_t i = 0; i < u->property_count && !found; i++) {
        const struct formats_property *p = &u->properties[i];
        found = p->side == side && (p->note || formats_tmx_attribute_of_type(p->type) == FORMATS_TMX_ATTRIBUTES ||
                                    !formats_tmx_attribute_of(formats_tmx_attribute_of_type(p->type), true));
    }
    return found;
}

static void add_variant(struct text_buffer *to, const struct formats_unit *u, enum formats_side side)
{
    bool source = side == FORMATS_SOURCE, several = has_properties(u, side);
    struct text_span text = source ? u->text.source : u->text.target;
    struct text_span markup = source ? u->markup.source : u->markup.target;
    text_buffer_add_string(to, "      <tuv");
    formats_xml_add_attribute(to, "xml:lang", source ? u->source_language : u->target_language);
    for (size_t a = 0; a < FORMATS_TMX_ATTRIBUTES && has_attributes(u, side); a++) {
        if (formats_tmx_attribute_of((enum formats_tmx_attribute)a, true)) {
            add_said(to, u, side, (enum formats_tmx_attribute)a);
        }
    }
    text_buffer_add_string(to, several ? ">\n" : ">");
    add_properties(to, u, side, "        ");
    text_buffer_add_string(to, several ? "        <seg>" : "<seg>");
    if (markup.n) {
        text_buffer_add(to, markup);
    } else {
        formats_xml_add_text(to, text, false);
    }
    text_buffer_add_string(to, several ? "</seg>\n      </tuv>\n" : "</seg></tuv>\n");
}

/* Where it is not that of the header. What the unit says itself goes without saying when it is the first of the two. */
static void add_source_language(struct text_buffer *to, struct text_span header_language, const struct formats_unit *u)
{
    struct text_span said = attribute_of(u, FORMATS_WHOLE, FORMATS_TMX_SOURCE);
    bool own = said.n && !text_span_equal(said, u->source_language);
    if (own || !text_span_equal(header_language, u->source_language)) {
        formats_xml_add_attribute(to, "srclang", own ? said : u->source_language);
    }
}

void formats_tmx_write_unit(struct text_buffer *to, struct text_span header_language, const struct formats_unit *u)
{
    bool said = has_attributes(u, FORMATS_WHOLE);
    text_buffer_add_string(to, "    <tu");
    for (size_t a = 0; a < FORMATS_TMX_ATTRIBUTES; a++) {
        switch (a) {
        case FORMATS_TMX_CREATED:
            add_date(to, "creationdate", u->created);
            break;
        case FORMATS_TMX_CREATOR:
            formats_xml_add_attribute(to, "creationid", u->user);
            break;
        case FORMATS_TMX_CHANGED:
            add_date(to, "changedate", u->changed);
            break;
        case FORMATS_TMX_CHANGER:
            formats_xml_add_attribute(to, "changeid", u->changer);
            break;
        case FORMATS_TMX_SOURCE:
            break; /* see above */
        default:
            if (said) {
                add_said(to, u, FORMATS_WHOLE, (enum formats_tmx_attribute)a);
            }
            break;
        }
    }
    add_source_language(to, header_language, u);
    text_buffer_add_string(to, ">\n");
    add_properties(to, u, FORMATS_WHOLE, "      ");
    add_variant(to, u, FORMATS_SOURCE);
    add_variant(to, u, FORMATS_TARGET);
    text_buffer_add_string(to, "    </tu>\n");
}

void formats_tmx_write_tail(struct text_buffer *to)
{
    text_buffer_add_string(to, "  </body>\n</tmx>\n");
}
