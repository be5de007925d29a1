/* The words and phrases by which a language says numbers, money, dates and times: values.tsv, and of dates.tsv and
 * clock.tsv the names. A phrase may be a term of several kinds, and of one kind with several values (ORDINAL_BEHIND).
 *
 * Look-ups cost one probe; the search for a name to write goes through all, which are a few hundred.
 */
#ifndef TEXT_LANGUAGE_TERM_PRIVATE_H
#define TEXT_LANGUAGE_TERM_PRIVATE_H

#include "text/language/language-private.h"

enum text_term_kind {
    TEXT_TERM_NUMBER,
    TEXT_TERM_ONE,
    TEXT_TERM_TEEN,
    TEXT_TERM_TIMES,
    TEXT_TERM_JOINS,
    TEXT_TERM_MAGNITUDE,
    TEXT_TERM_MAGNITUDE_SHORT,
    TEXT_TERM_PERCENT,
    TEXT_TERM_BEFORE,
    TEXT_TERM_AFTER,
    TEXT_TERM_ORDINAL_BEFORE,
    TEXT_TERM_ORDINAL_BEHIND,
    TEXT_TERM_ORDINAL,
    TEXT_TERM_ROMAN,
    TEXT_TERM_CLOCK,
    TEXT_TERM_PART,
    TEXT_TERM_LEAD,
    TEXT_TERM_AMBIGUOUS,
    TEXT_TERM_PLURAL,
    TEXT_TERM_OF,
    TEXT_TERM_RANGE,
    TEXT_TERM_FORM, /* as written, like zones; all others in lower case */
    TEXT_TERM_MONTH,
    TEXT_TERM_DAY,
    TEXT_TERM_ZONE, /* minutes east of Greenwich */
    TEXT_TERM_HALF, /* hours to add */
    TEXT_TERM_KINDS
};

struct text_term {
    struct text_span phrase; /* as long as the language */
    enum text_term_kind kind;
    int32_t value;
};

/* The value of a phrase, given as it is written; the first where there are several. False when it is no such term. */
bool text_term_value(const struct text_language *, enum text_term_kind, struct text_span phrase, int32_t *value);
/* The next term of that kind with that value from number *i on, which then stands behind it; NULL when there is no
 * more. `any`: with whatever value. */
const struct text_term *text_term_next(const struct text_language *, enum text_term_kind, int32_t value, bool any,
                                       size_t *i);

/* Currencies are their three letters in one number. */
int32_t text_currency_number(const char *code);
void text_currency_code(int32_t number, char code[4]);

/* In which order a date in digits has day and month, and whether hours are counted to 24: style.tsv. */
enum text_date_order { TEXT_DAY_MONTH, TEXT_MONTH_DAY, TEXT_EITHER_ORDER };
enum text_date_order text_language_date_order(const struct text_language *);
bool text_language_clock_24(const struct text_language *);

/* How a clitic of clitics.tsv stands: -nya behind a word, ku- before it; alone, it is a word without clitics. */
struct text_clitic {
    uint8_t distance; /* from the word, from 1; 0: a whole word */
    uint8_t least;    /* letters an unlisted word must have left; 0: it must be listed */
};
/* The clitic written with its hyphen, or the whole word. False when it is neither. */
bool text_language_clitic(const struct text_language *, struct text_span, struct text_clitic *);

#endif
