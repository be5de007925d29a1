/* padan analyse: documents -> how much of them is to be translated, by how much was translated before. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/analyse/report.h"
#include "cli/analyse/weights.h"
#include "cli/commands.h"
#include "cli/heap.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/pipeline.h"

static size_t unreadable;

static void tell(const struct text_error *err)
{
    unreadable++;
    cli_fail(err);
}

static void warn(const char *message)
{
    unreadable++;
    cli_warn("%s", message);
}

static enum text_status write_all(const struct cli_arguments *a, const struct cli_analysis *analysis, FILE *to,
                                  struct text_error *err)
{
    if (cli_has(a, "json")) {
        return cli_analysis_print_json(analysis, to, err);
    }
    if (cli_has(a, "csv")) {
        cli_analysis_print_csv(analysis, to);
    } else if (cli_has(a, "html")) {
        cli_analysis_print_page(analysis, to);
    } else {
        cli_analysis_print(analysis, to);
    }
    return TEXT_OK;
}

static enum text_status put_out(const struct cli_arguments *a, const struct cli_analysis *analysis,
                                struct text_error *err)
{
    struct text_output *out = NULL;
    enum text_status status = text_output_open(cli_text(a, "output", NULL), &out, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = write_all(a, analysis, text_output_stream(out), err);
    if (status != TEXT_OK) {
        text_output_discard(out);
        return status;
    }
    return text_output_commit(out, err);
}

/* Whether there is a memory at all is found out before anything is read. */
static enum text_status find_memory(const struct cli_arguments *a, struct text_buffer *path, struct text_error *err)
{
    struct tm_memory *memory = NULL;
    enum text_status status = cli_memory_path(a, path, err);
    if (status == TEXT_OK) {
        status = tm_open(path->p, TM_READ, &memory, err);
    }
    tm_close(memory);
    return status;
}

static enum text_status analyse(const struct cli_arguments *a, struct cli_analysing *how,
                                struct cli_analysis *analysis, struct text_error *err)
{
    struct text_buffer path = {0};
    size_t count = cli_operand_count(a);
    const char **paths = malloc(count * sizeof *paths);
    enum text_status status = paths ? TEXT_OK : text_fail_memory(err, "an analysis");
    for (size_t i = 0; i < count && paths; i++) {
        paths[i] = cli_operand(a, i);
    }
    if (status == TEXT_OK && !cli_has(a, "no-tm")) {
        status = find_memory(a, &path, err);
        how->memory = path.p;
    }
    if (status == TEXT_OK) {
        status = cli_analyse(how, paths, count, analysis, err);
    }
    text_buffer_free(&path);
    free(paths);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_languages languages;
    struct cli_analysis analysis = {0};
    enum formats_document_kind kind;
    double weights[CLI_BANDS];
    struct cli_analysing how = {.languages = &languages,
                                .from = cli_text(a, "from", "auto"),
                                .charset = cli_text(a, "encoding", NULL),
                                .internal = cli_has(a, "internal"),
                                .unreadable = tell,
                                .warning = warn};
    cli_heap_prepare();
    if (cli_has(a, "json") + cli_has(a, "csv") + cli_has(a, "html") > 1) {
        return cli_usage(a, "--json, --csv and --html are three forms; give one");
    }
    if (cli_has(a, "no-tm") && cli_has(a, "tm")) {
        return cli_usage(a, "--tm and --no-tm contradict each other");
    }
    if (!cli_jobs(a, &how.jobs)) {
        return CLI_USAGE;
    }
    if (cli_has(a, "format") && formats_document_kind_named(cli_text(a, "format", ""), &kind)) {
        how.kind = &kind;
    }
    cli_weights_usual(weights);
    if (cli_has(a, "weights") && cli_weights_read(cli_text(a, "weights", ""), weights, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    if (cli_languages_load(CLI_DEFAULT_ORDER, &languages, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    cli_interrupt_catch();
    enum text_status status = analyse(a, &how, &analysis, &err);
    for (int i = 0; i < CLI_BANDS; i++) {
        analysis.weights[i] = weights[i];
    }
    if (status == TEXT_OK && analysis.count) {
        status = put_out(a, &analysis, &err);
    }
    cli_analysis_free(&analysis);
    cli_languages_free(&languages);
    return status != TEXT_OK ? cli_fail(&err) : unreadable ? CLI_FAILED : CLI_OK;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"no-tm", 0, NULL, NULL, "do without a memory: count, and tell repetitions"},
    {"format", 'f', "FORMAT", "text|markdown|html|xliff|po",
     "what the files are; default: told by their contents and names"},
    {"encoding", 0, "NAME", NULL, "the charset of the files, as iconv names it, instead of finding it out"},
    {"from", 0, "LANG", "id|en|auto",
     "the language of files that do not say theirs; auto (the default) recognises it"},
    {"internal", 0, NULL, NULL, "compare each segment with those before it in these files, too"},
    {"weights", 0, "LIST|FILE", NULL,
     "how much work a word of a band is: BAND=WEIGHT,..., or a file of such lines; default: translated and context 0,"
     " repetition and cross-file 0.1, 100 0.2, 95-99 0.3, 85-94 0.5, 75-84 0.7, 50-74 and new 1"},
    CLI_JOBS_OPTION,
    {"json", 'j', NULL, NULL, "an object a file, and one of all"},
    {"csv", 0, NULL, NULL, "a record for each band of each file"},
    {"html", 0, NULL, NULL, "a page with a bar a file"},
    {"output", 'o', "FILE", NULL, "write to FILE instead of standard output"},
    {0},
};

const struct cli_command cli_command_analyse = {
    .name = "analyse",
    .operands = "FILE...",
    .summary = "Count what is to be translated, by how much of it was translated before.",
    .details = "Reads plain text, Markdown, HTML, XLIFF and PO files and counts segments, words and characters"
               " (GMX-V 2.0) by band: what has a translation already, what the memory has in its context (101 and 102),"
               " what stood before in the same file or in one before it, what the memory has (100) or has something"
               " like (95-99, 85-94, 75-84, 50-74), and what is new. Effort is words times the weight of their band."
               " What cannot be read is told, all else is counted, and the exit status is 1.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = run,
};
