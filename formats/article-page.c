/* A page -> blocks, with libxml2's HTML parser as a stream of events: no tree is built.
 *
 * Elements that never hold article text (script, nav, aside, footer, form, ...) and hidden ones are left out; a form
 * right inside body is kept, because some sites wrap the whole page in one. A block ends at every border of a block
 * element and at <br><br>. Classes and ids are only a hint: a block inside of, say, class="related" is suspect.
 *
 * Cost: linear, but for the parser's own look-ups in its list of open elements, which is why that list is limited.
 */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/article-private.h"
#include "formats/xml-private.h"

enum { DEEPEST = 1000, LONGEST_SCRIPT = 4 << 20 };

enum role {
    INLINE,
    BLOCK,
    SKIPPED,
    FORM,
    SCOPE,
    LINK_TEXT,  /* a */
    LINE_BREAK, /* br */
    META,
    LINK,
    TITLE,
    SCRIPT,
    TIME,
    ROOT
};

static const struct tag {
    const char *name;
    enum role role;
    enum formats_block_kind kind;
} tags[] = {
    {"a", LINK_TEXT, 0},
    {"address", BLOCK, 0},
    {"article", SCOPE, 0},
    {"aside", SKIPPED, 0},
    {"audio", SKIPPED, 0},
    {"blockquote", BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"body", BLOCK, 0},
    {"br", LINE_BREAK, 0},
    {"button", SKIPPED, 0},
    {"canvas", SKIPPED, 0},
    {"center", BLOCK, 0},
    {"dd", BLOCK, FORMATS_BLOCK_ITEM},
    {"dialog", SKIPPED, 0},
    {"div", BLOCK, 0},
    {"dl", BLOCK, 0},
    {"dt", BLOCK, FORMATS_BLOCK_ITEM},
    {"fieldset", BLOCK, 0},
    {"figcaption", BLOCK, FORMATS_BLOCK_CAPTION},
    {"figure", BLOCK, 0},
    {"footer", SKIPPED, 0},
    {"form", FORM, 0},
    {"h1", BLOCK, FORMATS_BLOCK_HEADLINE},
    {"h2", BLOCK, FORMATS_BLOCK_HEADING},
    {"h3", BLOCK, FORMATS_BLOCK_HEADING},
    {"h4", BLOCK, FORMATS_BLOCK_HEADING},
    {"h5", BLOCK, FORMATS_BLOCK_HEADING},
    {"h6", BLOCK, FORMATS_BLOCK_HEADING},
    {"header", BLOCK, 0},
    {"hr", BLOCK, 0},
    {"html", ROOT, 0},
    {"iframe", SKIPPED, 0},
    {"li", BLOCK, FORMATS_BLOCK_ITEM},
    {"link", LINK, 0},
    {"main", SCOPE, 0},
    {"math", SKIPPED, 0},
    {"meta", META, 0},
    {"nav", SKIPPED, 0},
    {"noscript", SKIPPED, 0},
    {"object", SKIPPED, 0},
    {"ol", BLOCK, 0},
    {"option", SKIPPED, 0},
    {"p", BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"pre", BLOCK, FORMATS_BLOCK_PARAGRAPH},
    {"script", SCRIPT, 0},
    {"section", BLOCK, 0},
    {"select", SKIPPED, 0},
    {"style", SKIPPED, 0},
    {"svg", SKIPPED, 0},
    {"table", BLOCK, 0},
    {"tbody", BLOCK, 0},
    {"td", BLOCK, 0},
    {"template", SKIPPED, 0},
    {"textarea", SKIPPED, 0},
    {"th", BLOCK, 0},
    {"time", TIME, 0},
    {"title", TITLE, 0},
    {"tr", BLOCK, 0},
    {"ul", BLOCK, 0},
    {"video", SKIPPED, 0},
};

