/* Whatever is done to a memory, its Nth request to the disk fails, or is the last before the process is killed or the
 * power fails; N rises until the work is done untouched. After each: the memory opens and is whole, it holds exactly
 * what one of its commits held (the last that was told, or the next, which was under way), and doing the work again
 * makes it equal to an undisturbed one. See shim.h for what goes wrong, and
 * operations.c for what is done.
 *
 *     test-nth [STEP [SEED]]   each STEPth N, beginning at a random one; default: 2 or 3 a fault. 1: all of them
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#define _POSIX_C_SOURCE 200809L
#include "tests/fault/dump.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "tests/fault/operations.h"
#include "tests/fault/shim.h"

enum { COMMITS_MOST = 16, SLICE = 2 };

/* ---- what goes wrong ---- */

static const struct {
    const char *name;
    struct shim_plan plan;
} faults[] = {
    {"one I/O error", {.fault = SHIM_ERROR, .requests = SHIM_CHANGES}},
    {"I/O errors from then on", {.fault = SHIM_ERROR, .requests = SHIM_CHANGES, .lasting = true}},
    {"one error of reading", {.fault = SHIM_ERROR, .requests = SHIM_READ}},
    {"no room once", {.fault = SHIM_FULL, .requests = SHIM_WRITE | SHIM_OPEN}},
    {"a full disk", {.fault = SHIM_FULL, .requests = SHIM_WRITE | SHIM_OPEN, .lasting = true}},
    {"a kill", {.fault = SHIM_KILL, .requests = SHIM_CHANGES}},
    {"a kill within a write", {.fault = SHIM_KILL, .requests = SHIM_WRITE, .torn = true}},
    {"a power cut", {.fault = SHIM_CUT, .requests = SHIM_CHANGES}},
};

/* ---- how it is tried ---- */

static struct text_buffer states[COMMITS_MOST]; /* after so many commits */
static int state_count;
static volatile int *commits; /* shared with the child */
static uint64_t seed;
static char start[400], work[400];

static void remove_memory(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", "-v1.bak"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char name[450];
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static void copy_start(void)
{
    struct text_buffer bytes = {0};
    remove_memory(work);
    if (access(start, F_OK) == 0) {
        FILE *f = fopen(work, "wb");
        check(text_file_read(start, &bytes, NULL) == TEXT_OK && f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n,
              "copy %s", start);
        if (f) {
            fclose(f);
        }
    }
    text_buffer_free(&bytes);
}

static void keep_state(const char *path)
{
    struct tm_memory *m = memory_open(path, TM_READ);
    check(state_count < COMMITS_MOST && dump_memory(m, &states[state_count], NULL) == TEXT_OK, "dump");
    state_count++;
    tm_close(m);
}

static void count_commit(const char *path)
{
    (void)path;
    ++*commits;
}

/* The states that an undisturbed run goes through. */
static bool learn(const struct operation *o)
{
    struct text_error err = {0};
    remove_memory(start);
    shim_set(NULL);
    if (o->prepare) {
        check(o->prepare(start, NULL, &err) == TEXT_OK, "%s, prepared: %s", o->name, err.message);
    }
    copy_start();
    state_count = 0;
    if (o->prepare) {
        keep_state(work);
    } else {
        text_buffer_clear(&states[0]);
        text_buffer_add_string(&states[state_count++], DUMP_OF_NOTHING);
    }
    check(o->run(work, keep_state, &err) == TEXT_OK, "%s, undisturbed: %s", o->name, err.message);
    return check_failed == 0;
}

struct outcome {
    bool died, fired;
    enum text_status status;
};

/* Runs it with the plan; in a process of its own where it may die. */
static struct outcome run_with(const struct operation *o, const struct shim_plan *plan, const char *what)
{
    struct outcome out = {0};
    struct text_error err = {0};
    *commits = 0;
    if (plan->fault == SHIM_KILL || plan->fault == SHIM_CUT) {
        int ended = 0;
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            shim_set(plan);
            _exit(o->run(work, count_commit, &err) == TEXT_OK ? 0 : 1);
        }
        check(waitpid(pid, &ended, 0) == pid && WIFEXITED(ended), "%s: the process ends", what);
        out.died = out.fired = WIFEXITED(ended) && WEXITSTATUS(ended) == SHIM_DEAD;
        check(out.died || (WIFEXITED(ended) && WEXITSTATUS(ended) == 0), "%s: undisturbed it does its work", what);
        return out;
    }
    shim_set(plan);
    out.status = o->run(work, count_commit, &err);
    out.fired = shim_fired();
    shim_set(NULL);
    /* What is salvaged from is damaged anyway. */
    check(out.status == TEXT_OK ||
              (strstr(err.message, work) && (out.status != TEXT_INVALID || strstr(err.message, ".damaged"))),
          "%s: a clear error, not %d \"%s\"", what, (int)out.status, err.message);
    return out;
}

