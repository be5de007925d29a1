/* See lines.h. To know what comes after a line, the next one is read before it is given, and what is wrong with that
 * one waits for its turn. Memory is that of three lines. */
#define _POSIX_C_SOURCE 200809L
#include "cli/lines.h"

#include <stdio.h>
#include <stdlib.h>

struct cli_lines {
    struct cli_reading_lines how;
    struct text_arena *arena; /* of the line that is being read */
    char *bytes;
    size_t capacity;
    size_t base;                       /* where the next line begins */
    struct text_buffer texts[3];       /* take turns: before, now, after */
    struct text_buffer *before, *next; /* NULL: there is none */
    bool begun;
    size_t blanks; /* blank lines before `next` that were not given yet */
    enum text_status failed; /* what the reading of a further line came to */
    struct text_error failure;
};

enum text_status cli_lines_new(const struct cli_reading_lines *how, struct cli_lines **out, struct text_error *err)
{
    struct cli_lines *l = calloc(1, sizeof *l);
    if (!l || !(l->arena = text_arena_new())) {
        free(l);
        return text_fail_memory(err, "standard input");
    }
    l->how = *how;
    *out = l;
    return TEXT_OK;
}

void cli_lines_free(struct cli_lines *l)
{
    if (l) {
        for (size_t i = 0; i < 3; i++) {
            text_buffer_free(&l->texts[i]);
        }
        text_arena_free(l->arena);
        free(l->bytes);
        free(l);
    }
}

/* The next line as it stands, in the arena; p NULL at the end. */
static enum text_status read_line(struct cli_lines *l, struct text_span *out, struct text_error *err)
{
    struct text_decoding decoding = {.name = "standard input", .charset = "UTF-8", .lossy = l->how.lossy};
    struct text_decoded decoded;
    ssize_t n = getline(&l->bytes, &l->capacity, stdin);
    *out = (struct text_span){0};
    if (n < 0) {
        return ferror(stdin) ? text_fail(err, TEXT_IO, "standard input: cannot read") : TEXT_OK;
    }
    struct text_span line = {l->bytes, (size_t)n}, bare = text_span_trim(line);
    decoding.base = l->base + (size_t)(bare.n ? bare.p - line.p : 0);
    l->base += (size_t)n;
    text_arena_reset(l->arena);
    enum text_status status = text_decode(bare, &decoding, l->arena, &decoded, err);
    if (status == TEXT_OK) {
        *out = text_span_trim(decoded.text);
        out->p = out->n ? out->p : "";
    }
    return status;
}

static enum text_status keep(struct text_buffer *to, struct text_span text, struct text_error *err)
{
    text_buffer_clear(to);
    text_buffer_add(to, text);
    return to->failed ? text_fail_memory(err, "standard input") : TEXT_OK;
}

/* Reads the line after the one that is `next` now, and counts the blank ones in between. A failure is kept. */
static void look_ahead(struct cli_lines *l)
{
    struct text_buffer *now = l->next, *to = &l->texts[0];
    struct text_span line;
    while (to == now || to == l->before) {
        to++;
    }
    do {
        l->failed = read_line(l, &line, &l->failure);
        l->blanks += l->failed == TEXT_OK && line.p && !line.n && l->how.blanks;
    } while (l->failed == TEXT_OK && line.p && !line.n);
    if (l->failed == TEXT_OK && line.p) {
        l->failed = keep(to, line, &l->failure);
    }
    l->next = l->failed == TEXT_OK && line.p ? to : NULL;
}

static enum text_status next_alone(struct cli_lines *l, struct cli_line *out, struct text_error *err)
{
    struct text_span line;
    enum text_status status;
    do {
        status = read_line(l, &line, err);
    } while (status == TEXT_OK && line.p && !line.n && !l->how.blanks);
    if (status == TEXT_OK) {
        *out = (struct cli_line){.text = line};
    }
    return status;
}

enum text_status cli_lines_next(struct cli_lines *l, struct cli_line *out, struct text_error *err)
{
    if (!l->how.neighbours) {
        return next_alone(l, out, err);
    }
    if (!l->begun) {
        l->begun = true;
        look_ahead(l);
    }
    if (l->blanks) {
        l->blanks--;
        *out = (struct cli_line){.text = TEXT_LITERAL("")};
        return TEXT_OK;
    }
    struct text_buffer *before = l->before, *now = l->next;
    if (!now) {
        *out = (struct cli_line){0};
        return l->failed == TEXT_OK ? TEXT_OK : text_fail(err, l->failed, "%s", l->failure.message);
    }
    look_ahead(l);
    l->before = now;
    *out = (struct cli_line){.text = text_buffer_span(now)};
    if (before || l->next) {
        out->before = before ? text_buffer_span(before) : TEXT_LITERAL("");
    }
    if (l->next) {
        out->after = text_buffer_span(l->next);
    } else if (before && l->failed == TEXT_OK) {
        out->after = TEXT_LITERAL("");
    }
    return TEXT_OK;
}
