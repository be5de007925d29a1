/* What the memory knows beside its units: what harvests have done (tm/ledger.h), and further names of documents.
 *
 * The account of a harvest is saved whole or not at all, and only when no unit was lost: it says what need not be gone
 * through again, and without it the next harvest finds what was lost in the archives. It is whole when each of its
 * tables can be read to its end, its stories have the numbers from 1 on, and its articles name sets that are there.
 */
#include "tm/salvage/salvage-private.h"

static const char each_harvest[] = "SELECT id, settings FROM harvest ORDER BY id";
static const char add_harvest[] = "INSERT INTO harvest (settings) SELECT ?1 WHERE NOT EXISTS"
                                  " (SELECT 1 FROM harvest WHERE settings = ?1)";
static const char last_set[] = "SELECT ifnull(max(id), 0) FROM harvest_set";

/* Rows of one harvest, ?1, to those of another, ?1: the first column is the harvest. Of sets the numbers are shifted,
 * so that they are free; `from` gets the shift as ?2. */
static const struct {
    const char *from, *to;
    int columns;
} tables[] = {
    {"SELECT id + ?2, list FROM harvest_set WHERE harvest = ?1 ORDER BY id",
     "INSERT INTO harvest_set (harvest, id, list) VALUES (?1, ?2, ?3)", 2},
    {"SELECT side, hash, kind, iif(side = 1 AND kind = 0, number + ?2, number), reason_kind, reason FROM harvest_text"
     " WHERE harvest = ?1 ORDER BY side, hash",
     "INSERT INTO harvest_text (harvest, side, hash, kind, number, reason_kind, reason) VALUES (?1, ?2, ?3, ?4, ?5,"
     " ?6, ?7)",
     6},
    {"SELECT article, story, confidence FROM harvest_pair WHERE harvest = ?1 ORDER BY article, story",
     "INSERT INTO harvest_pair (harvest, article, story, confidence) VALUES (?1, ?2, ?3, ?4)", 3},
};

static const char is_whole[] =
    "SELECT (SELECT count(*) = ifnull(max(number), 0) AND count(DISTINCT number) = count(*)"
    " FROM harvest_text WHERE harvest = ?1 AND side = 2 AND kind = 0) AND NOT EXISTS"
    " (SELECT 1 FROM harvest_text t WHERE harvest = ?1 AND side = 1 AND kind = 0 AND NOT EXISTS"
    " (SELECT 1 FROM harvest_set s WHERE s.id = t.number AND s.harvest = ?1))";

/* TM_WRECK_NONE: there is no such table, as in a memory of an old version. */
static enum tm_found prepare_from(struct tm_wreck *w, const char *sql, sqlite3_stmt **out, struct text_error *err)
{
    if (sqlite3_prepare_v2(w->db, sql, -1, out, NULL) == SQLITE_OK) {
        return TM_WRECK_ROW;
    }
    if ((sqlite3_errcode(w->db) & 0xFF) == SQLITE_NOMEM) {
        text_fail_memory(err, w->path);
        return TM_WRECK_FAILED;
    }
    return sqlite3_errcode(w->db) == SQLITE_ERROR ? TM_WRECK_NONE : TM_WRECK_LOST;
}

/* TM_WRECK_NONE: to the end. A row that the table cannot have is damage. */
static enum tm_found copy_rows(struct tm_wreck *w, struct tm_memory *to, sqlite3_stmt *from, sqlite3_stmt *add,
                               int columns, struct text_error *err)
{
    enum tm_found found;
    while ((found = tm_wreck_step(w, from, err)) == TM_WRECK_ROW) {
        for (int i = 0; i < columns; i++) {
            sqlite3_bind_value(add, i + 2, sqlite3_column_value(from, i));
        }
        int code = sqlite3_step(add);
        if (code != SQLITE_DONE && (code & 0xFF) != SQLITE_CONSTRAINT) {
            tm_sql_fail(to, err);
            sqlite3_reset(add);
            return TM_WRECK_FAILED;
        }
        sqlite3_reset(add);
        if (code != SQLITE_DONE) {
            return TM_WRECK_LOST;
        }
    }
    return found;
}

static enum tm_found copy_table(struct tm_wreck *w, struct tm_memory *to, size_t table, int64_t old, int64_t new,
                                int64_t shift, struct text_error *err)
{
    sqlite3_stmt *from = NULL, *add = NULL;
    enum tm_found found = prepare_from(w, tables[table].from, &from, err);
    if (found == TM_WRECK_ROW && sqlite3_prepare_v2(to->db, tables[table].to, -1, &add, NULL) != SQLITE_OK) {
        tm_sql_fail(to, err);
        found = TM_WRECK_FAILED;
    }
    if (found == TM_WRECK_NONE) {
        found = TM_WRECK_LOST;
    }
    if (found == TM_WRECK_ROW) {
        sqlite3_bind_int64(from, 1, old);
        if (sqlite3_bind_parameter_count(from) > 1) {
            sqlite3_bind_int64(from, 2, shift);
        }
        sqlite3_bind_int64(add, 1, new);
        found = copy_rows(w, to, from, add, tables[table].columns, err);
    }
    sqlite3_finalize(from);
    sqlite3_finalize(add);
    return found;
}

