/* Code points and their classes, as the segmenter and the quotation finder ask for them: a table for ASCII, that
 * of Unicode's properties beyond it.
 *
 * Bytes that are no UTF-8 are read as one U+FFFD each, so that every position moves on by at least a byte
 * and nothing is read outside the span. Every byte of a text passes here more than once: what is ASCII is answered
 * in place, without a call.
 */
#ifndef TEXT_CHARACTER_CHARACTER_PRIVATE_H
#define TEXT_CHARACTER_CHARACTER_PRIVATE_H

#include <stdint.h>

#include "text/span.h"

enum {
    TEXT_CHAR_UPPER = 1 << 0, /* title case too */
    TEXT_CHAR_LOWER = 1 << 1,
    TEXT_CHAR_DIGIT = 1 << 2,
    TEXT_CHAR_LETTER = 1 << 3, /* with UPPER, LOWER or, in scripts without case, alone */
    TEXT_CHAR_BLANK = 1 << 4,
    TEXT_CHAR_STOP = 1 << 5,  /* may end a sentence: . ? ! and what Unicode calls Sentence_Terminal; the ellipsis */
    TEXT_CHAR_OPEN = 1 << 6,  /* brackets and quotes that open */
    TEXT_CHAR_CLOSE = 1 << 7, /* brackets and quotes that close; ” is both, since some write it on either side */
    TEXT_CHAR_QUOTE = 1 << 8, /* any quotation mark; the straight ones are QUOTE alone */
    TEXT_CHAR_MARK = 1 << 9,  /* may mark a footnote: superscript digits, * and daggers */
    TEXT_CHAR_DASH = 1 << 10
};

extern const uint16_t text_char_ascii[128];

/* The parts of the calls below for what is not ASCII. */
unsigned text_char_class_wide(uint32_t c);
uint32_t text_char_next_wide(struct text_span s, size_t *i);
uint32_t text_char_before_wide(struct text_span s, size_t *i);

static inline unsigned text_char_class(uint32_t c)
{
    return c < 128 ? text_char_ascii[c] : text_char_class_wide(c);
}

uint32_t text_char_lower(uint32_t c);
/* c as UTF-8, of at most four bytes; returns how many. */
size_t text_char_encode(uint32_t c, char *to);

/* The character at *i, which is inside s; *i then stands behind it. */
static inline uint32_t text_char_next(struct text_span s, size_t *i)
{
    unsigned char lead = (unsigned char)s.p[*i];
    return lead < 128 ? (++*i, lead) : text_char_next_wide(s, i);
}

/* The character before *i, which is not 0; *i then stands at it. */
static inline uint32_t text_char_before(struct text_span s, size_t *i)
{
    unsigned char last = (unsigned char)s.p[*i - 1];
    return last < 128 ? (--*i, last) : text_char_before_wide(s, i);
}

enum { TEXT_WORD_BYTES = 64 }; /* longer words are in no list */

/* s in lower case, character by character, into `buffer`; an empty span when it does not fit. */
struct text_span text_char_fold(struct text_span s, char buffer[TEXT_WORD_BYTES]);

#endif
