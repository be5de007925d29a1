/* How fast text_segment cuts Indonesian text, beside ICU's sentence BreakIterator over UTF-16 of the same text, in
 * turns in one process. Quote the ratio: the machine's speed changes from run to run.
 *     bench-segment [FILE...]  FILE is plain UTF-8 text, or a .tsv of which the first column is taken; default: the
 *                              sample articles, whose pages are full of furniture, repeated to 20 MB
 * The limit is reading the bytes once: a sum over them is timed as well.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "text/text.h"

enum { SIZE = 20 << 20, ROUNDS = 7 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void stop(const char *message)
{
    fprintf(stderr, "bench-segment: %s\n", message);
    exit(1);
}

/* The sample's plain articles, clean, one after the other. */
static void read_sample(struct text_buffer *out, struct text_arena *arena)
{
    DIR *folder = opendir("corpora/sample/id");
    struct dirent *entry;
    struct text_error err;
    if (!folder) {
        stop("corpora/sample/id is not here; run it from the root of the repository, or name a file");
    }
    while ((entry = readdir(folder))) {
        char path[512];
        struct text_buffer bytes = {0};
        struct text_decoded decoded;
        struct text_decoding decoding = {.name = entry->d_name};
        if (!text_span_ends(text_span_of(entry->d_name), TEXT_LITERAL(".txt"))) {
            continue;
        }
        snprintf(path, sizeof path, "corpora/sample/id/%s", entry->d_name);
        if (text_file_read(path, &bytes, &err) != TEXT_OK ||
            text_decode(text_buffer_span(&bytes), &decoding, arena, &decoded, &err) != TEXT_OK) {
            stop(err.message);
        }
        text_buffer_add(out, decoded.text);
        text_buffer_add_char(out, '\n');
        text_buffer_free(&bytes);
    }
    closedir(folder);
    size_t n = out->n;
    while (out->n + n < SIZE && !out->failed) {
        text_buffer_reserve(out, n);
        text_buffer_add(out, (struct text_span){out->p, n});
    }
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double time_ours(const struct text_language *language, struct text_span text, struct text_arena *arena,
                        size_t *count)
{
    struct text_decoded decoded = {.text = text, .charset = "UTF-8"};
    struct text_document document;
    struct text_error err;
    text_arena_reset(arena);
    double begun = now();
    if (text_segment(language, &decoded, false, arena, &document, &err) != TEXT_OK) {
        stop(err.message);
    }
    *count = document.count;
    return now() - begun;
}

static double time_icu(UBreakIterator *iterator, const UChar *text, int32_t n, size_t *count)
{
    UErrorCode code = U_ZERO_ERROR;
    double begun = now();
    ubrk_setText(iterator, text, n, &code);
    *count = 0;
    while (ubrk_next(iterator) != UBRK_DONE) {
        ++*count;
    }
    return now() - begun;
}

static double time_reading(struct text_span text, unsigned *sum)
{
    double begun = now();
    for (size_t i = 0; i < text.n; i++) {
        *sum += (unsigned char)text.p[i];
    }
    return now() - begun;
}

/* The first column of each line, to the end of the text or SIZE. */
static void add_column(struct text_buffer *out, struct text_span bytes)
{
    struct text_span line, field;
    while (out->n < SIZE && text_span_cut(&bytes, '\n', &line)) {
        if (text_span_cut(&line, '\t', &field)) {
            text_buffer_add(out, field);
            text_buffer_add_char(out, '\n');
        }
    }
}

static void read_files(struct text_buffer *out, int count, char **paths)
{
    struct text_error err;
    for (int i = 0; i < count; i++) {
        struct text_buffer bytes = {0};
        if (text_file_read(paths[i], &bytes, &err) != TEXT_OK) {
            stop(err.message);
        }
        if (text_span_ends(text_span_of(paths[i]), TEXT_LITERAL(".tsv"))) {
            add_column(out, text_buffer_span(&bytes));
        } else {
            text_buffer_add(out, text_buffer_span(&bytes));
        }
        text_buffer_free(&bytes);
    }
}

static void compare_on(const struct text_language *language, struct text_span text, struct text_arena *arena)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar *wide = malloc((text.n + 1) * sizeof *wide);
    int32_t n = 0;
    if (!wide || text.n > INT32_MAX) {
        stop("out of memory");
    }
    u_strFromUTF8(wide, (int32_t)text.n + 1, &n, text.p, (int32_t)text.n, &code);
    UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, "id", NULL, 0, &code);
    if (U_FAILURE(code)) {
        stop(u_errorName(code));
    }
    double ours[ROUNDS], icu[ROUNDS], ratios[ROUNDS], reading[ROUNDS], mb = (double)text.n / 1e6;
    size_t segments = 0, sentences = 0;
    unsigned sum = 0;
    for (int i = -1; i < ROUNDS; i++) {
        double a = time_ours(language, text, arena, &segments), b = time_icu(iterator, wide, n, &sentences);
        double c = time_reading(text, &sum);
        if (i >= 0) { /* the first turn warms up */
            ours[i] = a, icu[i] = b, reading[i] = c, ratios[i] = b / a;
        }
    }
    qsort(ours, ROUNDS, sizeof *ours, compare);
    qsort(icu, ROUNDS, sizeof *icu, compare);
    qsort(ratios, ROUNDS, sizeof *ratios, compare);
    qsort(reading, ROUNDS, sizeof *reading, compare);
    printf("%.1f MB of Indonesian text, median of %d turns, CPU time\n", mb, ROUNDS);
    printf("  padan        %7.0f MB/s  %zu segments\n", mb / ours[ROUNDS / 2], segments);
    printf("  ICU %-8s %7.0f MB/s  %zu sentences\n", U_ICU_VERSION, mb / icu[ROUNDS / 2], sentences);
    printf("  bytes summed %7.0f MB/s  (%u)\n", mb / reading[ROUNDS / 2], sum);
    printf("  padan is %.2f times as fast as ICU (%.2f to %.2f)\n", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
    ubrk_close(iterator);
    free(wide);
}

int main(int argc, char **argv)
{
    struct text_error err;
    struct text_buffer bytes = {0};
    struct text_arena *arena = text_arena_new(), *scratch = text_arena_new();
    struct text_language *language = NULL;
    if (!arena || !scratch || text_language_load("corpora", "id", &language, &err) != TEXT_OK) {
        stop(arena && scratch ? err.message : "out of memory");
    }
    if (argc > 1) {
        read_files(&bytes, argc - 1, argv + 1);
    } else {
        read_sample(&bytes, scratch);
    }
    compare_on(language, text_buffer_span(&bytes), arena);
    text_buffer_free(&bytes);
    text_language_free(language);
    text_arena_free(arena);
    text_arena_free(scratch);
    return 0;
}