/* The one number that a statement gives for a parameter. */
static enum text_status number_of(struct tm_memory *to, const char *sql, int64_t parameter, int64_t *out,
                                  struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    enum text_status status = sqlite3_prepare_v2(to->db, sql, -1, &s, NULL) == SQLITE_OK ? TEXT_OK
                                                                                         : tm_sql_fail(to, err);
    if (status == TEXT_OK) {
        sqlite3_bind_int64(s, 1, parameter);
        status = tm_row(to, s, &row, err);
    }
    *out = row ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return status;
}

/* TM_WRECK_NONE: it is there now, or was before. */
static enum tm_found copy_harvest(struct tm_wreck *w, struct tm_memory *to, int64_t old, struct text_span settings,
                                  struct text_error *err)
{
    sqlite3_stmt *add = NULL;
    int64_t shift = 0, whole = 0;
    enum text_status status = tm_sql_number(to, last_set, &shift, err);
    if (status == TEXT_OK && sqlite3_prepare_v2(to->db, add_harvest, -1, &add, NULL) != SQLITE_OK) {
        status = tm_sql_fail(to, err);
    }
    if (status == TEXT_OK) {
        tm_bind_text(add, 1, settings);
        status = tm_run(to, add, err);
    }
    sqlite3_finalize(add);
    if (status != TEXT_OK) {
        return TM_WRECK_FAILED;
    }
    if (sqlite3_changes(to->db) == 0) {
        return TM_WRECK_NONE;
    }
    int64_t new = sqlite3_last_insert_rowid(to->db);
    enum tm_found found = TM_WRECK_NONE;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && found == TM_WRECK_NONE; i++) {
        found = copy_table(w, to, i, old, new, shift, err);
    }
    if (found == TM_WRECK_NONE) {
        found = number_of(to, is_whole, new, &whole, err) == TEXT_OK ? TM_WRECK_NONE : TM_WRECK_FAILED;
    }
    return found == TM_WRECK_NONE && !whole ? TM_WRECK_LOST : found;
}

/* Whole or not at all. */
static enum text_status save_harvest(struct tm_wreck *w, struct tm_memory *to, int64_t old, struct text_span settings,
                                     struct tm_salvaged *out, struct text_error *err)
{
    enum text_status status = tm_sql_execute(to, "SAVEPOINT harvest", err);
    enum tm_found found = status == TEXT_OK ? copy_harvest(w, to, old, settings, err) : TM_WRECK_FAILED;
    if (found == TM_WRECK_FAILED) {
        return err->status;
    }
    out->harvests += found == TM_WRECK_NONE;
    out->harvests_lost += found != TM_WRECK_NONE;
    status = found == TM_WRECK_NONE ? TEXT_OK : tm_sql_execute(to, "ROLLBACK TO harvest", err);
    return status == TEXT_OK ? tm_sql_execute(to, "RELEASE harvest", err) : status;
}

enum text_status tm_salvage_harvests(struct tm_wreck *w, struct tm_memory *to, struct tm_salvaged *out,
                                     struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    enum text_status status = TEXT_OK;
    enum tm_found found = prepare_from(w, each_harvest, &s, err);
    while (found == TM_WRECK_ROW && status == TEXT_OK && (found = tm_wreck_step(w, s, err)) == TM_WRECK_ROW) {
        if (out->lost == 0 && sqlite3_column_type(s, 1) == SQLITE_TEXT) {
            status = save_harvest(w, to, sqlite3_column_int64(s, 0), tm_column_text(s, 1), out, err);
        } else {
            out->harvests_lost++;
        }
    }
    out->harvests_lost += found == TM_WRECK_LOST; /* one or more; an old version had none */
    sqlite3_finalize(s);
    return found == TM_WRECK_FAILED ? err->status : status;
}

enum text_status tm_salvage_further(struct tm_wreck *w, struct tm_memory *to, struct text_arena *arena,
                                    struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    enum text_status status = TEXT_OK;
    enum tm_found found = prepare_from(w, "SELECT of, id FROM further ORDER BY id", &s, err);
    while (found == TM_WRECK_ROW && status == TEXT_OK && (found = tm_wreck_step(w, s, err)) == TM_WRECK_ROW) {
        struct tm_document of, further;
        bool incomplete = false;
        text_arena_reset(arena);
        enum tm_found read = tm_wreck_document(w, sqlite3_column_int64(s, 0), arena, &of, &incomplete, err);
        if (read != TM_WRECK_FAILED) {
            read = tm_wreck_document(w, sqlite3_column_int64(s, 1), arena, &further, &incomplete, err);
        }
        if (read == TM_WRECK_FAILED) {
            found = read;
        } else if (!incomplete) {
            status = tm_further_add(to, &of, &further, err);
        }
    }
    sqlite3_finalize(s);
    return found == TM_WRECK_FAILED ? err->status : status;
}
