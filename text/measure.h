/* Measures: the words behind a number by which another language may say another number and mean the same, such as
 * kilometres and miles, or years and decades. Which words they are is data: corpora/<code>/measures.tsv.
 */
#ifndef TEXT_MEASURE_H
#define TEXT_MEASURE_H

#include "text/language.h"

struct text_measure {
    int kind;      /* length, weight, ...: only measures of one kind are compared */
    double factor; /* how much of the kind's unit one of it is */
};

/* The measure that the word at the beginning of a text is, behind a blank, a hyphen or nothing; false when it is none.
 * The language must be loaded in full. */
bool text_measure_at(const struct text_language *, struct text_span text, struct text_measure *out);

#endif
