/* What a person decides about pairs of the memory, with what is needed to take it back. Every call is made between
 * tm_begin and tm_commit, so that a decision that concerns several units is stored whole or not at all. */
#ifndef CLI_DECISION_H
#define CLI_DECISION_H

#include "tm/tm.h"

struct cli_deciding {
    struct tm_memory *memory;
    struct text_span user;
    struct text_arena *arena; /* for the length of a call */
};

/* How units were before: from {0}, to be freed. A unit may be in it several times. */
struct cli_changes {
    struct cli_change *at;
    size_t count, capacity;
};
void cli_changes_free(struct cli_changes *);

/* Gives a unit a status, also the one that it has. A mark that it was skipped goes. TEXT_EMPTY: there is no such
 * unit, or it was deleted. */
enum text_status cli_decide(struct cli_deciding *, int64_t unit, enum tm_status, struct cli_changes *,
                            struct text_error *err);
/* Stores a pair. Where the memory has it already it gets this origin, too, and comes back when it was deleted or
 * rejected; approved it is when it is to be, or was before. */
enum text_status cli_decide_pair(struct cli_deciding *, const struct tm_unit *, struct cli_changes *, int64_t *unit,
                                 struct text_error *err);
/* Marks a unit as looked at without a decision: a property x-review. */
enum text_status cli_decide_later(struct cli_deciding *, int64_t unit, struct cli_changes *, struct text_error *err);
bool cli_decided_later(const struct tm_unit *);

/* Takes back what was changed: units are as they were, and those that were new are deleted. What the memory learned of
 * origins stays. */
enum text_status cli_undo(struct cli_deciding *, const struct cli_changes *, struct text_error *err);

#endif
