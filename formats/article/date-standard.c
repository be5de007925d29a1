/* Dates as programs write them: ISO 8601 (date.c), RFC 5322, and seconds or milliseconds since 1970. */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "formats/article/date-private.h"

static void skip_blanks(struct text_span *s)
{
    while (s->n && (s->p[0] == ' ' || s->p[0] == '\t')) {
        s->p++;
        s->n--;
    }
}

static bool take_number(struct text_span *s, size_t least, size_t most, int *out)
{
    size_t n = 0;
    int value = 0;
    while (n < s->n && n <= most && s->p[n] >= '0' && s->p[n] <= '9') {
        value = value * 10 + (s->p[n++] - '0');
    }
    if (n < least || n > most) {
        return false;
    }
    s->p += n;
    s->n -= n;
    *out = value;
    return true;
}

static bool take_char(struct text_span *s, char c)
{
    if (s->n == 0 || s->p[0] != c) {
        return false;
    }
    s->p++;
    s->n--;
    return true;
}

static size_t letters(struct text_span s)
{
    size_t n = 0;
    while (n < s.n && ((s.p[n] >= 'a' && s.p[n] <= 'z') || (s.p[n] >= 'A' && s.p[n] <= 'Z'))) {
        n++;
    }
    return n;
}

/* The standard's own names, which are no language's. */
static bool take_month(struct text_span *s, int *out)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (int i = 0; i < 12 && letters(*s) == 3; i++) {
        if (strncasecmp(s->p, names[i], 3) == 0) {
            s->p += 3;
            s->n -= 3;
            *out = i + 1;
            return true;
        }
    }
    return false;
}

/* "+0700", "GMT", "UT", "Z"; the zones of North America that the standard fixes. */
static bool take_zone(struct text_span *s, int *out)
{
    static const struct {
        const char *name;
        int hours;
    } zones[] = {{"GMT", 0},  {"UTC", 0},  {"UT", 0},   {"Z", 0},    {"EST", -5}, {"EDT", -4},
                 {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    int sign = s->n && s->p[0] == '-' ? -1 : 1, value = 0;
    if (take_char(s, '+') || take_char(s, '-')) {
        *out = 0;
        if (!take_number(s, 4, 4, &value) || value % 100 > 59) {
            return false;
        }
        *out = sign * (value / 100 * 60 + value % 100);
        return true;
    }
    size_t n = letters(*s);
    for (size_t i = 0; n && i < sizeof zones / sizeof zones[0]; i++) {
        if (strlen(zones[i].name) == n && strncmp(zones[i].name, s->p, n) == 0) {
            s->p += n;
            s->n -= n;
            *out = zones[i].hours * 60;
            return true;
        }
    }
    return false;
}

/* "Mon, 06 Mar 2023 18:05:00 +0700", without the day of the week, the seconds, or the time and the zone. */
static bool parse_mail(struct text_span s, struct formats_moment *out)
{
    struct formats_moment m = {0};
    size_t day = letters(s);
    if (day == 3) {
        s.p += day;
        s.n -= day;
        if (!take_char(&s, ',')) {
            return false;
        }
        skip_blanks(&s);
    }
    if (!take_number(&s, 1, 2, &m.day) || (skip_blanks(&s), !take_month(&s, &m.month)) ||
        (skip_blanks(&s), !take_number(&s, 4, 4, &m.year))) {
        return false;
    }
    skip_blanks(&s);
    struct text_span rest = s;
    if (s.n && (!take_number(&rest, 1, 2, &m.hour) || !take_char(&rest, ':') || !take_number(&rest, 2, 2, &m.minute))) {
        return false;
    }
    if (s.n) {
        if (take_char(&rest, ':') && !take_number(&rest, 2, 2, &m.second)) {
            return false;
        }
        skip_blanks(&rest);
        m.timed = take_zone(&rest, &m.zone);
        skip_blanks(&rest);
        if (rest.n && rest.p[0] != '(') { /* a comment may stand there */
            return false;
        }
    }
    if (!formats_moment_valid(&m)) {
        return false;
    }
    *out = m;
    return true;
}

/* Days since 1970 -> the date (Richards 2013, the Gregorian calendar as days of March years). */
static void take_days(int64_t days, struct formats_moment *m)
{
    int64_t z = days + 719468, era = z / 146097, day = z % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t of_year = day - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    m->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    m->month = (int)(month < 10 ? month + 3 : month - 9);
    m->year = (int)(year + era * 400 + (m->month <= 2));
}

/* Nine or ten digits are seconds, from 1973 on; twelve or thirteen are milliseconds. */
static bool parse_since_1970(struct text_span s, struct formats_moment *out)
{
    enum { DAY = 24 * 60 * 60 };
    int64_t value = 0;
    size_t n = 0;
    while (n < s.n && n < 14 && s.p[n] >= '0' && s.p[n] <= '9') {
        value = value * 10 + (s.p[n++] - '0');
    }
    if (n < 9 || n == 11 || n > 13 || (n < s.n && s.p[n] != '.')) {
        return false;
    }
    value /= n > 10 ? 1000 : 1;
    struct formats_moment m = {.timed = true};
    take_days(value / DAY, &m);
    m.hour = (int)(value % DAY / 3600);
    m.minute = (int)(value % 3600 / 60);
    m.second = (int)(value % 60);
    *out = m;
    return formats_moment_valid(&m);
}

bool formats_date_parse_standard(struct text_span s, struct formats_moment *out)
{
    s = text_span_trim(s);
    return formats_date_parse(s, out) || parse_mail(s, out) || parse_since_1970(s, out);
}
