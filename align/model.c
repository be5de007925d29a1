/* See model.h. The lexicons are files; what was asked of them is kept in a cache, because the words of articles repeat:
 * a word costs its bisections once and a probe from then on. The cache is guarded by one lock, taken once a
 * document. */
#define _POSIX_C_SOURCE 200809L
#include "align/model.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

enum { SIDES = 2, MOST_KEPT = 300000 };

struct cache {
    const struct text_language *language;
    struct text_stemmer *stemmer;
    struct text_table *forms; /* folded words */
    struct align_word **words;
    uint32_t capacity;
    double tokens; /* of this language, that the lexicons were learned from */
};

struct align_model {
    const struct align_lexicon **lexicons;
    size_t count;
    pthread_mutex_t lock;
    struct text_arena *arena;   /* of what is kept */
    struct text_arena *scratch; /* of one look-up */
    struct cache caches[SIDES];
};

static enum text_status make_cache(struct align_model *m, struct cache *c, const struct text_language *language,
                                   struct text_error *err)
{
    c->language = language;
    enum text_status status = text_stemmer_new(language, &c->stemmer, err);
    c->forms = text_table_new();
    for (size_t i = 0; i < m->count; i++) {
        c->tokens += align_lexicon_tokens(m->lexicons[i], text_language_code(language));
    }
    return status == TEXT_OK && !c->forms ? text_fail_memory(err, "a model") : status;
}

enum text_status align_model_new(struct align_languages languages, const struct align_lexicon *const *lexicons,
                                 size_t count, struct align_model **out, struct text_error *err)
{
    struct align_model *m = calloc(1, sizeof *m);
    if (!m || pthread_mutex_init(&m->lock, NULL) != 0) {
        free(m);
        return text_fail_memory(err, "a model");
    }
    m->lexicons = calloc(count + 1, sizeof *m->lexicons);
    m->arena = text_arena_new();
    m->scratch = text_arena_new();
    bool ok = m->lexicons && m->arena && m->scratch;
    for (size_t i = 0; ok && i < count; i++) {
        m->lexicons[m->count++] = lexicons[i];
    }
    enum text_status status = ok ? TEXT_OK : text_fail_memory(err, "a model");
    if (status == TEXT_OK) {
        status = make_cache(m, &m->caches[ALIGN_SOURCE], languages.source, err);
    }
    if (status == TEXT_OK) {
        status = make_cache(m, &m->caches[ALIGN_TARGET], languages.target, err);
    }
    if (status != TEXT_OK) {
        align_model_free(m);
        return status;
    }
    *out = m;
    return TEXT_OK;
}

void align_model_free(struct align_model *m)
{
    if (m) {
        for (int i = 0; i < SIDES; i++) {
            text_stemmer_free(m->caches[i].stemmer);
            text_table_free(m->caches[i].forms);
            free(m->caches[i].words);
        }
        text_arena_free(m->arena);
        text_arena_free(m->scratch);
        pthread_mutex_destroy(&m->lock);
        free(m->lexicons);
        free(m);
    }
}

const struct text_language *align_model_language(const struct align_model *m, enum align_side side)
{
    return m->caches[side].language;
}

/* The lock and the cache behind it change under a model that its users see as constant. */
void align_model_begin(const struct align_model *m)
{
    pthread_mutex_lock((pthread_mutex_t *)(uintptr_t)&m->lock);
}

void align_model_end(const struct align_model *m)
{
    pthread_mutex_unlock((pthread_mutex_t *)(uintptr_t)&m->lock);
}

/* Numbers are the same word when they have the same value, with the same letters before them if any (Rp9.150 and
 * Rp9,150); other words when they have the same stem. */
static uint64_t key_of(const struct cache *c, struct text_span stem)
{
    size_t letters = 0;
    double value;
    while (letters < stem.n && (stem.p[letters] < '0' || stem.p[letters] > '9')) {
        letters++;
    }
    struct text_span head = {stem.p, letters}, digits = {stem.p + letters, stem.n - letters};
    if (digits.n > 0 && text_number_value(c->language, digits, &value)) {
        uint64_t key = text_hash((struct text_span){(const char *)&value, sizeof value});
        return (letters ? key ^ text_hash(head) : key) | 1;
    }
    return text_hash(stem) & ~(uint64_t)1;
}

