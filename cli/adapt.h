/* Learning from a batch what its own words mean: padan align --adapt. */
#ifndef CLI_ADAPT_H
#define CLI_ADAPT_H

#include <stdio.h>

#include "cli/model.h"

/* Writes the pairs that are likelier right than wrong, for: */
void cli_adapt_put(const struct align_beads *, FILE *to);
/* Adds them to what is to be learned from. */
enum text_status cli_adapt_note(struct align_trainer *, struct text_span pairs, struct text_error *err);
/* Learns a lexicon from them and adds it to the model. Where there are none, the model stays as it is. */
enum text_status cli_adapt_learn(struct cli_model *, struct align_trainer *, struct text_error *err);

#endif
