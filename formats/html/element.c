/* The elements of the HTML standard, and of those before it, in the order of their names. Which are
 * blocks: those with "display: block" or one of a table's or list's in its section 15.3, and what stands alone on a
 * form: a button, an option, a label. */
#include "formats/html/html-private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BLOCK(name)                                                                                                    \
    {                                                                                                                  \
        name, FORMATS_HTML_SPLIT, FORMATS_HTML_MARKUP, FORMATS_HTML_NONE, false                                        \
    }
#define IN_P(name)                                                                                                     \
    {                                                                                                                  \
        name, FORMATS_HTML_SPLIT, FORMATS_HTML_MARKUP, FORMATS_HTML_NONE, true                                         \
    }
#define GROUP(name, group)                                                                                             \
    {                                                                                                                  \
        name, FORMATS_HTML_SPLIT, FORMATS_HTML_MARKUP, group, false                                                    \
    }
#define PHRASE(name) KIND(name, FORMATS_HTML_PHRASE)
#define KIND(name, kind)                                                                                               \
    {                                                                                                                  \
        name, kind, FORMATS_HTML_MARKUP, FORMATS_HTML_NONE, true                                                       \
    }
#define RAW(name, content)                                                                                             \
    {                                                                                                                  \
        name, FORMATS_HTML_CODE, content, FORMATS_HTML_NONE, true                                                      \
    }

