/* padan harvest: two archives -> pairs in the memory. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/harvest.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"

static enum text_status report(const struct cli_harvest *h, bool json, struct text_error *err)
{
    if (!json) {
        printf("%zu articles and %zu stories read, %zu passed over\n", h->articles - h->skipped, h->stories.count,
               h->skipped + h->stories.skipped);
        printf("%zu articles draw on a story, in %zu pairs of articles\n", h->paired, h->article_pairs);
        printf("%zu new units, %zu known units from a further origin, %zu known already\n", h->added, h->origins,
               h->known);
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object();
    formats_json_set_integer(o, "articles", (int64_t)(h->articles - h->skipped));
    formats_json_set_integer(o, "stories", (int64_t)h->stories.count);
    formats_json_set_integer(o, "skipped", (int64_t)(h->skipped + h->stories.skipped));
    formats_json_set_integer(o, "paired", (int64_t)h->paired);
    formats_json_set_integer(o, "article_pairs", (int64_t)h->article_pairs);
    formats_json_set_integer(o, "new_units", (int64_t)h->added);
    formats_json_set_integer(o, "new_origins", (int64_t)h->origins);
    formats_json_set_integer(o, "known", (int64_t)h->known);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

static enum text_status load_knowledge(struct cli_harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    enum text_status status = cli_model_load(a, cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &h->model, err);
    if (status == TEXT_OK) {
        status = cli_languages_learn(a, &h->model.languages, err);
    }
    if (status == TEXT_OK) {
        const struct cli_languages *l = &h->model.languages;
        const char *codes[2] = {text_language_code(l->at[0]), text_language_code(l->at[1])};
        status = formats_calendar_load(cli_data_dir(), codes, 2, &h->calendar, err);
        h->reading.calendar = h->calendar;
    }
    return status;
}

static enum text_status harvest(struct cli_harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    struct formats_archive *archive = NULL;
    struct text_output *pairs = NULL;
    enum text_status status = load_knowledge(h, a, err);
    if (status == TEXT_OK) {
        status = formats_archive_open(cli_operand(a, 0), &archive, err);
    }
    if (status == TEXT_OK) {
        status = cli_stories_read(&h->model, &h->reading, cli_operand(a, 1), &h->stories, err);
    }
    if (status == TEXT_OK && cli_has(a, "pairs-out")) {
        status = text_output_open(cli_text(a, "pairs-out", NULL), &pairs, err);
        h->pairs = status == TEXT_OK ? text_output_stream(pairs) : NULL;
    }
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_CREATE, &h->memory, err);
    }
    if (status == TEXT_OK) {
        status = cli_harvest_archive(h, archive, err);
    }
    if (status == TEXT_OK || status == TEXT_INTERRUPTED) {
        struct text_error late;
        enum text_status written = report(h, cli_has(a, "json"), &late);
        if (written == TEXT_OK && pairs) {
            written = text_output_commit(pairs, &late);
            pairs = NULL;
        }
        if (written != TEXT_OK) {
            *err = late;
            status = written;
        }
    }
    text_output_discard(pairs);
    formats_archive_close(archive);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_harvest h = {.reading = cli_reading_of(a), .arena = text_arena_new()};
    h.name = cli_name_of(cli_operand(a, 0));
    if (!h.arena) {
        text_fail_memory(&err, "a document");
        return cli_fail(&err);
    }
    if (!cli_real(a, "min-confidence", 0, 1, ALIGN_LEAST_CONFIDENCE, &h.least) ||
        !cli_real(a, "min-article", 0, 1, ALIGN_LEAST_ARTICLE, &h.least_article)) {
        text_arena_free(h.arena);
        return CLI_USAGE;
    }
    cli_interrupt_catch();
    enum text_status status = harvest(&h, a, &err);
    tm_close(h.memory);
    cli_stories_free(&h.stories);
    formats_calendar_free(h.calendar);
    cli_model_free(&h.model);
    text_arena_free(h.arena);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"pairs-out", 'p', "FILE", NULL, "also write which article came from which story: id_name<TAB>en_name<TAB>score"},
    {"lang-order", 0, "A,B", NULL, "the languages of the two archives; default id,en"},
    {"min-confidence", 'c', "P", NULL, "store only pairs at least that likely to be right (0 to 1)"},
    {"min-article", 0, "P", NULL, "take an article to come from a story only when that is at least so likely (0 to 1)"},
    {"json", 'j', NULL, NULL, "the summary as an object"},
    CLI_LEXICON_OPTIONS,
    CLI_READING_OPTIONS,
    {0},
};

const struct cli_command cli_command_harvest = {
    .name = "harvest",
    .operands = "ID_ARCHIVE EN_ARCHIVE",
    .summary = "Pair two archives of articles and store what translates each other.",
    .details =
        "An archive is a folder with all below it, a .zip or a .tar; .txt and .html files in it are articles."
        " Finds which article was written from which story, aligns them, and stores the pairs with their origin as"
        " drafts. Running it again adds nothing twice; after Ctrl-C the same command goes on.",
    .options = options,
    .least = 2,
    .most = 2,
    .run = run,
};
