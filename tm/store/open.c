/* Opening a memory: whose file it is, which version, and how it is opened where it cannot be written.
 *
 * Settings: WAL, so that readers do not wait for a writer; synchronous FULL, so that a commit is on the disk when
 * tm_commit returns (NORMAL would lose the last commits when the power fails; a commit of many units costs one more
 * fsync either way); foreign keys on; nothing that a hostile file's schema holds (triggers, views) is run.
 *
 * A path is handed to SQLite beginning with / or ./, so that no name is taken for a URI or for ":memory:".
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tm/index/known-private.h"
#include "tm/index/stems-private.h"
#include "tm/index/tally-private.h"
#include "tm/index/vocabulary-private.h"
#include "tm/store/migrate-private.h"
#include "tm/store/page-private.h"

void tm_close(struct tm_memory *m)
{
    if (!m) {
        return;
    }
    tm_rollback(m);
    for (size_t i = 0; i < TM_SQL_COUNT; i++) {
        sqlite3_finalize(m->statements[i]);
    }
    sqlite3_close(m->db);
    tm_pending_free(m->pending);
    tm_filter_free(m->filter);
    free(m->runs);
    text_buffer_free(&m->documents[0].key);
    text_buffer_free(&m->documents[1].key);
    tm_tally_free(m->met);
    tm_stems_free(m->stems);
    tm_vocabulary_free(m->vocabulary);
    text_arena_free(m->scratch);
    text_arena_free(m->room);
    free(m->path);
    free(m);
}

static struct tm_memory *new_handle(const char *path, enum tm_access mode)
{
    struct tm_memory *m = calloc(1, sizeof *m);
    if (!m) {
        return NULL;
    }
    m->writable = mode != TM_READ;
    m->path = malloc(strlen(path) + 1);
    m->scratch = text_arena_new();
    m->room = text_arena_new();
    m->vocabulary = tm_vocabulary_new();
    m->pending = tm_pending_new();
    m->filter = tm_filter_new();
    m->met = tm_tally_new();
    if (!m->path || !m->scratch || !m->room || !m->vocabulary || !m->pending || !m->filter || !m->met) {
        tm_close(m);
        return NULL;
    }
    memcpy(m->path, path, strlen(path) + 1);
    return m;
}

static enum text_status open_file(struct tm_memory *m, enum tm_access mode, struct text_error *err)
{
    struct text_buffer name = {0};
    tm_pages_use();
    text_buffer_add_string(&name, m->path[0] == '/' ? "" : "./");
    text_buffer_add_string(&name, m->path);
    text_buffer_add_char(&name, '\0');
    if (name.failed) {
        text_buffer_free(&name);
        return text_fail_memory(err, m->path);
    }
    /* Also for reading: only a connection that may write clears up the log that a crash has left. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(name.p, &m->db, flags | (mode == TM_CREATE ? SQLITE_OPEN_CREATE : 0), NULL);
    text_buffer_free(&name);
    if (code != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    sqlite3_busy_timeout(m->db, TM_PATIENCE);
    return TEXT_OK;
}

/* A folder that cannot be written to, where SQLite cannot put the files that WAL needs: taken as unchanging. */
static enum text_status open_unchanging(struct tm_memory *m, struct text_error *err)
{
    struct text_buffer uri = {0};
    struct stat st;
    text_buffer_add_format(&uri, "%s-wal", m->path);
    text_buffer_add_char(&uri, '\0');
    if (!uri.failed && stat(uri.p, &st) == 0 && st.st_size > 0) {
        text_buffer_free(&uri);
        return text_fail(err, TEXT_IO,
                         "%s: was not closed properly, and its folder cannot be written to; open it once with the "
                         "right to write, or copy it together with its -wal file",
                         m->path);
    }
    text_buffer_clear(&uri);
    text_buffer_add_string(&uri, m->path[0] == '/' ? "file:" : "file:./");
    for (const char *p = m->path; *p; p++) {
        text_buffer_add_format(&uri, *p == '/' ? "/" : "%%%02X", (unsigned char)*p);
    }
    text_buffer_add_string(&uri, "?immutable=1");
    text_buffer_add_char(&uri, '\0');
    enum text_status status = TEXT_OK;
    if (uri.failed) {
        status = text_fail_memory(err, m->path);
    } else {
        sqlite3_close(m->db);
        m->db = NULL;
        int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
        if (sqlite3_open_v2(uri.p, &m->db, flags, NULL) != SQLITE_OK) {
            status = tm_sql_fail(m, err);
        }
    }
    text_buffer_free(&uri);
    return status;
}

