/* Brackets and quotation marks without a partner, by the marks that a language has (corpora/<code>/marks.tsv).
 *
 * Brackets must close in the order in which they opened. Of quotation marks an even number is wanted, whichever they
 * are: writers mix straight and curly ones, and the same mark opens in one language and closes in another. An
 * apostrophe is no quotation mark, and single marks, which cannot be told from it, are not listed. No marks are:
 * a bracket behind a marker of a list ("a) ", "12) ") at the beginning, a straight " behind a digit where none is open
 * (inches), and a bracket in a smiley (":)").
 */
#ifndef TEXT_MARKS_H
#define TEXT_MARKS_H

#include "text/language.h"

struct text_unpaired {
    struct text_span quote, bracket; /* the first that has no partner, borrowed from the text; empty: there is none */
};

/* The language must be loaded in full. Any bytes may come. Linear. More than 64 open brackets are not followed. */
struct text_unpaired text_marks_unpaired(const struct text_language *, struct text_span text);

#endif
