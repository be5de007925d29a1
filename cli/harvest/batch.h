/* Many small changes of a memory in few transactions: one is begun with the first change and committed after so many or
 * so long, whichever comes first, so that a run that is stopped loses seconds and other writers get their turn.
 */
#ifndef CLI_HARVEST_BATCH_H
#define CLI_HARVEST_BATCH_H

#include "tm/tm.h"

struct cli_batch {
    struct tm_memory *memory;
    bool begun;
    double since; /* cli_clock */
    size_t changes;
};

/* Before a change that belongs together with those that follow it until cli_batch_pause. */
enum text_status cli_batch_begin(struct cli_batch *, struct text_error *err);
/* After it: `changes` more were made. Commits when it is time. */
enum text_status cli_batch_pause(struct cli_batch *, size_t changes, struct text_error *err);
enum text_status cli_batch_end(struct cli_batch *, struct text_error *err);

#endif
