/* See pair.h: many pairs of files. A pair that fails is told and passed over; the others are done. */
#include <stdlib.h>
#include <string.h>

#include "cli/adapt.h"
#include "cli/align/pair.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/pipeline.h"
#include "cli/progress.h"

enum { ROOM = 64 << 20 }; /* bytes of files on their way */

struct batch {
    struct cli_align *align;
    const char *name; /* of the list */
    struct text_span list, rest;
    size_t number;              /* of the line last read */
    struct cli_adapt adapt;     /* what is, or was, learned */
    struct text_arena **arenas; /* one a job */
    int status;
    size_t named, done;
};

/* Takes a line of the list apart, in place. */
static bool parse_line(char *line, struct cli_align_paths *out)
{
    char *fields[3];
    for (int i = 0; i < 3; i++) {
        fields[i] = line;
        char *end = i < 2 ? strchr(line, '\t') : line + strcspn(line, "\t");
        if (!end || end == line || (i == 2 && *end)) {
            return false;
        }
        *end = '\0';
        line = end + 1;
    }
    *out = (struct cli_align_paths){fields[0], fields[1], fields[2]};
    return true;
}

static enum text_status read_pair(void *context, int job, void *item, size_t *bytes, bool *end, struct text_error *err)
{
    struct batch *b = context;
    struct cli_align_pair *p = item;
    struct text_span line;
    (void)job;
    do {
        if (cli_interrupted() || !text_span_cut(&b->rest, '\n', &line)) {
            text_buffer_free(&p->line); /* of a blank line: there is no item that would be dropped */
            *end = true;
            return TEXT_OK;
        }
        b->number++;
        text_buffer_clear(&p->line);
        text_buffer_add(&p->line, line);
        text_buffer_add_char(&p->line, '\0');
        if (p->line.failed) {
            return text_fail_memory(err, "a line of the list");
        }
        p->line.p[strcspn(p->line.p, "\r")] = '\0';
    } while (!*p->line.p);
    p->model = cli_adapt_model(&b->adapt, b->named++);
    if (!parse_line(p->line.p, &p->paths)) {
        p->status = text_fail(&p->err, TEXT_INVALID,
                              "%s:%zu: a line needs three fields with tabs between: ID_FILE EN_FILE OUT_FILE",
                              cli_name_of(b->name), b->number);
    }
    cli_align_read(p);
    *bytes = p->bytes[0].n + p->bytes[1].n;
    return TEXT_OK;
}

static enum text_status work_pair(void *context, int job, void *item, struct text_error *err)
{
    struct batch *b = context;
    (void)err;
    cli_align_work(b->align, b->arenas[job], item);
    return TEXT_OK;
}

static enum text_status finish_pair(void *context, void *item, struct text_error *err)
{
    struct batch *b = context;
    struct cli_align_pair *p = item;
    (void)err;
    cli_align_write(b->align, p, false); /* to wait for the disk would take longer than the aligning */
    if (p->status == TEXT_OK) {
        cli_progress("aligned", ++b->done, 0);
    } else {
        b->status = cli_fail(&p->err);
    }
    return TEXT_OK;
}

/* What fails is told when it is to be written. */
static enum text_status keep_pair(void *context, void *item, struct text_error *err)
{
    struct batch *b = context;
    struct cli_align_pair *p = item;
    struct text_span pairs = {p->out, p->status == TEXT_OK ? p->out_size : 0};
    if (p->status == TEXT_OK) {
        cli_progress("read", ++b->done, 0);
    }
    return cli_adapt_keep(&b->adapt, pairs, err);
}

static void drop_pair(void *context, void *item)
{
    (void)context;
    cli_align_free(item);
}

static enum text_status run_lines(struct batch *b, struct text_error *err)
{
    struct cli_pipeline how = {.context = b,
                               .item_size = sizeof(struct cli_align_pair),
                               .jobs = b->align->jobs,
                               .room = ROOM,
                               .read = read_pair,
                               .prepare = work_pair,
                               .finish = b->align->learning ? keep_pair : finish_pair,
                               .drop = drop_pair};
    b->rest = b->list;
    b->number = b->named = b->done = 0;
    enum text_status status = cli_pipeline_run(&how, err);
    cli_progress_clear();
    return status;
}

/* The first pass over the list, from which it is learned. */
static enum text_status learn(struct batch *b, struct text_error *err)
{
    b->align->learning = true;
    enum text_status status = run_lines(b, err);
    b->align->learning = false;
    return status == TEXT_OK && !cli_interrupted() ? cli_adapt_learn(&b->adapt, &b->align->model, err) : status;
}

static enum text_status make_arenas(struct batch *b, struct text_error *err)
{
    b->arenas = calloc((size_t)b->align->jobs, sizeof(struct text_arena *));
    for (int i = 0; b->arenas && i < b->align->jobs; i++) {
        if (!(b->arenas[i] = text_arena_new())) {
            return text_fail_memory(err, "a document");
        }
    }
    return b->arenas ? TEXT_OK : text_fail_memory(err, "a document");
}

int cli_align_batch(struct cli_align *align, const char *list, bool adapting)
{
    struct text_buffer bytes = {0};
    struct text_error err;
    struct batch b = {.align = align, .name = list, .status = CLI_OK};
    enum text_status status = text_file_read(list, &bytes, &err);
    if (status == TEXT_OK) {
        b.list = text_buffer_span(&bytes);
        status = make_arenas(&b, &err);
    }
    if (status == TEXT_OK && adapting) {
        status = learn(&b, &err);
    }
    if (status == TEXT_OK) {
        status = run_lines(&b, &err);
    }
    if (status == TEXT_OK && cli_interrupted()) {
        status =
            text_fail(&err, TEXT_INTERRUPTED, "interrupted after %zu alignments; their files are complete", b.done);
    } else if (status == TEXT_OK && !b.named) {
        status = text_fail(&err, TEXT_EMPTY, "%s: names no files to align", cli_name_of(list));
    }
    for (int i = 0; b.arenas && i < align->jobs; i++) {
        text_arena_free(b.arenas[i]);
    }
    free(b.arenas);
    cli_adapt_free(&b.adapt);
    text_buffer_free(&bytes);
    return status == TEXT_OK ? b.status : cli_fail(&err);
}
