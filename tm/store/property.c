/* Props, notes and the like of a unit (tm/schema.sql, table property). Few units have any. */
#include "tm/store/store-private.h"

static int64_t stored_side(enum tm_side side, bool turned)
{
    return side == TM_WHOLE || !turned ? (int64_t)side : side == TM_SOURCE ? TM_TARGET : TM_SOURCE;
}

/* The number of the next property of a side; *known says whether this one is there already. */
static enum text_status next_number(struct tm_memory *m, int64_t unit, int64_t side, const struct tm_property *p,
                                    int64_t *number, bool *known, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_PROPERTY_LAST);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    sqlite3_bind_int64(s, 2, side);
    if (p->note) {
        sqlite3_bind_null(s, 3);
    } else {
        tm_bind_text(s, 3, p->type);
    }
    tm_bind_text(s, 4, p->text);
    enum text_status status = tm_row(m, s, &row, err);
    if (row) {
        *number = sqlite3_column_int64(s, 0) + 1;
        *known = sqlite3_column_int64(s, 1) > 0;
        tm_row_end(s);
    }
    return status;
}

enum text_status tm_properties_add(struct tm_memory *m, int64_t unit, const struct tm_unit *u, bool turned,
                                   struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < u->property_count && status == TEXT_OK; i++) {
        const struct tm_property *p = &u->properties[i];
        int64_t side = stored_side(p->side, turned), number = 1;
        bool known = false;
        status = next_number(m, unit, side, p, &number, &known, err);
        if (status != TEXT_OK || known) {
            continue;
        }
        sqlite3_stmt *s = tm_statement(m, TM_PROPERTY_ADD);
        if (!s) {
            return tm_sql_fail(m, err);
        }
        sqlite3_bind_int64(s, 1, unit);
        sqlite3_bind_int64(s, 2, side);
        sqlite3_bind_int64(s, 3, number);
        if (p->note) {
            sqlite3_bind_null(s, 4);
        } else {
            tm_bind_text(s, 4, p->type);
        }
        tm_bind_text(s, 5, p->text);
        status = tm_run(m, s, err);
    }
    return status;
}

static enum text_status take(struct tm_memory *m, sqlite3_stmt *s, bool turned, struct text_arena *arena,
                             struct tm_property *out, struct text_error *err)
{
    int64_t side = sqlite3_column_int64(s, 0);
    if (side < TM_WHOLE || side > TM_TARGET) {
        return tm_damaged(m, "a property has no valid side", err);
    }
    *out = (struct tm_property){.side = (enum tm_side)stored_side((enum tm_side)side, turned),
                                .note = sqlite3_column_type(s, 1) == SQLITE_NULL};
    out->type = text_arena_copy(arena, tm_column_text(s, 1));
    out->text = text_arena_copy(arena, tm_column_text(s, 2));
    return out->type.p && out->text.p ? TEXT_OK : text_fail_memory(err, m->path);
}

enum text_status tm_properties_read(struct tm_memory *m, int64_t unit, bool turned, struct text_arena *arena,
                                    struct tm_unit *out, struct text_error *err)
{
    sqlite3_stmt *s;
    struct tm_property *at = NULL;
    size_t count = 0, capacity = 0;
    bool row;
    enum text_status status = tm_row_at(m, TM_PROPERTY_GET, unit, &s, &row, err);
    while (status == TEXT_OK && row) {
        if (count == capacity) {
            struct tm_property *more = text_arena_alloc(arena, capacity * 2 + 4, sizeof *more);
            if (!more) {
                tm_row_end(s);
                return text_fail_memory(err, m->path);
            }
            for (size_t i = 0; i < count; i++) {
                more[i] = at[i];
            }
            at = more;
            capacity = capacity * 2 + 4;
        }
        status = take(m, s, turned, arena, &at[count++], err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        } else {
            tm_row_end(s);
        }
    }
    out->properties = at;
    out->property_count = count;
    return status;
}

static enum text_status replace(struct tm_memory *m, int64_t unit, const struct tm_property *p, struct text_error *err)
{
    struct tm_unit one = {.properties = p, .property_count = p->text.n > 0};
    sqlite3_stmt *s;
    bool row;
    enum text_status status = tm_row_at(m, TM_UNIT_OFFER, unit, &s, &row, err);
    if (status != TEXT_OK || !row) {
        return status != TEXT_OK ? status
                                 : text_fail(err, TEXT_EMPTY, "%s: there is no unit %lld", m->path, (long long)unit);
    }
    tm_row_end(s);
    s = tm_statement(m, TM_PROPERTY_DROP);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, unit);
    sqlite3_bind_int64(s, 2, (int64_t)p->side);
    tm_bind_text(s, 3, p->type);
    status = tm_run(m, s, err);
    return status == TEXT_OK ? tm_properties_add(m, unit, &one, false, err) : status;
}

enum text_status tm_set_property(struct tm_memory *m, int64_t unit, const struct tm_property *p, struct text_error *err)
{
    struct text_error inner = {0};
    bool own;
    if (p->note || p->type.n == 0) {
        return text_fail(err, TEXT_MISUSE, "%s: what is set must be a property with a type", m->path);
    }
    enum text_status status = tm_enter_write(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = replace(m, unit, p, &inner);
    /* That there is no such unit undoes nothing of what was done before. */
    enum text_status left = tm_leave_write(m, own, status == TEXT_EMPTY ? TEXT_OK : status, &inner);
    status = status == TEXT_EMPTY && left == TEXT_OK ? status : left;
    return status == TEXT_OK ? TEXT_OK : text_fail(err, status, "%s", inner.message);
}
