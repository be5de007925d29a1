/* Which stories of this run are new to an article that an earlier run has compared with some set of them. */
#ifndef CLI_HARVEST_COVER_H
#define CLI_HARVEST_COVER_H

#include "cli/harvest/stories.h"
#include "tm/tm.h"

struct cli_cover;

/* For the stories of this run, all of which are there. Borrows both. */
enum text_status cli_cover_new(const struct cli_stories *, struct tm_ledger *, struct cli_cover **out,
                               struct text_error *err);
void cli_cover_free(struct cli_cover *); /* NULL is fine */

/* What those of one set have not been compared with. */
struct cli_cover_set;
/* Of a set in the ledger; borrowed until the cover is freed. For one thread at a time. */
enum text_status cli_cover_find(struct cli_cover *, uint32_t set, const struct cli_cover_set **out,
                                struct text_error *err);
/* Is there any story that is new to it within the window? */
bool cli_cover_any(const struct cli_cover_set *, struct align_days);
bool cli_cover_is_new(const struct cli_cover_set *, uint32_t story);

/* The set of all stories of this run, together with those of `set` (0: none). For the memory's thread only. */
enum text_status cli_cover_union(struct cli_cover *, uint32_t set, uint32_t *out, struct text_error *err);

#endif
