/* The origins that a unit had before its last one (tm/schema.sql, table origin). Few units have any. */
#include "tm/store/store-private.h"

static bool keep(struct text_span *s, struct text_arena *arena)
{
    *s = s->n ? text_arena_copy(arena, *s) : TEXT_LITERAL("");
    return s->p != NULL;
}

static bool keep_document(struct tm_document *d, struct text_arena *arena)
{
    return keep(&d->name, arena) && keep(&d->title, arena) && keep(&d->url, arena) && keep(&d->date, arena);
}

static bool take(sqlite3_stmt *s, struct text_arena *arena, struct tm_origin *out)
{
    struct tm_origin o = tm_column_origin(s, 0); /* all that TM_ORIGIN_GET has */
    bool kept = keep(&o.kind, arena) && keep(&o.speaker, arena) && keep(&o.agency, arena) &&
                keep_document(&o.source, arena) && keep_document(&o.target, arena);
    *out = o;
    return kept;
}

enum text_status tm_earlier_read(struct tm_memory *m, size_t most, struct text_arena *arena, struct tm_unit *out,
                                 struct text_error *err)
{
    bool row = false;
    size_t room = out->uses > 1 ? (size_t)out->uses - 1 : 0, n = 0;
    room = room < most ? room : most;
    if (room == 0) {
        return TEXT_OK;
    }
    struct tm_origin *at = text_arena_alloc(arena, room, sizeof *at);
    sqlite3_stmt *s = tm_statement(m, TM_ORIGIN_GET);
    if (!at || !s) {
        return at ? tm_sql_fail(m, err) : text_fail_memory(err, m->path);
    }
    sqlite3_bind_int64(s, 1, out->id);
    sqlite3_bind_int64(s, 2, (int64_t)room);
    enum text_status status = tm_row(m, s, &row, err);
    /* The latest come first. */
    while (status == TEXT_OK && row && n < room) {
        n++;
        if (!take(s, arena, &at[room - n])) {
            tm_row_end(s);
            return text_fail_memory(err, m->path);
        }
        status = tm_row(m, s, &row, err);
    }
    if (row) {
        tm_row_end(s);
    }
    out->earlier = at + (room - n);
    out->earlier_count = n;
    return status;
}
