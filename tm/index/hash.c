/* The hashes of a run's texts (tm/schema.sql, table hash): sorted and packed, so that entering many costs a sort and
 * little else, and finding one reads one row a run. */
#include <stdlib.h>

#include "tm/index/runs-private.h"

enum { ROW_BYTES = 1000, DIGIT_BITS = 12, MANY = 1 << DIGIT_BITS };

static int compare(const void *a, const void *b)
{
    const struct tm_hashed *x = a, *y = b;
    if (x->hash != y->hash) {
        return x->hash < y->hash ? -1 : 1;
    }
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* By the digit from `shift` on; what is equal there keeps its order. */
static void sort_by(const struct tm_hashed *at, size_t count, unsigned shift, struct tm_hashed *to)
{
    size_t begin[(1 << DIGIT_BITS) + 1] = {0};
    const uint64_t digit = (1 << DIGIT_BITS) - 1;
    for (size_t i = 0; i < count; i++) {
        begin[(at[i].hash >> shift & digit) + 1]++;
    }
    for (size_t i = 1; i <= digit; i++) {
        begin[i] += begin[i - 1];
    }
    for (size_t i = 0; i < count; i++) {
        to[begin[at[i].hash >> shift & digit]++] = at[i];
    }
}

void tm_hashed_sort(struct tm_hashed *at, size_t count)
{
    struct tm_hashed *room = count < MANY ? NULL : malloc(count * sizeof *room);
    if (!room) {
        qsort(at, count, sizeof *at, compare);
        return;
    }
    for (unsigned shift = 0; shift < TM_RUN_SHIFT; shift += 2 * DIGIT_BITS) { /* an even number of digits */
        sort_by(at, count, shift, room);
        sort_by(room, count, shift + DIGIT_BITS, at);
    }
    free(room);
}

static int64_t row_id(int64_t run, uint64_t hash)
{
    return run << TM_RUN_SHIFT | (int64_t)hash;
}

enum text_status tm_hash_end(struct tm_hash_writer *w, struct text_error *err)
{
    if (w->row.failed) {
        return text_fail_memory(err, w->m->path);
    }
    if (w->row.n == 0) {
        return TEXT_OK;
    }
    sqlite3_stmt *s = tm_statement(w->m, TM_HASH_ADD);
    if (!s) {
        return tm_sql_fail(w->m, err);
    }
    sqlite3_bind_int64(s, 1, row_id(w->run, w->first));
    tm_bind_blob(s, 2, w->row.p, w->row.n);
    enum text_status status = tm_run(w->m, s, err);
    text_buffer_clear(&w->row);
    return status;
}

enum text_status tm_hash_write(struct tm_hash_writer *w, struct tm_hashed h, struct text_error *err)
{
    if (w->row.n >= ROW_BYTES && h.hash != w->last) {
        enum text_status status = tm_hash_end(w, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    if (w->row.n == 0) {
        w->first = w->last = h.hash;
    }
    uint8_t *begin = (uint8_t *)text_buffer_reserve(&w->row, 2 * TM_VARINT_MOST);
    if (!begin) {
        return text_fail_memory(err, w->m->path);
    }
    uint8_t *to = tm_varint_write(begin, h.hash - w->last);
    to = tm_varint_write(to, h.segment);
    w->row.n += (size_t)(to - begin);
    w->last = h.hash;
    return TEXT_OK;
}

void tm_hash_free(struct tm_hash_writer *w)
{
    text_buffer_free(&w->row);
}

struct packed {
    const uint8_t *p, *end;
    uint64_t hash;
};

static struct packed open_row(sqlite3_stmt *s)
{
    struct text_span blob = tm_column_blob(s, 1);
    const uint8_t *p = (const uint8_t *)blob.p;
    int64_t hashes = ((int64_t)1 << TM_RUN_SHIFT) - 1;
    return (struct packed){p, p ? p + blob.n : p, (uint64_t)(sqlite3_column_int64(s, 0) & hashes)};
}

/* False at the end; r->p is not r->end when the row is damaged. */
static bool next(struct packed *r, struct tm_hashed *out)
{
    const uint8_t *p = r->p;
    uint64_t d, segment;
    if (!tm_varint_read(&p, r->end, &d) || !tm_varint_read(&p, r->end, &segment)) {
        return false;
    }
    r->p = p;
    r->hash += d;
    *out = (struct tm_hashed){r->hash, (uint32_t)segment};
    return true;
}

/* The segments with the hash in one run, in the arena: the visitor may use the same statement. */
static enum text_status collect(struct tm_memory *m, int64_t run, uint64_t hash, struct text_arena *arena,
                                uint32_t **out, size_t *count, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_HASH_LAST);
    struct tm_hashed h;
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, row_id(run, 0));
    sqlite3_bind_int64(s, 2, row_id(run, hash));
    enum text_status status = tm_row(m, s, &row, err);
    if (!row) {
        return status;
    }
    struct packed r = open_row(s);
    bool more;
    while ((more = next(&r, &h)) && h.hash <= hash) {
        if (h.hash == hash) {
            uint32_t *at = text_arena_resize(arena, *out, *count * sizeof *at, (*count + 1) * sizeof *at);
            if (!at) {
                tm_row_end(s);
                return text_fail_memory(err, m->path);
            }
            at[(*count)++] = h.segment;
            *out = at;
        }
    }
    tm_row_end(s);
    return more || r.p == r.end ? TEXT_OK : tm_damaged(m, "the hashes of texts cannot be read", err);
}

struct found {
    uint32_t *at; /* in m->scratch */
    size_t count;
};

/* In all runs: segments rise. */
static enum text_status collect_all(struct tm_memory *m, uint64_t hash, struct found *out, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        status = collect(m, runs[i].id, hash, m->scratch, &out->at, &out->count, err);
    }
    return status;
}

