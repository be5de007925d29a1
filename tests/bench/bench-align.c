/* How long two documents take that translate each other, from 1,000 to 100,000 segments a side, tokenising and looking
 * words up included, and how much memory: both should grow as the documents do.
 *     bench-align [FILE...]  FILE has source<TAB>target a line; default: the gold pairs of the sample, over and over
 * The documents are the lines in their order, of each side one in twelve left out and one in twelve joined to the next.
 * Each size runs in a process of its own, for its peak of memory; time is the processor's.
 */
#define _DEFAULT_SOURCE
#include "tests/unit/align.h"

#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SIZES = 3, ONE_IN = 12 };

static uint64_t state = 1;

static bool by_chance(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % ONE_IN == 0;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void read_pairs(const char *path, struct text_buffer *out)
{
    struct text_error err;
    struct text_buffer bytes = {0};
    err.message[0] = '\0';
    demand(text_file_read(path, &bytes, &err) == TEXT_OK, err.message);
    text_buffer_add(out, text_buffer_span(&bytes));
    text_buffer_free(&bytes);
}

/* The last two fields of a line. */
static bool split(struct text_span line, bool of_sample, struct text_pair *pair)
{
    struct text_span field;
    for (int i = 0; i < (of_sample ? 4 : 0); i++) {
        if (!text_span_cut(&line, '\t', &field)) {
            return false;
        }
    }
    return line.n && *line.p != '#' && text_span_cut(&line, '\t', &pair->source) &&
           text_span_cut(&line, '\t', &pair->target) && pair->source.n && pair->target.n;
}

static void add(struct text_buffer *to, struct text_span s)
{
    if (!by_chance()) {
        text_buffer_add(to, s);
        text_buffer_add_char(to, by_chance() ? ' ' : '\n');
    }
}

static void make_documents(struct text_span lines, bool of_sample, size_t size, struct text_buffer *documents)
{
    struct text_span rest = lines, line;
    for (size_t n = 0; n < size;) {
        struct text_pair pair;
        if (!text_span_cut(&rest, '\n', &line)) {
            demand(n > 0, "pairs to be read");
            rest = lines;
        } else if (split(line, of_sample, &pair)) {
            add(&documents[0], pair.source);
            add(&documents[1], pair.target);
            n++;
        }
    }
}

/* Prints what one size takes; returns the seconds. */
static double run(struct text_span lines, bool of_sample, size_t size)
{
    struct text_buffer documents[2] = {{0}, {0}};
    make_documents(lines, of_sample, size, documents);
    struct text_arena *arena = text_arena_new();
    struct side source, target;
    struct align_beads beads;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    long before = usage.ru_maxrss;
    double began = now();
    side_make(model, languages[0], ALIGN_SOURCE, text_buffer_span(&documents[0]), true, arena, &source);
    side_make(model, languages[1], ALIGN_TARGET, text_buffer_span(&documents[1]), true, arena, &target);
    struct align_texts texts = {source.text, target.text};
    demand(align_documents(model, texts, ALIGN_PARALLEL, arena, &beads, NULL) == TEXT_OK, "memory to align");
    double seconds = now() - began;
    getrusage(RUSAGE_SELF, &usage);
    size_t segments = source.document.count + target.document.count, pairs = 0;
    for (size_t k = 0; k < beads.count; k++) {
        pairs += beads.at[k].kind != ALIGN_UNMATCHED && beads.at[k].confidence >= ALIGN_LEAST_CONFIDENCE;
    }
    printf("%7zu lines: %zu segments, %zu pairs, %.2f s, %.0f segments/s, %ld MB (%.2f kB a segment)\n", size, segments,
           pairs, seconds, (double)segments / seconds, (usage.ru_maxrss - before) / 1024,
           (double)(usage.ru_maxrss - before) / (double)segments);
    fflush(stdout);
    return seconds;
}

int main(int count, char **arguments)
{
    static const size_t sizes[SIZES] = {1000, 10000, 100000};
    struct text_buffer lines = {0};
    double seconds[SIZES] = {0};
    for (int i = 1; i < count; i++) {
        read_pairs(arguments[i], &lines);
    }
    if (count == 1) {
        read_pairs("corpora/sample/gold/segments.tsv", &lines);
    }
    model_load();
    for (int i = 0; i < SIZES; i++) {
        int ends[2];
        demand(pipe(ends) == 0, "a pipe");
        pid_t child = fork();
        demand(child >= 0, "a process");
        if (child == 0) {
            double s = run(text_buffer_span(&lines), count == 1, sizes[i]);
            demand(write(ends[1], &s, sizeof s) == (ssize_t)sizeof s, "a pipe");
            _exit(0);
        }
        close(ends[1]);
        demand(read(ends[0], &seconds[i], sizeof seconds[i]) == (ssize_t)sizeof seconds[i], "a size that fails");
        close(ends[0]);
        waitpid(child, NULL, 0);
    }
    printf("a hundred times the lines take %.0f times as long\n", seconds[SIZES - 1] / seconds[0]);
    model_free();
    text_buffer_free(&lines);
    return 0;
}
