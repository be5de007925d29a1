/* What Unicode says of a character, from a table that is made of ICU's properties when Padan is built
 * (text/unicode/characters.c): one look-up of three loads answers all, and ICU itself need not be loaded for it.
 */
#ifndef TEXT_CHARACTER_PROPERTY_PRIVATE_H
#define TEXT_CHARACTER_PROPERTY_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TEXT_IS_ALPHABETIC = 1 << 0, /* a letter by its general category */
    TEXT_IS_BLANK = 1 << 1,      /* White_Space */
    TEXT_IS_PICTURE = 1 << 2,    /* Extended_Pictographic */
    TEXT_IS_TERMINAL = 1 << 3,   /* Sentence_Terminal */
    TEXT_IS_SETTLED = 1 << 4,    /* NFC_Quick_Check is yes and the combining class is 0 */
    TEXT_FOLDS_LONG = 1 << 5,    /* case folding makes several characters of it */
    TEXT_IS_WIDE = 1 << 6,       /* East_Asian_Width is Wide or Fullwidth */
    TEXT_IS_WIDTHLESS = 1 << 7   /* takes no column: marks above and around others, ignorable characters, the second
                                  * and third part of a Hangul syllable */
};

struct text_property {
    int32_t lower, fold; /* to be added for lower case and for the folded character */
    uint8_t category;    /* general category, as ICU numbers it */
    uint8_t word_break;  /* as ICU numbers it */
    int8_t digit;        /* 0 to 9 for decimal digits, else -1 */
    uint8_t is;
};

/* c is up to U+10FFFF. */
const struct text_property *text_property_of(uint32_t c);

enum { TEXT_FOLDED_MOST = 3 };
/* The characters that c, of which TEXT_FOLDS_LONG holds, folds to; returns how many. */
size_t text_property_folded(uint32_t c, uint32_t to[TEXT_FOLDED_MOST]);

/* The version of Unicode that the table has. */
extern const char text_property_version[];

#endif
