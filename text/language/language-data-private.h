/* What a language is made of, for the files that fill it (language-data.c, term-data.c) and look things up in
 * it (language.c, term.c). */
#ifndef TEXT_LANGUAGE_LANGUAGE_DATA_PRIVATE_H
#define TEXT_LANGUAGE_LANGUAGE_DATA_PRIVATE_H

#include "text/error.h"
#include "text/language/term-private.h"
#include "text/measure.h"
#include "text/srx/filter-private.h"
#include "text/table.h"

/* Strings with a value each. */
struct text_dictionary {
    struct text_filter filter;
    struct text_table *keys;
    uint32_t *values;
    uint32_t capacity;
};

/* A bracket or quotation mark, as characters. */
struct text_mark {
    uint32_t open, close;
    bool quote;
};
enum { TEXT_MARKS = 16, TEXT_MEASURES = 128 };

struct text_language {
    char code[16];
    char decimal, grouping;
    int unlisted_start;
    bool ends_before_lower;
    bool clock_24;
    enum text_date_order date_order;
    int length;       /* characters that say what 100 of English do */
    bool stems_apart; /* a stem has words of several meanings */
    struct text_mark marks[TEXT_MARKS];
    size_t mark_count;
    struct text_dictionary measure_words; /* lower case -> number of the measure, from 1 */
    struct text_measure measures[TEXT_MEASURES];
    uint32_t measure_count;
    struct text_dictionary abbreviations; /* as written -> enum text_abbreviation */
    struct text_dictionary furniture;     /* folded phrase -> enum text_furniture */
    struct text_dictionary letters;       /* trigram -> count in a million */
    struct text_table *words;             /* folded; "-nya" is an ending, "peng-" a beginning */
    struct text_filter parted;            /* the words that have parts */
    struct text_word_facts *facts;
    uint32_t fact_capacity;
    struct text_dictionary term_keys; /* kind and folded phrase -> number of its first term, from 1 */
    struct text_term *terms;          /* in the order of the files */
    uint32_t term_count, term_capacity;
    struct text_dictionary clitics;   /* -> distance and least letters, + 1 */
};

/* False when out of memory. A key that is there already gets the new value. */
bool text_dictionary_add(struct text_dictionary *, struct text_span key, uint32_t value);
/* Makes room for n keys in all. False when out of memory. */
bool text_dictionary_reserve(struct text_dictionary *, uint32_t n);
/* 0 when the key is not there. */
uint32_t text_dictionary_get(const struct text_dictionary *, struct text_span key);
void text_dictionary_free(struct text_dictionary *);

/* False when out of memory. */
bool text_term_add(struct text_language *, enum text_term_kind, struct text_span phrase, int32_t value);

enum { TEXT_FIELDS = 3 };

/* One line of a data file, and where to complain. */
struct text_field_line {
    struct text_language *language;
    struct text_span field[TEXT_FIELDS]; /* absent ones are empty */
    const char *path;
    size_t line;
    struct text_error *err;
};

/* TEXT_INVALID, with file and line. */
enum text_status text_field_broken(const struct text_field_line *, const char *what);
/* A whole number in the field, within least..most. */
bool text_field_number(struct text_span field, long least, long most, long *out);
/* The entry of a word, made when it is new; NULL when out of memory. */
struct text_word_facts *text_field_facts(struct text_language *, struct text_span word);

/* What a line of values.tsv, clock.tsv, clitics.tsv, marks.tsv or measures.tsv says. */
enum text_status text_value_line(struct text_field_line *);
enum text_status text_clock_line(struct text_field_line *);
enum text_status text_clitic_line(struct text_field_line *);
enum text_status text_mark_line(struct text_field_line *);
enum text_status text_measure_line(struct text_field_line *);

/* Reads the files of folder/<code of the language>/ into it; `brief`: what text_language_load_brief says. */
enum text_status text_language_read(struct text_language *, const char *folder, bool brief, struct text_error *err);

#endif
