/* ISO 8601 dates (the forms that TMX and the web use) and seconds since 1970, UTC, in the proleptic Gregorian calendar.
 * Days by the civil-from-days arithmetic over eras of 400 years, with March as the first month. */
#include "tm/store/store-private.h"

#include <stdio.h>

static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static void date_of(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted + (shifted < 10 ? 3 : -9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

/* Takes `digits` digits off s into *out. */
static bool take(struct text_span *s, size_t digits, int64_t *out)
{
    if (s->n < digits) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (s->p[i] < '0' || s->p[i] > '9') {
            return false;
        }
        value = value * 10 + (s->p[i] - '0');
    }
    s->p += digits;
    s->n -= digits;
    *out = value;
    return true;
}

static bool skip(struct text_span *s, char c)
{
    if (s->n == 0 || *s->p != c) {
        return false;
    }
    s->p++;
    s->n--;
    return true;
}

/* Z, +07:00, -0530, or nothing (taken for UTC). */
static bool take_offset(struct text_span *s, int64_t *seconds)
{
    int64_t hours = 0, minutes = 0, sign = 0;
    if (skip(s, '+')) {
        sign = 1;
    } else if (skip(s, '-')) {
        sign = -1;
    } else {
        skip(s, 'Z');
    }
    if (sign && (!take(s, 2, &hours) || (skip(s, ':'), s->n > 0 && !take(s, 2, &minutes)))) {
        return false;
    }
    *seconds = sign * (hours * 3600 + minutes * 60);
    return hours < 24 && minutes < 60;
}

bool tm_date_parse(struct text_span s, int64_t *out)
{
    int64_t year, month, day, hour = 0, minute = 0, second = 0, offset = 0, ignored;
    if (!take(&s, 4, &year) || (skip(&s, '-'), !take(&s, 2, &month)) || (skip(&s, '-'), !take(&s, 2, &day))) {
        return false;
    }
    if (skip(&s, 'T') || skip(&s, ' ')) {
        if (!take(&s, 2, &hour) || (skip(&s, ':'), !take(&s, 2, &minute))) {
            return false;
        }
        skip(&s, ':');
        take(&s, 2, &second); /* seconds may be left out */
        if (skip(&s, '.')) {
            while (take(&s, 1, &ignored)) {
            }
        }
        if (!take_offset(&s, &offset)) {
            return false;
        }
    }
    if (s.n || month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) {
        return false;
    }
    int64_t days = days_of(year, month, day), same_year, same_month, same_day;
    date_of(days, &same_year, &same_month, &same_day); /* the 31st of April is the 1st of May */
    if (same_month != month) {
        return false;
    }
    *out = days * 86400 + hour * 3600 + minute * 60 + second - offset;
    return true;
}

struct text_span tm_date_print(int64_t seconds, char out[TM_DATE_SIZE])
{
    enum { DAY = 86400 };
    int64_t days = seconds / DAY - (seconds % DAY < 0), rest = seconds - days * DAY;
    int64_t year, month, day;
    if (days < -719528 || days > 2932896) { /* outside the years 0 to 9999: nothing that tm_date_parse gave */
        days = rest = 0;
    }
    date_of(days, &year, &month, &day);
    int n = snprintf(out, TM_DATE_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, (int)month, (int)day,
                     (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
    return (struct text_span){out, n > 0 && n < TM_DATE_SIZE ? (size_t)n : 0};
}
