/* The readers of placeables, each of which tries one place in a text, and what they share.
 *
 * A reader looks a bounded number of bytes around the place, or gives up at the first byte that cannot belong to what
 * it reads, so that trying every place of a text costs linear time.
 */
#ifndef TEXT_PLACEABLE_PLACEABLE_PRIVATE_H
#define TEXT_PLACEABLE_PLACEABLE_PRIVATE_H

#include "text/character/character-private.h"
#include "text/language/term-private.h"
#include "text/placeable.h"

/* What stands where in a value as it was written, so that another value can be written in its form. */
enum text_part {
    TEXT_IN_DIGITS,    /* of a number */
    TEXT_IN_WORDS,     /* of a number in words */
    TEXT_IN_MAGNITUDE,
    TEXT_IN_CURRENCY,
    TEXT_IN_ORDINAL,   /* the letters behind the digits: th */
    TEXT_IN_ROMAN,
    TEXT_IN_WEEKDAY,
    TEXT_IN_DAY,
    TEXT_IN_MONTH_DIGITS,
    TEXT_IN_MONTH,
    TEXT_IN_YEAR,
    TEXT_IN_HOUR,
    TEXT_IN_MINUTE,
    TEXT_IN_SECOND,
    TEXT_IN_HALF,
    TEXT_IN_PART_OF_DAY,
    TEXT_IN_ZONE
};

enum { TEXT_PARTS = 8 };

struct text_reading {
    struct text_value value;
    struct text_range range; /* where it stands */
    struct {
        enum text_part part;
        struct text_range at;
    } parts[TEXT_PARTS];
    size_t part_count;
};

struct text_reader {
    const struct text_language *language;
    struct text_span s;
    bool alone; /* the text is one placeable of a known kind: what would announce it is not asked for */
    bool unknown; /* the word at the place begins no term, month or day */
};

/* The placeable that begins at i, where a word may begin. */
/* The whole of s, as a placeable of that kind, without what would announce it in a text. */
bool text_read_alone(const struct text_language *, struct text_span s, enum text_value_kind, struct text_reading *);

bool text_read_placeable(const struct text_reader *, size_t i, struct text_reading *);

bool text_read_markup(const struct text_reader *, size_t i, struct text_reading *);  /* URL, EMAIL, TAG */
bool text_read_amount(const struct text_reader *, size_t i, struct text_reading *);  /* NUMBER to MONEY */
bool text_read_ordinal(const struct text_reader *, size_t i, struct text_reading *); /* ORDINAL */
bool text_read_roman(const struct text_reader *, size_t i, struct text_reading *);   /* ROMAN */
bool text_read_date(const struct text_reader *, size_t i, struct text_reading *);
bool text_read_time(const struct text_reader *, size_t i, struct text_reading *);

enum { TEXT_ROMAN_SIZE = 16 };
/* In capitals; value is from 1 to 399. */
void text_roman_write(int value, char out[TEXT_ROMAN_SIZE]);

void text_reading_add(struct text_reading *, enum text_part, size_t begin, size_t end);

/* The end of a number in words that begins at i, "dua ratus ribu", "twenty-one"; 0 when there is none. */
size_t text_read_number_words(const struct text_reader *, size_t i, double *value);

/* A number in digits, the power of ten in `magnitude` taken in before it is rounded; number.c. */
bool text_number_read(const struct text_language *, struct text_span digits, int magnitude, double *value,
                      int *decimals);
/* Days since the first of January of year 1, and back to a weekday, in the Gregorian calendar. */
bool text_date_exists(int year, int month, int day); /* year 0: any */
int text_date_weekday(int year, int month, int day); /* from 1, Monday */

/* The characters of a place. All are false or 0 outside the text. */
char text_byte_at(struct text_span s, size_t i);
bool text_digit_at(struct text_span s, size_t i);
bool text_letter_at(struct text_span s, size_t i);
bool text_upper_at(struct text_span s, size_t i);
/* What stands right before i: a letter or digit? */
bool text_inside_word(struct text_span s, size_t i);
size_t text_letters_end(struct text_span s, size_t i); /* i when there is no letter */
size_t text_digits_end(struct text_span s, size_t i);
/* Behind one or two blanks at i; i when there is none. */
size_t text_blank_end(struct text_span s, size_t i);
/* Before one or two blanks that end at i. */
size_t text_blank_begin(struct text_span s, size_t i);
/* The letters that end at i, at most a word of the data long; empty when there are none. */
struct text_span text_word_before(struct text_span s, size_t i);
struct text_span text_slice(struct text_span s, size_t begin, size_t end);
/* One or two ASCII digits, or as many as `least` to `most` says, with no digit behind; -1 when there is no such
 * number. *end then stands behind it. */
int text_small_number(struct text_span s, size_t i, size_t least, size_t most, size_t *end);
/* The longest phrase of a kind that begins at i, of up to four words with one blank between; 0 when there is none, else
 * its end. */
size_t text_phrase_end(const struct text_reader *, enum text_term_kind, size_t i, int32_t *value);

#endif
