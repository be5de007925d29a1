/* See xml-read-private.h and xml-private.h: the one place, but for pages, where libxml2 is met. The parser's events
 * come in here, and what is of use goes on to the listener.
 *
 * Where the listener can do with something spoilt, the parser runs in recovery mode, but goes on only over errors after
 * which it is where a valid file would be.
 */
#include "formats/xml/xml-read-private.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "formats/xml/xml-private.h"

static pthread_once_t started = PTHREAD_ONCE_INIT;

enum text_status formats_xml_start(struct text_error *err)
{
    enum text_status status = formats_libxml2_load(err);
    if (status == TEXT_OK) {
        pthread_once(&started, formats_libxml2.xmlInitParser);
    }
    return status;
}

void formats_xml_message(const char *message, char *out, size_t size)
{
    size_t n = 0;
    for (const char *p = message ? message : "unknown error"; *p && *p != '\n' && n + 1 < size; p++) {
        out[n++] = (unsigned char)*p < 0x20 || *p == 0x7F ? ' ' : *p;
    }
    while (n && (out[n - 1] == ' ' || out[n - 1] == '.' || out[n - 1] == ':')) {
        n--;
    }
    out[n] = '\0';
}

struct formats_xml_ear formats_xml_listen(xmlStructuredErrorFunc handler, void *context)
{
    struct formats_xml_ear before = {*formats_libxml2.__xmlStructuredError(),
                                     *formats_libxml2.__xmlStructuredErrorContext()};
    formats_libxml2.xmlSetStructuredErrorFunc(context, handler);
    return before;
}

void formats_xml_unlisten(struct formats_xml_ear before)
{
    formats_libxml2.xmlSetStructuredErrorFunc(before.context, before.handler);
}

void formats_xml_starve(xmlParserCtxtPtr parser)
{
    if (parser) {
        parser->disableSAX = 1;
        parser->instate = XML_PARSER_EOF;
    }
}

struct reader {
    xmlParserCtxtPtr parser;
    struct formats_input *input; /* NULL: `text` is read */
    struct text_span text;
    struct formats_xml_reading *reading;
    const struct formats_xml_events *events;
    void *context;
};

void formats_xml_stop(struct formats_xml_reading *r, const char *format, ...)
{
    char reason[600];
    va_list args;
    if (r->status != TEXT_OK) {
        return;
    }
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    r->status = text_fail(&r->error, TEXT_INVALID, "%s, line %zu: %s", r->name, r->line, reason);
}

void formats_xml_stop_memory(struct formats_xml_reading *r)
{
    r->status = text_fail_memory(&r->error, r->name);
}

/* Before each event: false when nothing is listened to any more. */
static bool is_listening(struct reader *r)
{
    int line = r->parser && r->parser->input ? r->parser->input->line : 0;
    r->reading->line = line > 0 ? (size_t)line : 0;
    return r->reading->status == TEXT_OK;
}

/* The same before what the file holds: what was recovered from is over by then, and libxml2 drops &amp; until it is
 * told so. */
static bool goes_on(struct reader *r)
{
    bool listening = is_listening(r);
    if (listening && r->events->spoil) {
        r->parser->wellFormed = 1;
    }
    return listening;
}

