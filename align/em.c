/* See em-private.h.
 *
 * Each iteration has two halves. First every target token gets its denominator, the sum of p(t|s) over its sentence:
 * threads share out the sentences. Then every source word collects its expected counts from all sentences it stands in:
 * threads share out the words. In both, one source word's row is spread over a dense array of target words, so that the
 * inner loop is an addition per token and nothing is searched.
 */
#define _POSIX_C_SOURCE 200809L
#include "align/em-private.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { SCALE = 1024, CHUNK = 64, MOST_THREADS = 256 };

static const float NULL_SHARE = 0.08f; /* how much of a target word the null word may explain; Dyer et al. */
static const double TENSION = 4.0;     /* how steeply the preference falls off the diagonal; Dyer et al. */
static const double ALPHA = 0.01;      /* of the Dirichlet prior */
static const double GONE = 0.04;       /* an expected count below this has exp(digamma(.)) below 1e-9 */

struct work {
    const struct align_em *job;
    struct align_table table;
    uint32_t rows;                             /* source words and the null word before them */
    uint32_t *occurrence_begin;                /* a row's occurrences are in the order of the sentences */
    uint32_t *sentence_of, *position_of;       /* of an occurrence: which sentence, which source token */
    uint16_t *source_place, *target_place;     /* 0 to SCALE - 1: where in its sentence a token stands */
    uint16_t *slack;                           /* of a sentence: a distance that counts as none, one word */
    float near[SCALE];                         /* weight of a distance from the diagonal */
    float *norm;                               /* of a target token: 1 / sum of near over its sentence's source words */
    float *share, *null_share;                 /* of a target token: what its denominator makes of 1 - NULL_SHARE, .. */
    float *scratch;                            /* two arrays of target words for each thread */
    int threads, iteration;
    atomic_uint next_row;
    atomic_bool failed;
};

struct place {
    struct work *w;
    int number;
    pthread_t thread;
    void (*half)(struct work *, int number);
};

static void *run_place(void *p)
{
    struct place *place = p;
    place->half(place->w, place->number);
    return NULL;
}

/* Runs `half` once for each thread; where the system has no more threads, here. */
static void run_threads(struct work *w, void (*half)(struct work *, int number))
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

static float *scratch_of(struct work *w, int number, int which)
{
    return w->scratch + ((size_t)number * 2 + (size_t)which) * w->job->target.words;
}

/* Neighbours change places between languages (rumah besar, big house): a word's width from the diagonal is on it. */
static float near_of(const struct work *w, uint32_t sentence, int source_place, uint32_t target_token)
{
    int distance = abs(source_place - w->target_place[target_token]) - w->slack[sentence];
    return w->near[distance > 0 ? distance : 0];
}

static void spread_row(const struct work *w, uint32_t row, float *dense)
{
    const struct align_table *t = &w->table;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        dense[t->to[k]] = t->p[k];
    }
}

static void clear_row(const struct work *w, uint32_t row, float *dense)
{
    const struct align_table *t = &w->table;
    for (uint32_t k = t->begin[row]; k < t->begin[row + 1]; k++) {
        dense[t->to[k]] = 0;
    }
}

/* The first occurrence of a row at or after a sentence. */
static uint32_t first_occurrence(const struct work *w, uint32_t row, uint32_t sentence)
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

static void add_row_to_denominators(struct work *w, uint32_t row, uint32_t first, uint32_t last, float *dense)
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
            w->share[j] += dense[target->tokens[j]] * near_of(w, sentence, place, j);
        }
    }
    clear_row(w, row, dense);
}

/* First half: the denominators of one thread's share of the sentences, and what follows from them. */
static void sum_denominators(struct work *w, int number)
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

static void set_row(struct work *w, uint32_t row, const float *counts)
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

static void count_null_row(struct work *w, const float *dense, float *counts)
{
    const struct align_corpus *target = &w->job->target;
    for (uint32_t j = 0; j < target->begin[target->sentences]; j++) {
        uint32_t t = target->tokens[j];
        counts[t] += dense[t] * w->null_share[j];
    }
}

