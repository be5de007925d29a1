/* See xml-private.h. */
#include "formats/xml-private.h"

#include <libxml/xmlerror.h>
#include <pthread.h>
#include <string.h>

static pthread_once_t started = PTHREAD_ONCE_INIT;

void formats_xml_start(void)
{
    pthread_once(&started, xmlInitParser);
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
    struct formats_xml_ear before = {xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(context, handler);
    return before;
}

void formats_xml_unlisten(struct formats_xml_ear before)
{
    xmlSetStructuredErrorFunc(before.context, before.handler);
}

void formats_xml_starve(xmlParserCtxtPtr parser)
{
    if (parser) {
        parser->disableSAX = 1;
        parser->instate = XML_PARSER_EOF;
    }
}
