/* How far long work is: on a terminal one line that is drawn over itself, at most ten times a second; on a pipe a line
 * of its own once a minute. Calling it for every unit costs next to nothing.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/* "WHAT: done of `of`, rate a second, time left"; of = 0: unknown. Another WHAT begins to count anew. */
void cli_progress(const char *what, size_t done, size_t of);
/* The same with more behind it, in the form of printf: what came of it so far, what is at hand. */
void cli_progress_with(const char *what, size_t done, size_t of, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void cli_progress_clear(void); /* before anything else is written, and at the end */

#endif
