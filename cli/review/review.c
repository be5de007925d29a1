/* See review.h. On a terminal a decision is a key, elsewhere a line: the key or the word, and what stands behind it. */
#include "cli/review/review.h"

#include <stdio.h>

#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/review/pair.h"
#include "cli/terminal/key.h"
#include "cli/terminal/screen.h"

enum { END_OF_INPUT = 4 }; /* Ctrl-D */

static enum text_status quit(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    (void)err;
    r->over = true;
    return TEXT_OK;
}

static cli_review_act help;

static enum text_status merge_previous(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    return cli_review_merge(r, TEXT_LITERAL("previous"), err);
}

static const struct command {
    char key;
    const char *word, *help;
    cli_review_act *act;
    bool always; /* without a pair, too */
    bool more;   /* something may stand behind it */
} commands[] = {
    {'a', "accept", "the pair is right: it is approved", cli_review_accept, false, false},
    {'e', "edit", "correct it: in $VISUAL or $EDITOR, or as a line", cli_review_edit, false, true},
    {'r', "reject", "it is wrong: it is not offered any more", cli_review_reject, false, false},
    {'p', "split", "cut it into several pairs, which come next", cli_review_split, false, false},
    {'m', "merge", "join it with the following pair of the two articles", cli_review_merge, false, true},
    {'M', "merge-previous", "join it with the previous one", merge_previous, false, false},
    {'s', "skip", "leave it for another day (--skipped)", cli_review_skip, false, false},
    {'u', "undo", "take back the last decision, and the one before, ...", cli_review_undo, true, false},
    {'q', "quit", "leave; what was decided is kept", quit, true, false},
    {'?', "help", "this list", help, true, false},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static enum text_status help(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)r;
    (void)rest;
    (void)err;
    for (size_t i = 0; i < COMMANDS; i++) {
        printf("  %c  %-16s%s\n", commands[i].key, commands[i].word, commands[i].help);
    }
    return TEXT_OK;
}

static const struct command *find(struct text_span word)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (text_span_equal(word, (struct text_span){&commands[i].key, 1}) ||
            text_span_equal(word, text_span_of(commands[i].word))) {
            return &commands[i];
        }
    }
    return NULL;
}

/* *out is NULL at the end of the input, and for what is no command, which is told. */
static enum text_status read_line(struct cli_review *r, const struct command **out, struct text_span *rest,
                                  struct text_error *err)
{
    struct text_span line, word;
    *out = NULL;
    enum text_status status = cli_prompt_read(r->prompt, "", (struct text_span){0}, r->arena, &line, err);
    r->over = status == TEXT_OK && !line.p;
    if (status != TEXT_OK || !line.n) {
        return status;
    }
    *rest = line;
    text_span_cut(rest, ' ', &word);
    *rest = text_span_trim(*rest);
    *out = find(word);
    if (!*out) {
        cli_warn("there is no '%.*s' here; help tells what there is", TEXT_PRINT(word));
    } else if (rest->n && !(*out)->more) {
        cli_warn("nothing may stand behind %s", (*out)->word);
        *out = NULL;
    }
    return TEXT_OK;
}

static void read_key(struct cli_review *r, const struct command **out)
{
    printf(r->none ? "There are no more: undo or quit? "
                   : "accept, edit, reject, split (p), merge, skip, undo, quit, ? ");
    fflush(stdout);
    int key = cli_key_read();
    char letter = (char)key;
    r->over = key < 0 || key == END_OF_INPUT;
    *out = r->over ? NULL : find((struct text_span){&letter, 1});
    printf("\n");
    if (!r->over && !*out) {
        help(r, (struct text_span){0}, NULL);
    }
}

/* Asks until something is decided, undone or over. */
static enum text_status decide(struct cli_review *r, struct text_error *err)
{
    size_t steps = r->step_count;
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && !r->over && steps == r->step_count && !cli_interrupted()) {
        const struct command *command = NULL;
        struct text_span rest = {0};
        if (cli_prompt_on_terminal(r->prompt)) {
            read_key(r, &command);
        } else {
            status = read_line(r, &command, &rest, err);
        }
        if (status == TEXT_OK && command && r->none && !command->always) {
            status = text_fail(err, TEXT_EMPTY, "there is no pair left to decide about; undo or quit");
        } else if (status == TEXT_OK && command) {
            status = command->act(r, rest, err);
        }
        /* What cannot be done is no reason to stop; a script, which does not see what was not stored, is stopped. */
        bool passing = status == TEXT_BUSY || status == TEXT_IO;
        if (status == TEXT_EMPTY || status == TEXT_INVALID || (passing && cli_prompt_on_terminal(r->prompt))) {
            cli_warn("%s", err->message);
            status = TEXT_OK;
        }
        fflush(stdout);
    }
    return status;
}

/* Whether the next of the queue is to be decided about; r->pair is then it. Somebody else, or a merger, may have
 * decided meanwhile. */
static enum text_status next(struct cli_review *r, bool *out, struct text_error *err)
{
    text_arena_reset(r->arena);
    enum text_status status = cli_pair_get(r->deciding.memory, r->queue.at[r->at], r->arena, &r->pair, err);
    *out = status == TEXT_OK && !r->pair.deleted.n && r->pair.status == TM_DRAFT;
    return status == TEXT_EMPTY ? TEXT_OK : status;
}

enum text_status cli_review_walk(struct cli_review *r, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (status == TEXT_OK && !r->over && !cli_interrupted()) {
        bool open = false;
        r->none = r->at >= r->queue.count;
        if (r->none && r->step_count == 0) {
            break;
        }
        status = r->none ? TEXT_OK : next(r, &open, err);
        if (status == TEXT_OK && !open && !r->none) {
            r->at++;
            continue;
        }
        cli_screen_measure();
        if (status == TEXT_OK && open) {
            cli_review_show(r);
        }
        status = status == TEXT_OK ? decide(r, err) : status;
    }
    return status;
}
