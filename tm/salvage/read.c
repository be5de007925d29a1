/* Reading a damaged memory row by row: each table is asked for by itself, so that what is lost of one loses nothing of
 * another. This file alone knows which columns there are. */
#include <stdio.h>
#include <string.h>

#include "tm/salvage/salvage-private.h"

#define ORIGIN_COLUMNS                                                                                                 \
    "kind, confidence, speaker, agency, source_document, target_document, source_before, source_after,"               \
    " target_before, target_after"

/* Columns of an origin, from the first of them on. */
enum { KIND, CONFIDENCE, SPEAKER, AGENCY, SOURCE_DOCUMENT, TARGET_DOCUMENT, AROUND, ORIGIN_END = AROUND + 4 };

/* Columns of TM_WRECK_UNIT after those of the origin. */
enum {
    STATUS = ORIGIN_END,
    DELETED,
    USES,
    CREATED,
    CHANGED,
    USER,
    CHANGER,
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    SOURCE,
    TARGET,
    SOURCE_MARKUP,
    TARGET_MARKUP
};

static const char *const texts[TM_WRECK_SQL_COUNT] = {
    [TM_WRECK_NEXT] = "SELECT id FROM unit NOT INDEXED WHERE id >= ?1 ORDER BY id LIMIT 1",
    [TM_WRECK_BEFORE] = "SELECT id FROM unit NOT INDEXED WHERE id < ?1 ORDER BY id DESC LIMIT 1",
    [TM_WRECK_LAST_RUN] = "SELECT max(last) FROM run",
    [TM_WRECK_UNIT] = "SELECT " ORIGIN_COLUMNS ", status, deleted, uses, created, changed, user, changer,"
                      " source_language, target_language, source, target, source_markup, target_markup"
                      " FROM unit WHERE id = ?1",
    [TM_WRECK_ORIGINS] = "SELECT " ORIGIN_COLUMNS ", number FROM origin WHERE unit = ?1 ORDER BY number",
    [TM_WRECK_PROPERTIES] = "SELECT side, type, text FROM property WHERE unit = ?1 ORDER BY side, number",
    [TM_WRECK_LANGUAGE] = "SELECT tag FROM language WHERE id = ?1",
    [TM_WRECK_DOCUMENT] = "SELECT name, title, url, date FROM document WHERE id = ?1",
};

enum tm_found tm_wreck_step(struct tm_wreck *w, sqlite3_stmt *s, struct text_error *err)
{
    int code = sqlite3_step(s);
    switch (code & 0xFF) {
    case SQLITE_ROW:
        return TM_WRECK_ROW;
    case SQLITE_DONE:
        sqlite3_reset(s);
        return TM_WRECK_NONE;
    case SQLITE_NOMEM:
        text_fail_memory(err, w->path);
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        text_fail(err, TEXT_BUSY, "%s: another process is using this memory; try again when it is done", w->path);
        break;
    default: /* damage, and also what the disk cannot read */
        sqlite3_reset(s);
        return code == SQLITE_IOERR_NOMEM ? (text_fail_memory(err, w->path), TM_WRECK_FAILED) : TM_WRECK_LOST;
    }
    sqlite3_reset(s);
    return TM_WRECK_FAILED;
}

/* The first row for a key; *out is to be reset after a row. A table that is not there is lost. */
static enum tm_found ask(struct tm_wreck *w, enum tm_wreck_sql which, int64_t key, sqlite3_stmt **out,
                         struct text_error *err)
{
    sqlite3_stmt **s = &w->statements[which];
    if (!*s && sqlite3_prepare_v3(w->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, s, NULL) != SQLITE_OK) {
        if ((sqlite3_errcode(w->db) & 0xFF) == SQLITE_NOMEM) {
            text_fail_memory(err, w->path);
            return TM_WRECK_FAILED;
        }
        return TM_WRECK_LOST;
    }
    if (sqlite3_bind_parameter_count(*s) > 0) {
        sqlite3_bind_int64(*s, 1, key);
    }
    *out = *s;
    return tm_wreck_step(w, *s, err);
}

static enum tm_found ask_id(struct tm_wreck *w, enum tm_wreck_sql which, int64_t key, int64_t *id,
                            struct text_error *err)
{
    sqlite3_stmt *s;
    enum tm_found found = ask(w, which, key, &s, err);
    if (found == TM_WRECK_ROW) {
        *id = sqlite3_column_int64(s, 0);
        sqlite3_reset(s);
    }
    return found;
}

