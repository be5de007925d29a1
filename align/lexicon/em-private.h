/* Learning translation probabilities in one direction, p(target word | source word), from numbered sentences.
 *
 * IBM Model 1 (Brown et al. 1993) with two later improvements: words are likelier to translate each other the closer
 * they stand to the diagonal (Dyer, Chahuneau and Smith 2013, "A Simple, Fast, and Effective Reparameterization of IBM
 * Model 2"), and the M step is that of variational Bayes with a sparse Dirichlet prior, which keeps rare words from
 * claiming everything around them (Riley and Gildea 2012).
 *
 * The result is the same bits for any number of threads: every sum is made by one thread in a fixed order.
 * Time: iterations * the number of word pairs that share a sentence pair; memory: 8 bytes for each distinct one.
 */
#ifndef ALIGN_LEXICON_EM_PRIVATE_H
#define ALIGN_LEXICON_EM_PRIVATE_H

#include <stdatomic.h>
#include <stdlib.h>

#include "text/text.h"

enum { ALIGN_EM_SCALE = 1024 };

/* One side of the sentence pairs: sentence k holds tokens[begin[k]] to tokens[begin[k + 1] - 1], each below `words`. */
struct align_corpus {
    const uint32_t *tokens;
    const uint32_t *begin;
    uint32_t sentences, words;
};

struct align_em {
    struct align_corpus source, target; /* as many sentences in both */
    int iterations, threads;
    void (*step)(void *context); /* after each iteration */
    void *context;
};

/* p(to[k] | s) = p[k] for k from begin[s + 1] to begin[s + 2] - 1; row 0 is the null word. Freed by
 * align_table_free. */
struct align_table {
    uint32_t *begin;
    uint32_t *to;
    float *p;
};

void align_table_free(struct align_table *);

enum text_status align_em_run(const struct align_em *, struct align_table *out, struct text_error *err);

/* What em.c works with and em-room.c makes ready. */
struct align_em_work {
    const struct align_em *job;
    struct align_table table;
    uint32_t rows;                         /* source words and the null word before them */
    uint32_t *occurrence_begin;            /* a row's occurrences are in the order of the sentences */
    uint32_t *sentence_of, *position_of;   /* of an occurrence: which sentence, which source token */
    uint16_t *source_place, *target_place; /* below ALIGN_EM_SCALE: where in its sentence a token stands */
    uint16_t *slack;                       /* of a sentence: a distance that counts as none, one word */
    float near[ALIGN_EM_SCALE];            /* weight of a distance from the diagonal */
    float *norm;                           /* of a target token: 1 / sum of near over its sentence's source words */
    float *share, *null_share;             /* of a target token: what its denominator makes of 1 - NULL_SHARE, .. */
    float *scratch;                        /* two arrays of target words for each thread */
    int threads, iteration;
    atomic_uint next_row;
};

/* Makes room, the weights and the first table; align_em_release undoes it, but for the table. */
enum text_status align_em_prepare(struct align_em_work *, struct text_error *err);
void align_em_release(struct align_em_work *);

/* How near the diagonal two tokens of a sentence stand, as a weight. Neighbours change places between languages (rumah
 * besar, big house), so that a word's width from the diagonal is on it. */
static inline float align_em_near(const struct align_em_work *w, uint32_t sentence, int source_place,
                                  uint32_t target_token)
{
    int distance = abs(source_place - w->target_place[target_token]) - w->slack[sentence];
    return w->near[distance > 0 ? distance : 0];
}

#endif
