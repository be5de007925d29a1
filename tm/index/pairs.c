/* Pairs of frequent words as words of the index, so that a phrase of them is looked up and not searched for: "of the"
 * is in a quarter of the texts that have both words, "the of" in hardly one, and finding that out would take reading
 * them all; and so that a match is found by what is rare in it (tm/match/plan-private.h). (Nextword indexes: Williams,
 * Zobel, Bahle 2004, Fast phrase querying with combined indexes.)
 *
 * Invariant: a run has a pair's list if and only if the pair stands in one of its segments. Which pairs have lists
 * depends on nothing but the ids, which never change.
 * Cost: one posting more for two words; two passes of a counting sort over them.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/index/runs-private.h"

enum { TOGETHER = 1 << 21 /* pairs that a rebuilding sorts at a time, if it can */ };

struct met {
    uint32_t pair;
    struct tm_posting posting;
};

static size_t count_pairs(uint32_t segments, const uint32_t *ends, const uint32_t *ids)
{
    size_t n = 0;
    for (uint32_t i = 0, k = 0; i < segments; i++, k = ends[i - 1]) {
        for (; k + 1 < ends[i]; k++) {
            n += tm_pair_of(ids[k], ids[k + 1]) != 0;
        }
    }
    return n;
}

static void collect(uint32_t first, uint32_t segments, const uint32_t *ends, const uint32_t *ids, struct met *to)
{
    for (uint32_t i = 0, k = 0; i < segments; i++, k = ends[i - 1]) {
        uint32_t length = ends[i] - k;
        for (; k + 1 < ends[i]; k++) {
            uint32_t pair = tm_pair_of(ids[k], ids[k + 1]);
            if (pair) {
                *to++ = (struct met){pair, {first + i, length}};
            }
        }
    }
}

/* By the ten bits from `shift` on; what is equal there keeps its order. */
static void sort(const struct met *at, size_t count, unsigned shift, struct met *to)
{
    size_t begin[TM_PAIRED + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        begin[(at[i].pair >> shift) % TM_PAIRED + 1]++;
    }
    for (size_t i = 1; i <= TM_PAIRED; i++) {
        begin[i] += begin[i - 1];
    }
    for (size_t i = 0; i < count; i++) {
        to[begin[(at[i].pair >> shift) % TM_PAIRED]++] = at[i];
    }
}

/* Sorted by pair, then segment; in one segment a pair may stand more than once. */
static enum text_status write_sorted(struct tm_memory *m, int64_t run, const struct met *at, size_t count,
                                     struct tm_posting *room, struct text_error *err)
{
    struct tm_posting_writer w = {.m = m, .run = run};
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < count && status == TEXT_OK;) {
        uint32_t pair = at[i].pair;
        size_t n = 0;
        for (; i < count && at[i].pair == pair; i++) {
            if (n == 0 || room[n - 1].segment != at[i].posting.segment) {
                room[n++] = at[i].posting;
            }
        }
        status = tm_posting_write(&w, pair, room, n, err);
    }
    if (status == TEXT_OK) {
        status = tm_posting_end(&w, err);
    }
    tm_posting_free(&w);
    return status;
}

enum text_status tm_pairs_write(struct tm_memory *m, int64_t run, uint32_t first, uint32_t segments,
                                const uint32_t *ends, const uint32_t *ids, struct text_error *err)
{
    size_t count = count_pairs(segments, ends, ids);
    if (count == 0) {
        return TEXT_OK;
    }
    struct met *at = malloc(count * sizeof *at), *sorted = malloc(count * sizeof *sorted);
    struct tm_posting *room = malloc(count * sizeof *room);
    enum text_status status = TEXT_OK;
    if (at && sorted && room) {
        collect(first, segments, ends, ids, at);
        sort(at, count, 0, sorted);
        sort(sorted, count, TM_PAIR_BITS, at);
        status = write_sorted(m, run, at, count, room, err);
    } else {
        status = text_fail_memory(err, m->path);
    }
    free(at);
    free(sorted);
    free(room);
    return status;
}

/* A rebuilding of a run, which may have more pairs than there is memory: its segments are read once to count, and then
 * once for as many first words as have so many pairs together. */
struct rebuilding {
    struct tm_memory *m;
    struct tm_index_run run;
    uint32_t counts[TM_PAIRED]; /* by first word */
    uint32_t low, high;         /* first words of which the pairs are collected now */
    struct met *at;
    size_t count;
};

static bool is_in(const struct rebuilding *r, uint32_t segment)
{
    return segment >> 1 >= r->run.first && segment >> 1 <= r->run.last;
}

static enum text_status count_firsts(void *context, uint32_t segment, const uint32_t *ids, uint32_t count,
                                     struct text_error *err)
{
    struct rebuilding *r = context;
    (void)err;
    for (uint32_t k = 0; k + 1 < count && is_in(r, segment); k++) {
        r->counts[ids[k] < TM_PAIRED ? ids[k] : 0] += tm_pair_of(ids[k], ids[k + 1]) != 0;
    }
    return TEXT_OK;
}

static enum text_status collect_firsts(void *context, uint32_t segment, const uint32_t *ids, uint32_t count,
                                       struct text_error *err)
{
    struct rebuilding *r = context;
    (void)err;
    for (uint32_t k = 0; k + 1 < count && is_in(r, segment); k++) {
        uint32_t pair = tm_pair_of(ids[k], ids[k + 1]);
        if (pair && ids[k] >= r->low && ids[k] < r->high) {
            r->at[r->count++] = (struct met){pair, {segment, count}};
        }
    }
    return TEXT_OK;
}

/* The pairs whose first word is from low to below high. */
static enum text_status rebuild_firsts(struct rebuilding *r, size_t count, struct text_error *err)
{
    struct met *at = malloc(count * sizeof *at), *sorted = malloc(count * sizeof *sorted);
    struct tm_posting *room = malloc(count * sizeof *room);
    enum text_status status = at && sorted && room ? TEXT_OK : text_fail_memory(err, r->m->path);
    r->at = at;
    r->count = 0;
    if (status == TEXT_OK) {
        status = tm_words_each(r->m, r->run.first, r->run.last, collect_firsts, r, err);
    }
    if (status == TEXT_OK) {
        sort(at, r->count, 0, sorted);
        sort(sorted, r->count, TM_PAIR_BITS, at);
        status = write_sorted(r->m, r->run.id, at, r->count, room, err);
    }
    free(at);
    free(sorted);
    free(room);
    return status;
}

static enum text_status rebuild(struct rebuilding *r, struct text_error *err)
{
    enum text_status status = tm_words_each(r->m, r->run.first, r->run.last, count_firsts, r, err);
    for (r->low = 0; r->low < TM_PAIRED && status == TEXT_OK; r->low = r->high) {
        size_t count = r->counts[r->low];
        for (r->high = r->low + 1; r->high < TM_PAIRED && count + r->counts[r->high] <= TOGETHER; r->high++) {
            count += r->counts[r->high];
        }
        status = count ? rebuild_firsts(r, count, err) : TEXT_OK;
    }
    return status;
}

enum text_status tm_pairs_rebuild(struct tm_memory *m, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        struct rebuilding *r = calloc(1, sizeof *r);
        if (!r) {
            return text_fail_memory(err, m->path);
        }
        r->m = m;
        r->run = runs[i];
        status = rebuild(r, err);
        free(r);
    }
    return status;
}