/* WAL needs two more files in the folder: SQLite could not make them, for want of the right or of room. */
static bool cannot_write_beside(struct tm_memory *m)
{
    int code = sqlite3_errcode(m->db) & 0xFF;
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_FULL || code == SQLITE_IOERR;
}

struct identity {
    int64_t application, version, tables;
};

static enum text_status ask_identity(struct tm_memory *m, struct identity *out, struct text_error *err)
{
    struct identity i = {0};
    enum text_status status = tm_sql_number(m, "PRAGMA application_id", &i.application, err);
    if (status == TEXT_OK) {
        status = tm_sql_number(m, "PRAGMA user_version", &i.version, err);
    }
    if (status == TEXT_OK) {
        status = tm_sql_number(m, "SELECT count(*) FROM sqlite_master", &i.tables, err);
    }
    if (status == TEXT_OK) {
        *out = i;
    }
    return status;
}

/* The same in one look: another process may be making the memory, and half of each would be a stranger's. After a
 * failure the connection still tells of it, and is of no more use. */
static enum text_status ask_identity_at_once(struct tm_memory *m, struct identity *out, struct text_error *err)
{
    enum text_status status = tm_sql_execute(m, "BEGIN", err);
    if (status == TEXT_OK) {
        status = ask_identity(m, out, err);
    }
    return status == TEXT_OK ? tm_sql_execute(m, "COMMIT", err) : status;
}

static bool is_empty(const struct identity *i)
{
    return i->application == 0 && i->tables == 0;
}

static enum text_status check_identity(struct tm_memory *m, const struct identity *i, struct text_error *err)
{
    if (is_empty(i)) {
        return text_fail(err, TEXT_FOREIGN, "%s: is empty; a memory is made by adding something to it", m->path);
    }
    if (i->application != TM_APPLICATION) {
        return text_fail(err, TEXT_FOREIGN,
                         "%s: is a database of another program, not a translation memory; it was left as it is, choose "
                         "another name",
                         m->path);
    }
    if (i->version > TM_SCHEMA_VERSION) {
        return text_fail(err, TEXT_NEWER,
                         "%s: was made by a newer version of this program (format %lld, this one knows up to %d); "
                         "use that version, or export the memory there",
                         m->path, (long long)i->version, TM_SCHEMA_VERSION);
    }
    return i->version < 1 ? tm_damaged(m, "it has no format version", err) : TEXT_OK;
}

/* Switching to WAL needs the file for itself for a moment, and SQLite does not wait for that. */
static enum text_status use_wal(struct tm_memory *m, struct text_error *err)
{
    for (int waited = 0;; waited += 10) {
        sqlite3_stmt *s = NULL;
        bool row = false, wal = false;
        if (sqlite3_prepare_v2(m->db, "PRAGMA journal_mode = WAL", -1, &s, NULL) != SQLITE_OK) {
            return tm_sql_fail(m, err);
        }
        enum text_status status = tm_row(m, s, &row, err);
        if (row) {
            wal = text_span_equal(tm_column_text(s, 0), TEXT_LITERAL("wal"));
        }
        sqlite3_finalize(s);
        if (status == TEXT_OK && wal) {
            return TEXT_OK;
        }
        if (status == TEXT_OK) {
            return text_fail(err, TEXT_IO, "%s: the file system there cannot hold a memory (no shared memory for WAL)",
                             m->path);
        }
        if (status != TEXT_BUSY || waited >= TM_PATIENCE) {
            return status;
        }
        nanosleep(&(struct timespec){0, 10 * 1000 * 1000}, NULL);
    }
}

