/* See candidate-private.h. */
#include "tm/candidate-private.h"

#include <stdlib.h>

/* To verify a candidate costs as much as to count so many postings for segments already met (measured). */
enum { VERIFY_COST = 300 };

struct reading {
    struct tm_tally *tally;
    const char *path;
    uint32_t low, high; /* lengths that can score */
    uint32_t weight;
    bool enter; /* segments not met before may still score */
    size_t postings;
};

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    uint32_t segment, length;
    size_t read = 0;
    while (tm_list_next(&list, &segment, &length)) {
        read++;
        if (length < r->low || length > r->high) {
            continue;
        }
        if (!r->enter) {
            tm_tally_count(r->tally, segment, r->weight);
        } else if (!tm_tally_enter(r->tally, segment, length, r->weight)) {
            return text_fail_memory(err, r->path);
        }
    }
    r->postings += read;
    return TEXT_OK;
}

static int by_rarity(const void *a, const void *b)
{
    const struct tm_needle_word *x = a, *y = b;
    return (x->segments > y->segments) - (x->segments < y->segments);
}

/* How many words the segment and the query may share, when those not read yet are all in it. */
static uint64_t possible(const struct tm_needle *q, const struct tm_tallied *t, uint64_t read)
{
    uint64_t shared = t->count + (q->n - read);
    shared = shared < q->n ? shared : q->n;
    return shared < t->length ? shared : t->length;
}

static uint32_t longest(const struct tm_needle *q, const struct tm_tallied *t)
{
    return t->length > q->n ? t->length : q->n;
}

static bool may_score(const struct tm_needle *q, const struct tm_tallied *t, uint64_t read)
{
    return possible(q, t, read) >= tm_need(q->least, longest(q, t));
}

static uint32_t count_alive(const struct tm_needle *q, const struct tm_tally *tally, uint64_t read)
{
    uint32_t alive = 0;
    for (uint32_t i = 0; i < tally->count; i++) {
        alive += may_score(q, &tally->at[i], read);
    }
    return alive;
}

/* Reads lists into the tally; *read is how many of the query's words they stand for. */
static enum text_status read_lists(struct tm_memory *m, const struct tm_needle *q, struct reading *r, uint64_t *read,
                                   struct text_error *err)
{
    uint64_t slack = q->n - tm_need(q->least, q->n);
    uint64_t before = 0;
    for (uint32_t i = 0; i < q->word_count; i++) {
        const struct tm_needle_word *w = &q->words[i];
        r->enter = before <= slack;
        if (!r->enter && (uint64_t)count_alive(q, r->tally, before) * VERIFY_COST <= w->segments) {
            break;
        }
        r->weight = w->weight;
        enum text_status status = tm_index_lists(m, w->id, w->segments, r->low, r->high, read_list, r, err);
        if (status != TEXT_OK) {
            return status;
        }
        before += w->weight;
    }
    *read = before;
    return TEXT_OK;
}

/* Counting sort of those that may score, the best first. */
static enum text_status collect(const struct tm_needle *q, const struct tm_tally *tally, uint64_t read,
                                struct text_arena *arena, struct tm_candidates *out, struct text_error *err)
{
    size_t begins[102] = {0};
    struct tm_candidate *at = text_arena_alloc(arena, (size_t)count_alive(q, tally, read) + 1, sizeof *at);
    if (!at) {
        return text_fail_memory(err, "a search");
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < tally->count; i++) {
            const struct tm_tallied *t = &tally->at[i];
            if (!may_score(q, t, read)) {
                continue;
            }
            uint32_t score = (uint32_t)(100 * possible(q, t, read) / longest(q, t));
            if (pass == 0) {
                begins[100 - score + 1]++;
            } else {
                at[begins[100 - score]++] = (struct tm_candidate){t->segment, t->length, score};
            }
        }
        for (size_t s = 1; pass == 0 && s < 102; s++) {
            begins[s] += begins[s - 1];
        }
    }
    out->at = at;
    out->count = begins[101];
    return TEXT_OK;
}

enum text_status tm_candidates(struct tm_memory *m, struct tm_needle *q, struct tm_tally *tally,
                               struct text_arena *arena, struct tm_candidates *out, struct text_error *err)
{
    uint64_t read = 0;
    uint64_t high = (uint64_t)q->n * 100 / q->least;
    struct reading r = {.tally = tally, .path = m->path, .low = (uint32_t)tm_need(q->least, q->n)};
    struct tm_candidates found = {0};
    r.high = high < UINT32_MAX ? (uint32_t)high : UINT32_MAX;
    tm_tally_clear(tally);
    if (!tally->slots && !tm_tally_grow(tally)) {
        return text_fail_memory(err, m->path);
    }
    qsort(q->words, q->word_count, sizeof *q->words, by_rarity);
    enum text_status status = read_lists(m, q, &r, &read, err);
    if (status == TEXT_OK) {
        status = collect(q, tally, read, arena, &found, err);
    }
    if (status == TEXT_OK) {
        found.postings = r.postings;
        *out = found;
    }
    return status;
}
