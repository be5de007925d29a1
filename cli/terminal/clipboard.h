/* A text for the clipboard of whoever sits at the terminal, be it at the other end of a network: the terminal is asked
 * to take it (OSC 52, as in xterm's ctlseqs). Nothing comes back: many terminals do it, some only where they are told
 * to, others pass over it. Nothing is ever read from a clipboard. */
#ifndef CLI_TERMINAL_CLIPBOARD_H
#define CLI_TERMINAL_CLIPBOARD_H

#include "text/text.h"

/* What to send; appended. Control characters become blanks, so that nothing that is pasted into a shell is obeyed.
 * Nothing for a text of more bytes than terminals take. */
void cli_clipboard_add(struct text_buffer *, struct text_span text);
/* Sends it to standard output, a terminal. */
void cli_clipboard_put(struct text_span text);

#endif
