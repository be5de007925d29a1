/* A unit of the memory with all that is known of it, for a person and for a program. */
#ifndef CLI_UNIT_VIEW_H
#define CLI_UNIT_VIEW_H

#include "formats/formats.h"
#include "tm/tm.h"

/* Under which further names and addresses the two documents of a unit were met. */
struct cli_further {
    struct tm_document *at[2]; /* of source, of target */
    size_t count[2];
};
enum text_status cli_further_get(struct tm_memory *, const struct tm_unit *, struct text_arena *,
                                 struct cli_further *out, struct text_error *err);

/* Three lines: both texts with their languages, and where it came from. */
void cli_unit_list(const struct tm_unit *);
/* A line for each thing that is known. */
void cli_unit_show(const struct tm_unit *, const struct cli_further *);
/* The members of cli_set_unit (cli/show.h), and "source_language", "target_language", "created", "changed", "uses";
 * where known "deleted", "user", "changer", "source_markup", "target_markup", "properties". */
struct formats_json *cli_unit_object(const struct tm_unit *);
/* "further" of {"source":[{"name","title","url","date"}],"target":[...]}, when there are any. */
void cli_set_further(struct formats_json *, const struct cli_further *);

#endif
