/* Clean text -> paragraphs -> segments (sentences).
 *
 * A line break is always a boundary; a blank line, or a line break, ends a paragraph. Breaks stand inside
 * quotes after . ? ! when a new sentence starts; an attribution stays with its quote; closing quotes, brackets and
 * footnote marks stay left; a list marker stays with its item, a dateline with its sentence. A sentence begins in
 * lower case only behind an ordinary word with a full stop, where a capital was forgotten. A sentence is read as if
 * it stood alone, so a segment has no other segment than itself.
 *
 * Invariants: segments are in order, do not overlap, and hold every character of the text that is not
 * white space. Cost: linear in the text, O(1) memory a segment.
 */
#ifndef TEXT_SEGMENT_H
#define TEXT_SEGMENT_H

#include <stdint.h>

#include "text/arena.h"
#include "text/decode.h"
#include "text/error.h"
#include "text/language.h"

enum text_kind {
    TEXT_SENTENCE,  /* running text that ends like a sentence */
    TEXT_HEADING,   /* a paragraph without a sentence end: headline, caption, label */
    TEXT_ITEM,      /* begins with a list marker */
    TEXT_FURNITURE  /* what a page adds to an article: site line, "Baca Juga:", byline, ads, and the headlines behind
                     * such a line at the end of the page; told by furniture.tsv and by shape */
};

const char *text_kind_name(enum text_kind); /* "sentence", "heading", "item", "furniture" */

struct text_segment {
    struct text_span text;   /* borrowed from the clean text; no blanks at either end, no \n inside */
    struct text_range bytes; /* where it stood in the bytes that were decoded */
    uint32_t paragraph;      /* from 0 */
    enum text_kind kind;
};

struct text_document {
    struct text_segment *segments; /* in the arena */
    size_t count;
};

/* Cuts `decoded` into segments. With `lines`, each line is a segment as it is (blank lines too, with
 * an empty text: line numbers must keep their meaning). No text at all gives count = 0 and TEXT_OK. */
enum text_status text_segment(const struct text_language *, const struct text_decoded *, bool lines,
                              struct text_arena *, struct text_document *out, struct text_error *err);

#endif
