/* What a match loses against its score: the penalties of match.h. */
#ifndef TM_MATCH_RANK_PRIVATE_H
#define TM_MATCH_RANK_PRIVATE_H

#include "tm/match.h"

/* A text as differences are looked for in it. */
struct tm_appearance {
    struct text_token **words; /* by folded form, then by surface; all without what stands in tags */
    size_t word_count;
    struct text_span *numbers, *signs, *tags; /* in the order of the text */
    size_t number_count, sign_count, tag_count;
};

struct tm_ranking {
    const struct text_language *language; /* may be NULL: then nothing is a tag */
    struct tm_penalties penalties;
    int64_t now;
    struct text_span markup; /* of the query */
    struct tm_appearance query;
};

/* For one query; `normal` is its text after text_normalize. In the arena, and borrows from both. */
enum text_status tm_ranking_begin(const struct tm_query *, struct text_span normal, struct text_arena *,
                                  struct tm_ranking *out, struct text_error *err);
/* What of enum tm_difference a text has against the query. The arena is for the work. */
enum text_status tm_ranking_compare(const struct tm_ranking *, struct text_span text, struct text_arena *,
                                    unsigned *out, struct text_error *err);
/* TM_DIFFERS_TAGS where the inline elements of a text are not the query's, in order and by name; else 0. */
unsigned tm_ranking_compare_markup(const struct tm_ranking *, struct text_span markup);
/* In hundredths of a point. */
int tm_ranking_penalty_of_text(const struct tm_ranking *, unsigned differences);
int tm_ranking_penalty_of_unit(const struct tm_ranking *, const struct tm_unit *);
bool tm_ranking_asks_unit(const struct tm_ranking *); /* whether the latter can be more than 0 */

#endif
