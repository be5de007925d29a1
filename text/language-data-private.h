/* What a language is made of, for the two files that fill it (language-data.c) and look things up in it (language.c). */
#ifndef TEXT_LANGUAGE_DATA_PRIVATE_H
#define TEXT_LANGUAGE_DATA_PRIVATE_H

#include "text/language-private.h"
#include "text/table.h"

/* Strings with a value each. */
struct text_dictionary {
    struct text_table *keys;
    uint32_t *values;
    uint32_t capacity;
};

struct text_language {
    char code[16];
    char decimal, grouping;
    int unlisted_start;
    bool ends_before_lower;
    struct text_dictionary abbreviations; /* as written -> enum text_abbreviation */
    struct text_dictionary furniture;     /* folded phrase -> enum text_furniture */
    struct text_dictionary letters;       /* trigram -> count in a million */
    struct text_table *words;             /* folded; "-nya" is an ending, "peng-" a beginning */
    struct text_word_facts *facts;
    uint32_t fact_capacity;
};

/* False when out of memory. A key that is there already gets the new value. */
bool text_dictionary_add(struct text_dictionary *, struct text_span key, uint32_t value);
/* 0 when the key is not there. */
uint32_t text_dictionary_get(const struct text_dictionary *, struct text_span key);
void text_dictionary_free(struct text_dictionary *);

/* Reads the files of folder/<code of the language>/ into it. */
enum text_status text_language_read(struct text_language *, const char *folder, struct text_error *err);

#endif
