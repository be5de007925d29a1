/* What in a text stands for itself in any language: numbers, money, dates, times, and what is not translated at all,
 * addresses and markup. Each has a value that is the same whatever language it was written in, and that another
 * language can write.
 *
 * Placeables are found in the text beside its words (word.h), not among them: what UAX #29 calls a word, and so what
 * a fuzzy match counts, is not changed by them.
 *
 * A value is given only where the reading is certain: digits with separators that could be several things ("3/6/2023"
 * in English, "5:12", "13/2003", "1.2.3", "007") are a TEXT_VALUE_CODE, which stands for its characters.
 *
 * Which words mean what is data: corpora/<code>/values.tsv, dates.tsv, clock.tsv and style.tsv.
 */
#ifndef TEXT_PLACEABLE_H
#define TEXT_PLACEABLE_H

#include <stdint.h>

#include "text/arena.h"
#include "text/buffer.h"
#include "text/error.h"
#include "text/language.h"

enum text_value_kind {
    TEXT_VALUE_NUMBER,  /* 1.000,5; 15 juta; dua ratus */
    TEXT_VALUE_PERCENT, /* 5,2 persen; 5.2% */
    TEXT_VALUE_MONEY,   /* Rp 2 triliun; 15 juta dolar AS; US$5.2bn */
    TEXT_VALUE_ORDINAL, /* ke-20; 20th; first */
    TEXT_VALUE_ROMAN,   /* Yohanes Paulus II, Bab IV: the numeral alone */
    TEXT_VALUE_DATE,    /* Senin (6/3/2023); March 6; Maret 2023; Monday */
    TEXT_VALUE_TIME,    /* 01.05 WIB; 1:05 a.m.; without the word that announces it */
    TEXT_VALUE_CODE,    /* digits that stand for themselves */
    TEXT_VALUE_URL,
    TEXT_VALUE_EMAIL,
    TEXT_VALUE_TAG,     /* <b>, </g>, <x id="1"/>, {0}, ${name}, %s, %1$s, &nbsp; */
    TEXT_VALUE_KINDS
};

const char *text_value_kind_name(enum text_value_kind); /* "number", "percent", ... */

enum { TEXT_ZONE_NONE = INT16_MIN };

struct text_value {
    enum text_value_kind kind;
    double number;               /* NUMBER to ROMAN: the value, rounded once: 5,2 miliar and 5,200,000,000 are equal */
    char currency[4];            /* MONEY: ISO 4217 */
    int16_t year;                /* DATE: 0 when it is not said */
    uint8_t month, day, weekday; /* DATE: 0 when it is not said; Monday is 1 */
    int32_t seconds;             /* TIME: since midnight */
    int16_t zone;                /* TIME: minutes east of Greenwich, or TEXT_ZONE_NONE */
    struct text_span text;       /* CODE to TAG: the characters, borrowed */
    /* How it was written; not part of the value. */
    uint8_t magnitude; /* the power of ten of the word behind the digits: 9 for miliar; 0 when there is none */
    uint8_t decimals;  /* digits behind the decimal sign */
    bool grouped;      /* digits in groups of three: 1.000; numbers in words too */
    bool with_seconds; /* TIME */
};

struct text_placeable {
    struct text_span text; /* as written, borrowed from what was read */
    struct text_value value;
};

struct text_placeables {
    struct text_placeable *at; /* in the arena; in the order of the text, without overlap */
    size_t count;
};

/* All placeables of a text in that language. Any bytes may come. Cost: linear in the text. */
enum text_status text_placeables(const struct text_language *, struct text_span text, struct text_arena *,
                                 struct text_placeables *out, struct text_error *err);

/* The same value: the same kind, and the same number and currency, or the same known parts of a date (the weekday
 * counts only where the date is not complete), or the same time in the same zone, or the same characters. */
bool text_value_equal(const struct text_value *, const struct text_value *);
/* The value in a form that two values share when they are equal: "money 2000000000000 IDR", "date 2023-03-06",
 * "date --03-06 1" (a Monday), "time 01:05 +07:00", "tag <b>". Appended. */
void text_value_print(const struct text_value *, struct text_buffer *out);

/* Writes a value as the language does, in the form of `like`, which is one placeable of the same kind in that language
 * ("Tuesday (March 7, 2023)", "5.2 percent"); when `like` is empty, in the language's usual form. What is written is
 * read again, and counts only if that gives the value. Appended. False, with nothing appended, when it cannot be
 * done with certainty: `like` is something else, or it says less or more than the value does (a year that is
 * not known), or another currency; and when out->failed. */
bool text_placeable_write(const struct text_language *, const struct text_value *, struct text_span like,
                          struct text_buffer *out);

#endif
