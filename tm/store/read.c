/* Units as callers see them: one by its id, turned to the wanted side, or many in the order of their ids. */
#include "tm/store/context-private.h"

/* Columns of TM_UNIT_COLUMNS. */
enum {
    ID,
    STATUS,
    DELETED,
    USES,
    CREATED,
    CHANGED,
    USER,
    CHANGER,
    SOURCE_TAG,
    TARGET_TAG,
    SOURCE_TEXT,
    TARGET_TEXT,
    SOURCE_MARKUP,
    TARGET_MARKUP,
    ORIGIN
};

/* Those of an origin, from its first. */
enum {
    KIND,
    CONFIDENCE,
    SPEAKER,
    AGENCY,
    SOURCE_DOCUMENT,
    TARGET_DOCUMENT = SOURCE_DOCUMENT + 4,
    AROUND = TARGET_DOCUMENT + 4
};

struct dates {
    char created[TM_DATE_SIZE], changed[TM_DATE_SIZE], deleted[TM_DATE_SIZE];
};

struct tm_document tm_column_document(sqlite3_stmt *s, int column)
{
    return (struct tm_document){tm_column_text(s, column), tm_column_text(s, column + 1), tm_column_text(s, column + 2),
                                tm_column_text(s, column + 3)};
}

struct tm_origin tm_column_origin(sqlite3_stmt *s, int column)
{
    struct tm_origin o = {
        .kind = tm_column_text(s, column + KIND),
        .confidence = sqlite3_column_type(s, column + CONFIDENCE) == SQLITE_NULL
                          ? -1
                          : sqlite3_column_double(s, column + CONFIDENCE),
        .speaker = tm_column_text(s, column + SPEAKER),
        .agency = tm_column_text(s, column + AGENCY),
        .source = tm_column_document(s, column + SOURCE_DOCUMENT),
        .target = tm_column_document(s, column + TARGET_DOCUMENT),
    };
    for (int i = 0; i < 4; i++) {
        o.around[i].known = sqlite3_column_type(s, column + AROUND + i) != SQLITE_NULL;
        o.around[i].hash = (uint64_t)sqlite3_column_int64(s, column + AROUND + i);
    }
    return o;
}

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
    if (sqlite3_column_type(s, DELETED) != SQLITE_NULL) {
        u.deleted = tm_date_print(sqlite3_column_int64(s, DELETED), dates->deleted);
    }
    u.user = tm_column_text(s, USER);
    u.changer = tm_column_text(s, CHANGER);
    u.language = (struct tm_languages){tm_column_text(s, SOURCE_TAG), tm_column_text(s, TARGET_TAG)};
    u.text = (struct text_pair){tm_column_text(s, SOURCE_TEXT), tm_column_text(s, TARGET_TEXT)};
    u.markup = (struct text_pair){tm_column_text(s, SOURCE_MARKUP), tm_column_text(s, TARGET_MARKUP)};
    u.origin = tm_column_origin(s, ORIGIN);
    *out = u;
    return TEXT_OK;
}

static void turn(struct tm_unit *u)
{
    u->text = (struct text_pair){u->text.target, u->text.source};
    u->markup = (struct text_pair){u->markup.target, u->markup.source};
    u->language = (struct tm_languages){u->language.target, u->language.source};
    struct tm_document source = u->origin.source;
    u->origin.source = u->origin.target;
    u->origin.target = source;
    for (int i = 0; i < 2; i++) {
        struct tm_neighbour n = u->origin.around[i];
        u->origin.around[i] = u->origin.around[i + 2];
        u->origin.around[i + 2] = n;
    }
}