enum tm_found tm_wreck_next(struct tm_wreck *w, int64_t from, int64_t *id, int64_t *before, struct text_error *err)
{
    enum tm_found found = ask_id(w, TM_WRECK_NEXT, from, id, err), back;
    *before = from - 1;
    if (found == TM_WRECK_FAILED || found == TM_WRECK_LOST || (found == TM_WRECK_ROW && *id == from)) {
        return found;
    }
    if (found == TM_WRECK_ROW && *id < from) {
        return TM_WRECK_LOST;
    }
    /* A damaged id that jumps ahead must not take along what lies between. */
    back = ask_id(w, TM_WRECK_BEFORE, found == TM_WRECK_ROW ? *id : INT64_MAX, before, err);
    if (back == TM_WRECK_FAILED || (back == TM_WRECK_ROW && *before >= from)) {
        return back == TM_WRECK_FAILED ? back : TM_WRECK_LOST;
    }
    if (back != TM_WRECK_ROW) {
        *before = back == TM_WRECK_NONE ? 0 : -1;
    }
    return found;
}

int64_t tm_wreck_last(struct tm_wreck *w, bool *known)
{
    enum { UNITS_A_PAGE = 128 };
    int64_t pages = 0, last = 0;
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(w->db, "PRAGMA page_count", -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        pages = sqlite3_column_int64(s, 0);
    }
    sqlite3_finalize(s);
    int64_t most = pages < UINT32_MAX / 2 / UNITS_A_PAGE ? pages * UNITS_A_PAGE : UINT32_MAX / 2;
    *known = ask_id(w, TM_WRECK_LAST_RUN, 0, &last, NULL) == TM_WRECK_ROW && last > 0 && last <= UINT32_MAX / 2;
    if (*known) {
        return last;
    }
    return ask_id(w, TM_WRECK_BEFORE, INT64_MAX, &last, NULL) == TM_WRECK_ROW && last <= most ? last : most;
}

static bool copy_column(sqlite3_stmt *s, int column, struct text_arena *arena, struct text_span *out)
{
    struct text_span text = tm_column_text(s, column);
    *out = text.n ? text_arena_copy(arena, text) : TEXT_LITERAL("");
    return out->p != NULL;
}

static enum tm_found fail_memory(struct tm_wreck *w, struct text_error *err)
{
    text_fail_memory(err, w->path);
    return TM_WRECK_FAILED;
}

/* A language whose name is lost gets one that says so: "und" is BCP 47's for an undetermined one. */
static enum tm_found read_language(struct tm_wreck *w, int64_t id, struct text_arena *arena, struct text_span *out,
                                   bool *incomplete, struct text_error *err)
{
    sqlite3_stmt *s;
    char name[40];
    enum tm_found found = ask(w, TM_WRECK_LANGUAGE, id, &s, err);
    if (found == TM_WRECK_ROW) {
        bool copied = copy_column(s, 0, arena, out);
        sqlite3_reset(s);
        if (!copied) {
            return fail_memory(w, err);
        }
        if (out->n > 0 && out->n < TM_TAG_MOST) {
            return TM_WRECK_ROW;
        }
    }
    if (found == TM_WRECK_FAILED) {
        return found;
    }
    *incomplete = true;
    snprintf(name, sizeof name, "und-x-%u", (unsigned)id % 1000);
    *out = text_arena_copy(arena, text_span_of(name));
    return out->p ? TM_WRECK_ROW : fail_memory(w, err);
}

enum tm_found tm_wreck_document(struct tm_wreck *w, int64_t id, struct text_arena *arena, struct tm_document *out,
                                bool *incomplete, struct text_error *err)
{
    sqlite3_stmt *s;
    *out = (struct tm_document){0};
    enum tm_found found = id == 0 ? TM_WRECK_NONE : ask(w, TM_WRECK_DOCUMENT, id, &s, err);
    if (found == TM_WRECK_ROW) {
        bool copied = copy_column(s, 0, arena, &out->name) && copy_column(s, 1, arena, &out->title) &&
                      copy_column(s, 2, arena, &out->url) && copy_column(s, 3, arena, &out->date);
        sqlite3_reset(s);
        return copied ? found : fail_memory(w, err);
    }
    *incomplete = *incomplete || id != 0;
    return found == TM_WRECK_FAILED ? found : TM_WRECK_ROW;
}

