/* The inline elements of XLIFF 1.2 and 2.x as those of TMX: see unit.h. A code keeps its id as x, by which those of
 * source and target belong together, and pairs have it as i. */
#include <string.h>

#include "formats/xliff/xliff-private.h"

struct text_span formats_xliff_attribute(const char *name, struct formats_xml_attributes attributes)
{
    const unsigned char **at = attributes.at;
    for (int i = 0; i < attributes.count; i++, at += 5) {
        if (strcmp((const char *)at[0], name) == 0 && (!at[1] || strcmp((const char *)at[1], "xml") == 0)) {
            return (struct text_span){(const char *)at[3], (size_t)(at[4] - at[3])};
        }
    }
    return (struct text_span){0};
}

static const struct mapping {
    const char *name, *tmx; /* tmx NULL: nothing comes of it */
    enum formats_xliff_end end;
    const char *ids[2]; /* where the number of a code stands */
} mappings[] = {
    {"g", "bpt", FORMATS_XLIFF_PAIR, {"id", NULL}},       {"pc", "bpt", FORMATS_XLIFF_PAIR, {"id", NULL}},
    {"x", "ph", FORMATS_XLIFF_ELEMENT, {"id", NULL}},     {"ph", "ph", FORMATS_XLIFF_ELEMENT, {"id", NULL}},
    {"bx", "bpt", FORMATS_XLIFF_ELEMENT, {"rid", "id"}},  {"ex", "ept", FORMATS_XLIFF_ELEMENT, {"rid", "id"}},
    {"bpt", "bpt", FORMATS_XLIFF_ELEMENT, {"rid", "id"}}, {"ept", "ept", FORMATS_XLIFF_ELEMENT, {"rid", "id"}},
    {"it", "it", FORMATS_XLIFF_ELEMENT, {"id", NULL}},    {"sub", "sub", FORMATS_XLIFF_ELEMENT, {NULL, NULL}},
    {"sc", "bpt", FORMATS_XLIFF_ELEMENT, {"id", NULL}},   {"ec", "ept", FORMATS_XLIFF_ELEMENT, {"startRef", "id"}},
    {"mrk", "hi", FORMATS_XLIFF_ELEMENT, {NULL, NULL}},   {"sm", NULL, FORMATS_XLIFF_NOTHING, {NULL, NULL}},
    {"em", NULL, FORMATS_XLIFF_NOTHING, {NULL, NULL}},    {"cp", NULL, FORMATS_XLIFF_NOTHING, {NULL, NULL}},
};

/* What comes of an element that XLIFF does not have there either: nothing, and it is counted. */
static const struct mapping unknown = {"", "", FORMATS_XLIFF_ELEMENT, {NULL, NULL}};

static const struct mapping *mapping_of(const char *name)
{
    for (size_t i = 0; i < sizeof mappings / sizeof mappings[0]; i++) {
        if (strcmp(mappings[i].name, name) == 0) {
            return &mappings[i];
        }
    }
    return &unknown;
}

static struct text_span id_of(const struct mapping *m, struct formats_xml_attributes attributes)
{
    struct text_span id = {0};
    for (size_t i = 0; i < 2 && m->ids[i] && id.n == 0; i++) {
        id = formats_xliff_attribute(m->ids[i], attributes);
    }
    return id.n < FORMATS_XLIFF_ID ? id : (struct text_span){0};
}

static bool open_element(struct formats_xliff_inline *x, const struct mapping *m, struct text_span id,
                         struct formats_xml_attributes attributes, struct text_span content)
{
    struct formats_attribute at[3];
    struct text_span type = formats_xliff_attribute(m->tmx[0] == 'h' ? "mtype" : "ctype", attributes);
    size_t n = 0;
    if (strcmp(m->tmx, "it") == 0) {
        bool closes = text_span_equal(formats_xliff_attribute("pos", attributes), TEXT_LITERAL("close"));
        at[n++] = (struct formats_attribute){"pos", closes ? TEXT_LITERAL("end") : TEXT_LITERAL("begin")};
    } else if (strcmp(m->tmx, "bpt") == 0 || strcmp(m->tmx, "ept") == 0) {
        at[n++] = (struct formats_attribute){"i", id};
    }
    at[n++] = (struct formats_attribute){"x", id};
    at[n++] = (struct formats_attribute){"type", type.n ? type : formats_xliff_attribute("type", attributes)};
    if (m->end == FORMATS_XLIFF_PAIR) {
        return formats_inline_code(&x->in, m->tmx, at, n, content);
    }
    if (!formats_inline_open(&x->in, m->tmx, at, n)) {
        return false;
    }
    if (content.n) {
        formats_inline_text(&x->in, content);
    }
    return true;
}

bool formats_xliff_inline_open(struct formats_xliff_inline *x, const char *name,
                               struct formats_xml_attributes attributes, struct formats_xliff_content content)
{
    const struct mapping *m = mapping_of(name);
    struct text_span id = id_of(m, attributes);
    if (x->depth == FORMATS_XLIFF_DEEPEST) {
        return false;
    }
    x->open[x->depth].end = m->end;
    memcpy(x->open[x->depth].id, id.n ? id.p : "", id.n);
    x->open[x->depth].id[id.n] = '\0';
    x->open[x->depth].closing = content.closing;
    x->depth++;
    return !m->tmx || open_element(x, m, id, attributes, content.opening);
}

void formats_xliff_inline_close(struct formats_xliff_inline *x)
{
    if (x->depth == 0) {
        return;
    }
    x->depth--;
    if (x->open[x->depth].end == FORMATS_XLIFF_ELEMENT) {
        formats_inline_close(&x->in);
    } else if (x->open[x->depth].end == FORMATS_XLIFF_PAIR) {
        const struct formats_attribute i = {"i", text_span_of(x->open[x->depth].id)};
        formats_inline_code(&x->in, "ept", &i, 1, x->open[x->depth].closing);
    }
}
