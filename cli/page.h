/* The frame of a page of HTML that padan writes: one file, readable without network, scripts or fonts from elsewhere.
 *
 * A page is at once HTML and well-formed XML: elements are closed, and what XML forbids never gets in, since everything
 * that is not ours goes through cli_page_put. Its style follows the reader's choice of light or dark; the colours of
 * confidence keep a contrast of 3 to 1 with the paper in both, differ in lightness as well as in hue, and never tell
 * anything alone: a number or the dashes of a line say the same. What a writer adds of its own stands in FILE.css and
 * FILE.js, which the build turns into lines of C.
 *
 * Calls in order: cli_page_begin, content, cli_page_end. Errors of writing stay in the stream. */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include <stdio.h>

#include "text/text.h"

/* The lines of a file that was built in. */
struct cli_page_part {
    const char *const *lines;
    size_t count;
};

struct cli_page {
    struct text_span title;             /* any bytes */
    struct cli_page_part style, script; /* besides the frame's own; may be empty */
};

void cli_page_begin(FILE *, const struct cli_page *); /* up to <main> */
void cli_page_end(FILE *, const struct cli_page *);

/* Any bytes as text of an element or a quoted attribute: markup escaped, control characters made visible, what is no
 * UTF-8 or no character replaced by U+FFFD; tabs and line breaks become blanks. Linear. */
void cli_page_put(FILE *, struct text_span);
/* A number with its name, between <dl class="facts"> and </dl>. The name is ours, the value any bytes. */
void cli_page_fact(FILE *, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Confidence in bands, 0 the least sure; their classes are c0, c1, ... */
enum { CLI_PAGE_BANDS = 4 };
int cli_page_band(double confidence);
const char *cli_page_band_name(int band); /* "0.95 and above" */
/* The bands with how many pairs are in each. */
void cli_page_legend(FILE *, const size_t counts[CLI_PAGE_BANDS]);

#endif
