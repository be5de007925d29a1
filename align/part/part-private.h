/* What the two files of the part finder share. */
#ifndef ALIGN_PART_PART_PRIVATE_H
#define ALIGN_PART_PART_PRIVATE_H

#include "align/align-private.h"
#include "align/part.h"

struct align_part_side {
    struct text_span text;
    struct text_tokens words;
    struct text_segment segment;
    struct text_document document;
    struct align_text *known; /* NULL when there is nothing in the text, or too much */
    struct text_placeables values;
    double *weight; /* of each word, 0 to 1 */
};

/* A cut through two texts: words begin to end of the phrase's side, from to `to` of the other. */
struct align_parting {
    struct align_part_side phrase, other;
    bool turned; /* the phrase is on the model's target side */
    size_t begin, end, from, to;
    float *forward, *backward; /* links of a word of the phrase's side with one of the other: likelihood of the other's
                                  word given the phrase's, and of the phrase's given the other's */
    double *in, *out; /* of each word of the other side: how much is linked to the phrase, how much elsewhere */
    double *common;   /* how much of in is linked to common words of the phrase */
    double *before;   /* of each word of the phrase's side: how much is linked to the words before each one */
};

/* The bytes of the stretch, grown to whole brackets, quotations and values; empty where that cannot be. */
struct text_range align_part_bytes(const struct align_parting *);

#endif
