/* See xml-write-private.h. Cost: one pass over the text. */
#include "formats/xml/xml-write-private.h"

#include "formats/input-private.h"

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

void formats_xml_add_text(struct text_buffer *to, struct text_span s, bool attribute)
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

void formats_xml_add_attribute(struct text_buffer *to, const char *name, struct text_span value)
{
    if (value.n) {
        text_buffer_add_char(to, ' ');
        text_buffer_add_string(to, name);
        text_buffer_add_string(to, "=\"");
        formats_xml_add_text(to, value, true);
        text_buffer_add_char(to, '"');
    }
}
