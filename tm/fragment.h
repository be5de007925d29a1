/* A text -> the parts of it that stand in the memory, where the whole does not.
 *
 * A fragment is a sequence of the query's words that stands in a unit of the memory, folded, whatever stands between
 * the words, and that no unit holds a word more of. It has `least` words, or two rare ones that are neighbours; and in
 * any case two content words, one of them telling. How common a word is decides the memory: a content word stands in
 * no more than one unit in 16 (and in no more than 65,536 texts), a telling one in one in 32, a rare one in one in 256.
 * Words in 16 texts or fewer are telling in any memory, those in 8 or fewer rare.
 *
 * The fragments given are a choice: each covers telling words of the query that the better ones do not, the best being
 * the one with the most telling words, then the most content words, then the most words.
 *
 * Cost: stretch-private.h. At a million units some milliseconds.
 */
#ifndef TM_FRAGMENT_H
#define TM_FRAGMENT_H

#include "tm/store.h"

struct tm_fragment_query {
    struct text_span text;
    struct text_span from, to; /* languages, as in tm_query */
    size_t least;              /* words of a fragment; 0: the default, 3 */
    size_t most;               /* fragments; 0: the default, 5 */
    size_t units;              /* of each; 0: the default, 5 */
};

struct tm_fragment_unit {
    struct tm_unit unit;      /* turned so that unit.text.source is in the query's language */
    struct text_range source; /* bytes of unit.text.source: from the first word to the last */
};

struct tm_fragment {
    struct text_range query; /* bytes of the query */
    size_t words;
    struct tm_fragment_unit *units; /* approved ones first, then by confidence (one that nobody said counts as full), by
                                       date of change, the shortest text, the one added last */
    size_t unit_count;              /* 1 at least */
};

struct tm_fragments {
    struct tm_fragment *at; /* in the arena; those of most words first, then in the order of the query */
    size_t count;
    size_t words;           /* of the query */
    size_t postings, texts; /* what the search cost: postings read, texts looked at */
};

/* Rejected units are not used. None found is TEXT_OK with count 0. TEXT_INVALID: the text is not UTF-8. TEXT_MISUSE: a
 * language tag makes no sense. */
enum text_status tm_fragments(struct tm_memory *, const struct tm_fragment_query *, struct text_arena *,
                              struct tm_fragments *out, struct text_error *err);

#endif