static const struct formats_html_element elements[] = {
    PHRASE("a"),
    PHRASE("abbr"),
    PHRASE("acronym"),
    BLOCK("address"),
    KIND("area", FORMATS_HTML_VOID),
    BLOCK("article"),
    BLOCK("aside"),
    PHRASE("audio"),
    PHRASE("b"),
    KIND("base", FORMATS_HTML_SPLIT_VOID),
    KIND("basefont", FORMATS_HTML_VOID),
    PHRASE("bdi"),
    PHRASE("bdo"),
    KIND("bgsound", FORMATS_HTML_VOID),
    PHRASE("big"),
    BLOCK("blockquote"),
    BLOCK("body"),
    KIND("br", FORMATS_HTML_BREAK),
    IN_P("button"),
    PHRASE("canvas"),
    IN_P("caption"),
    BLOCK("center"),
    PHRASE("cite"),
    KIND("code", FORMATS_HTML_CODE),
    KIND("col", FORMATS_HTML_SPLIT_VOID),
    IN_P("colgroup"),
    PHRASE("data"),
    IN_P("datalist"),
    GROUP("dd", FORMATS_HTML_DT),
    PHRASE("del"),
    BLOCK("details"),
    PHRASE("dfn"),
    BLOCK("dialog"),
    BLOCK("dir"),
    BLOCK("div"),
    BLOCK("dl"),
    GROUP("dt", FORMATS_HTML_DT),
    PHRASE("em"),
    KIND("embed", FORMATS_HTML_CONTENT),
    BLOCK("fieldset"),
    BLOCK("figcaption"),
    BLOCK("figure"),
    PHRASE("font"),
    BLOCK("footer"),
    BLOCK("form"),
    KIND("frame", FORMATS_HTML_SPLIT_VOID),
    BLOCK("frameset"),
    BLOCK("h1"),
    BLOCK("h2"),
    BLOCK("h3"),
    BLOCK("h4"),
    BLOCK("h5"),
    BLOCK("h6"),
    BLOCK("head"),
    BLOCK("header"),
    BLOCK("hgroup"),
    {"hr", FORMATS_HTML_SPLIT_VOID, FORMATS_HTML_MARKUP, FORMATS_HTML_NONE, false},
    BLOCK("html"),
    PHRASE("i"),
    {"iframe", FORMATS_HTML_HIDDEN, FORMATS_HTML_RAW, FORMATS_HTML_NONE, true},
    KIND("img", FORMATS_HTML_CONTENT),
    KIND("input", FORMATS_HTML_CONTENT),
    PHRASE("ins"),
    PHRASE("kbd"),
    KIND("keygen", FORMATS_HTML_VOID),
    IN_P("label"),
    IN_P("legend"),
    GROUP("li", FORMATS_HTML_LI),
    KIND("link", FORMATS_HTML_VOID),
    BLOCK("listing"),
    BLOCK("main"),
    PHRASE("map"),
    PHRASE("mark"),
    KIND("math", FORMATS_HTML_CODE),
    BLOCK("menu"),
    KIND("meta", FORMATS_HTML_VOID),
    PHRASE("meter"),
    BLOCK("nav"),
    PHRASE("nobr"),
    {"noembed", FORMATS_HTML_HIDDEN, FORMATS_HTML_RAW, FORMATS_HTML_NONE, true},
    {"noframes", FORMATS_HTML_HIDDEN, FORMATS_HTML_RAW, FORMATS_HTML_NONE, true},
    PHRASE("noscript"),
    PHRASE("object"),
    BLOCK("ol"),
    {"optgroup", FORMATS_HTML_SPLIT, FORMATS_HTML_MARKUP, FORMATS_HTML_OPTION, true},
    {"option", FORMATS_HTML_SPLIT, FORMATS_HTML_MARKUP, FORMATS_HTML_OPTION, true},
    PHRASE("output"),
    GROUP("p", FORMATS_HTML_P),
    KIND("param", FORMATS_HTML_VOID),
    PHRASE("picture"),
    {"plaintext", FORMATS_HTML_SPLIT_CODE, FORMATS_HTML_PLAIN, FORMATS_HTML_NONE, false},
    {"pre", FORMATS_HTML_SPLIT_CODE, FORMATS_HTML_MARKUP, FORMATS_HTML_NONE, false},
    PHRASE("progress"),
    PHRASE("q"),
    PHRASE("rb"),
    PHRASE("rp"),
    PHRASE("rt"),
    PHRASE("rtc"),
    PHRASE("ruby"),
    PHRASE("s"),
    PHRASE("samp"),
    {"script", FORMATS_HTML_HIDDEN, FORMATS_HTML_SCRIPTING, FORMATS_HTML_NONE, true},
    BLOCK("search"),
    BLOCK("section"),
    IN_P("select"),
    PHRASE("slot"),
    PHRASE("small"),
    KIND("source", FORMATS_HTML_VOID),
    PHRASE("span"),
    PHRASE("strike"),
    PHRASE("strong"),
    {"style", FORMATS_HTML_HIDDEN, FORMATS_HTML_RAW, FORMATS_HTML_NONE, true},
    PHRASE("sub"),
    BLOCK("summary"),
    PHRASE("sup"),
    KIND("svg", FORMATS_HTML_CODE),
    BLOCK("table"),
    GROUP("tbody", FORMATS_HTML_ROWS),
    GROUP("td", FORMATS_HTML_CELL),
    PHRASE("template"),
    RAW("textarea", FORMATS_HTML_RAW),
    GROUP("tfoot", FORMATS_HTML_ROWS),
    GROUP("th", FORMATS_HTML_CELL),
    GROUP("thead", FORMATS_HTML_ROWS),
    PHRASE("time"),
    {"title", FORMATS_HTML_SPLIT, FORMATS_HTML_RAW, FORMATS_HTML_NONE, true},
    GROUP("tr", FORMATS_HTML_ROW),
    KIND("track", FORMATS_HTML_VOID),
    PHRASE("tt"),
    PHRASE("u"),
    BLOCK("ul"),
    PHRASE("var"),
    PHRASE("video"),
    KIND("wbr", FORMATS_HTML_VOID),
    {"xmp", FORMATS_HTML_SPLIT_CODE, FORMATS_HTML_RAW, FORMATS_HTML_NONE, false},
};
enum { COUNT = sizeof elements / sizeof elements[0] };
_Static_assert(sizeof elements / sizeof elements[0] <= FORMATS_HTML_ELEMENTS, "there is a number for each");

static int compare(const void *key, const void *element)
{
    const struct text_span *name = key;
    const char *other = ((const struct formats_html_element *)element)->name;
    size_t n = strlen(other);
    int order = strncasecmp(name->p, other, n < name->n ? n : name->n);
    return order ? order : name->n < n ? -1 : name->n > n;
}

const struct formats_html_element *formats_html_element_find(struct text_span name, size_t *number)
{
    const struct formats_html_element *found = NULL;
    if (name.n && name.n <= 10) {
        found = bsearch(&name, elements, COUNT, sizeof elements[0], compare);
    }
    *number = found ? (size_t)(found - elements) : 0;
    return found;
}

const struct formats_html_element *formats_html_element_at(size_t number)
{
    return number < COUNT ? &elements[number] : NULL;
}
