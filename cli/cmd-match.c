/* padan match: a text -> what the memory has that is like it. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/fragments.h"
#include "cli/heap.h"
#include "cli/languages.h"
#include "cli/lines.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/penalties.h"
#include "cli/show.h"
#include "cli/style.h"

struct job {
    struct cli_languages languages;
    struct tm_memory *memory;
    struct text_arena *arena;
    struct cli_fragments fragments;
    const char *when; /* fragments are shown: "auto", "never", "always" */
    const char *from; /* "id", "en", "auto" */
    long least, most;
    struct tm_penalties penalties;
    bool json, lossy;
    bool context; /* lines stand around each other */
    size_t found; /* queries with a match or a fragment */
};

/* `fragments` is NULL when they were not looked for. */
static void show(struct text_span query, const struct tm_matches *matches, const struct cli_fragments *fragments,
                 const char *from, const char *to)
{
    printf("%s%.*s%s\n", cli_style_on(CLI_BOLD), TEXT_PRINT(query), cli_style_off(CLI_BOLD));
    if (!matches->count) {
        printf("  nothing like it%s\n", fragments && fragments->count ? ", but parts of it:" : "");
    }
    for (size_t i = 0; i < matches->count; i++) {
        const struct tm_match *m = &matches->at[i];
        const char *type = tm_match_type_name(m->type);
        int indent = 8 + (strlen(type) > 6 ? (int)strlen(type) : 6);
        printf("  %s%3d%%%s %-6s %s  ", cli_style_on(CLI_BOLD), m->score, cli_style_off(CLI_BOLD), type, from);
        cli_show_pieces(m);
        printf("\n%*s%s  ", indent, "", to);
        cli_show_suggestion(m);
        printf("%*s", indent, "");
        cli_show_origin(&m->unit);
    }
    if (fragments) {
        cli_fragments_show(fragments, from, to);
    }
}