static void count_row(struct work *w, uint32_t row, const float *dense, float *counts)
{
    const struct align_corpus *target = &w->job->target;
    for (uint32_t o = w->occurrence_begin[row]; o < w->occurrence_begin[row + 1]; o++) {
        uint32_t sentence = w->sentence_of[o];
        int place = w->source_place[w->position_of[o]];
        for (uint32_t j = target->begin[sentence]; j < target->begin[sentence + 1]; j++) {
            uint32_t t = target->tokens[j];
            counts[t] += dense[t] * near_of(w, sentence, place, j) * w->share[j];
        }
    }
}

/* Second half: expected counts, and from them the next probabilities, of the rows that this thread gets hold of. */
static void count_rows(struct work *w, int number)
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
static void shrink_table(struct work *w)
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

/* Where in its sentence each token stands. */
static void set_places(const struct align_corpus *c, uint16_t *place)
{
    for (uint32_t s = 0; s < c->sentences; s++) {
        uint32_t n = c->begin[s + 1] - c->begin[s];
        for (uint32_t i = 0; i < n; i++) {
            place[c->begin[s] + i] = (uint16_t)((2 * (uint64_t)i + 1) * SCALE / (2 * (uint64_t)n));
        }
    }
}

static void set_weights(struct work *w)
{
    const struct align_corpus *source = &w->job->source, *target = &w->job->target;
    for (int d = 0; d < SCALE; d++) {
        w->near[d] = (float)exp(-TENSION * d / SCALE);
    }
    set_places(source, w->source_place);
    set_places(target, w->target_place);
    for (uint32_t s = 0; s < target->sentences; s++) {
        uint32_t n = source->begin[s + 1] - source->begin[s], m = target->begin[s + 1] - target->begin[s];
        uint32_t shorter = n < m ? n : m;
        w->slack[s] = (uint16_t)(SCALE / (shorter ? shorter : 1));
        for (uint32_t j = target->begin[s]; j < target->begin[s + 1]; j++) {
            float sum = 0;
            for (uint32_t i = source->begin[s]; i < source->begin[s + 1]; i++) {
                sum += near_of(w, s, w->source_place[i], j);
            }
            w->norm[j] = sum > 0 ? 1 / sum : 0;
        }
    }
}

/* Lists where each source word stands. */
static void set_occurrences(struct work *w)
{
    const struct align_corpus *source = &w->job->source;
    uint32_t *begin = w->occurrence_begin;
    uint32_t tokens = source->begin[source->sentences];
    for (uint32_t i = 0; i < tokens; i++) {
        begin[source->tokens[i] + 2]++;
    }
    for (uint32_t row = 2; row <= w->rows; row++) {
        begin[row] += begin[row - 1];
    }
    for (uint32_t s = 0; s < source->sentences; s++) {
        for (uint32_t i = source->begin[s]; i < source->begin[s + 1]; i++) {
            uint32_t o = begin[source->tokens[i] + 1]++;
            w->sentence_of[o] = s;
            w->position_of[o] = i;
        }
    }
    memmove(begin + 1, begin, w->rows * sizeof *begin);
    begin[0] = 0;
    begin[1] = 0;
}

/* Calls for each distinct target word of a row; with `to` NULL it only counts them. */
static uint32_t list_row(const struct work *w, uint32_t row, uint32_t *seen, uint32_t *to)
{
    const struct align_corpus *target = &w->job->target;
    uint32_t n = 0;
    for (uint32_t o = w->occurrence_begin[row]; o < w->occurrence_begin[row + 1]; o++) {
        uint32_t s = w->sentence_of[o];
        if (o > w->occurrence_begin[row] && w->sentence_of[o - 1] == s) {
            continue;
        }
        for (uint32_t j = target->begin[s]; j < target->begin[s + 1]; j++) {
            uint32_t t = target->tokens[j];
            if (seen[t] != row) {
                seen[t] = row;
                if (to) {
                    to[n] = t;
                }
                n++;
            }
        }
    }
    return n;
}

