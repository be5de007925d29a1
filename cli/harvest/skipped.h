/* What was passed over in a run and why: told on standard error (of each kind the first few, then how many more),
 * counted by kind, and kept on the disk for a report, so that ten million of them take no memory.
 *
 * For one thread at a time.
 */
#ifndef CLI_HARVEST_SKIPPED_H
#define CLI_HARVEST_SKIPPED_H

#include "cli/harvest/intake.h"

struct cli_skipped;

enum text_status cli_skipped_new(const char *const archives[2], bool keep, struct cli_skipped **out,
                                 struct text_error *err);
void cli_skipped_free(struct cli_skipped *); /* NULL is fine */
enum text_status cli_skipped_add(struct cli_skipped *, enum align_side, const struct cli_arrival *,
                                 struct text_error *err);
/* Tells how many more there were than were told. */
void cli_skipped_tell_rest(const struct cli_skipped *);

uint64_t cli_skipped_count(const struct cli_skipped *, enum align_side);
/* The kinds that were met, in the order of their first: NULL behind the last. */
const char *cli_skipped_kind(const struct cli_skipped *, size_t i, uint64_t counts[2]);

/* Calls back for each in the order in which they came, if they were kept; what it gets is borrowed for the call. */
struct cli_skipped_one {
    enum align_side side;
    const char *why;
    struct text_span name, reason;
    uint64_t count;
};
typedef enum text_status cli_skipped_visit(void *context, const struct cli_skipped_one *, struct text_error *err);
enum text_status cli_skipped_each(struct cli_skipped *, cli_skipped_visit *, void *context, struct text_error *err);

#endif
