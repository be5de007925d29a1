/* padan export: the memory -> an exchange file. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/unit.h"

#ifndef PADAN_VERSION
#define PADAN_VERSION "unknown"
#endif

struct job {
    struct formats_writer *writer;
    struct text_span from, to; /* the languages wanted; empty: any */
    bool context;
    struct cli_exchange exchange;
    size_t written;
};

static bool is_wanted(const struct tm_languages *l, struct text_span from, struct text_span to)
{
    return (from.n == 0 || formats_tag_same(l->source, from)) && (to.n == 0 || formats_tag_same(l->target, to));
}

static enum text_status write_unit(void *context, const struct tm_unit *unit, struct text_error *err)
{
    struct job *job = context;
    struct tm_unit turned;
    struct tm_origin room[CLI_EARLIER_MOST];
    if (cli_interrupted()) {
        return text_fail(err, TEXT_INTERRUPTED, "interrupted; no file was written");
    }
    job->exchange.turned = !is_wanted(&unit->language, job->from, job->to);
    if (job->exchange.turned) {
        turned = cli_unit_turned(unit, room);
        unit = &turned;
        if (!is_wanted(&unit->language, job->from, job->to)) {
            return TEXT_OK;
        }
    }
    if (!cli_exchange_of_unit(unit, job->context, &job->exchange)) {
        return text_fail_memory(err, "a unit");
    }
    cli_progress("units written", ++job->written, 0);
    return formats_writer_add(job->writer, &job->exchange.unit, err);
}

static enum text_status write_all(const struct cli_arguments *a, struct tm_memory *memory, enum formats_kind kind,
                                  FILE *to, struct text_error *err)
{
    struct formats_writing writing = {.kind = kind, .tool_version = PADAN_VERSION};
    struct job job = {.from = text_span_of(cli_text(a, "from", NULL)),
                      .to = text_span_of(cli_text(a, "to", NULL)),
                      .context = kind == FORMATS_TMX && !cli_has(a, "no-context")};
    const struct tm_listing listing = {.which = 1u << TM_DRAFT | 1u << TM_APPROVED,
                                       .around = job.context,
                                       .earlier = kind == FORMATS_TMX ? CLI_EARLIER_MOST : 0};
    enum text_status status = formats_writer_open(&writing, to, &job.writer, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = tm_list(memory, &listing, write_unit, &job, err);
    cli_progress_clear();
    cli_exchange_free(&job.exchange);
    enum text_status closed = formats_writer_close(job.writer, status == TEXT_OK ? err : NULL);
    return status == TEXT_OK ? closed : status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct tm_memory *memory = NULL;
    struct text_output *output = NULL;
    enum formats_kind kind = FORMATS_TMX;
    const char *path = cli_text(a, "output", "-"), *told = cli_text(a, "format", NULL);
    if (told) {
        kind = strcmp(told, "tmx") == 0 ? FORMATS_TMX : strcmp(told, "csv") == 0 ? FORMATS_CSV : FORMATS_TSV;
    } else if (!formats_kind_of(text_span_of(path), &kind)) {
        return cli_usage(a, "--format tmx, tsv or csv? The name of the output does not tell");
    }
    cli_interrupt_catch();
    enum text_status status = cli_memory_open(a, TM_READ, &memory, &err);
    if (status == TEXT_OK) {
        status = text_output_open(path, &output, &err);
    }
    if (status == TEXT_OK) {
        status = write_all(a, memory, kind, text_output_stream(output), &err);
    }
    if (status == TEXT_OK) {
        status = text_output_commit(output, &err);
        output = NULL;
    }
    text_output_discard(output);
    tm_close(memory);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"format", 'f', "FORMAT", "tmx|tsv|csv", "what to write; default: told by the name of the output"},
    {"output", 'o', "FILE", NULL, "write there instead of standard output"},
    {"from", 0, "LANG", NULL, "only units that have this language, as their source"},
    {"to", 0, "LANG", NULL, "only units that have this language, as their target"},
    {"no-context", 0, NULL, NULL, "leave out the texts around each unit, which make a TMX several times larger"},
    {0},
};

const struct cli_command cli_command_export = {
    .name = "export",
    .operands = "",
    .summary = "Write the memory as TMX, TSV or CSV.",
    .details = "TMX keeps all that is known of a unit; TSV and CSV have the two texts only.",
    .options = options,
    .run = run,
};
