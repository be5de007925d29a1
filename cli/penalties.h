/* --penalty: what lowers the rank of a match, as the user says it. */
#ifndef CLI_PENALTIES_H
#define CLI_PENALTIES_H

#include "cli/command.h"
#include "tm/tm.h"

/* Of --penalty NAME=POINTS[,NAME=POINTS...], which may be given several times and must be in the command's table; what
 * is not named stays as usual. A name or number that is none: a usage error is printed, and false. */
bool cli_penalties(const struct cli_arguments *, struct tm_penalties *out);

#define CLI_PENALTY_OPTION                                                                                             \
    {"penalty", 0, "NAME=POINTS,...", NULL,                                                                            \
     "lower the rank, by which matches are ordered, by points; NAME=POINTS,... with case, punctuation, numbers, "      \
     "tags, draft, confidence, age (a year) and origin (imported) for names"}

#endif
