/* Which lists of the index a search reads of which lengths.
 *
 * A feature is a word of the query, or two words next to each other in it that the index has as a pair
 * (tm/index/pairs.c); features of a list are disjoint: no word of the query is in two. An edit takes away one feature
 * at most: a word by itself, a pair also by what is put between its words. So a segment that scores misses no more of
 * them than the edits it may have, and has one of any that are more (the pigeonhole principle; with words alone it is
 * the prefix filter of candidate-private.h). Pairs are much rarer than their words, so the lists are much shorter. But
 * of segments longer than the query pairs may be missing for what was put in, words not: each length band has its own
 * way.
 */
#ifndef TM_MATCH_PLAN_PRIVATE_H
#define TM_MATCH_PLAN_PRIVATE_H

#include "tm/match/candidate-private.h"

enum { TM_BY_WORDS, TM_BY_PAIRS, TM_WAYS }; /* by pairs: and by words */

struct tm_features {
    const struct tm_needle_word *at; /* the rarest first; `segments` of a pair is an estimate */
    uint32_t count;
};

struct tm_plan {
    struct tm_features lists[TM_WAYS];
    uint8_t way[TM_BANDS + 1];     /* which list is for the band */
    uint64_t misses[TM_BANDS + 1]; /* how many features a segment of it may miss at most */
};

static inline uint32_t tm_longest(const struct tm_needle *q, uint32_t length)
{
    return length > q->n ? length : q->n;
}

/* low, high: the lengths that can score. Sorts the needle's words. Everything is in the arena. */
enum text_status tm_plan_make(struct tm_memory *, struct tm_needle *, uint32_t low, uint32_t high, struct text_arena *,
                              struct tm_plan *out, struct text_error *err);

#endif
