/* The second pass of a harvest: see harvest.h. */
#include "cli/harvest/articles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/pipeline.h"
#include "cli/progress.h"

enum { READING_ROOM = 32 << 20 };

static enum text_status read_article(void *context, int job, void *item, size_t *bytes, bool *end,
                                     struct text_error *err)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    cli_stages_begin(&p->h->stages[job]);
    a->of = TEXT_NONE;
    enum text_status status = cli_intake_next(&p->intake, &a->arrival, bytes, end, err);
    if (status == TEXT_OK && !*end && a->arrival.known && a->arrival.record.kind == TM_RECORD_USED) {
        status = cli_cover_find(p->cover, a->arrival.record.number, &a->cover, err);
    }
    cli_stages_spent(&p->h->stages[job], CLI_READING);
    return status;
}

/* One that is known is opened all the same: others may be its duplicates. */
static enum text_status prepare_article(void *context, int job, void *item, struct text_error *err)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    struct cli_stages *stages = &p->h->stages[job];
    if (a->arrival.why) {
        return TEXT_OK;
    }
    cli_stages_begin(stages);
    enum text_status status = cli_intake_open(&p->intake, &a->arrival, err);
    cli_stages_spent(stages, CLI_READING);
    if (status != TEXT_OK || a->arrival.why) {
        return status;
    }
    struct align_days days = {a->arrival.story.day, p->h->options.window};
    a->work = !a->cover || cli_cover_any(a->cover, days);
    if (a->work) {
        status = cli_intake_cut(&p->intake, &a->arrival, err);
        a->work = status == TEXT_OK && !a->arrival.why;
        cli_stages_spent(stages, CLI_SEGMENTING);
    }
    return status;
}

static enum text_status keep_name(struct cli_articles *p, const struct cli_article *a, struct text_error *err)
{
    struct tm_document d = cli_story_document(&a->arrival.story);
    struct formats_entry names = {.name = d.name, .title = d.title, .url = d.url, .date = d.date};
    struct text_buffer packed = {0};
    if (p->kept_count == p->kept_capacity) {
        uint32_t capacity = p->kept_capacity ? p->kept_capacity * 2 : 256;
        struct cli_spooled *kept = realloc(p->kept, capacity * sizeof *kept);
        if (!kept) {
            return text_fail_memory(err, "the articles");
        }
        p->kept = kept;
        p->kept_capacity = capacity;
    }
    cli_story_pack(&names, &packed);
    enum text_status status = packed.failed ? text_fail_memory(err, "the articles")
                                            : cli_spool_put(p->names, text_buffer_span(&packed),
                                                            &p->kept[p->kept_count], err);
    p->kept_count += status == TEXT_OK;
    text_buffer_free(&packed);
    return status;
}

static enum text_status look_up_kept(struct cli_articles *p, struct cli_article *a, struct text_error *err)
{
    struct text_span bytes;
    struct formats_entry names;
    enum text_status status = cli_spool_get(p->names, p->kept[a->of], a->arrival.story.arena, &bytes, err);
    if (status == TEXT_OK && cli_story_unpack(bytes, &names)) {
        a->kept = (struct tm_document){names.name, names.title, names.url, names.date};
    }
    return status;
}

static enum text_status enter_article(void *context, int job, void *item, struct text_error *err)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    if (a->arrival.why) {
        return TEXT_OK;
    }
    cli_stages_begin(&p->h->stages[job]);
    struct text_span text = a->arrival.story.document->article.text.text;
    enum text_status status = align_near_add(p->near, text, p->kept_count, &a->of, err);
    if (status == TEXT_OK) {
        status = a->of == TEXT_NONE ? keep_name(p, a, err) : look_up_kept(p, a, err);
    }
    a->work = a->work && a->of == TEXT_NONE;
    cli_stages_spent(&p->h->stages[job], CLI_INDEXING);
    return status;
}

static enum text_status work_article(void *context, int job, void *item, struct text_error *err)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    if (!a->work) {
        return TEXT_OK;
    }
    cli_stages_begin(&p->h->stages[job]);
    a->arena = text_arena_new();
    return a->arena ? cli_article_pair(p, job, a, err) : text_fail_memory(err, "an article");
}

