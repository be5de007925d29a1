/* How much work a word of each band is, against a new one. */
#ifndef CLI_ANALYSE_WEIGHTS_H
#define CLI_ANALYSE_WEIGHTS_H

#include "cli/analyse/analyse.h"

/* Usual ones, of which no standard says anything: translated and context 0, repetition and cross-file 0.1, 100 0.2,
 * 95-99 0.3, 85-94 0.5, 75-84 0.7, 50-74 and new 1. */
void cli_weights_usual(double out[CLI_BANDS]);
/* Changes those that `told` names: "repetition=0.2,new=1", or a file ("-": standard input) of such, on lines or with
 * commas between, # for a comment. A weight is from 0 to 10. TEXT_MISUSE: no such band, no such weight. */
enum text_status cli_weights_read(const char *told, double out[CLI_BANDS], struct text_error *err);

#endif
