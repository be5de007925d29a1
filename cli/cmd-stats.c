/* padan stats: how much a memory holds. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "formats/formats.h"

static enum text_status print(const struct tm_stats *s, bool json, struct text_error *err)
{
    const struct {
        const char *name;
        int64_t value;
    } rows[] = {
        {"units", s->units},         {"draft", s->draft},       {"approved", s->approved},
        {"rejected", s->rejected},   {"deleted", s->deleted},   {"origins", s->origins},
        {"documents", s->documents}, {"words", s->words},       {"bytes", s->bytes},
    };
    struct formats_json *o = json ? formats_json_object() : NULL;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (json) {
            formats_json_set_integer(o, rows[i].name, rows[i].value);
        } else {
            printf("%-10s%12lld\n", rows[i].name, (long long)rows[i].value);
        }
    }
    enum text_status status = json ? formats_json_write(o, stdout, err) : TEXT_OK;
    formats_json_free(o);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct tm_memory *memory = NULL;
    struct tm_stats stats;
    enum text_status status = cli_memory_open(a, TM_READ, &memory, &err);
    if (status == TEXT_OK) {
        status = tm_stats(memory, &stats, &err);
    }
    if (status == TEXT_OK) {
        status = print(&stats, cli_has(a, "json"), &err);
    }
    tm_close(memory);
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"json", 'j', NULL, NULL, "as an object"},
    {0},
};

const struct cli_command cli_command_stats = {
    .name = "stats",
    .operands = "",
    .summary = "Say how much the memory holds.",
    .details = "Deleted units are those that can be restored; they are not among the others. Words are those of all"
               " texts, each as often as it stands there; bytes is the size of the file.",
    .options = options,
    .run = run,
};
