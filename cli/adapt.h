/* Learning from a batch what its own words mean: padan align --adapt. */
#ifndef CLI_ADAPT_H
#define CLI_ADAPT_H

#include "cli/model.h"

/* Adds the pairs that are likelier right than wrong to what is to be learned from. */
enum text_status cli_adapt_note(struct align_trainer *, const struct align_beads *, struct text_error *err);
/* Learns a lexicon from them and adds it to the model. Where there are none, the model stays as it is. */
enum text_status cli_adapt_learn(struct cli_model *, struct align_trainer *, struct text_error *err);

#endif
