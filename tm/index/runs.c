/* Which runs there are. A handle keeps the list during a transaction. */
#include <stdlib.h>

#include "tm/index/runs-private.h"

void tm_index_runs_forget(struct tm_memory *m)
{
    m->runs_known = false;
}

/* In the order of their first units. */
static bool follows(int64_t id, int64_t first, int64_t last, const struct tm_memory *m)
{
    int64_t before = m->run_count ? (int64_t)m->runs[m->run_count - 1].last : 0;
    return id >= 0 && id < TM_RUN_IDS && first > before && last >= first && last <= UINT32_MAX >> 1;
}

enum text_status tm_index_runs(struct tm_memory *m, const struct tm_index_run **out, size_t *count,
                               struct text_error *err)
{
    bool row = false;
    if (m->runs_known) {
        *out = m->runs;
        *count = m->run_count;
        return TEXT_OK;
    }
    *count = m->run_count = 0;
    sqlite3_stmt *s = tm_statement(m, TM_RUN_EACH);
    enum text_status status = s ? tm_row(m, s, &row, err) : tm_sql_fail(m, err);
    while (status == TEXT_OK && row) {
        int64_t id = sqlite3_column_int64(s, 0), first = sqlite3_column_int64(s, 1), last = sqlite3_column_int64(s, 2);
        if (!follows(id, first, last, m)) {
            tm_row_end(s);
            return tm_damaged(m, "the parts of its index do not follow each other", err);
        }
        struct tm_index_run *runs = realloc(m->runs, (m->run_count + 1) * sizeof *runs);
        if (!runs) {
            tm_row_end(s);
            return text_fail_memory(err, m->path);
        }
        m->runs = runs;
        runs[m->run_count++] = (struct tm_index_run){id, (uint32_t)first, (uint32_t)last};
        status = tm_row(m, s, &row, err);
    }
    if (status == TEXT_OK) {
        m->runs_known = true;
        *out = m->runs;
        *count = m->run_count;
    }
    return status;
}

enum text_status tm_index_run_new_id(struct tm_memory *m, int64_t *out, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    int64_t id = 0;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count; i++) { /* ids of runs that were merged are free again */
        if (runs[i].id == id) {
            id++;
            i = SIZE_MAX; /* from the first again; there are few */
        }
    }
    if (status == TEXT_OK && id >= TM_RUN_IDS) {
        status = tm_damaged(m, "its index is in too many parts", err);
    }
    *out = id;
    return status;
}

enum text_status tm_index_run_add(struct tm_memory *m, struct tm_index_run run, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_RUN_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, run.id);
    sqlite3_bind_int64(s, 2, run.first);
    sqlite3_bind_int64(s, 3, run.last);
    tm_index_runs_forget(m);
    return tm_run(m, s, err);
}

static enum text_status drop_rows(struct tm_memory *m, enum tm_sql which, int64_t low, int64_t high,
                                  struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, which);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, low);
    sqlite3_bind_int64(s, 2, high);
    return tm_run(m, s, err);
}

enum text_status tm_posting_drop(struct tm_memory *m, int64_t id, int64_t before, struct text_error *err)
{
    return drop_rows(m, TM_POSTING_DROP, id << TM_RUN_SHIFT, before - 1, err);
}

enum text_status tm_index_run_drop(struct tm_memory *m, int64_t id, struct text_error *err)
{
    int64_t low = id << TM_RUN_SHIFT, high = ((id + 1) << TM_RUN_SHIFT) - 1;
    enum text_status status = drop_rows(m, TM_POSTING_DROP, low, high, err);
    if (status == TEXT_OK) {
        status = drop_rows(m, TM_HASH_DROP, low, high, err);
    }
    tm_index_runs_forget(m);
    return status == TEXT_OK ? drop_rows(m, TM_RUN_DROP, id, id, err) : status;
}
