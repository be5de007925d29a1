/* Character references of HTML (&amp; &#233; &#xE9;) as they stand in HTML and in Markdown. Names: those of HTML 4.01,
 * which libxml2 has; the 2,000 further ones of the HTML standard are not known, and stay as they are. */
#ifndef FORMATS_XML_REFERENCE_PRIVATE_H
#define FORMATS_XML_REFERENCE_PRIVATE_H

#include "text/text.h"

enum { FORMATS_REFERENCE_BYTES = 4 };

/* The character that a reference, "&" and ";" included, stands for, as UTF-8; how many bytes, 0 when it is none. The
 * numbers 128 to 159 are windows-1252, as the standard wants it. formats_reference_start comes first. */
size_t formats_reference(struct text_span reference, char out[FORMATS_REFERENCE_BYTES]);
enum text_status formats_reference_start(struct text_error *err);
/* Appends a character as UTF-8. */
size_t formats_utf8_encode(uint32_t character, char out[FORMATS_REFERENCE_BYTES]);

#endif
