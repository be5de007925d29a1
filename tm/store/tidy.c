/* Taking out for good what was deleted or rejected: the rows, their place in the index, and documents that no unit
 * names any more. One transaction; then the file gives back the room.
 *
 * Cost: the index is packed anew once, which is a fraction of an import; the file is written anew.
 */
#include <stdlib.h>

#include "tm/index/runs-private.h"

static enum text_status mark_gone(struct tm_memory *m, uint8_t *gone, uint32_t last, size_t *count,
                                  struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    *count = 0;
    if (sqlite3_prepare_v2(m->db, "SELECT id FROM unit WHERE deleted IS NOT NULL OR status = 2", -1, &s, NULL) !=
        SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        int64_t id = sqlite3_column_int64(s, 0);
        if (id < 1 || id > last) {
            status = tm_damaged(m, "a unit is not in the index", err);
            break;
        }
        gone[id >> 3] |= (uint8_t)(1 << (id & 7));
        ++*count;
        status = tm_row(m, s, &row, err);
    }
    sqlite3_finalize(s);
    return status;
}

static enum text_status forget_words(struct tm_memory *m, const uint8_t *gone, uint32_t last, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (uint32_t unit = 1; unit <= last && status == TEXT_OK; unit++) {
        if (gone[unit >> 3] >> (unit & 7) & 1) {
            status = tm_words_forget(m, unit << 1, err);
        }
        if (unit == UINT32_MAX >> 1) {
            break;
        }
    }
    return status;
}

static enum text_status take_out(struct tm_memory *m, uint32_t last, size_t *count, struct text_error *err)
{
    uint8_t *gone = calloc(((size_t)last >> 3) + 1, 1);
    if (!gone) {
        return text_fail_memory(err, m->path);
    }
    enum text_status status = mark_gone(m, gone, last, count, err);
    if (status == TEXT_OK && *count) {
        status = tm_index_forget(m, gone, err);
        if (status == TEXT_OK) {
            status = forget_words(m, gone, last, err);
        }
        if (status == TEXT_OK) {
            status =
                tm_sql_execute(m,
                               "CREATE TEMP TABLE gone AS SELECT id FROM unit WHERE deleted IS NOT NULL OR"
                               " status = 2;"
                               "DELETE FROM origin WHERE unit IN (SELECT id FROM gone);"
                               "DELETE FROM property WHERE unit IN (SELECT id FROM gone);"
                               "DELETE FROM unit WHERE id IN (SELECT id FROM gone);"
                               "DROP TABLE gone;"
                               "DELETE FROM further WHERE of NOT IN"
                               " (SELECT source_document FROM unit UNION SELECT target_document FROM unit UNION"
                               "  SELECT source_document FROM origin UNION SELECT target_document FROM origin);"
                               "DELETE FROM document WHERE id <> 0 AND id NOT IN"
                               " (SELECT source_document FROM unit UNION SELECT target_document FROM unit UNION"
                               "  SELECT source_document FROM origin UNION SELECT target_document FROM origin UNION"
                               "  SELECT id FROM further)",
                               err);
        }
        tm_documents_forget(m);
    }
    free(gone);
    return status;
}

enum text_status tm_tidy(struct tm_memory *m, size_t *count, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t run_count;
    bool own;
    struct text_error inner = {0};
    if (m->begun) {
        return text_fail(err, TEXT_MISUSE, "%s: a memory is tidied in a transaction of its own", m->path);
    }
    enum text_status status = tm_enter_write(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = tm_index_runs(m, &runs, &run_count, &inner);
    *count = 0;
    if (status == TEXT_OK && run_count) {
        status = take_out(m, runs[run_count - 1].last, count, &inner);
    }
    if (status == TEXT_OK) {
        status = tm_index_settle(m, true, &inner);
    }
    status = tm_leave_write(m, own, status, &inner);
    if (status == TEXT_OK) {
        status = tm_sql_execute(m, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", &inner);
    }
    return status == TEXT_OK ? TEXT_OK : text_fail(err, status, "%s", inner.message);
}
