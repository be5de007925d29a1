/* Long output a screen at a time: what is printed goes through a program that shows it so.
 *
 * $PADAN_PAGER, else $PAGER, else less; one that is empty or "cat" is none. It is run by sh, and where LESS is not set
 * with LESS=FRX, so that less ends by itself when all fits on the screen, lets colours through and leaves the text.
 */
#ifndef CLI_TERMINAL_PAGER_H
#define CLI_TERMINAL_PAGER_H

#include "cli/command.h"

#define CLI_PAGER_OPTION {"no-pager", 0, NULL, NULL, "do not show long output through $PADAN_PAGER, $PAGER or less"}

/* From here on standard output goes through it: on a terminal only, and not with --no-pager, which the command must
 * have. Where it cannot be started, nothing changes. What is seen depends on the screen, which is looked at first. */
void cli_pager_begin(const struct cli_arguments *);
/* Waits until the reader has seen all of it; to be called last, and whether or not it was begun. Tells whether it was:
 * then what could not be written is what the reader did not want to see. */
bool cli_pager_end(void);

#endif