/* What is open, from the outside in; each adds to what holds inside of it. */
struct open {
    uint64_t name; /* hash */
    enum role role;
    enum formats_block_kind kind;
    uint32_t scope;
    bool skipped, suspect, linked, block;
};

struct builder {
    struct formats_page *page;
    htmlParserCtxtPtr parser;
    struct open open[DEEPEST + 1]; /* open[0] stands for the page */
    size_t depth;
    struct formats_block block; /* the one that is growing */
    bool blank;                 /* a blank is due before the next word */
    size_t breaks;              /* line breaks since the last word */
    enum role listening;        /* TITLE or SCRIPT: text goes to `aside` */
    struct text_buffer aside;
    bool failed, too_deep;
};

static int compare_tag(const void *name, const void *tag)
{
    return strcasecmp(name, ((const struct tag *)tag)->name);
}

static struct text_span attribute(const xmlChar **at, const char *name)
{
    for (; at && at[0]; at += 2) {
        if (strcasecmp((const char *)at[0], name) == 0) {
            return at[1] ? text_span_of((const char *)at[1]) : TEXT_LITERAL("");
        }
    }
    return (struct text_span){0};
}

static bool is(struct text_span s, const char *word)
{
    size_t n = strlen(word);
    s = text_span_trim(s);
    return s.n == n && strncasecmp(s.p, word, n) == 0;
}

static bool is_one_of(struct text_span s, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is(s, words[i])) {
            return true;
        }
    }
    return false;
}

static bool has_hidden_style(struct text_span style)
{
    struct text_span rule, name;
    while (text_span_cut(&style, ';', &rule)) {
        if (text_span_cut(&rule, ':', &name) && is(name, "display") && is(rule, "none")) {
            return true;
        }
    }
    return false;
}

static bool is_hidden(const xmlChar **at)
{
    static const char *const roles[] = {"navigation", "complementary", "contentinfo", "search",
                                        "dialog",     "alertdialog",   "menu",        "menubar"};
    return attribute(at, "hidden").p || is(attribute(at, "aria-hidden"), "true") ||
           is_one_of(attribute(at, "role"), roles, sizeof roles / sizeof roles[0]) ||
           has_hidden_style(attribute(at, "style"));
}

/* Whole names of classes and ids by which web sites mark what is not the article. */
static bool has_suspect_name(struct text_span names)
{
    static const char *const words[] = {
        "ad",         "ads",        "advertisement", "breadcrumb", "breadcrumbs", "comment", "comments", "cookie",
        "cookies",    "copyright",  "footer",        "menu",       "modal",       "nav",     "navbar",   "navigation",
        "newsletter", "pagination", "paging",        "popular",    "popup",       "related", "share",    "sharing",
        "sidebar",    "social",     "sponsored",     "tags",       "trending"};
    struct text_span name;
    while (text_span_cut(&names, ' ', &name)) {
        if (is_one_of(name, words, sizeof words / sizeof words[0])) {
            return true;
        }
    }
    return false;
}

static void end_block(struct builder *b)
{
    struct formats_page *page = b->page;
    b->blank = false;
    b->breaks = 0;
    if (b->block.words == 0 || b->failed) {
        return;
    }
    if (page->block_count == page->block_capacity) {
        size_t capacity = page->block_capacity ? page->block_capacity * 2 : 64;
        void *p = realloc(page->blocks, capacity * sizeof *page->blocks);
        if (!p) {
            b->failed = true;
            return;
        }
        page->blocks = p;
        page->block_capacity = capacity;
    }
    b->block.range.end = page->text.n;
    page->blocks[page->block_count++] = b->block;
    b->block.words = b->block.link_words = 0;
}

static void start_block(struct builder *b)
{
    const struct open *o = &b->open[b->depth];
    b->block.range.begin = b->page->text.n;
    b->block.kind = o->kind;
    b->block.scope = o->scope;
    b->block.suspect = o->suspect;
}

