/* See srx.h. Patterns are UTF-8 and mostly ASCII; what XML 1.0 cannot hold is left out, as it could not be read
 * back. */
#include "formats/srx.h"

static void add_text(struct text_buffer *to, struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&':
            text_buffer_add_string(to, "&amp;");
            break;
        case '<':
            text_buffer_add_string(to, "&lt;");
            break;
        case '>':
            text_buffer_add_string(to, "&gt;");
            break;
        case '"':
            text_buffer_add_string(to, "&quot;");
            break;
        case '\t':
        case '\n':
        case '\r':
            text_buffer_add_format(to, "&#%d;", s.p[i]);
            break;
        default:
            if ((unsigned char)s.p[i] >= 0x20) {
                text_buffer_add_char(to, s.p[i]);
            }
        }
    }
}

static void add_element(struct text_buffer *to, const char *name, struct text_span s)
{
    if (!s.n) {
        text_buffer_add_format(to, "          <%s/>\n", name);
        return;
    }
    text_buffer_add_format(to, "          <%s>", name);
    add_text(to, s);
    text_buffer_add_format(to, "</%s>\n", name);
}

static const char *yes(bool it_is)
{
    return it_is ? "yes" : "no";
}

void formats_srx_write_head(struct text_buffer *to, const struct text_srx_header *h)
{
    text_buffer_add_format(to,
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n"
                           "  <header segmentsubflows=\"yes\" cascade=\"%s\">\n"
                           "    <formathandle type=\"start\" include=\"%s\"/>\n"
                           "    <formathandle type=\"end\" include=\"%s\"/>\n"
                           "    <formathandle type=\"isolated\" include=\"%s\"/>\n"
                           "  </header>\n  <body>\n    <languagerules>\n",
                           yes(h->cascade), yes(h->format.start), yes(h->format.end), yes(h->format.isolated));
}

void formats_srx_write_open(struct text_buffer *to, struct text_span group)
{
    text_buffer_add_string(to, "      <languagerule languagerulename=\"");
    add_text(to, group);
    text_buffer_add_string(to, "\">\n");
}

void formats_srx_write_rule(struct text_buffer *to, const struct text_srx_rule *r)
{
    text_buffer_add_format(to, "        <rule break=\"%s\">\n", yes(r->breaks));
    add_element(to, "beforebreak", r->before);
    add_element(to, "afterbreak", r->after);
    text_buffer_add_string(to, "        </rule>\n");
}

void formats_srx_write_close(struct text_buffer *to)
{
    text_buffer_add_string(to, "      </languagerule>\n");
}

void formats_srx_write_tail(struct text_buffer *to, const struct formats_srx_map *maps, size_t count)
{
    text_buffer_add_string(to, "    </languagerules>\n    <maprules>\n");
    for (size_t i = 0; i < count; i++) {
        text_buffer_add_string(to, "      <languagemap languagepattern=\"");
        add_text(to, maps[i].pattern);
        text_buffer_add_string(to, "\" languagerulename=\"");
        add_text(to, maps[i].group);
        text_buffer_add_string(to, "\"/>\n");
    }
    text_buffer_add_string(to, "    </maprules>\n  </body>\n</srx>\n");
}
