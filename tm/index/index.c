/* See index-private.h: what is pending, and how it becomes a run. */
#include <stdlib.h>
#include <string.h>

#include "tm/index/known-private.h"
#include "tm/index/vocabulary-private.h"

enum {
    WORDS_MOST = 5 << 20, /* running words held back: 20 megabytes, and twice as many while they are sorted */
    HEADS_FIRST = 1 << 10,
    AHEAD = 16
};

/* What waits of an entry of the vocabulary. Small, as every running word comes by here twice. */
struct of_entry {
    uint32_t last; /* the segment that it stood in last, + 1 */
    uint32_t postings; /* in how many it stands; when they are sorted, where the next one goes */
    uint32_t id;
};

struct tm_pending {
    uint32_t first;    /* unit of the first two segments */
    uint32_t segments; /* two a unit */
    uint32_t segment_capacity, *ends; /* where each one's entries end */
    uint32_t *entries;
    size_t entry_capacity;
    size_t postings; /* of each segment its distinct words */
    struct of_entry *of;
    uint32_t of_capacity;
    struct tm_hashed *hashes;
    uint32_t *heads; /* open addressing by pair_hash: number of a unit + 1, 0: free; more than twice the units */
    uint32_t head_mask;
};

struct tm_pending *tm_pending_new(void)
{
    return calloc(1, sizeof(struct tm_pending));
}

void tm_pending_clear(struct tm_pending *p)
{
    p->segments = 0;
    p->postings = 0;
    if (p->of) {
        memset(p->of, 0, p->of_capacity * sizeof *p->of);
    }
    if (p->heads) {
        memset(p->heads, 0, ((size_t)p->head_mask + 1) * sizeof *p->heads);
    }
}

void tm_pending_free(struct tm_pending *p)
{
    if (p) {
        free(p->ends);
        free(p->entries);
        free(p->of);
        free(p->hashes);
        free(p->heads);
        free(p);
    }
}

uint32_t tm_pending_count(const struct tm_memory *m)
{
    return m->pending->segments;
}

void tm_pending_hashes(struct tm_memory *m, void (*visit)(struct tm_memory *, uint64_t hash))
{
    for (uint32_t i = 0; i < m->pending->segments; i++) {
        visit(m, m->pending->hashes[i].hash);
    }
}

/* Of both texts of a unit, in either order. */
static uint32_t pair_hash(uint64_t a, uint64_t b)
{
    uint64_t h = (a + b) * 0x9e3779b97f4a7c15u + (a ^ b);
    return (uint32_t)(h ^ h >> 32);
}

bool tm_pending_find(const struct tm_memory *m, uint64_t source, uint64_t target, uint32_t *at, uint32_t *segment)
{
    const struct tm_pending *p = m->pending;
    if (!p->heads) {
        return false;
    }
    uint32_t i = (*at == UINT32_MAX ? pair_hash(source, target) : *at + 1) & p->head_mask;
    for (; p->heads[i]; i = (i + 1) & p->head_mask) {
        const struct tm_hashed *h = &p->hashes[2 * (size_t)(p->heads[i] - 1)];
        bool turned = h[0].hash != source;
        if (h[turned].hash == source && h[!turned].hash == target) {
            *at = i;
            *segment = h[turned].segment;
            return true;
        }
    }
    return false;
}

static void enter_head(struct tm_pending *p, uint32_t unit)
{
    const struct tm_hashed *h = &p->hashes[2 * (size_t)unit];
    uint32_t i = pair_hash(h[0].hash, h[1].hash) & p->head_mask;
    while (p->heads[i]) {
        i = (i + 1) & p->head_mask;
    }
    p->heads[i] = unit + 1;
}

static bool grow_segments(struct tm_pending *p)
{
    uint32_t capacity = p->segment_capacity ? p->segment_capacity * 2 : HEADS_FIRST / 4;
    uint32_t *ends = realloc(p->ends, capacity * sizeof *ends);
    if (ends) {
        p->ends = ends;
    }
    struct tm_hashed *hashes = realloc(p->hashes, capacity * sizeof *hashes);
    if (hashes) {
        p->hashes = hashes;
    }
    uint32_t *heads = ends && hashes ? calloc((size_t)capacity * 2, sizeof *heads) : NULL;
    if (!heads) {
        return false;
    }
    free(p->heads);
    p->heads = heads;
    p->head_mask = capacity * 2 - 1;
    p->segment_capacity = capacity;
    for (uint32_t i = 0; i < p->segments / 2; i++) {
        enter_head(p, i);
    }
    return true;
}

