/* A line that is edited while it is typed, with what was typed before and with completion: libedit, which is loaded
 * when it is needed. Whoever has none gets plain lines (prompt.h). */
#ifndef CLI_TERMINAL_LINE_EDITOR_H
#define CLI_TERMINAL_LINE_EDITOR_H

#include "text/text.h"

struct cli_line_editor;

/* `words`, ending with NULL, complete the first word of a line; borrowed. TEXT_IO: libedit cannot be loaded. */
enum text_status cli_line_editor_new(const char *const *words, struct cli_line_editor **out, struct text_error *err);
void cli_line_editor_free(struct cli_line_editor *); /* NULL is fine */
/* A line without its end, borrowed until the next; p NULL at the end of the input. `initial` stands there to begin
 * with. */
struct text_span cli_line_editor_read(struct cli_line_editor *, const char *label, struct text_span initial);
void cli_line_editor_remember(struct cli_line_editor *, const char *line);

#endif
