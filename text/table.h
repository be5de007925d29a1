/* A table of distinct byte strings, numbered 0, 1, 2, ... in the order of their first appearance.
 * Copies what it is given, which is up to 4 GB each. Open addressing; one probe a look-up on average. A string takes
 * its bytes and some 23 more.
 */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include <stdint.h>

#include "text/span.h"

#define TEXT_NONE UINT32_MAX

struct text_table;

struct text_table *text_table_new(void);   /* NULL when out of memory */
void text_table_free(struct text_table *); /* NULL is fine */
/* Makes room for n strings in all, so that adding them moves nothing. False when out of memory. */
bool text_table_reserve(struct text_table *, uint32_t n);
/* The number of s, giving it a new one when it is not there yet; TEXT_NONE when out of memory. */
uint32_t text_table_add(struct text_table *, struct text_span s);
/* The number of s, or TEXT_NONE when it is not there. */
uint32_t text_table_find(const struct text_table *, struct text_span s);
/* The string with that number, borrowed until the table is freed. */
struct text_span text_table_at(const struct text_table *, uint32_t number);
uint32_t text_table_count(const struct text_table *);

/* A 64-bit hash of bytes, the same on every machine and in every version: it may be stored. */
uint64_t text_hash(struct text_span s);

#endif
