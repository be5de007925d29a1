/* Words of one side of a pair of texts -> the words of the other side that correspond.
 *
 * How: of all ways to cut a stretch out of the other side, the one in which the words inside translate each other and
 * the words outside do too (phrase extraction as sentence splitting: Vogel 2005, "PESA: Phrase Pair Extraction as
 * Sentence Splitting"), by the lexicons of a model, equal numbers and cognates, with words that stand at about the same
 * place, and beside words that are linked too, before others.
 *
 * Cost: the words of one side times those of the other, and the stretches that are looked at times the words of both;
 * some tenths of a millisecond for two sentences. Texts of more than ALIGN_PART_WORDS words are not looked at.
 */
#ifndef ALIGN_PART_H
#define ALIGN_PART_H

#include "align/model.h"

enum { ALIGN_PART_WORDS = 200 };

struct align_phrase {
    struct text_pair text;   /* in the order of the model's languages */
    enum align_side side;    /* in which of the two the words stand */
    struct text_range range; /* bytes of that text; a word that is cut counts whole */
};

struct align_part {
    struct text_range range; /* bytes of the other text; brackets and quotation marks inside are closed inside */
    double confidence;       /* how likely a translator takes just these words for the counterpart */
};

/* Parts that are less sure than this are none. */
#define ALIGN_LEAST_PART 0.5

/* Finds none (confidence 0 and an empty range) when it is not clear which words correspond. */
enum text_status align_part_find(const struct align_model *, const struct align_phrase *, struct text_arena *,
                                 struct align_part *out, struct text_error *err);

#endif
