/* The word lists of segments (tm/schema.sql, table words): some units share a row, so that a memory of many units has
 * few rows, and a search that wants one list reads one page. */
#include <string.h>

#include "tm/index/runs-private.h"

/* The lists of a row, cut apart. False when the bytes cannot be one. */
static bool cut(struct text_span blob, size_t bytes[TM_ROW_SEGMENTS], const uint8_t **lists)
{
    const uint8_t *p = (const uint8_t *)blob.p, *end = p + blob.n;
    size_t sum = 0;
    for (size_t i = 0; i < TM_ROW_SEGMENTS; i++) {
        uint64_t n;
        if (!p || !tm_varint_read(&p, end, &n) || n > blob.n) {
            return false;
        }
        bytes[i] = (size_t)n;
        sum += bytes[i];
    }
    *lists = p;
    return sum == (size_t)(end - p);
}

/* A list as ids, in the arena. */
static enum text_status unpack(struct tm_memory *m, const uint8_t *p, size_t bytes, struct text_arena *arena,
                               uint32_t **ids, uint32_t *count, struct text_error *err)
{
    const uint8_t *end = p + bytes;
    uint32_t n = 0, *out = text_arena_resize(arena, NULL, 0, (bytes + 1) * sizeof *out);
    uint64_t id;
    if (!out) {
        return text_fail_memory(err, m->path);
    }
    while (p != end && tm_varint_read(&p, end, &id)) {
        out[n++] = (uint32_t)id;
    }
    *ids = out;
    *count = n;
    return p == end ? TEXT_OK : tm_damaged(m, "a text's words cannot be read", err);
}

enum text_status tm_words_load(struct tm_memory *m, uint32_t segment, struct text_arena *arena, uint32_t **ids,
                               uint32_t *count, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool found;
    size_t bytes[TM_ROW_SEGMENTS], at = segment % TM_ROW_SEGMENTS;
    const uint8_t *p;
    enum text_status status = tm_row_at(m, TM_WORDS_GET, segment / TM_ROW_SEGMENTS, &s, &found, err);
    if (status != TEXT_OK || !found) {
        return status != TEXT_OK ? status : tm_damaged(m, "the index names a text that is not there", err);
    }
    if (!cut(tm_column_blob(s, 0), bytes, &p)) {
        tm_row_end(s);
        return tm_damaged(m, "the texts' words cannot be read", err);
    }
    for (size_t i = 0; i < at; i++) {
        p += bytes[i];
    }
    status = unpack(m, p, bytes[at], arena, ids, count, err);
    tm_row_end(s);
    return status;
}

static enum text_status visit_row(struct tm_memory *m, uint32_t first, struct text_span blob, tm_words_visitor *visit,
                                  void *context, struct text_error *err)
{
    size_t bytes[TM_ROW_SEGMENTS];
    const uint8_t *p;
    enum text_status status =
        cut(blob, bytes, &p) ? TEXT_OK : tm_damaged(m, "the texts' words cannot be read", err);
    for (uint32_t i = 0; i < TM_ROW_SEGMENTS && status == TEXT_OK; p += bytes[i], i++) {
        uint32_t *ids, count;
        text_arena_reset(m->room);
        status = unpack(m, p, bytes[i], m->room, &ids, &count, err);
        if (status == TEXT_OK && count) {
            status = visit(context, first + i, ids, count, err);
        }
    }
    return status;
}

enum text_status tm_words_each(struct tm_memory *m, uint32_t first_unit, uint32_t last_unit, tm_words_visitor *visit,
                               void *context, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(m->db, "SELECT id, list FROM words WHERE id BETWEEN ?1 AND ?2 ORDER BY id", -1, &s, NULL) !=
        SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, first_unit / TM_ROW_UNITS);
    sqlite3_bind_int64(s, 2, last_unit / TM_ROW_UNITS);
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        uint32_t first = (uint32_t)sqlite3_column_int64(s, 0) * TM_ROW_SEGMENTS;
        status = visit_row(m, first, tm_column_blob(s, 1), visit, context, err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        }
    }
    sqlite3_finalize(s);
    return status;
}

