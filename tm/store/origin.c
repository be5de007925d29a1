/* Where units were seen: documents and origins. A unit is stored in one direction; when it comes the other way round
 * (`turned`), its source document is the one of the stored target. */
#include <string.h>

#include "tm/store/store-private.h"

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

/* Units come article by article and file by file: the last two documents are known without asking. */
static void keep_document(struct tm_document_kept *kept, const struct tm_document *d, int64_t id)
{
    const struct text_span parts[TM_DOCUMENT_PARTS] = {d->name, d->url, d->title, d->date};
    text_buffer_clear(&kept->key);
    for (size_t i = 0; i < TM_DOCUMENT_PARTS; i++) {
        kept->lengths[i] = parts[i].n;
        text_buffer_add(&kept->key, parts[i]);
    }
    kept->id = kept->key.failed ? 0 : id;
}

static bool is_kept(const struct tm_document_kept *kept, const struct tm_document *d)
{
    const struct text_span parts[TM_DOCUMENT_PARTS] = {d->name, d->url, d->title, d->date};
    bool same = kept->id != 0;
    for (size_t i = 0, at = 0; i < TM_DOCUMENT_PARTS && same; at += parts[i].n, i++) {
        same = kept->lengths[i] == parts[i].n &&
               (parts[i].n == 0 || memcmp(kept->key.p + at, parts[i].p, parts[i].n) == 0);
    }
    return same;
}

void tm_documents_forget(struct tm_memory *m)
{
    m->documents[0].id = m->documents[1].id = 0;
}

static enum text_status add_document(struct tm_memory *m, const struct tm_document *d, int64_t *out,
                                     struct text_error *err)
{
    bool poorer;
    int64_t id;
    for (size_t i = 0; i < 2; i++) {
        if (is_kept(&m->documents[i], d)) {
            *out = m->documents[i].id;
            return TEXT_OK;
        }
    }
    enum text_status status = find_document(m, d, &id, &poorer, err);
    if (status == TEXT_OK && (id < 0 || poorer)) {
        sqlite3_stmt *s = bind_document(m, poorer ? TM_DOCUMENT_FILL : TM_DOCUMENT_ADD, d);
        status = s ? tm_run(m, s, err) : tm_sql_fail(m, err);
        id = poorer ? id : sqlite3_last_insert_rowid(m->db);
    }
    if (status == TEXT_OK) {
        keep_document(&m->documents[m->next_document++ % 2], d, id);
        *out = id;
    }
    return status;
}

enum text_status tm_origin_find(struct tm_memory *m, const struct tm_origin *o, bool turned, struct tm_seen *out,
                                struct text_error *err)
{
    bool poorer;
    struct tm_seen seen = {.origin = o};
    enum text_status status = find_document(m, turned ? &o->target : &o->source, &seen.source, &poorer, err);
    if (status == TEXT_OK) {
        status = find_document(m, turned ? &o->source : &o->target, &seen.target, &poorer, err);
    }
    *out = seen;
    return status;
}

enum text_status tm_origin_enter(struct tm_memory *m, const struct tm_origin *o, bool turned, struct tm_seen *out,
                                 struct text_error *err)
{
    struct tm_seen seen = {.origin = o};
    enum text_status status = add_document(m, turned ? &o->target : &o->source, &seen.source, err);
    if (status == TEXT_OK) {
        status = add_document(m, turned ? &o->source : &o->target, &seen.target, err);
    }
    *out = seen;
    return status;
}

static void bind_around(sqlite3_stmt *s, int first, const struct tm_seen *seen)
{
    for (int i = 0; i < 4; i++) {
        if (seen->around[i].known) {
            sqlite3_bind_int64(s, first + i, (int64_t)seen->around[i].hash);
        } else {
            sqlite3_bind_null(s, first + i);
        }
    }
}

void tm_origin_bind(sqlite3_stmt *s, int first, const struct tm_seen *seen)
{
    const struct tm_origin *o = seen->origin;
    tm_bind_text(s, first, o->kind);
    sqlite3_bind_int64(s, first + 1, seen->source);
    sqlite3_bind_int64(s, first + 2, seen->target);
    if (o->confidence >= 0) {
        sqlite3_bind_double(s, first + 3, o->confidence);
    } else {
        sqlite3_bind_null(s, first + 3);
    }
    tm_bind_text_or_null(s, first + 4, o->speaker);
    tm_bind_text_or_null(s, first + 5, o->agency);
    bind_around(s, first + 6, seen);
}

enum text_status tm_origin_known(struct tm_memory *m, int64_t unit, const struct tm_seen *seen, bool *out,
                                 int64_t *number, bool *blank, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_ORIGIN_FIND);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    tm_bind_text(s, 2, seen->origin->kind);
    sqlite3_bind_int64(s, 3, seen->source);
    sqlite3_bind_int64(s, 4, seen->target);
    enum text_status status = tm_row(m, s, out, err);
    if (*out) {
        *number = sqlite3_column_int64(s, 0);
        *blank = sqlite3_column_int(s, 1) != 0;
        tm_row_end(s);
    }
    return status;
}

/* The origin is the unit's own row or one of the table: of the two updates one finds it. */
enum text_status tm_origin_fill(struct tm_memory *m, int64_t unit, int64_t number, const struct tm_seen *seen,
                                struct text_error *err)
{
    static const enum tm_sql both[] = {TM_UNIT_FILL, TM_ORIGIN_FILL};
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < 2 && status == TEXT_OK; i++) {
        sqlite3_stmt *s = tm_statement(m, both[i]);
        if (!s) {
            return tm_sql_fail(m, err);
        }
        sqlite3_bind_int64(s, 1, unit);
        sqlite3_bind_int64(s, 2, number);
        bind_around(s, 3, seen);
        status = tm_run(m, s, err);
    }
    return status;
}
