/* Learning from a batch what its own words mean: padan align --adapt.
 *
 * What was learned from a document's own pairs finds them right again, those that are wrong too. So the documents are
 * dealt into folds, and each is aligned with what was learned from the others (cross-fitting): it makes the confidence
 * true, and where there are pairs enough, more beads right. Where there are few, all learn from all.
 */
#ifndef CLI_ADAPT_H
#define CLI_ADAPT_H

#include <stdio.h>

#include "cli/model.h"

enum { CLI_ADAPT_FOLDS = 8 }; /* at most */

/* From {0}. */
struct cli_adapt {
    struct text_buffer pairs; /* of all documents */
    size_t *ends;             /* of each document's among them */
    size_t documents, room;
    size_t folds; /* 0: nothing was learned */
    struct align_lexicon *lexicons[CLI_ADAPT_FOLDS];
    struct align_model *models[CLI_ADAPT_FOLDS];
};

/* Writes the pairs of a document that are likelier right than wrong, for: */
void cli_adapt_put(const struct align_beads *, FILE *to);
/* Takes up the pairs of the next document; it may have none. */
enum text_status cli_adapt_keep(struct cli_adapt *, struct text_span pairs, struct text_error *err);
/* Learns from all pairs that were taken up; the models stand on the one that is given. */
enum text_status cli_adapt_learn(struct cli_adapt *, const struct cli_model *, struct text_error *err);
/* The model for a document, by its number from 0; NULL where nothing was learned. */
const struct align_model *cli_adapt_model(const struct cli_adapt *, size_t document);
void cli_adapt_free(struct cli_adapt *);

#endif
