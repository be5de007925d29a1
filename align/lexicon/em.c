/* See em-private.h.
 *
 * Each iteration has two halves. First every target token gets its denominator, the sum of p(t|s) over its sentence:
 * threads share out the sentences. Then every source word collects its expected counts from all sentences it stands in:
 * threads share out the words. In both, one source word's row is spread over a dense array of target words, so that the
 * inner loop is an addition per token and nothing is searched.
 */
#define _POSIX_C_SOURCE 200809L
#include "align/lexicon/em-private.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64, MOST_THREADS = 256 };

static const float NULL_SHARE = 0.08f; /* how much of a target word the null word may explain; Dyer et al. */
static const double ALPHA = 0.01;      /* of the Dirichlet prior */
static const double GONE = 0.04;       /* an expected count below this has exp(digamma(.)) below 1e-9 */

struct place {
    struct align_em_work *w;
    int number;
    pthread_t thread;
    void (*half)(struct align_em_work *, int number);
};

static void *run_place(void *p)
{
    struct place *place = p;
    place->half(place->w, place->number);
    return NULL;
}

/* Runs `half` once for each thread; where the system has no more threads, here. */
static void run_threads(struct align_em_work *w, void (*half)(struct align_em_work *, int number))
{
    struct place places[MOST_THREADS];
    bool started[MOST_THREADS];
    for (int i = 1; i < w->threads; i++) {
        places[i] = (struct place){.w = w, .number = i, .half = half};
        started[i] = pthread_create(&places[i].thread, NULL, run_place, &places[i]) == 0;
    }
    half(w, 0);
    for (int i = 1; i < w->threads; i++) {
        if (started[i]) {
            pthread_join(places[i].thread, NULL);
        } else {
            half(w, i);
        }
    }
}

static float *scratch_of(struct align_em_work *w, int number, int which)
{
    return w->scratch + ((size_t)number * 2 + (size_t)which) * w->job->target.words;
}

static void spread_row(const struct align_em_work *w, uint32_t row, float *dense)
{
    const struct align_table *t = &w->table;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        dense[t->to[k]] = t->p[k];
    }
}

static void clear_row(const struct align_em_work *w, uint32_t row, float *dense)
{
    const struct align_table *t = &w->table;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        dense[t->to[k]] = 0;
    }
}

/* The first occurrence of a row at or after a sentence. */
static uint32_t first_occurrence(const struct align_em_work *w, uint32_t row, uint32_t sentence)
{
    uint32_t low = w->occurrence_begin[row], high = w->occurrence_begin[row + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->sentence_of[middle] < sentence) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void add_row_to_denominators(struct align_em_work *w, uint32_t row, uint32_t first, uint32_t last, float *dense)
{
    const struct align_corpus *target = &w->job->target;
    uint32_t o = first_occurrence(w, row, first);
    if (o == w->occurrence_begin[row + 1] || w->sentence_of[o] >= last) {
        return;
    }
    spread_row(w, row, dense);
    for (; o < w->occurrence_begin[row + 1] && w->sentence_of[o] < last; o++) {
        uint32_t sentence = w->sentence_of[o];
        int place = w->source_place[w->position_of[o]];
        for (uint32_t j = target->begin[sentence]; j < target->begin[sentence + 1]; j++) {
            w->share[j] += dense[target->tokens[j]] * align_em_near(w, sentence, place, j);
        }
    }
    clear_row(w, row, dense);
}

/* First half: the denominators of one thread's share of the sentences, and what follows from them. */
static void sum_denominators(struct align_em_work *w, int number)
{
    const struct align_corpus *target = &w->job->target;
    uint32_t first = (uint32_t)((uint64_t)target->sentences * (unsigned)number / (unsigned)w->threads);
    uint32_t last = (uint32_t)((uint64_t)target->sentences * ((unsigned)number + 1) / (unsigned)w->threads);
    float *dense = scratch_of(w, number, 0);
    if (first == last) {
        return;
    }
    memset(&w->share[target->begin[first]], 0, (target->begin[last] - target->begin[first]) * sizeof *w->share);
    for (uint32_t row = 1; row < w->rows; row++) {
        add_row_to_denominators(w, row, first, last, dense);
    }
    spread_row(w, 0, dense);
    for (uint32_t j = target->begin[first]; j < target->begin[last]; j++) {
        float words = (1 - NULL_SHARE) * w->norm[j];
        float all = words * w->share[j] + NULL_SHARE * dense[target->tokens[j]];
        w->share[j] = all > 1e-30f ? words / all : 0;
        w->null_share[j] = all > 1e-30f ? NULL_SHARE / all : 0;
    }
    clear_row(w, 0, dense);
}

/* exp(digamma(x)), by the recurrence up to 4 and beyond it the asymptotic series; 1e-4 relative is ample here. */
static double exp_digamma(double x)
{
    double below = 0;
    while (x < 4) {
        below += 1 / x;
        x += 1;
    }
    double y = x - 0.5;
    return exp(-below) * (y + 1 / (24 * y));
}

static void set_row(struct align_em_work *w, uint32_t row, const float *counts)
{
    struct align_table *t = &w->table;
    bool last = w->iteration + 1 == w->job->iterations;
    double all = 0;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        all += counts[t->to[k]];
    }
    double prior = ALPHA * (t->begin[row + 1] - t->begin[row]);
    double bayes = all > 0 ? 1 / exp_digamma(all + prior) : 0;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        double c = counts[t->to[k]];
        double p = last && all > 0 ? c / all : c < GONE ? 0 : exp_digamma(c + ALPHA) * bayes;
        t->p[k] = (float)p;
    }
}

