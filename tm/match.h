/* A text -> the units of a memory whose text is like it.
 *
 * Score: 100 x (1 - word-level Levenshtein distance / length of the longer in words), rounded down, over the folded
 * words of text/word.h. 100 is kept for texts equal after text_normalize; a text that differs only in case,
 * punctuation or blanks inside scores 99. A text without words is matched by equal texts only. The search is exact:
 * every unit at or above the threshold is found.
 *
 * How: a text that scores t shares at least ceil(t n) of the query's n words, so of any n - ceil(t n) + 1 of them it has
 * one. Only the postings of about that many of the rarest words are read (prefix filter: Chaudhuri, Ganti, Kaushik
 * 2006; Bayardo, Ma, Srikant 2007), cut to the lengths that can score t, and each candidate is verified by its edit
 * distance.
 */
#ifndef TM_MATCH_H
#define TM_MATCH_H

#include "tm/store.h"

enum tm_match_type { TM_EXACT, TM_FUZZY };
const char *tm_match_type_name(enum tm_match_type); /* "exact", "fuzzy" */

struct tm_query {
    struct text_span text;
    struct text_span from, to; /* languages; primary subtags are compared: "en" finds "en-US" */
    int least;                 /* 1 to 100; 0: the default, 70 */
    size_t most;               /* the best so many; 0: the default, 5 */
};

/* A piece of the comparison of the query with what the memory holds. In order, the texts of TM_SAME and TM_QUERY_ONLY
 * give the query back byte for byte, those of TM_SAME and TM_UNIT_ONLY the unit's text; of a difference the query's side
 * comes first. Words decide what belongs together (equal when folded); between two words that do, what both texts have
 * at the ends of the gap is TM_SAME, the rest differs. A word that differs in case only differs. */
enum tm_piece_kind {
    TM_SAME,       /* in both */
    TM_QUERY_ONLY, /* in the query only */
    TM_UNIT_ONLY   /* in the unit only */
};

struct tm_piece {
    enum tm_piece_kind kind;
    struct text_span text; /* in the arena; words with what stands between them, never empty */
};

struct tm_match {
    int score;
    enum tm_match_type type;
    struct tm_unit unit; /* turned so that unit.text.source is in the query's language */
    struct tm_piece *pieces;
    size_t piece_count;
};

struct tm_matches {
    struct tm_match *at; /* in the arena; best first: score, then likeness of characters (1 - edit distance / longer
                            length, in bytes), then the one changed last, then the one added last */
    size_t count;
    size_t postings, candidates; /* what the search cost: postings read, texts verified */
};

/* Rejected units are not offered. No match, or a language that the memory does not have, is TEXT_OK with count 0.
 * TEXT_INVALID: the text is not UTF-8. TEXT_MISUSE: a threshold or language tag makes no sense. */
enum text_status tm_find(struct tm_memory *, const struct tm_query *, struct text_arena *, struct tm_matches *out,
                         struct text_error *err);

#endif
