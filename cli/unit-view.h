/* A unit of the memory with all that is known of it, for a person and for a program. */
#ifndef CLI_UNIT_VIEW_H
#define CLI_UNIT_VIEW_H

#include "formats/formats.h"
#include "tm/tm.h"

/* Three lines: both texts with their languages, and where it came from. */
void cli_unit_list(const struct tm_unit *);
/* A line for each thing that is known. */
void cli_unit_show(const struct tm_unit *);
/* The members of cli_set_unit (cli/show.h), and "source_language", "target_language", "created", "changed", "uses"; where
 * known "deleted", "user", "changer", "source_markup", "target_markup", "properties". */
struct formats_json *cli_unit_object(const struct tm_unit *);

#endif