/* The columns of an origin from `first` on, all but its documents, of which the ids are left in *seen. */
static bool take_origin(sqlite3_stmt *s, struct text_arena *arena, struct tm_origin *out, struct tm_seen *seen)
{
    *out = (struct tm_origin){.confidence = -1};
    *seen = (struct tm_seen){.source = sqlite3_column_int64(s, SOURCE_DOCUMENT),
                             .target = sqlite3_column_int64(s, TARGET_DOCUMENT)};
    if (sqlite3_column_type(s, CONFIDENCE) != SQLITE_NULL) {
        double c = sqlite3_column_double(s, CONFIDENCE);
        out->confidence = c >= 0 && c <= 1 ? c : -1;
    }
    for (int i = 0; i < 4; i++) {
        seen->around[i].known = sqlite3_column_type(s, AROUND + i) == SQLITE_INTEGER;
        seen->around[i].hash = (uint64_t)sqlite3_column_int64(s, AROUND + i);
    }
    return copy_column(s, KIND, arena, &out->kind) && copy_column(s, SPEAKER, arena, &out->speaker) &&
           copy_column(s, AGENCY, arena, &out->agency);
}

static enum tm_found read_documents(struct tm_wreck *w, const struct tm_seen *seen, struct text_arena *arena,
                                    struct tm_origin *out, bool *incomplete, struct text_error *err)
{
    enum tm_found found = tm_wreck_document(w, seen->source, arena, &out->source, incomplete, err);
    return found == TM_WRECK_FAILED ? found : tm_wreck_document(w, seen->target, arena, &out->target, incomplete, err);
}

/* Room for one more of `count` elements, in the arena; they double. */
static void *more(struct text_arena *arena, void *at, size_t count, size_t size)
{
    if (count & (count - 1)) {
        return at; /* between powers of two there is room */
    }
    void *p = text_arena_alloc(arena, count ? 2 * count : 1, size);
    if (p && count) {
        memcpy(p, at, count * size);
    }
    return p;
}

static enum tm_found read_origins(struct tm_wreck *w, int64_t id, struct text_arena *arena, struct tm_remnant *r,
                                  struct text_error *err)
{
    sqlite3_stmt *s;
    enum tm_found found = ask(w, TM_WRECK_ORIGINS, id, &s, err);
    while (found == TM_WRECK_ROW) {
        r->older = more(arena, r->older, r->older_count, sizeof *r->older);
        struct tm_remnant_origin *o = r->older ? &r->older[r->older_count++] : NULL;
        if (!o || !take_origin(s, arena, &o->origin, &o->seen)) {
            sqlite3_reset(s);
            return fail_memory(w, err);
        }
        o->number = sqlite3_column_int64(s, ORIGIN_END);
        found = tm_wreck_step(w, s, err);
    }
    for (size_t i = 0; i < r->older_count && found != TM_WRECK_FAILED; i++) {
        struct tm_remnant_origin *o = &r->older[i];
        if (read_documents(w, &o->seen, arena, &o->origin, &r->incomplete, err) == TM_WRECK_FAILED) {
            return TM_WRECK_FAILED;
        }
    }
    r->incomplete = r->incomplete || found == TM_WRECK_LOST || (int64_t)r->older_count + 1 != r->unit.uses;
    return found;
}

static enum tm_found read_properties(struct tm_wreck *w, int64_t id, struct text_arena *arena, struct tm_remnant *r,
                                     struct text_error *err)
{
    sqlite3_stmt *s;
    struct tm_property *at = NULL;
    size_t count = 0;
    enum tm_found found = ask(w, TM_WRECK_PROPERTIES, id, &s, err);
    while (found == TM_WRECK_ROW) {
        int side = sqlite3_column_int(s, 0);
        at = more(arena, at, count, sizeof *at);
        if (!at) {
            sqlite3_reset(s);
            return fail_memory(w, err);
        }
        at[count] = (struct tm_property){.side = side == TM_SOURCE || side == TM_TARGET ? (enum tm_side)side : TM_WHOLE,
                                         .note = sqlite3_column_type(s, 1) == SQLITE_NULL};
        if (!copy_column(s, 1, arena, &at[count].type) || !copy_column(s, 2, arena, &at[count].text)) {
            sqlite3_reset(s);
            return fail_memory(w, err);
        }
        count++;
        found = tm_wreck_step(w, s, err);
    }
    r->unit.properties = at;
    r->unit.property_count = count;
    r->incomplete = r->incomplete || found == TM_WRECK_LOST;
    return found;
}