static enum text_status make_table(struct work *w, struct text_error *err)
{
    struct align_table *t = &w->table;
    uint32_t words = w->job->target.words;
    uint64_t cells = words;
    uint32_t *seen = calloc(words + 1u, sizeof *seen);
    t->begin = calloc(w->rows + 1u, sizeof *t->begin);
    if (!seen || !t->begin) {
        goto nomem;
    }
    t->begin[1] = words;
    for (uint32_t row = 1; row < w->rows; row++) {
        cells += list_row(w, row, seen, NULL);
        if (cells > UINT32_MAX) {
            goto nomem;
        }
        t->begin[row + 1] = (uint32_t)cells;
    }
    t->to = malloc((size_t)cells * sizeof *t->to + 1);
    t->p = malloc((size_t)cells * sizeof *t->p + 1);
    if (!t->to || !t->p) {
        goto nomem;
    }
    memset(seen, 0, words * sizeof *seen);
    for (uint32_t word = 0; word < words; word++) {
        t->to[word] = word;
    }
    for (uint32_t row = 1; row < w->rows; row++) {
        list_row(w, row, seen, t->to + t->begin[row]);
    }
    for (uint64_t k = 0; k < cells; k++) {
        t->p[k] = 1 / (float)words;
    }
    free(seen);
    return TEXT_OK;
nomem:
    free(seen);
    return text_fail_memory(err, "the table of word pairs");
}

static bool make_room(struct work *w)
{
    const struct align_corpus *source = &w->job->source, *target = &w->job->target;
    size_t sources = source->begin[source->sentences] + 1u, targets = target->begin[target->sentences] + 1u;
    w->occurrence_begin = calloc(w->rows + 2u, sizeof *w->occurrence_begin);
    w->sentence_of = malloc(sources * sizeof *w->sentence_of);
    w->position_of = malloc(sources * sizeof *w->position_of);
    w->source_place = malloc(sources * sizeof *w->source_place);
    w->target_place = malloc(targets * sizeof *w->target_place);
    w->slack = malloc((target->sentences + 1u) * sizeof *w->slack);
    w->norm = malloc(targets * sizeof *w->norm);
    w->share = malloc(targets * sizeof *w->share);
    w->null_share = malloc(targets * sizeof *w->null_share);
    w->scratch = calloc((size_t)w->threads * 2 * target->words + 1, sizeof *w->scratch);
    return w->occurrence_begin && w->sentence_of && w->position_of && w->source_place && w->target_place && w->slack &&
           w->norm && w->share && w->null_share && w->scratch;
}

static void free_room(struct work *w)
{
    free(w->occurrence_begin);
    free(w->sentence_of);
    free(w->position_of);
    free(w->source_place);
    free(w->target_place);
    free(w->slack);
    free(w->norm);
    free(w->share);
    free(w->null_share);
    free(w->scratch);
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
    struct work w = {.job = job, .rows = job->source.words + 1, .threads = job->threads};
    enum text_status status;
    w.threads = w.threads < 1 ? 1 : w.threads > MOST_THREADS ? MOST_THREADS : w.threads;
    if (!make_room(&w)) {
        status = text_fail_memory(err, "learning a lexicon");
        goto out;
    }
    set_weights(&w);
    set_occurrences(&w);
    status = make_table(&w, err);
    for (w.iteration = 0; status == TEXT_OK && w.iteration < job->iterations; w.iteration++) {
        run_threads(&w, sum_denominators);
        atomic_store(&w.next_row, 0);
        run_threads(&w, count_rows);
        shrink_table(&w);
        if (job->step) {
            job->step(job->context);
        }
    }
out:
    free_room(&w);
    if (status != TEXT_OK) {
        align_table_free(&w.table);
        return status;
    }
    *out = w.table;
    return TEXT_OK;
}
