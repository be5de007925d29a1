/* padan qa: translations -> what may be wrong with them. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/qa/report.h"
#include "cli/qa/units.h"

enum { UNREADABLE = 3 };

struct job {
    struct cli_languages languages;
    struct cli_qa *qa;
    bool json;
    size_t found;
    struct text_error err; /* of a finding that could not be printed */
    enum text_status status;
};

static void print(void *context, const struct cli_qa_unit *u, enum cli_qa_check check, struct text_span reason)
{
    struct job *job = context;
    job->found++;
    cli_progress_clear();
    if (job->status == TEXT_OK) {
        job->status = (job->json ? cli_qa_print_json : cli_qa_print)(u, check, reason, &job->err);
    }
}

static void warn(void *context, const char *message)
{
    (void)context;
    cli_progress_clear();
    cli_warn("%s", message);
}

/* Adds the checks that an option names, parted by commas, to *out; false after a usage error. */
static bool named(const struct cli_arguments *a, const char *option, unsigned *out)
{
    const char *list;
    for (size_t i = 0; (list = cli_text_at(a, option, i)); i++) {
        struct text_span rest = text_span_of(list), name;
        while (text_span_cut(&rest, ',', &name)) {
            enum cli_qa_check check;
            if (!cli_qa_named(text_span_trim(name), &check)) {
                cli_usage(a, "there is no check '%.*s'; --list-checks lists them", TEXT_PRINT(name));
                return false;
            }
            *out |= 1u << check;
        }
    }
    return true;
}

static enum text_status read_glossaries(const struct cli_arguments *a, struct job *job, bool *whole,
                                        struct text_error *err)
{
    const char *path;
    enum text_status status = TEXT_OK;
    for (size_t i = 0; (path = cli_text_at(a, "glossary", i)) && status == TEXT_OK; i++) {
        struct formats_glossary_report report;
        status = cli_qa_add_glossary(job->qa, path, warn, NULL, &report, err);
        *whole = *whole && report.skipped == 0;
    }
    return status;
}

static enum text_status read_memory(const struct cli_arguments *a, struct cli_qa_source *source, struct text_error *err)
{
    struct tm_memory *memory = NULL;
    enum text_status status = cli_memory_open(a, TM_READ, &memory, err);
    if (status == TEXT_OK) {
        status = cli_qa_read_memory(source, memory, err);
    }
    tm_close(memory);
    return status;
}

/* What cannot be read is told, and the others go on. */
static int read_all(const struct cli_arguments *a, struct job *job, bool whole)
{
    struct cli_qa_source source = {.languages = &job->languages,
                                   .qa = job->qa,
                                   .format = cli_text(a, "format", NULL),
                                   .warning = warn};
    struct text_error err;
    size_t files = cli_operand_count(a);
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < (files ? files : 1) && status != TEXT_INTERRUPTED && job->status == TEXT_OK; i++) {
        status = files ? cli_qa_read_file(&source, cli_operand(a, i), &err) : read_memory(a, &source, &err);
        cli_progress_clear();
        if (status != TEXT_OK) {
            cli_fail(&err);
            whole = false;
        }
    }
    if (job->status != TEXT_OK) {
        return cli_fail(&job->err);
    }
    cli_qa_summarize(job->qa, source.units);
    return !whole || source.skipped ? UNREADABLE : job->found ? CLI_FAILED : CLI_OK;
}

static int run(const struct cli_arguments *a)
{
    const unsigned terms = 1u << CLI_QA_TERM | 1u << CLI_QA_FORBIDDEN;
    unsigned only = 0, skip = 0;
    struct job job = {.json = cli_has(a, "json")};
    struct text_error err;
    bool whole = true;
    if (cli_has(a, "list-checks")) {
        cli_qa_list();
        return CLI_OK;
    }
    if (cli_operand_count(a) && cli_has(a, "tm")) {
        return cli_usage(a, "either files or a memory is checked");
    }
    if (!named(a, "only", &only) || !named(a, "skip", &skip)) {
        return CLI_USAGE;
    }
    if ((only & terms & ~skip) && !cli_has(a, "glossary")) {
        return cli_usage(a, "the checks of terms need a --glossary");
    }
    only = (only ? only : (1u << CLI_QA_CHECKS) - 1) & ~skip;
    if (cli_languages_load(cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &job.languages, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    cli_interrupt_catch();
    int status;
    if (cli_qa_new(&job.languages, only, print, &job, &job.qa, &err) != TEXT_OK ||
        read_glossaries(a, &job, &whole, &err) != TEXT_OK) {
        status = cli_fail(&err) == CLI_USAGE ? CLI_USAGE : UNREADABLE;
    } else {
        status = read_all(a, &job, whole);
    }
    cli_qa_free(job.qa);
    cli_languages_free(&job.languages);
    return status;
}

static const struct cli_option options[] = {
    {"tm", 0, "FILE", NULL,
     "check a memory instead of files; without files the default one: $PADAN_TM, else padan/padan.db in"
     " $XDG_DATA_HOME, else in ~/.local/share"},
    {"format", 'f', "FORMAT", "tmx|tsv|csv|po|xliff", "what the files are; default: told by their names or contents"},
    {"lang-order", 0, "A,B", NULL, "the languages, and what is source and target in a TMX, TSV or CSV; default id,en"},
    {"only", 0, "LIST", NULL, "these checks only, with commas between"},
    {"skip", 0, "LIST", NULL, "not these checks"},
    {"list-checks", 0, NULL, NULL, "list the checks and end"},
    {"glossary", 0, "FILE", NULL, "terms to be used, as TBX, or as TSV: source, target; may be given several times"},
    {"json", 'j', NULL, NULL, "an object a finding"},
    {0},
};

const struct cli_command cli_command_qa = {
    .name = "qa",
    .operands = "[FILE...]",
    .summary = "Check translations for what may be wrong with them.",
    .details = "Looks at the units of TMX, TSV, CSV, PO and XLIFF files, or of the memory, and prints a line a finding:"
               " place, check, reason, source and target, with tabs between. Numbers and dates are compared by value,"
               " inline codes one by one, terms in any of their forms. Exit status 0: nothing was found; 1: something"
               " was; 2: wrong usage; 3: a file, a glossary or a part of one could not be read, which is told, and what"
               " could be was checked.",
    .options = options,
    .most = CLI_ANY,
    .run = run,
};
