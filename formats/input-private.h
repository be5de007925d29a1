/* A file as a stream of UTF-8, whatever it is stored in, for the readers of exchange files. Memory: 64 KiB.
 *
 * The charset is told by a byte order mark, by how UTF-16 looks without one, or (markup) by the XML declaration;
 * else it is UTF-8. A mark is taken off. Nothing of ours is said to the XML library about charsets: it only ever sees
 * UTF-8, because its own converters report to standard error.
 */
#ifndef FORMATS_INPUT_PRIVATE_H
#define FORMATS_INPUT_PRIVATE_H

#include "text/text.h"

struct formats_input;

/* What the reader was told of the charset; all zero: nothing. */
struct formats_input_charset {
    const char *name; /* as iconv has it; instead of finding out, but a byte order mark is believed before it */
    bool lossy;       /* a place that is not valid becomes U+FFFD, and what it stands in can be used */
};

enum formats_input_mode {
    FORMATS_INPUT_MARKUP, /* believe an XML declaration; a place that is not valid becomes U+FFFE, which XML forbids */
    FORMATS_INPUT_LINES   /* UTF-8 is passed on as it is, valid or not: the reader wants byte offsets */
};

/* An empty file is TEXT_EMPTY, one with NUL bytes that is no UTF-16 TEXT_INVALID. "-" is standard input. */
enum text_status formats_input_open(const char *path, enum formats_input_mode, struct formats_input **out,
                                    struct text_error *err);
enum text_status formats_input_open_as(const char *path, enum formats_input_mode, struct formats_input_charset,
                                       struct formats_input **out, struct text_error *err);
void formats_input_close(struct formats_input *); /* NULL is fine */
/* How the file is called in messages; borrowed. */
const char *formats_input_name(const struct formats_input *);
/* How many bytes the byte order mark took. */
size_t formats_input_mark_size(const struct formats_input *);
/* How many places were not valid and became U+FFFD. */
size_t formats_input_replaced(const struct formats_input *);
/* The first bytes of the stream as UTF-8 or near it, for a glance before reading. */
struct text_span formats_input_peek(const struct formats_input *);
/* Up to `size` bytes (at least 16 are wanted); *n is 0 at the end. A failed read is TEXT_IO and repeats. */
enum text_status formats_input_read(struct formats_input *, char *to, size_t size, size_t *n, struct text_error *err);

/* How many bytes of s from its start are valid UTF-8 without U+FFFE and U+FFFF; *cut tells that what follows is the
 * beginning of a character that s ends in. */
size_t formats_utf8_valid(struct text_span s, bool *cut);
/* Appends s with U+FFFD for each byte that is not valid. */
void formats_utf8_repair(struct text_span s, struct text_buffer *to);

#endif
