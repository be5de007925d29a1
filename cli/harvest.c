/* See harvest.h. */
#include "cli/harvest.h"

#include <stdlib.h>

#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/unit.h"

/* How many stories the index may propose for an article, and after how many articles the memory is committed. */
enum { MOST_CANDIDATES = 8, COMMIT_EVERY = 64 };

static enum text_status store(struct cli_harvest *h, const struct cli_aligned *aligned, struct text_error *err)
{
    for (size_t i = 0; i < aligned->beads->count; i++) {
        const struct align_bead *b = &aligned->beads->at[i];
        if (b->kind == ALIGN_UNMATCHED) {
            continue;
        }
        struct tm_unit unit = cli_unit_of_bead(aligned, b);
        enum tm_added added;
        enum text_status status = tm_add(h->memory, &unit, &added, err);
        if (status != TEXT_OK) {
            return status;
        }
        h->added += added == TM_NEW;
        h->origins += added == TM_NEW_ORIGIN;
        h->known += added == TM_KNOWN;
    }
    return TEXT_OK;
}

static enum text_status align_candidates(struct cli_harvest *h, const struct cli_story *article,
                                         const struct align_candidates *found, struct align_story *stories,
                                         struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < found->count && status == TEXT_OK; i++) {
        const struct cli_story *story = &h->stories.at[found->at[i].number];
        struct align_texts both = {article->text, story->text};
        stories[i] =
            (struct align_story){.number = found->at[i].number, .text = story->text, .prior = found->at[i].prior};
        status = align_documents(h->model.model, both, ALIGN_AUTO, h->arena, &stories[i].beads, err);
    }
    return status;
}

static enum text_status take_story(struct cli_harvest *h, const struct cli_story *article, const struct align_story *s,
                                   struct text_error *err)
{
    const struct cli_story *story = &h->stories.at[s->number];
    struct cli_aligned aligned = {article->document, story->document, article->name, story->name, &s->beads};
    if (h->pairs) {
        cli_put_name(h->pairs, text_span_of(article->name));
        fputc('\t', h->pairs);
        cli_put_name(h->pairs, text_span_of(story->name));
        fprintf(h->pairs, "\t%.4f\n", s->confidence);
    }
    h->article_pairs++;
    return store(h, &aligned, err);
}

static enum text_status harvest_article(struct cli_harvest *h, const struct cli_story *article, struct text_error *err)
{
    struct align_candidates found;
    struct align_story stories[MOST_CANDIDATES];
    struct align_days days = {ALIGN_NO_DAY, ALIGN_NO_WINDOW};
    struct align_levels least = {h->least, h->least_article};
    size_t chosen = 0;
    text_arena_reset(h->arena);
    enum text_status status =
        align_finder_find(h->stories.finder, article->text, days, MOST_CANDIDATES, h->arena, &found, err);
    if (status == TEXT_OK) {
        status = align_candidates(h, article, &found, stories, err);
    }
    if (status == TEXT_OK) {
        status = align_choose(article->text, stories, found.count, least, h->arena, &chosen, err);
    }
    for (size_t i = 0; i < chosen && status == TEXT_OK; i++) {
        status = take_story(h, article, &stories[i], err);
    }
    h->paired += chosen > 0;
    return status;
}

/* Reads and harvests the next article; *end at the last. An article that cannot be used is told and passed over. */
static enum text_status next_article(struct cli_harvest *h, struct formats_archive *archive, bool *end,
                                     struct text_error *err)
{
    struct formats_entry entry;
    struct cli_story article;
    enum text_status status = formats_archive_next(archive, &entry, err);
    *end = status == TEXT_OK && !entry.name.p;
    if (*end) {
        return TEXT_OK;
    }
    h->articles++;
    if (status == TEXT_OK) {
        status = cli_story_read(&h->model, ALIGN_SOURCE, &h->reading, &entry, &article, err);
    }
    if (status == TEXT_EMPTY || status == TEXT_INVALID || status == TEXT_IO) {
        cli_warn("%s: passed over: %s", h->name, err->message);
        h->skipped++;
        return TEXT_OK;
    }
    if (status == TEXT_OK) {
        status = harvest_article(h, &article, err);
        cli_story_free(&article);
    }
    return status;
}

enum text_status cli_harvest_archive(struct cli_harvest *h, struct formats_archive *archive, struct text_error *err)
{
    enum text_status status = tm_begin(h->memory, err);
    bool end = false;
    for (size_t n = 1; status == TEXT_OK && !end && !cli_interrupted(); n++) {
        status = next_article(h, archive, &end, err);
        cli_progress("articles harvested", h->articles, formats_archive_count(archive));
        if (status == TEXT_OK && n % COMMIT_EVERY == 0) {
            status = tm_commit(h->memory, err);
            status = status == TEXT_OK ? tm_begin(h->memory, err) : status;
        }
    }
    cli_progress_clear();
    if (status != TEXT_OK) {
        tm_rollback(h->memory);
        return status;
    }
    status = tm_commit(h->memory, err);
    if (status == TEXT_OK && end) {
        status = tm_settle(h->memory, err);
    }
    if (status == TEXT_OK && end && h->articles == h->skipped) {
        status = text_fail(err, TEXT_EMPTY, "%s: no article in it that can be used (%zu passed over)", h->name,
                           h->skipped);
    }
    if (status == TEXT_OK && !end) {
        status =
            text_fail(err, TEXT_INTERRUPTED,
                      "interrupted after %zu articles; what they gave is stored, the same command adds the rest",
                      h->articles);
    }
    return status;
}
