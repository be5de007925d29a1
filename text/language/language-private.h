/* What the files of text/ ask a language. Nothing here is for other folders.
 *
 * All look-ups are read-only and cost one or two probes of a hash table. Words are given as they are written;
 * folding is done here.
 */
#ifndef TEXT_LANGUAGE_LANGUAGE_PRIVATE_H
#define TEXT_LANGUAGE_LANGUAGE_PRIVATE_H

#include <stdint.h>

#include "text/language.h"

/* How numbers are written: ',' and '.' in Indonesian, '.' and ',' in English. */
char text_language_decimal(const struct text_language *);
char text_language_grouping(const struct text_language *);
/* Whether a ? or ! before a lower-case letter is an end: what follows is then more often a careless beginning than
 * an attribution or the rest of a sentence. */
bool text_language_ends_before_lower(const struct text_language *);

/* What a full stop after an abbreviation may mean; the letters are those of abbreviations.tsv. */
enum text_abbreviation {
    TEXT_NO_ABBREVIATION = 0,
    TEXT_NEVER_ENDS = 'N',     /* what it belongs to follows: a title, "s.d." */
    TEXT_NUMBER_FOLLOWS = 'D', /* no end before a digit or Roman numeral, else as MAY_END */
    TEXT_ALSO_WORD = 'O',      /* no end before a digit, else an ordinary word: "no.", "hal." */
    TEXT_MAY_END = 'L',        /* an end when the next word looks like the first of a sentence */
    TEXT_SELDOM_ENDS = 'S',    /* as MAY_END, but names follow as a rule: "the U.S. Congress" */
    TEXT_MOSTLY_ENDS = 'E',    /* an end when the next word is capitalised */
    TEXT_LABEL = 'C',          /* at the start of a line its number may carry a full stop: "Tabel 4.1. Penduduk" */
    TEXT_LETTERED = 'G'        /* no abbreviation, but a letter behind it is no initial: "Grup A.", "hepatitis B." */
};

enum text_abbreviation text_language_abbreviation(const struct text_language *, struct text_span word);

/* The parts a word can play, one bit each. */
enum {
    TEXT_PART_SAYS = 1 << 0,      /* speech verb, the speaker stands after or before it: kata, said */
    TEXT_PART_SAYS_SELF = 1 << 1, /* speech verb that holds its speaker: ujarnya */
    TEXT_PART_TELLS = 1 << 2,     /* speech verb after its speaker: menegaskan */
    TEXT_PART_LEADS = 1 << 3,     /* the speaker follows: menurut; "according to" */
    TEXT_PART_PRONOUN = 1 << 4,   /* a speaker without a name: ia, beliau, he */
    TEXT_PART_SOURCE = 1 << 5,    /* what follows is the source: dikutip */
    TEXT_PART_HEARER = 1 << 6,    /* what follows is the source if it is a medium: kepada, told */
    TEXT_PART_LINK = 1 << 7,      /* stands between a marker and the name: dari, laman, kantor, berita */
    TEXT_PART_MEDIUM = 1 << 8,    /* an agency or paper, or a word in the name of one: tass, post */
    TEXT_PART_TITLE = 1 << 9,     /* of a title before a name: menteri, negeri, minister */
    TEXT_PART_PLACE = 1 << 10,    /* a country, its people or seat in a title: rusia, russian, kremlin */
    TEXT_PART_OF = 1 << 11,       /* joins the parts of a title: of, for, dan */
    TEXT_PART_MONTH = 1 << 12,
    TEXT_PART_DAY = 1 << 13,
    TEXT_PART_ZONE = 1 << 14,     /* time zones: wib, gmt */
    TEXT_PART_SECTION = 1 << 15,  /* names a part of a site: nasional, world */
    TEXT_PART_PARTICLE = 1 << 16, /* joins the parts of a name: bin, van */
    TEXT_PART_ADVERB = 1 << 17,   /* stands between a speaker and the verb: juga, also, was */
    TEXT_PART_FURNITURE = 1 << 18, /* the first word of a phrase of furniture.tsv */
    TEXT_PART_VALUE = 1 << 19      /* the first word of a term of values.tsv or clock.tsv */
};

struct text_word_facts {
    uint32_t parts;
    uint32_t per_million; /* occurrences in running text; 0: not among the common words */
    int16_t start;        /* see text_language_start */
    uint8_t number;       /* of a month or day, from 1 */
};

/* NULL when nothing is known of the word. Valid as long as the language. */
const struct text_word_facts *text_language_facts(const struct text_language *, struct text_span word);
/* The parts of a word, 0 when nothing is known of it. */
uint32_t text_language_parts(const struct text_language *, struct text_span word);

/* The evidence that a capitalised word begins a sentence rather than being part of a name, in tenths of a
 * power of ten of the likelihood ratio (decibans): +10 is ten to one for a beginning. */
int text_language_start(const struct text_language *, struct text_span word);

/* Where a phrase of furniture.tsv makes a line furniture. */
enum text_furniture {
    TEXT_NO_FURNITURE = 0,
    TEXT_FURNITURE_START, /* the line begins with it */
    TEXT_FURNITURE_LABEL, /* the line begins with it and a colon, or is it */
    TEXT_FURNITURE_LINE,  /* the line is it, but for marks and digits around it */
    TEXT_FURNITURE_NAME,  /* the line begins with it, and nothing but names follows: "By" */
    TEXT_FURNITURE_BEGUN  /* no phrase, but one begins with these words */
};

enum text_furniture text_language_furniture(const struct text_language *, struct text_span phrase);

/* How often three letters stand together in a million such places ('^' and '$' stand for a word's ends), 0 when
 * rarely. */
uint32_t text_language_letters(const struct text_language *, struct text_span trigram);

#endif