static enum text_status finish_article(void *context, void *item, struct text_error *err)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    struct cli_stages *stages = &p->h->stages[p->h->options.jobs];
    p->done += a->arrival.count;
    snprintf(p->at_hand, sizeof p->at_hand, "%.*s", (int)(a->arrival.name.n < 100 ? a->arrival.name.n : 100),
             a->arrival.name.p);
    cli_stages_begin(stages);
    enum text_status status = cli_article_store(p, a, err);
    cli_stages_spent(stages, CLI_STORING);
    return status;
}

static void drop_article(void *context, void *item)
{
    struct cli_articles *p = context;
    struct cli_article *a = item;
    for (size_t i = 0; i < a->chosen; i++) {
        cli_shelf_release(p->h->stories.shelf, (uint32_t)a->stories[i].number);
    }
    text_arena_free(a->arena);
    cli_arrival_free(&a->arrival);
}

static void tick(void *context)
{
    const struct cli_articles *p = context;
    const struct cli_harvest_counts *c = &p->h->counts;
    for (char *at = (char *)(uintptr_t)p->at_hand; *at; at++) {
        *at = (unsigned char)*at < 0x20 || *at == 0x7F ? '?' : *at;
    }
    cli_progress_with("articles harvested", p->done, p->h->expected[ALIGN_SOURCE], "%zu paired, %zu units; %.60s",
                      c->paired, c->added, p->at_hand);
}

static enum text_status open_all(struct cli_articles *p, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    enum text_status status = cli_harvest_open(h, ALIGN_SOURCE, &p->intake.archive, err);
    if (status == TEXT_OK) {
        status = cli_cover_new(&h->stories, h->ledger, &p->cover, err);
    }
    if (status == TEXT_OK) {
        status = align_near_new(&p->near, err);
    }
    if (status == TEXT_OK) {
        status = cli_spool_new(&p->names, err);
    }
    p->finders = calloc((size_t)h->options.jobs, sizeof(struct align_finder *));
    if (status == TEXT_OK && !p->finders) {
        status = text_fail_memory(err, "the index");
    }
    for (int i = 0; i < h->options.jobs && status == TEXT_OK; i++) {
        status = align_finder_new(h->stories.index, &p->finders[i], err);
    }
    return status;
}

static void close_all(struct cli_articles *p)
{
    formats_archive_close(p->intake.archive);
    cli_cover_free(p->cover);
    align_near_free(p->near);
    cli_spool_free(p->names);
    for (int i = 0; p->finders && i < p->h->options.jobs; i++) {
        align_finder_free(p->finders[i]);
    }
    free(p->finders);
    free(p->kept);
}

static enum text_status settle(struct cli_articles *p, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    cli_stages_begin(&h->stages[h->options.jobs]);
    enum text_status status = cli_batch_end(&p->batch, err);
    if (status == TEXT_OK && !p->intake.interrupted && h->memory && h->counts.added) {
        status = tm_settle(h->memory, err);
    }
    cli_stages_spent(&h->stages[h->options.jobs], CLI_STORING);
    if (status == TEXT_OK && p->intake.interrupted) {
        status = text_fail(err, TEXT_INTERRUPTED,
                           "interrupted after %zu articles; what they gave is stored, the same command goes on there",
                           p->done);
    }
    return status;
}

enum text_status cli_harvest_articles(struct cli_harvest *h, struct text_error *err)
{
    struct cli_articles p = {.h = h,
                             .intake = {.model = &h->model,
                                .reading = &h->reading,
                                .ledger = h->ledger,
                                .side = ALIGN_SOURCE,
                                .sample = h->sample[ALIGN_SOURCE]},
                             .batch = {.memory = h->memory}};
    struct cli_pipeline line = {.context = &p,
                                .item_size = sizeof(struct cli_article),
                                .jobs = h->options.jobs,
                                .room = READING_ROOM,
                                .read = read_article,
                                .prepare = prepare_article,
                                .enter = enter_article,
                                .work = work_article,
                                .finish = finish_article,
                                .drop = drop_article,
                                .tick = tick};
    enum text_status status = open_all(&p, err);
    if (status == TEXT_OK) {
        status = cli_pipeline_run(&line, err);
        h->reached[ALIGN_SOURCE] = p.intake.reached;
        cli_progress_clear();
    }
    if (status == TEXT_OK) {
        status = settle(&p, err);
    }
    close_all(&p);
    return status;
}
