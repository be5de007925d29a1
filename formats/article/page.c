/* A page -> blocks, with libxml2's HTML parser as a stream of events: no tree is built.
 *
 * Elements that never hold article text (script, nav, aside, footer, form, ...) and hidden ones are left out; a form
 * right inside body is kept, because some sites wrap the whole page in one. A block ends at every border of a block
 * element and at <br><br>. Classes and ids are only a hint: a block inside of, say, class="related" is suspect.
 *
 * Cost: linear, but for the parser's own look-ups in its list of open elements, which is why that list is limited.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/article/html-private.h"
#include "formats/xml/xml-private.h"

enum { DEEPEST = 1000, LONGEST_SCRIPT = 4 << 20 };

/* What is open, from the outside in; each adds to what holds inside of it. */
struct open {
    uint64_t name, shape; /* hashes: of the name; of name and class */
    enum formats_html_role role;
    enum formats_block_kind kind;
    uint32_t scope, element; /* element: 0 until a block begins in it */
    size_t first;            /* the number of the first block in it */
    bool skipped, suspect, linked, block, holder, cell, plain, picture;
};

struct builder {
    struct formats_page *page;
    htmlParserCtxtPtr parser;
    struct open open[DEEPEST + 1]; /* open[0] stands for the page */
    size_t depth;
    struct formats_block block;       /* the one that is growing */
    bool blank;                       /* a blank is due before the next word */
    size_t breaks;                    /* line breaks since the last word */
    enum formats_html_role listening; /* FORMATS_HTML_TITLE or FORMATS_HTML_SCRIPT: text goes to `aside` */
    struct text_buffer aside;
    bool failed, too_deep;
};

static void end_block(struct builder *b)
{
    struct formats_page *page = b->page;
    b->blank = false;
    b->breaks = 0;
    if (b->block.words == 0 || b->failed) {
        return;
    }
    b->block.range.end = page->text.n;
    b->failed = !formats_page_add_block(page, &b->block);
    b->block.words = b->block.link_words = 0;
}

/* A number for each open element that can hold blocks; those below one that has one have one too. */
static void number_elements(struct builder *b)
{
    struct formats_page *page = b->page;
    size_t i = b->depth;
    while (i > 0 && b->open[i].element == 0) {
        i--;
    }
    for (i++; i <= b->depth; i++) {
        uint32_t parent = b->open[i - 1].element;
        b->open[i].element = parent;
        if (!b->open[i].holder) {
            continue;
        }
        struct {
            uint64_t parent, shape;
        } key = {parent, b->open[i].shape};
        uint32_t family = text_table_add(page->families, (struct text_span){(const char *)&key, sizeof key});
        if (page->element_count == page->element_capacity) {
            uint32_t capacity = page->element_capacity * 2;
            void *p = realloc(page->elements, capacity * sizeof *page->elements);
            if (!p || family == TEXT_NONE) {
                b->failed = true;
                return;
            }
            page->elements = p;
            page->element_capacity = capacity;
        }
        b->failed = b->failed || family == TEXT_NONE;
        page->elements[page->element_count] = (struct formats_element){.parent = parent,
                                                                       .family = family,
                                                                       .cell = b->open[i].cell,
                                                                       .plain = b->open[i].plain,
                                                                       .shape = b->open[i].shape};
        page->elements[parent].children++;
        b->open[i].element = page->element_count++;
    }
}

