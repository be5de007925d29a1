/* See vocabulary-private.h. Open addressing over entries, which are a key and a word each; a slot holds some bits of
 * the hash, so that a probe rarely looks at a key in vain: with a large vocabulary each look is a miss of the
 * processor's cache. */
#include "tm/index/vocabulary-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/index/index-private.h"
#include "tm/index/stems-private.h"
#include "tm/index/word-hash-private.h"

enum { FEW = 256, LARGE = 1 << 20 }; /* entries; the large are some eighty megabytes */
enum { FRONT = 1 << 12, SHORT = 19, FAR = UINT8_MAX };

struct slot {
    uint32_t bits;
    uint32_t number; /* of the entry, + 1; 0: a free slot */
};

/* What a look compares: nearly every word is short enough to stand in it, and frequent words, which were met first, are
 * close to each other. */
struct key {
    uint32_t family;
    uint8_t n;
    char at[SHORT]; /* where n is FAR: a struct far */
};

struct far { /* a longer word, in the strings */
    const char *p;
    size_t n;
};

/* A word to be stored, with what its row is sorted by: the first bytes tell most of them apart. */
struct fresh {
    uint64_t first;
    uint32_t entry;
    struct key *key;
};

struct tm_vocabulary {
    struct text_arena *strings;
    struct key *keys;
    struct tm_word *words; /* of the same number */
    uint32_t count, capacity;
    uint32_t stored; /* none before this one is without a row */
    struct slot *slots; /* twice the capacity, a power of two */
    uint32_t slot_mask;
    struct slot front[FRONT]; /* a choice of the slots, small enough for a fast cache: of the words that meet in one,
                               * the one that was met first, which tends to be the most frequent */
    uint32_t next;  /* the next free id; 0: not known */
    uint32_t epoch; /* from 1: how often another process was seen to have written */
};

static struct text_span folded_of(const struct key *k)
{
    struct far far = {k->at, k->n};
    if (k->n == FAR) {
        memcpy(&far, k->at, sizeof far);
    }
    return (struct text_span){far.p, far.n};
}

static bool is_key(const struct key *k, int64_t family, struct text_span folded)
{
    if (k->n == FAR) {
        return k->family == family && text_span_equal(folded_of(k), folded);
    }
    return k->n == folded.n && k->family == family && tm_word_same(k->at, folded.p, folded.n);
}

/* The word's slot, or the free one where it would go. */
static struct slot *slot_of(const struct tm_vocabulary *v, int64_t family, struct text_span folded, uint64_t hash)
{
    uint32_t bits = (uint32_t)(hash >> 32), i = (uint32_t)hash & v->slot_mask;
    for (; v->slots[i].number; i = (i + 1) & v->slot_mask) {
        if (v->slots[i].bits == bits && is_key(&v->keys[v->slots[i].number - 1], family, folded)) {
            break;
        }
    }
    return &v->slots[i];
}

static bool grow(struct tm_vocabulary *v)
{
    uint32_t capacity = v->capacity ? v->capacity * 2 : FEW;
    if (capacity > UINT32_MAX / 4) {
        return false;
    }
    struct key *keys = realloc(v->keys, capacity * sizeof *keys);
    if (!keys) {
        return false;
    }
    v->keys = keys;
    struct tm_word *words = realloc(v->words, capacity * sizeof *words);
    if (!words) {
        return false;
    }
    v->words = words;
    struct slot *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (!slots) {
        return false;
    }
    free(v->slots);
    v->slots = slots;
    v->slot_mask = capacity * 2 - 1;
    v->capacity = capacity;
    for (uint32_t n = 0; n < v->count; n++) {
        uint64_t hash = tm_word_hash(keys[n].family, folded_of(&keys[n]));
        uint32_t i = (uint32_t)hash & v->slot_mask;
        while (slots[i].number) {
            i = (i + 1) & v->slot_mask;
        }
        slots[i] = (struct slot){(uint32_t)(hash >> 32), n + 1};
    }
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
    if (m->vocabulary->count > LARGE) {
        tm_vocabulary_clear(m);
    }
}

