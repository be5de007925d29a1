/* Deciding and undoing; see review.h. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/message.h"
#include "cli/review/review.h"

struct cli_review_step {
    enum cli_review_kind kind;
    struct cli_changes changes;
    size_t at, inserted; /* the place in the queue, and how many were put in behind it */
};

static const char *const done[] = {"accepted", "edited", "rejected", "split", "merged", "skipped"};

static enum text_status make_room(struct cli_review *r, struct text_error *err)
{
    if (r->step_count == r->step_capacity) {
        size_t capacity = r->step_capacity ? 2 * r->step_capacity : 16;
        struct cli_review_step *more = realloc(r->steps, capacity * sizeof *more);
        if (!more) {
            return text_fail_memory(err, "a decision");
        }
        r->steps = more;
        r->step_capacity = capacity;
    }
    return TEXT_OK;
}

enum text_status cli_review_take(struct cli_review *r, enum cli_review_kind kind, cli_review_work *work,
                                 const void *what, struct text_error *err)
{
    struct cli_review_step step = {.kind = kind, .at = r->at};
    size_t queued = r->queue.count;
    struct tm_memory *m = r->deciding.memory;
    enum text_status status = make_room(r, err);
    if (status == TEXT_OK) {
        status = tm_begin(m, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = work(r, what, &step.changes, err);
    if (status == TEXT_OK) {
        status = tm_commit(m, err);
    } else {
        tm_rollback(m);
    }
    step.inserted = r->queue.count - queued;
    if (status != TEXT_OK) {
        cli_review_remove(&r->queue, r->at + 1, step.inserted);
        cli_changes_free(&step.changes);
        return status;
    }
    r->steps[r->step_count++] = step;
    r->counts[kind]++;
    r->at++;
    printf("%s\n", done[kind]);
    return TEXT_OK;
}

static enum text_status accept(struct cli_review *r, const void *what, struct cli_changes *c, struct text_error *err)
{
    (void)what;
    return cli_decide(&r->deciding, r->pair.id, TM_APPROVED, c, err);
}

static enum text_status reject(struct cli_review *r, const void *what, struct cli_changes *c, struct text_error *err)
{
    (void)what;
    return cli_decide(&r->deciding, r->pair.id, TM_REJECTED, c, err);
}

static enum text_status skip(struct cli_review *r, const void *what, struct cli_changes *c, struct text_error *err)
{
    (void)what;
    return cli_decide_later(&r->deciding, r->pair.id, c, err);
}

enum text_status cli_review_accept(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    return cli_review_take(r, CLI_REVIEW_ACCEPTED, accept, NULL, err);
}

enum text_status cli_review_reject(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    return cli_review_take(r, CLI_REVIEW_REJECTED, reject, NULL, err);
}

enum text_status cli_review_skip(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    return cli_review_take(r, CLI_REVIEW_SKIPPED, skip, NULL, err);
}

enum text_status cli_review_undo(struct cli_review *r, struct text_span rest, struct text_error *err)
{
    (void)rest;
    if (r->step_count == 0) {
        return text_fail(err, TEXT_EMPTY, "nothing was decided that could be undone");
    }
    struct cli_review_step *step = &r->steps[r->step_count - 1];
    enum text_status status = tm_begin(r->deciding.memory, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = cli_undo(&r->deciding, &step->changes, err);
    if (status == TEXT_OK) {
        status = tm_commit(r->deciding.memory, err);
    } else {
        tm_rollback(r->deciding.memory);
    }
    if (status == TEXT_OK) {
        r->at = step->at;
        cli_review_remove(&r->queue, r->at + 1, step->inserted);
        r->counts[step->kind]--;
        printf("undone: %s\n", done[step->kind]);
        cli_changes_free(&step->changes);
        r->step_count--;
    }
    return status;
}

void cli_review_free(struct cli_review *r)
{
    for (size_t i = 0; i < r->step_count; i++) {
        cli_changes_free(&r->steps[i].changes);
    }
    free(r->steps);
    cli_review_queue_free(&r->queue);
    if (r->can_cut) {
        cli_languages_free(&r->languages);
    }
}
