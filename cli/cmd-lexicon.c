/* padan lexicon: learn a bilingual lexicon from pairs, look words up in one. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/model.h"
#include "cli/progress.h"
#include "formats/formats.h"

static enum text_status add_unit(void *context, const struct formats_unit *unit, struct text_error *err)
{
    return align_trainer_add(context, unit->text, err);
}

static void warn(void *context, const char *message)
{
    (void)context;
    cli_warn("%s", message);
}

struct direction {
    struct align_trainer *trainer;
    struct text_span source; /* the language that comes first */
};

/* Whether a tag ("id", "ID-id") is of the language; codes are small letters. */
static bool is_of(struct text_span tag, struct text_span code)
{
    for (size_t i = 0; i < code.n; i++) {
        if (i == tag.n || (tag.p[i] | 0x20) != code.p[i]) {
            return false;
        }
    }
    return tag.n == code.n || tag.p[code.n] == '-' || tag.p[code.n] == '_';
}

static enum text_status add_stored(void *context, const struct tm_unit *unit, struct text_error *err)
{
    struct direction *d = context;
    struct text_pair pair = unit->text;
    if (unit->status == TM_REJECTED) {
        return TEXT_OK;
    }
    if (!is_of(unit->language.source, d->source)) {
        pair = (struct text_pair){pair.target, pair.source};
    }
    return align_trainer_add(d->trainer, pair, err);
}

static void show_pass(void *context, int done, int of)
{
    (void)context;
    cli_progress("passes over the pairs", (size_t)done, (size_t)of);
}

static enum text_status read_pairs(const struct cli_arguments *a, const struct cli_languages *l,
                                   struct align_trainer *trainer, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 1; i < cli_operand_count(a) && status == TEXT_OK; i++) {
        const char *path = cli_operand(a, i);
        enum formats_kind kind = FORMATS_TSV;
        struct formats_reading reading = {.source_language = text_language_code(l->at[0]),
                                          .target_language = text_language_code(l->at[1]),
                                          .unit = add_unit,
                                          .warning = warn,
                                          .context = trainer};
        struct formats_report report;
        formats_kind_of(text_span_of(path), &kind);
        status = formats_units_read(path, kind, &reading, &report, err);
    }
    if (status == TEXT_OK && cli_has(a, "tm")) {
        struct tm_memory *memory;
        struct direction d = {trainer, text_span_of(text_language_code(l->at[0]))};
        status = cli_memory_open(a, TM_READ, &memory, err);
        if (status == TEXT_OK) {
            status = tm_each(memory, add_stored, &d, err);
            tm_close(memory);
        }
    }
    if (status == TEXT_OK && align_trainer_pairs(trainer) == 0) {
        status = text_fail(err, TEXT_EMPTY, "no pair to learn from: name TSV or TMX files, or a memory with --tm");
    }
    return status;
}

