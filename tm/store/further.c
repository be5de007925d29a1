/* See ledger.h: further names and addresses of a document (tm/schema.sql, table further). */
#include "tm/ledger.h"
#include "tm/store/store-private.h"

static enum text_status add(struct tm_memory *m, const struct tm_document *of, const struct tm_document *further,
                            struct text_error *err)
{
    struct tm_origin both = {.source = *of, .target = *further};
    struct tm_seen seen;
    enum text_status status = tm_origin_enter(m, &both, false, &seen, err);
    /* A document that has no name, or the same as the other, has nothing to be found by. */
    if (status != TEXT_OK || seen.source == seen.target || seen.source == 0 || seen.target == 0) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_FURTHER_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, seen.target);
    sqlite3_bind_int64(s, 2, seen.source);
    return tm_run(m, s, err);
}

enum text_status tm_further_add(struct tm_memory *m, const struct tm_document *of, const struct tm_document *further,
                                struct text_error *err)
{
    bool own;
    enum text_status status = tm_enter_write(m, &own, err);
    return status == TEXT_OK ? tm_leave_write(m, own, add(m, of, further, err), err) : status;
}

static bool keep(struct text_arena *arena, const struct tm_document *d, struct tm_document **at, size_t n)
{
    struct tm_document copy = {text_arena_copy(arena, d->name), text_arena_copy(arena, d->title),
                               text_arena_copy(arena, d->url), text_arena_copy(arena, d->date)};
    struct tm_document *larger = text_arena_alloc(arena, n + 1, sizeof *larger);
    if (!copy.name.p || !copy.title.p || !copy.url.p || !copy.date.p || !larger) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        larger[i] = (*at)[i];
    }
    larger[n] = copy;
    *at = larger;
    return true;
}

static enum text_status get(struct tm_memory *m, const struct tm_document *of, struct text_arena *arena,
                            struct tm_document **out, size_t *count, struct text_error *err)
{
    struct tm_document *at = NULL;
    size_t n = 0;
    bool row;
    sqlite3_stmt *s = tm_statement(m, TM_FURTHER_OF);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    tm_bind_text(s, 1, of->name);
    tm_bind_text(s, 2, of->url);
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        struct tm_document d = tm_column_document(s, 0);
        if (!keep(arena, &d, &at, n++)) {
            tm_row_end(s);
            return text_fail_memory(err, m->path);
        }
        status = tm_row(m, s, &row, err);
    }
    if (status == TEXT_OK) {
        *out = at;
        *count = n;
    }
    return status;
}

enum text_status tm_further_get(struct tm_memory *m, const struct tm_document *of, struct text_arena *arena,
                                struct tm_document **out, size_t *count, struct text_error *err)
{
    bool own;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status == TEXT_OK) {
        status = get(m, of, arena, out, count, err);
        tm_leave_read(m, own);
    }
    return status;
}
