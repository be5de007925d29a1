/* See candidate-private.h. Lists enter segments in the tally m->met; when no new ones can come, those that may still
 * score move to m->alive, and the further lists are looked up in that small one. */
#include "tm/candidate-private.h"

#include <stdlib.h>

/* To verify a candidate costs as much as reading so many postings (measured); of a list, a length band has about one in
 * so many. */
enum { VERIFY_COST = 150, BAND_SHARE = 3, SEEK_COST = 400 };

/* A search under way. `read`: how many of the query's words the lists stand for that were read of a band. */
struct reading {
    struct tm_memory *m;
    const struct tm_needle *q;
    struct tm_tally *tally;
    uint32_t low, high;      /* lengths that can score */
    unsigned first, last;    /* their bands */
    uint32_t enter_most;     /* segments not met before may score when they are no longer than this; 0: none may */
    uint32_t weight;
    bool wanted[TM_BANDS + 1];
    uint64_t read[TM_BANDS + 1];
    uint32_t next[TM_BANDS + 1]; /* the first word whose lists were not read of the band */
    size_t postings, alive[TM_BANDS + 1];
};

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    uint32_t segment, length;
    size_t postings = 0;
    bool all_lengths = list.packing.bits == tm_packings[0].bits && list.packing.base == tm_packings[0].base;
    for (; tm_list_next(&list, &segment, &length); postings++) {
        if (all_lengths && !r->wanted[tm_band_of(length)]) {
            continue;
        }
        if (length > r->enter_most) {
            tm_tally_count(r->tally, segment, r->weight);
        } else if (length >= r->low && !tm_tally_enter(r->tally, segment, length, r->weight)) {
            return text_fail_memory(err, r->m->path);
        }
    }
    r->postings += postings;
    return TEXT_OK;
}

static int by_rarity(const void *a, const void *b)
{
    const struct tm_needle_word *x = a, *y = b;
    return (x->segments > y->segments) - (x->segments < y->segments);
}

static uint32_t longest(const struct tm_needle *q, uint32_t length)
{
    return length > q->n ? length : q->n;
}

/* How many words the segment and the query may share, when those not read yet are all in it. */
static uint64_t possible(const struct reading *r, const struct tm_tallied *t)
{
    uint64_t shared = t->count + (r->q->n - r->read[tm_band_of(t->length)]);
    shared = shared < r->q->n ? shared : r->q->n;
    return shared < t->length ? shared : t->length;
}

static bool may_score(const struct reading *r, const struct tm_tallied *t)
{
    return possible(r, t) >= tm_need(r->q->least, longest(r->q, t->length));
}

/* May a segment of the band that has none of the words before this one still score? The shortest may miss the most. */
static bool is_open(const struct reading *r, unsigned band, uint64_t before)
{
    uint32_t low, high;
    tm_index_band(band, &low, &high);
    low = low > r->low ? low : r->low;
    return before + tm_need(r->q->least, longest(r->q, low)) <= r->q->n;
}

static void count_alive(struct reading *r)
{
    for (unsigned b = r->first; b <= r->last; b++) {
        r->alive[b] = 0;
    }
    for (uint32_t i = 0; i < r->tally->count; i++) {
        const struct tm_tallied *t = &r->tally->at[i];
        r->alive[tm_band_of(t->length)] += may_score(r, t);
    }
}

/* Which bands of the lists of word i to read. While new segments may come: those in which they may. */
static bool choose_open(struct reading *r, uint64_t before)
{
    bool any = false;
    for (unsigned b = r->first; b <= r->last; b++) {
        r->wanted[b] = is_open(r, b, before);
        any = any || r->wanted[b];
    }
    return any;
}

/* Then those in which to read is cheaper than to verify. */
static bool choose_cheap(struct reading *r, uint32_t i)
{
    bool any = false;
    for (unsigned b = r->first; b <= r->last; b++) {
        r->wanted[b] = r->next[b] == i && r->alive[b] * VERIFY_COST > r->q->words[i].segments / BAND_SHARE + SEEK_COST;
        any = any || r->wanted[b];
    }
    return any;
}

