/* Reads TMX with libxml2's SAX2 interface: no tree is built, memory is bounded by the largest unit.
 *
 * No DTD is loaded, nothing is fetched, and a file that declares entities is refused at the first declaration, so that
 * there is nothing to expand. The parser runs in recovery mode, but goes on only over errors that cannot shift the
 * structure (an unknown entity, a stray &, a forbidden character): those cost the unit they stand in. Any other error
 * ends the reading.
 *
 * Cost: linear; most of the time is the parser's.
 */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/tmx-private.h"
#include "formats/xml-private.h"

struct reader {
    xmlParserCtxtPtr parser;
    struct formats_input *input;
    struct formats_tmx tmx;
};

/* Before each event: false when nothing is listened to any more. */
static bool is_listening(struct reader *r)
{
    int line = r->parser && r->parser->input ? r->parser->input->line : 0;
    r->tmx.line = line > 0 ? (size_t)line : 0;
    return r->tmx.status == TEXT_OK;
}

/* After each event. */
static void obey(struct reader *r)
{
    if (r->tmx.status != TEXT_OK && r->parser) {
        xmlStopParser(r->parser);
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **bindings, int attributes, int defaulted, const xmlChar **at)
{
    struct reader *r = context;
    (void)prefix, (void)uri, (void)namespaces, (void)bindings, (void)defaulted;
    if (is_listening(r)) {
        r->parser->wellFormed = 1; /* what was recovered from is over; the parser drops &amp; while this is 0 */
        formats_tmx_open(&r->tmx, (const char *)name, (struct formats_tmx_attributes){at, attributes});
        obey(r);
    }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = context;
    (void)prefix, (void)uri;
    if (is_listening(r)) {
        r->parser->wellFormed = 1;
        formats_tmx_close(&r->tmx, (const char *)name);
        obey(r);
    }
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    if (n > 0 && is_listening(r)) {
        r->parser->wellFormed = 1;
        formats_tmx_text(&r->tmx, (struct text_span){(const char *)text, (size_t)n});
    }
}

/* A reference that nothing declares, in a file that names an external DTD. */
static void on_reference(void *context, const xmlChar *name)
{
    struct reader *r = context;
    char reason[200];
    if (is_listening(r)) {
        snprintf(reason, sizeof reason, "the entity &%.100s; is not one of XML's own", (const char *)name);
        formats_tmx_break(&r->tmx, reason);
    }
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    struct reader *r = context;
    (void)type, (void)public_id, (void)system_id, (void)content;
    if (is_listening(r)) {
        char reason[300];
        snprintf(
            reason, sizeof reason,
            "the file declares an entity of its own (%.100s); such files are refused, because entities can blow up "
            "without bound; resolve them with another tool first",
            (const char *)name);
        formats_tmx_stop(&r->tmx, reason);
        obey(r);
    }
}

static void on_unparsed(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id,
                        const xmlChar *notation)
{
    (void)notation;
    on_entity(context, name, 0, public_id, system_id, NULL);
}

/* True for errors after which the parser is where a valid file would be. */
static bool keeps_structure(int code)
{
    switch (code) {
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_ERR_MISPLACED_CDATA_END:
        return true;
    default:
        return false;
    }
}

static void on_error(void *context, xmlErrorPtr error)
{
    struct reader *r = context;
    char reason[300], message[400];
    if (error && error->code == XML_ERR_NO_MEMORY) {
        r->tmx.status = text_fail_memory(&r->tmx.error, r->tmx.name);
        formats_xml_starve(r->parser);
        return;
    }
    if (!error || error->level != XML_ERR_FATAL || !is_listening(r)) {
        return; /* namespaces and the like: no matter here */
    }
    formats_xml_message(error->message, reason, sizeof reason);
    if (error->code == XML_ERR_INVALID_CHAR && error->int1 == 0xFFFE) {
        snprintf(reason, sizeof reason, "bytes that are not valid in the file's charset");
    }
    if (keeps_structure(error->code)) {
        formats_tmx_break(&r->tmx, reason);
    } else {
        snprintf(message, sizeof message, "this is not well-formed XML: %s", reason);
        formats_tmx_stop(&r->tmx, message);
    }
    obey(r);
}

static int on_read(void *context, char *to, int size)
{
    struct reader *r = context;
    size_t n = 0;
    if (r->tmx.status == TEXT_OK) {
        r->tmx.status = formats_input_read(r->input, to, (size_t)size, &n, &r->tmx.error);
    }
    return r->tmx.status == TEXT_OK ? (int)n : 0;
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
        .reference = on_reference,
        .entityDecl = on_entity,
        .unparsedEntityDecl = on_unparsed,
        .serror = on_error,
    };
    formats_xml_start();
    struct formats_xml_ear before = formats_xml_listen(on_error, r);
    r->parser = xmlCreateIOParserCtxt(&sax, r, on_read, NULL, r, XML_CHAR_ENCODING_UTF8);
    if (!r->parser) {
        r->tmx.status = text_fail_memory(&r->tmx.error, r->tmx.name);
        formats_xml_unlisten(before);
        return;
    }
    xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_RECOVER);
    xmlParseDocument(r->parser);
    xmlFreeDoc(r->parser->myDoc); /* made for a declared entity, though we build none */
    r->parser->myDoc = NULL;
    xmlFreeParserCtxt(r->parser);
    formats_xml_unlisten(before);
}

enum text_status formats_tmx_read(struct formats_input *input, const struct formats_reading *reading,
                                  struct formats_report *out, struct text_error *err)
{
    const char *name = formats_input_name(input);
    struct text_span head = text_span_trim(formats_input_peek(input));
    if (head.n == 0 || head.p[0] != '<') {
        return text_fail(err, TEXT_FOREIGN, "%s: is no TMX file, it does not begin like XML", name);
    }
    struct reader *r = calloc(1, sizeof *r);
    if (!r || !(r->tmx.unit.arena = text_arena_new())) {
        free(r);
        return text_fail_memory(err, name);
    }
    r->input = input;
    r->tmx.name = name;
    r->tmx.reading = reading;
    parse(r);
    enum text_status status = r->tmx.status;
    if (status == TEXT_OK && (r->tmx.text.failed || r->tmx.unit.note.failed)) {
        status = text_fail_memory(err, name);
    } else if (status != TEXT_OK) {
        text_fail(err, status, "%s", r->tmx.error.message);
    } else {
        *out = r->tmx.report;
    }
    text_arena_free(r->tmx.unit.arena);
    text_buffer_free(&r->tmx.unit.note);
    text_buffer_free(&r->tmx.text);
    free(r);
    return status;
}