static enum text_status print_json(struct text_span query, const struct tm_matches *matches,
                                   const struct cli_fragments *fragments, const char *from, const char *to,
                                   struct text_error *err)
{
    static const char *const kinds[] = {[TM_SAME] = "same", [TM_QUERY_ONLY] = "query", [TM_UNIT_ONLY] = "unit"};
    struct formats_json *o = formats_json_object(), *list = formats_json_array();
    formats_json_set_text(o, "query", query);
    formats_json_set_text(o, "from", text_span_of(from));
    formats_json_set_text(o, "to", text_span_of(to));
    for (size_t i = 0; i < matches->count; i++) {
        const struct tm_match *m = &matches->at[i];
        struct formats_json *match = formats_json_object(), *pieces = formats_json_array();
        formats_json_set_integer(match, "score", m->score);
        formats_json_set_real(match, "rank", m->rank / 100.0);
        formats_json_set_text(match, "type", text_span_of(tm_match_type_name(m->type)));
        cli_set_unit(match, &m->unit);
        cli_set_suggestion(match, &m->suggestion);
        for (size_t p = 0; p < m->piece_count; p++) {
            struct formats_json *piece = formats_json_object();
            formats_json_set_text(piece, kinds[m->pieces[p].kind], m->pieces[p].text);
            formats_json_append(pieces, piece);
        }
        formats_json_set(match, "difference", pieces);
        formats_json_append(list, match);
    }
    formats_json_set(o, "matches", list);
    if (fragments) {
        formats_json_set(o, "fragments", cli_fragments_array(fragments));
    }
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

/* *out is NULL when they are not asked for. */
static enum text_status find_fragments(struct job *job, struct text_span query, int from, bool matched,
                                       const struct cli_fragments **out, struct text_error *err)
{
    *out = NULL;
    if (strcmp(job->when, "never") == 0 || (matched && strcmp(job->when, "auto") == 0)) {
        return TEXT_OK;
    }
    struct tm_fragment_query q = {.text = query,
                                  .from = text_span_of(text_language_code(job->languages.at[from])),
                                  .to = text_span_of(text_language_code(job->languages.at[!from])),
                                  .most = (size_t)job->most};
    enum text_status status = cli_fragments_find(&job->fragments, job->memory, &q, from, job->arena, err);
    *out = &job->fragments;
    return status;
}

/* A query with what stands around it, all of it clean. */
static enum text_status match(struct job *job, const struct cli_line *line, struct text_error *err)
{
    struct tm_matches matches;
    const struct cli_fragments *fragments;
    int from = cli_languages_choose(&job->languages, job->from, line->text);
    const char *codes[2] = {text_language_code(job->languages.at[from]), text_language_code(job->languages.at[!from])};
    struct tm_query q = {
        .text = line->text,
        .before = line->before,
        .after = line->after,
        .from = text_span_of(codes[0]),
        .to = text_span_of(codes[1]),
        .least = (int)job->least,
        .most = (size_t)job->most,
        .known = {job->languages.at[from], job->languages.at[!from]},
        .penalties = &job->penalties,
    };
    enum text_status status = tm_find(job->memory, &q, job->arena, &matches, err);
    if (status == TEXT_OK) {
        status = find_fragments(job, line->text, from, matches.count > 0, &fragments, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    job->found += matches.count > 0 || (fragments && fragments->count > 0);
    if (job->json) {
        return print_json(line->text, &matches, fragments, codes[0], codes[1], err);
    }
    show(line->text, &matches, fragments, codes[0], codes[1]);
    return TEXT_OK;
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
        text_arena_reset(job->arena);
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
    enum text_status status = text_decode(text_span_of(value), &decoding, job->arena, &decoded, err);
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
    text_arena_reset(job->arena);
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
    enum text_status status = cli_languages_load_brief(CLI_DEFAULT_ORDER, &job->languages, err);
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_READ, &job->memory, err);
    }
    if (status == TEXT_OK && n == 0) {
        return match_lines(job, err);
    }
    for (size_t i = 0; i < n && status == TEXT_OK; i++) {
        status = match_argument(job, a, i, err);
    }
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    cli_heap_prepare();
    struct job job = {.from = cli_text(a, "from", "auto"),
                      .json = cli_has(a, "json"),
                      .lossy = cli_has(a, "lossy"),
                      .context = !cli_has(a, "no-context")};
    if (!cli_integer(a, "min", 1, TM_SCORE_MOST, 70, &job.least) || !cli_integer(a, "top", 1, 1000, 5, &job.most) ||
        !cli_penalties(a, &job.penalties)) {
        return CLI_USAGE;
    }
    if ((cli_has(a, "prev") || cli_has(a, "next")) && (cli_operand_count(a) != 1 || !job.context)) {
        return cli_usage(a, "--prev and --next tell what stands around one TEXT");
    }
    job.fragments.arguments = a;
    job.when = cli_text(a, "fragments", "auto");
    job.arena = text_arena_new();
    enum text_status status = job.arena ? match_all(&job, a, &err) : text_fail_memory(&err, "a query");
    tm_close(job.memory);
    cli_fragments_free(&job.fragments);
    text_arena_free(job.arena);
    cli_languages_free(&job.languages);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return job.found ? CLI_OK : CLI_FAILED;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"from", 0, "LANG", "id|en|auto", "the language of the text; auto (the default) recognises it"},
    {"min", 0, "SCORE", NULL, "the least score to show, 1 to 102; default 70"},
    {"top", 0, "N", NULL, "the best so many; default 5"},
    {"prev", 0, "TEXT", NULL, "what stands before the one TEXT in its document; empty: nothing does"},
    {"next", 0, "TEXT", NULL, "what stands after it"},
    {"no-context", 0, NULL, NULL, "take each line of standard input for itself, and answer it at once"},
    CLI_PENALTY_OPTION,
    CLI_FRAGMENTS_OPTION,
    CLI_LEXICON_OPTIONS,
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
