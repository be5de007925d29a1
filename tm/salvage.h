/* Saving what can be read of a damaged memory into another one.
 *
 * Units are read one by one, so that a page that cannot be read costs the units on it and no more. What a unit carries
 * goes with it: state, dates, users, all origins, properties; of what is lost beside a readable unit (its origin, the
 * name of its language) the unit is saved without. So are the further names of documents, and, when no unit was lost,
 * what harvests have done: else the next harvest has to go through its archives again, to find what was lost. The
 * damaged file is not changed. A log (PATH-wal) that belongs to it
 * is read too when it can be. A file whose first page is gone is read with the first page of a new memory.
 *
 * What is damaged so that it still makes sense, such as a letter within a text, cannot be told from what was there.
 */
#ifndef TM_SALVAGE_H
#define TM_SALVAGE_H

#include "tm/store.h"

/* What the caller is told on the way; each may be NULL. */
struct tm_salvaging {
    void *context;
    /* Units that cannot be read, by their ids, both ends included; `why` is no sentence. */
    void (*lost)(void *context, int64_t first, int64_t last, const char *why);
    /* After each commit; false stops with TEXT_INTERRUPTED, and what was saved is kept. */
    bool (*go_on)(void *context, int64_t saved);
};

struct tm_salvaged {
    int64_t saved;         /* units that are in the other memory now */
    int64_t incomplete;    /* of these, without an origin, a property or a language that could not be read */
    int64_t lost;          /* ids that lost() was told of */
    int64_t harvests;      /* of which the other memory knows what they have done */
    int64_t harvests_lost; /* of which it does not: they would go through their archives again */
    /* Ids below the highest without a unit, which is so after a tidying, or for no known reason. */
    int64_t absent;
};

/* `to` is open for writing, usually new. Saving again into the same memory adds nothing twice.
 * TEXT_IO: the file is missing or unreadable as a whole, or `to` cannot be written. TEXT_FOREIGN: it is a file of
 * another program. TEXT_INVALID: nothing at all could be read. TEXT_NEWER: it was made by a newer version. */
enum text_status tm_salvage(const char *from, struct tm_memory *to, const struct tm_salvaging *,
                            struct tm_salvaged *out, struct text_error *err);

#endif
