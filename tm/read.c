/* Units as callers see them: one by its id, turned to the wanted side, or all in the order of their ids. */
#include "tm/store-private.h"

/* Columns of TM_UNIT_GET. */
enum { ID, STATUS, USES, CREATED, CHANGED, USER, SOURCE, SOURCE_TAG, SOURCE_TEXT, TARGET_TAG, TARGET_TEXT };

struct dates {
    char created[TM_DATE_SIZE], changed[TM_DATE_SIZE];
};

/* Borrows from the row and from dates. */
static enum text_status take_unit(struct tm_memory *m, sqlite3_stmt *s, struct dates *dates, struct tm_unit *out,
                                  struct text_error *err)
{
    struct tm_unit u = {0};
    int status = sqlite3_column_int(s, STATUS);
    if (status < TM_DRAFT || status > TM_REJECTED) {
        return tm_damaged(m, "a unit has no valid status", err);
    }
    u.id = sqlite3_column_int64(s, ID);
    u.status = (enum tm_status)status;
    u.uses = sqlite3_column_int64(s, USES);
    u.created = tm_date_print(sqlite3_column_int64(s, CREATED), dates->created);
    u.changed = tm_date_print(sqlite3_column_int64(s, CHANGED), dates->changed);
    u.user = tm_column_text(s, USER);
    u.language.source = tm_column_text(s, SOURCE_TAG);
    u.text.source = tm_column_text(s, SOURCE_TEXT);
    u.language.target = tm_column_text(s, TARGET_TAG);
    u.text.target = tm_column_text(s, TARGET_TEXT);
    *out = u;
    return TEXT_OK;
}

static struct tm_document take_document(sqlite3_stmt *s, int column)
{
    return (struct tm_document){tm_column_text(s, column), tm_column_text(s, column + 1), tm_column_text(s, column + 2),
                                tm_column_text(s, column + 3)};
}

/* The latest origin, borrowed from the row of *s, which is to be ended; {0} when there is none. */
static enum text_status take_origin(struct tm_memory *m, int64_t unit, sqlite3_stmt **statement, bool *row,
                                    struct tm_origin *out, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_ORIGIN_GET);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    enum text_status status = tm_row(m, s, row, err);
    *statement = s;
    *out = (struct tm_origin){.confidence = -1};
    if (*row) {
        out->kind = tm_column_text(s, 0);
        out->confidence = sqlite3_column_type(s, 1) == SQLITE_NULL ? -1 : sqlite3_column_double(s, 1);
        out->speaker = tm_column_text(s, 2);
        out->agency = tm_column_text(s, 3);
        out->source = take_document(s, 4);
        out->target = take_document(s, 8);
    }
    return status;
}

static void turn(struct tm_unit *u)
{
    u->text = (struct text_pair){u->text.target, u->text.source};
    u->language = (struct tm_languages){u->language.target, u->language.source};
    struct tm_document source = u->origin.source;
    u->origin.source = u->origin.target;
    u->origin.target = source;
}

/* Copies all that the unit borrows to the arena. */
static bool keep(struct tm_unit *u, struct text_arena *arena)
{
    struct text_span *spans[] = {
        &u->language.source,
        &u->language.target,
        &u->text.source,
        &u->text.target,
        &u->created,
        &u->changed,
        &u->user,
        &u->origin.kind,
        &u->origin.source.name,
        &u->origin.source.title,
        &u->origin.source.url,
        &u->origin.source.date,
        &u->origin.target.name,
        &u->origin.target.title,
        &u->origin.target.url,
        &u->origin.target.date,
        &u->origin.speaker,
        &u->origin.agency,
    };
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        if (spans[i]->n == 0) {
            *spans[i] = TEXT_LITERAL("");
            continue;
        }
        *spans[i] = text_arena_copy(arena, *spans[i]);
        if (!spans[i]->p) {
            return false;
        }
    }
    return true;
}

enum text_status tm_unit_read(struct tm_memory *m, int64_t id, int64_t first, struct text_arena *arena,
                              struct tm_unit *out, struct text_error *err)
{
    struct tm_unit u;
    struct dates dates;
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_GET), *o = NULL;
    bool row = false, origin_row = false;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, id);
    enum text_status status = tm_row(m, s, &row, err);
    if (status == TEXT_OK && !row) {
        return tm_damaged(m, "a unit or one of its texts is missing", err);
    }
    if (status == TEXT_OK) {
        status = take_unit(m, s, &dates, &u, err);
    }
    if (status == TEXT_OK) {
        status = take_origin(m, id, &o, &origin_row, &u.origin, err);
    }
    if (status == TEXT_OK) {
        if (first && sqlite3_column_int64(s, SOURCE) != first) {
            turn(&u);
        }
        status = keep(&u, arena) ? TEXT_OK : text_fail_memory(err, m->path);
    }
    if (origin_row) {
        tm_row_end(o);
    }
    if (row) {
        tm_row_end(s);
    }
    if (status == TEXT_OK) {
        *out = u;
    }
    return status;
}

static enum text_status visit_row(struct tm_memory *m, sqlite3_stmt *s, tm_visitor *visit, void *context,
                                  struct text_error *err)
{
    struct tm_unit u;
    struct dates dates;
    sqlite3_stmt *o = NULL;
    bool origin_row = false;
    enum text_status status = take_unit(m, s, &dates, &u, err);
    if (status == TEXT_OK) {
        status = take_origin(m, u.id, &o, &origin_row, &u.origin, err);
    }
    if (status == TEXT_OK) {
        status = visit(context, &u, err);
    }
    if (origin_row) {
        tm_row_end(o);
    }
    return status;
}

enum text_status tm_each(struct tm_memory *m, tm_visitor *visit, void *context, struct text_error *err)
{
    bool own, row = false;
    sqlite3_stmt *s = NULL;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (sqlite3_prepare_v2(m->db, "SELECT " TM_UNIT_COLUMNS "ORDER BY u.id", -1, &s, NULL) != SQLITE_OK) {
        status = tm_sql_fail(m, err);
    } else {
        status = tm_row(m, s, &row, err);
    }
    while (status == TEXT_OK && row) {
        status = visit_row(m, s, visit, context, err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        }
    }
    sqlite3_finalize(s);
    tm_leave_read(m, own);
    return status;
}
