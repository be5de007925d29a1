/* A walk through pairs that are to be decided about, one after the other. Each decision is a transaction of its own, so
 * that whatever ends the walk loses nothing of what was decided; each can be taken back, the last one first, as long as
 * the walk lasts. */
#ifndef CLI_REVIEW_REVIEW_H
#define CLI_REVIEW_REVIEW_H

#include "cli/decision.h"
#include "cli/languages.h"
#include "cli/review/queue.h"
#include "cli/terminal/prompt.h"

enum cli_review_kind {
    CLI_REVIEW_ACCEPTED,
    CLI_REVIEW_EDITED,
    CLI_REVIEW_REJECTED,
    CLI_REVIEW_SPLIT,
    CLI_REVIEW_MERGED,
    CLI_REVIEW_SKIPPED,
    CLI_REVIEW_KINDS
};

struct cli_review_step;

struct cli_review {
    struct cli_deciding deciding;
    struct cli_prompt *prompt;
    struct cli_languages languages; /* to cut texts into sentences; loaded when it is needed */
    bool can_cut;
    struct text_arena *arena; /* of the pair at hand and what is typed about it */
    struct tm_unit pair;
    struct cli_review_queue queue;
    size_t at;                     /* of the queue: the pair at hand */
    struct cli_review_step *steps; /* what was decided, the last one last */
    size_t step_count, step_capacity;
    size_t counts[CLI_REVIEW_KINDS];
    bool none; /* there is no pair at hand any more */
    bool over;
};

/* The memory, the user, the arenas, the prompt and the queue are to be there. */
enum text_status cli_review_walk(struct cli_review *, struct text_error *err);
void cli_review_free(struct cli_review *); /* its own: queue, languages and steps */

/* view.c: the pair at hand with what stands around it. */
void cli_review_show(const struct cli_review *);

/* steps.c: what is decided about the pair at hand. What cannot be done is told, and the pair stays at hand. `rest` is
 * what stood behind the command. */
typedef enum text_status cli_review_act(struct cli_review *, struct text_span rest, struct text_error *err);
cli_review_act cli_review_accept, cli_review_reject, cli_review_skip, cli_review_undo;
/* change.c */
cli_review_act cli_review_edit, cli_review_split, cli_review_merge;

/* steps.c: for the acts. Does the work in a transaction and goes on to the next pair; what `work` puts into the queue
 * comes next. */
typedef enum text_status cli_review_work(struct cli_review *, const void *what, struct cli_changes *,
                                         struct text_error *err);
enum text_status cli_review_take(struct cli_review *, enum cli_review_kind, cli_review_work *, const void *what,
                                 struct text_error *err);

#endif