void tm_vocabulary_renew(struct tm_memory *m)
{
    m->vocabulary->next = 0;
    m->vocabulary->epoch++;
}

void tm_word_counted(struct tm_memory *m, uint32_t entry, uint32_t segments)
{
    struct tm_word *word = &m->vocabulary->words[entry];
    if (!word->stored) { /* a new one: there were none before */
        word->counted = m->vocabulary->epoch;
    }
    word->segments += segments;
}

uint32_t tm_vocabulary_count(const struct tm_memory *m)
{
    return m->vocabulary->count;
}

struct tm_word *tm_word_at(struct tm_memory *m, uint32_t entry)
{
    return &m->vocabulary->words[entry];
}

static enum text_status ask_file(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word *out,
                                 struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_WORD_FIND);
    bool row = false;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, family);
    tm_bind_text(s, 2, folded);
    enum text_status status = tm_row(m, s, &row, err);
    *out = (struct tm_word){0};
    if (row) {
        out->id = (uint32_t)sqlite3_column_int64(s, 0);
        out->stored = true;
        tm_row_end(s);
    }
    return status;
}

/* Keeps a word that has no entry yet. */
static enum text_status keep(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word word,
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
    struct key *key = &v->keys[v->count];
    *key = (struct key){.family = (uint32_t)family, .n = folded.n <= SHORT ? (uint8_t)folded.n : FAR};
    if (folded.n <= SHORT) {
        memcpy(key->at, folded.p, folded.n);
    } else {
        struct text_span copy = text_arena_copy(v->strings, folded);
        if (!copy.p) {
            return text_fail_memory(err, m->path);
        }
        memcpy(key->at, &(struct far){copy.p, copy.n}, sizeof(struct far));
    }
    v->words[v->count] = word;
    struct slot *slot = slot_of(v, family, folded, hash);
    *entry = v->count++;
    *slot = (struct slot){(uint32_t)(hash >> 32), v->count};
    return TEXT_OK;
}

enum text_status tm_word_find(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word *out,
                              struct text_error *err)
{
    uint32_t number = slot_of(m->vocabulary, family, folded, tm_word_hash(family, folded))->number;
    uint32_t entry = number - 1;
    enum text_status status = TEXT_OK;
    if (!number) {
        struct tm_word word;
        status = ask_file(m, family, folded, &word, err);
        if (status != TEXT_OK || word.id == TM_NO_WORD) { /* what is not there may come: it is not kept */
            *out = (struct tm_word){0};
            return status;
        }
        tm_vocabulary_trim(m);
        status = keep(m, family, folded, word, &entry, err);
    }
    struct tm_word *word = status == TEXT_OK ? tm_word_at(m, entry) : NULL;
    if (word && word->stored && word->counted != m->vocabulary->epoch) {
        status = tm_count_get(m, word->id, &word->segments, err);
        word->counted = status == TEXT_OK ? m->vocabulary->epoch : 0;
    }
    if (status == TEXT_OK) {
        *out = *word;
    }
    return status;
}

static enum text_status next_id(struct tm_memory *m, uint32_t *out, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    if (v->next == 0) {
        enum text_status status = tm_count_words(m, &v->next, err);
        if (status != TEXT_OK) {
            return status;
        }
        v->next++;
    }
    if (v->next > TM_WORDS_MOST) {
        return text_fail(err, TEXT_INVALID, "%s: the memory is full: it has too many different words", m->path);
    }
    *out = v->next++;
    return TEXT_OK;
}

/* Ids have no gaps: with as many entries as ids were given, there is no word in the file that is not among them. */
static bool has_all(const struct tm_vocabulary *v)
{
    return v->next == v->count + 1;
}

/* A word that has no entry. */
static enum text_status enter(struct tm_memory *m, int64_t family, struct text_span folded, uint32_t *entry,
                              struct text_error *err)
{
    struct tm_word word = {0};
    enum text_status status = has_all(m->vocabulary) ? TEXT_OK : ask_file(m, family, folded, &word, err);
    if (status == TEXT_OK && word.id == TM_NO_WORD) {
        status = next_id(m, &word.id, err);
    }
    return status == TEXT_OK ? keep(m, family, folded, word, entry, err) : status;
}