/* Adds one lexicon's translations of a word to those at hand; weighted by how often each lexicon saw the word. */
static size_t merge(const struct cache *other, struct align_meaning *at, size_t n, const struct align_entry *e,
                    double weight)
{
    for (size_t i = 0; i < e->translations; i++) {
        uint64_t key = key_of(other, e->at[i].word);
        size_t k = 0;
        while (k < n && at[k].key != key) {
            k++;
        }
        if (k == n) {
            at[n++] = (struct align_meaning){key, 0};
        }
        at[k].p += (float)(weight * e->at[i].probability);
    }
    return n;
}

/* What all lexicons know of a stem; what is to be kept goes to `arena`. */
static enum text_status look_up(struct align_model *m, const struct cache *c, struct text_span stem,
                                struct text_arena *arena, struct align_word *w, struct text_error *err)
{
    const struct cache *other = &m->caches[c == &m->caches[ALIGN_SOURCE] ? ALIGN_TARGET : ALIGN_SOURCE];
    const char *code = text_language_code(c->language);
    size_t n = 0;
    double count = 0;
    text_arena_reset(m->scratch);
    struct align_entry *entries = text_arena_alloc(m->scratch, m->count, sizeof *entries);
    if (!entries) {
        return text_fail_memory(err, "a word of the lexicon");
    }
    for (size_t i = 0; i < m->count; i++) {
        enum text_status status = align_lexicon_find_stem(m->lexicons[i], code, stem, m->scratch, &entries[i], err);
        if (status != TEXT_OK) {
            return status;
        }
        n += entries[i].translations;
        count += entries[i].count;
    }
    struct align_meaning *at = text_arena_alloc(arena, n, sizeof *at);
    if (!at) {
        return text_fail_memory(err, "a word of the lexicon");
    }
    n = 0;
    for (size_t i = 0; i < m->count; i++) {
        n = merge(other, at, n, &entries[i], count > 0 ? entries[i].count / count : 0);
    }
    w->at = at;
    w->count = (uint32_t)n;
    w->rate = c->tokens > 0 ? (float)(count / c->tokens) : 0;
    return TEXT_OK;
}

static bool make_room(struct cache *c)
{
    if (text_table_count(c->forms) < c->capacity) {
        return true;
    }
    uint32_t capacity = c->capacity ? c->capacity * 2 : 1024;
    struct align_word **words = realloc(c->words, capacity * sizeof(struct align_word *));
    if (words) {
        c->words = words;
        c->capacity = capacity;
    }
    return words != NULL;
}

enum text_status align_model_word(const struct align_model *model, enum align_side side, struct text_span folded,
                                  struct text_arena *arena, const struct align_word **out, struct text_error *err)
{
    struct align_model *m = (struct align_model *)(uintptr_t)model;
    struct cache *c = &m->caches[side];
    uint32_t number = text_table_find(c->forms, folded);
    if (number != TEXT_NONE) {
        *out = c->words[number];
        return TEXT_OK;
    }
    bool keep = text_table_count(c->forms) < MOST_KEPT;
    arena = keep ? m->arena : arena;
    struct align_word *w = text_arena_alloc(arena, 1, sizeof *w);
    if (!w || !make_room(c)) {
        return text_fail_memory(err, "a word of the lexicon");
    }
    struct text_span stem = text_stem(c->stemmer, folded);
    w->key = key_of(c, stem);
    enum text_status status = look_up(m, c, stem, arena, w, err);
    if (status == TEXT_OK && keep) {
        number = text_table_add(c->forms, folded);
        if (number == TEXT_NONE) {
            return text_fail_memory(err, "a word of the lexicon");
        }
        c->words[number] = w;
    }
    if (status == TEXT_OK) {
        *out = w;
    }
    return status;
}
