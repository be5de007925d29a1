/* See operations.h. */
#define _POSIX_C_SOURCE 200809L
#include "tests/fault/operations.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { UNITS = 300, BATCH = 50 };

static enum text_status add_batch(struct tm_memory *m, const char *file, int first, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (int i = first; status == TEXT_OK && i < first + BATCH; i++) {
        char source[200], target[200];
        snprintf(source, sizeof source, "Kata ke%d dari berita nomor %d, begitu kata %s ke%d.", i, i / 7,
                 i % 3 ? "menteri" : "ia", i % 13);
        snprintf(target, sizeof target, "Word %d of the news number %d, so said %d.", i, i / 7, i % 13);
        struct tm_property note = {.side = TM_WHOLE, .note = true, .text = text_span_of("lihat lagi")};
        struct tm_unit u = {
            .language = {text_span_of("id"), text_span_of("en")},
            .text = {text_span_of(source), text_span_of(target)},
            .status = i % 5 ? TM_APPROVED : TM_DRAFT,
            .created = text_span_of("2023-03-06T18:05:00Z"),
            .changed = text_span_of(i % 2 ? "2023-03-06T18:05:00Z" : "2024-01-02T03:04:05Z"),
            .origin = {.kind = text_span_of("import"), .confidence = -1},
            .properties = &note,
            .property_count = i % 10 == 0,
        };
        u.origin.source.name = u.origin.target.name = text_span_of(file);
        u.origin.source.title = text_span_of("Judul");
        status = tm_add(m, &u, NULL, err);
    }
    return status;
}

static enum text_status add_from(const char *path, const char *file, int first, int end, committed_call *tell,
                                 struct text_error *err)
{
    struct tm_memory *m = NULL;
    enum text_status status = tm_open(path, TM_CREATE, &m, err);
    for (; status == TEXT_OK && first < end; first += BATCH) {
        status = tm_begin(m, err);
        if (status == TEXT_OK) {
            status = add_batch(m, file, first, err);
        }
        if (status == TEXT_OK) {
            status = tm_commit(m, err);
        }
        if (status == TEXT_OK && tell) {
            tell(path);
        }
    }
    tm_close(m);
    return status;
}

static enum text_status create(const char *path, committed_call *tell, struct text_error *err)
{
    struct tm_memory *m = NULL;
    enum text_status status = tm_open(path, TM_CREATE, &m, err);
    (void)tell;
    tm_close(m);
    return status;
}

static enum text_status import(const char *path, committed_call *tell, struct text_error *err)
{
    return add_from(path, "a", 0, UNITS, tell, err);
}

/* A memory that is closed and opened in between: its log is made anew each time. */
static enum text_status import_in_sessions(const char *path, committed_call *tell, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (int first = 0; status == TEXT_OK && first < UNITS; first += 2 * BATCH) {
        status = add_from(path, "a", first, first + 2 * BATCH, tell, err);
    }
    return status;
}

static enum text_status merge(const char *path, committed_call *tell, struct text_error *err)
{
    return add_from(path, "b", 0, UNITS, tell, err);
}

static enum text_status settle(const char *path, committed_call *tell, struct text_error *err)
{
    struct tm_memory *m = NULL;
    enum text_status status = tm_open(path, TM_WRITE, &m, err);
    (void)tell;
    if (status == TEXT_OK) {
        status = tm_settle(m, err);
    }
    tm_close(m);
    return status;
}

/* Every fourth unit is deleted, every sixth rejected, every twelfth restored; each is a transaction. */
static enum text_status decide(struct tm_memory *m, int64_t unit, struct text_error *err)
{
    struct text_span user = text_span_of("ani");
    enum text_status status = TEXT_OK;
    if (unit % 4 == 0) {
        status = tm_delete(m, unit, user, err);
    } else if (unit % 6 == 0) {
        status = tm_set_status(m, unit, TM_REJECTED, user, err);
    }
    return status == TEXT_EMPTY ? TEXT_OK : status; /* it is so already */
}

static enum text_status take_out(const char *path, committed_call *tell, struct text_error *err)
{
    struct tm_memory *m = NULL;
    enum text_status status = tm_open(path, TM_WRITE, &m, err);
    if (status == TEXT_OK) {
        status = tm_begin(m, err);
    }
    for (int64_t unit = 1; status == TEXT_OK && unit <= UNITS; unit++) {
        status = decide(m, unit, err);
    }
    if (status == TEXT_OK) {
        status = tm_commit(m, err);
    }
    if (status == TEXT_OK && tell) {
        tell(path);
    }
    tm_close(m);
    return status;
}

/* A unit gets another translation, as a correction does it: the pair that was there is rejected and marked, and the new
 * one is added unless it is there. */
