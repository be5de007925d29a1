/* See day.h. Days and civil dates by counting in years that begin in March, so that the leap day comes last. */
#include "cli/harvest/day.h"

#include <stdio.h>

static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Reads `count` digits at *at; -1 when there are none. */
static int64_t number(struct text_span s, size_t *at, size_t count)
{
    int64_t value = 0;
    if (s.n < *at + count) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        char c = s.p[*at + i];
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    *at += count;
    return value;
}

static bool skip(struct text_span s, size_t *at, char c)
{
    bool there = *at < s.n && s.p[*at] == c;
    *at += there;
    return there;
}

/* Minutes east of Greenwich of "+07:00", "+0700", "+07"; 0 for "Z" and for nothing. */
static int64_t zone_of(struct text_span s, size_t at)
{
    bool west = at < s.n && s.p[at] == '-';
    if (!west && (at >= s.n || s.p[at] != '+')) {
        return 0;
    }
    at++;
    int64_t hours = number(s, &at, 2);
    skip(s, &at, ':');
    int64_t minutes = number(s, &at, 2);
    if (hours < 0) {
        return 0;
    }
    minutes = hours * 60 + (minutes < 0 ? 0 : minutes);
    return west ? -minutes : minutes;
}

int32_t cli_day_of(struct text_span date)
{
    size_t at = 0;
    int64_t year = number(date, &at, 4);
    bool dashes = skip(date, &at, '-');
    int64_t month = number(date, &at, 2);
    bool whole = !dashes || skip(date, &at, '-');
    int64_t day = whole ? number(date, &at, 2) : -1;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
        return ALIGN_NO_DAY;
    }
    int64_t days = days_of(year, month, day);
    if (at < date.n && (date.p[at] == 'T' || date.p[at] == ' ')) {
        at++;
        int64_t hours = number(date, &at, 2);
        skip(date, &at, ':');
        int64_t minutes = number(date, &at, 2);
        if (hours >= 0 && minutes >= 0) {
            while (at < date.n && date.p[at] != '+' && date.p[at] != '-' && date.p[at] != 'Z') {
                at++;
            }
            int64_t in_utc = hours * 60 + minutes - zone_of(date, at);
            days += in_utc < 0 ? -1 : in_utc / 1440;
        }
    }
    return (int32_t)days;
}

const char *cli_day_print(int32_t day, char out[CLI_DAY_SIZE])
{
    int64_t z = (int64_t)day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
    int64_t month = m < 10 ? m + 3 : m - 9;
    snprintf(out, CLI_DAY_SIZE, "%04lld-%02lld-%02lld", (long long)(year + era * 400 + (month <= 2)), (long long)month,
             (long long)(of_year - (153 * m + 2) / 5 + 1));
    return out;
}