static bool copy_date(sqlite3_stmt *s, int column, struct text_arena *arena, struct text_span *out)
{
    char date[TM_DATE_SIZE];
    *out = text_arena_copy(arena, tm_date_print(sqlite3_column_int64(s, column), date));
    return out->p != NULL;
}

/* Is what is there of the kinds that a unit has? What was overwritten with noughts mostly is not. */
static bool looks_sound(sqlite3_stmt *s)
{
    static const int whole[] = {STATUS, USES, CREATED, CHANGED, SOURCE_LANGUAGE, TARGET_LANGUAGE};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        if (sqlite3_column_type(s, whole[i]) != SQLITE_INTEGER) {
            return false;
        }
    }
    for (int column = SOURCE; column <= TARGET; column++) {
        struct text_span text = tm_column_text(s, column);
        if (sqlite3_column_type(s, column) != SQLITE_TEXT || text.n == 0 || memchr(text.p, 0, text.n)) {
            return false;
        }
    }
    return true;
}

/* The row of table unit alone; the ids of its languages are left in *language. */
static bool take_unit(sqlite3_stmt *s, struct text_arena *arena, struct tm_remnant *r, int64_t language[2])
{
    struct tm_unit *u = &r->unit;
    int status = sqlite3_column_int(s, STATUS);
    u->status = status == TM_APPROVED || status == TM_REJECTED ? (enum tm_status)status : TM_DRAFT;
    u->uses = sqlite3_column_int64(s, USES);
    r->deleted = sqlite3_column_type(s, DELETED) != SQLITE_NULL;
    r->deleted_when = sqlite3_column_int64(s, DELETED);
    language[0] = sqlite3_column_int64(s, SOURCE_LANGUAGE);
    language[1] = sqlite3_column_int64(s, TARGET_LANGUAGE);
    return copy_date(s, CREATED, arena, &u->created) && copy_date(s, CHANGED, arena, &u->changed) &&
           copy_column(s, USER, arena, &u->user) && copy_column(s, CHANGER, arena, &u->changer) &&
           copy_column(s, SOURCE, arena, &u->text.source) && copy_column(s, TARGET, arena, &u->text.target) &&
           copy_column(s, SOURCE_MARKUP, arena, &u->markup.source) &&
           copy_column(s, TARGET_MARKUP, arena, &u->markup.target) && take_origin(s, arena, &u->origin, &r->seen);
}

enum tm_found tm_wreck_unit(struct tm_wreck *w, int64_t id, struct text_arena *arena, struct tm_remnant *out,
                            struct text_error *err)
{
    struct tm_remnant r = {0};
    int64_t language[2];
    sqlite3_stmt *s;
    enum tm_found found = ask(w, TM_WRECK_UNIT, id, &s, err);
    if (found != TM_WRECK_ROW) {
        return found == TM_WRECK_NONE ? TM_WRECK_LOST : found;
    }
    bool sound = looks_sound(s), taken = sound && take_unit(s, arena, &r, language);
    sqlite3_reset(s);
    if (!sound) {
        return TM_WRECK_LOST;
    }
    if (!taken) {
        return fail_memory(w, err);
    }
    r.unit.id = id;
    found = read_documents(w, &r.seen, arena, &r.unit.origin, &r.incomplete, err);
    if (found != TM_WRECK_FAILED) {
        found = read_language(w, language[0], arena, &r.unit.language.source, &r.incomplete, err);
    }
    if (found != TM_WRECK_FAILED) {
        found = read_language(w, language[1], arena, &r.unit.language.target, &r.incomplete, err);
    }
    if (found != TM_WRECK_FAILED) {
        found = read_origins(w, id, arena, &r, err);
    }
    if (found != TM_WRECK_FAILED) {
        found = read_properties(w, id, arena, &r, err);
    }
    if (found == TM_WRECK_FAILED) {
        return found;
    }
    *out = r;
    return TM_WRECK_ROW;
}
