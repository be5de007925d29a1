/* What both users of libxml2 need, the reader of XML and that of pages. Included only where libxml2 is used; XML is
 * read by xml-read-private.h. */
#ifndef FORMATS_XML_XML_PRIVATE_H
#define FORMATS_XML_XML_PRIVATE_H

#include <stddef.h>

#include "formats/xml/libxml2-private.h"

/* Loads the library and sets it up, once a process, whichever thread comes first. */
enum text_status formats_xml_start(struct text_error *);
/* A message of the library as part of a sentence of ours: one line, no control characters, no full stop. */
void formats_xml_message(const char *message, char *out, size_t size);

/* Some errors (lack of memory, mostly) belong to no parser: libxml2 would print them, and go on. Between listen and
 * unlisten they come to a handler of ours. The setting is the thread's own. */
struct formats_xml_ear {
    xmlStructuredErrorFunc handler;
    void *context;
};
struct formats_xml_ear formats_xml_listen(xmlStructuredErrorFunc, void *context); /* what was set before */
void formats_xml_unlisten(struct formats_xml_ear);
/* Stops a parser that ran out of memory. xmlStopParser frees what it reads from, which the code that is just failing
 * may still hold. NULL is fine. */
void formats_xml_starve(xmlParserCtxtPtr);

#endif
