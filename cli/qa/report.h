/* What padan qa prints. */
#ifndef CLI_QA_REPORT_H
#define CLI_QA_REPORT_H

#include "cli/qa/qa.h"

/* One line: place, check, reason, source, target, with tabs between; tabs and line ends inside become blanks. */
enum text_status cli_qa_print(const struct cli_qa_unit *, enum cli_qa_check, struct text_span reason,
                              struct text_error *err);
/* An object a line: "file", "line" and "id", or "unit"; "check", "reason", "source", "target". */
enum text_status cli_qa_print_json(const struct cli_qa_unit *, enum cli_qa_check, struct text_span reason,
                                   struct text_error *err);
/* On standard error: how many units were looked at, and how many findings each check had. */
void cli_qa_summarize(const struct cli_qa *, size_t units);
/* The list of checks, on standard output. */
void cli_qa_list(void);

#endif
