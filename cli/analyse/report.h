/* An analysis in the forms that padan analyse writes. */
#ifndef CLI_ANALYSE_REPORT_H
#define CLI_ANALYSE_REPORT_H

#include <stdio.h>

#include "cli/analyse/analyse.h"

/* Tables in plain text, one a file and one of all when there are several; bands in which nothing is are left out. */
void cli_analysis_print(const struct cli_analysis *, FILE *to);
/* An object a file and one of all, a line each: "file" and "format", or "total": true; "segments", "words",
 * "characters", "punctuation", "white_space", "effort", and "bands", all of them, of the same with "band" and "weight",
 * and "internal_segments" and "internal_words" where they were looked for. */
enum text_status cli_analysis_print_json(const struct cli_analysis *, FILE *to, struct text_error *err);
/* RFC 4180: a header, and a record for each band of each file. */
void cli_analysis_print_csv(const struct cli_analysis *, FILE *to);
/* A page with a bar a file (cli/page.h). */
void cli_analysis_print_page(const struct cli_analysis *, FILE *to);

#endif
