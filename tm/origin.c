/* Where units were seen: documents and origins. A unit is stored in one direction; when it comes the other way round
 * (`turned`), its source document is the one of the stored target. */
#include "tm/store-private.h"

static bool is_nothing(const struct tm_document *d)
{
    return d->name.n == 0 && d->url.n == 0 && d->title.n == 0 && d->date.n == 0;
}

static sqlite3_stmt *bind_document(struct tm_memory *m, enum tm_sql which, const struct tm_document *d)
{
    sqlite3_stmt *s = tm_statement(m, which);
    if (s) {
        tm_bind_text(s, 1, d->name);
        tm_bind_text(s, 2, d->url);
        tm_bind_text(s, 3, d->title);
        tm_bind_text(s, 4, d->date);
    }
    return s;
}

/* *out is -1 when the document is not there; 0 is "nobody said". *poorer: the stored one lacks what this one has. */
static enum text_status find_document(struct tm_memory *m, const struct tm_document *d, int64_t *out, bool *poorer,
                                      struct text_error *err)
{
    bool row;
    *poorer = false;
    *out = is_nothing(d) ? 0 : -1;
    if (*out == 0) {
        return TEXT_OK;
    }
    sqlite3_stmt *s = bind_document(m, TM_DOCUMENT_FIND, d);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    if (row) {
        *out = sqlite3_column_int64(s, 0);
        *poorer = sqlite3_column_int(s, 1) != 0 && *out != 0;
        tm_row_end(s);
    }
    return status;
}

static enum text_status add_document(struct tm_memory *m, const struct tm_document *d, int64_t *out,
                                     struct text_error *err)
{
    bool poorer;
    int64_t id;
    enum text_status status = find_document(m, d, &id, &poorer, err);
    if (status == TEXT_OK && (id < 0 || poorer)) {
        sqlite3_stmt *s = bind_document(m, poorer ? TM_DOCUMENT_FILL : TM_DOCUMENT_ADD, d);
        status = s ? tm_run(m, s, err) : tm_sql_fail(m, err);
        id = poorer ? id : sqlite3_last_insert_rowid(m->db);
    }
    if (status == TEXT_OK) {
        *out = id;
    }
    return status;
}

enum text_status tm_origin_known(struct tm_memory *m, int64_t unit, const struct tm_origin *o, bool turned, bool *out,
                                 struct text_error *err)
{
    int64_t source, target;
    bool poorer;
    enum text_status status = find_document(m, turned ? &o->target : &o->source, &source, &poorer, err);
    if (status == TEXT_OK) {
        status = find_document(m, turned ? &o->source : &o->target, &target, &poorer, err);
    }
    if (status != TEXT_OK || source < 0 || target < 0) {
        *out = false;
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_ORIGIN_FIND);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    tm_bind_text(s, 2, o->kind);
    sqlite3_bind_int64(s, 3, source);
    sqlite3_bind_int64(s, 4, target);
    status = tm_row(m, s, out, err);
    if (*out) {
        tm_row_end(s);
    }
    return status;
}

static void bind_text_or_null(sqlite3_stmt *s, int parameter, struct text_span text)
{
    if (text.n) {
        tm_bind_text(s, parameter, text);
    } else {
        sqlite3_bind_null(s, parameter);
    }
}

enum text_status tm_origin_add(struct tm_memory *m, int64_t unit, const struct tm_origin *o, bool turned,
                               int64_t number, struct text_error *err)
{
    int64_t source, target;
    enum text_status status = add_document(m, turned ? &o->target : &o->source, &source, err);
    if (status == TEXT_OK) {
        status = add_document(m, turned ? &o->source : &o->target, &target, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(m, TM_ORIGIN_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    tm_bind_text(s, 2, o->kind);
    sqlite3_bind_int64(s, 3, source);
    sqlite3_bind_int64(s, 4, target);
    sqlite3_bind_int64(s, 5, number);
    if (o->confidence >= 0) {
        sqlite3_bind_double(s, 6, o->confidence);
    } else {
        sqlite3_bind_null(s, 6);
    }
    bind_text_or_null(s, 7, o->speaker);
    bind_text_or_null(s, 8, o->agency);
    return tm_run(m, s, err);
}
