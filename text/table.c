/* See table.h. Slots hold number + 1 (0 is free); at most two thirds of them are taken. Strings stand in blocks without
 * a gap: the table of words is most of what a process for one query touches. */
#include "text/table.h"

#include <stdlib.h>
#include <string.h>

#include "text/arena.h"

struct entry {
    const char *p;
    uint32_t n, hash;
};

enum { BLOCK = 8000 }; /* for strings */

struct text_table {
    struct text_arena *strings;
    char *room; /* of the last block */
    size_t room_left;
    struct entry *entries;
    uint32_t *slots;
    uint32_t count, entry_capacity, slot_count; /* slot_count is a power of two */
};

/* FNV-1a over bytes, then the finalizer of MurmurHash3 so that the low bits are good too. Stored in
 * memories: it may never change. */
uint64_t text_hash(struct text_span s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++) {
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    }
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}

/* Eight bytes in the machine's order. */
static uint64_t eight_at(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

static uint64_t four_at(const char *p)
{
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* All bytes of a string shorter than eight. */
static uint64_t few(struct text_span s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n >= 4) {
        return four_at(s.p) << 32 | four_at(s.p + s.n - 4);
    }
    return s.n ? (uint64_t)p[0] << 16 | (uint64_t)p[s.n / 2] << 8 | p[s.n - 1] : 0;
}

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 32);
}

/* The hash of the slots: eight bytes a step, the last eight perhaps with some of those before. Nobody sees it. */
static uint32_t slot_hash(struct text_span s)
{
    uint64_t h = s.n;
    if (s.n < 8) {
        h = mix(h, few(s));
    } else {
        for (size_t i = 0; i + 8 < s.n; i += 8) {
            h = mix(h, eight_at(s.p + i));
        }
        h = mix(h, eight_at(s.p + s.n - 8));
    }
    h *= 0xc4ceb9fe1a85ec53u;
    return (uint32_t)(h ^ (h >> 32));
}

struct text_table *text_table_new(void)
{
    struct text_table *t = calloc(1, sizeof *t);
    if (!t) {
        return NULL;
    }
    t->slot_count = 64;
    t->entry_capacity = 40;
    t->strings = text_arena_new();
    t->slots = calloc(t->slot_count, sizeof *t->slots);
    t->entries = malloc(t->entry_capacity * sizeof *t->entries);
    if (!t->strings || !t->slots || !t->entries) {
        text_table_free(t);
        return NULL;
    }
    return t;
}

void text_table_free(struct text_table *t)
{
    if (t) {
        text_arena_free(t->strings);
        free(t->slots);
        free(t->entries);
        free(t);
    }
}

/* The slot that holds s, or the free one where it would go. */
static uint32_t slot_of(const struct text_table *t, struct text_span s, uint32_t hash)
{
    uint32_t mask = t->slot_count - 1;
    uint32_t i = hash & mask;
    while (t->slots[i]) {
        const struct entry *e = &t->entries[t->slots[i] - 1];
        if (e->hash == hash && text_span_equal((struct text_span){e->p, e->n}, s)) {
            break;
        }
        i = (i + 1) & mask;
    }
    return i;
}

static bool grow_slots(struct text_table *t, uint32_t count)
{
    uint32_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        return false;
    }
    for (uint32_t e = 0; e < t->count; e++) {
        uint32_t i = t->entries[e].hash & (count - 1);
        while (slots[i]) {
            i = (i + 1) & (count - 1);
        }
        slots[i] = e + 1;
    }
    free(t->slots);
    t->slots = slots;
    t->slot_count = count;
    return true;
}

static bool grow_entries(struct text_table *t, uint32_t capacity)
{
    struct entry *entries = realloc(t->entries, capacity * sizeof *entries);
    if (!entries) {
        return false;
    }
    t->entries = entries;
    t->entry_capacity = capacity;
    return true;
}

bool text_table_reserve(struct text_table *t, uint32_t n)
{
    uint32_t slots = t->slot_count;
    while (slots / 3 * 2 < n) {
        if (slots > UINT32_MAX / 4) {
            return false;
        }
        slots *= 2;
    }
    return (n <= t->entry_capacity || grow_entries(t, n)) && (slots == t->slot_count || grow_slots(t, slots));
}

static bool make_room(struct text_table *t)
{
    if (t->count == t->entry_capacity && !grow_entries(t, t->entry_capacity * 2)) {
        return false;
    }
    return t->count + 1 <= t->slot_count / 3 * 2 ||
           (t->slot_count <= UINT32_MAX / 4 && grow_slots(t, t->slot_count * 2));
}

/* A copy of s with a NUL behind it; NULL when out of memory. */
static const char *keep(struct text_table *t, struct text_span s)
{
    size_t need = s.n + 1;
    char *to = t->room;
    if (need > BLOCK / 8) { /* what is left of the block may do for the next */
        to = text_arena_alloc(t->strings, need, 1);
    } else if (need > t->room_left) {
        to = text_arena_alloc(t->strings, BLOCK, 1);
        t->room_left = to ? BLOCK : 0;
        t->room = to;
    }
    if (!to) {
        return NULL;
    }
    if (to == t->room) {
        t->room += need;
        t->room_left -= need;
    }
    if (s.n) {
        memcpy(to, s.p, s.n);
    }
    to[s.n] = '\0';
    return to;
}

uint32_t text_table_add(struct text_table *t, struct text_span s)
{
    uint32_t hash = slot_hash(s);
    uint32_t i = slot_of(t, s, hash);
    if (t->slots[i]) {
        return t->slots[i] - 1;
    }
    const char *copy = s.n <= UINT32_MAX && make_room(t) ? keep(t, s) : NULL;
    if (!copy) {
        return TEXT_NONE;
    }
    t->entries[t->count] = (struct entry){copy, (uint32_t)s.n, hash};
    t->slots[slot_of(t, s, hash)] = t->count + 1;
    return t->count++;
}

uint32_t text_table_find(const struct text_table *t, struct text_span s)
{
    uint32_t slot = t->slots[slot_of(t, s, slot_hash(s))];
    return slot ? slot - 1 : TEXT_NONE;
}

struct text_span text_table_at(const struct text_table *t, uint32_t number)
{
    return (struct text_span){t->entries[number].p, t->entries[number].n};
}

uint32_t text_table_count(const struct text_table *t)
{
    return t->count;
}
