/* See model.h. The lexicons are files; what was asked of them is kept in a cache, because the words of articles repeat:
 * a word costs its bisections once and a probe from then on. The cache is guarded by one lock, taken once a
 * document. */
#define _POSIX_C_SOURCE 200809L
#include "align/model.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

enum { SIDES = 2, MOST_KEPT = 300000, AT_A_TIME = 16 };

/* A word that is kept, beside what is known of it. */
struct kept {
    struct align_word word;
    size_t n;
    char form[]; /* folded */
};

struct slot {
    uint64_t hash;
    const struct kept *kept; /* NULL: free */
};

struct cache {
    const struct text_language *language;
    struct text_stemmer *stemmer;
    struct slot *slots; /* open addressing, at most half of them taken */
    size_t slot_count, count;
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
    c->slot_count = 1024;
    c->slots = calloc(c->slot_count, sizeof *c->slots);
    for (size_t i = 0; i < m->count; i++) {
        c->tokens += align_lexicon_tokens(m->lexicons[i], text_language_code(language));
    }
    return status == TEXT_OK && !c->slots ? text_fail_memory(err, "a model") : status;
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
            free(m->caches[i].slots);
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

static struct slot *slot_of(const struct cache *c, struct text_span form, uint64_t hash)
{
    size_t i = hash & (c->slot_count - 1);
    while (c->slots[i].kept) {
        const struct kept *k = c->slots[i].kept;
        if (c->slots[i].hash == hash && text_span_equal((struct text_span){k->form, k->n}, form)) {
            break;
        }
        i = (i + 1) & (c->slot_count - 1);
    }
    return &c->slots[i];
}

static bool make_room(struct cache *c)
{
    if (c->count < c->slot_count / 2) {
        return true;
    }
    struct cache larger = *c;
    larger.slot_count *= 2;
    larger.slots = calloc(larger.slot_count, sizeof *larger.slots);
    if (!larger.slots) {
        return false;
    }
    for (size_t i = 0; i < c->slot_count; i++) {
        const struct slot *s = &c->slots[i];
        if (s->kept) {
            *slot_of(&larger, (struct text_span){s->kept->form, s->kept->n}, s->hash) = *s;
        }
    }
    free(c->slots);
    *c = larger;
    return true;
}

static enum text_status find_word(struct align_model *m, struct cache *c, struct text_span form, uint64_t hash,
                                  struct text_arena *arena, const struct align_word **out, struct text_error *err)
{
    struct slot *slot = slot_of(c, form, hash);
    if (slot->kept) {
        *out = &slot->kept->word;
        return TEXT_OK;
    }
    bool keep = c->count < MOST_KEPT;
    arena = keep ? m->arena : arena;
    struct kept *k = text_arena_alloc(arena, 1, sizeof *k + form.n);
    if (!k || (keep && !make_room(c))) {
        return text_fail_memory(err, "a word of the lexicon");
    }
    k->n = form.n;
    if (form.n) {
        memcpy(k->form, form.p, form.n);
    }
    struct text_span stem = text_stem(c->stemmer, form);
    k->word.key = key_of(c, stem);
    enum text_status status = look_up(m, c, stem, arena, &k->word, err);
    if (status == TEXT_OK && keep) {
        *slot_of(c, form, hash) = (struct slot){hash, k};
        c->count++;
    }
    if (status == TEXT_OK) {
        *out = &k->word;
    }
    return status;
}

/* Some words at a time, so that what is far away in memory is on its way for all of them before it is needed. The lock
 * and the cache behind it change under a model that its users see as constant. */
enum text_status align_model_look_up(const struct align_model *model, enum align_side side, struct align_asked *at,
                                     size_t count, struct text_arena *arena, struct text_error *err)
{
    struct align_model *m = (struct align_model *)(uintptr_t)model;
    struct cache *c = &m->caches[side];
    uint64_t hashes[AT_A_TIME];
    enum text_status status = TEXT_OK;
    pthread_mutex_lock(&m->lock);
    for (size_t i = 0; i < count && status == TEXT_OK; i += AT_A_TIME) {
        size_t n = count - i < AT_A_TIME ? count - i : AT_A_TIME;
        for (size_t k = 0; k < n; k++) {
            hashes[k] = text_hash(at[i + k].form);
            __builtin_prefetch(&c->slots[hashes[k] & (c->slot_count - 1)]);
        }
        for (size_t k = 0; k < n; k++) {
            __builtin_prefetch(c->slots[hashes[k] & (c->slot_count - 1)].kept);
        }
        for (size_t k = 0; k < n && status == TEXT_OK; k++) {
            status = find_word(m, c, at[i + k].form, hashes[k], arena, &at[i + k].word, err);
        }
    }
    pthread_mutex_unlock(&m->lock);
    return status;
}
