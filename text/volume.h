/* How much text there is to translate: words and characters as GMX-V counts them (Global Information Management
 * Metrics Volume, 2.0, ETSI LIS 2012; 1.0, LISA 2007).
 *
 * Words are those of UAX #29, as GMX-V wants them, and so those of text/word.h:
 *   - numbers are words ("1.000,5" is one), and so is what letters and digits are mixed in ("5G");
 *   - a hyphen, a slash and a dash part words: "well-known" is two, "dan/atau" two, "ke-20" two;
 *   - an apostrophe joins: "don't" and "Jum'at" are one each; so does a full stop between letters: "Kompas.com" is one;
 *   - signs alone ("-", "%", "...") are no words.
 * For scripts that do not part words GMX-V divides the characters by a factor: Chinese 2.8, Japanese 3.0, Korean 3.3,
 * Thai 6.0. It takes the factor of the text's language; here the script of each character tells it, because a text of
 * any language may quote another one: Hangul is Korean, Han characters are Japanese in a text with kana and Chinese in
 * others. The quotient is rounded to the nearest number, and at least 1. Lao, Khmer and Burmese have no factor in the
 * standard: of these a run without a blank is a word.
 *
 * Characters are code points of the text in NFC. GMX-V counts three sorts apart, and each character is of one:
 *   - white space (with the no-break spaces, which decode.h has made plain ones: there GMX-V differs);
 *   - punctuation: general category P, outside of words;
 *   - all others, the sum that GMX-V calls the character count: letters, digits and signs, and with them the
 *     apostrophes, full stops and separators inside a word, and a hyphen between two letters or digits.
 * Inline codes are transparent to it: the caller counts the text without them.
 */
#ifndef TEXT_VOLUME_H
#define TEXT_VOLUME_H

#include "text/span.h"

struct text_volume {
    size_t words;
    size_t characters, punctuation, blanks;
};

/* Clean text (decode.h); any bytes may come. Linear, without memory. */
struct text_volume text_volume_of(struct text_span text);
void text_volume_add(struct text_volume *to, const struct text_volume *);

#endif
