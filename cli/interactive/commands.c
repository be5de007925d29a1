/* The commands of a session: a table, from which its help and the completion are made; see session.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interactive/paste.h"
#include "cli/interactive/session.h"
#include "cli/match/hit.h"
#include "cli/terminal/clipboard.h"
#include "cli/terminal/visible.h"

typedef enum text_status command_run(struct cli_session *, struct text_span rest, struct text_error *err);

/* Takes the number of a suggestion off *rest. */
static enum text_status take_item(const struct cli_session *s, struct text_span *rest, const struct cli_item **out,
                                  struct text_error *err)
{
    struct text_span word = *rest;
    size_t number = 0;
    text_span_cut(rest, ' ', &word);
    *rest = text_span_trim(*rest);
    for (size_t i = 0; i < word.n; i++) {
        bool digit = word.p[i] >= '0' && word.p[i] <= '9' && i < 6;
        number = digit ? 10 * number + (size_t)(word.p[i] - '0') : 0;
        if (!digit) {
            break;
        }
    }
    if (number == 0 || number > s->item_count) {
        return s->item_count ? text_fail(err, TEXT_EMPTY, "which suggestion? There are 1 to %zu", s->item_count)
                             : text_fail(err, TEXT_EMPTY, "there is no suggestion");
    }
    *out = &s->items[number - 1];
    return TEXT_OK;
}

static enum text_status copy(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    const struct cli_item *item;
    struct text_buffer b = {0};
    enum text_status status = take_item(s, &rest, &item, err);
    if (status == TEXT_OK) {
        /* In one line, however long: it may be taken from there by hand. */
        cli_visible_add(&b, item->suggestion);
        status = b.failed ? text_fail_memory(err, "a suggestion") : TEXT_OK;
        printf("%.*s\n", TEXT_PRINT(b));
        text_buffer_free(&b);
    }
    if (status == TEXT_OK && s->clipboard && cli_prompt_on_terminal(s->prompt)) {
        cli_clipboard_put(item->suggestion);
    }
    return status;
}

static enum text_status add(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    if (!s->asked) {
        return text_fail(err, TEXT_EMPTY, "type the sentence first that is translated so");
    }
    if (!rest.n) {
        return text_fail(err, TEXT_EMPTY, "the translation stands behind :add");
    }
    return cli_session_add(s, rest, err);
}

static enum text_status edit(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    const struct cli_item *item = NULL;
    enum text_status status = take_item(s, &rest, &item, err);
    if (status == TEXT_OK && !rest.n && cli_prompt_on_terminal(s->prompt)) {
        status = cli_prompt_read(s->prompt, "translation: ", item->unit.text.target, s->typed, &rest, err);
    }
    if (status == TEXT_OK && !rest.n) {
        status = text_fail(err, TEXT_EMPTY, "the translation stands behind the number; nothing was changed");
    }
    return status == TEXT_OK ? cli_session_correct(s, item, rest, err) : status;
}

static enum text_status approve(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    const struct cli_item *item;
    enum text_status status = take_item(s, &rest, &item, err);
    return status == TEXT_OK ? cli_session_decide(s, item, TM_APPROVED, err) : status;
}

static enum text_status reject(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    const struct cli_item *item;
    enum text_status status = take_item(s, &rest, &item, err);
    return status == TEXT_OK ? cli_session_decide(s, item, TM_REJECTED, err) : status;
}

/* The language by its number among ours, 2 for auto, -1 for none. */
static int language_of(const struct cli_session *s, struct text_span word)
{
    for (int i = 0; i < 2; i++) {
        if (text_span_equal(word, text_span_of(text_language_code(s->asking.languages.at[i])))) {
            return i;
        }
    }
    return text_span_equal(word, TEXT_LITERAL("auto")) ? 2 : -1;
}

static enum text_status set_from(struct cli_session *s, int from, struct text_error *err)
{
    if (from < 0) {
        return text_fail(err, TEXT_EMPTY, "a language is %s, %s or auto",
                         text_language_code(s->asking.languages.at[0]), text_language_code(s->asking.languages.at[1]));
    }
    s->asking.from = from == 2 ? "auto" : text_language_code(s->asking.languages.at[from]);
    printf("from %s\n", s->asking.from);
    return TEXT_OK;
}

static enum text_status from(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    return set_from(s, language_of(s, rest), err);
}

static enum text_status to(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    int language = language_of(s, rest);
    return set_from(s, language == 0 || language == 1 ? !language : language, err);
}

static enum text_status take_number(struct text_span rest, const char *what, long most, long *out,
                                    struct text_error *err)
{
    long n = 0;
    for (size_t i = 0; i < rest.n && n >= 0; i++) {
        bool digit = rest.p[i] >= '0' && rest.p[i] <= '9' && i < 6;
        n = digit ? 10 * n + (rest.p[i] - '0') : -1;
    }
    if (n < 1 || n > most) {
        return text_fail(err, TEXT_EMPTY, "%s is a number from 1 to %ld", what, most);
    }
    *out = n;
    printf("%s %ld\n", what, n);
    return TEXT_OK;
}

