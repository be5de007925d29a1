/* Several runs -> one. Their lists are read side by side by rising word (hashes by rising hash), and since each run
 * covers units above those of the run before, a word's postings need only be put after one another.
 *
 * Cost: each row of the runs is read, packed anew and dropped. Memory: the postings of a word in a band.
 * How often: a run is merged when those after it together are at least a third of it, so that a unit is packed anew
 * a number of times that grows with the logarithm of the memory.
 */
#include <stdlib.h>

#include "tm/index/runs-private.h"
#include "tm/index/vocabulary-private.h"

enum { TIMES = 3 };

/* A run's posting rows, list by list. */
struct reader {
    struct tm_memory *m;
    sqlite3_stmt *s;
    bool row;       /* the statement stands on one */
    bool more;      /* list and word are set */
    uint64_t word;
    unsigned band;
    struct tm_list list;
    size_t begin, end_at; /* of the word at hand: what a shared row had of it, in merging.at */
    const uint8_t *p, *end; /* of a shared row: what follows */
};

static enum text_status next_list(struct reader *r, struct text_error *err)
{
    if (r->p == r->end) {
        enum text_status status = tm_row(r->m, r->s, &r->row, err);
        r->more = r->row;
        if (!r->row) {
            return status;
        }
        struct text_span blob = tm_column_blob(r->s, 1);
        int64_t id = sqlite3_column_int64(r->s, 0);
        const uint8_t *p = (const uint8_t *)blob.p;
        unsigned band = tm_band_of_row(id);
        r->word = tm_word_of_row(id);
        r->band = band;
        r->p = r->end = p + blob.n;
        if (band) {
            r->list = tm_list_open(band, p, blob.n);
            return TEXT_OK;
        }
        r->p = p;
    }
    uint64_t d, n;
    if (!tm_varint_read(&r->p, r->end, &d) || !tm_varint_read(&r->p, r->end, &n) || n > (size_t)(r->end - r->p)) {
        return tm_damaged(r->m, "a posting list cannot be read", err);
    }
    r->word += d;
    r->band = 0;
    r->list = tm_list_open(0, r->p, (size_t)n);
    r->p += n;
    return TEXT_OK;
}