static void count_null_row(struct align_em_work *w, const float *dense, float *counts)
{
    const struct align_corpus *target = &w->job->target;
    for (uint32_t j = 0; j < target->begin[target->sentences]; j++) {
        uint32_t t = target->tokens[j];
        counts[t] += dense[t] * w->null_share[j];
    }
}

static void count_row(struct align_em_work *w, uint32_t row, const float *dense, float *counts)
{
    const struct align_corpus *target = &w->job->target;
    for (uint32_t o = w->occurrence_begin[row]; o < w->occurrence_begin[row + 1]; o++) {
        uint32_t sentence = w->sentence_of[o];
        int place = w->source_place[w->position_of[o]];
        for (uint32_t j = target->begin[sentence]; j < target->begin[sentence + 1]; j++) {
            uint32_t t = target->tokens[j];
            counts[t] += dense[t] * align_em_near(w, sentence, place, j) * w->share[j];
        }
    }
}

/* Second half: expected counts, and from them the next probabilities, of the rows that this thread gets hold of. */
static void count_rows(struct align_em_work *w, int number)
{
    float *dense = scratch_of(w, number, 0), *counts = scratch_of(w, number, 1);
    for (;;) {
        uint32_t first = atomic_fetch_add(&w->next_row, CHUNK);
        for (uint32_t row = first; row < first + CHUNK; row++) {
            if (row >= w->rows) {
                return;
            }
            spread_row(w, row, dense);
            if (row == 0) {
                count_null_row(w, dense, counts);
            } else {
                count_row(w, row, dense, counts);
            }
            set_row(w, row, counts);
            clear_row(w, row, dense);
            clear_row(w, row, counts);
        }
    }
}

/* Drops what has become impossible, so that later iterations have less to spread. */
static void shrink_table(struct align_em_work *w)
{
    struct align_table *t = &w->table;
    uint32_t kept = 0, begin = 0;
    for (uint32_t row = 0; row < w->rows; row++) {
        uint32_t end = t->begin[row + 1];
        t->begin[row] = kept;
        for (uint32_t k = begin; k < end; k++) {
            if (t->p[k] > 0) {
                t->to[kept] = t->to[k];
                t->p[kept++] = t->p[k];
            }
        }
        begin = end;
    }
    t->begin[w->rows] = kept;
}

void align_table_free(struct align_table *t)
{
    free(t->begin);
    free(t->to);
    free(t->p);
    *t = (struct align_table){0};
}

enum text_status align_em_run(const struct align_em *job, struct align_table *out, struct text_error *err)
{
    struct align_em_work w = {.job = job, .rows = job->source.words + 1, .threads = job->threads};
    w.threads = w.threads < 1 ? 1 : w.threads > MOST_THREADS ? MOST_THREADS : w.threads;
    enum text_status status = align_em_prepare(&w, err);
    for (w.iteration = 0; status == TEXT_OK && w.iteration < job->iterations; w.iteration++) {
        run_threads(&w, sum_denominators);
        atomic_store(&w.next_row, 0);
        run_threads(&w, count_rows);
        shrink_table(&w);
        if (job->step) {
            job->step(job->context);
        }
    }
    align_em_release(&w);
    if (status != TEXT_OK) {
        align_table_free(&w.table);
        return status;
    }
    *out = w.table;
    return TEXT_OK;
}
