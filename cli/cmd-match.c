/* padan match: a text -> what the memory has that is like it. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/heap.h"
#include "cli/interactive/session.h"
#include "cli/match/ask.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/penalties.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/screen.h"
#include "cli/user.h"

struct job {
    struct cli_asking asking;
    bool json, lossy;
    bool context; /* lines stand around each other */
    size_t found; /* queries with a match or a fragment */
};

/* A query with what stands around it, all of it clean. */
static enum text_status match(struct job *job, const struct cli_line *line, struct text_error *err)
{
    struct cli_answer answer;
    enum text_status status = cli_ask(&job->asking, line, &answer, err);
    if (status == TEXT_OK) {
        job->found += cli_answer_found(&answer);
        if (job->json) {
            return cli_answer_write(&answer, err);
        }
        cli_answer_show(&job->asking, &answer, 0);
    }
    return status;
}

/* Each line of standard input is a query. It is answered as soon as it can be, so that a program can ask through pipes;
 * what is typed at a terminal is no document. */
static enum text_status match_lines(struct job *job, struct text_error *err)
{
    struct cli_reading_lines how = {job->context && !isatty(STDIN_FILENO), job->json, job->lossy};
    struct cli_lines *lines = NULL;
    struct cli_line line = {0};
    enum text_status status = cli_lines_new(&how, &lines, err);
    while (status == TEXT_OK && (status = cli_lines_next(lines, &line, err)) == TEXT_OK && line.text.p) {
        text_arena_reset(job->asking.arena);
        status = match(job, &line, err);
        fflush(stdout);
    }
    cli_lines_free(lines);
    return status;
}

static enum text_status read_argument(const struct job *job, const char *name, const char *value,
                                      struct text_span *out, struct text_error *err)
{
    struct text_decoding decoding = {.name = name, .charset = "UTF-8", .lossy = job->lossy};
    struct text_decoded decoded;
    enum text_status status = text_decode(text_span_of(value), &decoding, job->asking.arena, &decoded, err);
    if (status == TEXT_OK) {
        *out = text_span_trim(decoded.text);
        out->p = out->n ? out->p : "";
    }
    return status;
}

static enum text_status match_argument(struct job *job, const struct cli_arguments *a, size_t i, struct text_error *err)
{
    struct cli_line line = {0};
    const char *before = cli_text(a, "prev", NULL), *after = cli_text(a, "next", NULL);
    text_arena_reset(job->asking.arena);
    enum text_status status = read_argument(job, "the argument", cli_operand(a, i), &line.text, err);
    if (status == TEXT_OK && before) {
        status = read_argument(job, "--prev", before, &line.before, err);
    }
    if (status == TEXT_OK && after) {
        status = read_argument(job, "--next", after, &line.after, err);
    }
    return status == TEXT_OK ? match(job, &line, err) : status;
}

static enum text_status match_all(struct job *job, const struct cli_arguments *a, struct text_error *err)
{
    size_t n = cli_operand_count(a);
    enum text_status status = cli_asking_begin(a, &job->asking, err);
    if (status == TEXT_OK && n == 0) {
        return match_lines(job, err);
    }
    for (size_t i = 0; i < n && status == TEXT_OK; i++) {
        status = match_argument(job, a, i, err);
    }
    return status;
}

