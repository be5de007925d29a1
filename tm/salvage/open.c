/* Opening a damaged memory without changing it, in the first of these ways in which its table of units is found:
 * as it is, with its log; without the log (immutable); a copy of the file with the first page of a new memory, which
 * tells where the tables are. They are made in the same order in every memory, so they begin on the same pages.
 *
 * SQLITE_DBCONFIG_WRITABLE_SCHEMA makes SQLite accept a file that is shorter than it should be, and entries of its
 * table of tables that make no sense. Nothing is written: query_only, and no checkpoint when it is closed.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tm/salvage/salvage-private.h"

static void shut(struct tm_wreck *w)
{
    for (size_t i = 0; i < TM_WRECK_SQL_COUNT; i++) {
        sqlite3_finalize(w->statements[i]);
        w->statements[i] = NULL;
    }
    sqlite3_close(w->db);
    w->db = NULL;
}

void tm_wreck_close(struct tm_wreck *w)
{
    shut(w);
    if (w->copy) {
        unlink(w->copy);
        free(w->copy);
        w->copy = NULL;
    }
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t ask_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s = NULL;
    int64_t n = -1;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        n = sqlite3_column_int64(s, 0);
    }
    sqlite3_finalize(s);
    return n;
}

static bool has_units(sqlite3 *db)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT source_language, source FROM unit", -1, &s, NULL);
    sqlite3_finalize(s);
    return code == SQLITE_OK;
}

/* Leaves w->db open when there are units to be looked for in it. */
static enum text_status try_open(struct tm_wreck *w, const char *path, bool immutable, struct text_error *err)
{
    struct text_buffer uri = {0};
    text_buffer_add_string(&uri, path[0] == '/' ? "file:" : "file:./");
    for (const char *p = path; *p; p++) {
        text_buffer_add_format(&uri, *p == '/' ? "/" : "%%%02X", (unsigned char)*p);
    }
    text_buffer_add_string(&uri, immutable ? "?immutable=1" : "");
    text_buffer_add_char(&uri, '\0');
    if (uri.failed) {
        text_buffer_free(&uri);
        return text_fail_memory(err, w->path);
    }
    /* A log can be read only with the right to write to the folder; nothing else is written. */
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(uri.p, &w->db, flags | (immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE), NULL);
    text_buffer_free(&uri);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(w->db, TM_PATIENCE);
        sqlite3_db_config(w->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_db_config(w->db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
        sqlite3_db_config(w->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
        sqlite3_db_config(w->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
        sqlite3_db_config(w->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_exec(w->db, "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; BEGIN", NULL, NULL, NULL);
    }
    if (code != SQLITE_OK || !has_units(w->db)) {
        shut(w);
    }
    return TEXT_OK;
}

/* The first page of `to`, into p; its size, or 0. */
static size_t read_head(struct tm_memory *to, char *p, size_t room)
{
    sqlite3_exec(to->db, "PRAGMA wal_checkpoint(FULL)", NULL, NULL, NULL);
    int64_t size = ask_number(to->db, "PRAGMA page_size");
    int fd = size > 0 && (uint64_t)size <= room ? open(to->path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t n = fd >= 0 ? read(fd, p, (size_t)size) : -1;
    if (fd >= 0) {
        close(fd);
    }
    return n == size ? (size_t)n : 0;
}

/* The header says for itself that it is of no log and that the size of the file is to be asked of the system. */
static void fit_head(char *head)
{
    enum { WRITE_VERSION = 18, READ_VERSION = 19, CHANGES = 24, PAGES = 28, VALID_FOR = 92 };
    head[WRITE_VERSION] = head[READ_VERSION] = 1;
    memset(head + PAGES, 0, 4);
    memset(head + CHANGES, 0, 4);
    memset(head + VALID_FOR, 0xFF, 4);
}

static enum text_status copy_file(const char *from, const char *to, const char *head, size_t head_size,
                                  struct text_error *err)
{
    static const size_t room = 1 << 20;
    char *block = malloc(room);
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    enum text_status status = TEXT_OK;
    size_t n, at = 0;
    if (!block) {
        status = text_fail_memory(err, from);
    } else if (!in) {
        status = text_fail(err, TEXT_IO, "%s: cannot be read: %s", from, strerror(errno));
    }
    while (status == TEXT_OK && out && (n = fread(block, 1, room, in)) > 0) {
        if (at == 0 && n >= head_size) {
            memcpy(block, head, head_size);
        }
        at += n;
        if (fwrite(block, 1, n, out) != n) {
            break;
        }
    }
    bool complete = out && !ferror(out);
    complete = out && fclose(out) == 0 && complete;
    if (status == TEXT_OK && !complete) {
        status = text_fail(err, TEXT_IO, "%s: cannot write a copy of %s: %s; make room and try again", to, from,
                           strerror(errno));
    }
    if (in) {
        fclose(in);
    }
    free(block);
    return status;
}

static enum text_status open_with_new_head(struct tm_wreck *w, struct tm_memory *to, struct text_error *err)
{
    char head[65536];
    size_t size = read_head(to, head, sizeof head);
    static const char ending[] = ".copy";
    if (size < 100) {
        return TEXT_OK;
    }
    w->copy = malloc(strlen(to->path) + sizeof ending);
    if (!w->copy) {
        return text_fail_memory(err, w->path);
    }
    memcpy(w->copy, to->path, strlen(to->path));
    memcpy(w->copy + strlen(to->path), ending, sizeof ending);
    fit_head(head);
    enum text_status status = copy_file(w->path, w->copy, head, size, err);
    return status == TEXT_OK ? try_open(w, w->copy, true, err) : status;
}

/* What the first page says of itself, as far as that can be trusted: another program's database, or another version's
 * memory, is not to be taken for a damaged one. */
static enum text_status look_at_file(const char *path, bool *foreign, struct text_error *err)
{
    enum { VERSION = 60, APPLICATION = 68, HEAD = 100, VERSION_MOST = 1000 };
    unsigned char head[HEAD] = {0};
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return text_fail(err, TEXT_IO, "%s: cannot be read: %s", path, strerror(errno));
    }
    bool regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    bool headed = regular && read(fd, head, sizeof head) == HEAD && memcmp(head, "SQLite format 3", 16) == 0;
    close(fd);
    if (!regular) {
        return text_fail(err, TEXT_FOREIGN, "%s: is no regular file and cannot hold a memory", path);
    }
    uint32_t version = big_endian(head + VERSION), application = big_endian(head + APPLICATION);
    *foreign = headed && application != TM_APPLICATION;
    if (headed && !*foreign && version > TM_SCHEMA_VERSION && version < VERSION_MOST) {
        return text_fail(err, TEXT_NEWER, "%s: was made by a newer version of this program; repair it with that one",
                         path);
    }
    if (headed && !*foreign && version > 0 && version < TM_SCHEMA_VERSION) {
        return text_fail(err, TEXT_INVALID,
                         "%s: was made by an older version of this program (format %u, this one repairs format %d); "
                         "repair it with that one",
                         path, version, TM_SCHEMA_VERSION);
    }
    return TEXT_OK;
}

/* Without one no files need to be made beside the memory. */
static bool has_log(const char *path)
{
    struct text_buffer name = {0};
    struct stat st;
    text_buffer_add_format(&name, "%s-wal", path);
    text_buffer_add_char(&name, '\0');
    bool has = !name.failed && stat(name.p, &st) == 0 && st.st_size > 0;
    text_buffer_free(&name);
    return has;
}

enum text_status tm_wreck_open(const char *path, struct tm_memory *to, struct tm_wreck *out, struct text_error *err)
{
    struct tm_wreck w = {.path = path};
    bool foreign = false;
    enum text_status status = look_at_file(path, &foreign, err);
    if (status == TEXT_OK && has_log(path)) {
        status = try_open(&w, path, false, err);
    }
    if (status == TEXT_OK && !w.db) {
        status = try_open(&w, path, true, err);
    }
    if (status == TEXT_OK && !w.db && foreign) {
        status = text_fail(err, TEXT_FOREIGN, "%s: is a database of another program, not a translation memory", path);
    }
    if (status == TEXT_OK && !w.db) {
        status = open_with_new_head(&w, to, err);
    }
    if (status == TEXT_OK && !w.db) {
        status = text_fail(err, TEXT_INVALID, "%s: nothing can be read of this memory; take a backup copy", path);
    }
    if (status != TEXT_OK) {
        tm_wreck_close(&w);
        return status;
    }
    *out = w;
    return TEXT_OK;
}
