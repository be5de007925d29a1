/* See arena.h. Blocks form a list, the newest first; only the newest is bumped. */
#include "text/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 8 << 10, LARGEST_BLOCK = 1 << 20 };

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct text_arena {
    struct block *newest;
};

struct text_arena *text_arena_new(void)
{
    return calloc(1, sizeof(struct text_arena));
}

static void free_blocks(struct block *b)
{
    while (b) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
}

void text_arena_free(struct text_arena *a)
{
    if (a) {
        free_blocks(a->newest);
        free(a);
    }
}

void text_arena_reset(struct text_arena *a)
{
    if (a->newest) {
        free_blocks(a->newest->next);
        a->newest->next = NULL;
        a->newest->used = 0;
    }
}

static struct block *add_block(struct text_arena *a, size_t need)
{
    size_t size = a->newest ? a->newest->size * 2 : FIRST_BLOCK;
    size = size > LARGEST_BLOCK ? LARGEST_BLOCK : size;
    size = size < need ? need : size;
    if (size > SIZE_MAX - sizeof(struct block)) {
        return NULL;
    }
    struct block *b = malloc(sizeof *b + size);
    if (b) {
        b->next = a->newest;
        b->size = size;
        b->used = 0;
        a->newest = b;
    }
    return b;
}

enum { ALIGN = alignof(max_align_t) };

/* What `size` bytes take; nothing at all still has an address of its own. */
static size_t room_of(size_t size)
{
    return size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
}

/* `need` bytes, not zeroed. */
static void *take(struct text_arena *a, size_t need)
{
    struct block *b = a->newest;
    if (!b || b->size - b->used < need) {
        b = add_block(a, need);
        if (!b) {
            return NULL;
        }
    }
    void *p = b->bytes + b->used;
    b->used += need;
    return p;
}

void *text_arena_alloc(struct text_arena *a, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - ALIGN) / size) {
        return NULL;
    }
    size_t need = room_of(count * size);
    void *p = take(a, need);
    return p ? memset(p, 0, need) : NULL;
}

/* The newest block, which holds `used` bytes of one owner, with room for `need`. */
static struct block *grow_block(struct text_arena *a, size_t need)
{
    struct block *b = need > SIZE_MAX - sizeof *b ? NULL : realloc(a->newest, sizeof *b + need);
    if (b) {
        b->size = need;
        a->newest = b;
    }
    return b;
}

void *text_arena_resize(struct text_arena *a, void *p, size_t held, size_t size)
{
    if (size > SIZE_MAX - ALIGN) {
        return NULL;
    }
    size_t need = room_of(size), begin = 0;
    struct block *b = a->newest;
    if (p) {
        begin = b->used - room_of(held);
        assert(p == b->bytes + begin);
        if (b->size - begin < need && begin == 0 && !(b = grow_block(a, need))) {
            return NULL;
        }
        if (b->size - begin >= need) {
            b->used = begin + need;
            return b->bytes + begin;
        }
    }
    void *moved = take(a, need);
    if (moved && p) {
        memcpy(moved, p, held);
        b->used = begin; /* of no use to anyone before the arena is reset, but it says what is true */
    }
    return moved;
}

struct text_span text_arena_copy(struct text_arena *a, struct text_span s)
{
    char *p = s.n > SIZE_MAX - ALIGN ? NULL : take(a, room_of(s.n + 1));
    if (!p) {
        return (struct text_span){NULL, 0};
    }
    if (s.n) {
        memcpy(p, s.p, s.n);
    }
    p[s.n] = '\0';
    return (struct text_span){p, s.n};
}