/* Does it hold what it held after the last commit that was told, or after the one that was under way? */
static bool is_a_state(const struct text_buffer *dump, int told)
{
    for (int i = told; i <= told + 1 && i < state_count; i++) {
        if (text_span_equal(text_buffer_span(dump), text_buffer_span(&states[i]))) {
            return true;
        }
    }
    return false;
}

static void check_whole(struct tm_memory *m, const char *what)
{
    char name[200];
    struct text_error err = {0};
    size_t problems = 1;
    snprintf(name, sizeof name, "%s", what);
    enum text_status status = tm_check(m, memory_tell, name, &problems, &err);
    check(status == TEXT_OK && problems == 0, "%s: the memory is whole: %zu problems %s", what, problems, err.message);
}

static void look(const struct operation *o, bool exactly, struct text_buffer *dump, const char *what)
{
    struct tm_memory *m = NULL;
    struct text_error err = {0};
    /* What was to be made may not be there yet; what was there opens for reading. */
    enum text_status status = tm_open(work, o->prepare ? TM_READ : TM_CREATE, &m, &err);
    check(status == TEXT_OK, "%s: the memory opens: %s", what, err.message);
    if (status != TEXT_OK) {
        return;
    }
    check_whole(m, what);
    check(dump_memory(m, dump, &err) == TEXT_OK, "%s: it can be read: %s", what, err.message);
    check(!exactly || is_a_state(dump, *commits), "%s: it holds what the last commit of %d held", what, *commits);
    tm_close(m);
}

static void do_again(const struct operation *o, bool exactly, struct text_buffer *dump, const char *what)
{
    struct text_error err = {0};
    check(o->run(work, NULL, &err) == TEXT_OK, "%s: doing it again: %s", what, err.message);
    struct tm_memory *m = memory_open(work, TM_READ);
    check(dump_memory(m, dump, &err) == TEXT_OK &&
              (!exactly || text_span_equal(text_buffer_span(dump), text_buffer_span(&states[state_count - 1]))),
          "%s: done again it equals an undisturbed one", what);
    check_whole(m, what);
    tm_close(m);
}

/* How often the operation asks for what is counted. */
static long count_requests(const struct operation *o, unsigned requests)
{
    struct shim_plan plan = {.requests = requests};
    struct text_error err = {0};
    copy_start();
    shim_set(&plan);
    check(o->run(work, NULL, &err) == TEXT_OK, "%s, counted: %s", o->name, err.message);
    long n = shim_count();
    shim_set(NULL);
    return n;
}

static void try_all(const struct operation *o, size_t fault, long step)
{
    struct text_buffer dump = {0};
    struct outcome out = {.fired = true};
    bool exactly = !(o->passes_over && faults[fault].plan.requests == SHIM_READ);
    long requests = count_requests(o, faults[fault].plan.requests);
    long by = step ? step : requests / SLICE + 1, tried = 0;
    for (long n = 1 + (long)((seed + fault) % (uint64_t)by); out.fired; n += by) {
        char what[200];
        struct shim_plan plan = faults[fault].plan;
        plan.nth = n;
        plan.seed = seed + (uint64_t)n;
        snprintf(what, sizeof what, "%s, %s at request %ld of %ld", o->name, faults[fault].name, n, requests);
        copy_start();
        out = run_with(o, &plan, what);
        look(o, exactly, &dump, what);
        do_again(o, exactly, &dump, what);
        tried++;
    }
    if (step) {
        printf("%s, %s: %ld requests, %ld tried\n", o->name, faults[fault].name, requests, tried);
    }
    text_buffer_free(&dump);
}

int main(int argc, char **argv)
{
    long step = argc > 1 ? atol(argv[1]) : 0;
    seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    printf("seed %llu\n", (unsigned long long)seed);
    memory_start();
    snprintf(start, sizeof start, "%s", memory_path("start.db"));
    snprintf(work, sizeof work, "%s", memory_path("work.db"));
    commits = mmap(NULL, sizeof *commits, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (commits == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    shim_install();
    for (size_t i = 0; i < operation_count; i++) {
        for (size_t f = 0; learn(&operations[i]) && f < sizeof faults / sizeof faults[0]; f++) {
            try_all(&operations[i], f, step);
        }
    }
    for (size_t i = 0; i < COMMITS_MOST; i++) {
        text_buffer_free(&states[i]);
    }
    memory_end();
    return check_report();
}
