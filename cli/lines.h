/* The lines of standard input, each with the lines before and after it: a file of lines is a document. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include <stdbool.h>

#include "text/text.h"

struct cli_reading_lines {
    bool neighbours; /* else each line stands alone, and is given as soon as it is there */
    bool blanks;     /* blank lines are given, too, without neighbours; they never are a neighbour */
    bool lossy;
};

/* Clean UTF-8 without blanks at the ends, borrowed until the next call. Around it: p NULL: not known; n 0 otherwise:
 * none, it is the first or the last. A single line is no document: nothing is known of what is around it. */
struct cli_line {
    struct text_span text; /* p NULL: the end */
    struct text_span before, after;
};

struct cli_lines;
enum text_status cli_lines_new(const struct cli_reading_lines *, struct cli_lines **out, struct text_error *err);
void cli_lines_free(struct cli_lines *);
/* TEXT_INVALID: the line is not UTF-8. TEXT_IO. */
enum text_status cli_lines_next(struct cli_lines *, struct cli_line *out, struct text_error *err);

#endif