/* The length of a blank at s: ASCII white space or a no-break space. */
static size_t blank_at(struct text_span s)
{
    if (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r')) {
        return 1;
    }
    return s.n >= 2 && s.p[0] == '\xC2' && s.p[1] == '\xA0' ? 2 : 0;
}

static void add_words(struct builder *b, struct text_span s)
{
    while (s.n) {
        size_t n = blank_at(s);
        if (n) {
            b->blank = true;
        } else {
            if (b->block.words == 0) {
                start_block(b);
            }
            if (b->blank || b->block.words == 0) {
                if (b->block.words) {
                    text_buffer_add_char(&b->page->text, ' ');
                }
                b->block.words++;
                b->block.link_words += b->open[b->depth].linked;
                b->blank = false;
            }
            while (n < s.n && !blank_at((struct text_span){s.p + n, s.n - n})) {
                n++;
            }
            text_buffer_add(&b->page->text, (struct text_span){s.p, n});
            b->breaks = 0;
        }
        s.p += n;
        s.n -= n;
    }
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct builder *b = context;
    struct text_span s = {(const char *)text, n > 0 ? (size_t)n : 0};
    if (b->listening != INLINE) {
        if (b->aside.n + s.n <= LONGEST_SCRIPT) {
            text_buffer_add(&b->aside, s);
        }
    } else if (!b->open[b->depth].skipped) {
        add_words(b, s);
    }
}

static void open_scope(struct builder *b, struct open *o)
{
    struct formats_page *page = b->page;
    if (page->scope_count < FORMATS_SCOPES && !o->skipped) {
        page->scopes[page->scope_count] = (struct formats_scope){.parent = o->scope};
        o->scope = page->scope_count++;
    }
}

static void take_meta(struct builder *b, const xmlChar **at)
{
    struct text_span content = attribute(at, "content");
    formats_claims_meta(&b->page->claims, attribute(at, "property"), content);
    formats_claims_meta(&b->page->claims, attribute(at, "name"), content);
    formats_claims_meta(&b->page->claims, attribute(at, "itemprop"), content);
}

