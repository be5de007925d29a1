/* See date-private.h. ISO 8601:2004, the calendar forms. */
#include "formats/article/date-private.h"

#include <string.h>

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool formats_moment_valid(const struct formats_moment *m)
{
    if (m->year < 1000 || m->year > 9999 || m->month < 1 || m->month > 12 || m->day < 1 ||
        m->day > days_in(m->year, m->month)) {
        return false;
    }
    return !m->timed || (m->hour >= 0 && m->hour < 24 && m->minute >= 0 && m->minute < 60 && m->second >= 0 &&
                         m->second < 61 && m->zone >= -14 * 60 && m->zone <= 14 * 60);
}

static bool cut_digits(struct text_span *s, size_t count, int *out)
{
    int value = 0;
    if (s->n < count) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (s->p[i] < '0' || s->p[i] > '9') {
            return false;
        }
        value = value * 10 + (s->p[i] - '0');
    }
    s->p += count;
    s->n -= count;
    *out = value;
    return true;
}

static bool cut_char(struct text_span *s, const char *any)
{
    if (s->n == 0 || s->p[0] == '\0' || !strchr(any, s->p[0])) {
        return false;
    }
    s->p++;
    s->n--;
    return true;
}

static bool cut_zone(struct text_span *s, struct formats_moment *m)
{
    while (cut_char(s, " ")) {
    }
    if (cut_char(s, "Zz")) {
        m->timed = true;
        return true;
    }
    int sign = s->n && s->p[0] == '-' ? -1 : 1, hours = 0, minutes = 0;
    if (s->n == 0 || !cut_char(s, "+-")) {
        return s->n == 0; /* no zone: the time is dropped */
    }
    if (!cut_digits(s, 2, &hours)) {
        return false;
    }
    cut_char(s, ":");
    if (s->n && !cut_digits(s, 2, &minutes)) {
        return false;
    }
    m->zone = sign * (hours * 60 + minutes);
    m->timed = true;
    return minutes < 60;
}

static bool cut_time(struct text_span *s, struct formats_moment *m)
{
    if (!cut_digits(s, 2, &m->hour)) {
        return false;
    }
    bool colon = cut_char(s, ":");
    if (!cut_digits(s, 2, &m->minute)) {
        return false;
    }
    bool seconds = colon ? cut_char(s, ":") : s->n && s->p[0] >= '0' && s->p[0] <= '9';
    if (seconds && !cut_digits(s, 2, &m->second)) {
        return false;
    }
    if (cut_char(s, ".,")) {
        int digit;
        while (cut_digits(s, 1, &digit)) {
        }
    }
    return cut_zone(s, m);
}

bool formats_date_parse(struct text_span s, struct formats_moment *out)
{
    struct formats_moment m = {0};
    s = text_span_trim(s);
    if (!cut_digits(&s, 4, &m.year)) {
        return false;
    }
    bool dash = cut_char(&s, "-");
    if (!cut_digits(&s, 2, &m.month) || (dash && !cut_char(&s, "-")) || !cut_digits(&s, 2, &m.day)) {
        return false;
    }
    if (s.n && (!cut_char(&s, "Tt ") || !cut_time(&s, &m))) {
        return false;
    }
    if (s.n || !formats_moment_valid(&m)) {
        return false;
    }
    *out = m;
    return true;
}

/* The last two digits of a value that is not negative. (Two dates a unit: printf would take longer than the rest.) */
static char *put_two(char *to, int value)
{
    *to++ = (char)('0' + value / 10 % 10);
    *to++ = (char)('0' + value % 10);
    return to;
}

static char *put_part(char *to, char mark, int value)
{
    *to++ = mark;
    return put_two(to, value);
}

void formats_date_print(const struct formats_moment *m, char out[FORMATS_DATE_SIZE])
{
    char *to = put_two(put_two(out, m->year / 100), m->year);
    to = put_part(to, '-', m->month);
    to = put_part(to, '-', m->day);
    if (m->timed) {
        int zone = m->zone < 0 ? -m->zone : m->zone;
        to = put_part(to, 'T', m->hour);
        to = put_part(to, ':', m->minute);
        to = put_part(to, ':', m->second);
        if (zone == 0) {
            *to++ = 'Z';
        } else {
            to = put_part(to, m->zone < 0 ? '-' : '+', zone / 60);
            to = put_part(to, ':', zone % 60);
        }
    }
    *to = '\0';
}

void formats_date_to_utc(struct formats_moment *m)
{
    if (!m->timed) {
        return;
    }
    int minutes = m->hour * 60 + m->minute - m->zone; /* a zone is less than a day: at most one day off */
    m->zone = 0;
    if (minutes < 0) {
        minutes += 24 * 60;
        if (--m->day < 1) {
            m->month = m->month == 1 ? 12 : m->month - 1;
            m->year -= m->month == 12;
            m->day = days_in(m->year, m->month);
        }
    } else if (minutes >= 24 * 60) {
        minutes -= 24 * 60;
        if (++m->day > days_in(m->year, m->month)) {
            m->day = 1;
            m->month = m->month == 12 ? 1 : m->month + 1;
            m->year += m->month == 1;
        }
    }
    m->hour = minutes / 60;
    m->minute = minutes % 60;
}

void formats_date_print_tmx(const struct formats_moment *m, char out[FORMATS_DATE_SIZE])
{
    struct formats_moment utc = *m;
    formats_date_to_utc(&utc);
    char *to = put_two(put_two(out, utc.year / 100), utc.year);
    to = put_two(put_two(to, utc.month), utc.day);
    to = put_part(to, 'T', utc.hour);
    to = put_two(put_two(to, utc.minute), utc.second);
    *to++ = 'Z';
    *to = '\0';
}
