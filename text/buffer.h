/* A growing run of bytes. Appending never reports failure at each call: a buffer that ran out of
 * memory remembers it (`failed`), keeps what it has, and is checked once at the end.
 *
 * Legal from {0}: struct text_buffer b = {0}; ...; text_buffer_free(&b);
 */
#ifndef TEXT_BUFFER_H
#define TEXT_BUFFER_H

#include "text/span.h"

struct text_buffer {
    char *p;
    size_t n, capacity;
    bool failed;
};

void text_buffer_free(struct text_buffer *);  /* and back to {0} */
void text_buffer_clear(struct text_buffer *); /* n = 0, failed = false, memory kept */
void text_buffer_add(struct text_buffer *, struct text_span);
void text_buffer_add_char(struct text_buffer *, char);
void text_buffer_add_string(struct text_buffer *, const char *);
void text_buffer_add_format(struct text_buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Makes room for n more bytes and returns where they go (not yet counted), or NULL. */
char *text_buffer_reserve(struct text_buffer *, size_t n);
struct text_span text_buffer_span(const struct text_buffer *); /* valid until the next append */

#endif
