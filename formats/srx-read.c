/* Reads SRX with libxml2's SAX2 interface; see srx.h. As in tmx-read.c no DTD is loaded, nothing is fetched, and a file
 * that declares entities is refused; unlike there nothing is recovered from: half of the rules would cut otherwise than
 * all of them.
 */
#include <libxml/parser.h>
#include <stdio.h>

#include "formats/input-private.h"
#include "formats/srx-private.h"
#include "formats/xml-private.h"

struct reader {
    xmlParserCtxtPtr parser;
    struct formats_input *input;
    struct formats_srx srx;
};

/* Before each event: false when nothing is listened to any more. */
static bool is_listening(struct reader *r)
{
    int line = r->parser && r->parser->input ? r->parser->input->line : 0;
    r->srx.line = line > 0 ? (size_t)line : 0;
    return r->srx.status == TEXT_OK;
}

/* After each event. */
static void obey(struct reader *r)
{
    if (r->srx.status != TEXT_OK && r->parser) {
        xmlStopParser(r->parser);
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **bindings, int attributes, int defaulted, const xmlChar **at)
{
    struct reader *r = context;
    (void)prefix, (void)namespaces, (void)bindings, (void)defaulted;
    if (is_listening(r)) {
        formats_srx_open(&r->srx, (const char *)uri, (const char *)name,
                         (struct formats_srx_attributes){at, attributes});
        obey(r);
    }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = context;
    (void)name, (void)prefix, (void)uri;
    if (is_listening(r)) {
        formats_srx_close(&r->srx);
        obey(r);
    }
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    if (n > 0 && is_listening(r)) {
        formats_srx_text(&r->srx, (struct text_span){(const char *)text, (size_t)n});
        obey(r);
    }
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    struct reader *r = context;
    (void)type, (void)public_id, (void)system_id, (void)content;
    if (is_listening(r)) {
        formats_srx_stop(
            &r->srx,
            "the file declares an entity of its own (%.100s); such files are refused, because entities can blow up "
            "without bound; resolve them with another tool first",
            (const char *)name);
        obey(r);
    }
}

static void on_unparsed(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id,
                        const xmlChar *notation)
{
    (void)notation;
    on_entity(context, name, 0, public_id, system_id, NULL);
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct reader *r = context;
    char reason[300];
    if (error && error->code == XML_ERR_NO_MEMORY) {
        r->srx.status = text_fail_memory(&r->srx.error, r->srx.name);
        formats_xml_starve(r->parser);
        return;
    }
    if (!error || error->level != XML_ERR_FATAL || !is_listening(r)) {
        return;
    }
    formats_xml_message(error->message, reason, sizeof reason);
    if (error->code == XML_ERR_INVALID_CHAR && error->int1 == 0xFFFE) {
        snprintf(reason, sizeof reason, "bytes that are not valid in the file's charset");
    }
    formats_srx_stop(&r->srx, "this is not well-formed XML: %s", reason);
    obey(r);
}

static int on_read(void *context, char *to, int size)
{
    struct reader *r = context;
    size_t n = 0;
    if (r->srx.status == TEXT_OK) {
        r->srx.status = formats_input_read(r->input, to, (size_t)size, &n, &r->srx.error);
    }
    return r->srx.status == TEXT_OK ? (int)n : 0;
}

static void parse(struct reader *r)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .entityDecl = on_entity,
        .unparsedEntityDecl = on_unparsed,
        .serror = on_error,
    };
    formats_xml_start();
    struct formats_xml_ear before = formats_xml_listen(on_error, r);
    r->parser = xmlCreateIOParserCtxt(&sax, r, on_read, NULL, r, XML_CHAR_ENCODING_UTF8);
    if (!r->parser) {
        r->srx.status = text_fail_memory(&r->srx.error, r->srx.name);
        formats_xml_unlisten(before);
        return;
    }
    /* NOENT: &amp; comes as & in attributes too; there are no entities but XML's own. */
    xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    xmlParseDocument(r->parser);
    if (!r->parser->wellFormed) {
        formats_srx_stop(&r->srx, "this is not well-formed XML");
    }
    xmlFreeDoc(r->parser->myDoc);
    r->parser->myDoc = NULL;
    xmlFreeParserCtxt(r->parser);
    r->parser = NULL;
    formats_xml_unlisten(before);
}

static enum text_status read_input(struct formats_input *input, struct text_srx **out, struct text_error *err)
{
    const char *name = formats_input_name(input);
    struct text_span head = text_span_trim(formats_input_peek(input));
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s, line 1: is no SRX file, it does not begin like XML", name);
    }
    struct reader r = {.input = input, .srx = {.name = name, .header.format.end = true}};
    struct formats_srx *s = &r.srx;
    parse(&r);
    if (s->status == TEXT_OK && !s->srx) {
        formats_srx_stop(s, "there is no <body>");
    }
    if (s->status == TEXT_OK) {
        s->status = text_srx_finish(s->srx, &s->error);
    }
    if (s->status == TEXT_OK) {
        *out = s->srx;
    } else {
        text_fail(err, s->status, "%s", s->error.message);
        text_srx_free(s->srx);
    }
    formats_srx_free(s);
    return s->status;
}

enum text_status formats_srx_read(const char *path, struct text_srx **out, struct text_error *err)
{
    struct formats_input *input = NULL;
    enum text_status status = formats_input_open(path, FORMATS_INPUT_MARKUP, &input, err);
    if (status == TEXT_OK) {
        status = read_input(input, out, err);
    }
    formats_input_close(input);
    return status;
}
