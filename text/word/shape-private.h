/* Shapes of words, told by their characters alone. */
#ifndef TEXT_WORD_SHAPE_PRIVATE_H
#define TEXT_WORD_SHAPE_PRIVATE_H

#include "text/character/character-private.h"

/* The class of the character at i, 0 at the end. */
static inline unsigned text_shape_at(struct text_span s, size_t i)
{
    return i < s.n ? text_char_class(text_char_next(s, &i)) : 0;
}

static inline bool text_shape_begins(struct text_span s, unsigned class)
{
    return (text_shape_at(s, 0) & class) != 0;
}

/* Every character is of the class, and there is one. */
bool text_shape_all(struct text_span s, unsigned class);
static inline bool text_shape_has(struct text_span s, unsigned class)
{
    for (size_t i = 0; i < s.n;) {
        if (text_char_class(text_char_next(s, &i)) & class) {
            return true;
        }
    }
    return false;
}
/* One letter. */
bool text_shape_letter(struct text_span s);
/* A Roman numeral below 400, all in one case; not checked for being well-formed. */
bool text_shape_roman(struct text_span s);
/* Digits with separators: 8, 01.05, 5,2, 52-53, 4.1, 6/3/2023. */
bool text_shape_number(struct text_span s);
/* Letters one by one, each but the last with a full stop: "A.S", "p.m". */
bool text_shape_dotted(struct text_span s);
/* Capitals only, two or more, perhaps with marks and digits. */
bool text_shape_acronym(struct text_span s);
/* Can be spoken: has a vowel, or a character that is no ASCII. */
bool text_shape_spoken(struct text_span s);
/* s without what stands before the first and behind the last letter or digit. */
struct text_span text_shape_bare(struct text_span s);

#endif
