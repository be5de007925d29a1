/* See srx-private.h. The elements form a tree of fixed places, so a table says which may stand where. */
#include "formats/srx/srx-private.h"

#include <string.h>

enum place { OUTSIDE, ROOT, HEADER, HANDLE, BODY, GROUPS, GROUP, RULE, BEFORE, AFTER, MAPS, MAP_RULE, MAP };

static struct text_span attribute(struct formats_xml_attributes a, const char *name)
{
    for (int i = 0; i < a.count; i++) {
        const unsigned char **at = a.at + (size_t)i * 5;
        if (strcmp((const char *)at[0], name) == 0 && !at[2]) {
            return (struct text_span){(const char *)at[3], (size_t)(at[4] - at[3])};
        }
    }
    return (struct text_span){NULL, 0};
}

/* "yes" or "no"; `otherwise` when the attribute is not there. */
static bool is_yes(struct formats_srx *r, struct formats_xml_attributes a, const char *name, bool otherwise)
{
    struct text_span value = attribute(a, name);
    if (!value.p) {
        return otherwise;
    }
    bool yes = text_span_equal(value, TEXT_LITERAL("yes"));
    if (!yes && !text_span_equal(value, TEXT_LITERAL("no"))) {
        formats_xml_stop(&r->xml, "%s=\"%.*s\" is neither \"yes\" nor \"no\"", name, TEXT_PRINT(value));
    }
    return yes;
}

static void open_root(struct formats_srx *r, struct formats_xml_attributes a)
{
    struct text_span version = attribute(a, "version");
    r->cascades = text_span_equal(version, TEXT_LITERAL("2.0"));
    if (!r->cascades && !text_span_equal(version, TEXT_LITERAL("1.0"))) {
        formats_xml_stop(&r->xml, "SRX version \"%.*s\" is not known; 2.0 and 1.0 are", TEXT_PRINT(version));
    }
}

static void open_header(struct formats_srx *r, struct formats_xml_attributes a)
{
    is_yes(r, a, "segmentsubflows", true);
    r->header.cascade = is_yes(r, a, "cascade", false) && r->cascades;
}

static void open_handle(struct formats_srx *r, struct formats_xml_attributes a)
{
    struct text_span type = attribute(a, "type");
    bool include = is_yes(r, a, "include", false);
    if (text_span_equal(type, TEXT_LITERAL("start"))) {
        r->header.format.start = include;
    } else if (text_span_equal(type, TEXT_LITERAL("end"))) {
        r->header.format.end = include;
    } else if (text_span_equal(type, TEXT_LITERAL("isolated"))) {
        r->header.format.isolated = include;
    } else {
        formats_xml_stop(&r->xml, "type=\"%.*s\" of a <formathandle> is not \"start\", \"end\" or \"isolated\"",
                         TEXT_PRINT(type));
    }
}

static void open_body(struct formats_srx *r, struct formats_xml_attributes a)
{
    (void)a;
    if (r->srx) {
        formats_xml_stop(&r->xml, "there is a second <body>");
        return;
    }
    r->srx = text_srx_new(r->xml.name, &r->header);
    if (!r->srx) {
        formats_xml_stop_memory(&r->xml);
    }
}

static void open_group(struct formats_srx *r, struct formats_xml_attributes a)
{
    struct text_span name = attribute(a, "languagerulename");
    if (!name.p) {
        formats_xml_stop(&r->xml, "a <languagerule> has no languagerulename");
        return;
    }
    text_buffer_clear(&r->group);
    text_buffer_add(&r->group, name);
    r->xml.status = text_srx_add_group(r->srx, name, r->xml.line, &r->xml.error);
}

static void open_rule(struct formats_srx *r, struct formats_xml_attributes a)
{
    text_buffer_clear(&r->before);
    text_buffer_clear(&r->after);
    r->has_before = r->has_after = false;
    r->rule_line = r->xml.line;
    r->breaks = is_yes(r, a, "break", true);
}

static void open_half(struct formats_srx *r, bool *has, const char *name)
{
    if (*has) {
        formats_xml_stop(&r->xml, "the <rule> has a second <%s>", name);
    }
    *has = true;
}

static void open_before(struct formats_srx *r, struct formats_xml_attributes a)
{
    (void)a;
    open_half(r, &r->has_before, "beforebreak");
}

static void open_after(struct formats_srx *r, struct formats_xml_attributes a)
{
    (void)a;
    open_half(r, &r->has_after, "afterbreak");
}

