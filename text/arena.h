/* An arena: many small allocations, one release. One arena a document; what is in it lives as long
 * as the document. Not thread-safe: one arena, one thread.
 *
 * Cost: a bump of a pointer; blocks double up to 1 MiB, larger requests get their own block.
 */
#ifndef TEXT_ARENA_H
#define TEXT_ARENA_H

#include "text/span.h"

struct text_arena;

struct text_arena *text_arena_new(void);       /* NULL when out of memory */
void text_arena_free(struct text_arena *);     /* NULL is fine */
void text_arena_reset(struct text_arena *);    /* forgets everything, keeps one block for reuse */
/* Zeroed memory for `count` elements of `size` bytes, aligned for any type; NULL when out of memory
 * or when count * size overflows. */
void *text_arena_alloc(struct text_arena *, size_t count, size_t size);
/* Gives `size` bytes to what has `held`: p is the newest that the arena gave, or NULL with `held` 0. It stays where it
 * is as long as its block has room, or holds nothing else and can be grown; fewer bytes than it has never move it. What
 * is new in it is not zeroed. NULL when out of memory; p is then as it was. */
void *text_arena_resize(struct text_arena *, void *p, size_t held, size_t size);
/* A NUL-terminated copy of s; p is NULL only when out of memory. */
struct text_span text_arena_copy(struct text_arena *, struct text_span s);

#endif
