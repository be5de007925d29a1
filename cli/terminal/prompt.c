/* See prompt.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/prompt.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/terminal/history.h"
#include "cli/terminal/line-editor.h"

enum { PASTE = 30 }; /* milliseconds within which the next line of a paste is there */

struct cli_prompt {
    bool terminal, history;
    struct cli_line_editor *editor; /* NULL: plain lines */
    char *line;                     /* of getline(3) */
    size_t capacity;
    size_t number; /* of the line, for messages */
};

static void recall(void *context, const char *line)
{
    cli_line_editor_remember(context, line);
}

enum text_status cli_prompt_new(const struct cli_prompting *how, struct cli_prompt **out, struct text_error *err)
{
    struct cli_prompt *p = calloc(1, sizeof *p);
    const char *term = getenv("TERM");
    struct text_error inner;
    if (!p) {
        return text_fail_memory(err, "a line");
    }
    p->terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    p->history = how->history && p->terminal;
    if (p->terminal && term && *term && strcmp(term, "dumb") != 0 &&
        cli_line_editor_new(how->words, &p->editor, &inner) != TEXT_OK) {
        cli_note("padan: lines cannot be edited: %s", inner.message);
    }
    if (p->editor && p->history) {
        cli_history_each(recall, p->editor);
    }
    *out = p;
    return TEXT_OK;
}

void cli_prompt_free(struct cli_prompt *p)
{
    if (p) {
        cli_line_editor_free(p->editor);
        free(p->line);
        free(p);
    }
}

bool cli_prompt_on_terminal(const struct cli_prompt *p)
{
    return p->terminal;
}

static enum text_status read_plain(struct cli_prompt *p, const char *label, struct text_span *out,
                                   struct text_error *err)
{
    if (p->terminal) {
        printf("%s", label);
    }
    fflush(stdout);
    ssize_t n = getline(&p->line, &p->capacity, stdin);
    if (n < 0 && ferror(stdin)) {
        return text_fail(err, TEXT_IO, "standard input: cannot read");
    }
    *out = n < 0 ? (struct text_span){0} : (struct text_span){p->line, (size_t)n};
    return TEXT_OK;
}

/* What is wrong with a line is told and no more. */
static enum text_status clean(struct cli_prompt *p, struct text_span line, struct text_arena *arena,
                              struct text_span *out, struct text_error *err)
{
    struct text_decoding decoding = {.name = "this line", .charset = "UTF-8", .lossy = true};
    struct text_decoded decoded = {.text = {"", 0}};
    struct text_span copy = text_arena_copy(arena, text_span_trim(line));
    struct text_error inner;
    enum text_status status = copy.p ? text_decode(copy, &decoding, arena, &decoded, &inner) : TEXT_NOMEM;
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, "a line");
    }
    if (status != TEXT_OK) {
        cli_warn("line %zu: %s", p->number, inner.message);
        decoded.text = TEXT_LITERAL("");
    } else if (decoded.replaced) {
        cli_warn("line %zu: not UTF-8 in %zu place%s, which are read as U+FFFD", p->number, decoded.replaced,
                 decoded.replaced == 1 ? "" : "s");
    }
    *out = text_span_trim(decoded.text);
    out->p = out->n ? out->p : "";
    return TEXT_OK;
}

enum text_status cli_prompt_read(struct cli_prompt *p, const char *label, struct text_span initial,
                                 struct text_arena *arena, struct text_span *out, struct text_error *err)
{
    struct text_span line = {0};
    enum text_status status = TEXT_OK;
    if (p->editor) {
        fflush(stdout);
        line = cli_line_editor_read(p->editor, label, initial);
    } else {
        status = read_plain(p, label, &line, err);
    }
    if (status != TEXT_OK || !line.p) {
        *out = (struct text_span){0};
        if (p->terminal) {
            putchar('\n');
        }
        return status;
    }
    p->number++;
    return clean(p, line, arena, out, err);
}

bool cli_prompt_waits(const struct cli_prompt *p)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return p->terminal && poll(&input, 1, PASTE) > 0 && (input.revents & POLLIN);
}

void cli_prompt_remember(struct cli_prompt *p, struct text_span line)
{
    struct text_buffer copy = {0};
    text_buffer_add(&copy, line);
    text_buffer_add_char(&copy, '\0');
    if (p->editor && !copy.failed && line.n) {
        cli_line_editor_remember(p->editor, copy.p);
    }
    if (p->history) {
        cli_history_add(line);
    }
    text_buffer_free(&copy);
}
