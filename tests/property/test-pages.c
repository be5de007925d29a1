/* The page cache keeps what SQLite puts into it: a table that is many times the cache is changed, rolled back, looked
 * at from two connections, grown and cut, and is always what an array says, and whole to SQLite's own eyes.
 *
 *   test-pages [SEED]    another seed each time; it is printed
 */
#define _DEFAULT_SOURCE /* mkstemp */
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "tm/store/page-private.h"

enum { ROWS = 3000, ROUNDS = 30, CHANGES = 150, BYTES_MOST = 3000 };

/* What row i holds: so many bytes of value. 0 bytes: there is none. */
struct row {
    unsigned bytes, value;
};

static sqlite3 *open_file(const char *path, unsigned pages)
{
    sqlite3 *db = NULL;
    char sql[200];
    snprintf(sql, sizeof sql, "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
                              "PRAGMA cache_size = %u; PRAGMA auto_vacuum = INCREMENTAL", pages);
    check(sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "open: %s",
          sqlite3_errmsg(db));
    return db;
}

static void execute(sqlite3 *db, const char *sql)
{
    check(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
}

static void put(sqlite3 *db, unsigned i, struct row row)
{
    static unsigned char bytes[BYTES_MOST];
    sqlite3_stmt *s = NULL;
    memset(bytes, (int)row.value, row.bytes);
    sqlite3_prepare_v2(db, row.bytes ? "REPLACE INTO t VALUES (?1, ?2)" : "DELETE FROM t WHERE id = ?1", -1, &s, NULL);
    sqlite3_bind_int(s, 1, (int)i);
    if (row.bytes) {
        sqlite3_bind_blob(s, 2, bytes, (int)row.bytes, SQLITE_STATIC);
    }
    check(sqlite3_step(s) == SQLITE_DONE, "row %u: %s", i, sqlite3_errmsg(db));
    sqlite3_finalize(s);
}

static bool holds(sqlite3_stmt *s, unsigned i, struct row row)
{
    sqlite3_bind_int(s, 1, (int)i);
    bool there = sqlite3_step(s) == SQLITE_ROW, same = there == (row.bytes > 0);
    const unsigned char *p = there ? sqlite3_column_blob(s, 0) : NULL;
    same = same && (!there || sqlite3_column_bytes(s, 0) == (int)row.bytes);
    for (unsigned k = 0; same && k < row.bytes; k++) {
        same = p[k] == row.value;
    }
    sqlite3_reset(s);
    return same;
}

static void compare(sqlite3 *db, const struct row *rows)
{
    sqlite3_stmt *s = NULL;
    unsigned differing = 0;
    sqlite3_prepare_v2(db, "SELECT bytes FROM t WHERE id = ?1", -1, &s, NULL);
    for (unsigned i = 0; i < ROWS; i++) {
        unsigned at = below(ROWS);
        differing += !holds(s, at, rows[at]);
    }
    sqlite3_finalize(s);
    check(differing == 0, "%u rows are not what was put there", differing);
    sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL);
    bool whole = sqlite3_step(s) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    check(whole, "SQLite finds faults in the file");
    sqlite3_finalize(s);
}

static void change(sqlite3 *db, struct row *rows)
{
    static struct row before[ROWS];
    memcpy(before, rows, sizeof before);
    execute(db, "BEGIN IMMEDIATE");
    if (below(8) == 0) { /* the file becomes short */
        execute(db, "DELETE FROM t WHERE id > 100");
        memset(rows + 101, 0, (ROWS - 101) * sizeof *rows);
    }
    for (unsigned i = 0; i < CHANGES; i++) {
        unsigned at = below(ROWS);
        rows[at] = (struct row){below(4) ? below(BYTES_MOST) : 0, below(256)};
        put(db, at, rows[at]);
    }
    execute(db, "PRAGMA incremental_vacuum(50)");
    if (below(3) == 0) {
        memcpy(rows, before, sizeof before);
        execute(db, "ROLLBACK");
    } else {
        execute(db, "COMMIT");
    }
}

int main(int argc, char **argv)
{
    static struct row rows[ROWS];
    char path[] = "/tmp/padan-pages-XXXXXX", beside[sizeof path + 4];
    random_start(argc, argv);
    tm_pages_use();
    int file = mkstemp(path);
    sqlite3 *one = open_file(path, 10), *two = open_file(path, 40 + below(4000));
    execute(one, "CREATE TABLE t (id INTEGER PRIMARY KEY, bytes BLOB)");
    for (unsigned round = 0; round < ROUNDS; round++) {
        change(below(2) ? one : two, rows);
        if (round % 10 == 9) {
            compare(one, rows);
            compare(two, rows);
            /* needs a cache of its own */
            execute(two, "SELECT count(*) FROM (SELECT bytes FROM t ORDER BY bytes DESC)");
        }
    }
    sqlite3_close(one);
    sqlite3_close(two);
    close(file);
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
    return check_report();
}
