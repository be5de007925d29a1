/* How fast a memory answers, beside comparing with everything (brute.h) on the same units in the same run, and whether
 * it finds the same: every unit at or above 70, with its score. Then what it costs to have the memory: importing,
 * adding to it, its size, a process for one query, two processes for a file of them.
 *
 *     bench-match PADAN UNITS.tsv QUERIES.txt     tests/bench/match.sh makes the files
 *     bench-match --memory MEMORY QUERIES.txt     of one that is there: queries, and adding to it, which changes it
 *
 * UNITS.tsv has id<TAB>en a line, QUERIES.txt an id query a line. Quote the ratios: the machine's speed differs.
 */
#define _DEFAULT_SOURCE /* wait4 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/brute.h"
#include "tm/tm.h"

/* COLD: processes for one query each; TURNS: the best of so many counts. */
enum { LEAST = 70, MOST = 5, ALL = 1 << 20, APPENDED = 1000, COLD = 21, TURNS = 3 };

static const char *padan;
static char folder[] = "/tmp/padan-bench-XXXXXX", path[1000];

struct lines {
    struct text_buffer bytes;
    struct text_span *at;
    size_t count;
};

static void stop(const char *message)
{
    fprintf(stderr, "bench-match: %s\n", message);
    exit(1);
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static double read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* Processor time: on a machine that does other things as well it says more than the clock. */
static double used(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static double used_by(const struct rusage *r)
{
    return seconds_of(r->ru_utime) + seconds_of(r->ru_stime);
}

static void read_lines(const char *name, struct lines *out)
{
    struct text_error err;
    if (text_file_read(name, &out->bytes, &err) != TEXT_OK) {
        stop(err.message);
    }
    struct text_span rest = text_buffer_span(&out->bytes), line;
    while (text_span_cut(&rest, '\n', &line)) {
        if ((out->count & (out->count - 1)) == 0) { /* at each power of two the room doubles */
            out->at = realloc(out->at, (2 * out->count + 1) * sizeof *out->at);
        }
        if (!out->at) {
            stop("out of memory");
        }
        out->at[out->count] = line;
        out->count += line.n > 0;
    }
}

static struct text_pair pair_of(struct text_span line)
{
    struct text_pair pair;
    text_span_cut(&line, '\t', &pair.source);
    pair.target = line;
    return pair;
}

/* Runs padan without its output; how long it took, and what it used. Spawned, as a fork would copy this large
 * process. */
static double run(const char *const *arguments, struct rusage *usage)
{
    extern char **environ;
    posix_spawn_file_actions_t actions;
    int status;
    pid_t pid;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    double begun = now();
    int code = posix_spawn(&pid, padan, &actions, NULL, (char *const *)(uintptr_t)arguments, environ);
    if (code != 0 || wait4(pid, &status, 0, usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        stop("padan does not run");
    }
    double took = now() - begun;
    posix_spawn_file_actions_destroy(&actions);
    return took;
}

static void time_import(const char *what, const char *from, const char *to, size_t units)
{
    struct rusage usage;
    const char *const arguments[] = {"padan", "import", "--tm", to, from, NULL};
    double took = run(arguments, &usage);
    printf("  import %s   %9.0f units/s of processor time (%.0f/s by the clock), %ld MB of memory\n", what,
           (double)units / used_by(&usage), (double)units / took, usage.ru_maxrss / 1024);
}

/* The same units as a TMX, which is made of the memory, into another one. */
static void bench_exchange(size_t units)
{
    char tmx[100], other[100];
    struct rusage usage;
    snprintf(tmx, sizeof tmx, "%s/units.tmx", folder);
    snprintf(other, sizeof other, "%s/other.db", folder);
    const char *const arguments[] = {"padan", "export", "--tm", path, "--output", tmx, NULL};
    run(arguments, &usage);
    time_import("TMX", tmx, other, units);
    unlink(tmx);
    unlink(other);
}

/* The lines of a file that are not empty, without keeping them. */
static size_t count_lines(const char *name, size_t *bytes)
{
    size_t n = 0;
    FILE *f = fopen(name, "r");
    if (!f) {
        stop("a file cannot be read");
    }
    for (int c, before = '\n'; (c = getc_unlocked(f)) != EOF; before = c) {
        n += c == '\n' && before != '\n';
        *bytes += c != '\n';
    }
    fclose(f);
    return n;
}

/* Before this process takes memory: to the system the peak of a process begins with that of the one that spawned it. */
static void bench_import(const char *units)
{
    struct stat st;
    size_t bytes = 0, count = count_lines(units, &bytes);
    printf("%zu units\n", count);
    time_import("TSV", units, path, count);
    if (stat(path, &st) != 0) {
        stop("no memory was made");
    }
    printf("  file         %9.1f MB, %.2f times the text\n", (double)st.st_size / 1e6,
           (double)st.st_size / (double)bytes);
    bench_exchange(count);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct figures {
    double median, p99, mean;
};

static struct figures figures_of(double *times, size_t n)
{
    struct figures f = {0};
    for (size_t i = 0; i < n; i++) {
        f.mean += times[i] / (double)n;
    }
    qsort(times, n, sizeof *times, compare_doubles);
    f.median = times[n / 2];
    f.p99 = times[n * 99 / 100];
    return f;
}

static void find(struct tm_memory *m, struct text_span text, size_t most, struct text_arena *arena,
                 struct tm_matches *out)
{
    struct tm_query q = {.text = text, .from = text_span_of("id"), .to = text_span_of("en"), .least = LEAST,
                         .most = most};
    struct text_error err;
    text_arena_reset(arena);
    if (tm_find(m, &q, arena, out, &err) != TEXT_OK) {
        stop(err.message);
    }
}

static struct tm_memory *open_memory(enum tm_access access)
{
    struct tm_memory *m;
    struct text_error err;
    if (tm_open(path, access, &m, &err) != TEXT_OK || tm_begin(m, &err) != TEXT_OK) {
        stop(err.message);
    }
    return m;
}

/* A hit in a form in which both ways of finding it can be compared. */
struct hit {
    uint64_t pair;
    int score;
};

static int compare_hits(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    int by_pair = (x->pair > y->pair) - (x->pair < y->pair);
    return by_pair ? by_pair : x->score - y->score;
}

static struct hit hit_of(struct text_pair pair, int score)
{
    /* That 100 is for equal texts only, and 99 the highest else, is no matter of words. */
    return (struct hit){text_hash(pair.source) * 31 + text_hash(pair.target), score > 99 ? 99 : score};
}

/* Does the memory find what comparing with everything found? */
static bool is_same(struct tm_memory *m, struct text_span query, const struct lines *units,
                    const struct brute_hit *hits, size_t count, struct text_arena *arena)
{
    struct tm_matches matches;
    find(m, query, ALL, arena, &matches);
    struct hit *ours = malloc((matches.count + 1) * sizeof *ours), *all = malloc((count + 1) * sizeof *all);
    if (!ours || !all) {
        stop("out of memory");
    }
    for (size_t i = 0; i < matches.count; i++) {
        ours[i] = hit_of(matches.at[i].unit.text, matches.at[i].score);
    }
    for (size_t i = 0; i < count; i++) {
        all[i] = hit_of(pair_of(units->at[hits[i].text]), hits[i].score);
    }
    qsort(ours, matches.count, sizeof *ours, compare_hits);
    qsort(all, count, sizeof *all, compare_hits);
    bool same = matches.count == count;
    for (size_t i = 0; i < count && same; i++) {
        same = ours[i].pair == all[i].pair && ours[i].score == all[i].score;
    }
    if (!same) {
        printf("  not the same: %zu found, %zu there are, for: %.*s\n", matches.count, count, TEXT_PRINT(query));
    }
    free(ours);
    free(all);
    return same;
}

/* The best of TURNS turns counts for each query: the rest is other processes' doing. */
static void time_memory(struct tm_memory *m, const struct lines *queries, struct text_arena *arena, double *times,
                        double *postings, double *candidates)
{
    struct tm_matches matches;
    *postings = *candidates = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (size_t i = 0; i < queries->count; i++) {
            double begun = used();
            find(m, queries->at[i], MOST, arena, &matches);
            double took = used() - begun;
            times[i] = turn == 0 || took < times[i] ? took : times[i];
            if (turn == 0) {
                *postings += (double)matches.postings / (double)queries->count;
                *candidates += (double)matches.candidates / (double)queries->count;
            }
        }
    }
}

static size_t bench_queries(const struct lines *units, const struct lines *queries)
{
    struct text_arena *arena = text_arena_new();
    struct brute *brute = brute_new();
    double *ours = calloc(queries->count, sizeof *ours), *brutes = calloc(queries->count, sizeof *brutes);
    double postings, candidates;
    size_t same = 0, found = 0, hit_count = 0;
    if (!arena || !ours || !brutes) {
        stop("out of memory");
    }
    struct tm_memory *m = open_memory(TM_READ);
    time_memory(m, queries, arena, ours, &postings, &candidates);
    for (size_t i = 0; i < units->count; i++) {
        brute_add(brute, pair_of(units->at[i]).source);
    }
    for (size_t i = 0; i < queries->count; i++) {
        const struct brute_hit *hits;
        brute_ask(brute, queries->at[i]);
        double begun = used();
        size_t count = brute_find(brute, LEAST, &hits);
        brutes[i] = used() - begun;
        same += is_same(m, queries->at[i], units, hits, count, arena);
        found += count > 0;
        hit_count += count;
    }
    struct figures a = figures_of(ours, queries->count), b = figures_of(brutes, queries->count);
    printf("  %-12s %9s %9s %9s   ms of processor time a query, threshold %d, top %d, warm\n", "", "median", "p99",
           "mean", LEAST, MOST);
    printf("  %-12s %9.3f %9.3f %9.3f   %.0f postings, %.0f candidates a query\n", "padan", a.median * 1e3, a.p99 * 1e3,
           a.mean * 1e3, postings, candidates);
    printf("  %-12s %9.3f %9.3f %9.3f   bit-parallel, everything in memory\n", "brute force", b.median * 1e3,
           b.p99 * 1e3, b.mean * 1e3);
    printf("  %-12s %9.1f %9.1f %9.1f   times as fast\n", "", b.median / a.median, b.p99 / a.p99, b.mean / a.mean);
    printf("  the same as brute force for %zu of %zu queries; %zu have a match, %zu matches in all\n", same,
           queries->count, found, hit_count);
    tm_close(m);
    brute_free(brute);
    text_arena_free(arena);
    free(ours);
    free(brutes);
    return queries->count - same;
}

/* A process that answers the queries first, first + by, ... */
static pid_t start_reader(const struct lines *queries, size_t first, size_t by)
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct tm_memory *m = open_memory(TM_READ);
        struct text_arena *arena = text_arena_new();
        struct tm_matches matches;
        for (int turn = 0; turn < TURNS; turn++) {
            for (size_t i = first; i < queries->count; i += by) {
                find(m, queries->at[i], MOST, arena, &matches);
            }
        }
        _exit(0);
    }
    return pid;
}

static void bench_two(const struct lines *queries)
{
    double begun = now();
    waitpid(start_reader(queries, 0, 1), NULL, 0);
    double one = now() - begun;
    begun = now();
    pid_t pids[2] = {start_reader(queries, 0, 2), start_reader(queries, 1, 2)};
    waitpid(pids[0], NULL, 0);
    waitpid(pids[1], NULL, 0);
    double two = now() - begun;
    printf("  two processes for a file of queries: %.2f times as fast as one (%.0f and %.0f queries/s)\n", one / two,
           TURNS * (double)queries->count / two, TURNS * (double)queries->count / one);
}

static void bench_process(const struct lines *queries)
{
    double clock[COLD], processor[COLD], faults[COLD];
    struct rusage usage;
    for (size_t i = 0; i < COLD; i++) {
        char query[2000];
        snprintf(query, sizeof query, "%.*s", TEXT_PRINT(queries->at[i * queries->count / COLD]));
        const char *const arguments[] = {"padan", "match", "--tm", path, "--from", "id", "--", query, NULL};
        clock[i] = run(arguments, &usage);
        processor[i] = used_by(&usage);
        faults[i] = (double)usage.ru_minflt;
    }
    const char *const nothing[] = {"padan", "--help", NULL};
    run(nothing, &usage);
    printf("  a process for one query: %.1f ms of processor time, %.1f by the clock, %.0f page faults"
           " (one for none: %.1f ms, %ld)\n",
           figures_of(processor, COLD).median * 1e3, figures_of(clock, COLD).median * 1e3,
           figures_of(faults, COLD).median, used_by(&usage) * 1e3, usage.ru_minflt);
}

static void bench_append(const struct lines *units)
{
    struct text_error err;
    struct text_buffer text = {0};
    double begun = now(), busy = used();
    struct tm_memory *m = open_memory(TM_WRITE);
    for (size_t i = 0; i < APPENDED; i++) {
        struct text_pair pair = pair_of(units->at[i * units->count / APPENDED]);
        struct tm_unit u = {.language = {text_span_of("id"), text_span_of("en")}};
        text_buffer_clear(&text);
        text_buffer_add(&text, pair.source);
        text_buffer_add_format(&text, " ke-%zu", i);
        u.text = (struct text_pair){text_buffer_span(&text), pair.target.n ? pair.target : pair.source};
        u.origin.kind = text_span_of("import");
        u.origin.source.name = u.origin.target.name = text_span_of("appended");
        u.origin.confidence = -1;
        if (tm_add(m, &u, NULL, &err) != TEXT_OK) {
            stop(err.message);
        }
    }
    if (tm_commit(m, &err) != TEXT_OK) {
        stop(err.message);
    }
    double took = now() - begun;
    busy = used() - busy;
    tm_close(m);
    text_buffer_free(&text);
    printf("  %d units more: %.0f ms of processor time, %.0f by the clock, with opening and the disk's sync\n",
           APPENDED, busy * 1e3, took * 1e3);
}

/* Of a memory that is there. */
static void bench_memory(const char *memory, const struct lines *queries)
{
    struct text_arena *arena = text_arena_new();
    double *times = calloc(queries->count, sizeof *times), postings, candidates;
    if (!arena || !times) {
        stop("out of memory");
    }
    snprintf(path, sizeof path, "%s", memory);
    struct tm_memory *m = open_memory(TM_READ);
    time_memory(m, queries, arena, times, &postings, &candidates);
    tm_close(m);
    struct figures f = figures_of(times, queries->count);
    printf("  a query: median %.3f, p99 %.3f, mean %.3f ms of processor time; %.0f postings, %.0f candidates\n",
           f.median * 1e3, f.p99 * 1e3, f.mean * 1e3, postings, candidates);
    bench_append(queries);
    text_arena_free(arena);
    free(times);
}

int main(int argc, char **argv)
{
    struct lines units = {0}, queries = {0};
    if (argc != 4) {
        stop("wants PADAN UNITS.tsv QUERIES.txt, or --memory MEMORY QUERIES.txt; scripts in tests/bench call it so");
    }
    if (strcmp(argv[1], "--memory") == 0) {
        read_lines(argv[3], &queries);
        bench_memory(argv[2], &queries);
        text_buffer_free(&queries.bytes);
        free(queries.at);
        return 0;
    }
    padan = argv[1];
    if (!mkdtemp(folder)) {
        stop("no folder for the memory");
    }
    snprintf(path, sizeof path, "%s/memory.db", folder);
    bench_import(argv[2]);
    read_lines(argv[2], &units);
    read_lines(argv[3], &queries);
    size_t differing = bench_queries(&units, &queries);
    bench_process(&queries);
    bench_two(&queries);
    bench_append(&units);
    unlink(path);
    rmdir(folder);
    text_buffer_free(&units.bytes);
    text_buffer_free(&queries.bytes);
    free(units.at);
    free(queries.at);
    return differing != 0;
}
