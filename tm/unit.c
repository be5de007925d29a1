/* Adding a unit: a new pair, or a further sight of one that is there, whichever way round it comes. */
#include <time.h>

#include "tm/store-private.h"

const char *tm_status_name(enum tm_status status)
{
    static const char *const names[] = {"draft", "approved", "rejected"};
    return names[status];
}

/* What is known about a unit before the file is touched. */
struct addition {
    const struct tm_unit *unit;
    struct tm_segment source, target;
    int64_t created, changed;
};

static enum text_status prepare_side(struct tm_memory *m, const char *side, struct text_span text, struct text_span tag,
                                     struct tm_segment *out, struct text_error *err)
{
    struct text_error inner;
    enum text_status status = tm_segment_prepare(text, tag, m->scratch, out, &inner);
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, m->path);
    }
    if (status != TEXT_OK) {
        return text_fail(err, status, "the unit's %s text cannot be stored: %s", side, inner.message);
    }
    if (out->normal.n == 0) {
        return text_fail(err, TEXT_EMPTY, "the unit's %s text is empty", side);
    }
    return TEXT_OK;
}

static enum text_status prepare_date(const char *name, struct text_span date, int64_t missing, int64_t *out,
                                     struct text_error *err)
{
    if (date.n == 0) {
        *out = missing;
        return TEXT_OK;
    }
    return tm_date_parse(date, out) ? TEXT_OK
                                    : text_fail(err, TEXT_INVALID,
                                                "the unit's %s date \"%.*s\" is no ISO 8601 date like "
                                                "2023-03-06T18:05:00Z",
                                                name, (int)(date.n < 40 ? date.n : 40), date.p);
}

static enum text_status prepare(struct tm_memory *m, const struct tm_unit *u, struct addition *a,
                                struct text_error *err)
{
    int64_t now = (int64_t)time(NULL);
    a->unit = u;
    if ((unsigned)u->status > TM_REJECTED) {
        return text_fail(err, TEXT_MISUSE, "%d is no status of a unit", (int)u->status);
    }
    enum text_status status = tm_language_check(m, u->language.source, err);
    if (status == TEXT_OK) {
        status = tm_language_check(m, u->language.target, err);
    }
    if (status == TEXT_OK) {
        status = prepare_side(m, "source", u->text.source, u->language.source, &a->source, err);
    }
    if (status == TEXT_OK) {
        status = prepare_side(m, "target", u->text.target, u->language.target, &a->target, err);
    }
    if (status == TEXT_OK) {
        status = prepare_date("change", u->changed, now, &a->changed, err);
    }
    if (status == TEXT_OK) {
        /* Who knows only when it was changed knows that it was made no later. */
        status = prepare_date("creation", u->created, a->changed, &a->created, err);
    }
    return status;
}

/* What the file has of the pair. id 0: nothing. */
struct stored {
    int64_t id, source, uses;
};

static enum text_status find_unit(struct tm_memory *m, int64_t source, int64_t target, struct stored *out,
                                  struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_FIND);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, source);
    sqlite3_bind_int64(s, 2, target);
    enum text_status status = tm_row(m, s, &row, err);
    *out = (struct stored){0};
    if (row) {
        *out = (struct stored){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2)};
        tm_row_end(s);
    }
    return status;
}

static enum text_status add_new(struct tm_memory *m, const struct addition *a, int64_t source, int64_t target,
                                struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, source);
    sqlite3_bind_int64(s, 2, target);
    sqlite3_bind_int(s, 3, (int)a->unit->status);
    sqlite3_bind_int64(s, 4, 1);
    sqlite3_bind_int64(s, 5, a->created);
    sqlite3_bind_int64(s, 6, a->changed);
    tm_bind_text(s, 7, a->unit->user);
    enum text_status status = tm_run(m, s, err);
    if (status == TEXT_OK) {
        status = tm_origin_add(m, sqlite3_last_insert_rowid(m->db), &a->unit->origin, false, 1, err);
    }
    return status;
}

static enum text_status merge(struct tm_memory *m, const struct addition *a, const struct stored *u, bool turned,
                              enum tm_added *added, struct text_error *err)
{
    bool known;
    enum text_status status = tm_origin_known(m, u->id, &a->unit->origin, turned, &known, err);
    if (status != TEXT_OK || known) {
        *added = TM_KNOWN;
        return status;
    }
    status = tm_origin_add(m, u->id, &a->unit->origin, turned, u->uses + 1, err);
    if (status != TEXT_OK) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_MERGE);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, u->id);
    sqlite3_bind_int64(s, 2, a->created);
    sqlite3_bind_int64(s, 3, a->changed);
    sqlite3_bind_int(s, 4, a->unit->status == TM_APPROVED ? TM_APPROVED : TM_DRAFT);
    tm_bind_text(s, 5, a->unit->user);
    *added = TM_NEW_ORIGIN;
    return tm_run(m, s, err);
}

static enum text_status store(struct tm_memory *m, const struct addition *a, enum tm_added *added,
                              struct text_error *err)
{
    struct tm_language source_language, target_language;
    struct stored u = {0};
    int64_t source = 0, target = 0;
    bool new_source = false, new_target = false;
    enum text_status status = tm_language_add(m, a->unit->language.source, &source_language, err);
    if (status == TEXT_OK) {
        status = tm_language_add(m, a->unit->language.target, &target_language, err);
    }
    if (status == TEXT_OK) {
        status = tm_segment_add(m, &a->source, &source_language, &source, &new_source, err);
    }
    if (status == TEXT_OK) {
        status = tm_segment_add(m, &a->target, &target_language, &target, &new_target, err);
    }
    if (status == TEXT_OK && !new_source && !new_target) {
        status = find_unit(m, source, target, &u, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    *added = TM_NEW;
    return u.id ? merge(m, a, &u, u.source != source, added, err) : add_new(m, a, source, target, err);
}

enum text_status tm_add(struct tm_memory *m, const struct tm_unit *u, enum tm_added *out, struct text_error *err)
{
    struct addition a;
    struct text_error inner = {0}; /* a failed write is remembered, also when the caller does not want to know */
    enum tm_added added = TM_NEW;
    bool own;
    text_arena_reset(m->scratch);
    enum text_status status = prepare(m, u, &a, err);
    if (status == TEXT_OK) {
        status = tm_enter_write(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = store(m, &a, &added, &inner);
    status = tm_leave_write(m, own, status, &inner);
    if (status != TEXT_OK) {
        return text_fail(err, status, "%s", inner.message);
    }
    if (out) {
        *out = added;
    }
    return TEXT_OK;
}
