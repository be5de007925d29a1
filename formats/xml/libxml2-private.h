/* The calls of libxml2, which is loaded when the first XML or page is read. Its globals that are a thread's own are
 * functions behind macros. */
#ifndef FORMATS_XML_LIBXML2_PRIVATE_H
#define FORMATS_XML_LIBXML2_PRIVATE_H

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "text/text.h"

#define FORMATS_LIBXML2(F)                                                                                             \
    F(__xmlStructuredError)                                                                                            \
    F(__xmlStructuredErrorContext)                                                                                     \
    F(htmlCtxtReadMemory)                                                                                              \
    F(htmlEntityLookup)                                                                                                \
    F(htmlFreeParserCtxt)                                                                                              \
    F(htmlNewParserCtxt)                                                                                               \
    F(xmlCreateIOParserCtxt)                                                                                           \
    F(xmlCtxtUseOptions)                                                                                               \
    F(xmlFreeDoc)                                                                                                      \
    F(xmlFreeParserCtxt)                                                                                               \
    F(xmlInitParser)                                                                                                   \
    F(xmlParseDocument)                                                                                                \
    F(xmlSetStructuredErrorFunc)                                                                                       \
    F(xmlStopParser)                                                                                                   \
    FORMATS_LIBXML2_VERSION(F)

/* Its version as digits, a function in some builds of it and a variable in others. */
#ifdef xmlParserVersion
#define FORMATS_LIBXML2_VERSION(F) F(__xmlParserVersion)
#define FORMATS_LIBXML2_VERSION_OF(table) (*(table).__xmlParserVersion())
#else
#define FORMATS_LIBXML2_VERSION(F) F(xmlParserVersion)
#define FORMATS_LIBXML2_VERSION_OF(table) (*(table).xmlParserVersion)
#endif

struct formats_libxml2 {
    FORMATS_LIBXML2(TEXT_LIBRARY_MEMBER)
};
extern struct formats_libxml2 formats_libxml2;
/* formats_xml_start loads and sets up. */
enum text_status formats_libxml2_load(struct text_error *);

#endif
