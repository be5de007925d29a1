/* See batch.h. */
#include "cli/harvest/batch.h"

#include "cli/harvest/stages.h"

static const double SECONDS = 4;
enum { CHANGES = 50000 };

enum text_status cli_batch_begin(struct cli_batch *b, struct text_error *err)
{
    if (b->begun) {
        return TEXT_OK;
    }
    enum text_status status = tm_begin(b->memory, err);
    b->begun = status == TEXT_OK;
    b->since = cli_clock();
    b->changes = 0;
    return status;
}

enum text_status cli_batch_pause(struct cli_batch *b, size_t changes, struct text_error *err)
{
    b->changes += changes;
    return b->begun && (b->changes >= CHANGES || cli_clock() - b->since >= SECONDS) ? cli_batch_end(b, err) : TEXT_OK;
}

enum text_status cli_batch_end(struct cli_batch *b, struct text_error *err)
{
    if (!b->begun) {
        return TEXT_OK;
    }
    b->begun = false;
    return tm_commit(b->memory, err);
}
