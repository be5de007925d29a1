/* Is a memory whole? SQLite's own structure, foreign keys, and (check-index.c) the index against the texts. */
#include <stdarg.h>
#include <stdio.h>

#include "tm/index/check-private.h"

void tm_check_tell(struct tm_checking *c, const char *format, ...)
{
    char sentence[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    c->problems++;
    if (c->tell) {
        c->tell(c->context, sentence);
    }
}

enum text_status tm_check_each(struct tm_checking *c, const char *sql, tm_check_row *visit, void *context,
                               struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(c->m->db, sql, -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(c->m, err);
    }
    enum text_status status = tm_row(c->m, s, &row, err);
    while (status == TEXT_OK && row) {
        status = visit(c, s, context, err);
        if (status == TEXT_OK) {
            status = tm_row(c->m, s, &row, err);
        }
    }
    sqlite3_finalize(s);
    return status;
}

static enum text_status tell_integrity(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    struct text_span line = tm_column_text(s, 0);
    (void)context;
    (void)err;
    if (!text_span_equal(line, TEXT_LITERAL("ok"))) {
        tm_check_tell(c, "the file's structure is damaged: %.*s", TEXT_PRINT(line));
    }
    return TEXT_OK;
}

static enum text_status tell_foreign_key(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    (void)context;
    (void)err;
    tm_check_tell(c, "row %lld of table %.*s names a row of table %.*s that is not there",
                  (long long)sqlite3_column_int64(s, 1), TEXT_PRINT(tm_column_text(s, 0)),
                  TEXT_PRINT(tm_column_text(s, 2)));
    return TEXT_OK;
}

static enum text_status tell_origins(struct tm_checking *c, sqlite3_stmt *s, void *context, struct text_error *err)
{
    (void)context;
    (void)err;
    tm_check_tell(c, "unit %lld was added %lld times, but has %lld origins", (long long)sqlite3_column_int64(s, 0),
                  (long long)sqlite3_column_int64(s, 1), (long long)sqlite3_column_int64(s, 2));
    return TEXT_OK;
}

enum text_status tm_check(struct tm_memory *m, tm_problem *tell, void *context, size_t *count, struct text_error *err)
{
    struct tm_checking c = {m, tell, context, 0};
    bool own;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = tm_check_each(&c, "PRAGMA integrity_check", tell_integrity, NULL, err);
    if (status == TEXT_OK) {
        status = tm_check_each(&c, "PRAGMA foreign_key_check", tell_foreign_key, NULL, err);
    }
    if (status == TEXT_OK) {
        status = tm_check_each(&c,
                               "SELECT id, uses, n FROM (SELECT u.id, u.uses, 1 + (SELECT count(*) FROM origin o"
                               " WHERE o.unit = u.id) AS n FROM unit u WHERE u.uses <> 1) WHERE uses <> n",
                               tell_origins, NULL, err);
    }
    if (status == TEXT_OK) {
        status = tm_check_index(&c, err);
    }
    tm_leave_read(m, own);
    /* Damage that stopped the reading is a problem found, not a failure of the search for it. */
    if (status == TEXT_INVALID) {
        tm_check_tell(&c, "%s", err ? err->message : "the memory is damaged");
        status = TEXT_OK;
    }
    if (status == TEXT_OK) {
        *count = c.problems;
    }
    return status;
}
