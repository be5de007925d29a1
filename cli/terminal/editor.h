/* The person's own editor: $VISUAL, else $EDITOR. */
#ifndef CLI_TERMINAL_EDITOR_H
#define CLI_TERMINAL_EDITOR_H

#include "text/text.h"

bool cli_editor_known(void);
/* Lets a text be edited in a file that only its owner can read and that is gone afterwards; *out is to be freed.
 * TEXT_IO: there is no room for the file, or the editor ended with an error. */
enum text_status cli_editor_edit(struct text_span text, struct text_buffer *out, struct text_error *err);

#endif
