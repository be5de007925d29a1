/* See migrate-private.h. Schema 1 kept each text once (segment), a unit as two of them, and all origins in one table;
 * its index could only grow. Its units are added one by one to the tables of today. Costs about what an import does.
 * Schema 2 had no further addresses and kept no account of harvests: tables are added. Schema 3 had lists of fewer
 * pairs of words, those of words below 1024: they are made anew, which costs some passes over the lists of words. */
#define _POSIX_C_SOURCE 200809L
#include "tm/index/runs-private.h"
#include "tm/store/migrate-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Columns of the units of schema 1, a row an origin, in the order of unit and number. */
enum {
    ID,
    STATUS,
    CREATED,
    CHANGED,
    USER,
    SOURCE_TAG,
    SOURCE,
    TARGET_TAG,
    TARGET,
    KIND,
    CONFIDENCE,
    SPEAKER,
    AGENCY,
    DOCUMENTS
};

static const char units_1[] =
    "SELECT u.id, u.status, u.created, u.changed, u.user, sl.tag, s.text, tl.tag, t.text, o.kind, o.confidence,"
    " o.speaker, o.agency, sd.name, sd.title, sd.url, sd.date, td.name, td.title, td.url, td.date"
    " FROM v1_unit u JOIN v1_segment s ON s.id = u.source JOIN v1_language sl ON sl.id = s.language"
    " JOIN v1_segment t ON t.id = u.target JOIN v1_language tl ON tl.id = t.language"
    " JOIN v1_origin o ON o.unit = u.id JOIN v1_document sd ON sd.id = o.source JOIN v1_document td ON td.id = o.target"
    " ORDER BY u.id, o.number";

static const char aside_1[] = "DROP TABLE posting; DROP TABLE word; DROP TABLE IF EXISTS stem;"
                              "DROP TABLE segment_words; DROP TABLE segment_hash;"
                              "ALTER TABLE unit RENAME TO v1_unit; ALTER TABLE origin RENAME TO v1_origin;"
                              "ALTER TABLE segment RENAME TO v1_segment; ALTER TABLE document RENAME TO v1_document;"
                              "ALTER TABLE language RENAME TO v1_language;";

static const char drop_1[] = "DROP TABLE v1_origin; DROP TABLE v1_unit; DROP TABLE v1_segment;"
                             "DROP TABLE v1_document; DROP TABLE v1_language;";

/* As tm/schema.sql had them when they came. */
static const char add_3[] =
    "CREATE TABLE further (id INTEGER PRIMARY KEY REFERENCES document(id), of INTEGER NOT NULL REFERENCES "
    "document(id));"
    "CREATE INDEX further_of ON further (of);"
    "CREATE TABLE harvest (id INTEGER PRIMARY KEY, settings TEXT NOT NULL UNIQUE);"
    "CREATE TABLE harvest_text (harvest INTEGER NOT NULL, side INTEGER NOT NULL, hash INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, number INTEGER NOT NULL, reason_kind TEXT, reason TEXT,"
    " PRIMARY KEY (harvest, side, hash)) WITHOUT ROWID;"
    "CREATE TABLE harvest_set (id INTEGER PRIMARY KEY, harvest INTEGER NOT NULL, list BLOB NOT NULL);"
    "CREATE TABLE harvest_pair (harvest INTEGER NOT NULL, article INTEGER NOT NULL, story INTEGER NOT NULL,"
    " confidence REAL NOT NULL, PRIMARY KEY (harvest, article, story)) WITHOUT ROWID;";

/* The words of posting rows from 0xFF00000 on were pairs; no memory has so many words that one is in between. */
static const char drop_pairs_3[] = "DELETE FROM posting WHERE id >> 20 & 0xFFFFFFF >= 0xF000000;"
                                   "PRAGMA user_version = 4;";

static enum text_status sync_file(const char *path, struct text_error *err)
{
    int fd = open(path, O_RDONLY);
    bool good = fd >= 0 && fsync(fd) == 0;
    int code = errno;
    if (fd >= 0) {
        close(fd);
    }
    return good ? TEXT_OK
                : text_fail(err, TEXT_IO, "%s: cannot write the copy of the old memory: %s", path, strerror(code));
}