static void open_element(struct builder *b, const struct tag *tag, struct open *o, const xmlChar **at)
{
    switch (o->role) {
    case SKIPPED:
        o->skipped = true;
        break;
    case FORM:
        o->skipped = o->skipped || b->depth > 3; /* html, body, form */
        break;
    case LINK_TEXT:
        o->linked = o->linked || attribute(at, "href").p;
        break;
    case META:
        take_meta(b, at);
        break;
    case LINK:
        if (is(attribute(at, "rel"), "canonical")) {
            formats_claims_offer(&b->page->claims, FORMATS_FIELD_URL, FORMATS_RANK_PAGE, attribute(at, "href"));
        }
        break;
    case TIME:
        formats_claims_offer(&b->page->claims, FORMATS_FIELD_DATE, FORMATS_RANK_PAGE, attribute(at, "datetime"));
        break;
    case ROOT:
        formats_claims_offer(&b->page->claims, FORMATS_FIELD_LANGUAGE, FORMATS_RANK_OPEN_GRAPH, attribute(at, "lang"));
        break;
    case TITLE:
    case SCRIPT:
        if (o->role == TITLE ? !o->skipped : is(attribute(at, "type"), "application/ld+json")) {
            b->listening = o->role;
            text_buffer_clear(&b->aside);
        }
        o->skipped = true;
        break;
    default:
        break;
    }
    if (tag && tag->kind && o->kind != FORMATS_BLOCK_CAPTION) {
        o->kind = tag->kind;
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar **at)
{
    struct builder *b = context;
    const struct tag *tag = bsearch(name, tags, sizeof tags / sizeof tags[0], sizeof tags[0], compare_tag);
    if (b->depth == DEEPEST) {
        b->too_deep = true;
        xmlStopParser(b->parser);
        return;
    }
    if (b->failed || b->too_deep) {
        return;
    }
    struct open o = b->open[b->depth];
    o.name = text_hash(text_span_of((const char *)name));
    o.role = tag ? tag->role : INLINE;
    bool body = is(attribute(at, "itemprop"), "articleBody") || is(attribute(at, "role"), "main");
    o.block = o.role == BLOCK || o.role == SCOPE || o.role == FORM || body;
    if (o.block) {
        end_block(b);
    } else if (o.role == LINE_BREAK && !o.skipped && ++b->breaks > 1) {
        end_block(b);
    } else if (o.role == LINE_BREAK) {
        b->blank = true;
    }
    if (o.role != ROOT && !is((struct text_span){(const char *)name, strlen((const char *)name)}, "body")) {
        o.skipped = o.skipped || is_hidden(at);
        o.suspect = o.suspect || (o.block && o.role != SCOPE && !body &&
                                  (has_suspect_name(attribute(at, "class")) || has_suspect_name(attribute(at, "id"))));
    }
    b->depth++;
    open_element(b, tag, &o, at);
    if (o.role == SCOPE || body) {
        open_scope(b, &o);
    }
    b->open[b->depth] = o;
}

static void close_one(struct builder *b)
{
    const struct open *o = &b->open[b->depth];
    if (o->block) {
        end_block(b);
    }
    if (b->listening == o->role && b->listening != INLINE) {
        struct text_span aside = text_buffer_span(&b->aside);
        if (o->role == TITLE) {
            formats_claims_offer(&b->page->claims, FORMATS_FIELD_TITLE, FORMATS_RANK_PAGE, aside);
        } else {
            formats_claims_json(&b->page->claims, aside);
        }
        b->listening = INLINE;
    }
    b->depth--;
}

/* An end tag without a beginning is nothing; one that skips others closes them. */
static void on_end(void *context, const xmlChar *name)
{
    struct builder *b = context;
    uint64_t hash = text_hash(text_span_of((const char *)name));
    size_t at = b->depth;
    while (at > 0 && b->open[at].name != hash) {
        at--;
    }
    while (at > 0 && b->depth >= at) {
        close_one(b);
    }
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct builder *b = context;
    b->failed = b->failed || (error && error->code == XML_ERR_NO_MEMORY);
}

static enum text_status parse(struct builder *b, struct text_span markup, const char *name, struct text_error *err)
{
    const xmlSAXHandler sax = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .initialized = XML_SAX2_MAGIC,
        .serror = on_error,
    };
    formats_xml_start();
    b->parser = htmlNewParserCtxt();
    if (!b->parser) {
        return text_fail_memory(err, name);
    }
    *b->parser->sax = sax;
    b->parser->userData = b;
    htmlDocPtr document = htmlCtxtReadMemory(b->parser, markup.p, (int)markup.n, NULL, "UTF-8",
                                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                                 HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlFreeDoc(document); /* there is none */
    htmlFreeParserCtxt(b->parser);
    end_block(b);
    if (b->failed || b->page->text.failed || b->aside.failed || b->page->claims.failed) {
        return text_fail_memory(err, name);
    }
    if (b->too_deep) {
        return text_fail(err, TEXT_INVALID, "%s: its elements are nested too deeply (more than %d levels)", name,
                         DEEPEST);
    }
    return TEXT_OK;
}

enum text_status formats_page_read(struct text_span markup, const char *name, struct formats_page *page,
                                   struct text_error *err)
{
    enum { LARGEST = 1 << 30 }; /* the parser counts in int */
    if (markup.n > LARGEST) {
        return text_fail(err, TEXT_INVALID, "%s: is too large for a page", name);
    }
    struct builder *b = calloc(1, sizeof *b);
    if (!b) {
        return text_fail_memory(err, name);
    }
    b->page = page;
    page->scope_count = 1;
    enum text_status status = parse(b, markup, name, err);
    text_buffer_free(&b->aside);
    free(b);
    return status;
}
