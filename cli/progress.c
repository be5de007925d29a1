/* See progress.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
    const char *what;
    double begun, drawn;
    bool visible;
} line;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void cli_progress(const char *what, size_t done, size_t of)
{
    if (!isatty(STDERR_FILENO)) {
        return;
    }
    double t = now();
    if (!line.what || strcmp(line.what, what) != 0) {
        line.what = what;
        line.begun = t;
        line.drawn = 0;
    }
    if (t - line.drawn < 0.1) {
        return;
    }
    line.drawn = t;
    line.visible = true;
    double rate = t > line.begun ? (double)done / (t - line.begun) : 0;
    fprintf(stderr, "\r\033[K%s: %zu", what, done);
    if (of) {
        fprintf(stderr, " of %zu", of);
    }
    if (rate > 0 && t - line.begun > 1) {
        fprintf(stderr, ", %.0f a second", rate);
        if (of > done) {
            fprintf(stderr, ", %.0f s left", (double)(of - done) / rate);
        }
    }
    fflush(stderr);
}

void cli_progress_clear(void)
{
    if (line.visible) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
        line.visible = false;
    }
}
