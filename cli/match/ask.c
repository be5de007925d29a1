/* See ask.h. */
#include "cli/match/ask.h"

#include <string.h>

#include "cli/memory.h"

enum text_status cli_asking_begin(const struct cli_arguments *a, struct cli_asking *out, struct text_error *err)
{
    out->arena = text_arena_new();
    enum text_status status = !out->arena ? text_fail_memory(err, "a query")
                              : out->whole ? cli_languages_load(CLI_DEFAULT_ORDER, &out->languages, err)
                                           : cli_languages_load_brief(CLI_DEFAULT_ORDER, &out->languages, err);
    return status == TEXT_OK ? cli_memory_open(a, TM_READ, &out->memory, err) : status;
}

void cli_asking_end(struct cli_asking *k)
{
    tm_close(k->memory);
    cli_fragments_free(&k->fragments);
    text_arena_free(k->arena);
    cli_languages_free(&k->languages);
}

/* *out is NULL when they are not asked for. */
static enum text_status find_fragments(struct cli_asking *k, struct text_span query, int from, bool matched,
                                       const struct cli_fragments **out, struct text_error *err)
{
    *out = NULL;
    if (strcmp(k->when, "never") == 0 || (matched && strcmp(k->when, "auto") == 0)) {
        return TEXT_OK;
    }
    struct tm_fragment_query q = {.text = query,
                                  .from = text_span_of(text_language_code(k->languages.at[from])),
                                  .to = text_span_of(text_language_code(k->languages.at[!from])),
                                  .most = (size_t)k->most};
    enum text_status status = cli_fragments_find(&k->fragments, k->memory, &q, from, k->arena, err);
    *out = &k->fragments;
    return status;
}

enum text_status cli_ask(struct cli_asking *k, const struct cli_line *line, struct cli_answer *out,
                         struct text_error *err)
{
    int from = cli_languages_choose(&k->languages, k->from, line->text);
    struct cli_answer answer = {
        .query = line->text,
        .from = from,
        .codes = {text_language_code(k->languages.at[from]), text_language_code(k->languages.at[!from])}};
    struct tm_query q = {
        .text = line->text,
        .before = line->before,
        .after = line->after,
        .from = text_span_of(answer.codes[0]),
        .to = text_span_of(answer.codes[1]),
        .least = (int)k->least,
        .most = (size_t)k->most,
        .known = {k->languages.at[from], k->languages.at[!from]},
        .penalties = &k->penalties,
    };
    enum text_status status = tm_find(k->memory, &q, k->arena, &answer.matches, err);
    if (status == TEXT_OK) {
        status = find_fragments(k, line->text, from, answer.matches.count > 0, &answer.fragments, err);
    }
    if (status == TEXT_OK) {
        *out = answer;
    }
    return status;
}

bool cli_answer_found(const struct cli_answer *a)
{
    return a->matches.count > 0 || (a->fragments && a->fragments->count > 0);
}
