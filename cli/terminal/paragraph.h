/* A paragraph for a person: text in several styles, put together piece by piece, then printed as one line, or where the
 * screen has a width (screen.h) broken between words, with an indent from the second line on.
 *
 * What is put in is shown safely (visible.h). Lines are broken at blanks, beside wide characters, and inside a word
 * that fills a line alone; not inside of the first `hang` columns, where the label stands. On a screen too narrow for
 * the indent there is a smaller one.
 *
 * From {0}; to be freed, used again after each end. Without memory what is put in is printed at once and not broken.
 */
#ifndef CLI_TERMINAL_PARAGRAPH_H
#define CLI_TERMINAL_PARAGRAPH_H

#include <stdio.h>

#include "cli/style.h"
#include "text/text.h"

struct cli_paragraph {
    struct text_buffer text;        /* as it will be seen */
    struct cli_paragraph_run *runs; /* the styles in it, in order */
    size_t run_count, run_capacity;
    bool at_once;
};

void cli_paragraph_put(struct cli_paragraph *, enum cli_style, struct text_span);
void cli_paragraph_put_string(struct cli_paragraph *, enum cli_style, const char *);
void cli_paragraph_put_format(struct cli_paragraph *, enum cli_style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Prints it on standard output, ends the line, and begins anew. */
void cli_paragraph_end(struct cli_paragraph *, size_t hang);
void cli_paragraph_free(struct cli_paragraph *);

/* Where the line that begins at *i of s ends when there is room for so many columns and the first `label` of them are
 * not to be broken; *i then stands where the next line begins. At least a cluster is taken. */
size_t cli_paragraph_break(struct text_span s, size_t *i, size_t room, size_t label);

#endif
