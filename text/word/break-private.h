/* Where words end, by the default word boundaries of UAX #29, and folding: what word.c asks of its neighbours.
 *
 * Both read any bytes: what is no UTF-8 is a character of its own that joins nothing and folds to itself.
 */
#ifndef TEXT_WORD_BREAK_PRIVATE_H
#define TEXT_WORD_BREAK_PRIVATE_H

#include <stdint.h>

#include "text/arena.h"

/* What a word holds; one bit each, so that the bits of its characters can be gathered. */
enum {
    TEXT_HAS_LETTER = 1 << 0,
    TEXT_HAS_DIGIT = 1 << 1,
    TEXT_HAS_UPPER = 1 << 2, /* an ASCII capital */
    TEXT_HAS_WIDE = 1 << 3   /* something beyond ASCII */
};

/* The next word from *i on, and what it holds; *i then stands behind it. False when only white space is left. Cost:
 * linear in the word. */
bool text_break_next(struct text_span s, size_t *i, struct text_span *word, unsigned *held);

/* Room for folded words, shared by those of one text; legal from {0}. */
struct text_fold_room {
    char *p;
    size_t n;
};

/* Full case folding of a word that holds `held`, into `room` where it changes anything. `rest` bounds what may
 * still be asked for, so that small texts take little. p is NULL only when out of memory. */
struct text_span text_fold(struct text_span word, unsigned held, size_t rest, struct text_arena *,
                           struct text_fold_room *room);

#endif