static enum text_status correct_unit(struct tm_memory *m, int64_t unit, struct text_arena *arena,
                                     struct text_error *err)
{
    struct tm_property mark = {.side = TM_WHOLE, .type = text_span_of("x-review"), .text = text_span_of("skipped")};
    struct tm_unit u;
    int64_t found = 0;
    enum text_status status = tm_get(m, unit, arena, &u, err);
    if (status == TEXT_OK && u.status != TM_REJECTED) {
        status = tm_set_status(m, unit, TM_REJECTED, text_span_of("ani"), err);
    }
    if (status == TEXT_OK) {
        status = tm_set_property(m, unit, &mark, err);
    }
    u.text.target = text_span_of("Quite another translation.");
    u.origin.kind = text_span_of("user");
    u.created = u.changed = text_span_of("2024-05-06T07:08:09Z");
    u.property_count = 0;
    if (status == TEXT_OK) {
        status = tm_find_pair(m, &u, &found, err);
    }
    return status == TEXT_OK && !found ? tm_add(m, &u, NULL, err) : status;
}

/* Every hundredth unit is corrected, each in a transaction of its own. */
static enum text_status correct(const char *path, committed_call *tell, struct text_error *err)
{
    struct tm_memory *m = NULL;
    struct text_arena *arena = text_arena_new();
    enum text_status status = arena ? tm_open(path, TM_WRITE, &m, err) : text_fail_memory(err, path);
    for (int64_t unit = 1; status == TEXT_OK && unit <= UNITS; unit += 100) {
        status = tm_begin(m, err);
        if (status == TEXT_OK) {
            status = correct_unit(m, unit, arena, err);
        }
        if (status == TEXT_OK) {
            status = tm_commit(m, err);
        }
        if (status == TEXT_OK && tell) {
            tell(path);
        }
    }
    tm_close(m);
    text_arena_free(arena);
    return status;
}

static enum text_status prepare_taken_out(const char *path, committed_call *tell, struct text_error *err)
{
    enum text_status status = import(path, tell, err);
    return status == TEXT_OK ? take_out(path, tell, err) : status;
}

static enum text_status tidy(const char *path, committed_call *tell, struct text_error *err)
{
    struct tm_memory *m = NULL;
    size_t count;
    enum text_status status = tm_open(path, TM_WRITE, &m, err);
    if (status == TEXT_OK) {
        status = tm_tidy(m, &count, err);
    }
    if (status == TEXT_OK && tell) {
        tell(path);
    }
    tm_close(m);
    return status;
}

/* A memory of the first schema: opening brings it up to date. */
static enum text_status prepare_old(const char *path, committed_call *tell, struct text_error *err)
{
    sqlite3 *db = NULL;
    struct text_buffer sql = {0};
    (void)tell;
    enum text_status status = text_file_read("tests/data/memory-v1.sql", &sql, err);
    text_buffer_add_char(&sql, '\0');
    if (status == TEXT_OK && (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, sql.p, NULL, NULL, NULL))) {
        status = text_fail(err, TEXT_IO, "%s: %s", path, sqlite3_errmsg(db));
    }
    sqlite3_close(db);
    text_buffer_free(&sql);
    return status;
}

/* What is saved is in a file beside the memory, whose fifth part is noughts. */
static enum text_status damage(const char *path, struct text_error *err)
{
    struct text_buffer bytes = {0};
    enum text_status status = import(path, NULL, err);
    if (status == TEXT_OK) {
        status = text_file_read(path, &bytes, err);
    }
    if (status == TEXT_OK) {
        memset(bytes.p + bytes.n / 5 * 2, 0, bytes.n / 5);
        FILE *f = fopen(path, "wb");
        if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f) != 0) {
            status = text_fail(err, TEXT_IO, "%s: cannot be written", path);
        }
    }
    text_buffer_free(&bytes);
    return status;
}

static enum text_status salvage(const char *path, committed_call *tell, struct text_error *err)
{
    char damaged[500];
    struct tm_memory *m = NULL;
    struct tm_salvaged salvaged;
    enum text_status status = TEXT_OK;
    snprintf(damaged, sizeof damaged, "%s.damaged", path);
    if (access(damaged, F_OK) != 0) {
        status = damage(damaged, err);
    }
    if (status == TEXT_OK) {
        status = tm_open(path, TM_CREATE, &m, err);
    }
    if (status == TEXT_OK) {
        status = tm_salvage(damaged, m, NULL, &salvaged, err);
    }
    if (status == TEXT_OK && tell) {
        tell(path);
    }
    tm_close(m);
    return status;
}

const struct operation operations[] = {
    {"create", NULL, create, false},
    {"import", NULL, import, false},
    {"import in sessions", NULL, import_in_sessions, false},
    {"merge", import, merge, false},
    {"settle", import, settle, false},
    {"take out", import, take_out, false},
    {"correct", import, correct, false},
    {"tidy", prepare_taken_out, tidy, false},
    {"bring up to date", prepare_old, create, false},
    {"salvage", NULL, salvage, true},
};
const size_t operation_count = sizeof operations / sizeof operations[0];
