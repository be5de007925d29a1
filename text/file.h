/* Whole files in, and files out that are complete or not there at all. */
#ifndef TEXT_FILE_H
#define TEXT_FILE_H

#include <stdio.h>

#include "text/buffer.h"
#include "text/error.h"

/* Reads all of `path` ("-" is standard input) into *out, which the caller frees. A directory, a missing
 * or unreadable file is TEXT_IO and says which. An empty file is TEXT_OK with n = 0. */
enum text_status text_file_read(const char *path, struct text_buffer *out, struct text_error *err);

/* A file that is being written. Until text_output_commit it has a temporary name beside `path`;
 * committing flushes it to the disk and renames it over `path`, so that a reader sees the old file or the
 * new one, with the old one's rights, and its owner as far as may be. A link stays and what it leads to is replaced.
 * "-" or NULL is standard output, which is only flushed; a device or a pipe is written to as it is. */
struct text_output;

enum text_status text_output_open(const char *path, struct text_output **out, struct text_error *err);
/* Leaves it to the system when the bytes reach the disk: for many files that the same command would make again. Each
 * still appears whole to every reader, but a power failure may leave it empty. */
void text_output_without_sync(struct text_output *);
FILE *text_output_stream(struct text_output *); /* borrowed; do not close it */
enum text_status text_output_commit(struct text_output *, struct text_error *err); /* frees it, also on failure */
void text_output_discard(struct text_output *); /* removes the temporary file and frees; NULL is fine */

#endif
