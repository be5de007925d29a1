/* A process that adds to a memory is killed at random moments: the memory opens, is whole, holds all that was committed
 * and nothing of what was not, and doing the work again completes it without doubles. Processes that write at once lose
 * nothing, and those that read beside them see one state at a time. A writer waits for another.
 *
 * test-kill [ROUNDS [SEED]]: 12 rounds unless told; from 100 on the patience of 10 seconds is waited for as well.
 */
#include "tests/unit/memory.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { UNITS = 600, BATCH = 20 };

static uint64_t state;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

static void sleep_microseconds(uint32_t n)
{
    nanosleep(&(struct timespec){n / 1000000, (long)(n % 1000000) * 1000}, NULL);
}

static void stop(const char *what, const struct text_error *err)
{
    printf("FAIL %s: %s\n", what, err->message);
    fflush(stdout);
    _exit(3);
}

/* Adds all units from `file`, in their order, `batch` a transaction; tells through fd how many are committed. */
static void write_all(const char *path, const char *file, int batch, int fd)
{
    struct tm_memory *m = NULL;
    struct text_error err = {0};
    if (tm_open(path, TM_CREATE, &m, &err) != TEXT_OK) {
        stop("open to write", &err);
    }
    for (int done = 0; done < UNITS; done += batch) {
        if (tm_begin(m, &err) != TEXT_OK) {
            stop("begin", &err);
        }
        for (int i = done; i < done + batch && i < UNITS; i++) {
            char source[100], target[100];
            snprintf(source, sizeof source, "Kata ke%d dari berita nomor %d, begitu kata ke%d.", i, i / 7, i % 13);
            snprintf(target, sizeof target, "Word %d of the news number %d, so said %d.", i, i / 7, i % 13);
            struct tm_unit u = memory_unit(source, target, file);
            if (tm_add(m, &u, NULL, &err) != TEXT_OK) {
                stop("add", &err);
            }
        }
        if (tm_commit(m, &err) != TEXT_OK) {
            stop("commit", &err);
        }
        int committed = done + batch;
        if (fd >= 0 && write(fd, &committed, sizeof committed) != sizeof committed) {
            _exit(3);
        }
    }
    tm_close(m);
}

static int last_told(int fd)
{
    int told = 0, next;
    while (read(fd, &next, sizeof next) == sizeof next) {
        told = next;
    }
    return told;
}

/* One life of a writer. Returns true when it came to the end of its work. */
static bool write_and_kill(const char *path, uint32_t microseconds, int *committed)
{
    int ends[2], status = 0;
    if (pipe(ends) != 0) {
        perror("pipe");
        exit(1);
    }
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        write_all(path, "a", BATCH, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    sleep_microseconds(microseconds);
    kill(pid, SIGKILL);
    check(waitpid(pid, &status, 0) == pid, "wait for the writer");
    *committed = last_told(ends[0]);
    close(ends[0]);
    check(!WIFEXITED(status) || WEXITSTATUS(status) == 0, "the writer fails only by being killed");
    return WIFEXITED(status);
}

static int64_t count_units(struct tm_memory *m, int64_t *uses)
{
    struct tm_stats s = {0};
    struct text_error err = {0};
    check(tm_stats(m, &s, &err) == TEXT_OK, "stats: %s", err.message);
    *uses = s.origins;
    return s.units;
}

static void test_kills(int rounds)
{
    int64_t before = 0, origins = 0;
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("killed.db"));
    for (int round = 0; round < rounds; round++) {
        if (before == UNITS) { /* and from the beginning, with the making of the file */
            unlink(path);
            before = 0;
        }
        int committed = 0;
        /* Early deaths hit the making of the tables, late ones the work. */
        write_and_kill(path, 1 + below(round % 3 ? 60000 : 8000), &committed);
        if (access(path, F_OK) != 0) {
            continue;
        }
        struct tm_memory *m = NULL;
        struct text_error err = {0};
        enum text_status status = tm_open(path, TM_CREATE, &m, &err);
        check(status == TEXT_OK, "round %d: the memory opens: %s", round, err.message);
        if (status != TEXT_OK) {
            return;
        }
        int64_t now = count_units(m, &origins);
        check(now >= committed && now >= before, "round %d: %lld units, but %d were committed and %lld there", round,
              (long long)now, committed, (long long)before);
        check(now % BATCH == 0 && origins == now, "round %d: transactions are whole: %lld units, %lld origins", round,
              (long long)now, (long long)origins);
        memory_whole(m, "after a kill");
        tm_close(m);
        before = now;
    }
    write_all(path, "a", BATCH, -1);
    struct tm_memory *m = memory_open(path, TM_READ);
    int64_t units = count_units(m, &origins);
    check(units == UNITS && origins == UNITS, "the work done again is complete, without doubles: %lld %lld",
          (long long)units, (long long)origins);
    memory_whole(m, "at the end");
    tm_close(m);
}

