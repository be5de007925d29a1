/* Where the units that are checked come from: files of every kind that is imported, and the memory. */
#ifndef CLI_QA_UNITS_H
#define CLI_QA_UNITS_H

#include "cli/qa/qa.h"
#include "tm/tm.h"

struct cli_qa_source {
    const struct cli_languages *languages;
    struct cli_qa *qa;
    const char *format;             /* as padan import has it; NULL: find out */
    formats_warning_sink *warning;  /* what of a file cannot be read; each was counted */
    void *context;
    size_t units;   /* looked at so far */
    size_t skipped; /* that could not be read */
};

/* XLIFF and PO with what is not translated, from the file's source to its target; TMX, TSV and CSV in the order of the
 * languages. TEXT_INVALID: the file broke off, after what stands before was looked at. */
enum text_status cli_qa_read_file(struct cli_qa_source *, const char *path, struct text_error *err);
/* All units of a memory that are neither deleted nor rejected, in the order of their numbers, as they were stored.
 * Units in other languages are passed over. */
enum text_status cli_qa_read_memory(struct cli_qa_source *, struct tm_memory *, struct text_error *err);

#endif
