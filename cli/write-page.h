/* Two aligned documents as a page to read. */
#ifndef CLI_WRITE_PAGE_H
#define CLI_WRITE_PAGE_H

#include <stdio.h>

#include "cli/unit.h"

/* Where the alignment keeps the order of both sides, a row a pair; else two columns, each in its own order. The links
 * between partners need no script; with it, the partner of what is pointed at or in focus is lit up, and lines are
 * drawn between the columns for what is in view. Linear in time and memory. */
enum text_status cli_write_page(const struct cli_aligned *, FILE *to, struct text_error *err);

#endif