static bool make_room(struct tm_pending *p, size_t words, uint32_t vocabulary)
{
    size_t used = p->segments ? p->ends[p->segments - 1] : 0;
    if (used + words > p->entry_capacity) {
        size_t capacity = p->entry_capacity ? p->entry_capacity * 2 : 4096;
        capacity = capacity < used + words ? used + words : capacity;
        uint32_t *entries = realloc(p->entries, capacity * sizeof *entries);
        if (!entries) {
            return false;
        }
        p->entries = entries;
        p->entry_capacity = capacity;
    }
    if (vocabulary > p->of_capacity) {
        uint32_t capacity = vocabulary < UINT32_MAX / 2 ? vocabulary + vocabulary / 4 + HEADS_FIRST : vocabulary;
        struct of_entry *of = realloc(p->of, capacity * sizeof *of);
        if (!of) {
            return false;
        }
        memset(of + p->of_capacity, 0, (capacity - p->of_capacity) * sizeof *of);
        p->of = of;
        p->of_capacity = capacity;
    }
    return p->segments + 2 <= p->segment_capacity || grow_segments(p);
}

enum text_status tm_index_add(struct tm_memory *m, uint32_t unit, const struct tm_segment sides[2],
                              const struct tm_entries entries[2], struct text_error *err)
{
    struct tm_pending *p = m->pending;
    size_t words = entries[0].count + entries[1].count;
    if (p->segments && p->ends[p->segments - 1] + words > WORDS_MOST) {
        enum text_status status = tm_index_flush(m, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    if (words > UINT32_MAX / 4 || !make_room(p, words, tm_vocabulary_count(m))) {
        return text_fail_memory(err, m->path);
    }
    p->first = p->segments ? p->first : unit;
    for (uint32_t side = 0; side < 2; side++) {
        uint32_t begin = p->segments ? p->ends[p->segments - 1] : 0, n = (uint32_t)entries[side].count;
        for (uint32_t i = 0; i < n; i++) {
            struct of_entry *of = &p->of[entries[side].at[i]];
            p->entries[begin + i] = entries[side].at[i];
            p->postings += of->last != p->segments + 1;
            of->postings += of->last != p->segments + 1;
            of->last = p->segments + 1;
        }
        p->ends[p->segments] = begin + n;
        p->hashes[p->segments] = (struct tm_hashed){sides[side].hash, unit << 1 | side};
        p->segments++;
        tm_filter_add(m, sides[side].hash);
    }
    enter_head(p, p->segments / 2 - 1);
    return TEXT_OK;
}

/* A word of what is pending. */
struct group {
    uint32_t id, begin, end; /* where its postings are */
};

struct sorted {
    struct group *groups; /* by rising id */
    uint32_t count;
    struct tm_posting *at;
};

static int by_id(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static uint32_t begin_of(const struct tm_pending *p, uint32_t segment)
{
    return segment ? p->ends[segment - 1] : 0;
}

/* The words that wait, and room for their postings. */
static bool gather_groups(struct tm_memory *m, struct sorted *s)
{
    struct tm_pending *p = m->pending;
    uint32_t entries = tm_vocabulary_count(m), sum = 0;
    bool in_order = true; /* nearly always: ids are given as entries are */
    entries = entries < p->of_capacity ? entries : p->of_capacity;
    s->groups = malloc(((size_t)entries + 1) * sizeof *s->groups);
    s->at = malloc((p->postings + 1) * sizeof *s->at);
    if (!s->groups || !s->at) {
        return false;
    }
    for (uint32_t e = 0; e < entries; e++) {
        struct of_entry *of = &p->of[e];
        if (of->postings) {
            uint32_t id = tm_word_at(m, e)->id, n = of->postings;
            in_order = in_order && (s->count == 0 || s->groups[s->count - 1].id < id);
            s->groups[s->count++] = (struct group){id, sum, sum + n};
            *of = (struct of_entry){0, sum, id};
            sum += n;
            tm_word_counted(m, e, n);
        }
    }
    if (!in_order) {
        qsort(s->groups, s->count, sizeof *s->groups, by_id);
    }
    return true;
}

/* Counting sort. Entries become ids where they stand. */
static bool sort_postings(struct tm_memory *m, struct sorted *s)
{
    struct tm_pending *p = m->pending;
    if (!gather_groups(m, s)) {
        return false;
    }
    uint32_t all = p->ends[p->segments - 1];
    for (uint32_t i = 0; i < p->segments; i++) {
        uint32_t begin = begin_of(p, i), length = p->ends[i] - begin;
        for (uint32_t k = begin; k < p->ends[i]; k++) {
            /* What comes soon is on its way: otherwise nearly each rare word would wait for memory, twice. */
            if (k + 2 * AHEAD < all) {
                __builtin_prefetch(&p->of[p->entries[k + 2 * AHEAD]]);
                __builtin_prefetch(&s->at[p->of[p->entries[k + AHEAD]].postings], 1);
            }
            struct of_entry *of = &p->of[p->entries[k]];
            p->entries[k] = of->id;
            if (of->last != i + 1) {
                of->last = i + 1;
                s->at[of->postings++] = (struct tm_posting){(p->first << 1) + i, length};
            }
        }
    }
    return true;
}

static enum text_status write_postings(struct tm_memory *m, int64_t run, struct text_error *err)
{
    struct sorted s = {0};
    struct tm_posting_writer w = {.m = m, .run = run};
    struct tm_count_writer c = {.m = m, .row = -1};
    enum text_status status = sort_postings(m, &s) ? TEXT_OK : text_fail_memory(err, m->path);
    for (uint32_t g = 0; g < s.count && status == TEXT_OK; g++) {
        const struct group *group = &s.groups[g];
        uint32_t n = group->end - group->begin;
        status = tm_posting_write(&w, group->id, s.at + group->begin, n, err);
        if (status == TEXT_OK) {
            status = tm_count_add(&c, group->id, n, err);
        }
    }
    if (status == TEXT_OK) {
        status = tm_posting_end(&w, err);
    }
    if (status == TEXT_OK) {
        status = tm_count_end(&c, err);
    }
    tm_posting_free(&w);
    free(s.groups);
    free(s.at);
    return status == TEXT_OK ? tm_words_store(m, err) : status;
}

static enum text_status write_hashes(struct tm_memory *m, int64_t run, struct text_error *err)
{
    struct tm_pending *p = m->pending;
    struct tm_hash_writer w = {.m = m, .run = run};
    enum text_status status = TEXT_OK;
    tm_hashed_sort(p->hashes, p->segments);
    for (uint32_t i = 0; i < p->segments && status == TEXT_OK; i++) {
        status = tm_hash_write(&w, p->hashes[i], err);
    }
    if (status == TEXT_OK) {
        status = tm_hash_end(&w, err);
    }
    tm_hash_free(&w);
    return status;
}

/* Of ids by now. */
static enum text_status write_words(struct tm_memory *m, struct text_error *err)
{
    struct tm_pending *p = m->pending;
    struct tm_words_writer w = {.m = m, .row = -1};
    enum text_status status = TEXT_OK;
    for (uint32_t i = 0; i < p->segments && status == TEXT_OK; i++) {
        uint32_t begin = begin_of(p, i);
        status = tm_words_write(&w, (p->first << 1) + i, p->entries + begin, p->ends[i] - begin, err);
    }
    if (status == TEXT_OK) {
        status = tm_words_end(&w, err);
    }
    tm_words_free(&w);
    return status;
}

enum text_status tm_index_flush(struct tm_memory *m, struct text_error *err)
{
    struct tm_pending *p = m->pending;
    struct tm_index_run run = {.first = p->first, .last = p->first + p->segments / 2 - 1};
    if (p->segments == 0) {
        return TEXT_OK;
    }
    enum text_status status = tm_index_run_new_id(m, &run.id, err);
    if (status == TEXT_OK) {
        status = write_postings(m, run.id, err);
    }
    if (status == TEXT_OK) {
        status = write_hashes(m, run.id, err);
    }
    if (status == TEXT_OK) {
        status = write_words(m, err);
    }
    if (status == TEXT_OK) { /* entries are ids by now */
        status = tm_pairs_write(m, run, p->ends, p->entries, err);
    }
    if (status == TEXT_OK) {
        status = tm_index_run_add(m, run, err);
    }
    if (status == TEXT_OK) {
        tm_pending_clear(p);
        status = tm_index_settle(m, false, err);
    }
    return status;
}
