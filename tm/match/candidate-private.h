/* Query words -> the segments that may score the threshold or more: the filter before the edit distance.
 *
 * Of n query words a segment of m words must share at least need = ceil(t max(n, m)), so of the words whose lists are
 * read it may miss n - need at most. Lists are read from the rarest word on (prefix filter: Chaudhuri, Ganti, Kaushik
 * 2006; Bayardo, Ma, Srikant 2007). A segment that is met for the first time when more words than that were read has
 * missed too many: from then on lists only count for those that may still score, which are few. Further lists are read
 * as long as they are likely to spare more than they cost.
 */
#ifndef TM_MATCH_CANDIDATE_PRIVATE_H
#define TM_MATCH_CANDIDATE_PRIVATE_H

#include "tm/index/tally-private.h"

struct tm_needle_word {
    uint32_t id, segments;
    uint32_t weight; /* how often it stands in the query */
};

struct tm_needle {
    const uint32_t *ids; /* the words in order; 0: not in the memory */
    uint32_t n;
    struct tm_needle_word *words; /* distinct, in any order; sorted by tm_candidates */
    uint32_t word_count;
    uint32_t least; /* the threshold, 1 to 100 */
};

struct tm_candidate {
    uint32_t segment, length;
    uint32_t score; /* no more than this is possible */
};

struct tm_candidates {
    struct tm_candidate *at; /* in the arena; the highest possible score first */
    size_t count, postings;
};

enum text_status tm_candidates(struct tm_memory *, struct tm_needle *, struct text_arena *, struct tm_candidates *out,
                               struct text_error *err);

/* How many words two texts of at most `longest` words must share to score `least`. */
static inline uint64_t tm_need(uint32_t least, uint64_t longest)
{
    return (least * longest + 99) / 100;
}

#endif
