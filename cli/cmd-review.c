/* padan review: looks at harvested pairs with a person, those first whose review is worth most. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/memory.h"
#include "cli/message.h"
#include "cli/review/review.h"
#include "cli/terminal/screen.h"
#include "cli/user.h"

static const char *const no_words[] = {NULL};

static enum text_status prepare(const struct cli_arguments *a, const struct cli_review_choice *choice,
                                struct cli_review *r, struct text_arena *own, struct text_error *err)
{
    const struct cli_prompting prompting = {.words = no_words};
    enum text_status status = cli_user(a, own, &r->deciding.user, err);
    if (status == TEXT_OK) {
        status = cli_memory_open(a, TM_WRITE, &r->deciding.memory, err);
    }
    if (status == TEXT_OK) {
        status = cli_review_choose(r->deciding.memory, choice, &r->queue, err);
    }
    return status == TEXT_OK ? cli_prompt_new(&prompting, &r->prompt, err) : status;
}

/* How many of the queue were not decided. */
static size_t left(const struct cli_review *r)
{
    return r->queue.count - r->at;
}

static void sum_up(const struct cli_review *r)
{
    printf("%zu accepted, %zu edited, %zu rejected, %zu split, %zu merged, %zu skipped; %zu left\n",
           r->counts[CLI_REVIEW_ACCEPTED], r->counts[CLI_REVIEW_EDITED], r->counts[CLI_REVIEW_REJECTED],
           r->counts[CLI_REVIEW_SPLIT], r->counts[CLI_REVIEW_MERGED], r->counts[CLI_REVIEW_SKIPPED], left(r));
}

static int run(const struct cli_arguments *a)
{
    struct text_error err;
    struct cli_review r = {0};
    struct cli_review_choice choice = {.site = text_span_of(cli_text(a, "from-site", "")),
                                       .skipped = cli_has(a, "skipped")};
    long limit;
    if (!cli_real(a, "min", 0, 1, 0, &choice.least) || !cli_real(a, "max", 0, 1, 1, &choice.most) ||
        !cli_integer(a, "limit", 1, INT32_MAX, 0, &limit)) {
        return CLI_USAGE;
    }
    cli_screen_begin(a);
    cli_interrupt_catch();
    choice.limit = (size_t)limit;
    struct text_arena *own = text_arena_new();
    r.arena = text_arena_new();
    r.deciding.arena = text_arena_new();
    enum text_status status = own && r.arena && r.deciding.arena ? prepare(a, &choice, &r, own, &err)
                                                                 : text_fail_memory(&err, "a review");
    bool any = status == TEXT_OK && r.queue.count > 0;
    if (any) {
        status = cli_review_walk(&r, &err);
        sum_up(&r);
    } else if (status == TEXT_OK) {
        cli_note("padan: there is no pair to review%s",
                 r.queue.later ? "; --skipped shows those that were skipped" : "");
    }
    cli_prompt_free(r.prompt);
    cli_review_free(&r);
    tm_close(r.deciding.memory);
    text_arena_free(own);
    text_arena_free(r.arena);
    text_arena_free(r.deciding.arena);
    if (status != TEXT_OK) {
        return cli_fail(&err);
    }
    return any ? CLI_OK : CLI_FAILED;
}

static const struct cli_option options[] = {
    CLI_MEMORY_OPTION,
    {"limit", 0, "N", NULL, "the best so many; default: all"},
    {"min", 0, "P", NULL, "only pairs of this confidence and above, 0 to 1"},
    {"max", 0, "P", NULL, "only pairs of this confidence and below"},
    {"from-site", 0, "SITE", NULL,
     "only where one of the two articles is of this site, as kabar.example, or one below"},
    {"skipped", 0, NULL, NULL, "those that were skipped before, instead of the others"},
    CLI_USER_OPTION,
    CLI_COLOR_OPTION,
    {0},
};

const struct cli_command cli_command_review = {
    .name = "review",
    .operands = "",
    .summary = "Decide about harvested pairs one by one, those first that are worth most.",
    .details = "Each draft of a harvest is shown with what stands around it in both articles, as far as the memory has"
               " it: first those whose confidence is near the middle, that were seen often and are of a length that"
               " comes again. A key accepts, edits, rejects, splits, merges or skips it, undoes the last decision, or"
               " ends the work, and ? tells them; through a pipe each is a line, with its word or its key, and edit"
               " with the new translation. Every decision is stored at once. What was skipped is not asked again"
               " without --skipped. Exit status 1 when there was nothing to review.",
    .options = options,
    .run = run,
};
