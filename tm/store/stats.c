/* What a memory holds, in numbers. Costs a pass over the units and over the texts' word lists. */
#define _POSIX_C_SOURCE 200809L
#include <sys/stat.h>

#include "tm/index/runs-private.h"

static enum text_status ask(struct tm_memory *m, const char *sql, int columns, int64_t *const *out,
                            struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(m->db, sql, -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    for (int i = 0; i < columns && row; i++) {
        *out[i] = sqlite3_column_int64(s, i);
    }
    sqlite3_finalize(s);
    return status;
}

/* The last byte of each varint has no high bit. */
static enum text_status count_words(struct tm_memory *m, int64_t *out, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    int64_t words = 0;
    if (sqlite3_prepare_v2(m->db, "SELECT list FROM words", -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        struct text_span blob = tm_column_blob(s, 0);
        size_t i = 0;
        for (size_t heads = 0; i < blob.n && heads < TM_ROW_SEGMENTS; i++) { /* passed over: lengths in bytes */
            heads += (unsigned char)blob.p[i] < 0x80;
        }
        for (; i < blob.n; i++) {
            words += (unsigned char)blob.p[i] < 0x80;
        }
        status = tm_row(m, s, &row, err);
    }
    sqlite3_finalize(s);
    *out = words;
    return status;
}

enum text_status tm_stats(struct tm_memory *m, struct tm_stats *out, struct text_error *err)
{
    struct tm_stats t = {0};
    struct stat file;
    bool own;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = ask(m,
                 "SELECT count(*), count(*) FILTER (WHERE status = 0), count(*) FILTER (WHERE status = 1),"
                 " count(*) FILTER (WHERE status = 2), ifnull(sum(uses), 0) FROM unit WHERE deleted IS NULL",
                 5, (int64_t *const[]){&t.units, &t.draft, &t.approved, &t.rejected, &t.origins}, err);
    if (status == TEXT_OK) {
        status = ask(m,
                     "SELECT (SELECT count(*) FROM unit WHERE deleted IS NOT NULL),"
                     " (SELECT count(*) FROM document WHERE id <> 0)",
                     2, (int64_t *const[]){&t.deleted, &t.documents}, err);
    }
    if (status == TEXT_OK) {
        status = count_words(m, &t.words, err);
    }
    tm_leave_read(m, own);
    if (status == TEXT_OK) {
        t.bytes = stat(m->path, &file) == 0 ? (int64_t)file.st_size : 0;
        *out = t;
    }
    return status;
}
