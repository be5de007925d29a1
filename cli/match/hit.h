/* Where a phrase stands, for a person. */
#ifndef CLI_MATCH_HIT_H
#define CLI_MATCH_HIT_H

#include "tm/tm.h"

/* Three lines: the text with the phrase marked, its counterpart, where they came from. number 0: none is shown. */
void cli_hit_show(const struct tm_hit *, size_t number);

#endif
