/* See table-private.h. */
#include "tm/index/table-private.h"

#include <stdlib.h>
#include <string.h>

/* Entries; the large are some sixty megabytes, and in a transaction they seldom become so many more that the table
 * doubles. */
enum { FEW = 256, LARGE = 7 << 17 };

struct tm_word_slot *tm_word_slot(const struct tm_vocabulary *v, int64_t family, struct text_span folded, uint64_t hash)
{
    uint32_t bits = (uint32_t)(hash >> 32), i = (uint32_t)hash & v->slot_mask;
    for (; v->slots[i].number; i = (i + 1) & v->slot_mask) {
        if (v->slots[i].bits == bits && tm_word_is(&v->keys[v->slots[i].number - 1], family, folded)) {
            break;
        }
    }
    return &v->slots[i];
}

/* All entries, into empty slots. */
static void enter_slots(struct tm_vocabulary *v)
{
    for (uint32_t n = 0; n < v->count; n++) {
        uint64_t hash = tm_word_hash(v->keys[n].family, tm_word_folded(&v->keys[n]));
        uint32_t i = (uint32_t)hash & v->slot_mask;
        while (v->slots[i].number) {
            i = (i + 1) & v->slot_mask;
        }
        v->slots[i] = (struct tm_word_slot){(uint32_t)(hash >> 32), n + 1};
    }
}

static bool grow(struct tm_vocabulary *v)
{
    uint32_t capacity = v->capacity ? v->capacity * 2 : FEW;
    if (capacity > UINT32_MAX / 4) {
        return false;
    }
    struct tm_word_key *keys = realloc(v->keys, capacity * sizeof *keys);
    if (!keys) {
        return false;
    }
    v->keys = keys;
    struct tm_word *words = realloc(v->words, capacity * sizeof *words);
    if (!words) {
        return false;
    }
    v->words = words;
    struct tm_word_slot *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (!slots) {
        return false;
    }
    free(v->slots);
    v->slots = slots;
    v->slot_mask = capacity * 2 - 1;
    v->capacity = capacity;
    enter_slots(v);
    return true;
}

struct tm_vocabulary *tm_vocabulary_new(void)
{
    struct tm_vocabulary *v = calloc(1, sizeof *v);
    if (v) {
        v->epoch = 1;
        v->strings = text_arena_new();
        if (!v->strings || !grow(v)) {
            tm_vocabulary_free(v);
            v = NULL;
        }
    }
    return v;
}

void tm_vocabulary_free(struct tm_vocabulary *v)
{
    if (v) {
        text_arena_free(v->strings);
        free(v->keys);
        free(v->words);
        free(v->slots);
        free(v);
    }
}

void tm_vocabulary_clear(struct tm_memory *m)
{
    struct tm_vocabulary *v = m->vocabulary;
    memset(v->slots, 0, ((size_t)v->slot_mask + 1) * sizeof *v->slots);
    memset(v->front, 0, sizeof v->front);
    text_arena_reset(v->strings);
    v->count = v->stored = 0;
    v->next = 0;
}

void tm_vocabulary_trim(struct tm_memory *m)
{
    struct tm_vocabulary *v = m->vocabulary;
    struct text_arena *strings = v->count > LARGE ? text_arena_new() : NULL;
    bool kept = strings != NULL;
    if (v->count <= LARGE) {
        return;
    }
    v->count = v->stored = LARGE / 2; /* those that were met first tend to be the most frequent */
    for (uint32_t n = 0; n < v->count && kept; n++) {
        if (v->keys[n].n == TM_WORD_FAR) {
            struct text_span copy = text_arena_copy(strings, tm_word_folded(&v->keys[n]));
            memcpy(v->keys[n].at, &(struct tm_word_far){copy.p, copy.n}, sizeof(struct tm_word_far));
            kept = copy.p != NULL;
        }
    }
    if (!kept) {
        text_arena_free(strings);
        tm_vocabulary_clear(m);
        return;
    }
    text_arena_free(v->strings);
    v->strings = strings;
    memset(v->slots, 0, ((size_t)v->slot_mask + 1) * sizeof *v->slots);
    memset(v->front, 0, sizeof v->front);
    enter_slots(v);
}

enum text_status tm_word_keep(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word word,
                             uint32_t *entry, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (v->count == v->capacity && !grow(v)) {
        return text_fail_memory(err, m->path);
    }
    uint64_t hash = tm_word_hash(family, folded);
    if (family != (uint32_t)family) {
        return tm_damaged(m, "a language has a number that cannot be", err);
    }
    struct tm_word_key *key = &v->keys[v->count];
    *key = (struct tm_word_key){.family = (uint32_t)family};
    key->n = folded.n <= TM_WORD_SHORT ? (uint8_t)folded.n : TM_WORD_FAR;
    if (folded.n <= TM_WORD_SHORT) {
        memcpy(key->at, folded.p, folded.n);
    } else {
        struct text_span copy = text_arena_copy(v->strings, folded);
        if (!copy.p) {
            return text_fail_memory(err, m->path);
        }
        memcpy(key->at, &(struct tm_word_far){copy.p, copy.n}, sizeof(struct tm_word_far));
    }
    v->words[v->count] = word;
    struct tm_word_slot *slot = tm_word_slot(v, family, folded, hash);
    *entry = v->count++;
    *slot = (struct tm_word_slot){(uint32_t)(hash >> 32), v->count};
    return TEXT_OK;
}