static enum text_status open_rows(struct tm_memory *m, const char *sql, int64_t run, sqlite3_stmt **out,
                                  struct text_error *err)
{
    if (sqlite3_prepare_v2(m->db, sql, -1, out, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(*out, 1, run << TM_RUN_SHIFT);
    sqlite3_bind_int64(*out, 2, ((run + 1) << TM_RUN_SHIFT) - 1);
    return TEXT_OK;
}

/* A merge under way. */
struct merging {
    struct tm_memory *m;
    const struct tm_index_run *runs;
    size_t count;
    const uint8_t *gone; /* NULL: all units stay */
    struct tm_index_run to;
    struct tm_posting *at; /* the postings of the word at hand */
    size_t at_count, capacity;
    struct tm_count_writer counts; /* made anew when units go */
    uint32_t counted;              /* words up to this have theirs */
};

static bool is_gone(const struct merging *g, uint32_t segment)
{
    uint32_t unit = segment >> 1;
    return g->gone && unit <= g->to.last && g->gone[unit >> 3] >> (unit & 7) & 1;
}

static bool keep(struct merging *g, struct tm_posting p)
{
    if (g->at_count == g->capacity) {
        size_t capacity = g->capacity ? g->capacity + g->capacity / 2 : 4096;
        struct tm_posting *at = realloc(g->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        g->at = at;
        g->capacity = capacity;
    }
    g->at[g->at_count++] = p;
    return true;
}

static enum text_status gather(struct merging *g, struct reader *r, struct text_error *err)
{
    struct tm_posting p;
    while (tm_list_next(&r->list, &p.segment, &p.length)) {
        if (!is_gone(g, p.segment) && !keep(g, p)) {
            return text_fail_memory(err, g->m->path);
        }
    }
    return r->list.p == r->list.end ? TEXT_OK : tm_damaged(g->m, "a posting list cannot be read", err);
}

static int by_segment(const void *a, const void *b)
{
    const struct tm_posting *x = a, *y = b;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* The counts of the words up to and with this one: those in between have lost all their texts. */
static enum text_status count_to(struct merging *g, uint32_t word, uint32_t segments, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (g->counted < word && status == TEXT_OK) {
        g->counted++;
        status = tm_count_add(&g->counts, g->counted, g->counted == word ? segments : 0, err);
    }
    return status;
}

static enum text_status write_word(struct merging *g, struct tm_posting_writer *w, uint32_t word,
                                   struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (g->gone) {
        /* A word that had bands may be left with so few that they share a row, in which segments rise. */
        if (g->at_count <= TM_WHOLE_MOST && g->at_count) {
            qsort(g->at, g->at_count, sizeof *g->at, by_segment);
        }
        status = word < TM_PAIRS ? count_to(g, word, (uint32_t)g->at_count, err) : TEXT_OK; /* pairs have none */
    }
    return status == TEXT_OK && g->at_count ? tm_posting_write(w, word, g->at, g->at_count, err) : status;
}

/* The lists that a reader has of the word in the band, to what was gathered. */
static enum text_status gather_band(struct merging *g, struct reader *r, uint64_t word, unsigned band,
                                    struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && r->more && r->word == word && r->band == band) {
        status = gather(g, r, err);
        if (status == TEXT_OK) {
            status = next_list(r, err);
        }
    }
    return status;
}

/* A word that has bands in one of the runs, and so in the new one. Band by band, so that no more is in memory; what
 * other runs have of it in shared rows is little, and waits at the front. */
static enum text_status merge_bands(struct merging *g, struct reader *readers, struct tm_posting_writer *w,
                                    uint32_t word, struct text_error *err)
{
    enum text_status status = tm_posting_end(w, err);
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        readers[i].begin = g->at_count;
        status = gather_band(g, &readers[i], word, 0, err);
        readers[i].end_at = g->at_count;
    }
    size_t first = g->at_count;
    for (unsigned band = 1; band <= TM_BANDS && status == TEXT_OK; band++) {
        g->at_count = first;
        for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
            for (size_t k = readers[i].begin; k < readers[i].end_at; k++) {
                if (tm_band_of(g->at[k].length) == band && !keep(g, g->at[k])) {
                    return text_fail_memory(err, g->m->path);
                }
            }
            status = gather_band(g, &readers[i], word, band, err);
        }
        if (status == TEXT_OK && g->at_count > first) {
            status = tm_posting_write_band(w, word, band, g->at + first, g->at_count - first, err);
        }
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        if (readers[i].more && readers[i].word == word) {
            status = tm_damaged(g->m, "a posting list has a place that cannot be", err);
        }
    }
    return status;
}

static bool has_band(const struct merging *g, const struct reader *readers, uint64_t word)
{
    bool has = false;
    for (size_t i = 0; i < g->count; i++) {
        has = has || (readers[i].more && readers[i].word == word && readers[i].band);
    }
    return has;
}

static enum text_status merge_words(struct merging *g, struct reader *readers, struct tm_posting_writer *w,
                                    struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK) {
        uint64_t word = UINT64_MAX;
        g->at_count = 0;
        for (size_t i = 0; i < g->count; i++) {
            word = readers[i].more && readers[i].word < word ? readers[i].word : word;
        }
        if (word == UINT64_MAX) {
            break;
        }
        if (!g->gone && has_band(g, readers, word)) {
            status = merge_bands(g, readers, w, (uint32_t)word, err);
            continue;
        }
        for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
            while (status == TEXT_OK && readers[i].more && readers[i].word == word) {
                status = gather(g, &readers[i], err);
                if (status == TEXT_OK) {
                    status = next_list(&readers[i], err);
                }
            }
        }
        if (status == TEXT_OK) {
            status = write_word(g, w, (uint32_t)word, err);
        }
    }
    return status == TEXT_OK ? tm_posting_end(w, err) : status;
}

static enum text_status merge_postings(struct merging *g, struct text_error *err)
{
    struct tm_posting_writer w = {.m = g->m, .run = g->to.id};
    enum text_status status = TEXT_OK;
    struct reader *readers = calloc(g->count, sizeof *readers);
    if (!readers) {
        return text_fail_memory(err, g->m->path);
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        readers[i].m = g->m;
        status = open_rows(g->m, "SELECT id, list FROM posting WHERE id BETWEEN ?1 AND ?2 ORDER BY id", g->runs[i].id,
                           &readers[i].s, err);
        if (status == TEXT_OK) {
            status = next_list(&readers[i], err);
        }
    }
    if (status == TEXT_OK) {
        status = merge_words(g, readers, &w, err);
    }
    for (size_t i = 0; i < g->count; i++) {
        sqlite3_finalize(readers[i].s);
    }
    free(readers);
    free(g->at);
    g->at = NULL;
    tm_posting_free(&w);
    return status;
}

static enum text_status merge_hashes(struct merging *g, struct text_error *err)
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
        status = is_gone(g, h->segment) ? TEXT_OK : tm_hash_write(&w, *h, err);
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

static enum text_status merge(struct merging *g, struct text_error *err)
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
        status = merge_postings(g, err);
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
    struct merging g = {.m = m, .gone = gone, .counts = {.m = m, .row = -1}};
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
        status = count_to(&g, last, 0, err);
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

/* The first run that is not much larger than all after it. */
static size_t first_small(const struct tm_index_run *runs, size_t count)
{
    size_t first = count;
    uint64_t after = 0;
    for (size_t i = count; i-- > 0;) {
        if (after && size_of(&runs[i]) <= TIMES * after) {
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
    size_t first = first_small(runs, count);
    if (!all && first == count) {
        first = count - 2;
    }
    struct merging g = {.m = m, .runs = runs + first, .count = count - first};
    return first < count ? merge(&g, err) : TEXT_OK;
}