static enum text_status least(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    return take_number(rest, "min", TM_SCORE_MOST, &s->asking.least, err);
}

static enum text_status most(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    return take_number(rest, "top", 1000, &s->asking.most, err);
}

static enum text_status concordance(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    struct tm_hits hits = {0};
    struct tm_phrase phrase = {.text = rest, .most = 10};
    text_arena_reset(s->asking.arena);
    s->item_count = 0;
    enum text_status status = tm_concordance(s->asking.memory, &phrase, s->asking.arena, &hits, err);
    for (size_t i = 0; i < hits.count && status == TEXT_OK; i++) {
        cli_hit_show(&hits.at[i], i + 1);
        status = cli_session_number(s, &hits.at[i].unit, hits.at[i].unit.text.target, err);
    }
    if (status == TEXT_OK) {
        printf("%s", hits.count == 0 ? "it stands nowhere\n" : hits.more ? "and more\n" : "");
    }
    return status;
}

/* Lines up to :end are one text. */
static enum text_status paste(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    struct text_buffer lines = {0}, joined = {0};
    const struct text_span nothing = {0};
    struct text_span line = {0};
    enum text_status status = cli_prompt_read(s->prompt, "", nothing, s->typed, &line, err);
    (void)rest;
    while (status == TEXT_OK && line.p && !text_span_equal(line, TEXT_LITERAL(":end"))) {
        text_buffer_add(&lines, line);
        text_buffer_add_char(&lines, '\n');
        status = cli_prompt_read(s->prompt, "", nothing, s->typed, &line, err);
    }
    cli_paste_join(text_span_trim(text_buffer_span(&lines)), &joined);
    if (status == TEXT_OK && (lines.failed || joined.failed)) {
        status = text_fail_memory(err, "a text");
    }
    if (status == TEXT_OK && joined.n) {
        status = cli_session_look_up(s, text_buffer_span(&joined), err);
    }
    text_buffer_free(&lines);
    text_buffer_free(&joined);
    return status;
}

static enum text_status quit(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    (void)rest;
    (void)err;
    s->over = true;
    return TEXT_OK;
}

static command_run help;

static const struct command {
    const char *name, *takes, *help;
    command_run *run;
} commands[] = {
    {":copy", "N", "print suggestion N alone, and put it on the clipboard where the terminal does that", copy},
    {":add", "TRANSLATION", "store a translation of the last sentence", add},
    {":edit", "N [TRANSLATION]", "correct the translation of suggestion N", edit},
    {":approve", "N", "suggestion N is right", approve},
    {":reject", "N", "it is wrong, and is not offered any more", reject},
    {":concordance", "WORDS", "where words stand next to each other", concordance},
    {":paste", "", "take all lines up to :end as one text", paste},
    {":from", "LANGUAGE", "the language of what is typed: id, en or auto", from},
    {":to", "LANGUAGE", "the other one", to},
    {":min", "SCORE", "the least score to show", least},
    {":top", "N", "the best so many", most},
    {":help", "", "this list", help},
    {":quit", "", "leave", quit},
};

enum { COMMANDS = sizeof commands / sizeof commands[0], HELP_COLUMN = 26 };

const char *const cli_session_words[] = {":copy", ":add",  ":edit", ":approve", ":reject", ":concordance", ":paste",
                                         ":from", ":to",   ":min",  ":top",     ":help",   ":quit",        NULL};
_Static_assert(sizeof cli_session_words / sizeof cli_session_words[0] == COMMANDS + 1, "each command is completed");

static enum text_status help(struct cli_session *s, struct text_span rest, struct text_error *err)
{
    (void)s;
    (void)rest;
    (void)err;
    const int column = cli_help_column(HELP_COLUMN);
    cli_help_folded("A text is looked up; begin it with :: when it begins with a colon. What begins with one is a "
                    "command:",
                    0, 0);
    for (size_t i = 0; i < COMMANDS; i++) {
        int n = printf("  %s %s", commands[i].name, commands[i].takes);
        if (n >= column) {
            putchar('\n');
            n = 0;
        }
        cli_help_folded(commands[i].help, column, n);
    }
    return TEXT_OK;
}

enum text_status cli_session_command(struct cli_session *s, struct text_span line, struct text_error *err)
{
    struct text_span rest = line, name = line;
    text_span_cut(&rest, ' ', &name);
    rest = text_span_trim(rest);
    for (size_t i = 0; i < COMMANDS; i++) {
        if (text_span_equal(name, text_span_of(commands[i].name))) {
            return *commands[i].takes || !rest.n ? commands[i].run(s, rest, err)
                                                 : text_fail(err, TEXT_EMPTY, "nothing may stand behind %s",
                                                             commands[i].name);
        }
    }
    return text_fail(err, TEXT_EMPTY, "there is no command '%.*s'; :help tells what there is", TEXT_PRINT(name));
}
