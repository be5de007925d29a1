/* See candidate-private.h. The first lists enter segments in the tally m->met; when no new ones can come, those that
 * may still score move to m->alive, and the further lists are looked up in that small one. */
#include "tm/candidate-private.h"

#include <stdlib.h>

/* To verify a candidate costs as much as reading so many postings (measured). */
enum { VERIFY_COST = 150 };

struct reading {
    struct tm_tally *tally;
    const char *path;
    uint32_t low, high; /* lengths that can score */
    uint32_t weight;
    bool enter;          /* segments not met before may still score, */
    uint32_t enter_most; /* when they are no longer than this */
    size_t postings;
};

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    uint32_t segment, length;
    size_t read = 0;
    if (r->enter) {
        for (; tm_list_next(&list, &segment, &length); read++) {
            if (length > r->enter_most) {
                tm_tally_count(r->tally, segment, r->weight);
            } else if (length >= r->low && !tm_tally_enter(r->tally, segment, length, r->weight)) {
                return text_fail_memory(err, r->path);
            }
        }
    } else {
        for (; tm_list_next(&list, &segment, &length); read++) {
            tm_tally_count(r->tally, segment, r->weight);
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

static uint32_t longest(const struct tm_needle *q, const struct tm_tallied *t)
{
    return t->length > q->n ? t->length : q->n;
}

/* How many words the segment and the query may share, when those not read yet are all in it. */
static uint64_t possible(const struct tm_needle *q, const struct tm_tallied *t, uint64_t read)
{
    uint64_t shared = t->count + (q->n - read);
    shared = shared < q->n ? shared : q->n;
    return shared < t->length ? shared : t->length;
}

static bool may_score(const struct tm_needle *q, const struct tm_tallied *t, uint64_t read)
{
    return t->count + (q->n - read) >= tm_need(q->least, longest(q, t));
}

/* How many in the tally may still score; *r then asks for their lengths only. */
static uint32_t count_alive(const struct tm_needle *q, uint64_t read, struct reading *r)
{
    uint32_t alive = 0, low = UINT32_MAX, high = 0;
    for (uint32_t i = 0; i < r->tally->count; i++) {
        const struct tm_tallied *t = &r->tally->at[i];
        if (may_score(q, t, read)) {
            alive++;
            low = t->length < low ? t->length : low;
            high = t->length > high ? t->length : high;
        }
    }
    r->low = low;
    r->high = high;
    return alive;
}

static enum text_status keep_alive(struct tm_memory *m, const struct tm_needle *q, uint64_t read,
                                   struct text_error *err)
{
    for (uint32_t i = 0; i < m->met->count; i++) {
        const struct tm_tallied *t = &m->met->at[i];
        if (may_score(q, t, read) && !tm_tally_enter(m->alive, t->segment, t->length, t->count)) {
            return text_fail_memory(err, m->path);
        }
    }
    return TEXT_OK;
}

/* Reads lists, ends with the survivors in m->alive; *read is how many of the query's words they stand for. */
static enum text_status read_lists(struct tm_memory *m, const struct tm_needle *q, struct reading *r, uint64_t *read,
                                   struct text_error *err)
{
    uint64_t slack = q->n - tm_need(q->least, q->n), before = 0;
    enum text_status status = TEXT_OK;
    r->enter = true;
    r->tally = m->met;
    for (uint32_t i = 0; i < q->word_count && status == TEXT_OK; i++) {
        const struct tm_needle_word *w = &q->words[i];
        if (r->enter && before > slack) {
            r->enter = false;
            r->tally = m->alive;
            status = keep_alive(m, q, before, err);
        }
        if (!r->enter && (uint64_t)count_alive(q, before, r) * VERIFY_COST <= w->segments) {
            break;
        }
        r->enter_most = r->enter ? (uint32_t)((q->n - before) * 100 / q->least) : 0;
        r->weight = w->weight;
        if (status == TEXT_OK) {
            status = tm_index_lists(m, w->id, w->segments, r->low, r->high, read_list, r, err);
        }
        before += w->weight;
    }
    *read = before;
    return status == TEXT_OK && r->enter ? keep_alive(m, q, before, err) : status;
}

/* Counting sort of those that may score, the best first. */
static enum text_status collect(const struct tm_needle *q, const struct tm_tally *tally, uint64_t read,
                                struct text_arena *arena, struct tm_candidates *out, struct text_error *err)
{
    size_t begins[102] = {0};
    struct tm_candidate *at = text_arena_alloc(arena, (size_t)tally->count + 1, sizeof *at);
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

enum text_status tm_candidates(struct tm_memory *m, struct tm_needle *q, struct text_arena *arena,
                               struct tm_candidates *out, struct text_error *err)
{
    uint64_t read = 0, high = (uint64_t)q->n * 100 / q->least;
    struct reading r = {.path = m->path, .low = (uint32_t)tm_need(q->least, q->n)};
    struct tm_candidates found = {0};
    r.high = high < UINT32_MAX ? (uint32_t)high : UINT32_MAX;
    tm_tally_clear(m->met);
    tm_tally_clear(m->alive);
    qsort(q->words, q->word_count, sizeof *q->words, by_rarity);
    enum text_status status = read_lists(m, q, &r, &read, err);
    if (status == TEXT_OK) {
        status = collect(q, m->alive, read, arena, &found, err);
    }
    if (status == TEXT_OK) {
        found.postings = r.postings;
        *out = found;
    }
    return status;
}
