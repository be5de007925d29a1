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
#ifndef ALIGN_EM_PRIVATE_H
#define ALIGN_EM_PRIVATE_H

#include "text/text.h"

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

/* p(to[k] | s) = p[k] for k from begin[s + 1] to begin[s + 2] - 1; row 0 is the null word. Freed by align_table_free. */
struct align_table {
    uint32_t *begin;
    uint32_t *to;
    float *p;
};

enum text_status align_em_run(const struct align_em *, struct align_table *out, struct text_error *err);
void align_table_free(struct align_table *);

#endif
