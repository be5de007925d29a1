/* What a report of a harvest tells beyond counts: pairs by confidence, articles by day, the pairs that are least sure.
 */
#ifndef CLI_HARVEST_FOUND_H
#define CLI_HARVEST_FOUND_H

#include "cli/page.h"
#include "cli/unit.h"

enum cli_found_kind { CLI_FOUND_SEGMENTS, CLI_FOUND_QUOTES, CLI_FOUND_KINDS };

struct cli_found_day {
    int32_t day; /* ALIGN_NO_DAY: of those without a date */
    size_t articles, paired, units;
};

struct cli_found_pair {
    double confidence;
    struct text_pair text;
    struct text_pair names; /* of the two articles: address or name */
    struct text_span date;
};

enum { CLI_FOUND_UNSURE = 40 };

struct cli_found {
    size_t bands[CLI_FOUND_KINDS][CLI_PAGE_BANDS]; /* new units */
    struct cli_found_day *days;                    /* rising */
    size_t day_count, day_capacity;
    struct cli_found_pair unsure[CLI_FOUND_UNSURE]; /* the least sure first */
    size_t unsure_count;
};

void cli_found_free(struct cli_found *);
/* An article of that day, with how many units were new from it. */
enum text_status cli_found_article(struct cli_found *, int32_t day, bool paired, size_t units, struct text_error *err);
/* A new unit. */
enum text_status cli_found_unit(struct cli_found *, enum align_kind, const struct tm_unit *, struct text_error *err);

#endif
