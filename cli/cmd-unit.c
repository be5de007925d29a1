/* padan unit: look at the units of the memory and decide about them. What is decided about several of them is stored in
 * one transaction: stopped in between, nothing is. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/screen.h"
#include "cli/unit-numbers.h"
#include "cli/unit-view.h"
#include "cli/user.h"

struct listing {
    bool json, ids;
    size_t count;
};

static enum text_status list_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    struct listing *l = context;
    enum text_status status = TEXT_OK;
    l->count++;
    if (l->ids) {
        printf("%lld\n", (long long)u->id);
    } else if (l->json) {
        struct formats_json *o = cli_unit_object(u);
        status = formats_json_write(o, stdout, err);
        formats_json_free(o);
    } else {
        cli_unit_list(u);
    }
    return status;
}

static unsigned which_of(const struct cli_arguments *a)
{
    unsigned which = 0;
    const char *name;
    for (size_t i = 0; (name = cli_text_at(a, "status", i)); i++) {
        which |= strcmp(name, "deleted") == 0 ? TM_LIST_DELETED : 0u;
        for (int s = TM_DRAFT; s <= TM_REJECTED; s++) {
            which |= strcmp(name, tm_status_name((enum tm_status)s)) == 0 ? 1u << s : 0u;
        }
    }
    return which ? which : TM_LIST_ALL & ~(unsigned)TM_LIST_DELETED;
}

static int list(const struct cli_arguments *a)
{
    struct text_error err;
    struct tm_memory *memory = NULL;
    struct listing l = {.json = cli_has(a, "json"), .ids = cli_has(a, "ids")};
    long most, after;
    if (cli_operand_count(a) > 1) {
        return cli_usage(a, "list takes no numbers; 'padan unit show' does");
    }
    if (!cli_integer(a, "limit", 1, INT32_MAX, 0, &most) || !cli_integer(a, "after", 0, INT32_MAX, 0, &after)) {
        return CLI_USAGE;
    }
    struct tm_listing which = {.which = which_of(a), .after = after, .most = (size_t)most};
    enum text_status status = cli_memory_open(a, TM_READ, &memory, &err);
    if (status == TEXT_OK) {
        status = tm_list(memory, &which, list_unit, &l, &err);
    }
    tm_close(memory);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return l.count ? CLI_OK : CLI_FAILED;
}

/* A command on units by their numbers. */
struct work {
    const struct cli_arguments *arguments;
    struct tm_memory *memory;
    struct text_arena *arena;
    struct cli_numbers numbers;
    struct text_span user;
    size_t done, passed_over;
};

/* A number that names no unit, or one that is so already, is told and passed over. */
static enum text_status note(struct work *w, enum text_status status, const struct text_error *err)
{
    w->done += status == TEXT_OK;
    if (status != TEXT_EMPTY) {
        return status;
    }
    cli_warn("passed over: %s", err->message);
    w->passed_over++;
    return TEXT_OK;
}

static enum text_status show(struct work *w, struct text_error *err)
{
    bool json = cli_has(w->arguments, "json");
    struct text_arena *arena = text_arena_new();
    enum text_status status = arena ? TEXT_OK : text_fail_memory(err, "a unit");
    for (size_t i = 0; i < w->numbers.count && status == TEXT_OK; i++) {
        struct tm_unit u;
        struct cli_further further;
        text_arena_reset(arena);
        status = tm_get(w->memory, w->numbers.at[i], arena, &u, err);
        if (status == TEXT_OK) {
            status = cli_further_get(w->memory, &u, arena, &further, err);
        }
        if (status == TEXT_OK && json) {
            struct formats_json *o = cli_unit_object(&u);
            cli_set_further(o, &further);
            status = formats_json_write(o, stdout, err);
            formats_json_free(o);
        } else if (status == TEXT_OK) {
            printf("%s", w->done ? "\n" : "");
            cli_unit_show(&u, &further);
        }
        status = note(w, status, err);
    }
    text_arena_free(arena);
    return status;
}

static enum text_status approve(struct tm_memory *m, int64_t unit, struct text_span user, struct text_error *err)
{
    return tm_set_status(m, unit, TM_APPROVED, user, err);
}

static enum text_status reject(struct tm_memory *m, int64_t unit, struct text_span user, struct text_error *err)
{
    return tm_set_status(m, unit, TM_REJECTED, user, err);
}

typedef enum text_status change_unit(struct tm_memory *, int64_t unit, struct text_span user, struct text_error *err);

