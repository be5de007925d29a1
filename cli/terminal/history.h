/* What was typed before: $XDG_STATE_HOME/padan/history, by default ~/.local/state/padan/history, a line each, for
 * nobody but its owner to read. Without a place for it there is none, and nothing fails. */
#ifndef CLI_TERMINAL_HISTORY_H
#define CLI_TERMINAL_HISTORY_H

#include "text/text.h"

typedef void cli_history_visitor(void *context, const char *line);

/* The last thousand lines, the oldest first; a file that has grown to many more is cut to them. */
void cli_history_each(cli_history_visitor *, void *context);
/* Puts a line behind the others, at once; what has a control character in it is left out. */
void cli_history_add(struct text_span line);

#endif
