/* Which pairs are to be looked at, and in which order: those first whose review is worth most.
 *
 * Gain = 4 c (1 - c) x (1 + log2 u) x (n / 16) e^(1 - n / 16), for confidence c, u times seen, n words of the source.
 * The first factor is how much is learned: all where right and wrong are equally likely, nothing where it is certain.
 * The others are how much it will serve: a pair that was seen twice comes again, and a text of n words saves n words
 * but comes again the less the longer it is. A pair without a confidence counts as one of 0.5.
 *
 * The first two factors are a model. The third has the form of what was measured on 25,243 pairs of news (the shared
 * panl, bbc and mt-news), four fifths of them a memory, 5,049 of the rest asked of it at 70: words of queries with a
 * match, a query of that length: 0.47 at 5 to 7 words, 0.79 at 17 to 19, 0.82 at 20 to 29, 0.61 at 30, 0.30 at 40,
 * none from 50 on.
 *
 * Cost: a pass over the drafts; 16 bytes for each that is chosen.
 */
#ifndef CLI_REVIEW_QUEUE_H
#define CLI_REVIEW_QUEUE_H

#include "tm/tm.h"

struct cli_review_choice {
    double least, most;    /* confidence */
    struct text_span site; /* of one of the two documents, with all below it; empty: any */
    bool skipped;          /* those that were skipped before, else the others */
    size_t limit;          /* the best so many; 0: all */
};

struct cli_review_queue {
    int64_t *at; /* units */
    size_t count, capacity;
    size_t later; /* that were left out because they were skipped before */
};

double cli_review_gain(double confidence, int64_t uses, size_t words);
/* Whether an address is of a site or one below it: "m.kabar.example" is below "kabar.example". */
bool cli_review_of_site(struct text_span url, struct text_span site);

/* Drafts that were harvested. *out is to be freed. */
enum text_status cli_review_choose(struct tm_memory *, const struct cli_review_choice *, struct cli_review_queue *out,
                                   struct text_error *err);
/* Puts a unit in, so that it is the one at `place`. */
enum text_status cli_review_insert(struct cli_review_queue *, size_t place, int64_t unit, struct text_error *err);
void cli_review_remove(struct cli_review_queue *, size_t place, size_t count);
void cli_review_queue_free(struct cli_review_queue *);

#endif
