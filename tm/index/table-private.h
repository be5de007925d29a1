/* The table behind the vocabulary: open addressing over entries, which are a key and a word each; a slot holds some
 * bits of the hash, so that a probe rarely looks at a key in vain: with a large vocabulary each look is a miss of the
 * processor's cache. */
#ifndef TM_INDEX_TABLE_PRIVATE_H
#define TM_INDEX_TABLE_PRIVATE_H

#include "tm/index/vocabulary-private.h"
#include "tm/index/word-hash-private.h"

enum { TM_WORD_FRONT = 1 << 12, TM_WORD_SHORT = 19, TM_WORD_FAR = UINT8_MAX };

struct tm_word_slot {
    uint32_t bits;
    uint32_t number; /* of the entry, + 1; 0: a free slot */
};

/* What a look compares: nearly every word is short enough to stand in it, and frequent words, which were met first, are
 * close to each other. */
struct tm_word_key {
    uint32_t family;
    uint8_t n;
    char at[TM_WORD_SHORT]; /* where n is TM_WORD_FAR: a struct tm_word_far */
};

struct tm_word_far { /* a longer word, in the strings */
    const char *p;
    size_t n;
};

struct tm_vocabulary {
    struct text_arena *strings;
    struct tm_word_key *keys;
    struct tm_word *words; /* of the same number */
    uint32_t count, capacity;
    uint32_t stored; /* none before this one is without a row */
    struct tm_word_slot *slots; /* twice the capacity, a power of two */
    uint32_t slot_mask;
    /* A choice of the slots, small enough for a fast cache: of the words that meet in one, the one that was met first,
     * which tends to be the most frequent. */
    struct tm_word_slot front[TM_WORD_FRONT];
    uint32_t next;  /* the next free id; 0: not known */
    uint32_t epoch; /* from 1: how often another process was seen to have written */
};

static inline struct text_span tm_word_folded(const struct tm_word_key *k)
{
    struct tm_word_far far = {k->at, k->n};
    if (k->n == TM_WORD_FAR) {
        memcpy(&far, k->at, sizeof far);
    }
    return (struct text_span){far.p, far.n};
}

static inline bool tm_word_is(const struct tm_word_key *k, int64_t family, struct text_span folded)
{
    if (k->n == TM_WORD_FAR) {
        return k->family == family && text_span_equal(tm_word_folded(k), folded);
    }
    return k->n == folded.n && k->family == family && tm_word_same(k->at, folded.p, folded.n);
}

/* The word's slot, or the free one where it would go. */
struct tm_word_slot *tm_word_slot(const struct tm_vocabulary *, int64_t family, struct text_span folded, uint64_t hash);
/* Keeps a word that has no entry yet. */
enum text_status tm_word_keep(struct tm_memory *, int64_t family, struct text_span folded, struct tm_word,
                              uint32_t *entry, struct text_error *err);

#endif
