/* Ctrl-C (and SIGTERM, SIGHUP) as a wish to stop: long work asks, finishes what it is at, and keeps it. The second one
 * ends the program at once; the memory survives that too. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>

void cli_interrupt_catch(void);
bool cli_interrupted(void);

#endif