/* The copy appears under its name when it is whole. */
static enum text_status back_up(struct tm_memory *m, int64_t version, struct text_error *err)
{
    struct text_buffer name = {0}, part = {0};
    sqlite3_stmt *s = NULL;
    text_buffer_add_format(&name, "%s-v%lld.bak", m->path, (long long)version);
    text_buffer_add(&part, text_buffer_span(&name));
    text_buffer_add_format(&part, ".%ld", (long)getpid());
    text_buffer_add_char(&name, '\0');
    text_buffer_add_char(&part, '\0');
    enum text_status status = name.failed || part.failed ? text_fail_memory(err, m->path) : TEXT_OK;
    if (status == TEXT_OK && sqlite3_prepare_v2(m->db, "VACUUM INTO ?1", -1, &s, NULL) != SQLITE_OK) {
        status = tm_sql_fail(m, err);
    }
    if (status == TEXT_OK) {
        unlink(part.p);
        sqlite3_bind_text(s, 1, part.p, -1, SQLITE_STATIC);
        status = tm_run(m, s, err);
    }
    sqlite3_finalize(s);
    if (status == TEXT_OK) {
        status = sync_file(part.p, err);
    }
    if (status == TEXT_OK && rename(part.p, name.p) != 0) {
        status = text_fail(err, TEXT_IO, "%s: cannot name the copy of the old memory: %s", name.p, strerror(errno));
    }
    if (status != TEXT_OK && part.p) {
        unlink(part.p);
    }
    text_buffer_free(&name);
    text_buffer_free(&part);
    return status;
}

static enum text_status add_row(struct tm_memory *m, sqlite3_stmt *s, struct text_error *err)
{
    char created[TM_DATE_SIZE], changed[TM_DATE_SIZE];
    struct tm_unit u = {
        .language = {tm_column_text(s, SOURCE_TAG), tm_column_text(s, TARGET_TAG)},
        .text = {tm_column_text(s, SOURCE), tm_column_text(s, TARGET)},
        .status = (enum tm_status)sqlite3_column_int(s, STATUS),
        .created = tm_date_print(sqlite3_column_int64(s, CREATED), created),
        .changed = tm_date_print(sqlite3_column_int64(s, CHANGED), changed),
        .user = tm_column_text(s, USER),
        .origin = {.kind = tm_column_text(s, KIND),
                   .source = tm_column_document(s, DOCUMENTS),
                   .target = tm_column_document(s, DOCUMENTS + 4),
                   .speaker = tm_column_text(s, SPEAKER),
                   .agency = tm_column_text(s, AGENCY),
                   .confidence =
                       sqlite3_column_type(s, CONFIDENCE) == SQLITE_NULL ? -1 : sqlite3_column_double(s, CONFIDENCE)},
    };
    return tm_add(m, &u, NULL, err);
}

static enum text_status add_units(struct tm_memory *m, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(m->db, units_1, -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        status = add_row(m, s, err);
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        }
    }
    sqlite3_finalize(s);
    return status;
}

static enum text_status convert(struct tm_memory *m, int64_t version, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (version >= 2) {
        status = version == 2 ? tm_sql_execute(m, add_3, err) : TEXT_OK;
        if (status == TEXT_OK) {
            status = tm_sql_execute(m, drop_pairs_3, err);
        }
        return status == TEXT_OK ? tm_pairs_rebuild(m, err) : status;
    }
    status = tm_sql_execute(m, aside_1, err);
    if (status == TEXT_OK) {
        status = tm_schema_create(m, err);
    }
    if (status == TEXT_OK) {
        status = add_units(m, err);
    }
    return status == TEXT_OK ? tm_sql_execute(m, drop_1, err) : status;
}

enum text_status tm_migrate(struct tm_memory *m, int64_t version, struct text_error *err)
{
    bool writable = m->writable;
    int64_t now = 0;
    enum text_status status = back_up(m, version, err);
    m->writable = true;
    if (status == TEXT_OK) {
        status = tm_begin(m, err);
    }
    if (status == TEXT_OK) {
        status = tm_sql_number(m, "PRAGMA user_version", &now, err);
        if (status == TEXT_OK && now == version) {
            status = convert(m, version, err);
        }
        if (status == TEXT_OK) {
            status = tm_commit(m, err);
        }
        tm_rollback(m); /* nothing to do after a commit */
    }
    m->writable = writable;
    return status;
}
