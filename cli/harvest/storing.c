/* See articles.h: what came of an article goes into the memory. Done by one thread, in the order of the archive. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/harvest/articles.h"
#include "cli/harvest/found.h"
#include "cli/show.h"

/* $SOURCE_DATE_EPOCH for now: two runs with the same one make memories that cannot be told apart. */
static struct text_span pinned_time(char out[32])
{
    const char *told = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    long long seconds = told && *told ? strtoll(told, &end, 10) : -1;
    time_t t = (time_t)seconds;
    struct tm utc;
    if (seconds < 0 || *end || !gmtime_r(&t, &utc)) {
        return (struct text_span){NULL, 0};
    }
    return (struct text_span){out, strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

static enum text_status store_bead(struct cli_harvest *h, const struct cli_aligned *aligned,
                                   const struct align_bead *b, size_t *fresh, struct text_error *err)
{
    char when[32];
    struct tm_unit unit = cli_unit_of_bead(aligned, b);
    enum tm_added added;
    unit.created = unit.changed = pinned_time(when);
    enum text_status status = tm_add(h->memory, &unit, &added, err);
    if (status == TEXT_OK) {
        h->counts.added += added == TM_NEW;
        h->counts.origins += added == TM_NEW_ORIGIN;
        h->counts.known += added == TM_KNOWN;
        *fresh += added == TM_NEW;
    }
    return status == TEXT_OK && added == TM_NEW ? cli_found_unit(h->found, b->kind, &unit, err) : status;
}

static void put_pair(const struct cli_harvest *h, struct text_span article, struct text_span story, double confidence)
{
    if (h->pairs) {
        cli_put_name(h->pairs, article);
        fputc('\t', h->pairs);
        cli_put_name(h->pairs, story);
        fprintf(h->pairs, "\t%.4f\n", confidence);
    }
}

/* One story that the article draws on. */
static enum text_status store_story(struct cli_harvest *h, const struct cli_article *a, size_t i, size_t *fresh,
                                    struct text_error *err)
{
    const struct cli_story *article = &a->arrival.story, *story = a->held[i];
    const struct align_story *s = &a->stories[i];
    struct cli_aligned aligned = {article->document, story->document, article->name, story->name, &s->beads};
    struct tm_drawn drawn = {h->stories.at[s->number].number, s->confidence};
    enum text_status status = tm_ledger_draw(h->ledger, a->arrival.hash, &drawn, err);
    for (size_t k = 0; k < s->beads.count && status == TEXT_OK; k++) {
        if (s->beads.at[k].kind != ALIGN_UNMATCHED) {
            status = store_bead(h, &aligned, &s->beads.at[k], fresh, err);
        }
    }
    put_pair(h, article->entry.name, story->entry.name, s->confidence);
    h->counts.article_pairs++;
    return status;
}

/* Where the pairs are asked for, those that an earlier run found belong to them. */
static enum text_status repeat_pairs(struct cli_articles *p, const struct cli_article *a, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    struct tm_drawn *drawn;
    size_t count;
    struct text_arena *arena = text_arena_new();
    enum text_status status = arena ? tm_ledger_drawn(h->ledger, a->arrival.hash, arena, &drawn, &count, err)
                                    : text_fail_memory(err, "an article");
    for (size_t i = 0; status == TEXT_OK && i < count; i++) {
        uint32_t index = cli_stories_find(&h->stories, drawn[i].story);
        struct text_span bytes;
        struct formats_entry story;
        if (index == TEXT_NONE) {
            continue; /* it is not in the archive any more */
        }
        status = cli_spool_get(h->stories.spool, h->stories.at[index].at, arena, &bytes, err);
        if (status == TEXT_OK && cli_story_unpack(bytes, &story)) {
            put_pair(h, a->arrival.story.entry.name, story.name, drawn[i].confidence);
        }
    }
    text_arena_free(arena);
    return status;
}

/* What is to be recorded of the article; *due says that it is not there yet. */
static enum text_status make_record(struct cli_articles *p, const struct cli_article *a, struct tm_record *out,
                                    bool *due, struct text_error *err)
{
    const struct cli_arrival *in = &a->arrival;
    struct tm_record r = {.kind = in->why              ? TM_RECORD_UNUSABLE
                                  : a->of != TEXT_NONE ? TM_RECORD_DUPLICATE
                                                       : TM_RECORD_USED,
                          .kind_name = in->why ? in->why : "",
                          .reason = text_span_of(in->why ? in->reason.message : "")};
    enum text_status status = TEXT_OK;
    if (r.kind == TM_RECORD_USED) {
        status = cli_cover_union(p->cover, in->known ? in->record.number : 0, &r.number, err);
    }
    /* One that was used before stays so, whatever it is a duplicate of now. */
    *due = !in->known || in->record.kind != r.kind || in->record.number != r.number;
    *due = *due && !(in->known && r.kind == TM_RECORD_DUPLICATE);
    *out = r;
    return status;
}

static enum text_status store(struct cli_articles *p, struct cli_article *a, size_t *fresh, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    struct tm_record r;
    bool due = false;
    enum text_status status = make_record(p, a, &r, &due, err);
    if (status == TEXT_OK && (due || a->chosen)) {
        status = cli_batch_begin(&p->batch, err);
    }
    if (status == TEXT_OK && due && a->of != TEXT_NONE) {
        struct tm_document further = cli_story_document(&a->arrival.story);
        status = tm_further_add(h->memory, &a->kept, &further, err);
    }
    for (size_t i = 0; i < a->chosen && status == TEXT_OK; i++) {
        status = store_story(h, a, i, fresh, err);
    }
    if (status == TEXT_OK && !a->work && a->arrival.known && h->pairs && a->of == TEXT_NONE) {
        status = repeat_pairs(p, a, err);
    }
    if (status == TEXT_OK && due) {
        status = tm_ledger_enter(h->ledger, TM_SOURCE, a->arrival.hash, &r, err);
    }
    return status == TEXT_OK ? cli_batch_pause(&p->batch, 1 + *fresh, err) : status;
}

enum text_status cli_article_store(struct cli_articles *p, struct cli_article *a, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    size_t fresh = 0;
    enum text_status status = TEXT_OK;
    if (a->arrival.why) {
        status = cli_skipped_add(h->skipped, ALIGN_SOURCE, &a->arrival, err);
    } else {
        h->counts.articles++;
        h->counts.duplicates[ALIGN_SOURCE] += a->of != TEXT_NONE;
        h->counts.unchanged[ALIGN_SOURCE] += a->of == TEXT_NONE && a->arrival.known && !a->work;
        h->counts.again += a->arrival.known && a->work;
        h->counts.paired += a->chosen > 0;
    }
    if (status == TEXT_OK && h->memory && a->arrival.hash) {
        status = store(p, a, &fresh, err);
    }
    if (status == TEXT_OK && a->work) {
        status = cli_found_article(h->found, a->arrival.story.day, a->chosen > 0, fresh, err);
    }
    return status;
}
