/* What a user decides about a unit: approved, rejected, deleted, restored. Nothing is lost before tm_tidy. */
#include <time.h>

#include "tm/store/store-private.h"

/* Why nothing changed, as a sentence. */
static enum text_status explain(struct tm_memory *m, enum tm_sql which, int64_t unit, int value, struct text_error *why)
{
    sqlite3_stmt *s;
    bool row;
    enum text_status status = tm_row_at(m, TM_UNIT_OFFER, unit, &s, &row, why);
    if (status != TEXT_OK) {
        return status;
    }
    bool deleted = row && sqlite3_column_type(s, 1) != SQLITE_NULL;
    tm_row_end(s);
    if (!row) {
        text_fail(why, TEXT_EMPTY, "%s: there is no unit %lld", m->path, (long long)unit);
    } else if (which == TM_UNIT_RESTORE) {
        text_fail(why, TEXT_EMPTY, "%s: unit %lld is neither deleted nor rejected", m->path, (long long)unit);
    } else if (deleted && which == TM_UNIT_STATUS) {
        text_fail(why, TEXT_EMPTY, "%s: unit %lld is deleted; restore it first", m->path, (long long)unit);
    } else {
        text_fail(why, TEXT_EMPTY, "%s: unit %lld is %s already", m->path, (long long)unit,
                  deleted ? "deleted" : tm_status_name((enum tm_status)value));
    }
    return TEXT_OK;
}

static enum text_status change(struct tm_memory *m, enum tm_sql which, int64_t unit, int value, struct text_span user,
                               struct text_error *err)
{
    bool own;
    struct text_error inner = {0}, why = {0};
    enum text_status status = tm_enter_write(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, which);
    if (s) {
        sqlite3_bind_int64(s, 1, unit);
        sqlite3_bind_int64(s, 2, (int64_t)time(NULL));
        sqlite3_bind_int(s, 3, value);
        tm_bind_text(s, 4, user);
    }
    status = s ? tm_run(m, s, &inner) : tm_sql_fail(m, &inner);
    bool found = status == TEXT_OK && sqlite3_changes(m->db) > 0;
    if (status == TEXT_OK && !found) {
        status = explain(m, which, unit, value, &why);
        inner = why;
    }
    status = tm_leave_write(m, own, status, &inner);
    if (status != TEXT_OK) {
        return text_fail(err, status, "%s", inner.message);
    }
    return found ? TEXT_OK : text_fail(err, TEXT_EMPTY, "%s", why.message);
}

enum text_status tm_set_status(struct tm_memory *m, int64_t unit, enum tm_status to, struct text_span user,
                               struct text_error *err)
{
    if ((unsigned)to > TM_REJECTED) {
        return text_fail(err, TEXT_MISUSE, "%d is no status of a unit", (int)to);
    }
    return change(m, TM_UNIT_STATUS, unit, (int)to, user, err);
}

enum text_status tm_delete(struct tm_memory *m, int64_t unit, struct text_span user, struct text_error *err)
{
    return change(m, TM_UNIT_DELETE, unit, 0, user, err);
}

enum text_status tm_restore(struct tm_memory *m, int64_t unit, struct text_span user, struct text_error *err)
{
    return change(m, TM_UNIT_RESTORE, unit, TM_DRAFT, user, err);
}

enum text_status tm_get(struct tm_memory *m, int64_t unit, struct text_arena *arena, struct tm_unit *out,
                        struct text_error *err)
{
    bool own, found = false;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_SIDES);
    if (s) {
        sqlite3_bind_int64(s, 1, unit);
        status = tm_row(m, s, &found, err);
    } else {
        status = tm_sql_fail(m, err);
    }
    if (found) {
        tm_row_end(s);
        status = tm_unit_read(m, unit, 0, arena, out, err);
    } else if (status == TEXT_OK) {
        status = text_fail(err, TEXT_EMPTY, "%s: there is no unit %lld", m->path, (long long)unit);
    }
    tm_leave_read(m, own);
    return status;
}
