/* Words of a query in a row -> the texts in which they stand in a row: what fragments are made of.
 *
 * A stretch holds two content words at least, words that do not stand in very many texts. So only the lists of content
 * words are read; a text may hold a stretch where it has neighbouring content words of the query, and its word list
 * tells how far the stretch goes there. Texts that have many content words in a row come first: what they hold is often
 * longer than what any text behind them can hold, and those are then not looked at.
 *
 * Cost: the posting lists of the content words, each of TM_COMMON_MOST at most, two in memory at a time, and
 * TM_STRETCH_TEXTS word lists at most. Where that many are not enough (a pair of words that is in thousands of texts,
 * with common words around it), a stretch may be found shorter than it is in some text that was not looked at.
 */
#ifndef TM_FRAGMENT_STRETCH_PRIVATE_H
#define TM_FRAGMENT_STRETCH_PRIVATE_H

#include "tm/store/store-private.h"

enum {
    TM_STRETCH_WORDS = 400,   /* of a longer query no more are looked at */
    TM_COMMON_MOST = 1 << 16, /* a word in more texts than this is common, however large the memory is */
    TM_STRETCH_TEXTS = 1536,
    TM_STRETCH_UNITS = 24 /* of a stretch's units, so many from the shortest text on are kept */
};

struct tm_stretch_word {
    uint32_t id;       /* 0: not in the memory; no stretch goes over it */
    uint32_t segments; /* in how many texts it stands, about */
    bool content, telling, rare;
};

struct tm_stretch_query {
    const struct tm_stretch_word *words;
    uint32_t count;
    uint32_t least; /* words of a stretch; fewer are enough when two rare ones are neighbours among them */
    int64_t to;     /* family of the other side */
};

/* Neighbouring content words of the query that a text has, wherever they stand in it. */
struct tm_chain {
    uint32_t segment, length;
    uint32_t first, last; /* by their number among the content words */
};

struct tm_chains {
    struct tm_chain *at;
    size_t count, capacity;
    uint32_t *content; /* where in the query the content words stand; in the arena */
    uint32_t content_count;
    size_t postings; /* how many were read */
};

/* The chains that may hold a stretch: those of many content words first, equal ones together, the shortest texts
 * first. */
enum text_status tm_chains_find(struct tm_memory *, const struct tm_stretch_query *, struct text_arena *,
                                struct tm_chains *out, struct text_error *err);
void tm_chains_free(struct tm_chains *);

struct tm_stretch_unit {
    int64_t unit;
    uint32_t segment;
    uint32_t length; /* of the segment, in words */
};

struct tm_stretch {
    uint32_t begin, end; /* words of the query */
    struct tm_stretch_unit *units;
    size_t unit_count;
};

struct tm_stretches {
    struct tm_stretch *at; /* in the arena; none within another, in any order */
    size_t count;
    size_t postings, texts; /* what the search read */
};

/* How far a stretch in a chain may reach. */
struct tm_stretch tm_chain_reach(const struct tm_chains *, const struct tm_stretch_query *, const struct tm_chain *);
/* Whether words of the query are enough to be a stretch. */
bool tm_stretch_is_worth(const struct tm_stretch_query *, uint32_t begin, uint32_t end);

/* The stretches that no text holds a word more of. Inside a read transaction. */
enum text_status tm_stretches_find(struct tm_memory *, const struct tm_stretch_query *, struct text_arena *,
                                   struct tm_stretches *out, struct text_error *err);

#endif
