/* What both users of libxml2 need before their first parser. Included only where libxml2 is used. */
#ifndef FORMATS_XML_PRIVATE_H
#define FORMATS_XML_PRIVATE_H

#include <stddef.h>

/* Sets the library up, once a process, whichever thread comes first. */
void formats_xml_start(void);
/* A message of the library as part of a sentence of ours: one line, no control characters, no full stop. */
void formats_xml_message(const char *message, char *out, size_t size);

#endif
