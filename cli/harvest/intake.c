/* See intake.h. */
#include "cli/harvest/intake.h"

#include <stdio.h>
#include <string.h>

#include "cli/interrupt.h"

/* The sentence without the name that messages begin with. */
static void set_reason(struct cli_arrival *a, const char *why, const char *sentence)
{
    const char *name = a->story.name ? a->story.name : "";
    size_t n = strlen(name);
    if (n && strncmp(sentence, name, n) == 0 && strncmp(sentence + n, ": ", 2) == 0) {
        sentence += n + 2;
    }
    a->why = why;
    text_fail(&a->reason, TEXT_INVALID, "%s", sentence);
}

static enum text_status take_fault(struct cli_intake *in, struct cli_arrival *out, struct text_error *err)
{
    const struct formats_fault *f = formats_archive_fault(in->archive);
    struct cli_arrival a = {.count = f->count, .story = {.arena = text_arena_new()}};
    a.name = a.story.arena ? text_arena_copy(a.story.arena, f->name) : a.name;
    if (!a.name.p) {
        text_arena_free(a.story.arena);
        return text_fail_memory(err, "an article");
    }
    a.why = formats_fault_name(f->kind);
    text_fail(&a.reason, TEXT_INVALID, "%.*s", TEXT_PRINT(f->reason));
    *out = a;
    return TEXT_OK;
}

enum text_status cli_intake_next(struct cli_intake *in, struct cli_arrival *out, size_t *bytes, bool *end,
                                 struct text_error *err)
{
    struct formats_entry entry;
    in->interrupted = cli_interrupted();
    if (in->interrupted) {
        *end = true;
        return TEXT_OK;
    }
    enum text_status status;
    do {
        status = formats_archive_next(in->archive, &entry, err);
    } while (status == TEXT_OK && entry.name.p && in->place++ < in->sample.begin);
    in->reached = in->reached > 0 ? in->reached : cli_clock();
    if (status == TEXT_NOMEM || status == TEXT_MISUSE) {
        return status;
    }
    if (status != TEXT_OK) {
        return take_fault(in, out, err);
    }
    *end = !entry.name.p || (in->sample.end && in->place > in->sample.end);
    if (*end) {
        return TEXT_OK;
    }
    struct cli_arrival a = {.count = 1};
    status = cli_story_take(&entry, &a.story, err);
    if (status != TEXT_OK) {
        return status;
    }
    a.name = a.story.entry.name;
    a.hash = a.story.hash;
    a.known = in->ledger && tm_ledger_find(in->ledger, in->side == ALIGN_SOURCE ? TM_SOURCE : TM_TARGET, a.story.hash,
                                           &a.record);
    if (a.known && a.record.kind == TM_RECORD_UNUSABLE) {
        a.why = a.record.kind_name;
        text_fail(&a.reason, TEXT_INVALID, "%.*s", TEXT_PRINT(a.record.reason));
    }
    *bytes = entry.bytes.n;
    *out = a;
    return TEXT_OK;
}

/* What is wrong with one article leaves the others alone; what is wrong with us does not. */
static enum text_status judge(struct cli_arrival *a, enum text_status status, const char *why,
                              const struct text_error *err)
{
    if (status == TEXT_EMPTY) {
        set_reason(a, "no text", err->message);
    } else if (status == TEXT_INVALID || status == TEXT_IO) {
        set_reason(a, "unreadable text", err->message);
    } else if (status == TEXT_MISUSE && why) {
        set_reason(a, why, err->message);
    } else {
        return status;
    }
    return TEXT_OK;
}

enum text_status cli_intake_open(const struct cli_intake *in, struct cli_arrival *a, struct text_error *err)
{
    return judge(a, cli_story_open(in->model, in->side, in->reading, &a->story, err),
                 a->story.document ? NULL : "language", err);
}

enum text_status cli_intake_cut(const struct cli_intake *in, struct cli_arrival *a, struct text_error *err)
{
    return judge(a, cli_story_cut(in->model, in->side, in->reading, &a->story, err), NULL, err);
}

void cli_arrival_free(struct cli_arrival *a)
{
    cli_story_free(&a->story);
}
