/* See vocabulary-private.h. */
#include <stdlib.h>

#include "tm/index/index-private.h"
#include "tm/index/stems-private.h"
#include "tm/index/table-private.h"

/* A word to be stored, with what its row is sorted by: the first bytes tell most of them apart. */
struct fresh {
    uint64_t first;
    uint32_t entry;
    struct tm_word_key *key;
};

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

enum text_status tm_word_find(struct tm_memory *m, int64_t family, struct text_span folded, struct tm_word *out,
                              struct text_error *err)
{
    uint32_t number = tm_word_slot(m->vocabulary, family, folded, tm_word_hash(family, folded))->number;
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
        status = tm_word_keep(m, family, folded, word, &entry, err);
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
    return status == TEXT_OK ? tm_word_keep(m, family, folded, word, entry, err) : status;
}

/* With a large vocabulary each look is a miss of the processor's caches: so they are all under way at once. */
uint64_t *tm_words_hash(const struct tm_memory *m, int64_t family, const struct text_tokens *words)
{
    const struct tm_vocabulary *v = m->vocabulary;
    uint64_t *hashes = text_arena_resize(m->scratch, NULL, 0, (words->count + 1) * sizeof *hashes);
    for (size_t i = 0; hashes && i < words->count; i++) {
        uint64_t hash = hashes[i] = tm_word_hash(family, words->at[i].folded);
        const struct tm_word_slot *front = &v->front[hash % TM_WORD_FRONT];
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
        const struct tm_word_slot *front = &v->front[hash % TM_WORD_FRONT];
        const struct tm_word_slot *slot = &v->slots[(uint32_t)hash & v->slot_mask];
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
        struct tm_word_slot *front = &v->front[hashes[i] % TM_WORD_FRONT];
        if (front->number && front->bits == bits && tm_word_is(&v->keys[front->number - 1], family, folded)) {
            entries[i] = front->number - 1;
            continue;
        }
        uint32_t number = tm_word_slot(v, family, folded, hashes[i])->number;
        entries[i] = number - 1;
        if (!number) {
            status = enter(m, family, folded, &entries[i], err);
        }
        if (status == TEXT_OK && (!front->number || entries[i] < front->number)) {
            *front = (struct tm_word_slot){bits, entries[i] + 1};
        }
    }
    return status;
}

static int by_text(const void *a, const void *b)
{
    const struct fresh *f = a, *g = b;
    const struct tm_word_key *x = f->key, *y = g->key;
    if (x->family == y->family && f->first != g->first) {
        return f->first < g->first ? -1 : 1;
    }
    int order = (x->family > y->family) - (x->family < y->family);
    return order ? order : text_span_compare(tm_word_folded(x), tm_word_folded(y));
}

static enum text_status store_word(struct tm_memory *m, const struct tm_word_key *key, struct tm_word *word,
                                   struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_WORD_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, key->family);
    tm_bind_text(s, 2, tm_word_folded(key));
    sqlite3_bind_int64(s, 3, word->id);
    word->stored = true;
    enum text_status status = tm_run(m, s, err);
    return status == TEXT_OK ? tm_stem_add(m, key->family, tm_word_folded(key), err) : status;
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
            fresh[n++] = (struct fresh){tm_word_first(tm_word_folded(&v->keys[i])), i, &v->keys[i]};
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
