/* What the files of text/ ask a language. Nothing here is for other folders.
 *
 * All look-ups are read-only and cost one probe of a hash table; words are asked for in lower case unless
 * it says "as written".
 */
#ifndef TEXT_LANGUAGE_PRIVATE_H
#define TEXT_LANGUAGE_PRIVATE_H

#include "text/language.h"

/* How numbers are written: ',' and '.' in Indonesian, '.' and ',' in English. */
char text_language_decimal(const struct text_language *);
char text_language_grouping(const struct text_language *);

#endif
