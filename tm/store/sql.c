/* See store-private.h: every statement's text, and the one place where SQLite's codes become ours. */
#include "tm/store/store-private.h"

#include <string.h>

/* What tm_origin_bind binds. */
#define ORIGIN_COLUMNS                                                                                                 \
    "kind, source_document, target_document, confidence, speaker, agency, source_before, source_after,"               \
    " target_before, target_after"
#define AROUND "source_before, source_after, target_before, target_after"

static const char *const texts[TM_SQL_COUNT] = {
    [TM_BEGIN_READ] = "BEGIN",
    [TM_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [TM_COMMIT] = "COMMIT",
    [TM_ROLLBACK] = "ROLLBACK",
    [TM_DATA_VERSION] = "PRAGMA data_version",
    [TM_LANGUAGE_FIND] = "SELECT id, family FROM language WHERE tag = ?1",
    [TM_LANGUAGE_ADD] = "INSERT INTO language (id, tag, family) SELECT n, ?1, ifnull(?2, n)"
                        " FROM (SELECT ifnull(max(id), 0) + 1 AS n FROM language)",
    [TM_LANGUAGE_FAMILY] = "SELECT family FROM language WHERE id = ?1",
    [TM_LANGUAGE_FAMILIES] = "SELECT id FROM language WHERE id = family ORDER BY id",
    [TM_LANGUAGE_TAG] = "SELECT tag FROM language WHERE id = ?1",
    [TM_DOCUMENT_FIND] = "SELECT id, title = '' AND ?3 <> '' OR date = '' AND ?4 <> '' FROM document"
                         " WHERE name = ?1 AND url = ?2",
    [TM_DOCUMENT_ADD] = "INSERT INTO document (name, url, title, date) VALUES (?1, ?2, ?3, ?4)",
    [TM_DOCUMENT_FILL] = "UPDATE document SET title = iif(title = '', ?3, title), date = iif(date = '', ?4, date)"
                         " WHERE name = ?1 AND url = ?2",
    [TM_UNIT_LAST] = "SELECT max(id) FROM unit",
    [TM_UNIT_SIDES] = "SELECT s.family, t.family, u.source, u.target FROM unit u"
                      " JOIN language s ON s.id = u.source_language JOIN language t ON t.id = u.target_language"
                      " WHERE u.id = ?1",
    [TM_UNIT_PAIR] = "SELECT uses, source_language, target_language, source, target, source_markup, target_markup"
                     " FROM unit WHERE id = ?1",
    [TM_UNIT_ADD] = "INSERT INTO unit (id, source_language, target_language, status, uses, created, changed, user,"
                    " changer, source, target, source_markup, target_markup, " ORIGIN_COLUMNS ") VALUES (?1, ?2, ?3,"
                    " ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)",
    [TM_UNIT_MERGE] = "UPDATE unit SET uses = uses + 1, created = min(created, ?2), changed = max(changed, ?3),"
                      " status = iif(status = 0, ?4, status), deleted = iif(?4, NULL, deleted),"
                      " user = iif(user = '', ?5, user), changer = ifnull(?6, changer), (" ORIGIN_COLUMNS ")"
                      " = (?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) WHERE id = ?1",
    [TM_UNIT_GET] = "SELECT " TM_UNIT_COLUMNS " WHERE u.id = ?1",
    [TM_UNIT_OFFER] = "SELECT status, deleted, changed, source_language, target_language, source, target,"
                      " source_markup, target_markup FROM unit WHERE id = ?1",
    [TM_UNIT_AROUND] = "SELECT uses, " AROUND " FROM unit WHERE id = ?1",
    [TM_UNIT_FILL] = "UPDATE unit SET (" AROUND ") = (?3, ?4, ?5, ?6) WHERE id = ?1 AND uses = ?2",
    [TM_UNIT_STATUS] = "UPDATE unit SET status = ?3, changed = max(changed, ?2), changer = nullif(?4, '')"
                       " WHERE id = ?1 AND status <> ?3 AND deleted IS NULL",
    [TM_UNIT_DELETE] = "UPDATE unit SET deleted = ?2, changer = nullif(?4, '') WHERE id = ?1 AND deleted IS NULL",
    [TM_UNIT_RESTORE] = "UPDATE unit SET deleted = NULL, status = iif(status = 2, ?3, status),"
                        " changer = nullif(?4, '') WHERE id = ?1 AND (deleted IS NOT NULL OR status = 2)",
    [TM_ORIGIN_KEEP] = "INSERT INTO origin (unit, number, " ORIGIN_COLUMNS ") SELECT id, uses, " ORIGIN_COLUMNS
                       " FROM unit WHERE id = ?1",
    [TM_ORIGIN_FIND] = "SELECT uses, coalesce(" AROUND ") IS NULL FROM unit WHERE id = ?1 AND kind = ?2 AND"
                       " source_document = ?3 AND target_document = ?4 UNION ALL SELECT number, coalesce(" AROUND ")"
                       " IS NULL FROM origin WHERE unit = ?1 AND kind = ?2 AND source_document = ?3 AND"
                       " target_document = ?4",
    [TM_ORIGIN_AROUND] = "SELECT " AROUND " FROM origin WHERE unit = ?1",
    [TM_ORIGIN_GET] = "SELECT o.kind, o.confidence, o.speaker, o.agency, sd.name, sd.title, sd.url, sd.date, td.name,"
                      " td.title, td.url, td.date, o.source_before, o.source_after, o.target_before, o.target_after"
                      " FROM origin o JOIN document sd ON sd.id = o.source_document"
                      " JOIN document td ON td.id = o.target_document WHERE o.unit = ?1"
                      " ORDER BY o.number DESC LIMIT ?2",
    [TM_ORIGIN_FILL] = "UPDATE origin SET (" AROUND ") = (?3, ?4, ?5, ?6) WHERE unit = ?1 AND number = ?2",
    [TM_PROPERTY_ADD] = "INSERT INTO property (unit, side, number, type, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    [TM_PROPERTY_DROP] = "DELETE FROM property WHERE unit = ?1 AND side = ?2 AND type = ?3",
    [TM_PROPERTY_GET] = "SELECT side, type, text FROM property WHERE unit = ?1 ORDER BY side, number",
    [TM_PROPERTY_LAST] = "SELECT ifnull(max(number), 0), count(*) FILTER (WHERE type IS ?3 AND text = ?4) FROM property"
                         " WHERE unit = ?1 AND side = ?2",
    [TM_WORD_FIND] = "SELECT id FROM word WHERE family = ?1 AND folded = ?2",
    [TM_WORD_ADD] = "INSERT INTO word (family, folded, id) VALUES (?1, ?2, ?3)",
    [TM_WORD_PREFIX] = "SELECT folded, id FROM word WHERE family = ?1 AND folded >= ?2 ORDER BY folded",
    [TM_STEM_ADD] = "INSERT INTO stem (family, stem, folded) VALUES (?1, ?2, ?3)",
    [TM_STEM_GET] = "SELECT folded FROM stem WHERE family = ?1 AND stem = ?2 ORDER BY folded",
    [TM_COUNT_GET] = "SELECT list FROM word_count WHERE id = ?1",
    [TM_COUNT_LAST] = "SELECT id, length(list) FROM word_count ORDER BY id DESC LIMIT 1",
    [TM_COUNT_ADD] = "INSERT INTO word_count (id, list) VALUES (?1, ?2)",
    [TM_COUNT_SET] = "UPDATE word_count SET list = ?2 WHERE id = ?1",
    [TM_RUN_EACH] = "SELECT id, first, last FROM run ORDER BY first",
    [TM_RUN_ADD] = "INSERT INTO run (id, first, last) VALUES (?1, ?2, ?3)",
    [TM_RUN_DROP] = "DELETE FROM run WHERE id BETWEEN ?1 AND ?2",
    [TM_POSTING_LAST] = "SELECT id, list FROM posting WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1",
    [TM_POSTING_RANGE] = "SELECT id, list FROM posting WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    [TM_POSTING_ADD] = "INSERT INTO posting (id, list) VALUES (?1, ?2)",
    [TM_POSTING_DROP] = "DELETE FROM posting WHERE id BETWEEN ?1 AND ?2",
    [TM_HASH_LAST] = "SELECT id, list FROM hash WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1",
    [TM_HASH_ADD] = "INSERT INTO hash (id, list) VALUES (?1, ?2)",
    [TM_HASH_DROP] = "DELETE FROM hash WHERE id BETWEEN ?1 AND ?2",
    [TM_WORDS_GET] = "SELECT list FROM words WHERE id = ?1",
    [TM_WORDS_ADD] = "INSERT INTO words (id, list) VALUES (?1, ?2)",
    [TM_WORDS_SET] = "UPDATE words SET list = ?2 WHERE id = ?1",
    [TM_FURTHER_ADD] = "INSERT INTO further (id, of) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    [TM_FURTHER_OF] = "SELECT d.name, d.title, d.url, d.date FROM document o JOIN further f ON f.of = o.id"
                      " JOIN document d ON d.id = f.id WHERE o.name = ?1 AND o.url = ?2 ORDER BY f.id",
    [TM_HARVEST_FIND] = "SELECT id FROM harvest WHERE settings = ?1",
    [TM_HARVEST_ADD] = "INSERT INTO harvest (settings) VALUES (?1)",
    [TM_HARVEST_TEXTS] = "SELECT side, hash, kind, number, reason_kind, reason FROM harvest_text WHERE harvest = ?1"
                         " ORDER BY side, hash",
    [TM_HARVEST_TEXT_ADD] = "INSERT INTO harvest_text (harvest, side, hash, kind, number, reason_kind, reason)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET kind = ?4, number = ?5,"
                            " reason_kind = ?6, reason = ?7",
    [TM_HARVEST_SETS] = "SELECT id, list FROM harvest_set WHERE harvest = ?1 ORDER BY id",
    [TM_HARVEST_SET_ADD] = "INSERT INTO harvest_set (harvest, list) VALUES (?1, ?2)",
    [TM_HARVEST_PAIR_ADD] = "INSERT INTO harvest_pair (harvest, article, story, confidence) VALUES (?1, ?2, ?3, ?4)"
                            " ON CONFLICT DO UPDATE SET confidence = ?4",
    [TM_HARVEST_PAIRS] = "SELECT story, confidence FROM harvest_pair WHERE harvest = ?1 AND article = ?2"
                         " ORDER BY confidence DESC, story",
};

/* What the system said beneath SQLite, where it said something. */
static const char *system_reason(sqlite3 *db)
{
    int code = sqlite3_system_errno(db);
    return code ? strerror(code) : sqlite3_errmsg(db);
}

enum text_status tm_sql_fail(struct tm_memory *m, struct text_error *err)
{
    int code = m->db ? sqlite3_extended_errcode(m->db) : SQLITE_NOMEM;
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return text_fail_memory(err, m->path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return text_fail(err, TEXT_BUSY, "%s: another process is writing to this memory; try again when it is done",
                         m->path);
    case SQLITE_NOTADB:
        return text_fail(err, TEXT_FOREIGN, "%s: is not a translation memory; give the name of one, or of a new file",
                         m->path);
    case SQLITE_FULL:
        return text_fail(err, TEXT_IO,
                         "%s: the disk is full; what was stored before is intact, make room and try again", m->path);
    case SQLITE_READONLY:
        return text_fail(err, TEXT_IO,
                         "%s: cannot be written to: the file or its folder is read-only; change their permissions or "
                         "use a memory elsewhere",
                         m->path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM) {
            return text_fail_memory(err, m->path);
        }
        if (code == SQLITE_IOERR_CORRUPTFS) {
            return tm_damaged(m, sqlite3_errmsg(m->db), err);
        }
        return text_fail(err, TEXT_IO,
                         "%s: cannot %s: %s; check the disk and the permissions of the file and its folder", m->path,
                         (code & 0xFF) == SQLITE_IOERR ? "read or write" : "open", system_reason(m->db));
    case SQLITE_INTERRUPT:
        return text_fail(err, TEXT_INTERRUPTED, "%s: interrupted", m->path);
    case SQLITE_TOOBIG:
        return text_fail(err, TEXT_INVALID, "%s: a text is longer than a memory can hold", m->path);
    case SQLITE_MISUSE:
        return text_fail(err, TEXT_MISUSE, "%s: %s", m->path, sqlite3_errmsg(m->db));
    default: /* SQLITE_CORRUPT, _CONSTRAINT, _MISMATCH, and _ERROR for tables that are missing */
        return tm_damaged(m, sqlite3_errmsg(m->db), err);
    }
}

enum text_status tm_damaged(struct tm_memory *m, const char *what, struct text_error *err)
{
    return text_fail(err, TEXT_INVALID, "%s: the memory is damaged: %s; export what can be read, or take a backup copy",
                     m->path, what);
}

enum text_status tm_sql_execute(struct tm_memory *m, const char *sql, struct text_error *err)
{
    return sqlite3_exec(m->db, sql, NULL, NULL, NULL) == SQLITE_OK ? TEXT_OK : tm_sql_fail(m, err);
}

sqlite3_stmt *tm_statement(struct tm_memory *m, enum tm_sql which)
{
    sqlite3_stmt *s = m->statements[which];
    if (!s) {
        if (sqlite3_prepare_v3(m->db, texts[which], -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
            return NULL;
        }
        m->statements[which] = s;
    }
    return s;
}

/* SQLite takes a null pointer for NULL, whatever the length. */
void tm_bind_text(sqlite3_stmt *s, int parameter, struct text_span text)
{
    sqlite3_bind_text64(s, parameter, text.n ? text.p : "", text.n, SQLITE_STATIC, SQLITE_UTF8);
}

void tm_bind_text_or_null(sqlite3_stmt *s, int parameter, struct text_span text)
{
    if (text.n) {
        tm_bind_text(s, parameter, text);
    } else {
        sqlite3_bind_null(s, parameter);
    }
}

void tm_bind_blob(sqlite3_stmt *s, int parameter, const void *p, size_t n)
{
    sqlite3_bind_blob64(s, parameter, n ? p : "", n, SQLITE_STATIC);
}

struct text_span tm_column_text(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_text(s, column);
    return (struct text_span){p, p ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

struct text_span tm_column_blob(sqlite3_stmt *s, int column)
{
    const void *p = sqlite3_column_blob(s, column);
    return (struct text_span){p, p ? (size_t)sqlite3_column_bytes(s, column) : 0};
}

enum text_status tm_row(struct tm_memory *m, sqlite3_stmt *s, bool *row, struct text_error *err)
{
    int code = sqlite3_step(s);
    if (code == SQLITE_ROW) {
        *row = true;
        return TEXT_OK;
    }
    *row = false;
    enum text_status status = code == SQLITE_DONE ? TEXT_OK : tm_sql_fail(m, err);
    sqlite3_reset(s);
    return status;
}

enum text_status tm_row_at(struct tm_memory *m, enum tm_sql which, int64_t id, sqlite3_stmt **out, bool *row,
                           struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, which);
    *out = s;
    if (!s) {
        *row = false;
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, id);
    return tm_row(m, s, row, err);
}

enum text_status tm_sql_number(struct tm_memory *m, const char *sql, int64_t *out, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(m->db, sql, -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    if (status == TEXT_OK) {
        *out = row ? sqlite3_column_int64(s, 0) : 0;
    }
    sqlite3_finalize(s);
    return status;
}

void tm_row_end(sqlite3_stmt *s)
{
    sqlite3_reset(s);
}

enum text_status tm_run(struct tm_memory *m, sqlite3_stmt *s, struct text_error *err)
{
    bool row;
    enum text_status status = tm_row(m, s, &row, err);
    if (row) {
        sqlite3_reset(s);
    }
    return status;
}