static enum text_status count_visit(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)u;
    (void)err;
    ++*(int64_t *)context;
    return TEXT_OK;
}

/* Reads until all units are there: each look sees one state, no older than the one before, in which all is found. */
static void read_all(const char *path)
{
    struct text_arena *arena = text_arena_new();
    struct text_error err = {0};
    struct tm_memory *m = NULL;
    if (tm_open(path, TM_READ, &m, &err) != TEXT_OK) {
        stop("open to read", &err);
    }
    for (int64_t before = 0; before < UNITS;) {
        int64_t count = 0;
        struct tm_stats s = {0};
        struct tm_matches matches = {0};
        struct tm_query q = {.text = text_span_of("Kata ke0 dari berita nomor 0, begitu kata ke0."),
                             .from = text_span_of("id"),
                             .to = text_span_of("en"),
                             .least = 100};
        text_arena_reset(arena);
        if (tm_begin(m, &err) != TEXT_OK || tm_stats(m, &s, &err) != TEXT_OK ||
            tm_each(m, count_visit, &count, &err) != TEXT_OK || tm_find(m, &q, arena, &matches, &err) != TEXT_OK ||
            tm_commit(m, &err) != TEXT_OK) {
            stop("read beside writers", &err);
        }
        if (count != s.units || count < before || matches.count != (count > 0)) {
            text_fail(&err, TEXT_INVALID, "%lld units counted, %lld seen, %lld before, %zu found", (long long)s.units,
                      (long long)count, (long long)before, matches.count);
            stop("see one state", &err);
        }
        before = count;
    }
    tm_close(m);
}

static void test_many(void)
{
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("shared.db"));
    pid_t pids[3], readers[2];
    static const char *const files[] = {"a", "b", "c"};
    tm_close(memory_open(path, TM_CREATE));
    fflush(stdout);
    for (int i = 0; i < 2; i++) {
        readers[i] = fork();
        if (readers[i] == 0) {
            read_all(path);
            _exit(0);
        }
    }
    for (int i = 0; i < 3; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            write_all(path, files[i], 7 + 20 * i, -1);
            _exit(0);
        }
    }
    for (int i = 0; i < 3; i++) {
        int status = 1;
        check(waitpid(pids[i], &status, 0) == pids[i] && status == 0, "writer %d ends well: %d", i, status);
    }
    for (int i = 0; i < 2; i++) {
        int status = 1;
        check(waitpid(readers[i], &status, 0) == readers[i] && status == 0, "reader %d ends well: %d", i, status);
    }
    struct tm_memory *m = memory_open(path, TM_READ);
    int64_t origins = 0, units = count_units(m, &origins);
    check(units == UNITS && origins == 3 * UNITS, "three writers at once lose nothing: %lld units, %lld origins",
          (long long)units, (long long)origins);
    memory_whole(m, "after three writers");
    tm_close(m);
}

/* A child holds the memory for a time; how the parent's tm_begin ends. */
static void test_patience(uint32_t held_milliseconds, enum text_status expected)
{
    char path[400], byte;
    int ends[2];
    snprintf(path, sizeof path, "%s", memory_path("held.db"));
    tm_close(memory_open(path, TM_CREATE));
    check(pipe(ends) == 0, "pipe");
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct tm_memory *mine = NULL;
        struct text_error err = {0};
        if (tm_open(path, TM_WRITE, &mine, &err) != TEXT_OK || tm_begin(mine, &err) != TEXT_OK) {
            stop("hold", &err);
        }
        if (write(ends[1], "x", 1) != 1) {
            _exit(3);
        }
        sleep_microseconds(held_milliseconds * 1000);
        _exit(0);
    }
    struct text_error err = {0};
    check(read(ends[0], &byte, 1) == 1, "the other process holds the memory");
    struct tm_memory *m = memory_open(path, TM_WRITE);
    enum text_status status = tm_begin(m, &err);
    check(status == expected, "held for %u ms: %d, not %d: %s", held_milliseconds, (int)status, (int)expected,
          err.message);
    check(status == TEXT_OK || strstr(err.message, "another process"), "the message tells why: %s", err.message);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(ends[0]);
    close(ends[1]);
    tm_close(m);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 12;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)state);
    memory_start();
    test_kills(rounds);
    test_many();
    test_patience(150, TEXT_OK);
    if (rounds >= 100) {
        test_patience(15000, TEXT_BUSY);
    }
    memory_end();
    return check_report();
}
