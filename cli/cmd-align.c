/* padan align: two documents -> pairs; with --batch many, in one process. */
#include <string.h>

#include "cli/align/pair.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/pipeline.h"

static int run_one(const struct cli_align *align, const struct cli_arguments *a)
{
    struct cli_align_pair pair = {.paths = {cli_operand(a, 0), cli_operand(a, 1), cli_text(a, "output", "-")}};
    struct text_arena *arena = text_arena_new();
    int status = CLI_OK;
    if (!arena) {
        pair.status = text_fail_memory(&pair.err, "a document");
    } else {
        cli_align_read(&pair);
        cli_align_work(align, arena, &pair);
    }
    cli_align_write(align, &pair, true);
    if (pair.status != TEXT_OK) {
        status = cli_fail(&pair.err);
    } else if (!pair.pairs) {
        cli_note("padan: nothing in %s and %s translates each other", cli_name_of(pair.paths.source),
                 cli_name_of(pair.paths.target));
        status = CLI_FAILED;
    }
    cli_align_free(&pair);
    text_arena_free(arena);
    return status;
}

static enum align_mode mode_of(const char *name)
{
    for (int m = ALIGN_AUTO; m <= ALIGN_QUOTES; m++) {
        if (strcmp(align_mode_name((enum align_mode)m), name) == 0) {
            return (enum align_mode)m;
        }
    }
    return ALIGN_AUTO;
}

static enum cli_bead_format format_of(const char *name)
{
    return strcmp(name, "json") == 0    ? CLI_BEADS_JSON
           : strcmp(name, "tmx") == 0   ? CLI_BEADS_TMX
           : strcmp(name, "beads") == 0 ? CLI_BEADS_PLAIN
           : strcmp(name, "html") == 0  ? CLI_BEADS_PAGE
                                        : CLI_BEADS_TSV;
}

static int run(const struct cli_arguments *a)
{
    const char *list = cli_text(a, "batch", NULL);
    struct cli_align align = {.reading = cli_reading_of(a)};
    struct text_error err;
    if (list ? cli_operand_count(a) != 0 : cli_operand_count(a) != 2) {
        return list ? cli_usage(a, "--batch names all files in LIST: no others can be given")
                    : cli_usage(a, "needs two files, ID_FILE EN_FILE, or --batch LIST");
    }
    if (!list && strcmp(cli_operand(a, 0), "-") == 0 && strcmp(cli_operand(a, 1), "-") == 0) {
        return cli_usage(a, "only one of the two files can be standard input");
    }
    if (list && cli_has(a, "output")) {
        return cli_usage(a, "with --batch each line of LIST names its own output, so --output makes no sense");
    }
    if (!list && cli_has(a, "adapt")) {
        return cli_usage(a, "--adapt learns from many documents: it needs --batch");
    }
    if (!list && cli_has(a, "jobs")) {
        return cli_usage(a, "--jobs shares many alignments out: it needs --batch");
    }
    if (!cli_real(a, "min-confidence", 0, 1, ALIGN_LEAST_CONFIDENCE, &align.least) || !cli_jobs(a, &align.jobs)) {
        return CLI_USAGE;
    }
    align.reading.lines = cli_has(a, "lines");
    align.mode = mode_of(cli_text(a, "mode", "auto"));
    align.format = format_of(cli_has(a, "json") ? "json" : cli_text(a, "format", "tsv"));
    if (cli_model_load(a, cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &align.model, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    if (cli_languages_learn(a, &align.model.languages, &err) != TEXT_OK) {
        cli_model_free(&align.model);
        return cli_fail(&err);
    }
    int status;
    if (list) {
        cli_interrupt_catch();
        status = cli_align_batch(&align, list, cli_has(a, "adapt"));
    } else {
        status = run_one(&align, a);
    }
    cli_model_free(&align.model);
    return status;
}

static const struct cli_option options[] = {
    {"lang-order", 0, "A,B", NULL, "the languages of the two files; default id,en"},
    {"mode", 'm', "MODE", "auto|parallel|quotes",
     "parallel: one file translates the other, in order; quotes: one quotes parts of the other, in any order; auto (the"
     " default) decides from the text"},
    {"lines", 0, NULL, NULL, "the files have one segment a line already"},
    {"format", 'f', "FORMAT", "tsv|json|tmx|beads|html",
     "tsv (the default): source, target, confidence, kind, speaker, agency; beads: segment numbers from 0, i,i<TAB>j,j,"
     " with an empty side for an unmatched one; html: a page to read, both texts side by side with their links"},
    {"json", 'j', NULL, NULL, "the same as --format json: an object a pair"},
    {"min-confidence", 'c', "P", NULL, "leave out pairs that are less likely than P (0 to 1) to be right"},
    {"output", 'o', "FILE", NULL, "write there instead of standard output"},
    {"batch", 0, "LIST", NULL,
     "align all that LIST names: ID_FILE<TAB>EN_FILE<TAB>OUT_FILE a line; - is standard input"},
    {"adapt", 0, NULL, NULL,
     "with --batch: align everything once, learn a lexicon from the pairs that are likelier right than wrong, and align"
     " again with it; for a field that the lexicon does not know, or without one"},
    CLI_JOBS_OPTION,
    CLI_LEXICON_OPTIONS,
    CLI_READING_OPTIONS,
    {0},
};

const struct cli_command cli_command_align = {
    .name = "align",
    .operands = "ID_FILE EN_FILE",
    .summary = "Pair the sentences and quotations of two documents that translate each other.",
    .details = "Each pair has a confidence: the probability that a bilingual reader would accept it. What has no"
               " counterpart stays unmatched. Exit status 1 when nothing was paired.",
    .options = options,
    .most = 2,
    .run = run,
};