static void open_map(struct formats_srx *r, struct formats_xml_attributes a)
{
    struct text_span pattern = attribute(a, "languagepattern"), group = attribute(a, "languagerulename");
    if (!pattern.p || !group.p) {
        formats_xml_stop(&r->xml, "a <languagemap> has no %s", pattern.p ? "languagerulename" : "languagepattern");
        return;
    }
    r->xml.status = text_srx_add_map(r->srx, pattern, group, r->xml.line, &r->xml.error);
}

static void close_rule(struct formats_srx *r)
{
    struct text_srx_rule rule = {.group = text_buffer_span(&r->group), .breaks = r->breaks, .line = r->rule_line};
    rule.before = text_buffer_span(&r->before);
    rule.after = text_buffer_span(&r->after);
    if (r->group.failed || r->before.failed || r->after.failed) {
        formats_xml_stop_memory(&r->xml);
    } else {
        r->xml.status = text_srx_add_rule(r->srx, &rule, &r->xml.error);
    }
}

/* What may stand where. <maprule> is of version 1.0. */
static const struct {
    enum place in;
    const char *name;
    enum place place;
    void (*open)(struct formats_srx *, struct formats_xml_attributes);
} elements[] = {
    {OUTSIDE, "srx", ROOT, open_root},
    {ROOT, "header", HEADER, open_header},
    {HEADER, "formathandle", HANDLE, open_handle},
    {ROOT, "body", BODY, open_body},
    {BODY, "languagerules", GROUPS, NULL},
    {GROUPS, "languagerule", GROUP, open_group},
    {GROUP, "rule", RULE, open_rule},
    {RULE, "beforebreak", BEFORE, open_before},
    {RULE, "afterbreak", AFTER, open_after},
    {BODY, "maprules", MAPS, NULL},
    {MAPS, "maprule", MAP_RULE, NULL},
    {MAPS, "languagemap", MAP, open_map},
    {MAP_RULE, "languagemap", MAP, open_map},
};

static enum place place_of(const struct formats_srx *r)
{
    return r->depth ? (enum place)r->stack[r->depth - 1] : OUTSIDE;
}

static void open_element(struct formats_srx *r, const char *name, struct formats_xml_attributes a)
{
    enum place in = place_of(r);
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        if (elements[i].in == in && strcmp(elements[i].name, name) == 0) {
            r->stack[r->depth++] = (int)elements[i].place;
            if (elements[i].open) {
                elements[i].open(r, a);
            }
            return;
        }
    }
    if (in == OUTSIDE) {
        r->xml.status =
            text_fail(&r->xml.error, TEXT_FOREIGN, "%s, line %zu: is no SRX file, its first element is <%.60s>",
                      r->xml.name, r->xml.line, name);
    } else {
        formats_xml_stop(&r->xml, "a <%.60s> cannot stand here", name);
    }
}

static void on_open(void *context, const char *uri, const char *element, struct formats_xml_attributes a)
{
    struct formats_srx *r = context;
    if (!r->depth) {
        text_buffer_add_string(&r->uri, uri ? uri : "");
    }
    if (r->foreign || !text_span_equal(text_buffer_span(&r->uri), text_span_of(uri))) {
        r->foreign++;
    } else {
        open_element(r, element, a);
    }
}

static void on_close(void *context, const char *element)
{
    struct formats_srx *r = context;
    (void)element;
    if (r->foreign) {
        r->foreign--;
        return;
    }
    if (place_of(r) == RULE) {
        close_rule(r);
    }
    r->depth--;
}

static void on_text(void *context, struct text_span text)
{
    struct formats_srx *r = context;
    enum place in = place_of(r);
    if (r->foreign || (in != BEFORE && in != AFTER)) {
        return;
    }
    struct text_buffer *to = in == BEFORE ? &r->before : &r->after;
    if (to->n + text.n > FORMATS_SRX_PATTERN) {
        formats_xml_stop(&r->xml, "the pattern is longer than %d bytes", FORMATS_SRX_PATTERN);
    } else {
        text_buffer_add(to, text);
    }
}

const struct formats_xml_events formats_srx_events = {.open = on_open, .close = on_close, .text = on_text};

void formats_srx_free(struct formats_srx *r)
{
    text_buffer_free(&r->uri);
    text_buffer_free(&r->group);
    text_buffer_free(&r->before);
    text_buffer_free(&r->after);
}