static void start_block(struct builder *b)
{
    number_elements(b);
    const struct open *o = &b->open[b->depth];
    b->block.range.begin = b->page->text.n;
    b->block.kind = o->kind;
    b->block.scope = o->scope;
    b->block.suspect = o->suspect;
    b->block.element = o->element;
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
                b->block.link_last = b->open[b->depth].linked;
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
    if (b->listening != FORMATS_HTML_INLINE) {
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
    struct text_span content = formats_html_attribute(at, "content");
    formats_claims_meta(&b->page->claims, formats_html_attribute(at, "property"), content);
    formats_claims_meta(&b->page->claims, formats_html_attribute(at, "name"), content);
    formats_claims_meta(&b->page->claims, formats_html_attribute(at, "itemprop"), content);
}

static void open_element(struct builder *b, const struct formats_html_tag *tag, struct open *o, const xmlChar **at)
{
    switch (o->role) {
    case FORMATS_HTML_SKIPPED:
        o->skipped = true;
        break;
    case FORMATS_HTML_FORM:
        o->skipped = o->skipped || b->depth > 3; /* html, body, form */
        break;
    case FORMATS_HTML_LINK_TEXT:
        o->linked = o->linked || formats_html_attribute(at, "href").p;
        break;
    case FORMATS_HTML_META:
        take_meta(b, at);
        break;
    case FORMATS_HTML_LINK:
        if (formats_html_is(formats_html_attribute(at, "rel"), "canonical")) {
            formats_claims_offer(&b->page->claims, FORMATS_FIELD_URL, FORMATS_RANK_PAGE,
                                 formats_html_attribute(at, "href"));
        }
        break;
    case FORMATS_HTML_TIME:
        formats_claims_offer(&b->page->claims, FORMATS_FIELD_DATE, FORMATS_RANK_PAGE,
                             formats_html_attribute(at, "datetime"));
        break;
    case FORMATS_HTML_PICTURE:
        o->picture = !o->skipped;
        break;
    case FORMATS_HTML_ROOT:
        formats_claims_offer(&b->page->claims, FORMATS_FIELD_LANGUAGE, FORMATS_RANK_OPEN_GRAPH,
                             formats_html_attribute(at, "lang"));
        break;
    case FORMATS_HTML_TITLE:
    case FORMATS_HTML_SCRIPT:
        if (o->role == FORMATS_HTML_TITLE
                ? !o->skipped
                : formats_html_is(formats_html_attribute(at, "type"), "application/ld+json")) {
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
    const struct formats_html_tag *tag = formats_html_tag_find((const char *)name);
    if (b->depth == DEEPEST) {
        b->too_deep = true;
        formats_libxml2.xmlStopParser(b->parser);
        return;
    }
    if (b->failed || b->too_deep) {
        return;
    }
    struct open o = b->open[b->depth];
    o.name = text_hash(text_span_of((const char *)name));
    struct text_span class = formats_html_attribute(at, "class");
    o.shape = o.name * 31 + text_hash(class);
    o.role = tag ? tag->role : FORMATS_HTML_INLINE;
    bool body = formats_html_is(formats_html_attribute(at, "itemprop"), "articleBody") ||
                formats_html_is(formats_html_attribute(at, "role"), "main");
    bool caption = formats_html_is_caption(class);
    o.block =
        o.role == FORMATS_HTML_BLOCK || o.role == FORMATS_HTML_SCOPE || o.role == FORMATS_HTML_FORM || body || caption;
    o.holder = o.block && formats_html_is_holder(tag);
    o.cell = o.holder && name[0] == 't';
    o.element = o.holder ? 0 : o.element;
    o.plain = class.n == 0 && formats_html_attribute(at, "id").n == 0;
    if (o.block) {
        end_block(b);
    } else if (o.role == FORMATS_HTML_LINE_BREAK && !o.skipped && ++b->breaks > 1) {
        end_block(b);
    } else if (o.role == FORMATS_HTML_LINE_BREAK) {
        b->blank = true;
    }
    if (o.role != FORMATS_HTML_ROOT &&
        !formats_html_is((struct text_span){(const char *)name, strlen((const char *)name)}, "body")) {
        o.skipped = o.skipped || formats_html_is_hidden(at);
        o.suspect = o.suspect ||
                    (o.block && o.role != FORMATS_HTML_SCOPE && !body &&
                     (formats_html_is_suspect(class) || formats_html_is_suspect(formats_html_attribute(at, "id"))));
    }
    o.first = b->page->block_count;
    o.picture = false;
    b->depth++;
    open_element(b, tag, &o, at);
    o.kind = caption ? FORMATS_BLOCK_CAPTION : o.kind;
    o.suspect = o.suspect || (tag && tag->kind == FORMATS_BLOCK_PARAGRAPH && formats_html_is_suspect_part(class));
    if (o.role == FORMATS_HTML_SCOPE || body) {
        open_scope(b, &o);
    }
    b->open[b->depth] = o;
}

static void close_one(struct builder *b)
{
    const struct open *o = &b->open[b->depth];
    if (o->block) {
        end_block(b);
        if (o->picture) {
            formats_page_end_picture(b->page, o->first);
        }
    }
    if (b->listening == o->role && b->listening != FORMATS_HTML_INLINE) {
        struct text_span aside = text_buffer_span(&b->aside);
        if (o->role == FORMATS_HTML_TITLE) {
            formats_claims_offer(&b->page->claims, FORMATS_FIELD_TITLE, FORMATS_RANK_PAGE, aside);
        } else {
            formats_claims_json(&b->page->claims, aside);
        }
        b->listening = FORMATS_HTML_INLINE;
    }
    b->depth--;
    b->open[b->depth].picture = b->open[b->depth].picture || o->picture;
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
    if (error && error->code == XML_ERR_NO_MEMORY) {
        b->failed = true;
        formats_xml_starve(b->parser);
    }
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
    enum text_status status = formats_xml_start(err);
    if (status != TEXT_OK) {
        return status;
    }
    struct formats_xml_ear before = formats_xml_listen(on_error, b);
    b->parser = formats_libxml2.htmlNewParserCtxt();
    if (!b->parser) {
        formats_xml_unlisten(before);
        return text_fail_memory(err, name);
    }
    *b->parser->sax = sax;
    b->parser->userData = b;
    htmlDocPtr document = formats_libxml2.htmlCtxtReadMemory(
        b->parser, markup.p, (int)markup.n, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    formats_libxml2.xmlFreeDoc(document); /* there is none */
    formats_libxml2.htmlFreeParserCtxt(b->parser);
    formats_xml_unlisten(before);
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
    enum { LARGEST = 64 << 20 };
    if (markup.n > LARGEST) {
        return text_fail(err, TEXT_INVALID, "%s: is larger than %d MiB, which no page of text is", name, LARGEST >> 20);
    }
    if (!formats_html_is_sane(markup)) {
        return text_fail(err, TEXT_INVALID, "%s: an element has more attributes than a page can need", name);
    }
    struct builder *b = calloc(1, sizeof *b);
    if (!b) {
        return text_fail_memory(err, name);
    }
    b->page = page;
    page->scope_count = 1;
    page->element_count = 2;
    page->element_capacity = 64;
    page->elements = calloc(page->element_capacity, sizeof *page->elements);
    page->families = text_table_new();
    b->open[0].element = 1;
    if (page->families) {
        text_table_add(page->families, TEXT_LITERAL("")); /* number 0, the page's own */
    }
    enum text_status status =
        page->elements && page->families ? parse(b, markup, name, err) : text_fail_memory(err, name);
    text_buffer_free(&b->aside);
    free(b);
    return status;
}
