/* Which texts a memory holds, as far as adding needs to know it: those that are pending exactly, those in the file by a
 * filter that says "surely not" or "perhaps" (Bloom 1970), so that a new text is not sought in vain.
 *
 * The filter is made after some questions, with a pass over the file's hashes, and grows with what is added. It is
 * dropped when another process has written.
 */
#ifndef TM_INDEX_KNOWN_PRIVATE_H
#define TM_INDEX_KNOWN_PRIVATE_H

#include "tm/index/runs-private.h"

struct tm_filter;
struct tm_filter *tm_filter_new(void);   /* NULL when out of memory */
void tm_filter_free(struct tm_filter *); /* NULL is fine */
/* What waits to be indexed. *at begins with UINT32_MAX and goes on from unit to unit of both hashes; *segment is the
 * source's. */
uint32_t tm_pending_count(const struct tm_memory *);
void tm_pending_hashes(struct tm_memory *, void (*visit)(struct tm_memory *, uint64_t hash));
bool tm_pending_find(const struct tm_memory *, uint64_t source, uint64_t target, uint32_t *at, uint32_t *segment);

/* Inside a write transaction: may the file hold a text with this hash? */
enum text_status tm_filter_ask(struct tm_memory *, uint64_t hash, bool *maybe, struct text_error *err);
void tm_filter_add(struct tm_memory *, uint64_t hash); /* when there is a filter */
void tm_filter_forget(struct tm_memory *);

#endif
