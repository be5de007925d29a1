/* What formats_calendar knows, for the file that looks for dates. */
#ifndef FORMATS_ARTICLE_CALENDAR_PRIVATE_H
#define FORMATS_ARTICLE_CALENDAR_PRIVATE_H

#include "formats/article.h"
#include "formats/article/date-private.h"

/* FORMATS_SUMMER: the same as a zone, in summer, for names that stand for both. */
enum formats_calendar_kind { FORMATS_MONTH, FORMATS_ZONE, FORMATS_HALF, FORMATS_SUMMER };

/* The value of a name: a month 1 to 12 (any ASCII case), minutes east of Greenwich (as written), hours to add (any
 * case,
 * full stops left out: "p.m."). */
bool formats_calendar_value(const struct formats_calendar *, enum formats_calendar_kind, struct text_span name,
                            int *out);

/* The first date in a line that has a year. */
bool formats_date_find(const struct formats_calendar *, struct text_span line, struct formats_moment *out);
/* The first date in an address or a file's name: "/2023/03/07/", "2023-03-07", "20230307" (of 1990 to 2099). */
bool formats_date_find_in_name(struct text_span name, struct formats_moment *out);

#endif
