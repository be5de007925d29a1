/* Text as XML 1.0 holds it, for the writers. */
#ifndef FORMATS_XML_XML_WRITE_PRIVATE_H
#define FORMATS_XML_XML_WRITE_PRIVATE_H

#include "text/text.h"

/* As content, or as the value of an attribute in ". What XML cannot hold is left out; a byte that is not UTF-8 becomes
 * U+FFFD. What comes out is read back as it was, line ends and blanks too. */
void formats_xml_add_text(struct text_buffer *, struct text_span, bool attribute);
/* ' name="value"', or nothing when the value is empty. */
void formats_xml_add_attribute(struct text_buffer *, const char *name, struct text_span value);

#endif
