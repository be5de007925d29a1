/* Rows of words with what is known of each, and the names in them. */
#ifndef TEXT_QUOTE_NAME_PRIVATE_H
#define TEXT_QUOTE_NAME_PRIVATE_H

#include "text/language/language-private.h"

enum { TEXT_ROW_WORDS = 48 };

struct text_row_word {
    struct text_span s; /* without the marks around it */
    uint32_t parts;
    bool capital;
    bool ends; /* a comma, stop or other mark divides it from the next word */
    bool stop; /* that mark ends a sentence */
};

struct text_row {
    const struct text_language *language;
    struct text_row_word at[TEXT_ROW_WORDS];
    size_t count;
};

/* Half-open numbers of words in a row; empty when there is no such thing. */
struct text_run {
    size_t begin, end;
};

/* The first TEXT_ROW_WORDS words of s. */
void text_row_read(struct text_row *, const struct text_language *, struct text_span s);
bool text_row_has(const struct text_row *, size_t i, uint32_t parts);
struct text_span text_row_span(const struct text_row *, struct text_run);

/* The name that begins at word i, perhaps behind a title: "Menteri Luar Negeri Rusia Sergey Brevik", "juru bicara
 * Kremlin, Dmitry Ostrow". A title alone when it stands for the name: "Presiden". */
struct text_run text_name_from(const struct text_row *, size_t i);
/* The name whose verb is word i: "Foreign Minister Brevik said", "passenger John Roe, 41, said". */
struct text_run text_name_until(const struct text_row *, size_t i);

#endif
