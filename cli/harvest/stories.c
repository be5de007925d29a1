/* The first pass of a harvest: see harvest.h and stories.h. */
#include "cli/harvest/stories.h"

#include <stdlib.h>
#include <string.h>

#include "cli/harvest/batch.h"
#include "cli/harvest/harvest.h"
#include "cli/message.h"
#include "cli/pipeline.h"
#include "cli/progress.h"

/* Of text that is being read at a time; what a shelf may hold. */
enum { READING_ROOM = 32 << 20 };
static const size_t SHELF_ROOM = (size_t)1 << 30;

struct pass {
    struct cli_harvest *h;
    struct cli_intake intake;
    struct cli_batch batch;
    size_t done;
};

/* An item of the pipeline. */
struct one {
    struct cli_arrival arrival;
    bool used;
    uint32_t number; /* in the ledger, when it is used */
    uint32_t of;     /* the story that it is a duplicate of, or TEXT_NONE */
    struct tm_document kept; /* ... and how that is called; in the arena of the arrival */
};

void cli_stories_free(struct cli_stories *s)
{
    cli_shelf_free(s->shelf);
    align_archive_free(s->index);
    align_near_free(s->near);
    cli_spool_free(s->spool);
    free(s->by_number);
    free(s->at);
    *s = (struct cli_stories){0};
}

struct numbered {
    uint32_t number, place;
};

