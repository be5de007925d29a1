/* Writes TMX 1.4 (level 1), valid against its DTD: header with all required attributes, then per unit notes,
 * properties and two variants. What XML 1.0 cannot hold is left out; bytes that are not UTF-8 become U+FFFD.
 * Cost: one pass over the texts, into a buffer. */
#include "formats/date-private.h"
#include "formats/unit-private.h"

/* The reference that stands for c, "" when it is left out, NULL when it stands for itself. A carriage return would be
 * read as a line feed, and in attributes a line feed and a tab as a blank. */
static const char *reference(char c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    default:
        return (unsigned char)c < 0x20 ? "" : NULL;
    }
}

static void add_valid(struct text_buffer *to, struct text_span s, bool attribute)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *instead = reference(s.p[i], attribute);
        if (instead) {
            text_buffer_add(to, (struct text_span){s.p + from, i - from});
            text_buffer_add_string(to, instead);
            from = i + 1;
        }
    }
    text_buffer_add(to, (struct text_span){s.p + from, s.n - from});
}

/* U+FFFE and U+FFFF are valid UTF-8 that XML forbids. */
static bool is_noncharacter(struct text_span s)
{
    return s.n >= 3 && s.p[0] == '\xEF' && s.p[1] == '\xBF' && (s.p[2] == '\xBE' || s.p[2] == '\xBF');
}

static void add_text(struct text_buffer *to, struct text_span s, bool attribute)
{
    while (s.n) {
        bool cut;
        size_t valid = formats_utf8_valid(s, &cut);
        add_valid(to, (struct text_span){s.p, valid}, attribute);
        s.p += valid;
        s.n -= valid;
        size_t skipped = s.n == 0 ? 0 : is_noncharacter(s) ? 3 : 1;
        if (skipped == 1) {
            text_buffer_add_string(to, "\xEF\xBF\xBD");
        }
        s.p += skipped;
        s.n -= skipped;
    }
}

static void add_attribute(struct text_buffer *to, const char *name, struct text_span value)
{
    if (value.n) {
        text_buffer_add_char(to, ' ');
        text_buffer_add_string(to, name);
        text_buffer_add_string(to, "=\"");
        add_text(to, value, true);
        text_buffer_add_char(to, '"');
    }
}

static void add_date(struct text_buffer *to, const char *name, struct text_span iso)
{
    struct formats_moment m;
    char date[FORMATS_DATE_SIZE];
    if (formats_date_parse(iso, &m)) {
        formats_date_print_tmx(&m, date);
        add_attribute(to, name, text_span_of(date));
    }
}

void formats_tmx_write_head(struct text_buffer *to, struct text_span source_language, const char *tool_version)
{
    text_buffer_add_string(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
                               "  <header creationtool=\"Padan\"");
    add_attribute(to, "creationtoolversion", text_span_of(tool_version[0] ? tool_version : "0"));
    text_buffer_add_string(to, " segtype=\"sentence\" o-tmf=\"Padan\" adminlang=\"en\"");
    add_attribute(to, "srclang", source_language);
    text_buffer_add_string(to, " datatype=\"plaintext\"/>\n  <body>\n");
}

static void add_variant(struct text_buffer *to, struct text_span language, struct text_span text)
{
    text_buffer_add_string(to, "      <tuv");
    add_attribute(to, "xml:lang", language);
    text_buffer_add_string(to, "><seg>");
    add_text(to, text, false);
    text_buffer_add_string(to, "</seg></tuv>\n");
}

void formats_tmx_write_unit(struct text_buffer *to, struct text_span header_language, const struct formats_unit *u)
{
    text_buffer_add_string(to, "    <tu");
    if (!text_span_equal(header_language, u->source_language)) {
        add_attribute(to, "srclang", u->source_language);
    }
    add_date(to, "creationdate", u->created);
    add_date(to, "changedate", u->changed);
    add_attribute(to, u->changed.n ? "changeid" : "creationid", u->user);
    text_buffer_add_string(to, ">\n");
    if (u->note.n) {
        text_buffer_add_string(to, "      <note>");
        add_text(to, u->note, false);
        text_buffer_add_string(to, "</note>\n");
    }
    for (size_t i = 0; i < u->property_count; i++) {
        text_buffer_add_string(to, "      <prop type=\"");
        add_text(to, u->properties[i].type, true);
        text_buffer_add_string(to, "\">");
        add_text(to, u->properties[i].value, false);
        text_buffer_add_string(to, "</prop>\n");
    }
    add_variant(to, u->source_language, u->text.source);
    add_variant(to, u->target_language, u->text.target);
    text_buffer_add_string(to, "    </tu>\n");
}

void formats_tmx_write_tail(struct text_buffer *to)
{
    text_buffer_add_string(to, "  </body>\n</tmx>\n");
}
