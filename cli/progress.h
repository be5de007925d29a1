/* One line on the terminal that is drawn over itself while long work goes on; nothing at all on a pipe. At most ten
 * times a second, so that calling it for every unit costs nothing. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>

/* "WHAT: done of `of`, rate a second, time left"; of = 0: unknown. */
void cli_progress(const char *what, size_t done, size_t of);
void cli_progress_clear(void); /* before anything else is written, and at the end */

#endif
