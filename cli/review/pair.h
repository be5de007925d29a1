/* A pair that is looked at, with what stands around it, and what can be made of it. */
#ifndef CLI_REVIEW_PAIR_H
#define CLI_REVIEW_PAIR_H

#include "tm/tm.h"

/* A unit with origin.before and .after where the memory has these texts; in the arena. */
enum text_status cli_pair_get(struct tm_memory *, int64_t unit, struct text_arena *, struct tm_unit *out,
                              struct text_error *err);

/* The draft that stands behind the pair in both its documents, or before it. TEXT_EMPTY: the memory has none. */
enum text_status cli_pair_beside(struct tm_memory *, const struct tm_unit *, bool before, struct text_arena *,
                                 struct tm_unit *out, struct text_error *err);
/* Both as one draft, their texts joined in the order in which they stand; in the arena. */
enum text_status cli_pair_join(const struct tm_unit *, const struct tm_unit *beside, bool before, struct text_arena *,
                               struct tm_unit *out, struct text_error *err);

/* Both texts with || between the parts -> as many drafts, each beside the next; in the arena. TEXT_INVALID: there are
 * not as many parts on both sides, only one, or they say something else than the pair does (blanks make no
 * difference). */
enum text_status cli_pair_split(const struct tm_unit *, const struct text_pair *marked, struct text_arena *,
                                struct tm_unit **out, size_t *count, struct text_error *err);

/* The pair as a person corrected it, approved; borrows from both. */
struct tm_unit cli_pair_corrected(const struct tm_unit *, const struct text_pair *texts, struct text_span user);

#endif
