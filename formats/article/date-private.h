/* Points in time as files write them. A date without a time, or with a time but no zone, is kept as a date only:
 * a time of day that nobody can place is worth nothing when articles of two countries are compared.
 */
#ifndef FORMATS_ARTICLE_DATE_PRIVATE_H
#define FORMATS_ARTICLE_DATE_PRIVATE_H

#include "text/text.h"

struct formats_moment {
    int year, month, day;
    int hour, minute, second; /* meaningful with timed */
    int zone;                 /* minutes east of Greenwich; meaningful with timed */
    bool timed;               /* time and zone are known */
};

enum { FORMATS_DATE_SIZE = 32 };

/* A calendar date that exists (leap years counted), 1000 to 9999, and a time and zone that exist. */
bool formats_moment_valid(const struct formats_moment *);
/* ISO 8601, extended or basic, with or without time, fractions of seconds dropped: "2023-03-07T01:05:00+07:00",
 * "20230306T180500Z" (the form of TMX), "2023-03-07 01:05". Anything behind that is no date. */
bool formats_date_parse(struct text_span, struct formats_moment *out);
/* That, or RFC 5322 ("Mon, 06 Mar 2023 18:05:00 +0700"), or seconds or milliseconds since 1970. */
bool formats_date_parse_standard(struct text_span, struct formats_moment *out);
/* "2023-03-07T01:05:00+07:00", "2023-03-06T18:05:00Z" or "2023-03-07". */
void formats_date_print(const struct formats_moment *, char out[FORMATS_DATE_SIZE]);
/* The same moment at Greenwich; a date without time stays. */
void formats_date_to_utc(struct formats_moment *);
/* "20230306T180500Z"; a date without time is midnight. */
void formats_date_print_tmx(const struct formats_moment *, char out[FORMATS_DATE_SIZE]);

#endif
