/* Transactions: the caller's (tm_begin), and the short ones of single calls.
 *
 * Segments and new words gather in memory until the commit, so a commit is flush, then COMMIT. After a failed write
 * the whole transaction is void: SQLite may already have rolled back by itself, and half a unit must not be kept.
 */
#include "tm/index/known-private.h"
#include "tm/index/vocabulary-private.h"

static void forget(struct tm_memory *m)
{
    if (!sqlite3_get_autocommit(m->db)) {
        sqlite3_stmt *s = tm_statement(m, TM_ROLLBACK);
        if (!s || tm_run(m, s, NULL) != TEXT_OK) {
            sqlite3_exec(m->db, "ROLLBACK", NULL, NULL, NULL);
        }
    }
    /* Numbers given to new rows are void, and other processes may give them anew. */
    tm_pending_clear(m->pending);
    tm_vocabulary_clear(m);
    tm_filter_forget(m);
    tm_index_runs_forget(m);
    tm_documents_forget(m);
    m->next_unit = 0;
    m->language_count = 0;
}

/* What is only right as long as no other process writes. */
static enum text_status look_for_others(struct tm_memory *m, struct text_error *err)
{
    bool row = false;
    sqlite3_stmt *s = tm_statement(m, TM_DATA_VERSION);
    enum text_status status = s ? tm_row(m, s, &row, err) : tm_sql_fail(m, err);
    if (row) {
        int64_t version = sqlite3_column_int64(s, 0);
        tm_row_end(s);
        if (version != m->version) {
            m->version = version;
            m->next_unit = 0;
            tm_filter_forget(m);
            tm_index_runs_forget(m);
            tm_documents_forget(m);
            tm_vocabulary_renew(m);
        }
    }
    return status;
}

static enum text_status start(struct tm_memory *m, enum tm_sql how, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, how);
    enum text_status status = s ? tm_run(m, s, err) : tm_sql_fail(m, err);
    if (status == TEXT_OK) {
        status = look_for_others(m, err);
    }
    if (status != TEXT_OK && !sqlite3_get_autocommit(m->db)) {
        forget(m);
    }
    return status;
}

static enum text_status finish(struct tm_memory *m, struct text_error *err)
{
    enum text_status status = m->writable ? tm_index_flush(m, err) : TEXT_OK;
    if (status == TEXT_OK) {
        sqlite3_stmt *s = tm_statement(m, TM_COMMIT);
        status = s ? tm_run(m, s, err) : tm_sql_fail(m, err);
    }
    if (status != TEXT_OK) {
        forget(m);
        return status;
    }
    tm_vocabulary_trim(m);
    return TEXT_OK;
}

enum text_status tm_settle(struct tm_memory *m, struct text_error *err)
{
    bool own;
    enum text_status status = tm_enter_write(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = tm_index_flush(m, err);
    if (status == TEXT_OK) {
        status = tm_index_settle(m, true, err);
    }
    return tm_leave_write(m, own, status, err);
}

static enum text_status fail_read_only(struct tm_memory *m, struct text_error *err)
{
    return text_fail(err, TEXT_MISUSE, "%s: was opened for reading and cannot be added to", m->path);
}

enum text_status tm_begin(struct tm_memory *m, struct text_error *err)
{
    if (m->begun) {
        return text_fail(err, TEXT_MISUSE, "%s: a transaction was begun already", m->path);
    }
    enum text_status status = start(m, m->writable ? TM_BEGIN_WRITE : TM_BEGIN_READ, err);
    m->begun = status == TEXT_OK;
    m->broken = false;
    return status;
}

enum text_status tm_commit(struct tm_memory *m, struct text_error *err)
{
    if (!m->begun) {
        return text_fail(err, TEXT_MISUSE, "%s: no transaction was begun", m->path);
    }
    m->begun = false;
    if (m->broken) {
        return text_fail(err, m->failure.status, "%s", m->failure.message);
    }
    return finish(m, err);
}

void tm_rollback(struct tm_memory *m)
{
    if (m->begun) {
        m->begun = false;
        forget(m);
    }
}

enum text_status tm_enter_read(struct tm_memory *m, bool *own, struct text_error *err)
{
    *own = false;
    if (m->begun) {
        if (m->broken) {
            return text_fail(err, m->failure.status, "%s", m->failure.message);
        }
        /* Half a flush must not be committed. */
        return m->writable ? tm_leave_write(m, false, tm_index_flush(m, err), err) : TEXT_OK;
    }
    enum text_status status = start(m, TM_BEGIN_READ, err);
    *own = status == TEXT_OK;
    return status;
}

void tm_leave_read(struct tm_memory *m, bool own)
{
    if (own) {
        sqlite3_stmt *s = tm_statement(m, TM_COMMIT);
        if (!s || tm_run(m, s, NULL) != TEXT_OK) {
            forget(m);
        }
    }
}

enum text_status tm_enter_write(struct tm_memory *m, bool *own, struct text_error *err)
{
    *own = false;
    if (!m->writable) {
        return fail_read_only(m, err);
    }
    if (m->begun) {
        return m->broken ? text_fail(err, m->failure.status, "%s", m->failure.message) : TEXT_OK;
    }
    enum text_status status = start(m, TM_BEGIN_WRITE, err);
    *own = status == TEXT_OK;
    return status;
}

enum text_status tm_leave_write(struct tm_memory *m, bool own, enum text_status status, struct text_error *err)
{
    if (status == TEXT_OK) {
        return own ? finish(m, err) : TEXT_OK;
    }
    if (!own) {
        m->broken = true;
        text_fail(&m->failure, status, "%s", err ? err->message : "an earlier write failed");
    }
    forget(m);
    return status;
}
