/* Where a query and a text of the memory differ, as a person sees it. */
#ifndef CLI_MATCH_DIFFERENCE_H
#define CLI_MATCH_DIFFERENCE_H

#include "cli/terminal/paragraph.h"
#include "tm/tm.h"

/* The source of a match with the differences to the query marked, word by word. In colour, what differs in a number, a
 * date or the like that was put into the translation has a colour of its own, where `language`, that of the query, is
 * not NULL. */
void cli_put_difference(struct cli_paragraph *, const struct tm_match *, const struct text_language *language);
/* The target that it suggests, what was put in marked beside what is stored. */
void cli_put_suggestion(struct cli_paragraph *, const struct tm_suggestion *);

#endif
