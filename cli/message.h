/* What is told on standard error. Every message begins with the program's name; a library's error is complete as it
 * is. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "cli/command.h"
#include "text/text.h"

/* "padan: MESSAGE"; returns the exit status, so that `return cli_fail(&err)` reads well: CLI_USAGE when what was asked
 * for makes no sense, else CLI_FAILED. */
int cli_fail(const struct text_error *);
/* The same for something that was passed over: the run goes on. */
void cli_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Something worth knowing that is no fault: the summary of a run. */
void cli_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
