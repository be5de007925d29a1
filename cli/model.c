/* See model.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The shipped lexicon serves both orders; its name has one of them. */
static void shipped_lexicon(const struct cli_languages *l, struct text_buffer *path)
{
    const char *a = text_language_code(l->at[0]), *b = text_language_code(l->at[1]);
    text_buffer_add_format(path, "%s/lexicon/%s-%s.lexicon", cli_data_dir(), a, b);
    text_buffer_add_char(path, '\0');
    if (!path->failed && access(path->p, F_OK) != 0) {
        text_buffer_clear(path);
        text_buffer_add_format(path, "%s/lexicon/%s-%s.lexicon", cli_data_dir(), b, a);
        text_buffer_add_char(path, '\0');
    }
}

static enum text_status open_lexicons(const struct cli_arguments *a, struct cli_model *m, struct text_error *err)
{
    size_t own = 0;
    while (cli_text_at(a, "lexicon", own)) {
        own++;
    }
    m->lexicons = calloc(own + 1, sizeof *m->lexicons);
    if (!m->lexicons) {
        return text_fail_memory(err, "the lexicons");
    }
    enum text_status status = TEXT_OK;
    if (!cli_has(a, "no-lexicon")) {
        struct text_buffer path = {0};
        shipped_lexicon(&m->languages, &path);
        status = path.failed ? text_fail_memory(err, "a path")
                             : align_lexicon_open(path.p, &m->lexicons[m->lexicon_count], err);
        m->lexicon_count += status == TEXT_OK;
        text_buffer_free(&path);
    }
    for (size_t i = 0; i < own && status == TEXT_OK; i++) {
        status = align_lexicon_open(cli_text_at(a, "lexicon", i), &m->lexicons[m->lexicon_count], err);
        m->lexicon_count += status == TEXT_OK;
    }
    return status;
}

enum text_status cli_model_load(const struct cli_arguments *a, const char *order, struct cli_model *out,
                                struct text_error *err)
{
    struct cli_model m = {0};
    enum text_status status = cli_languages_load(order, &m.languages, err);
    if (status == TEXT_OK) {
        status = open_lexicons(a, &m, err);
    }
    if (status == TEXT_OK) {
        struct align_languages pair = {m.languages.at[0], m.languages.at[1]};
        status = align_model_new(pair, (const struct align_lexicon *const *)m.lexicons, m.lexicon_count, &m.model, err);
    }
    if (status != TEXT_OK) {
        cli_model_free(&m);
        return status;
    }
    *out = m;
    return TEXT_OK;
}

void cli_model_free(struct cli_model *m)
{
    align_model_free(m->model);
    for (size_t i = 0; i < m->lexicon_count; i++) {
        align_lexicon_close(m->lexicons[i]);
    }
    free(m->lexicons);
    cli_languages_free(&m->languages);
    *m = (struct cli_model){0};
}

/* Mixes the bytes of a file into a hash. */
static enum text_status add_file(const char *path, uint64_t *hash, struct text_error *err)
{
    struct text_buffer bytes = {0};
    enum text_status status = text_file_read(path, &bytes, err);
    if (status == TEXT_OK) {
        uint64_t both[2] = {*hash, text_hash(text_buffer_span(&bytes))};
        *hash = text_hash((struct text_span){(const char *)both, sizeof both});
    }
    text_buffer_free(&bytes);
    return status;
}

enum text_status cli_model_hash(const struct cli_model *m, const struct cli_arguments *a, uint64_t *out,
                                struct text_error *err)
{
    uint64_t hash = 0;
    enum text_status status = TEXT_OK;
    const char *own;
    if (!cli_has(a, "no-lexicon")) {
        struct text_buffer path = {0};
        shipped_lexicon(&m->languages, &path);
        status = path.failed ? text_fail_memory(err, "a path") : add_file(path.p, &hash, err);
        text_buffer_free(&path);
    }
    for (size_t i = 0; status == TEXT_OK && (own = cli_text_at(a, "lexicon", i)); i++) {
        status = add_file(own, &hash, err);
    }
    /* "en=FILE" or "FILE"; standard input cannot be read again. */
    for (size_t i = 0; status == TEXT_OK && (own = cli_text_at(a, "abbreviations", i)); i++) {
        const char *file = own;
        for (int side = 0; side < 2; side++) {
            const char *code = text_language_code(m->languages.at[side]);
            size_t n = strlen(code);
            file = strncmp(own, code, n) == 0 && own[n] == '=' ? own + n + 1 : file;
        }
        uint64_t both[2] = {hash, text_hash(text_span_of(own))};
        hash = text_hash((struct text_span){(const char *)both, sizeof both});
        status = strcmp(file, "-") == 0 ? TEXT_OK : add_file(file, &hash, err);
    }
    if (status == TEXT_OK) {
        *out = hash;
    }
    return status;
}
