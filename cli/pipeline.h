/* Many things, one after the other, worked on by several threads with one result, whatever their number.
 *
 * Each item goes through five steps. `read` and `enter` are done by one thread at a time, in the order of the items;
 * `prepare` and `work` by all at once; `finish` by the calling thread, in the order of the items. So whatever a step
 * decides from what came before is decided alike by one thread and by many.
 *
 * Memory: a few items a thread. An item that is large holds the reading of others back.
 */
#ifndef CLI_PIPELINE_H
#define CLI_PIPELINE_H

#include "cli/command.h"
#include "text/text.h"

#define CLI_JOBS_OPTION                                                                                                \
    {                                                                                                                  \
        "jobs", 0, "N", NULL, "work with so many threads; default: as many as there are processors"                    \
    }

/* How many threads --jobs asks for; false: it asks for none that can be, which has been told (CLI_USAGE). */
bool cli_jobs(const struct cli_arguments *, int *out);

struct cli_pipeline {
    void *context;
    size_t item_size; /* items are all 0 when `read` gets them */
    int jobs;         /* threads besides the calling one; a step is told which one it is in, from 0 */
    size_t room;      /* bytes (see read) above which nothing more is read; what is being worked on always may */
    /* *bytes: how large the item is. *end: there was none. */
    enum text_status (*read)(void *context, int job, void *item, size_t *bytes, bool *end, struct text_error *err);
    enum text_status (*prepare)(void *context, int job, void *item, struct text_error *err);
    enum text_status (*enter)(void *context, int job, void *item, struct text_error *err); /* may be NULL */
    enum text_status (*work)(void *context, int job, void *item, struct text_error *err);  /* may be NULL */
    enum text_status (*finish)(void *context, void *item, struct text_error *err);
    void (*drop)(void *context, void *item); /* frees what it holds, at whichever step it ended */
    void (*tick)(void *context);             /* now and then, from the calling thread; may be NULL */
};

/* Until `read` ends or a step fails; of several failures the first in the order of the items is returned. Items before
 * it are finished. */
enum text_status cli_pipeline_run(const struct cli_pipeline *, struct text_error *err);

#endif
