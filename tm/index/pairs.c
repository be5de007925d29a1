/* Pairs of frequent words as words of the index, so that a phrase of them is looked up and not searched for: "of the"
 * is in a quarter of the texts that have both words, "the of" in hardly one, and finding that out would take reading
 * them all. (Nextword indexes: Williams, Zobel, Bahle 2004, Fast phrase querying with combined indexes.)
 *
 * Invariant: a run has a pair's list if and only if the pair stands in one of its segments. Which pairs have lists
 * depends on nothing but the ids, which never change.
 * Cost: one posting more for five words; two passes of a counting sort over them.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/index/runs-private.h"

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
