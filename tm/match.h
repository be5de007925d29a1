/* A text -> the units of a memory whose text is like it.
 *
 * Score: 100 x (1 - word-level Levenshtein distance / length of the longer in words), rounded down, over the folded
 * words of text/word.h. 100 is kept for texts equal after text_normalize; a text that differs only in case,
 * punctuation or blanks inside scores 99. A text without words is matched by equal texts only. The search is exact:
 * every unit at or above the threshold is found.
 *
 * Context: an equal text scores 101 when the text before it was the same in one of the places where the unit was seen,
 * and 102 when the one after it was, too (equal after text_normalize; "none" agrees with "none"). That the text after
 * it agrees counts only together with the one before. Context raises a score and never changes which units are found.
 *
 * How: a text that scores t shares at least ceil(t n) of the query's n words, so of any n - ceil(t n) + 1 of them it
 * has one. Only the postings of about that many of the rarest words are read (prefix filter: Chaudhuri, Ganti, Kaushik
 * 2006; Bayardo, Ma, Srikant 2007), cut to the lengths that can score t, and each candidate is verified by its edit
 * distance.
 */
#ifndef TM_MATCH_H
#define TM_MATCH_H

#include "tm/match/substitute.h"
#include "tm/store.h"

enum { TM_SCORE_EQUAL = 100, TM_SCORE_MOST = 102 };

enum tm_match_type {
    TM_FUZZY,
    TM_EXACT,  /* 100 */
    TM_CONTEXT /* 101 and 102 */
};
const char *tm_match_type_name(enum tm_match_type); /* "fuzzy", "exact", "context" */

/* What a match loses against its score in the order of what is shown; in hundredths of a point, each from 0 to
 * TM_PENALTY_MOST. Units are found by their score alone. The first four are taken once each, for what the unit's text
 * has not as the query has it, and the usual ones are less than a point together: they order what has the same score.
 * The others concern the unit, and are usually 0. */
enum { TM_PENALTY_MOST = 10000 };

struct tm_penalties {
    int letter_case; /* a word of both is in other case */
    int punctuation; /* the signs between the words are not the same, in order */
    int numbers;     /* the numbers in digits are not the same, in order */
    int tags;        /* the inline tags are not the same, in order: those written in the text, where tm_query.known
                      * tells what is a tag, or the elements of the markup, of an equal text too */
    int draft;       /* it is not approved */
    int confidence;  /* the aligner was not sure: all of it at 0, in proportion below 1; nothing where nobody said, and
                      * for what is approved */
    int age;         /* for every year since it was changed last */
    int foreign;     /* it was imported: its origin is of the kind "import" */
};
extern const struct tm_penalties tm_usual_penalties; /* case 10, punctuation 20, numbers 30, tags 30 */

struct tm_query {
    struct text_span text;
    struct text_span markup;   /* the same with its inline elements, as of a unit; empty: it has none */
    struct text_span from, to; /* languages; primary subtags are compared: "en" finds "en-US" */
    /* The texts that stand before and after it in its document. p NULL: not known; n 0 otherwise: none, it is the first
     * or the last. What is no UTF-8 is not known. */
    struct text_span before, after;
    int least;                 /* 1 to TM_SCORE_MOST; 0: the default, 70 */
    size_t most;               /* the best so many; 0: the default, 5 */
    struct tm_knowledge known; /* of these languages, for suggestions; may be empty */
    const struct tm_penalties *penalties; /* borrowed during the call; NULL: tm_usual_penalties */
    int64_t now;                          /* seconds since 1970, for the penalty on age; 0: now */
    int64_t below;                        /* units with a lower id only; 0: all */
};

/* A piece of the comparison of the query with what the memory holds. In order, the texts of TM_SAME and TM_QUERY_ONLY
 * give the query back byte for byte, those of TM_SAME and TM_UNIT_ONLY the unit's text; of a difference the query's
 * side comes first. Words decide what belongs together (equal when folded); between two words that do, what both texts
 * have at the ends of the gap is TM_SAME, the rest differs. A word that differs in case only differs. */
enum tm_piece_kind {
    TM_SAME,       /* in both */
    TM_QUERY_ONLY, /* in the query only */
    TM_UNIT_ONLY   /* in the unit only */
};

struct tm_piece {
    enum tm_piece_kind kind;
    struct text_span text; /* in the arena; words with what stands between them, never empty */
};

enum tm_difference { TM_DIFFERS_CASE = 1, TM_DIFFERS_PUNCTUATION = 2, TM_DIFFERS_NUMBERS = 4, TM_DIFFERS_TAGS = 8 };

struct tm_match {
    int score;
    int rank;             /* 100 x score - penalties: what the order goes by; may be negative */
    unsigned differences; /* of enum tm_difference, those that the penalties were taken for */
    enum tm_match_type type;
    struct tm_unit unit; /* turned so that unit.text.source is in the query's language */
    struct tm_piece *pieces;
    size_t piece_count;
    struct tm_suggestion suggestion;
};

struct tm_matches {
    struct tm_match *at; /* in the arena; best first */
    size_t count;
    size_t postings, candidates; /* what the search cost: postings read, texts verified */
};

/* Of all that is found those of the highest scores are given; where of one score there are more than there is room for,
 * those of the highest rank. They come by rank, then score, then likeness of characters (1 - edit distance / longer
 * length, in bytes), then the one changed last, then the one added last.
 *
 * Rejected units are not offered. No match, or a language that the memory does not have, is TEXT_OK with count 0.
 * TEXT_INVALID: the text is not UTF-8. TEXT_MISUSE: a threshold, a penalty or a language tag makes no sense. */
enum text_status tm_find(struct tm_memory *, const struct tm_query *, struct text_arena *, struct tm_matches *out,
                         struct text_error *err);

/* The score of the best match, 0 when there is none: the same as the score of the first that tm_find gives with no
 * penalties and `most` 1, for a part of the cost, since nothing is told apart, ordered or described. `most`, `known`,
 * `penalties` and `now` are not looked at. */
enum text_status tm_find_score(struct tm_memory *, const struct tm_query *, int *out, struct text_error *err);

#endif
