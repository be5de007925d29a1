/* padan check: is the memory whole? With --repair what can be read of one that is not goes into a new file, which has
 * its name only when it is complete: until then it is NEW.part, and a run that was stopped is begun again. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "formats/formats.h"

enum { SHOWN = 20 }; /* problems in words; one damaged page makes hundreds */

struct report {
    const char *memory; /* its path */
    bool json;
    struct formats_json *problems, *lost; /* arrays */
    size_t count;
};

static void tell_problem(void *context, const char *sentence)
{
    struct report *r = context;
    r->count++;
    cli_progress_clear();
    if (r->json) {
        formats_json_append_text(r->problems, text_span_of(sentence));
    } else if (r->count <= SHOWN) {
        printf("%s\n", sentence);
    }
}

static void tell_lost(void *context, int64_t first, int64_t last, const char *why)
{
    struct report *r = context;
    cli_progress_clear();
    if (r->json) {
        struct formats_json *o = formats_json_object();
        formats_json_set_integer(o, "first", first);
        formats_json_set_integer(o, "last", last);
        formats_json_set_text(o, "why", text_span_of(why));
        formats_json_append(r->lost, o);
    } else if (first == last) {
        printf("unit %lld is lost: %s\n", (long long)first, why);
    } else {
        printf("units %lld to %lld are lost: %s\n", (long long)first, (long long)last, why);
    }
}

static bool go_on(void *context, int64_t saved)
{
    (void)context;
    cli_progress("units saved", (size_t)saved, 0);
    return !cli_interrupted();
}

/* Fills in the report; a memory that cannot be opened because it is damaged is a problem found. */
static enum text_status check(const struct cli_arguments *a, struct report *r, struct text_error *err)
{
    struct tm_memory *memory = NULL;
    size_t count = 0;
    enum text_status status = cli_memory_open(a, TM_READ, &memory, err);
    if (status == TEXT_OK) {
        status = tm_check(memory, tell_problem, r, &count, err);
    } else if (status == TEXT_INVALID || (status == TEXT_FOREIGN && cli_has(a, "repair"))) {
        tell_problem(r, err->message);
        status = TEXT_OK;
    }
    tm_close(memory);
    return status;
}

static void remove_parts(const char *part)
{
    static const char *const endings[] = {"", "-wal", "-shm", ".copy"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        struct text_buffer name = {0};
        text_buffer_add_format(&name, "%s%s", part, endings[i]);
        text_buffer_add_char(&name, '\0');
        if (!name.failed) {
            remove(name.p);
        }
        text_buffer_free(&name);
    }
}

static enum text_status repair_into(struct report *r, const char *part, struct tm_salvaged *out, struct text_error *err)
{
    struct tm_memory *to = NULL;
    const struct tm_salvaging told = {r, tell_lost, go_on};
    remove_parts(part);
    enum text_status status = tm_open(part, TM_CREATE, &to, err);
    if (status == TEXT_OK) {
        status = tm_salvage(r->memory, to, &told, out, err);
    }
    tm_close(to);
    cli_progress_clear();
    return status;
}

static enum text_status repair(struct report *r, const char *path, struct tm_salvaged *out, struct text_error *err)
{
    struct text_buffer part = {0};
    struct tm_salvaged salvaged;
    if (access(path, F_OK) == 0) {
        return text_fail(err, TEXT_IO, "%s: is there already; name a file that is to be made", path);
    }
    text_buffer_add_format(&part, "%s.part", path);
    text_buffer_add_char(&part, '\0');
    enum text_status status = part.failed ? text_fail_memory(err, path) : repair_into(r, part.p, &salvaged, err);
    if (status == TEXT_OK && rename(part.p, path) != 0) {
        status = text_fail(err, TEXT_IO, "%s: cannot be named %s", part.p, path);
    }
    if (status == TEXT_OK) {
        *out = salvaged;
    } else if (!part.failed) {
        remove_parts(part.p);
    }
    text_buffer_free(&part);
    return status;
}

static enum text_status print_json(struct report *r, const char *new, const struct tm_salvaged *s,
                                   struct text_error *err)
{
    struct formats_json *o = formats_json_object();
    formats_json_set_text(o, "memory", text_span_of(r->memory));
    formats_json_set_bool(o, "whole", r->count == 0);
    formats_json_set(o, "problems", r->problems);
    r->problems = NULL;
    if (new) {
        struct formats_json *p = formats_json_object();
        formats_json_set_text(p, "memory", text_span_of(new));
        formats_json_set_integer(p, "saved", s->saved);
        formats_json_set_integer(p, "incomplete", s->incomplete);
        formats_json_set_integer(p, "lost", s->lost);
        formats_json_set_integer(p, "absent", s->absent);
        formats_json_set_integer(p, "harvests", s->harvests);
        formats_json_set_integer(p, "harvests_left_out", s->harvests_lost);
        formats_json_set(p, "ranges", r->lost);
        formats_json_set(o, "repaired", p);
        r->lost = NULL;
    }
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

static void print(const struct report *r, const char *new, const struct tm_salvaged *s)
{
    if (r->count > SHOWN && !new) {
        printf("... and %zu more, which --json tells\n", r->count - SHOWN);
    }
    if (r->count == 0) {
        printf("%s: whole\n", r->memory);
    } else if (!new) {
        printf("%s: %zu problem%s; 'padan check --repair NEW' saves what can be read\n", r->memory, r->count,
               r->count == 1 ? "" : "s");
    } else {
        printf("%s: %lld units saved, %lld of them incomplete; %lld lost\n", new,
               (long long)s->saved, (long long)s->incomplete, (long long)s->lost);
        if (s->harvests_lost) {
            printf("%s: what harvests had done was left out; the next one goes through its archives again\n", new);
        }
    }
}

static enum text_status work(const struct cli_arguments *a, struct report *r, struct tm_salvaged *s,
                             struct text_error *err)
{
    const char *new = cli_text(a, "repair", NULL);
    enum text_status status = check(a, r, err);
    if (status == TEXT_OK && r->count == 0) {
        new = NULL; /* nothing to repair */
    }
    if (status == TEXT_OK && new) {
        status = repair(r, new, s, err);
    }
    if (status == TEXT_OK && r->json) {
        status = print_json(r, new, s, err);
    } else if (status == TEXT_OK) {
        print(r, new, s);
    }
    return status;
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct text_buffer path = {0};
    struct tm_salvaged salvaged = {.lost = 1}; /* that is: not repaired */
    struct report r = {.json = cli_has(a, "json"), .problems = formats_json_array(), .lost = formats_json_array()};
    cli_interrupt_catch();
    enum text_status status = cli_memory_path(a, &path, &err);
    if (status == TEXT_OK) {
        r.memory = path.p;
        status = work(a, &r, &salvaged, &err);
    }
    formats_json_free(r.problems);
    formats_json_free(r.lost);
    text_buffer_free(&path);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return r.count == 0 || (salvaged.lost == 0 && salvaged.incomplete == 0) ? CLI_OK : CLI_FAILED;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"repair", 'r', "NEW", NULL, "save what can be read of a damaged memory into a new one"},
    {"json", 'j', NULL, NULL, "as an object"},
    {0},
};

const struct cli_command cli_command_check = {
    .name = "check",
    .operands = "",
    .summary = "Verify that the memory is whole, and repair one that is not.",
    .details = "The structure of the file, its tables, and the index against every text are verified, and the problems"
               " are told. With --repair the damaged memory is left as it is and every unit that can be read is written"
               " to a new one. The exit status is 0 when the memory is whole or everything in it was saved.",
    .options = options,
    .run = run,
};
