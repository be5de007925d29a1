/* See line-editor.h. The one file that knows libedit. It takes the terminal for the time of a line, gives it back on
 * every signal, and reads and writes characters as the locale says, so one of UTF-8 is looked for. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/line-editor.h"

#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLI_LIBEDIT(F)                                                                                                 \
    F(el_init)                                                                                                         \
    F(el_end)                                                                                                          \
    F(el_set)                                                                                                          \
    F(el_get)                                                                                                          \
    F(el_gets)                                                                                                         \
    F(el_line)                                                                                                         \
    F(el_insertstr)                                                                                                    \
    F(el_push)                                                                                                         \
    F(history_init)                                                                                                    \
    F(history_end)                                                                                                     \
    F(history)

struct libedit {
    CLI_LIBEDIT(TEXT_LIBRARY_MEMBER)
};

#define USE "to edit a line while it is typed"
#ifdef CLI_LIBEDIT_FILE
static struct libedit libedit;
TEXT_LIBRARY_NOTE_OF(libedit_note, "[{\"feature\":\"libedit\",\"description\":\"" USE
                                   "\",\"priority\":\"recommended\",\"soname\":[\"" CLI_LIBEDIT_FILE "\"]}]")
#else
#define CLI_LIBEDIT_FILE NULL
static struct libedit libedit = {CLI_LIBEDIT(TEXT_LIBRARY_LINKED)};
#endif
static TEXT_LIBRARY_LOADER(libedit, CLI_LIBEDIT, "libedit", USE, CLI_LIBEDIT_FILE)

enum { REMEMBERED = 1000, TAB = '\t' };

struct cli_line_editor {
    EditLine *line;
    History *history;
    const char *const *words;
    const char *label;
    struct text_buffer initial;
};

static struct cli_line_editor *editor_of(EditLine *line)
{
    void *editor = NULL;
    libedit.el_get(line, EL_CLIENTDATA, &editor);
    return editor;
}

static char *label_of(EditLine *line)
{
    /* It is read only. */
    static char label[64];
    snprintf(label, sizeof label, "%s", editor_of(line)->label);
    return label;
}

/* How far all words that begin with it go on in the same way; *only: it is one. */
static size_t common(const char *const *words, struct text_span begun, const char **found, bool *only)
{
    size_t n = 0, count = 0;
    for (; *words; words++) {
        if (strncmp(*words, begun.p, begun.n) == 0) {
            size_t same = 0;
            while (count && same < n && (*words)[same] == (*found)[same]) {
                same++;
            }
            n = count++ ? same : strlen(*words);
            *found = *words;
        }
    }
    *only = count == 1;
    return n;
}

static unsigned char complete(EditLine *line, int key)
{
    const struct cli_line_editor *e = editor_of(line);
    const LineInfo *at = libedit.el_line(line);
    struct text_span begun = {at->buffer, (size_t)(at->cursor - at->buffer)};
    const char *found = NULL;
    char more[64];
    bool only = false;
    (void)key;
    size_t n = begun.n && !memchr(begun.p, ' ', begun.n) ? common(e->words, begun, &found, &only) : 0;
    if (n < begun.n || n >= sizeof more || (n == begun.n && !only)) {
        return CC_REFRESH_BEEP;
    }
    snprintf(more, sizeof more, "%.*s%s", (int)(n - begun.n), found + begun.n, only ? " " : "");
    return libedit.el_insertstr(line, more) == 0 ? CC_REFRESH : CC_REFRESH_BEEP;
}

static void prepare(struct cli_line_editor *e)
{
    HistEvent event;
    libedit.history(e->history, &event, H_SETSIZE, REMEMBERED);
    libedit.history(e->history, &event, H_SETUNIQUE, 1);
    libedit.el_set(e->line, EL_CLIENTDATA, e);
    libedit.el_set(e->line, EL_PROMPT, label_of);
    libedit.el_set(e->line, EL_SIGNAL, 1);
    libedit.el_set(e->line, EL_EDITOR, "emacs");
    libedit.el_set(e->line, EL_HIST, libedit.history, e->history);
    libedit.el_set(e->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
    if (*e->words) { /* libedit never frees the names that it is told here */
        libedit.el_set(e->line, EL_ADDFN, "padan-complete", "complete a command", complete);
        libedit.el_set(e->line, EL_BIND, "^I", "padan-complete", NULL);
    }
}

enum text_status cli_line_editor_new(const char *const *words, struct cli_line_editor **out, struct text_error *err)
{
    enum text_status status = libedit_load(err);
    struct cli_line_editor *e = status == TEXT_OK ? calloc(1, sizeof *e) : NULL;
    if (!e) {
        return status != TEXT_OK ? status : text_fail_memory(err, "a line");
    }
    setlocale(LC_CTYPE, "");
    if (MB_CUR_MAX == 1) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
    e->words = words;
    e->label = "";
    e->history = libedit.history_init();
    e->line = libedit.el_init("padan", stdin, stdout, stderr);
    if (!e->history || !e->line) {
        cli_line_editor_free(e);
        return text_fail(err, TEXT_IO, "libedit cannot use this terminal");
    }
    prepare(e);
    *out = e;
    return TEXT_OK;
}

void cli_line_editor_free(struct cli_line_editor *e)
{
    if (e) {
        if (e->line) {
            libedit.el_end(e->line);
        }
        if (e->history) {
            libedit.history_end(e->history);
        }
        text_buffer_free(&e->initial);
        free(e);
    }
}

/* As if it was typed: nothing in it may be taken for a key. */
static void push(struct cli_line_editor *e, struct text_span initial)
{
    text_buffer_clear(&e->initial);
    for (size_t i = 0; i < initial.n; i++) {
        char c = initial.p[i];
        text_buffer_add_char(&e->initial, (unsigned char)c < 0x20 || c == 0x7F ? ' ' : c);
    }
    text_buffer_add_char(&e->initial, '\0');
    if (initial.n && !e->initial.failed) {
        libedit.el_push(e->line, e->initial.p);
    }
}

struct text_span cli_line_editor_read(struct cli_line_editor *e, const char *label, struct text_span initial)
{
    int n = 0;
    e->label = label;
    push(e, initial);
    const char *line = libedit.el_gets(e->line, &n);
    if (!line || n <= 0) {
        return (struct text_span){0};
    }
    return (struct text_span){line, (size_t)n - (line[n - 1] == '\n')};
}

void cli_line_editor_remember(struct cli_line_editor *e, const char *line)
{
    HistEvent event;
    libedit.history(e->history, &event, H_ENTER, line);
}
