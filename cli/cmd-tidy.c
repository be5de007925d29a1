/* padan tidy: takes out for good what was rejected or deleted. Stopped at any moment, the memory is as before, or
 * tidied and not yet as small as it will be: the same command ends the work. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "formats/formats.h"

struct outcome {
    bool dry;
    struct tm_stats before, after;
    size_t count; /* units that went */
};

static const char *plural(int64_t n)
{
    return n == 1 ? "" : "s";
}

static void tell(const struct outcome *o)
{
    long long rejected = (long long)o->before.rejected, deleted = (long long)o->before.deleted;
    long long lost = (long long)(o->before.bytes - o->after.bytes);
    if (o->dry) {
        printf("%lld unit%s would go: %lld rejected, %lld deleted\n", rejected + deleted, plural(rejected + deleted),
               rejected, deleted);
    } else {
        printf("%zu unit%s went; the file has %lld bytes, %lld %s than before\n", o->count, plural((int64_t)o->count),
               (long long)o->after.bytes, lost < 0 ? -lost : lost, lost < 0 ? "more" : "fewer");
    }
}

static enum text_status print_json(const struct outcome *o, struct text_error *err)
{
    struct formats_json *object = formats_json_object();
    int64_t count = o->dry ? o->before.rejected + o->before.deleted : (int64_t)o->count;
    formats_json_set_integer(object, o->dry ? "would_go" : "gone", count);
    formats_json_set_integer(object, "rejected", o->before.rejected);
    formats_json_set_integer(object, "deleted", o->before.deleted);
    formats_json_set_integer(object, "bytes_before", o->before.bytes);
    if (!o->dry) {
        formats_json_set_integer(object, "bytes", o->after.bytes);
    }
    enum text_status status = formats_json_write(object, stdout, err);
    formats_json_free(object);
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct tm_memory *memory = NULL;
    struct outcome o = {.dry = cli_has(a, "dry-run")};
    enum text_status status = cli_memory_open(a, o.dry ? TM_READ : TM_WRITE, &memory, &err);
    if (status == TEXT_OK) {
        status = tm_stats(memory, &o.before, &err);
    }
    if (status == TEXT_OK && !o.dry) {
        status = tm_tidy(memory, &o.count, &err);
        if (status == TEXT_OK) {
            status = tm_stats(memory, &o.after, &err);
        }
    }
    tm_close(memory);
    if (status == TEXT_OK && cli_has(a, "json")) {
        status = print_json(&o, &err);
    } else if (status == TEXT_OK) {
        tell(&o);
    }
    return status == TEXT_OK ? CLI_OK : cli_fail(&err);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"dry-run", 'n', NULL, NULL, "only say how many units would go"},
    {"json", 'j', NULL, NULL, "as an object"},
    {0},
};

const struct cli_command cli_command_tidy = {
    .name = "tidy",
    .operands = "",
    .summary = "Take rejected and deleted units out of the memory for good.",
    .details = "Before that 'padan unit list --status rejected --status deleted' shows them, and 'padan unit restore'"
               " brings them back. The file gives its room back to the disk, on which it needs as much again while that"
               " is done. Stopped at any moment, nothing is lost and the same command ends the work.",
    .options = options,
    .run = run,
};
