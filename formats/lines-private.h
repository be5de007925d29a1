/* A stream of lines, for formats that have them. Memory is bounded by the longest line that is accepted. */
#ifndef FORMATS_LINES_PRIVATE_H
#define FORMATS_LINES_PRIVATE_H

#include "formats/unit-private.h"

enum { FORMATS_LINE_MOST = 16 << 20 };

struct formats_line {
    struct text_span text; /* without its end; empty when it is too long */
    size_t number;         /* from 1 */
    size_t offset;         /* in the file, where that is UTF-8 */
    bool too_long;
};

typedef enum text_status formats_line_sink(void *context, const struct formats_line *, struct text_error *err);

/* Ends with the file or with the first status that is not TEXT_OK. A last line needs no end. */
enum text_status formats_lines_read(struct formats_input *, formats_line_sink *, void *context, struct text_error *err);

/* Why a line is no text that can be used: NUL bytes, bytes that are not UTF-8. False, with the reason written, when it
 * is none. */
enum { FORMATS_LINE_REASON = 120 };
bool formats_line_valid(const struct formats_line *, char reason[FORMATS_LINE_REASON]);

#endif
