/* Days as numbers, counted from 1970-01-01 in the calendar of today: what a window of dates is measured in. */
#ifndef CLI_HARVEST_DAY_H
#define CLI_HARVEST_DAY_H

#include <stdint.h>

#include "align/align.h"

/* The day, in UTC, of a date in ISO 8601 with or without a time and a zone ("2023-03-07T01:05:00+07:00" is the 6th);
 * ALIGN_NO_DAY when it is none. */
int32_t cli_day_of(struct text_span date);

enum { CLI_DAY_SIZE = 48 };
/* "2023-03-06" */
const char *cli_day_print(int32_t day, char out[CLI_DAY_SIZE]);

#endif
