/* See pipeline.h. A ring of items, three counts that only rise (read, entered, finished), one lock. Threads sleep until
 * the count they wait for has moved; the item that is first in order never waits for another, so nothing stands
 * still. */
#define _POSIX_C_SOURCE 200809L
#include "cli/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_JOBS = 256, ITEMS_A_JOB = 8, TICK_NANOSECONDS = 100000000 };

bool cli_jobs(const struct cli_arguments *a, int *out)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN), jobs;
    cores = cores < 1 ? 1 : cores > MOST_JOBS ? MOST_JOBS : cores;
    if (!cli_integer(a, "jobs", 1, MOST_JOBS, cores, &jobs)) {
        return false;
    }
    *out = (int)jobs;
    return true;
}

struct slot {
    void *item;
    size_t bytes;
    bool done; /* worked on, or failed */
    enum text_status status;
    struct text_error err;
};

struct line {
    const struct cli_pipeline *how;
    pthread_mutex_t lock;
    pthread_cond_t may_read, entered, done;
    struct slot *slots;
    char *items;
    size_t slot_count;
    size_t read, entered_count, finished; /* items so far */
    size_t bytes;                         /* of items that are not finished */
    bool reading, end, stop;
};

struct thread {
    struct line *line;
    pthread_t id;
    int job;
};

static bool may_read(const struct line *l)
{
    return !l->reading && l->read - l->finished < l->slot_count && (l->bytes < l->how->room || l->read == l->finished);
}

/* Takes the next item, with the lock held on the way in and out; NULL when there is no more. A failure is the
 * item's. */
static struct slot *take(struct line *l, int job, size_t *number)
{
    while (!l->end && !l->stop && !may_read(l)) {
        pthread_cond_wait(&l->may_read, &l->lock);
    }
    if (l->end || l->stop) {
        return NULL;
    }
    struct slot *s = &l->slots[l->read % l->slot_count];
    bool end = false;
    l->reading = true;
    pthread_mutex_unlock(&l->lock);
    memset(s->item, 0, l->how->item_size);
    *s = (struct slot){.item = s->item};
    s->status = l->how->read(l->how->context, job, s->item, &s->bytes, &end, &s->err);
    pthread_mutex_lock(&l->lock);
    l->reading = false;
    l->end = end || s->status != TEXT_OK;
    if (!end) {
        *number = l->read++;
        l->bytes += s->bytes;
    }
    pthread_cond_broadcast(&l->may_read);
    pthread_cond_signal(&l->done);
    return end ? NULL : s;
}

/* Waits for the item's turn and enters it; with the lock held on the way in and out. */
static void enter(struct line *l, int job, struct slot *s, size_t number)
{
    while (l->entered_count != number && !l->stop) {
        pthread_cond_wait(&l->entered, &l->lock);
    }
    if (l->stop) {
        return;
    }
    pthread_mutex_unlock(&l->lock);
    if (s->status == TEXT_OK && l->how->enter) {
        s->status = l->how->enter(l->how->context, job, s->item, &s->err);
    }
    pthread_mutex_lock(&l->lock);
    l->entered_count++;
    pthread_cond_broadcast(&l->entered);
}

static void *run(void *argument)
{
    struct thread *t = argument;
    struct line *l = t->line;
    const struct cli_pipeline *how = l->how;
    struct slot *s;
    size_t number = 0;
    pthread_mutex_lock(&l->lock);
    while ((s = take(l, t->job, &number))) {
        pthread_mutex_unlock(&l->lock);
        if (s->status == TEXT_OK) {
            s->status = how->prepare(how->context, t->job, s->item, &s->err);
        }
        pthread_mutex_lock(&l->lock);
        enter(l, t->job, s, number);
        if (s->status == TEXT_OK && how->work && !l->stop) {
            pthread_mutex_unlock(&l->lock);
            s->status = how->work(how->context, t->job, s->item, &s->err);
            pthread_mutex_lock(&l->lock);
        }
        s->done = true;
        pthread_cond_signal(&l->done);
    }
    pthread_mutex_unlock(&l->lock);
    return NULL;
}

/* Sleeps until something is done, or for a tick. */
static void wait_a_little(struct line *l)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += TICK_NANOSECONDS;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(&l->done, &l->lock, &until);
}

/* The calling thread's part: items in their order, as they become ready. */
static enum text_status finish_all(struct line *l, struct text_error *err)
{
    const struct cli_pipeline *how = l->how;
    enum text_status status = TEXT_OK;
    pthread_mutex_lock(&l->lock);
    while (status == TEXT_OK && !(l->end && !l->reading && l->finished == l->read)) {
        struct slot *s = &l->slots[l->finished % l->slot_count];
        bool ready = l->finished < l->read && s->done;
        if (!ready) {
            wait_a_little(l);
        }
        pthread_mutex_unlock(&l->lock);
        if (how->tick) {
            how->tick(how->context);
        }
        if (ready) {
            status = s->status;
            if (status == TEXT_OK) {
                status = how->finish(how->context, s->item, err);
            } else if (err) {
                *err = s->err;
            }
            how->drop(how->context, s->item);
        }
        pthread_mutex_lock(&l->lock);
        if (ready) {
            s->done = false;
            l->bytes -= s->bytes;
            l->finished++;
            pthread_cond_broadcast(&l->may_read);
        }
    }
    l->stop = true;
    pthread_cond_broadcast(&l->may_read);
    pthread_cond_broadcast(&l->entered);
    pthread_mutex_unlock(&l->lock);
    return status;
}

static bool prepare_line(struct line *l, const struct cli_pipeline *how)
{
    *l = (struct line){.how = how, .slot_count = (size_t)how->jobs * ITEMS_A_JOB};
    l->slots = calloc(l->slot_count, sizeof *l->slots);
    l->items = calloc(l->slot_count, how->item_size);
    for (size_t i = 0; l->slots && l->items && i < l->slot_count; i++) {
        l->slots[i].item = l->items + i * how->item_size;
    }
    return l->slots && l->items;
}

enum text_status cli_pipeline_run(const struct cli_pipeline *how, struct text_error *err)
{
    struct line l;
    struct thread *threads = calloc((size_t)how->jobs, sizeof *threads);
    enum text_status status = TEXT_OK;
    int started = 0;
    if (!prepare_line(&l, how) || !threads) {
        free(l.slots);
        free(l.items);
        free(threads);
        return text_fail_memory(err, "the threads' work");
    }
    pthread_mutex_init(&l.lock, NULL);
    pthread_cond_init(&l.may_read, NULL);
    pthread_cond_init(&l.entered, NULL);
    pthread_cond_init(&l.done, NULL);
    for (; started < how->jobs; started++) {
        threads[started] = (struct thread){.line = &l, .job = started};
        if (pthread_create(&threads[started].id, NULL, run, &threads[started]) != 0) {
            break;
        }
    }
    /* Where the system grants fewer threads than wanted, those that it does grant do the work. */
    status = started ? finish_all(&l, err)
                     : text_fail(err, TEXT_IO, "no thread could be started; allow more of them (ulimit -u)");
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i].id, NULL);
    }
    for (; l.finished < l.read; l.finished++) {
        how->drop(how->context, l.slots[l.finished % l.slot_count].item);
    }
    pthread_cond_destroy(&l.done);
    pthread_cond_destroy(&l.entered);
    pthread_cond_destroy(&l.may_read);
    pthread_mutex_destroy(&l.lock);
    free(l.slots);
    free(l.items);
    free(threads);
    return status;
}
