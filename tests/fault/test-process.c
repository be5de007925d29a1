/* The program itself, in many processes on one memory: several import while others ask, export and count; importers are
 * killed at random moments and begun again. No unit is lost or doubled, nobody is told that the memory is busy.
 *
 * test-process [ROUNDS [SEED]]: 4 kills unless told. Environment: PADAN, the program, as tests/run.sh sets it.
 */
#include "tests/unit/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { IMPORTERS = 4, LINES = 1500, SHARED = 500, ASKERS = 3 };

static uint64_t state;
static const char *padan;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* Starts padan with its messages appended to a file. */
static pid_t start(const char *const *arguments)
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        int in = open("/dev/null", O_RDWR),
            messages = open(memory_path("messages"), O_WRONLY | O_APPEND | O_CREAT, 0644);
        dup2(in, 0);
        dup2(in, 1);
        dup2(messages, 2);
        execv(padan, (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    check(pid > 0, "start padan");
    return pid;
}

static bool ended_well(pid_t pid, int most)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) <= most;
}

/* File k has LINES pairs, of which SHARED are in all files. */
static void write_lines(int k)
{
    char name[20];
    snprintf(name, sizeof name, "%d.tsv", k);
    FILE *f = fopen(memory_path(name), "w");
    check(f != NULL, "make %s", name);
    for (int i = 0; f && i < LINES; i++) {
        int n = i < SHARED ? i : k * LINES + i;
        fprintf(f, "Kalimat nomor %d tentang hal %d, kata ia itu.\tSentence number %d about the thing %d.\n", n, n % 20,
                n, n % 20);
    }
    if (f) {
        fclose(f);
    }
}

static pid_t start_import(const char *memory, int k)
{
    char file[400], name[20];
    snprintf(name, sizeof name, "%d.tsv", k);
    snprintf(file, sizeof file, "%s", memory_path(name));
    const char *const arguments[] = {"padan", "import", "--tm", memory, file, NULL};
    return start(arguments);
}

static pid_t start_asking(const char *memory, uint32_t which)
{
    static const char *const questions[][6] = {
        {"match", "--from", "id", "Kalimat nomor 7 tentang hal 7, kata ia itu.", NULL},
        {"concordance", "Sentence number 7 about the thing 7.", NULL},
        {"export", "--format", "tsv", NULL},
        {"stats", NULL},
    };
    const char *arguments[10] = {"padan"};
    size_t n = 1;
    for (const char *const *q = questions[which % 4]; *q; q++) {
        arguments[n++] = *q;
        if (n == 2) {
            arguments[n++] = "--tm";
            arguments[n++] = memory;
        }
    }
    return start(arguments);
}

static void check_messages(const char *when)
{
    struct text_buffer messages = {0};
    if (text_file_read(memory_path("messages"), &messages, NULL) == TEXT_OK) {
        check(messages.n == 0, "nothing is complained of %s: %.*s", when, TEXT_PRINT(text_buffer_span(&messages)));
    }
    text_buffer_free(&messages);
    unlink(memory_path("messages"));
}

static void check_memory(const char *path, int64_t units, int64_t origins, const char *when)
{
    struct tm_stats s = {0};
    struct text_error err = {0};
    struct tm_memory *m = memory_open(path, TM_READ);
    check(tm_stats(m, &s, &err) == TEXT_OK, "stats: %s", err.message);
    check(s.units == units && s.origins == origins, "%s there are %lld units, not %lld, and %lld origins, not %lld",
          when, (long long)s.units, (long long)units, (long long)s.origins, (long long)origins);
    memory_whole(m, when);
    tm_close(m);
}

static void test_crowd(void)
{
    char path[400];
    pid_t importers[IMPORTERS];
    snprintf(path, sizeof path, "%s", memory_path("crowd.db"));
    check(ended_well(start_import(path, 0), 0), "the first import");
    for (int k = 0; k < IMPORTERS; k++) {
        importers[k] = start_import(path, k);
    }
    for (int left = IMPORTERS; left > 0;) {
        pid_t askers[ASKERS];
        for (uint32_t i = 0; i < ASKERS; i++) {
            askers[i] = start_asking(path, below(4));
        }
        for (int i = 0; i < ASKERS; i++) {
            check(ended_well(askers[i], 0), "who asks while others import is answered");
        }
        left = 0;
        for (int k = 0; k < IMPORTERS; k++) {
            int status = 0;
            pid_t pid = importers[k] ? waitpid(importers[k], &status, WNOHANG) : 0;
            if (pid) {
                check(pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0, "import %d ends well", k);
                importers[k] = 0;
            }
            left += importers[k] != 0;
        }
    }
    check_messages("by a crowd");
    check_memory(path, IMPORTERS * (LINES - SHARED) + SHARED, IMPORTERS * LINES, "after a crowd");
}

static void test_kills(int rounds)
{
    char path[400];
    snprintf(path, sizeof path, "%s", memory_path("killed.db"));
    for (int round = 0; round < rounds; round++) {
        pid_t pids[2] = {start_import(path, 0), start_import(path, 1)};
        nanosleep(&(struct timespec){0, (long)below(round % 2 ? 60000000 : 15000000)}, NULL);
        kill(pids[below(2)], SIGKILL);
        for (int i = 0; i < 2; i++) {
            int status = 0;
            check(waitpid(pids[i], &status, 0) == pids[i] && (WIFSIGNALED(status) || WEXITSTATUS(status) == 0),
                  "an import beside one that is killed ends well");
        }
        struct tm_memory *m = NULL;
        struct text_error err = {0};
        if (access(path, F_OK) == 0 && tm_open(path, TM_READ, &m, &err) == TEXT_OK) {
            memory_whole(m, "after a kill");
            tm_close(m);
        }
        if (round % 3 == 2) { /* and from the beginning, with the making of the file */
            unlink(path);
            unlink(memory_path("killed.db-wal"));
            unlink(memory_path("killed.db-shm"));
        }
    }
    check(ended_well(start_import(path, 0), 0) && ended_well(start_import(path, 1), 0), "the imports done again");
    check_messages("beside kills");
    check_memory(path, 2 * (LINES - SHARED) + SHARED, 2 * LINES, "after kills");
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 4;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    padan = getenv("PADAN");
    if (!padan) {
        printf("skipped: PADAN does not name the program\n0 passed, 0 failed\n");
        return 0;
    }
    printf("seed %llu\n", (unsigned long long)state);
    memory_start();
    for (int k = 0; k < IMPORTERS; k++) {
        write_lines(k);
    }
    test_crowd();
    test_kills(rounds);
    memory_end();
    return check_report();
}
