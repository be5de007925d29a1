/* What is pasted: lines of a text that somebody may have broken to a width. */
#ifndef CLI_INTERACTIVE_PASTE_H
#define CLI_INTERACTIVE_PASTE_H

#include "text/text.h"

/* Joins lines that somebody has broken: where the next one begins with a small letter and this one does not end like a
 * sentence; and, in a text of 40 to 120 columns at its widest, where the first word of the next line would have gone
 * beyond. All other line ends stay. Appended. */
void cli_paste_join(struct text_span lines, struct text_buffer *out);

#endif
