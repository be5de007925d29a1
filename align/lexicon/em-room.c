/* What the learning of em.c needs before its first iteration: where the words stand, how near the diagonal two of them
 * are, and the table of all pairs that share a sentence pair. See em-private.h. */
#include <math.h>
#include <string.h>

#include "align/lexicon/em-private.h"

static const double TENSION = 4.0; /* how steeply the preference falls off the diagonal; Dyer et al. */

/* Where in its sentence each token stands. */
static void set_places(const struct align_corpus *c, uint16_t *place)
{
    for (uint32_t s = 0; s < c->sentences; s++) {
        uint32_t n = c->begin[s + 1] - c->begin[s];
        for (uint32_t i = 0; i < n; i++) {
            place[c->begin[s] + i] = (uint16_t)((2 * (uint64_t)i + 1) * ALIGN_EM_SCALE / (2 * (uint64_t)n));
        }
    }
}

static void set_weights(struct align_em_work *w)
{
    const struct align_corpus *source = &w->job->source, *target = &w->job->target;
    for (int d = 0; d < ALIGN_EM_SCALE; d++) {
        w->near[d] = (float)exp(-TENSION * d / ALIGN_EM_SCALE);
    }
    set_places(source, w->source_place);
    set_places(target, w->target_place);
    for (uint32_t s = 0; s < target->sentences; s++) {
        uint32_t n = source->begin[s + 1] - source->begin[s], m = target->begin[s + 1] - target->begin[s];
        uint32_t shorter = n < m ? n : m;
        w->slack[s] = (uint16_t)(ALIGN_EM_SCALE / (shorter ? shorter : 1));
        for (uint32_t j = target->begin[s]; j < target->begin[s + 1]; j++) {
            float sum = 0;
            for (uint32_t i = source->begin[s]; i < source->begin[s + 1]; i++) {
                sum += align_em_near(w, s, w->source_place[i], j);
            }
            w->norm[j] = sum > 0 ? 1 / sum : 0;
        }
    }
}

/* Lists where each source word stands. */
static void set_occurrences(struct align_em_work *w)
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
static uint32_t list_row(const struct align_em_work *w, uint32_t row, uint32_t *seen, uint32_t *to)
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

static enum text_status make_table(struct align_em_work *w, struct text_error *err)
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

static bool make_room(struct align_em_work *w)
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

void align_em_release(struct align_em_work *w)
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

enum text_status align_em_prepare(struct align_em_work *w, struct text_error *err)
{
    if (!make_room(w)) {
        return text_fail_memory(err, "learning a lexicon");
    }
    set_weights(w);
    set_occurrences(w);
    return make_table(w, err);
}
