/* See stretch-private.h: from chains to stretches. */
#include "tm/fragment/stretch-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/index/index-private.h"
#include "tm/match/offer-private.h"

enum {
    GROUP_TEXTS = 256,         /* of one chain's texts no more are looked at */
    COMPARISONS_MOST = 1 << 24 /* of words */
};

struct finding {
    struct tm_memory *m;
    const struct tm_stretch_query *q;
    struct text_arena *arena;
    struct tm_offers offers; /* the units of the text at hand */
    struct tm_stretches stretches;
    size_t capacity, comparisons;
};

/* The stretch's units that the text at hand has; it may have been met before. */
static void add_units(struct finding *f, struct tm_stretch *stretch, const struct tm_chain *c)
{
    for (size_t i = 0; i < stretch->unit_count; i++) {
        if (stretch->units[i].segment == c->segment) {
            return;
        }
    }
    for (size_t o = 0; o < f->offers.count && stretch->unit_count < TM_STRETCH_UNITS; o++) {
        stretch->units[stretch->unit_count++] = (struct tm_stretch_unit){f->offers.at[o].unit, c->segment, c->length};
    }
}

static bool make_room(struct finding *f)
{
    if (f->stretches.count < f->capacity) {
        return true;
    }
    size_t capacity = f->capacity ? f->capacity * 2 : 64;
    struct tm_stretch *at = realloc(f->stretches.at, capacity * sizeof *at);
    if (at) {
        f->stretches.at = at;
        f->capacity = capacity;
    }
    return at != NULL;
}

/* Enters a stretch that the text at hand holds, unless a longer one is known; shorter ones within it go. */
static enum text_status add_stretch(struct finding *f, uint32_t begin, uint32_t end, const struct tm_chain *c,
                                    struct text_error *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->stretches.count; i++) {
        struct tm_stretch *r = &f->stretches.at[i];
        if (r->begin <= begin && end <= r->end) {
            if (r->begin == begin && r->end == end) {
                add_units(f, r, c);
            }
            return TEXT_OK;
        }
    }
    for (size_t i = 0; i < f->stretches.count; i++) {
        if (f->stretches.at[i].begin < begin || end < f->stretches.at[i].end) {
            f->stretches.at[kept++] = f->stretches.at[i];
        }
    }
    f->stretches.count = kept;
    struct tm_stretch stretch = {.begin = begin, .end = end};
    stretch.units = text_arena_alloc(f->arena, TM_STRETCH_UNITS, sizeof *stretch.units);
    if (!stretch.units || !make_room(f)) {
        return text_fail_memory(err, f->m->path);
    }
    add_units(f, &stretch, c);
    f->stretches.at[f->stretches.count++] = stretch;
    return TEXT_OK;
}

/* How many words of the query from i on, within r, are those of the text from j on; 0 where one more before them is. */
static uint32_t in_a_row(const struct tm_stretch_word *w, struct tm_stretch r, uint32_t i, const uint32_t *ids,
                         size_t count, size_t j)
{
    if (w[i].id != ids[j] || (i > r.begin && j > 0 && w[i - 1].id == ids[j - 1])) {
        return 0;
    }
    uint32_t n = 1;
    while (i + n < r.end && j + n < count && w[i + n].id == ids[j + n]) {
        n++;
    }
    return n;
}

/* What the text at hand and the query within r have in a row. */
static enum text_status compare(struct finding *f, struct tm_stretch r, const struct tm_chain *c, const uint32_t *ids,
                                size_t count, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    bool asked = false;
    f->offers.count = 0;
    f->comparisons += (r.end - r.begin) * count;
    for (uint32_t i = r.begin; i < r.end; i++) {
        for (size_t j = 0; j < count && status == TEXT_OK; j++) {
            uint32_t n = in_a_row(f->q->words, r, i, ids, count, j);
            if (n == 0 || !tm_stretch_is_worth(f->q, i, i + n)) {
                continue;
            }
            if (!asked) {
                status = tm_offers_add(f->m, &f->offers, c->segment, 0, f->q->to, err);
                asked = true;
            }
            if (status == TEXT_OK && f->offers.count) {
                status = add_stretch(f, i, i + n, c, err);
            }
        }
    }
    return status;
}

/* Whether texts whose stretches lie within r can bring nothing new. */
static bool is_known(const struct finding *f, struct tm_stretch r)
{
    for (size_t i = 0; i < f->stretches.count; i++) {
        const struct tm_stretch *k = &f->stretches.at[i];
        if (k->begin <= r.begin && r.end <= k->end) {
            return k->begin != r.begin || k->end != r.end || k->unit_count == TM_STRETCH_UNITS;
        }
    }
    return false;
}

static bool are_alike(const struct tm_chain *a, const struct tm_chain *b)
{
    return a->first == b->first && a->last == b->last;
}

static enum text_status look_at_texts(struct finding *f, const struct tm_chains *chains, struct text_error *err)
{
    size_t looked = 0;
    for (size_t i = 0; i < chains->count; i++) {
        const struct tm_chain *c = &chains->at[i];
        struct tm_stretch r = tm_chain_reach(chains, f->q, c);
        uint32_t *ids, count;
        looked = i > 0 && are_alike(c, &chains->at[i - 1]) ? looked : 0;
        if (looked == GROUP_TEXTS || is_known(f, r)) {
            continue;
        }
        if (f->stretches.texts == TM_STRETCH_TEXTS || f->comparisons > COMPARISONS_MOST) {
            break;
        }
        enum text_status status = tm_words_load(f->m, c->segment, f->arena, &ids, &count, err);
        if (status == TEXT_OK) {
            status = compare(f, r, c, ids, count, err);
        }
        if (status != TEXT_OK) {
            return status;
        }
        looked++;
        f->stretches.texts++;
    }
    return TEXT_OK;
}

enum text_status tm_stretches_find(struct tm_memory *m, const struct tm_stretch_query *q, struct text_arena *arena,
                                   struct tm_stretches *out, struct text_error *err)
{
    struct finding f = {.m = m, .q = q, .arena = arena};
    struct tm_chains chains = {0};
    enum text_status status = tm_chains_find(m, q, arena, &chains, err);
    if (status == TEXT_OK) {
        f.stretches.postings = chains.postings;
        status = look_at_texts(&f, &chains, err);
    }
    struct tm_stretch *at = text_arena_alloc(arena, f.stretches.count + 1, sizeof *at);
    if (status == TEXT_OK && !at) {
        status = text_fail_memory(err, m->path);
    }
    if (status == TEXT_OK) {
        if (f.stretches.count) {
            memcpy(at, f.stretches.at, f.stretches.count * sizeof *at);
        }
        *out = f.stretches;
        out->at = at;
    }
    free(f.stretches.at);
    tm_chains_free(&chains);
    tm_offers_free(&f.offers);
    return status;
}