/* With a large vocabulary each look is a miss of the processor's caches: so they are all under way at once. */
uint64_t *tm_words_hash(const struct tm_memory *m, int64_t family, const struct text_tokens *words)
{
    const struct tm_vocabulary *v = m->vocabulary;
    uint64_t *hashes = text_arena_resize(m->scratch, NULL, 0, (words->count + 1) * sizeof *hashes);
    for (size_t i = 0; hashes && i < words->count; i++) {
        uint64_t hash = hashes[i] = tm_word_hash(family, words->at[i].folded);
        const struct slot *front = &v->front[hash % FRONT];
        if (front->bits != (uint32_t)(hash >> 32) || !front->number) {
            __builtin_prefetch(&v->slots[(uint32_t)hash & v->slot_mask]);
        }
    }
    return hashes;
}

void tm_words_expect(const struct tm_memory *m, const uint64_t *hashes, size_t count)
{
    const struct tm_vocabulary *v = m->vocabulary;
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = hashes[i];
        const struct slot *front = &v->front[hash % FRONT], *slot = &v->slots[(uint32_t)hash & v->slot_mask];
        bool is_front = front->number && front->bits == (uint32_t)(hash >> 32);
        uint32_t number = is_front ? front->number : slot->number;
        __builtin_prefetch(&v->keys[number ? number - 1 : 0]);
    }
}

enum text_status tm_words_enter(struct tm_memory *m, int64_t family, const struct text_tokens *words,
                                const uint64_t *hashes, uint32_t *entries, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < words->count && status == TEXT_OK; i++) {
        struct text_span folded = words->at[i].folded;
        uint32_t bits = (uint32_t)(hashes[i] >> 32);
        struct slot *front = &v->front[hashes[i] % FRONT];
        if (front->number && front->bits == bits && is_key(&v->keys[front->number - 1], family, folded)) {
            entries[i] = front->number - 1;
            continue;
        }
        uint32_t number = slot_of(v, family, folded, hashes[i])->number;
        entries[i] = number - 1;
        if (!number) {
            status = enter(m, family, folded, &entries[i], err);
        }
        if (status == TEXT_OK && (!front->number || entries[i] < front->number)) {
            *front = (struct slot){bits, entries[i] + 1};
        }
    }
    return status;
}

static int by_text(const void *a, const void *b)
{
    const struct fresh *f = a, *g = b;
    const struct key *x = f->key, *y = g->key;
    if (x->family == y->family && f->first != g->first) {
        return f->first < g->first ? -1 : 1;
    }
    int order = (x->family > y->family) - (x->family < y->family);
    return order ? order : text_span_compare(folded_of(x), folded_of(y));
}

static enum text_status store_word(struct tm_memory *m, const struct key *key, struct tm_word *word,
                                   struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_WORD_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, key->family);
    tm_bind_text(s, 2, folded_of(key));
    sqlite3_bind_int64(s, 3, word->id);
    word->stored = true;
    enum text_status status = tm_run(m, s, err);
    return status == TEXT_OK ? tm_stem_add(m, key->family, folded_of(key), err) : status;
}

enum text_status tm_words_store(struct tm_memory *m, struct text_error *err)
{
    struct tm_vocabulary *v = m->vocabulary;
    enum text_status status = TEXT_OK;
    size_t n = 0;
    struct fresh *fresh = malloc(((size_t)v->count - v->stored + 1) * sizeof *fresh);
    if (!fresh) {
        return text_fail_memory(err, m->path);
    }
    for (uint32_t i = v->stored; i < v->count; i++) {
        if (!v->words[i].stored) {
            fresh[n++] = (struct fresh){tm_word_first(folded_of(&v->keys[i])), i, &v->keys[i]};
        }
    }
    v->stored = v->count;
    qsort(fresh, n, sizeof *fresh, by_text); /* in the order of the table: its pages are touched once */
    for (size_t i = 0; i < n && status == TEXT_OK; i++) {
        status = store_word(m, fresh[i].key, &v->words[fresh[i].entry], err);
    }
    free(fresh);
    return status;
}
