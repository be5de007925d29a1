/* Pairs of frequent words as words of the index, so that a phrase of them is looked up and not searched for: "of the"
 * is in a quarter of the texts that have both words, "the of" in hardly one, and finding that out would take reading
 * them all; and so that a match is found by what is rare in it (tm/match/plan-private.h). (Nextword indexes: Williams,
 * Zobel, Bahle 2004, Fast phrase querying with combined indexes.)
 *
 * Invariant: a run has a pair's list if and only if the pair stands in one of its segments. Which pairs have lists
 * depends on nothing but the ids, which never change.
 * Cost: one posting more for two words; two passes of a counting sort over them. Memory: the pairs of some first words
 * at a time, about TOGETHER of them, for each such share of them a pass over the segments' words.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/index/runs-private.h"

enum { TOGETHER = 1 << 20 };

struct met {
    uint32_t pair;
    struct tm_posting posting;
};

/* A run whose pairs are written. Its words are in memory, or, with ends NULL, in the file. */
struct pairing {
    struct tm_memory *m;
    struct tm_index_run run;
    const uint32_t *ends, *ids;
    uint32_t counts[TM_PAIRED]; /* pairs by first word */
    uint32_t low, high;         /* first words of which the pairs are collected now */
    struct met *at;
    size_t count;
};

/* By the word from bit `shift` on; what is equal there keeps its order. */
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

/* A segment's words. */
static void count_firsts(struct pairing *p, const uint32_t *ids, uint32_t count)
{
    for (uint32_t k = 0; k + 1 < count; k++) {
        if (tm_pair_of(ids[k], ids[k + 1])) {
            p->counts[ids[k]]++;
        }
    }
}

static void collect_firsts(struct pairing *p, uint32_t segment, const uint32_t *ids, uint32_t count)
{
    for (uint32_t k = 0; k + 1 < count; k++) {
        uint32_t pair = ids[k] - p->low < p->high - p->low ? tm_pair_of(ids[k], ids[k + 1]) : 0;
        if (pair) {
            p->at[p->count++] = (struct met){pair, {segment, count}};
        }
    }
}

/* First, with high 0, they are counted. */
static enum text_status visit(void *context, uint32_t segment, const uint32_t *ids, uint32_t count,
                              struct text_error *err)
{
    struct pairing *p = context;
    (void)err;
    if (segment >> 1 < p->run.first || segment >> 1 > p->run.last) {
        return TEXT_OK;
    }
    if (p->high) {
        collect_firsts(p, segment, ids, count);
    } else {
        count_firsts(p, ids, count);
    }
    return TEXT_OK;
}

static enum text_status each_segment(struct pairing *p, struct text_error *err)
{
    uint32_t segments = 2 * (p->run.last - p->run.first + 1);
    if (!p->ends) {
        return tm_words_each(p->m, p->run.first, p->run.last, visit, p, err);
    }
    for (uint32_t i = 0, begin = 0; i < segments; begin = p->ends[i++]) {
        visit(p, (p->run.first << 1) + i, p->ids + begin, p->ends[i] - begin, err);
    }
    return TEXT_OK;
}

/* The pairs whose first word is from low to below high. */
static enum text_status write_firsts(struct pairing *p, size_t count, struct text_error *err)
{
    struct met *at = malloc(count * sizeof *at), *sorted = malloc(count * sizeof *sorted);
    struct tm_posting *room = malloc(count * sizeof *room);
    enum text_status status = at && sorted && room ? TEXT_OK : text_fail_memory(err, p->m->path);
    p->at = at;
    p->count = 0;
    if (status == TEXT_OK) {
        status = each_segment(p, err);
    }
    if (status == TEXT_OK) {
        sort(at, p->count, 0, sorted);
        sort(sorted, p->count, TM_PAIR_BITS, at);
        status = write_sorted(p->m, p->run.id, at, p->count, room, err);
    }
    free(at);
    free(sorted);
    free(room);
    return status;
}

static enum text_status write_run(struct tm_memory *m, struct tm_index_run run, const uint32_t *ends,
                                  const uint32_t *ids, struct text_error *err)
{
    struct pairing *p = calloc(1, sizeof *p);
    if (!p) {
        return text_fail_memory(err, m->path);
    }
    p->m = m;
    p->run = run;
    p->ends = ends;
    p->ids = ids;
    enum text_status status = each_segment(p, err);
    for (p->low = 0; p->low < TM_PAIRED && status == TEXT_OK; p->low = p->high) {
        size_t count = p->counts[p->low];
        for (p->high = p->low + 1; p->high < TM_PAIRED && count + p->counts[p->high] <= TOGETHER; p->high++) {
            count += p->counts[p->high];
        }
        status = count ? write_firsts(p, count, err) : TEXT_OK;
    }
    free(p);
    return status;
}

enum text_status tm_pairs_write(struct tm_memory *m, struct tm_index_run run, const uint32_t *ends,
                                const uint32_t *ids, struct text_error *err)
{
    return write_run(m, run, ends, ids, err);
}

enum text_status tm_pairs_rebuild(struct tm_memory *m, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        status = write_run(m, runs[i], NULL, NULL, err);
    }
    return status;
}