/* After each event. */
static void obey(struct reader *r)
{
    if (r->reading->status != TEXT_OK && r->parser) {
        formats_libxml2.xmlStopParser(r->parser);
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **bindings, int attributes, int defaulted, const xmlChar **at)
{
    struct reader *r = context;
    (void)prefix, (void)namespaces, (void)bindings, (void)defaulted;
    if (goes_on(r)) {
        r->events->open(r->context, (const char *)uri, (const char *)name,
                        (struct formats_xml_attributes){at, attributes});
        obey(r);
    }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct reader *r = context;
    (void)prefix, (void)uri;
    if (goes_on(r)) {
        r->events->close(r->context, (const char *)name);
        obey(r);
    }
}

static void on_text(void *context, const xmlChar *text, int n)
{
    struct reader *r = context;
    if (n > 0 && goes_on(r)) {
        r->events->text(r->context, (struct text_span){(const char *)text, (size_t)n});
        obey(r);
    }
}

/* A reference that nothing declares, in a file that names an external DTD. */
static void on_reference(void *context, const xmlChar *name)
{
    struct reader *r = context;
    char reason[200];
    if (!is_listening(r)) {
        return;
    }
    snprintf(reason, sizeof reason, "the entity &%.100s; is not one of XML's own", (const char *)name);
    if (r->events->spoil) {
        r->events->spoil(r->context, reason);
    } else {
        formats_xml_stop(r->reading, "%s", reason);
    }
    obey(r);
}

static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    struct reader *r = context;
    (void)type, (void)public_id, (void)system_id, (void)content;
    if (is_listening(r)) {
        formats_xml_stop(r->reading,
                         "the file declares an entity of its own (%.100s); such files are refused, because entities "
                         "can blow up without bound; resolve them with another tool first",
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
    char reason[300];
    if (error && error->code == XML_ERR_NO_MEMORY) {
        formats_xml_stop_memory(r->reading);
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
    if (r->events->spoil && keeps_structure(error->code)) {
        r->events->spoil(r->context, reason);
    } else {
        formats_xml_stop(r->reading, "this is not well-formed XML: %s", reason);
    }
    obey(r);
}

static int on_read(void *context, char *to, int size)
{
    struct reader *r = context;
    struct formats_xml_reading *reading = r->reading;
    size_t n = 0;
    if (!r->input) {
        n = r->text.n < (size_t)size ? r->text.n : (size_t)size;
        memcpy(to, n ? r->text.p : "", n);
        r->text.p += n;
        r->text.n -= n;
    } else if (reading->status == TEXT_OK) {
        reading->status = formats_input_read(r->input, to, (size_t)size, &n, &reading->error);
    }
    return reading->status == TEXT_OK ? (int)n : 0;
}

static void parse(struct reader *r)
{
    /* NOENT: &amp; comes as & in attributes too; there are no entities but XML's own. */
    int mode = r->events->spoil ? XML_PARSE_RECOVER : XML_PARSE_NOENT;
    formats_libxml2.xmlCtxtUseOptions(r->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | mode);
    formats_libxml2.xmlParseDocument(r->parser);
    if (!r->parser->wellFormed && !r->events->spoil) {
        formats_xml_stop(r->reading, "this is not well-formed XML");
    }
    formats_libxml2.xmlFreeDoc(r->parser->myDoc); /* made for a declared entity, though we build none */
    r->parser->myDoc = NULL;
    formats_libxml2.xmlFreeParserCtxt(r->parser);
    r->parser = NULL;
}

static void read_all(struct reader *r)
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
    r->reading->status = formats_xml_start(&r->reading->error);
    if (r->reading->status != TEXT_OK) {
        return;
    }
    struct formats_xml_ear before = formats_xml_listen(on_error, r);
    r->parser = formats_libxml2.xmlCreateIOParserCtxt(&sax, r, on_read, NULL, r, XML_CHAR_ENCODING_UTF8);
    if (r->parser) {
        parse(r);
    } else {
        formats_xml_stop_memory(r->reading);
    }
    formats_xml_unlisten(before);
}

void formats_xml_read(struct formats_xml_reading *reading, struct formats_input *input,
                      const struct formats_xml_events *events, void *context)
{
    struct reader r = {.input = input, .reading = reading, .events = events, .context = context};
    read_all(&r);
}

void formats_xml_read_text(struct formats_xml_reading *reading, struct text_span text,
                           const struct formats_xml_events *events, void *context)
{
    struct reader r = {.text = text, .reading = reading, .events = events, .context = context};
    read_all(&r);
}
