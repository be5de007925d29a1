/* The texts before and after a text in its document, and whether those of a unit agree with those of a query. Texts are
 * known by their hash (tm/schema.sql, table hash), of which no two differ in the same 48 bits in any memory that we
 * will see; one that does not exist, because the text was the first or the last, has the hash 0.
 */
#ifndef TM_STORE_CONTEXT_PRIVATE_H
#define TM_STORE_CONTEXT_PRIVATE_H

#include "tm/store/store-private.h"

struct tm_context {
    struct tm_neighbour before, after;
};

/* p NULL: not known. Blank: there is none. What is no UTF-8 is not known. The arena is for the work. */
enum text_status tm_neighbour_of(struct text_span text, struct text_span tag, struct text_arena *,
                                 struct tm_neighbour *out, struct text_error *err);

/* The text of a neighbour, from the first unit that has it and is not deleted; "" for none; p stays NULL where the
 * memory has none. In the arena. */
enum text_status tm_neighbour_text(struct tm_memory *, const struct tm_neighbour *, struct text_arena *,
                                   struct text_span *out, struct text_error *err);

/* What a unit scores of which the segment is equal to the query: 102 when in one of its origins both neighbours on the
 * segment's side agree, 101 when the one before does, else 100. */
enum text_status tm_context_score(struct tm_memory *, uint32_t segment, const struct tm_context *, int *out,
                                  struct text_error *err);

#endif