/* A person types, or a script in the person's place. */
static int talk(const struct cli_arguments *a, struct cli_asking *asking)
{
    const struct cli_prompting prompting = {.words = cli_session_words, .history = true};
    struct cli_session s = {.arguments = a, .clipboard = !cli_has(a, "no-clipboard")};
    struct text_error err;
    if (cli_operand_count(a) || cli_has(a, "json") || cli_has(a, "prev") || cli_has(a, "next")) {
        return cli_usage(a, "with --interactive texts are typed, and answered for a person");
    }
    struct text_arena *own = text_arena_new();
    s.typed = text_arena_new();
    s.scratch = text_arena_new();
    asking->whole = true;
    s.asking = *asking;
    enum text_status status = own && s.typed && s.scratch ? cli_user(a, own, &s.user, &err)
                                                          : text_fail_memory(&err, "a session");
    if (status == TEXT_OK) {
        status = cli_asking_begin(a, &s.asking, &err);
    }
    if (status == TEXT_OK) {
        status = cli_prompt_new(&prompting, &s.prompt, &err);
    }
    status = status == TEXT_OK ? cli_session_run(&s, &err) : status;
    bool failed = s.failures && !cli_prompt_on_terminal(s.prompt);
    cli_prompt_free(s.prompt);
    cli_session_free(&s);
    cli_asking_end(&s.asking);
    text_arena_free(own);
    text_arena_free(s.typed);
    text_arena_free(s.scratch);
    return status != TEXT_OK ? cli_fail(&err) : failed ? CLI_FAILED : CLI_OK;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    cli_heap_prepare();
    struct job job = {.json = cli_has(a, "json"), .lossy = cli_has(a, "lossy"), .context = !cli_has(a, "no-context")};
    struct cli_asking *k = &job.asking;
    if (!cli_integer(a, "min", 1, TM_SCORE_MOST, 70, &k->least) || !cli_integer(a, "top", 1, 1000, 5, &k->most) ||
        !cli_penalties(a, &k->penalties)) {
        return CLI_USAGE;
    }
    if ((cli_has(a, "prev") || cli_has(a, "next")) && (cli_operand_count(a) != 1 || !job.context)) {
        return cli_usage(a, "--prev and --next tell what stands around one TEXT");
    }
    k->from = cli_text(a, "from", "auto");
    k->fragments.arguments = a;
    k->when = cli_text(a, "fragments", "auto");
    cli_screen_begin(a);
    if (cli_has(a, "interactive")) {
        return talk(a, k);
    }
    /* What is typed is answered where it is typed. */
    if (!job.json && (cli_operand_count(a) > 0 || !isatty(STDIN_FILENO))) {
        cli_pager_begin(a);
    }
    enum text_status status = match_all(&job, a, &err);
    cli_asking_end(k);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return job.found ? CLI_OK : CLI_FAILED;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"interactive", 'i', NULL, NULL, "type texts, and say what to do with the suggestions; :help tells more"},
    {"from", 0, "LANG", "id|en|auto", "the language of the text; auto (the default) recognises it"},
    {"min", 0, "SCORE", NULL, "the least score to show, 1 to 102; default 70"},
    {"top", 0, "N", NULL, "the best so many; default 5"},
    {"prev", 0, "TEXT", NULL, "what stands before the one TEXT in its document; empty: nothing does"},
    {"next", 0, "TEXT", NULL, "what stands after it"},
    {"no-context", 0, NULL, NULL, "take each line of standard input for itself, and answer it at once"},
    CLI_PENALTY_OPTION,
    CLI_FRAGMENTS_OPTION,
    CLI_LEXICON_OPTIONS,
    CLI_USER_OPTION,
    {"no-clipboard", 0, NULL, NULL, "with -i: do not ask the terminal to take what is copied"},
    CLI_COLOR_OPTION,
    CLI_PAGER_OPTION,
    {"json", 'j', NULL, NULL, "an object a query, in the order of the queries"},
    {"lossy", 0, NULL, NULL, "read invalid bytes of a query as U+FFFD instead of stopping at them"},
    {0},
};

const struct cli_command cli_command_match = {
    .name = "match",
    .operands = "[TEXT...]",
    .summary = "Find what was translated before, or something like it.",
    .details = "Each TEXT, or each line of standard input, is a query. A match of 100 is the same text, 101 also"
               " stood after the same text, 102 also before the same; below that the score is the share of words that"
               " need no change. The lines of standard input stand around each other, and each is answered when the"
               " next one is there. {+words+} are in the query only, [-words-] in the memory only. Numbers, dates,"
               " times, money, addresses and tags of the query are put into the translation, in the form of what"
               " stands there: {+new+}[-stored-]. Where it is not certain what they mean for it, nothing is put in,"
               " and a line says why. Where nothing is like the query, the longest parts of it that stand in the"
               " memory are shown, each in a unit that has it, [marked] in both texts; its percentage is the share of"
               " the query's words. Exit status 1 when nothing was found for any query.",
    .options = options,
    .most = CLI_ANY,
    .run = run,
};
