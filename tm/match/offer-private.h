/* The units that a search may offer, and how high a score must be to come among the best. */
#ifndef TM_MATCH_OFFER_PRIVATE_H
#define TM_MATCH_OFFER_PRIVATE_H

#include "tm/match/rank-private.h"
#include "tm/store/store-private.h"

struct tm_offer {
    int64_t unit, changed;
    uint32_t segment; /* the side that is like the query */
    int score;
    int rank;          /* minus its penalties; only set where it decides what is given */
    uint32_t likeness; /* of characters, 0 to 1000; only set where it decides */
};

struct tm_offers {
    struct tm_offer *at;
    size_t count, capacity;
    size_t scores[TM_SCORE_MOST + 1]; /* how many have which */
    size_t most;
    int least;  /* what a further unit must score; rises when `most` better ones are there */
    bool alone; /* only the best score is asked for: what a further unit must score is more than that */
};

void tm_offers_free(struct tm_offers *);
/* The unit of a segment, if its other side is in `family` (0: any), and it is not rejected or deleted. */
enum text_status tm_offers_add(struct tm_memory *, struct tm_offers *, uint32_t segment, int score, int64_t family,
                               struct text_error *err);
/* Best first, and no more than `most`: by score, rank, likeness of characters to the query, date of change, id. */
enum text_status tm_offers_rank(struct tm_memory *, struct tm_offers *, struct text_span query,
                                const struct tm_ranking *, struct text_arena *, struct text_error *err);

#endif
