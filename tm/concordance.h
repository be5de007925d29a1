/* Words -> the units in which they stand, in either language.
 *
 * The words of the query and of the memory are compared folded (text/word.h); what stands between words makes no
 * difference. A word of the query with a * right behind it finds every word that begins with it. The search is exact:
 * every unit is found, except that a stem finds what Snowball takes for a form of the word.
 *
 * Cost: the short texts are looked at first, so a word that is everywhere fills a page at once. Two frequent words next
 * to each other have a list of their own; any other phrase is looked for in the texts that have all its words.
 */
#ifndef TM_CONCORDANCE_H
#define TM_CONCORDANCE_H

#include "tm/store.h"

struct tm_phrase {
    struct text_span text;
    struct text_span language; /* empty: any */
    bool scattered;            /* all words somewhere in the text, in any order; else next to each other as given */
    bool prefixes;             /* as if there was a * behind each word */
    bool stems;                /* words without a * stand for all words of their stem */
    size_t skip;               /* so many hits: those of the pages before */
    size_t most;               /* 0: the default, 20 */
};

struct tm_hit {
    struct tm_unit unit;      /* turned so that the hit is in unit.text.source */
    struct text_range *marks; /* byte ranges of unit.text.source to highlight, in order, apart from each other: of a
                                 phrase from its first word to its last, of scattered words each one */
    size_t mark_count;
};

struct tm_hits {
    struct tm_hit *at; /* in the arena; the shortest texts in words first, of equal length the older ones first */
    size_t count;
    bool more; /* there are more behind these */
};

/* Rejected units are left out. TEXT_EMPTY: there is no word in the phrase. TEXT_INVALID: it is not UTF-8. */
enum text_status tm_concordance(struct tm_memory *, const struct tm_phrase *, struct text_arena *,
                                struct tm_hits *out, struct text_error *err);

#endif