static const struct verb {
    const char *name, *done;
    change_unit *change; /* NULL: show */
} verbs[] = {
    {"show", NULL, NULL},
    {"approve", "approved", approve},
    {"reject", "rejected", reject},
    {"delete", "deleted", tm_delete},
    {"restore", "restored", tm_restore},
};

static enum text_status change(struct work *w, change_unit *change_one, struct text_error *err)
{
    enum text_status status = tm_begin(w->memory, err);
    for (size_t i = 0; i < w->numbers.count && status == TEXT_OK; i++) {
        status = note(w, change_one(w->memory, w->numbers.at[i], w->user, err), err);
    }
    if (status == TEXT_OK) {
        status = tm_commit(w->memory, err);
    }
    return status;
}

static enum text_status say(const struct work *w, const struct verb *verb, struct text_error *err)
{
    if (!cli_has(w->arguments, "json")) {
        printf("%zu unit%s %s\n", w->done, w->done == 1 ? "" : "s", verb->done);
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object();
    formats_json_set_integer(o, verb->done, (int64_t)w->done);
    formats_json_set_integer(o, "passed_over", (int64_t)w->passed_over);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

static enum text_status work_on(struct work *w, const struct verb *verb, struct text_error *err)
{
    enum text_status status = cli_numbers_read(w->arguments, 1, w->arena, &w->numbers, err);
    if (status == TEXT_OK) {
        status = cli_user(w->arguments, w->arena, &w->user, err);
    }
    if (status == TEXT_OK) {
        status = cli_memory_open(w->arguments, verb->change ? TM_WRITE : TM_READ, &w->memory, err);
    }
    if (status == TEXT_OK) {
        status = verb->change ? change(w, verb->change, err) : show(w, err);
    }
    tm_close(w->memory);
    return status == TEXT_OK && verb->change ? say(w, verb, err) : status;
}

static int run_verb(const struct cli_arguments *a, const struct verb *verb)
{
    static const char *const of_list[] = {"status", "limit", "after", "ids"};
    struct text_error err;
    struct work w = {.arguments = a};
    for (size_t i = 0; i < sizeof of_list / sizeof of_list[0]; i++) {
        if (cli_has(a, of_list[i])) {
            return cli_usage(a, "--%s is for list", of_list[i]);
        }
    }
    if (cli_operand_count(a) < 2) {
        return cli_usage(a, "%s needs the number of a unit, or - to read them from standard input", verb->name);
    }
    w.arena = text_arena_new();
    enum text_status status = w.arena ? work_on(&w, verb, &err) : text_fail_memory(&err, "the command line");
    text_arena_free(w.arena);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return w.done && !w.passed_over ? CLI_OK : CLI_FAILED;
}

static int run(const struct cli_arguments *a)
{
    const char *name = cli_operand(a, 0);
    cli_screen_begin(a);
    if (!cli_has(a, "json") && (strcmp(name, "list") == 0 || strcmp(name, "show") == 0)) {
        cli_pager_begin(a);
    }
    if (strcmp(name, "list") == 0) {
        return list(a);
    }
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(name, verbs[i].name) == 0) {
            return run_verb(a, &verbs[i]);
        }
    }
    return cli_usage(a, "'%s' is none of list, show, approve, reject, delete, restore", name);
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"status", 0, "STATUS", "draft|approved|rejected|deleted",
     "list: such units only, may be given several times; default: all that are not deleted"},
    {"limit", 0, "N", NULL, "list: the first so many"},
    {"after", 0, "NUMBER", NULL, "list: only what comes after this unit"},
    {"ids", 0, NULL, NULL, "list: the numbers only, one a line"},
    CLI_COLOR_OPTION,
    CLI_PAGER_OPTION,
    {"json", 'j', NULL, NULL, "an object a unit, or the summary as an object"},
    CLI_USER_OPTION,
    {0},
};

const struct cli_command cli_command_unit = {
    .name = "unit",
    .operands = "list | show NUMBER... | approve NUMBER... | reject NUMBER... | delete NUMBER... | restore NUMBER...",
    .summary = "List units of the memory, approve, reject, delete and restore them.",
    .details = "A unit has a number, which every command shows. - reads numbers from standard input, one a line."
               " Rejected and deleted units are not offered and not exported; restore brings both back, a rejected one"
               " as a draft, until 'padan tidy' takes them out for good. A number that names no unit, or one that is in"
               " that state already, is told and passed over, and makes the exit status 1, as a list of nothing does.",
    .options = options,
    .least = 1,
    .most = CLI_ANY,
    .run = run,
};
