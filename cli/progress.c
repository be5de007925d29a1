/* See progress.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/progress.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double TERMINAL_PAUSE = 0.1, PIPE_PAUSE = 60;

static struct {
    const char *what;
    double begun, told; /* told: the last line, or when this work began */
    size_t first;       /* how much was done by then: an earlier run's, which tells nothing of the rate */
    bool asked, terminal, visible;
} line;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void put_time_left(double seconds)
{
    if (seconds < 100) {
        fprintf(stderr, ", %.0f s left", seconds);
    } else if (seconds < 100 * 60) {
        fprintf(stderr, ", %.0f min left", seconds / 60);
    } else {
        fprintf(stderr, ", %.1f h left", seconds / 3600);
    }
}

static void put(double t, size_t done, size_t of, const char *format, va_list args)
{
    double passed = t - line.begun, rate = passed > 1 && done > line.first ? (double)(done - line.first) / passed : 0;
    fprintf(stderr, "%s%s: %zu", line.terminal ? "\r\033[K" : "padan: ", line.what, done);
    if (of) {
        fprintf(stderr, " of %zu", of);
    }
    if (rate > 0) {
        fprintf(stderr, rate < 10 ? ", %.1f a second" : ", %.0f a second", rate);
        if (of > done) {
            put_time_left((double)(of - done) / rate);
        }
    }
    if (format) {
        fputs("; ", stderr);
        vfprintf(stderr, format, args);
    }
    if (!line.terminal) {
        fputc('\n', stderr);
    }
    fflush(stderr);
}

static void show(const char *what, size_t done, size_t of, const char *format, va_list args)
{
    if (!line.asked) {
        line.asked = true;
        line.terminal = isatty(STDERR_FILENO);
    }
    double t = now();
    if (!line.what || strcmp(line.what, what) != 0) {
        line.what = what;
        line.begun = t;
        line.first = done;
        line.told = line.terminal ? 0 : t;
    }
    if (t - line.told >= (line.terminal ? TERMINAL_PAUSE : PIPE_PAUSE)) {
        line.told = t;
        line.visible = line.terminal;
        put(t, done, of, format, args);
    }
}

void cli_progress_with(const char *what, size_t done, size_t of, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    show(what, done, of, format, args);
    va_end(args);
}

/* The list of arguments is not looked at without a format. */
static void show_alone(const char *what, size_t done, size_t of, ...)
{
    va_list none;
    va_start(none, of);
    show(what, done, of, NULL, none);
    va_end(none);
}

void cli_progress(const char *what, size_t done, size_t of)
{
    show_alone(what, done, of);
}

void cli_progress_clear(void)
{
    if (line.visible) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
        line.visible = false;
    }
}
