/* Fewer runs: which are merged when, and all of a merge but its words (merge.c).
 *
 * How often: a run is merged when those after it together are at least a third of it, so that a unit is packed anew
 * a number of times that grows with the logarithm of the memory. When additions have ended a twelfth is enough: that is
 * asked once an import and not once a batch, and a search that looks into one run instead of two is a fifth faster.
 */
#include <stdlib.h>

#include "tm/index/merge-private.h"

enum { TIMES = 3, TIMES_AT_THE_END = 12 };

/* Side by side by rising hash. */
static enum text_status merge_hashes(struct tm_merging *g, struct text_error *err)
{
    struct tm_hash_writer w = {.m = g->m, .run = g->to.id};
    enum text_status status = TEXT_OK;
    struct tm_hash_reader **readers = calloc(g->count, sizeof *readers);
    if (!readers) {
        return text_fail_memory(err, g->m->path);
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        status = tm_hash_reader_new(g->m, g->runs[i].id, &readers[i], err);
    }
    while (status == TEXT_OK) {
        size_t least = g->count;
        for (size_t i = 0; i < g->count; i++) { /* of equal hashes the older run's first: its segments are lower */
            const struct tm_hashed *h = tm_hash_reader_at(readers[i]);
            if (h && (least == g->count || h->hash < tm_hash_reader_at(readers[least])->hash)) {
                least = i;
            }
        }
        if (least == g->count) {
            break;
        }
        const struct tm_hashed *h = tm_hash_reader_at(readers[least]);
        status = tm_merging_is_gone(g, h->segment) ? TEXT_OK : tm_hash_write(&w, *h, err);
        if (status == TEXT_OK) {
            status = tm_hash_reader_next(readers[least], err);
        }
    }
    if (status == TEXT_OK) {
        status = tm_hash_end(&w, err);
    }
    for (size_t i = 0; i < g->count; i++) {
        tm_hash_reader_free(readers[i]);
    }
    free(readers);
    tm_hash_free(&w);
    return status;
}

static enum text_status merge(struct tm_merging *g, struct text_error *err)
{
    struct tm_index_run *runs = text_arena_alloc(g->m->scratch, g->count, sizeof *runs);
    if (!runs) {
        return text_fail_memory(err, g->m->path);
    }
    for (size_t i = 0; i < g->count; i++) { /* what was borrowed does not outlive what follows */
        runs[i] = g->runs[i];
    }
    g->runs = runs;
    g->to.first = runs[0].first;
    g->to.last = runs[g->count - 1].last;
    enum text_status status = tm_index_run_new_id(g->m, &g->to.id, err);
    if (status == TEXT_OK) {
        status = tm_merge_postings(g, err);
    }
    if (status == TEXT_OK) {
        status = merge_hashes(g, err);
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        status = tm_index_run_drop(g->m, runs[i].id, err);
    }
    return status == TEXT_OK ? tm_index_run_add(g->m, g->to, err) : status;
}

enum text_status tm_index_forget(struct tm_memory *m, const uint8_t *gone, struct text_error *err)
{
    struct tm_merging g = {.m = m, .gone = gone, .counts = {.m = m, .row = -1}};
    uint32_t last = 0;
    enum text_status status = tm_index_runs(m, &g.runs, &g.count, err);
    if (status == TEXT_OK) {
        status = tm_count_words(m, &last, err);
    }
    if (status == TEXT_OK) {
        status = tm_sql_execute(m, "DELETE FROM word_count", err);
    }
    if (status == TEXT_OK) {
        status = merge(&g, err);
    }
    if (status == TEXT_OK) {
        status = tm_merging_count(&g, last, 0, err);
    }
    if (status == TEXT_OK) {
        status = tm_count_end(&g.counts, err);
    }
    tm_vocabulary_clear(m); /* its counts are void */
    return status;
}

static uint64_t size_of(const struct tm_index_run *r)
{
    return (uint64_t)r->last - r->first + 1;
}

/* The first run that is not more than so many times larger than all after it. */
static size_t first_small(const struct tm_index_run *runs, size_t count, uint64_t times)
{
    size_t first = count;
    uint64_t after = 0;
    for (size_t i = count; i-- > 0;) {
        if (after && size_of(&runs[i]) <= times * after) {
            first = i;
        }
        after += size_of(&runs[i]);
    }
    return first;
}

enum text_status tm_index_settle(struct tm_memory *m, bool all, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    if (status != TEXT_OK || (!all && count <= TM_RUNS_MOST)) {
        return status;
    }
    size_t first = first_small(runs, count, all ? TIMES_AT_THE_END : TIMES);
    if (!all && first == count) {
        first = count - 2;
    }
    struct tm_merging g = {.m = m, .runs = runs + first, .count = count - first};
    return first < count ? merge(&g, err) : TEXT_OK;
}
