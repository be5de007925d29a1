/* See vocabulary-private.h: counts of 256 words share a row, so that those of a whole import fit few pages. */
#include <string.h>

#include "tm/index/index-private.h"
#include "tm/index/vocabulary-private.h"

enum { ROW_WORDS = 256, COUNT_BYTES = 4 };

static uint32_t read_count(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

enum text_status tm_count_get(struct tm_memory *m, uint32_t word, uint32_t *out, struct text_error *err)
{
    sqlite3_stmt *s;
    bool found;
    enum text_status status = tm_row_at(m, TM_COUNT_GET, word / ROW_WORDS, &s, &found, err);
    *out = 0;
    if (found) {
        struct text_span blob = tm_column_blob(s, 0);
        size_t at = (size_t)(word % ROW_WORDS) * COUNT_BYTES;
        *out = at + COUNT_BYTES <= blob.n ? read_count(blob.p + at) : 0;
        tm_row_end(s);
    }
    return status;
}

enum text_status tm_count_words(struct tm_memory *m, uint32_t *last, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_COUNT_LAST);
    bool found = false;
    enum text_status status = s ? tm_row(m, s, &found, err) : tm_sql_fail(m, err);
    *last = 0;
    if (found) {
        int64_t row = sqlite3_column_int64(s, 0);
        bool may_be = row >= 0 && row <= TM_WORDS_MOST / ROW_WORDS;
        int64_t words = (may_be ? row : 0) * ROW_WORDS + sqlite3_column_int64(s, 1) / COUNT_BYTES;
        tm_row_end(s);
        if (!may_be || words < 1 || words > TM_WORDS_MOST) {
            return tm_damaged(m, "the counts of words cannot be", err);
        }
        *last = (uint32_t)words - 1;
    }
    return status;
}

enum text_status tm_count_end(struct tm_count_writer *w, struct text_error *err)
{
    char bytes[ROW_WORDS * COUNT_BYTES];
    if (w->row < 0) {
        return TEXT_OK;
    }
    for (uint32_t i = 0; i < w->n; i++) {
        for (unsigned b = 0; b < COUNT_BYTES; b++) {
            bytes[i * COUNT_BYTES + b] = (char)(w->counts[i] >> 8 * b & 0xFF);
        }
    }
    sqlite3_stmt *s = tm_statement(w->m, w->stored ? TM_COUNT_SET : TM_COUNT_ADD);
    if (!s) {
        return tm_sql_fail(w->m, err);
    }
    sqlite3_bind_int64(s, 1, w->row);
    tm_bind_blob(s, 2, bytes, (size_t)w->n * COUNT_BYTES);
    w->row = -1;
    return tm_run(w->m, s, err);
}

static enum text_status begin_row(struct tm_count_writer *w, int64_t row, struct text_error *err)
{
    sqlite3_stmt *s;
    enum text_status status = tm_row_at(w->m, TM_COUNT_GET, row, &s, &w->stored, err);
    w->row = row;
    w->n = 0;
    memset(w->counts, 0, sizeof w->counts);
    if (w->stored) {
        struct text_span blob = tm_column_blob(s, 0);
        for (; w->n < ROW_WORDS && (size_t)(w->n + 1) * COUNT_BYTES <= blob.n; w->n++) {
            w->counts[w->n] = read_count(blob.p + (size_t)w->n * COUNT_BYTES);
        }
        tm_row_end(s);
    }
    return status;
}

enum text_status tm_count_add(struct tm_count_writer *w, uint32_t word, uint32_t segments, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (w->row != word / ROW_WORDS) {
        status = tm_count_end(w, err);
        if (status == TEXT_OK) {
            status = begin_row(w, word / ROW_WORDS, err);
        }
    }
    if (status == TEXT_OK) {
        uint32_t at = word % ROW_WORDS;
        w->counts[at] += segments;
        w->n = at < w->n ? w->n : at + 1;
    }
    return status;
}
