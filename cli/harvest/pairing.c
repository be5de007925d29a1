/* See articles.h: on which stories an article draws. Done by any thread. */
#include <string.h>

#include "cli/harvest/articles.h"

struct tries {
    struct align_story at[CLI_MOST_CANDIDATES]; /* choosing changes their places */
    const struct cli_story *held[CLI_MOST_CANDIDATES];
    size_t numbers[CLI_MOST_CANDIDATES]; /* of those held */
    size_t count;
};

static enum text_status align_one(struct cli_articles *p, int job, struct cli_article *a,
                                  const struct align_candidate *c, struct tries *t, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    const struct cli_story *story;
    enum text_status status = cli_shelf_hold(h->stories.shelf, c->number, &story, err);
    cli_stages_spent(&h->stages[job], CLI_PAIRING);
    if (status != TEXT_OK) {
        return status;
    }
    struct align_story *s = &t->at[t->count];
    t->numbers[t->count] = c->number;
    t->held[t->count++] = story;
    *s = (struct align_story){.number = c->number, .text = story->text, .prior = c->prior};
    struct align_texts both = {a->arrival.story.text, story->text};
    status = align_documents(h->model.model, both, ALIGN_AUTO, a->arena, &s->beads, err);
    cli_stages_spent(&h->stages[job], CLI_ALIGNING);
    return status;
}

/* An article that was compared before is only taken up when a new story is among those proposed: then with all of them,
 * as a new one would be. */
static bool is_worth_it(const struct cli_article *a, const struct align_candidates *found)
{
    bool worth = !a->cover;
    for (size_t i = 0; i < found->count && !worth; i++) {
        worth = cli_cover_is_new(a->cover, found->at[i].number);
    }
    return worth;
}

static const struct cli_story *story_of(const struct tries *t, size_t number)
{
    size_t i = 0;
    while (t->numbers[i] != number) {
        i++;
    }
    return t->held[i];
}

/* Keeps what was chosen; lets go of the rest. */
static enum text_status settle(struct cli_articles *p, struct cli_article *a, const struct tries *t, size_t chosen,
                               struct text_error *err)
{
    struct align_story *stories = text_arena_alloc(a->arena, chosen + 1, sizeof *stories);
    const struct cli_story **held = text_arena_alloc(a->arena, chosen + 1, sizeof(struct cli_story *));
    bool good = stories && held;
    for (size_t i = 0; i < t->count; i++) {
        if (good && i < chosen) {
            stories[i] = t->at[i];
            held[i] = story_of(t, t->at[i].number);
        } else {
            cli_shelf_release(p->h->stories.shelf, (uint32_t)t->at[i].number);
        }
    }
    if (!good) {
        return text_fail_memory(err, "an article");
    }
    a->stories = stories;
    a->held = held;
    a->chosen = chosen;
    return TEXT_OK;
}

enum text_status cli_article_pair(struct cli_articles *p, int job, struct cli_article *a, struct text_error *err)
{
    struct cli_harvest *h = p->h;
    struct align_candidates found;
    struct align_days days = {a->arrival.story.day, h->options.window};
    struct tries t = {.count = 0};
    size_t chosen = 0;
    enum text_status status = align_finder_find(p->finders[job], a->arrival.story.text, days, CLI_MOST_CANDIDATES,
                                                a->arena, &found, err);
    bool worth = status == TEXT_OK && is_worth_it(a, &found);
    cli_stages_spent(&h->stages[job], CLI_PAIRING);
    for (size_t i = 0; worth && status == TEXT_OK && i < found.count; i++) {
        status = align_one(p, job, a, &found.at[i], &t, err);
    }
    if (status == TEXT_OK && t.count) {
        status = align_choose(a->arrival.story.text, t.at, t.count, h->options.least, a->arena, &chosen, err);
    }
    enum text_status settled = settle(p, a, &t, status == TEXT_OK ? chosen : 0, status == TEXT_OK ? err : NULL);
    cli_stages_spent(&h->stages[job], CLI_ALIGNING);
    return status == TEXT_OK ? settled : status;
}