/* Copies all that the unit borrows to the arena. */
static bool keep(struct tm_unit *u, struct text_arena *arena)
{
    struct text_span *spans[] = {
        &u->language.source,
        &u->language.target,
        &u->text.source,
        &u->text.target,
        &u->markup.source,
        &u->markup.target,
        &u->created,
        &u->changed,
        &u->deleted,
        &u->user,
        &u->changer,
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

enum text_status tm_unit_read(struct tm_memory *m, int64_t id, int64_t segment, struct text_arena *arena,
                              struct tm_unit *out, struct text_error *err)
{
    struct tm_unit u;
    struct dates dates;
    sqlite3_stmt *s;
    bool row = false, turned = segment & 1;
    enum text_status status = tm_row_at(m, TM_UNIT_GET, id, &s, &row, err);
    if (!row) {
        return status != TEXT_OK ? status : tm_damaged(m, "a unit, its language or its document is missing", err);
    }
    status = take_unit(m, s, &dates, &u, err);
    if (status == TEXT_OK) {
        if (turned) {
            turn(&u);
        }
        status = keep(&u, arena) ? TEXT_OK : text_fail_memory(err, m->path);
    }
    tm_row_end(s);
    if (status == TEXT_OK) {
        status = tm_properties_read(m, id, turned, arena, &u, err);
    }
    if (status == TEXT_OK) {
        *out = u;
    }
    return status;
}

/* The texts around, where the memory has them. */
static enum text_status read_around(struct tm_memory *m, struct text_arena *arena, struct tm_origin *o,
                                    struct text_error *err)
{
    struct text_span *texts[] = {&o->before.source, &o->after.source, &o->before.target, &o->after.target};
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < 4 && status == TEXT_OK; i++) {
        status = o->around[i].known ? tm_neighbour_text(m, &o->around[i], arena, texts[i], err) : TEXT_OK;
    }
    return status;
}

static enum text_status visit_row(struct tm_memory *m, sqlite3_stmt *s, const struct tm_listing *which,
                                  struct text_arena *arena, tm_visitor *visit, void *context, struct text_error *err)
{
    struct tm_unit u;
    struct dates dates;
    text_arena_reset(arena);
    enum text_status status = take_unit(m, s, &dates, &u, err);
    if (status == TEXT_OK) {
        status = tm_properties_read(m, u.id, false, arena, &u, err);
    }
    if (status == TEXT_OK && which->around) {
        status = read_around(m, arena, &u.origin, err);
    }
    if (status == TEXT_OK && which->earlier) {
        status = tm_earlier_read(m, which->earlier, arena, &u, err);
    }
    return status == TEXT_OK ? visit(context, &u, err) : status;
}

enum text_status tm_list(struct tm_memory *m, const struct tm_listing *which, tm_visitor *visit, void *context,
                         struct text_error *err)
{
    /* A status that is none belongs to all lists, so that it is told and not passed over. */
    static const char sql[] = "SELECT " TM_UNIT_COLUMNS " WHERE u.id > ?1 AND"
                              " ((?2 >> iif(u.deleted IS NULL, u.status, 3)) & 1 OR u.status NOT BETWEEN 0 AND 2)"
                              " ORDER BY u.id LIMIT ?3";
    bool own, row = false;
    sqlite3_stmt *s = NULL;
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    struct text_arena *arena = text_arena_new();
    if (!arena) {
        status = text_fail_memory(err, m->path);
    } else if (sqlite3_prepare_v2(m->db, sql, -1, &s, NULL) != SQLITE_OK) {
        status = tm_sql_fail(m, err);
    } else {
        sqlite3_bind_int64(s, 1, which->after);
        sqlite3_bind_int64(s, 2, which->which);
        sqlite3_bind_int64(s, 3, which->most && which->most <= INT64_MAX ? (int64_t)which->most : -1);
        status = tm_row(m, s, &row, err);
    }
    while (status == TEXT_OK && row) {
        status = visit_row(m, s, which, arena, visit, context, err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        }
    }
    sqlite3_finalize(s);
    text_arena_free(arena);
    tm_leave_read(m, own);
    return status;
}

enum text_status tm_each(struct tm_memory *m, tm_visitor *visit, void *context, struct text_error *err)
{
    const struct tm_listing live = {.which = TM_LIST_ALL & ~(unsigned)TM_LIST_DELETED};
    return tm_list(m, &live, visit, context, err);
}

enum text_status tm_each_gone(struct tm_memory *m, tm_visitor *visit, void *context, struct text_error *err)
{
    const struct tm_listing gone = {.which = 1u << TM_REJECTED | TM_LIST_DELETED};
    return tm_list(m, &gone, visit, context, err);
}
