/* A charset that is written. Only those in which a character is always the same bytes, wherever it stands. */
#ifndef FORMATS_DOCUMENT_CHARSET_PRIVATE_H
#define FORMATS_DOCUMENT_CHARSET_PRIVATE_H

#include "formats/document/document-private.h"

struct formats_charset;
struct formats_charset *formats_charset_new(const char *name); /* NULL: no memory, or iconv does not know it */
void formats_charset_free(struct formats_charset *);           /* NULL is fine */
/* Appends UTF-8 in the charset; false when it does not have a character, or the text is no UTF-8. */
bool formats_charset_encode(struct formats_charset *, struct text_span, struct text_buffer *to);

#endif