static enum text_status read_word(struct reading *r, uint32_t i, struct text_error *err)
{
    const struct tm_needle_word *w = &r->q->words[i];
    enum text_status status = TEXT_OK;
    r->weight = w->weight;
    for (unsigned b = r->first; b <= r->last && status == TEXT_OK; b++) {
        if (!r->wanted[b]) {
            continue;
        }
        unsigned end = b;
        while (end < r->last && r->wanted[end + 1]) {
            end++;
        }
        uint32_t low, high, none;
        tm_index_band(b, &low, &none);
        tm_index_band(end, &none, &high);
        status = tm_index_lists(r->m, w->id, w->segments, low, high, read_list, r, err);
        if (w->segments <= TM_WHOLE_MOST) {
            break; /* that was all of it, whatever the lengths */
        }
        b = end;
    }
    for (unsigned b = r->first; b <= r->last; b++) {
        if (r->wanted[b]) {
            r->read[b] += w->weight;
            r->next[b] = i + 1;
        }
    }
    return status;
}

static enum text_status keep_alive(struct reading *r, struct text_error *err)
{
    for (uint32_t i = 0; i < r->m->met->count; i++) {
        const struct tm_tallied *t = &r->m->met->at[i];
        if (may_score(r, t) && !tm_tally_enter(r->m->alive, t->segment, t->length, t->count)) {
            return text_fail_memory(err, r->m->path);
        }
    }
    r->tally = r->m->alive;
    return TEXT_OK;
}

static uint32_t first_unread(const struct reading *r)
{
    uint32_t first = UINT32_MAX;
    for (unsigned b = r->first; b <= r->last; b++) {
        first = r->next[b] < first ? r->next[b] : first;
    }
    return first;
}

/* Reads lists, the rarest word's first; ends with the survivors in m->alive. */
static enum text_status read_lists(struct reading *r, struct text_error *err)
{
    uint64_t before = 0;
    enum text_status status = TEXT_OK;
    for (uint32_t i = 0; i < r->q->word_count && status == TEXT_OK && choose_open(r, before); i++) {
        r->enter_most = (uint32_t)((r->q->n - before) * 100 / r->q->least);
        status = read_word(r, i, err);
        before += r->q->words[i].weight;
    }
    if (status == TEXT_OK) {
        status = keep_alive(r, err);
    }
    r->enter_most = 0;
    count_alive(r);
    for (uint32_t i = first_unread(r); i < r->q->word_count && status == TEXT_OK; i++) {
        if (choose_cheap(r, i)) {
            status = read_word(r, i, err);
            count_alive(r);
        }
    }
    return status;
}

/* Counting sort of those that may score, the best first. */
static enum text_status collect(const struct reading *r, struct text_arena *arena, struct tm_candidates *out,
                                struct text_error *err)
{
    const struct tm_tally *tally = r->m->alive;
    size_t begins[102] = {0};
    struct tm_candidate *at = text_arena_alloc(arena, (size_t)tally->count + 1, sizeof *at);
    if (!at) {
        return text_fail_memory(err, "a search");
    }
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < tally->count; i++) {
            const struct tm_tallied *t = &tally->at[i];
            if (!may_score(r, t)) {
                continue;
            }
            uint32_t score = (uint32_t)(100 * possible(r, t) / longest(r->q, t->length));
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
    uint64_t high = (uint64_t)q->n * 100 / q->least;
    struct reading r = {.m = m, .q = q, .tally = m->met, .low = (uint32_t)tm_need(q->least, q->n)};
    struct tm_candidates found = {0};
    r.high = high < UINT32_MAX ? (uint32_t)high : UINT32_MAX;
    r.first = tm_band_of(r.low);
    r.last = tm_band_of(r.high);
    tm_tally_clear(m->met);
    tm_tally_clear(m->alive);
    qsort(q->words, q->word_count, sizeof *q->words, by_rarity);
    enum text_status status = read_lists(&r, err);
    if (status == TEXT_OK) {
        status = collect(&r, arena, &found, err);
    }
    if (status == TEXT_OK) {
        found.postings = r.postings;
        *out = found;
    }
    return status;
}
