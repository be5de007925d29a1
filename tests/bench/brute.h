/* Fuzzy matching by comparing with everything: what an index is measured by, and checked by. It shares no code with
 * tm/ but the words of text/word.h.
 *
 * Texts are arrays of word numbers in memory. The distance is counted by bits (Myers 1999, in Hyyro's form of 2003):
 * one machine word for a query of up to 64 words, whatever the length of the text; longer ones by the plain table.
 * Texts whose length alone rules them out are not compared.
 */
#ifndef TESTS_BENCH_BRUTE_H
#define TESTS_BENCH_BRUTE_H

#include "text/text.h"

struct brute;

struct brute_hit {
    uint32_t text; /* in the order of their adding, from 0 on */
    int score;     /* 100 x (1 - distance / longer length), rounded down */
};

struct brute *brute_new(void); /* ends the program when there is no memory, as all calls do */
void brute_free(struct brute *);
void brute_add(struct brute *, struct text_span text);
/* The words of a query, numbered; to be found with brute_find. A text without words finds nothing. */
void brute_ask(struct brute *, struct text_span query);
/* Compares with all; the hits are those of `least` or better, in the order of the texts, until the next call. */
size_t brute_find(struct brute *, int least, const struct brute_hit **out);

#endif
