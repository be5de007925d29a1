/* XML read event by event: no tree is built, and memory is what the listener keeps. The parser is libxml2, of which
 * nothing shows here.
 *
 * No DTD is loaded, nothing is fetched, and a file that declares entities is refused at the first declaration, so that
 * there is nothing to expand. Cost: linear.
 */
#ifndef FORMATS_XML_XML_READ_PRIVATE_H
#define FORMATS_XML_XML_READ_PRIVATE_H

#include "formats/input-private.h"

/* A file that is being read. From {0}, with the name filled in. */
struct formats_xml_reading {
    const char *name;
    size_t line;             /* where the parser is */
    enum text_status status; /* other than TEXT_OK: nothing is listened to any more */
    struct text_error error; /* belongs to status */
};

/* As libxml2 has them: five pointers each, to local name, prefix, URI, begin and end of the value. */
struct formats_xml_attributes {
    const unsigned char **at;
    int count;
};

/* Who listens; what is given is borrowed until the call returns. A listener ends the reading by setting the status. */
struct formats_xml_events {
    void (*open)(void *context, const char *uri, const char *name, struct formats_xml_attributes); /* uri may be NULL */
    void (*close)(void *context, const char *name);
    void (*text)(void *context, struct text_span); /* a text may come in parts */
    /* An error that cannot have shifted the structure: an entity that nothing declares, a stray &, a forbidden
     * character. What it stands in is spoilt, the file is not, and the reading goes on; values of attributes then have
     * "&#38;" for "&". NULL: such an error ends the reading like any other. */
    void (*spoil)(void *context, const char *reason);
};

/* Reads all of the input, or until the status is not TEXT_OK. */
void formats_xml_read(struct formats_xml_reading *, struct formats_input *, const struct formats_xml_events *,
                      void *context);
/* The same of UTF-8 in memory. */
void formats_xml_read_text(struct formats_xml_reading *, struct text_span, const struct formats_xml_events *,
                           void *context);
/* Ends the reading, TEXT_INVALID with name and line; only the first reason is kept. */
void formats_xml_stop(struct formats_xml_reading *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Ends it for lack of memory. */
void formats_xml_stop_memory(struct formats_xml_reading *);

#endif