enum text_status tm_words_end(struct tm_words_writer *w, struct text_error *err)
{
    uint8_t head[TM_ROW_SEGMENTS * TM_VARINT_MOST], *to = head;
    if (w->row < 0) {
        return TEXT_OK;
    }
    for (size_t i = 0; i < TM_ROW_SEGMENTS; i++) {
        to = tm_varint_write(to, w->bytes[i]);
    }
    text_buffer_clear(&w->whole);
    text_buffer_add(&w->whole, (struct text_span){(const char *)head, (size_t)(to - head)});
    text_buffer_add(&w->whole, text_buffer_span(&w->lists));
    if (w->whole.failed || w->lists.failed) {
        return text_fail_memory(err, w->m->path);
    }
    sqlite3_stmt *s = tm_statement(w->m, w->stored ? TM_WORDS_SET : TM_WORDS_ADD);
    if (!s) {
        return tm_sql_fail(w->m, err);
    }
    sqlite3_bind_int64(s, 1, w->row);
    tm_bind_blob(s, 2, w->whole.p, w->whole.n);
    w->row = -1;
    return tm_run(w->m, s, err);
}

/* The row as the file has it. */
static enum text_status begin_row(struct tm_words_writer *w, int64_t row, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    const uint8_t *lists;
    enum text_status status = tm_row_at(w->m, TM_WORDS_GET, row, &s, &w->stored, err);
    w->row = row;
    text_buffer_clear(&w->lists);
    memset(w->bytes, 0, sizeof w->bytes);
    if (!w->stored) {
        return status;
    }
    struct text_span blob = tm_column_blob(s, 0);
    bool good = cut(blob, w->bytes, &lists);
    if (good) {
        size_t head = (size_t)((const char *)lists - blob.p);
        text_buffer_add(&w->lists, (struct text_span){blob.p + head, blob.n - head});
    }
    tm_row_end(s);
    return good ? TEXT_OK : tm_damaged(w->m, "the texts' words cannot be read", err);
}

enum text_status tm_words_write(struct tm_words_writer *w, uint32_t segment, const uint32_t *ids, size_t count,
                                struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (w->row != segment / TM_ROW_SEGMENTS) {
        status = tm_words_end(w, err);
        if (status == TEXT_OK) {
            status = begin_row(w, segment / TM_ROW_SEGMENTS, err);
        }
    }
    uint8_t *begin = status == TEXT_OK ? (uint8_t *)text_buffer_reserve(&w->lists, count * TM_VARINT_MOST + 1) : NULL;
    if (!begin) {
        return status != TEXT_OK ? status : text_fail_memory(err, w->m->path);
    }
    uint8_t *to = begin;
    for (size_t i = 0; i < count; i++) {
        to = tm_varint_write(to, ids[i]);
    }
    w->bytes[segment % TM_ROW_SEGMENTS] = (size_t)(to - begin);
    w->lists.n += (size_t)(to - begin);
    return TEXT_OK;
}

void tm_words_free(struct tm_words_writer *w)
{
    text_buffer_free(&w->lists);
    text_buffer_free(&w->whole);
}

enum text_status tm_words_forget(struct tm_memory *m, uint32_t segment, struct text_error *err)
{
    struct tm_words_writer w = {.m = m, .row = -1};
    size_t at = segment % TM_ROW_SEGMENTS, before = 0;
    enum text_status status = begin_row(&w, segment / TM_ROW_SEGMENTS, err);
    if (status == TEXT_OK && w.stored) {
        for (size_t i = 0; i < at; i++) {
            before += w.bytes[i];
        }
        size_t n = w.bytes[at] + w.bytes[at + 1], after = w.lists.n - before - n;
        memmove(w.lists.p + before, w.lists.p + before + n, after);
        w.lists.n -= n;
        w.bytes[at] = w.bytes[at + 1] = 0;
        status = tm_words_end(&w, err);
    }
    tm_words_free(&w);
    return status;
}