enum text_status tm_hash_find(struct tm_memory *m, uint64_t hash, tm_hash_visitor *visit, void *context,
                              struct text_error *err)
{
    struct found found = {0};
    enum text_status status = collect_all(m, hash, &found, err);
    for (size_t i = 0; i < found.count && status == TEXT_OK; i++) {
        status = visit(context, found.at[i], err);
    }
    return status;
}

enum text_status tm_hash_find_pair(struct tm_memory *m, uint64_t source, uint64_t target, tm_hash_visitor *visit,
                                   void *context, struct text_error *err)
{
    struct found sources = {0}, targets = {0};
    enum text_status status = collect_all(m, source, &sources, err);
    if (status == TEXT_OK && sources.count) {
        status = collect_all(m, target, &targets, err);
    }
    for (size_t i = 0, k = 0; i < sources.count && status == TEXT_OK; i++) {
        uint32_t other = sources.at[i] ^ 1;
        while (k < targets.count && targets.at[k] >> 1 < other >> 1) {
            k++;
        }
        if ((k < targets.count && targets.at[k] == other) || (k + 1 < targets.count && targets.at[k + 1] == other)) {
            status = visit(context, sources.at[i], err);
        }
    }
    return status;
}

struct tm_hash_reader {
    struct tm_memory *m;
    sqlite3_stmt *s;
    struct packed row;
    struct tm_hashed at;
    bool more;
};

enum text_status tm_hash_reader_next(struct tm_hash_reader *r, struct text_error *err)
{
    while (!next(&r->row, &r->at)) {
        bool row;
        if (r->row.p != r->row.end) {
            return tm_damaged(r->m, "the hashes of texts cannot be read", err);
        }
        enum text_status status = tm_row(r->m, r->s, &row, err);
        r->more = row;
        if (!row) {
            return status;
        }
        r->row = open_row(r->s);
    }
    return TEXT_OK;
}

enum text_status tm_hash_reader_new(struct tm_memory *m, int64_t run, struct tm_hash_reader **out,
                                    struct text_error *err)
{
    struct tm_hash_reader *r = calloc(1, sizeof *r);
    if (!r) {
        return text_fail_memory(err, m->path);
    }
    r->m = m;
    *out = r; /* the caller frees it, whatever comes */
    if (sqlite3_prepare_v2(m->db, "SELECT id, list FROM hash WHERE id BETWEEN ?1 AND ?2 ORDER BY id", -1, &r->s,
                           NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(r->s, 1, row_id(run, 0));
    sqlite3_bind_int64(r->s, 2, row_id(run + 1, 0) - 1);
    return tm_hash_reader_next(r, err);
}

const struct tm_hashed *tm_hash_reader_at(const struct tm_hash_reader *r)
{
    return r->more ? &r->at : NULL;
}

void tm_hash_reader_free(struct tm_hash_reader *r)
{
    if (r) {
        sqlite3_finalize(r->s);
        free(r);
    }
}
