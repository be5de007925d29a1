/* See shelf.h. A list of the stories that nobody holds, the one that was released last at its head; where room is
 * wanted its tail goes. Places are found by number, so a look-up is a look into an array. */
#define _POSIX_C_SOURCE 200809L
#include "cli/harvest/shelf.h"

#include <pthread.h>
#include <stdlib.h>

struct place {
    struct cli_story *story; /* NULL: not here */
    uint32_t held;
    uint32_t newer, older; /* in the list of those that nobody holds */
};

struct cli_shelf {
    pthread_mutex_t lock;
    cli_shelf_make *make;
    void *context;
    size_t room, taken;
    struct place *places;
    uint32_t count;
    uint32_t newest, oldest; /* TEXT_NONE: the list is empty */
};

enum text_status cli_shelf_new(size_t room, cli_shelf_make *make, void *context, struct cli_shelf **out,
                               struct text_error *err)
{
    struct cli_shelf *s = calloc(1, sizeof *s);
    if (!s || pthread_mutex_init(&s->lock, NULL) != 0) {
        free(s);
        return text_fail_memory(err, "the stories");
    }
    s->make = make;
    s->context = context;
    s->room = room;
    s->newest = s->oldest = TEXT_NONE;
    *out = s;
    return TEXT_OK;
}

static void drop(struct cli_shelf *s, uint32_t number)
{
    struct cli_story *story = s->places[number].story;
    s->taken -= cli_story_weight(story);
    cli_story_free(story);
    free(story);
    s->places[number].story = NULL;
}

void cli_shelf_free(struct cli_shelf *s)
{
    if (s) {
        for (uint32_t i = 0; i < s->count; i++) {
            if (s->places[i].story) {
                drop(s, i);
            }
        }
        pthread_mutex_destroy(&s->lock);
        free(s->places);
        free(s);
    }
}

enum text_status cli_shelf_grow(struct cli_shelf *s, uint32_t count, struct text_error *err)
{
    struct place *places = realloc(s->places, (count + 1u) * sizeof *places);
    if (!places) {
        return text_fail_memory(err, "the stories");
    }
    for (uint32_t i = s->count; i < count; i++) {
        places[i] = (struct place){.newer = TEXT_NONE, .older = TEXT_NONE};
    }
    s->places = places;
    s->count = count;
    return TEXT_OK;
}

static void take_off_list(struct cli_shelf *s, uint32_t number)
{
    struct place *p = &s->places[number];
    *(p->newer == TEXT_NONE ? &s->newest : &s->places[p->newer].older) = p->older;
    *(p->older == TEXT_NONE ? &s->oldest : &s->places[p->older].newer) = p->newer;
    p->newer = p->older = TEXT_NONE;
}

static void put_on_list(struct cli_shelf *s, uint32_t number)
{
    struct place *p = &s->places[number];
    p->older = s->newest;
    p->newer = TEXT_NONE;
    *(s->newest == TEXT_NONE ? &s->oldest : &s->places[s->newest].newer) = number;
    s->newest = number;
}

static void make_room(struct cli_shelf *s)
{
    while (s->taken > s->room && s->oldest != TEXT_NONE) {
        uint32_t number = s->oldest;
        take_off_list(s, number);
        drop(s, number);
    }
}

static bool put(struct cli_shelf *s, uint32_t number, struct cli_story *story)
{
    struct cli_story *own = malloc(sizeof *own);
    if (own) {
        *own = *story;
        s->places[number].story = own;
        s->taken += cli_story_weight(own);
        *story = (struct cli_story){0};
    }
    return own != NULL;
}

void cli_shelf_offer(struct cli_shelf *s, uint32_t number, struct cli_story *story)
{
    if (s->taken + cli_story_weight(story) <= s->room && put(s, number, story)) {
        put_on_list(s, number);
    }
    cli_story_free(story);
}

/* Makes it with the lock open; another thread may have been quicker. */
static enum text_status bring(struct cli_shelf *s, uint32_t number, struct text_error *err)
{
    struct cli_story story;
    pthread_mutex_unlock(&s->lock);
    enum text_status status = s->make(s->context, number, &story, err);
    pthread_mutex_lock(&s->lock);
    if (status != TEXT_OK) {
        return status;
    }
    if (s->places[number].story) {
        cli_story_free(&story);
    } else if (put(s, number, &story)) {
        put_on_list(s, number);
    } else {
        cli_story_free(&story);
        status = text_fail_memory(err, "the stories");
    }
    return status;
}

enum text_status cli_shelf_hold(struct cli_shelf *s, uint32_t number, const struct cli_story **out,
                                struct text_error *err)
{
    enum text_status status = TEXT_OK;
    pthread_mutex_lock(&s->lock);
    if (!s->places[number].story) {
        status = bring(s, number, err);
    }
    if (status == TEXT_OK) {
        if (s->places[number].held++ == 0) {
            take_off_list(s, number);
        }
        *out = s->places[number].story;
        make_room(s);
    }
    pthread_mutex_unlock(&s->lock);
    return status;
}

void cli_shelf_release(struct cli_shelf *s, uint32_t number)
{
    pthread_mutex_lock(&s->lock);
    if (--s->places[number].held == 0) {
        put_on_list(s, number);
        make_room(s);
    }
    pthread_mutex_unlock(&s->lock);
}
