/* What libarchive reads, and nothing else meets it: files in any compression, the members of tar and zip, and archives
 * inside of archives. A stream: nothing is kept but a block.
 *
 * Messages are reasons without a name ("the file is cut off"); the caller knows what the thing is called.
 */
#ifndef FORMATS_ARCHIVE_UNPACK_PRIVATE_H
#define FORMATS_ARCHIVE_UNPACK_PRIVATE_H

#include "text/text.h"

struct formats_unpack;

enum formats_unpacking {
    FORMATS_UNPACK_WHOLE,  /* one stream of bytes, compressed or not, whatever it holds: its one member has no name */
    FORMATS_UNPACK_MEMBERS /* tar or zip */
};

/* Where the bytes are: one of the three. They must live as long as what reads them. */
struct formats_packed {
    const char *path;             /* "-" is standard input */
    struct formats_unpack *outer; /* its current member */
    struct text_span bytes;
};

/* TEXT_FOREIGN: no format that is known. */
enum text_status formats_unpack_open(struct formats_packed, enum formats_unpacking, struct formats_unpack **out,
                                     struct text_error *err);
void formats_unpack_close(struct formats_unpack *); /* NULL is fine */

struct formats_member {
    const char *name; /* borrowed until the next member; NULL when it cannot be told */
    bool file;        /* neither a folder nor a link nor a device */
    bool encrypted;
};

/* TEXT_EMPTY: there is no more. TEXT_INVALID: damage; called again it goes on behind it, or says TEXT_EMPTY. */
enum text_status formats_unpack_next(struct formats_unpack *, struct formats_member *out, struct text_error *err);
/* Up to `size` bytes of the current member; *n is 0 at its end. TEXT_INVALID: damage; the rest of it is lost. */
enum text_status formats_unpack_read(struct formats_unpack *, char *to, size_t size, size_t *n, struct text_error *err);

#endif