static enum text_status write_lexicon(const struct cli_arguments *a, struct align_trainer *trainer, long threads,
                                      struct text_error *err)
{
    struct align_training training = {
        .threads = (int)threads, .comment = cli_text(a, "comment", NULL), .progress = show_pass};
    struct text_output *output;
    enum text_status status = text_output_open(cli_text(a, "output", "-"), &output, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = align_trainer_write(trainer, &training, text_output_stream(output), err);
    cli_progress_clear();
    if (status != TEXT_OK) {
        text_output_discard(output);
        return status;
    }
    return text_output_commit(output, err);
}

static int train(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_languages languages;
    struct align_trainer *trainer = NULL;
    long threads;
    if (!cli_integer(a, "jobs", 1, 1024, 0, &threads)) {
        return CLI_USAGE;
    }
    if (cli_languages_load(cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &languages, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    enum text_status status = align_trainer_new(languages.at[0], languages.at[1], &trainer, &err);
    if (status == TEXT_OK) {
        status = read_pairs(a, &languages, trainer, &err);
    }
    if (status == TEXT_OK) {
        cli_note("learning from %zu pairs", align_trainer_pairs(trainer));
        status = write_lexicon(a, trainer, threads, &err);
    }
    align_trainer_free(trainer);
    cli_languages_free(&languages);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static enum text_status print_entry(const char *language, struct text_span word, const struct align_entry *entry,
                                    bool json, struct text_error *err)
{
    if (!json) {
        printf("%s  %.*s (%.0f)\n", language, TEXT_PRINT(word), entry->count);
        for (size_t i = 0; i < entry->translations; i++) {
            printf("      %.4f  %.*s\n", entry->at[i].probability, TEXT_PRINT(entry->at[i].word));
        }
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object(), *list = formats_json_array();
    formats_json_set_text(o, "language", text_span_of(language));
    formats_json_set_text(o, "word", word);
    formats_json_set_real(o, "count", entry->count);
    for (size_t i = 0; i < entry->translations; i++) {
        struct formats_json *t = formats_json_object();
        formats_json_set_text(t, "word", entry->at[i].word);
        formats_json_set_real(t, "probability", entry->at[i].probability);
        formats_json_append(list, t);
    }
    formats_json_set(o, "translations", list);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

/* A word is looked up in both languages and in every lexicon. */
static enum text_status look_up(const struct cli_arguments *a, const struct cli_model *m, struct text_arena *arena,
                                const char *word, size_t *found, struct text_error *err)
{
    struct text_tokens tokens;
    struct text_span s;
    enum text_status status = text_normalize(text_span_of(word), arena, &s, err);
    if (status == TEXT_OK) {
        status = text_words(s, arena, &tokens, err);
    }
    for (size_t t = 0; status == TEXT_OK && t < tokens.count; t++) {
        for (size_t i = 0; status == TEXT_OK && i < 2 * m->lexicon_count; i++) {
            const char *code = text_language_code(m->languages.at[i % 2]);
            struct align_entry entry;
            status = align_lexicon_find(m->lexicons[i / 2], code, tokens.at[t].folded, arena, &entry, err);
            if (status == TEXT_OK && (entry.translations || entry.count > 0)) {
                ++*found;
                status = print_entry(code, tokens.at[t].folded, &entry, cli_has(a, "json"), err);
            }
        }
    }
    return status;
}

static int lookup(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_model model;
    size_t found = 0;
    if (cli_model_load(a, cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &model, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    struct text_arena *arena = text_arena_new();
    enum text_status status = arena ? TEXT_OK : text_fail_memory(&err, "a word");
    for (size_t i = 1; i < cli_operand_count(a) && status == TEXT_OK; i++) {
        status = look_up(a, &model, arena, cli_operand(a, i), &found, &err);
    }
    text_arena_free(arena);
    cli_model_free(&model);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    if (!found) {
        cli_note("padan: the lexicon has none of these words");
        return CLI_FAILED;
    }
    return CLI_OK;
}

static int run(const struct cli_arguments *a)
{
    const char *verb = cli_operand(a, 0);
    if (strcmp(verb, "train") == 0) {
        return train(a);
    }
    if (strcmp(verb, "lookup") == 0) {
        return cli_operand_count(a) > 1 ? lookup(a) : cli_usage(a, "lookup needs a WORD");
    }
    return cli_usage(a, "'%s' is neither train nor lookup", verb);
}

static const struct cli_option options[] = {
    {"output", 'o', "FILE", NULL, "train: write the lexicon there instead of standard output"},
    {"tm", 0, "FILE", NULL, "train: learn from the units of this memory too"},
    {"jobs", 0, "N", NULL, "train: so many threads; default one a core. The result is the same"},
    {"comment", 0, "TEXT", NULL, "train: put this at the head of the file, to say where it came from"},
    {"lang-order", 0, "A,B", NULL, "the languages of the columns; default id,en"},
    {"json", 'j', NULL, NULL, "lookup: an object an entry"},
    CLI_LEXICON_OPTIONS,
    {0},
};

const struct cli_command cli_command_lexicon = {
    .name = "lexicon",
    .operands = "train PAIRS.tsv... | lookup WORD...",
    .summary = "Learn a bilingual lexicon from pairs, or look words up in one.",
    .details = "train learns how likely each word is translated by which, in both directions, from TSV or TMX files"
               " or a memory. lookup shows what the lexicons that align and harvest use know of a word.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = run,
};
