/* A single key from a terminal, without Enter. */
#ifndef CLI_TERMINAL_KEY_H
#define CLI_TERMINAL_KEY_H

/* Waits for a key on standard input, a terminal, and gives its byte; what further bytes it sends are thrown away. -1:
 * the input ended, or the person wants to stop (cli/interrupt.h). The terminal is as it was afterwards. */
int cli_key_read(void);

#endif
