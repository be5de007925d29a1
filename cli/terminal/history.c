/* See history.h. A line is one write at the end of the file, so that several sessions may add to it. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/history.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEPT = 1000, MANY = 2 * KEPT, OWNER = 0600, OWNER_FOLDER = 0700 };

/* NUL-terminated; nothing when there is no place. */
static void find(struct text_buffer *path)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && state[0] == '/') {
        text_buffer_add_format(path, "%s/padan/history", state);
    } else if (home && *home) {
        text_buffer_add_format(path, "%s/.local/state/padan/history", home);
    }
    if (path->n) {
        text_buffer_add_char(path, '\0');
    }
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, OWNER_FOLDER);
        *slash = '/';
    }
}

/* Where the last KEPT lines begin; *lines: how many there are. */
static size_t last_lines(struct text_span all, size_t *lines)
{
    size_t n = 0, begin = all.n;
    for (size_t i = all.n; i-- > 0;) {
        if (all.p[i] == '\n') {
            n++;
            begin = n <= KEPT + 1 ? i + 1 : begin;
        }
    }
    *lines = n;
    return n <= KEPT ? 0 : begin;
}

/* Whole or not at all. */
static void rewrite(const char *path, struct text_span lines)
{
    struct text_buffer beside = {0};
    text_buffer_add_format(&beside, "%s.XXXXXX", path);
    text_buffer_add_char(&beside, '\0');
    int file = beside.failed ? -1 : mkstemp(beside.p);
    if (file >= 0) {
        bool written = write(file, lines.p, lines.n) == (ssize_t)lines.n;
        if (close(file) != 0 || !written || rename(beside.p, path) != 0) {
            unlink(beside.p);
        }
    }
    text_buffer_free(&beside);
}

void cli_history_each(cli_history_visitor *visit, void *context)
{
    struct text_buffer path = {0}, all = {0};
    size_t lines = 0;
    find(&path);
    if (path.n && !path.failed && access(path.p, R_OK) == 0 && text_file_read(path.p, &all, NULL) == TEXT_OK) {
        struct text_span rest = text_buffer_span(&all), line;
        size_t begin = last_lines(rest, &lines);
        rest = (struct text_span){rest.p + begin, rest.n - begin};
        if (lines > MANY) {
            rewrite(path.p, rest);
        }
        while (text_span_cut(&rest, '\n', &line)) {
            if (line.n && rest.p > line.p + line.n) { /* not what a crash left of a line */
                all.p[line.p + line.n - all.p] = '\0';
                visit(context, line.p);
            }
        }
    }
    text_buffer_free(&path);
    text_buffer_free(&all);
}

void cli_history_add(struct text_span line)
{
    struct text_buffer path = {0}, text = {0};
    for (size_t i = 0; i < line.n; i++) {
        if ((unsigned char)line.p[i] < 0x20) {
            return;
        }
    }
    find(&path);
    text_buffer_add(&text, line);
    text_buffer_add_char(&text, '\n');
    int file = -1;
    if (line.n && path.n && !path.failed && !text.failed) {
        make_folders(path.p);
        file = open(path.p, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, OWNER);
    }
    if (file >= 0) {
        /* An older file may have been for all to read. What cannot be kept is forgotten. */
        if (fchmod(file, OWNER) != 0 || write(file, text.p, text.n) != (ssize_t)text.n) {
            text_buffer_clear(&text);
        }
        close(file);
    }
    text_buffer_free(&path);
    text_buffer_free(&text);
}
