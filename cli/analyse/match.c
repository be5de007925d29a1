/* See match.h. Both searches are tm_find_score's: that of the texts that stood before in the files is in a memory of
 * their own, in which a text has the number that it came with, so that "before" is "below that number". */
#define _POSIX_C_SOURCE 200809L
#include "cli/analyse/match.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "cli/pipeline.h"
#include "cli/progress.h"

enum { TOGETHER = 32 }; /* segments that a thread takes at a time */

struct job {
    struct tm_memory *memory, *internal; /* may be NULL */
};

struct matching {
    struct cli_segments *segments;
    const struct cli_analysing *how;
    struct job *jobs;
    char folder[256], path[280]; /* of the internal memory; empty: there is none */
    size_t next, done;
};

struct batch {
    size_t begin, end;
};

/* Where temporary files go. */
static void make_folder(struct matching *m)
{
    const char *told = getenv("TMPDIR");
    int n = snprintf(m->folder, sizeof m->folder, "%s/padan-analyse-XXXXXX", told && *told ? told : "/tmp");
    if (n < 0 || (size_t)n >= sizeof m->folder || !mkdtemp(m->folder)) {
        m->folder[0] = '\0';
        return;
    }
    snprintf(m->path, sizeof m->path, "%s/texts.db", m->folder);
}

static void remove_folder(struct matching *m)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char path[300];
    for (size_t i = 0; m->folder[0] && i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(path, sizeof path, "%s%s", m->path, ends[i]);
        unlink(path);
    }
    if (m->folder[0]) {
        rmdir(m->folder);
    }
}

static struct text_span code_of(const struct matching *m, int side)
{
    return text_span_of(text_language_code(m->how->languages->at[side]));
}

/* All texts, each once, as units whose numbers are their keys + 1. */
static enum text_status add_texts(struct matching *m, struct tm_memory *memory, struct text_error *err)
{
    uint32_t next = 0;
    enum text_status status = tm_begin(memory, err);
    for (size_t i = 0; i < m->segments->count && status == TEXT_OK; i++) {
        const struct cli_segment *s = &m->segments->at[i];
        if (s->key < next) {
            continue;
        }
        next = s->key + 1;
        const struct tm_unit unit = {
            .language = {code_of(m, s->side), code_of(m, !s->side)},
            .text = {s->text, TEXT_LITERAL("\xE2\x88\x85")}, /* a text that is nobody's */
            .origin = {.kind = TEXT_LITERAL("import"), .confidence = -1},
        };
        status = tm_add(memory, &unit, NULL, err);
        cli_progress("texts noted", next, text_table_count(m->segments->keys));
        if (status == TEXT_OK && cli_interrupted()) {
            status = text_fail(err, TEXT_INTERRUPTED, "interrupted");
        }
    }
    return status == TEXT_OK ? tm_commit(memory, err) : status;
}

static enum text_status make_internal(struct matching *m, struct text_error *err)
{
    struct tm_memory *memory = NULL;
    make_folder(m);
    if (!m->folder[0]) {
        return text_fail(err, TEXT_IO, "cannot make a temporary folder: %s", strerror(errno));
    }
    enum text_status status = tm_open(m->path, TM_CREATE, &memory, err);
    if (status == TEXT_OK) {
        status = add_texts(m, memory, err);
    }
    if (status == TEXT_OK) {
        status = tm_settle(memory, err);
    }
    tm_close(memory);
    return status;
}

static enum text_status open_jobs(struct matching *m, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (int i = 0; i < m->how->jobs && status == TEXT_OK; i++) {
        struct tm_memory **const both[] = {&m->jobs[i].memory, &m->jobs[i].internal};
        const char *paths[] = {m->how->memory, m->folder[0] ? m->path : NULL};
        for (size_t k = 0; k < 2 && status == TEXT_OK; k++) {
            status = paths[k] ? tm_open(paths[k], TM_READ, both[k], err) : TEXT_OK;
            status = status == TEXT_OK && paths[k] ? tm_begin(*both[k], err) : status; /* one state for all */
        }
    }
    return status;
}

static enum text_status read_batch(void *context, int job, void *item, size_t *bytes, bool *end, struct text_error *err)
{
    struct matching *m = context;
    struct batch *b = item;
    (void)job;
    *b = (struct batch){m->next, m->next + TOGETHER};
    b->end = b->end < m->segments->count ? b->end : m->segments->count;
    m->next = b->end;
    *bytes = 1;
    *end = b->begin == b->end;
    return cli_interrupted() ? text_fail(err, TEXT_INTERRUPTED, "interrupted") : TEXT_OK;
}

/* A text that came before is looked up for its context only, if at all. */
static enum text_status match(struct matching *m, struct job *job, struct cli_segment *s, struct text_error *err)
{
    bool first = s->band == CLI_BAND_NEW;
    struct tm_query q = {
        .text = s->text,
        .from = code_of(m, s->side),
        .to = code_of(m, !s->side),
        .before = s->before,
        .after = s->after,
        .least = first ? CLI_ANALYSE_LEAST : TM_SCORE_EQUAL + 1,
    };
    enum text_status status = job->memory ? tm_find_score(job->memory, &q, &s->score, err) : TEXT_OK;
    if (status != TEXT_OK || !first || !job->internal || s->score >= TM_SCORE_EQUAL - 1) {
        return status;
    }
    q.before = q.after = (struct text_span){0};
    q.least = s->score ? s->score + 1 : CLI_ANALYSE_LEAST;
    q.below = (int64_t)s->key + 1;
    return tm_find_score(job->internal, &q, &s->internal, err);
}

static enum text_status match_batch(void *context, int job, void *item, struct text_error *err)
{
    struct matching *m = context;
    const struct batch *b = item;
    enum text_status status = TEXT_OK;
    for (size_t i = b->begin; i < b->end && status == TEXT_OK; i++) {
        if (m->segments->at[i].band != CLI_BAND_TRANSLATED) {
            status = match(m, &m->jobs[job], &m->segments->at[i], err);
        }
    }
    return status;
}

static enum text_status finish_batch(void *context, void *item, struct text_error *err)
{
    struct matching *m = context;
    (void)err;
    m->done = ((const struct batch *)item)->end;
    cli_progress("segments matched", m->done, m->segments->count);
    return TEXT_OK;
}

static void drop_batch(void *context, void *item)
{
    (void)context;
    (void)item;
}

enum text_status cli_segments_match(struct cli_segments *segments, const struct cli_analysing *how,
                                    struct text_error *err)
{
    struct matching m = {.segments = segments, .how = how};
    const struct cli_pipeline line = {.context = &m,
                                      .item_size = sizeof(struct batch),
                                      .jobs = how->jobs,
                                      .room = SIZE_MAX,
                                      .read = read_batch,
                                      .prepare = match_batch,
                                      .finish = finish_batch,
                                      .drop = drop_batch};
    if (!how->memory && !how->internal) {
        return TEXT_OK;
    }
    m.jobs = calloc((size_t)how->jobs, sizeof *m.jobs);
    enum text_status status = m.jobs ? TEXT_OK : text_fail_memory(err, "an analysis");
    if (status == TEXT_OK && how->internal) {
        status = make_internal(&m, err);
    }
    if (status == TEXT_OK) {
        status = open_jobs(&m, err);
    }
    if (status == TEXT_OK) {
        status = cli_pipeline_run(&line, err);
    }
    for (int i = 0; m.jobs && i < how->jobs; i++) {
        tm_close(m.jobs[i].memory);
        tm_close(m.jobs[i].internal);
    }
    cli_progress_clear();
    remove_folder(&m);
    free(m.jobs);
    return status;
}