/* Two processes may be at it: who comes second finds the tables made. */
static enum text_status create(struct tm_memory *m, struct text_error *err)
{
    struct identity i = {0};
    /* Pages of 8 KiB: a row of the index fits, and an import writes half as many. */
    enum text_status status = tm_sql_execute(m, "PRAGMA page_size = 8192", err);
    if (status == TEXT_OK) {
        status = use_wal(m, err);
    }
    if (status == TEXT_OK) {
        status = tm_sql_execute(m, "BEGIN IMMEDIATE", err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = ask_identity(m, &i, err);
    if (status == TEXT_OK && is_empty(&i)) {
        status = tm_schema_create(m, err);
    } else if (status == TEXT_OK) {
        status = check_identity(m, &i, err);
    }
    if (status == TEXT_OK) {
        status = tm_sql_execute(m, "COMMIT", err);
    }
    if (status != TEXT_OK) {
        sqlite3_exec(m->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return status;
}

static enum text_status settle_connection(struct tm_memory *m, struct text_error *err)
{
    sqlite3_db_config(m->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(m->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(m->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return tm_sql_execute(m,
                       "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF;"
                       "PRAGMA journal_size_limit = 67108864; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY",
                       err);
}

static enum text_status settle(struct tm_memory *m, struct text_error *err)
{
    enum text_status status = settle_connection(m, err);
    if (status == TEXT_OK) {
        status = m->writable ? use_wal(m, err) : tm_sql_execute(m, "PRAGMA query_only = ON", err);
    }
    if (status == TEXT_OK) {
        /* Kibibytes that the page cache may grow to. A writer needs memory beside it; it stays below 300 MB in all. */
        const char *cache = m->writable ? "PRAGMA cache_size = -57344" : "PRAGMA cache_size = -262144";
        status = tm_sql_execute(m, cache, err);
    }
    return status;
}

enum text_status tm_open(const char *path, enum tm_access mode, struct tm_memory **out, struct text_error *err)
{
    struct identity i = {0};
    struct tm_memory *m = new_handle(path, mode);
    if (!m) {
        return text_fail_memory(err, path);
    }
    enum text_status status = tm_path_check(m, mode, err);
    if (status == TEXT_OK) {
        status = open_file(m, mode, err);
    }
    if (status == TEXT_OK) {
        status = ask_identity_at_once(m, &i, err);
        if (status == TEXT_IO && mode == TM_READ && cannot_write_beside(m)) {
            status = open_unchanging(m, err);
            status = status == TEXT_OK ? ask_identity_at_once(m, &i, err) : status;
        }
    }
    if (status == TEXT_OK && mode == TM_CREATE && is_empty(&i)) {
        status = create(m, err);
    } else if (status == TEXT_OK) {
        status = check_identity(m, &i, err);
    }
    if (status == TEXT_OK && m->writable && sqlite3_db_readonly(m->db, "main") == 1) {
        status = text_fail(err, TEXT_IO,
                           "%s: the file is read-only and cannot be added to; change its permissions or use a memory "
                           "elsewhere",
                           m->path);
    }
    if (status == TEXT_OK && !is_empty(&i) && i.version < TM_SCHEMA_VERSION) {
        status =
            sqlite3_db_readonly(m->db, "main") == 1
                ? text_fail(err, TEXT_IO,
                            "%s: was made by an older version of this program (format %lld) and has to be brought up"
                            " to date, for which the file and its folder must be writable",
                            m->path, (long long)i.version)
                : settle_connection(m, err);
        if (status == TEXT_OK) {
            status = tm_migrate(m, i.version, err);
        }
    }
    if (status == TEXT_OK) {
        status = settle(m, err);
    }
    if (status != TEXT_OK) {
        tm_close(m);
        return status;
    }
    *out = m;
    return TEXT_OK;
}
