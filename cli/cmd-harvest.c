/* padan harvest: two archives -> pairs in the memory. */
#define _POSIX_C_SOURCE 200809L
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/harvest/harvest.h"
#include "cli/harvest/report.h"
#include "cli/harvest/summary.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/pipeline.h"

enum { WINDOW = 3, LONGEST_WINDOW = 100000 };

static enum text_status report(const struct cli_harvest *h, bool json, struct text_error *err)
{
    if (!json) {
        cli_summary_print(h);
        return TEXT_OK;
    }
    struct formats_json *o = cli_summary_object(h);
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
        status = cli_model_hash(&h->model, a, &h->options.knowledge, err);
    }
    if (status == TEXT_OK) {
        const struct cli_languages *l = &h->model.languages;
        const char *codes[2] = {text_language_code(l->at[0]), text_language_code(l->at[1])};
        status = formats_calendar_load(cli_data_dir(), codes, 2, &h->calendar, err);
        h->reading.calendar = h->calendar;
    }
    return status;
}

/* What was done is told, also when the run was stopped. */
static enum text_status tell(const struct cli_harvest *h, const struct cli_arguments *a, struct text_output **pairs,
                             struct text_error *err)
{
    enum text_status status = report(h, cli_has(a, "json"), err);
    if (status == TEXT_OK && *pairs) {
        status = text_output_commit(*pairs, err);
        *pairs = NULL;
    }
    if (status == TEXT_OK && cli_has(a, "report")) {
        status = cli_report_write(h, cli_text(a, "report", NULL), err);
    }
    return status;
}

static enum text_status harvest(struct cli_harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    struct text_output *pairs = NULL;
    enum text_status status = load_knowledge(h, a, err);
    if (status == TEXT_OK) {
        status = cli_harvest_check(h, err);
    }
    if (status == TEXT_OK && cli_has(a, "pairs-out")) {
        status = text_output_open(cli_text(a, "pairs-out", NULL), &pairs, err);
        h->pairs = status == TEXT_OK ? text_output_stream(pairs) : NULL;
    }
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_CREATE, &h->memory, err);
    }
    if (status == TEXT_OK) {
        status = cli_harvest_run(h, err);
    }
    if ((status == TEXT_OK || status == TEXT_INTERRUPTED) && h->skipped) {
        struct text_error late;
        enum text_status told = tell(h, a, &pairs, &late);
        if (told != TEXT_OK) {
            *err = late;
            status = told;
        }
    }
    text_output_discard(pairs);
    return status;
}

/* The memory is only looked at, and need not be there. */
static enum text_status plan(struct cli_harvest *h, const struct cli_arguments *a, struct text_error *err)
{
    struct text_buffer path = {0};
    double seconds = 0;
    enum text_status status = load_knowledge(h, a, err);
    if (status == TEXT_OK) {
        status = cli_harvest_check(h, err);
    }
    if (status == TEXT_OK) {
        status = cli_memory_path(a, &path, err);
    }
    if (status == TEXT_OK && access(path.p, F_OK) == 0) {
        status = cli_memory_open(a, TM_READ, &h->memory, err);
    }
    text_buffer_free(&path);
    if (status == TEXT_OK) {
        status = cli_harvest_plan(h, &seconds, err);
    }
    return status == TEXT_OK ? cli_summary_plan(h, seconds, cli_has(a, "json"), err) : status;
}

static bool read_options(const struct cli_arguments *a, struct cli_harvest *h)
{
    struct cli_harvest_options *o = &h->options;
    long window;
    if (!cli_real(a, "min-confidence", 0, 1, CLI_LEAST_HARVESTED, &o->least.pair) ||
        !cli_real(a, "min-article", 0, 1, ALIGN_LEAST_ARTICLE, &o->least.article) ||
        !cli_jobs(a, &o->jobs) ||
        !cli_integer(a, "window", 0, LONGEST_WINDOW, WINDOW, &window)) {
        return false;
    }
    o->archives[0] = cli_operand(a, 0);
    o->archives[1] = cli_operand(a, 1);
    o->fields = cli_text(a, "fields", NULL);
    o->keep_skipped = cli_has(a, "report");
    o->window = (int32_t)window;
    return true;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_harvest h = {.reading = cli_reading_of(a)};
    if (!read_options(a, &h)) {
        return CLI_USAGE;
    }
    cli_interrupt_catch();
    setlocale(LC_CTYPE, ""); /* libarchive reads the names of entries by it */
    bool dry = cli_has(a, "dry-run");
    enum text_status status = dry ? plan(&h, a, &err) : harvest(&h, a, &err);
    bool worked = h.counts.articles > h.counts.unchanged[0] + h.counts.duplicates[0];
    bool in_vain = !dry && status == TEXT_OK && !h.nothing_new && worked && !h.counts.paired;
    cli_harvest_free(&h);
    return status != TEXT_OK ? cli_fail(&err) : in_vain ? CLI_FAILED : CLI_OK;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"dry-run", 'n', NULL, NULL, "only say what would be done and how long it may take"},
    {"pairs-out", 'p', "FILE", NULL, "also write which article came from which story: id_name<TAB>en_name<TAB>score"},
    {"report", 'r', "FILE", NULL,
     "also write a page: articles and pairs over time, the least sure pairs, all that was passed over; for programs "
     "when FILE ends in .json"},
    {"lang-order", 0, "A,B", NULL, "the languages of the two archives; default id,en"},
    {"window", 'w', "DAYS", NULL,
     "look for an article's story among those of so many days before and after it; default 3; what has no date is "
     "compared with all"},
    {"min-confidence", 'c', "P", NULL, "store only pairs at least that likely to be right (0 to 1); default 0.55"},
    {"min-article", 0, "P", NULL, "take an article to come from a story only when that is at least so likely (0 to 1)"},
    {"fields", 0, "OURS=THEIRS,...", NULL,
     "what the fields of .jsonl are called: id, url, title, date, lang, text, html, where they are called otherwise"},
    CLI_JOBS_OPTION,
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
        "An archive is a folder with all below it, a .zip or a .tar, a .jsonl with an article a line, or a .warc, each"
        " also compressed; .txt and .html files in it are articles."
        " Finds which article was written from which story, aligns them, and stores the pairs with their origin as"
        " drafts. What was stopped, by Ctrl-C or by anything else, goes on where it was when the same command is given"
        " again; of archives that have grown, only what is new is worked on. Articles that are nearly the same count"
        " once. The status is 1 when there were articles to work on and none draws on a story.",
    .options = options,
    .least = 2,
    .most = 2,
    .run = run,
};
