/* The words of several runs -> one. Their lists are read side by side by rising word, and since each run covers units
 * above those of the run before, a word's postings need only be put after one another.
 *
 * Cost: each row of the runs is read, packed anew where it is not well filled already, and dropped. Memory: the
 * postings of some rows; with units that go, those of a word. Of the file: what was read is dropped every so many rows,
 * and what is written takes its pages, so that the file hardly grows.
 */
#include "tm/index/merge-private.h"

#include <stdlib.h>

enum {
    DROP_EVERY = 1 << 10, /* rows */
    WELL_FILLED = TM_ROW_MOST / 2,
    /* Postings, most of which have a byte or two: those of a row, and as many as are worth a row of their own. */
    ROW_POSTINGS = TM_ROW_MOST,
    WAIT_FOR = ROW_POSTINGS / 4
};

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
    int64_t id;             /* of the row */
    size_t rows;            /* read, and not dropped yet */
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
        r->id = id;
        r->rows++;
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

static bool keep(struct tm_merging *g, struct tm_posting p)
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

static enum text_status gather(struct tm_merging *g, struct reader *r, struct text_error *err)
{
    struct tm_posting p;
    while (tm_list_next(&r->list, &p.segment, &p.length)) {
        if (!tm_merging_is_gone(g, p.segment) && !keep(g, p)) {
            return text_fail_memory(err, g->m->path);
        }
    }
    return tm_list_end(g->m, &r->list, err);
}

static int by_segment(const void *a, const void *b)
{
    const struct tm_posting *x = a, *y = b;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* The counts of the words up to and with this one: those in between have lost all their texts. */
enum text_status tm_merging_count(struct tm_merging *g, uint32_t word, uint32_t segments, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (g->counted < word && status == TEXT_OK) {
        g->counted++;
        status = tm_count_add(&g->counts, g->counted, g->counted == word ? segments : 0, err);
    }
    return status;
}

static enum text_status write_word(struct tm_merging *g, struct tm_posting_writer *w, uint32_t word,
                                   struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (g->gone) {
        /* A word that had bands may be left with so few that they share a row, in which segments rise. */
        if (g->at_count <= TM_WHOLE_MOST && g->at_count) {
            qsort(g->at, g->at_count, sizeof *g->at, by_segment);
        }
        if (word < TM_PAIRS) { /* pairs have no counts */
            status = tm_merging_count(g, word, (uint32_t)g->at_count, err);
        }
    }
    return status == TEXT_OK && g->at_count ? tm_posting_write(w, word, g->at, g->at_count, err) : status;
}

/* The lists that a reader has of the word in shared rows, to what was gathered. */
static enum text_status gather_shared(struct tm_merging *g, struct reader *r, uint64_t word, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && r->more && r->word == word && r->band == 0) {
        status = gather(g, r, err);
        if (status == TEXT_OK) {
            status = next_list(r, err);
        }
    }
    return status;
}

/* What was gathered of a band behind the first `first` postings. */
static enum text_status write_gathered(struct tm_merging *g, struct tm_posting_writer *w, unsigned band, size_t first,
                                       struct text_error *err)
{
    size_t n = g->at_count - first;
    g->at_count = first;
    return n ? tm_posting_write_band(w, band, g->at + first, n, err) : TEXT_OK;
}

/* The rows that a reader has of the word in the band. One that is well filled stays as it is, when no more than a row
 * that is well filled has to be written before it; else its postings are gathered. */
static enum text_status merge_rows(struct tm_merging *g, struct reader *r, struct tm_posting_writer *w, uint64_t word,
                                   unsigned band, size_t first, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && r->more && r->word == word && r->band == band) {
        size_t n = (size_t)(r->list.end - r->list.p), waiting = g->at_count - first;
        if (n < WELL_FILLED || (waiting > 0 && waiting < WAIT_FOR)) {
            status = gather(g, r, err);
        } else {
            status = write_gathered(g, w, band, first, err);
            status = status == TEXT_OK ? tm_posting_write_row(w, r->list.p, n, err) : status;
        }
        if (status == TEXT_OK && g->at_count - first > ROW_POSTINGS) {
            status = write_gathered(g, w, band, first, err);
        }
        if (status == TEXT_OK) {
            status = next_list(r, err);
        }
    }
    return status;
}

/* A word that has bands in one of the runs, and so in the new one. Band by band, so that no more is in memory; what
 * other runs have of it in shared rows is little, and waits at the front. */
static enum text_status merge_bands(struct tm_merging *g, struct reader *readers, struct tm_posting_writer *w,
                                    uint32_t word, struct text_error *err)
{
    enum text_status status = tm_posting_end(w, err);
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        readers[i].begin = g->at_count;
        status = gather_shared(g, &readers[i], word, err);
        readers[i].end_at = g->at_count;
    }
    size_t first = g->at_count;
    for (unsigned band = 1; band <= TM_BANDS && status == TEXT_OK; band++) {
        tm_posting_begin_band(w, word, band);
        for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
            for (size_t k = readers[i].begin; k < readers[i].end_at; k++) {
                if (tm_band_of(g->at[k].length) == band && !keep(g, g->at[k])) {
                    return text_fail_memory(err, g->m->path);
                }
            }
            status = merge_rows(g, &readers[i], w, word, band, first, err);
        }
        if (status == TEXT_OK) {
            status = write_gathered(g, w, band, first, err);
        }
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        if (readers[i].more && readers[i].word == word) {
            status = tm_damaged(g->m, "a posting list has a place that cannot be", err);
        }
    }
    return status;
}

/* Nothing is asked of those rows any more. */
static enum text_status drop_read(struct tm_merging *g, struct reader *readers, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        if (readers[i].more && readers[i].rows > DROP_EVERY) {
            readers[i].rows = 1;
            status = tm_posting_drop(g->m, g->runs[i].id, readers[i].id, err);
        }
    }
    return status;
}

static bool has_band(const struct tm_merging *g, const struct reader *readers, uint64_t word)
{
    bool has = false;
    for (size_t i = 0; i < g->count; i++) {
        has = has || (readers[i].more && readers[i].word == word && readers[i].band);
    }
    return has;
}

static enum text_status merge_words(struct tm_merging *g, struct reader *readers, struct tm_posting_writer *w,
                                    struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && (status = drop_read(g, readers, err)) == TEXT_OK) {
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

enum text_status tm_merge_postings(struct tm_merging *g, struct text_error *err)
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

