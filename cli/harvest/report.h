/* The report of a harvest: what the summary says, articles and pairs over time, the pairs that are least sure, and all
 * that was passed over with its reason.
 *
 * FILE.json or FILE.jsonl is an object a line: the summary with "days" and "unsure" first, then one for each entry that
 * was passed over. Any other name is a page of HTML that needs nothing from elsewhere.
 */
#ifndef CLI_HARVEST_REPORT_H
#define CLI_HARVEST_REPORT_H

#include "cli/harvest/harvest.h"

enum text_status cli_report_write(const struct cli_harvest *, const char *path, struct text_error *err);

/* write-report.c */
enum text_status cli_write_report(const struct cli_harvest *, FILE *, struct text_error *err);

#endif
