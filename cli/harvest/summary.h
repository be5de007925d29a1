/* What a harvest did, as a person and as a program read it. */
#ifndef CLI_HARVEST_SUMMARY_H
#define CLI_HARVEST_SUMMARY_H

#include "cli/harvest/found.h"
#include "cli/harvest/harvest.h"

/* On standard output. */
void cli_summary_print(const struct cli_harvest *);
/* {"articles","stories","skipped",...}: README.md has all members. To be freed by the caller. */
struct formats_json *cli_summary_object(const struct cli_harvest *);

/* What a harvest would do (cli_harvest_plan), on standard output. */
enum text_status cli_summary_plan(const struct cli_harvest *, double seconds, bool json, struct text_error *err);

/* Seconds of the processor in a stage, of all threads. */
double cli_summary_seconds(const struct cli_harvest *, enum cli_stage);

#endif
