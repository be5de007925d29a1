/* Bytes that are put aside on the disk while a command runs and are read again in any order: a file without a name in
 * $TMPDIR, which is gone when the program ends, however it ends.
 *
 * Putting is for one thread at a time; getting for all at once, also while something is put.
 */
#ifndef CLI_HARVEST_SPOOL_H
#define CLI_HARVEST_SPOOL_H

#include <stdint.h>

#include "text/text.h"

struct cli_spool;

struct cli_spooled {
    uint64_t offset;
    size_t bytes;
};

enum text_status cli_spool_new(struct cli_spool **out, struct text_error *err);
void cli_spool_free(struct cli_spool *); /* NULL is fine */
enum text_status cli_spool_put(struct cli_spool *, struct text_span, struct cli_spooled *out, struct text_error *err);
/* A copy in the arena. */
enum text_status cli_spool_get(struct cli_spool *, struct cli_spooled, struct text_arena *, struct text_span *out,
                               struct text_error *err);

#endif