static int compare_numbers(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static enum text_status sort_numbers(struct cli_stories *s, struct text_error *err)
{
    struct numbered *all = malloc((s->count + 1u) * sizeof *all);
    s->by_number = malloc((s->count + 1u) * sizeof *s->by_number);
    if (!all || !s->by_number) {
        free(all);
        return text_fail_memory(err, "the stories");
    }
    for (uint32_t i = 0; i < s->count; i++) {
        all[i] = (struct numbered){s->at[i].number, i};
    }
    qsort(all, s->count, sizeof *all, compare_numbers);
    for (uint32_t i = 0; i < s->count; i++) {
        s->by_number[i] = all[i].place;
    }
    free(all);
    return TEXT_OK;
}

uint32_t cli_stories_find(const struct cli_stories *s, uint32_t number)
{
    uint32_t low = 0, high = s->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->at[s->by_number[middle]].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < s->count && s->at[s->by_number[low]].number == number ? s->by_number[low] : TEXT_NONE;
}

/* A story that is not on the shelf: read again from where it was put aside. */
static enum text_status make_story(void *context, uint32_t number, struct cli_story *out, struct text_error *err)
{
    const struct cli_harvest *h = context;
    struct cli_story s = {.arena = text_arena_new(), .day = h->stories.at[number].day};
    struct text_span bytes;
    enum text_status status = s.arena ? cli_spool_get(h->stories.spool, h->stories.at[number].at, s.arena, &bytes, err)
                                      : text_fail_memory(err, "a story");
    if (status == TEXT_OK && !cli_story_unpack(bytes, &s.entry)) {
        status = text_fail(err, TEXT_IO, "a temporary file is damaged");
    }
    s.name = s.entry.name.p;
    if (status == TEXT_OK) {
        status = cli_story_open(&h->model, ALIGN_TARGET, &h->reading, &s, err);
    }
    if (status == TEXT_OK) {
        status = cli_story_cut(&h->model, ALIGN_TARGET, &h->reading, &s, err);
    }
    if (status != TEXT_OK) {
        cli_story_free(&s);
        return status;
    }
    *out = s;
    return TEXT_OK;
}

static enum text_status read_one(void *context, int job, void *item, size_t *bytes, bool *end, struct text_error *err)
{
    struct pass *p = context;
    struct one *o = item;
    cli_stages_begin(&p->h->stages[job]);
    o->of = TEXT_NONE;
    enum text_status status = cli_intake_next(&p->intake, &o->arrival, bytes, end, err);
    cli_stages_spent(&p->h->stages[job], CLI_READING);
    return status;
}

static enum text_status prepare_one(void *context, int job, void *item, struct text_error *err)
{
    struct pass *p = context;
    struct cli_arrival *a = &((struct one *)item)->arrival;
    enum text_status status = TEXT_OK;
    cli_stages_begin(&p->h->stages[job]);
    if (!a->why) {
        status = cli_intake_open(&p->intake, a, err);
        cli_stages_spent(&p->h->stages[job], CLI_READING);
    }
    if (status == TEXT_OK && !a->why) {
        status = cli_intake_cut(&p->intake, a, err);
        cli_stages_spent(&p->h->stages[job], CLI_SEGMENTING);
    }
    return status;
}

static enum text_status make_room(struct cli_stories *s, struct text_error *err)
{
    if (s->count < s->capacity) {
        return TEXT_OK;
    }
    uint32_t capacity = s->capacity ? s->capacity * 2 : 256;
    struct cli_stories_one *at = realloc(s->at, capacity * sizeof *at);
    if (!at) {
        return text_fail_memory(err, "the stories");
    }
    s->at = at;
    s->capacity = capacity;
    return cli_shelf_grow(s->shelf, capacity, err);
}

/* Files a story; what the shelf has no room for is freed. */
static enum text_status file_story(struct cli_stories *s, struct one *o, struct text_error *err)
{
    struct cli_arrival *a = &o->arrival;
    struct text_buffer packed = {0};
    struct cli_stories_one one = {.day = a->story.day};
    cli_story_pack(&a->story.entry, &packed);
    enum text_status status = packed.failed ? text_fail_memory(err, a->story.name)
                                            : cli_spool_put(s->spool, text_buffer_span(&packed), &one.at, err);
    text_buffer_free(&packed);
    if (status == TEXT_OK) {
        status = align_archive_add(s->index, a->story.text, a->story.day, err);
    }
    if (status == TEXT_OK) {
        bool numbered = a->known && a->record.kind == TM_RECORD_USED;
        o->number = one.number = numbered ? a->record.number : ++s->last;
        o->used = true;
        s->at[s->count] = one;
        cli_shelf_offer(s->shelf, s->count++, &a->story);
    }
    return status;
}

/* How the story is called that this one is a duplicate of. */
static enum text_status look_up_kept(struct cli_stories *s, struct one *o, struct text_error *err)
{
    const struct cli_story *kept;
    enum text_status status = cli_shelf_hold(s->shelf, o->of, &kept, err);
    if (status == TEXT_OK) {
        struct tm_document d = cli_story_document(kept);
        struct text_arena *arena = o->arrival.story.arena;
        o->kept = (struct tm_document){text_arena_copy(arena, d.name), text_arena_copy(arena, d.title),
                                       text_arena_copy(arena, d.url), text_arena_copy(arena, d.date)};
        cli_shelf_release(s->shelf, o->of);
        if (!o->kept.name.p || !o->kept.title.p || !o->kept.url.p || !o->kept.date.p) {
            status = text_fail_memory(err, "a story");
        }
    }
    return status;
}

static enum text_status enter_one(void *context, int job, void *item, struct text_error *err)
{
    struct pass *p = context;
    struct one *o = item;
    struct cli_stories *s = &p->h->stories;
    if (o->arrival.why) {
        return TEXT_OK;
    }
    cli_stages_begin(&p->h->stages[job]);
    enum text_status status = make_room(s, err);
    if (status == TEXT_OK) {
        status = align_near_add(s->near, o->arrival.story.document->article.text.text, s->count, &o->of, err);
    }
    if (status == TEXT_OK && o->of == TEXT_NONE) {
        status = file_story(s, o, err);
    } else if (status == TEXT_OK && p->h->memory) {
        status = look_up_kept(s, o, err);
    }
    cli_stages_spent(&p->h->stages[job], CLI_INDEXING);
    return status;
}

/* One that was used before stays so, whatever it is a duplicate of now. */
static bool is_written(const struct one *o, const struct tm_record *r)
{
    bool known = o->arrival.known;
    return known && (r->kind == TM_RECORD_DUPLICATE ||
                     (o->arrival.record.kind == r->kind && o->arrival.record.number == r->number));
}

/* Records a story for later runs. A fault of the archive is none: it may have gone by then. */
static enum text_status record_story(struct pass *p, const struct one *o, struct text_error *err)
{
    const struct cli_arrival *a = &o->arrival;
    struct tm_record r = {.kind = a->why ? TM_RECORD_UNUSABLE : o->used ? TM_RECORD_USED : TM_RECORD_DUPLICATE,
                          .number = o->number,
                          .kind_name = a->why ? a->why : "",
                          .reason = text_span_of(a->why ? a->reason.message : "")};
    enum text_status status = TEXT_OK;
    if (!p->h->memory || !a->hash || is_written(o, &r)) {
        return TEXT_OK;
    }
    status = cli_batch_begin(&p->batch, err);
    if (status == TEXT_OK && o->of != TEXT_NONE) {
        struct tm_document further = cli_story_document(&a->story);
        status = tm_further_add(p->h->memory, &o->kept, &further, err);
    }
    if (status == TEXT_OK) {
        status = tm_ledger_enter(p->h->ledger, TM_TARGET, a->hash, &r, err);
    }
    return status == TEXT_OK ? cli_batch_pause(&p->batch, 1, err) : status;
}

static enum text_status finish_one(void *context, void *item, struct text_error *err)
{
    struct pass *p = context;
    const struct one *o = item;
    struct cli_harvest *h = p->h;
    p->done += o->arrival.count;
    cli_stages_begin(&h->stages[h->options.jobs]);
    if (o->arrival.why) {
        enum text_status status = cli_skipped_add(h->skipped, ALIGN_TARGET, &o->arrival, err);
        if (status != TEXT_OK) {
            return status;
        }
    } else {
        h->counts.stories++;
        h->counts.duplicates[ALIGN_TARGET] += !o->used;
        h->counts.unchanged[ALIGN_TARGET] += o->arrival.known;
    }
    enum text_status status = record_story(p, o, err);
    cli_stages_spent(&h->stages[h->options.jobs], CLI_STORING);
    return status;
}

static void drop_one(void *context, void *item)
{
    (void)context;
    cli_arrival_free(&((struct one *)item)->arrival);
}

static void tick(void *context)
{
    struct pass *p = context;
    cli_progress("stories read", p->done, p->h->expected[ALIGN_TARGET]);
}

static enum text_status read_all(struct pass *p, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    struct cli_pipeline line = {.context = p,
                                .item_size = sizeof(struct one),
                                .jobs = h->options.jobs,
                                .room = READING_ROOM,
                                .read = read_one,
                                .prepare = prepare_one,
                                .enter = enter_one,
                                .finish = finish_one,
                                .drop = drop_one,
                                .tick = tick};
    enum text_status status = cli_pipeline_run(&line, err);
    h->reached[ALIGN_TARGET] = p->intake.reached;
    cli_progress_clear();
    if (status == TEXT_OK) {
        status = cli_batch_end(&p->batch, err);
    }
    if (status == TEXT_OK && p->intake.interrupted) {
        status = text_fail(err, TEXT_INTERRUPTED, "interrupted while the stories were read; nothing was stored yet");
    }
    return status;
}

enum text_status cli_harvest_stories(struct cli_harvest *h, struct text_error *err)
{
    struct cli_stories *s = &h->stories;
    struct pass p = {.h = h,
                     .intake = {.model = &h->model,
                                .reading = &h->reading,
                                .ledger = h->ledger,
                                .side = ALIGN_TARGET,
                                .sample = h->sample[ALIGN_TARGET]},
                     .batch = {.memory = h->memory}};
    s->last = h->ledger ? tm_ledger_last(h->ledger) : 0;
    enum text_status status = cli_harvest_open(h, ALIGN_TARGET, &p.intake.archive, err);
    if (status == TEXT_OK) {
        status = align_archive_new(h->model.model, &s->index, err);
    }
    if (status == TEXT_OK) {
        status = align_near_new(&s->near, err);
    }
    if (status == TEXT_OK) {
        status = cli_spool_new(&s->spool, err);
    }
    if (status == TEXT_OK) {
        status = cli_shelf_new(SHELF_ROOM, make_story, h, &s->shelf, err);
    }
    if (status == TEXT_OK) {
        status = read_all(&p, err);
    }
    formats_archive_close(p.intake.archive);
    /* Duplicates among the stories are found; room for those among the articles. */
    align_near_free(s->near);
    s->near = NULL;
    if (status == TEXT_OK && s->count == 0) {
        status = text_fail(err, TEXT_EMPTY, "%s: no article in it that can be used (%llu passed over)",
                           cli_name_of(h->options.archives[ALIGN_TARGET]),
                           (unsigned long long)cli_skipped_count(h->skipped, ALIGN_TARGET));
    }
    if (status == TEXT_OK) {
        cli_stages_begin(&h->stages[h->options.jobs]);
        status = align_archive_settle(s->index, err);
        status = status == TEXT_OK ? sort_numbers(s, err) : status;
        cli_stages_spent(&h->stages[h->options.jobs], CLI_INDEXING);
    }
    return status;
}
