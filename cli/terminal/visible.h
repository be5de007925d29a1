/* Texts of others made safe to be shown: whatever a terminal would obey is replaced by something to be seen.
 *
 * Control characters of ASCII become their pictures (U+2400 and so on), those of Latin-1, characters that turn the
 * direction of writing and bytes that are no UTF-8 become U+FFFD, line and paragraph separators a blank.
 */
#ifndef CLI_TERMINAL_VISIBLE_H
#define CLI_TERMINAL_VISIBLE_H

#include "text/text.h"

void cli_visible_add(struct text_buffer *, struct text_span);

#endif
