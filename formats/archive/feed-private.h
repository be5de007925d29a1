/* Lines and counted runs of bytes from a stream that is being unpacked. Memory: what is asked for, and a block. */
#ifndef FORMATS_ARCHIVE_FEED_PRIVATE_H
#define FORMATS_ARCHIVE_FEED_PRIVATE_H

#include <stdint.h>

#include "formats/archive/unpack-private.h"

/* Legal from {.from = u}; freed by formats_feed_free. Spans it gives are valid until the next call. */
struct formats_feed {
    struct formats_unpack *from;
    struct text_buffer held;
    size_t begin; /* of held: what was given away already */
    bool ended;
};

void formats_feed_free(struct formats_feed *);

/* The next line without its \n or \r\n. TEXT_EMPTY: there is none. Of a line longer than `limit` the beginning is
 * given,
 * *cut is set, and the rest is read and dropped. TEXT_INVALID: the stream is damaged, and the next call is the end;
 * what
 * stood before the damage and is no whole line is lost. */
enum text_status formats_feed_line(struct formats_feed *, size_t limit, struct text_span *line, bool *cut,
                                   struct text_error *err);
/* The next `n` bytes, fewer only at the end of the stream. */
enum text_status formats_feed_take(struct formats_feed *, size_t n, struct text_span *out, struct text_error *err);
enum text_status formats_feed_drop(struct formats_feed *, uint64_t n, struct text_error *err);

#endif
