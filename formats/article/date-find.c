/* Dates in running text, in the forms of newspapers. Each form is tried at each word; the first that is a date that
 * exists is taken. A time counts only when a zone follows it: date-private.h says why. Cost: linear in the line. */
#include "formats/article/calendar-private.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static void drop(struct text_span *s, size_t n)
{
    s->p += n;
    s->n -= n;
}

static void skip(struct text_span *s, char c)
{
    while (s->n && s->p[0] == c) {
        drop(s, 1);
    }
}

/* A number of `least` to `most` digits with no digit behind. */
static bool take_number(struct text_span *s, size_t least, size_t most, int *out)
{
    size_t n = 0;
    int value = 0;
    while (n < s->n && n <= most && is_digit(s->p[n])) {
        value = value * 10 + (s->p[n++] - '0');
    }
    if (n < least || n > most) {
        return false;
    }
    drop(s, n);
    *out = value;
    return true;
}

static struct text_span take_word(struct text_span *s)
{
    struct text_span word = {s->p, 0};
    while (word.n < s->n && is_letter(s->p[word.n])) {
        word.n++;
    }
    drop(s, word.n);
    return word;
}

static bool take_month(const struct formats_calendar *c, struct text_span *s, int *out)
{
    struct text_span word = take_word(s);
    if (word.n < 3 || !formats_calendar_value(c, FORMATS_MONTH, word, out)) {
        return false;
    }
    if (s->n && s->p[0] == '.') {
        drop(s, 1); /* "Mar. 6" */
    }
    return true;
}

/* "7 Maret 2023", "7th March, 2023" */
static bool day_month_year(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    if (!take_number(s, 1, 2, &m->day)) {
        return false;
    }
    struct text_span ordinal = *s;
    if (take_word(&ordinal).n == 2) {
        *s = ordinal;
    }
    skip(s, ' ');
    if (!take_month(c, s, &m->month)) {
        return false;
    }
    skip(s, ',');
    skip(s, ' ');
    return take_number(s, 4, 4, &m->year);
}

/* "March 6, 2023", "Mar. 6th 2023" */
static bool month_day_year(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    if (!take_month(c, s, &m->month)) {
        return false;
    }
    skip(s, ' ');
    if (!take_number(s, 1, 2, &m->day)) {
        return false;
    }
    take_word(s);
    skip(s, ',');
    skip(s, ' ');
    return take_number(s, 4, 4, &m->year);
}

static bool take_same(struct text_span *s, char c)
{
    if (s->n == 0 || s->p[0] != c) {
        return false;
    }
    drop(s, 1);
    return true;
}

/* "6/3/2023", "06-03-2023", "6.3.2023": the day comes first */
static bool numbers(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    (void)c;
    if (!take_number(s, 1, 2, &m->day) || s->n == 0) {
        return false;
    }
    char divider = s->p[0];
    return (divider == '/' || divider == '-' || divider == '.') && take_same(s, divider) &&
           take_number(s, 1, 2, &m->month) && take_same(s, divider) && take_number(s, 4, 4, &m->year) &&
           !(s->n > 1 && s->p[0] == divider && is_digit(s->p[1])); /* a fourth number: a version or an address */
}

/* "3/25/2023": what can be no day before a month */
static bool american(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    if (!numbers(c, s, m)) {
        return false;
    }
    int month = m->day;
    m->day = m->month;
    m->month = month;
    return m->day > 12;
}

/* "2023-03-07", "2023/03/07" */
static bool year_first(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    (void)c;
    if (!take_number(s, 4, 4, &m->year) || s->n == 0) {
        return false;
    }
    char divider = s->p[0];
    return (divider == '/' || divider == '-') && take_same(s, divider) && take_number(s, 2, 2, &m->month) &&
           take_same(s, divider) && take_number(s, 2, 2, &m->day);
}

/* "a.m." is a word with full stops inside. */
static struct text_span take_dotted_word(struct text_span *s)
{
    struct text_span word = {s->p, 0};
    while (word.n < s->n && (is_letter(s->p[word.n]) || (word.n && s->p[word.n] == '.'))) {
        word.n++;
    }
    drop(s, word.n);
    return word;
}

/* "07:00", "0700", "7" */
static bool take_offset(struct text_span *s, int sign, int *zone)
{
    int hours, minutes = 0;
    struct text_span rest = *s;
    if (take_number(&rest, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else if (!take_number(&rest, 1, 2, &hours) || (take_same(&rest, ':') && !take_number(&rest, 2, 2, &minutes))) {
        return false;
    }
    *s = rest;
    *zone = sign * (hours * 60 + minutes);
    return minutes < 60;
}

/* Sunday is 0 (Sakamoto 1992). */
static int weekday(int year, int month, int day)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    year -= month < 3;
    return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
}

/* From the second Sunday of March to the first of November; the hour of the change does not matter to a page. */
static bool is_american_summer(const struct formats_moment *m)
{
    int begin = 8 + (7 - weekday(m->year, 3, 8)) % 7, end = 1 + (7 - weekday(m->year, 11, 1)) % 7;
    int day = m->month * 100 + m->day;
    return day >= 300 + begin && day < 1100 + end;
}

static bool take_zone(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    struct text_span rest = *s, word;
    int half;
    skip(&rest, ' ');
    word = take_dotted_word(&rest);
    if (word.n && formats_calendar_value(c, FORMATS_HALF, word, &half)) {
        if (m->hour < 1 || m->hour > 12) {
            return false;
        }
        m->hour = m->hour % 12 + half;
        skip(&rest, ' ');
    } else {
        rest = *s;
        skip(&rest, ' ');
    }
    if (rest.n && (rest.p[0] == '+' || rest.p[0] == '-')) {
        int sign = rest.p[0] == '-' ? -1 : 1;
        drop(&rest, 1);
        *s = rest;
        return take_offset(s, sign, &m->zone);
    }
    skip(&rest, '(');
    word = take_word(&rest);
    int summer;
    bool known = word.n && formats_calendar_value(c, FORMATS_ZONE, word, &m->zone);
    if (known && formats_calendar_value(c, FORMATS_SUMMER, word, &summer) && is_american_summer(m)) {
        m->zone = summer;
    }
    int sign = rest.n && rest.p[0] == '-' ? -1 : 1;
    if (known && m->zone == 0 && (take_same(&rest, '+') || take_same(&rest, '-'))) {
        take_offset(&rest, sign, &m->zone); /* "GMT+7" */
    }
    *s = rest;
    return known || (word.n == 1 && word.p[0] == 'Z');
}

/* The time behind a date: ", 01:05 WIB", " pukul 01.05 WIB", " at 6:05 p.m. GMT", "T18:05:00Z". */
static bool take_time(const struct formats_calendar *c, struct text_span *at, struct formats_moment *m)
{
    struct text_span s = *at;
    struct formats_moment timed = *m;
    if (!take_number(&s, 1, 2, &timed.hour) || s.n == 0 || (s.p[0] != ':' && s.p[0] != '.')) {
        return false;
    }
    char divider = s.p[0];
    drop(&s, 1);
    if (!take_number(&s, 2, 2, &timed.minute)) {
        return false;
    }
    struct text_span seconds = s;
    if (take_same(&seconds, divider) && take_number(&seconds, 2, 2, &timed.second)) {
        s = seconds;
    }
    timed.timed = true;
    if (!take_zone(c, &s, &timed) || !formats_moment_valid(&timed)) {
        return false;
    }
    *m = timed;
    *at = s;
    return true;
}

static void find_time(const struct formats_calendar *c, struct text_span s, struct formats_moment *m)
{
    enum { APART = 12 };
    for (size_t i = 0; i < APART && s.n && !is_digit(s.p[0]); i++) {
        drop(&s, 1);
    }
    take_time(c, &s, m);
}

/* The time before a date, with no other number between: "Updated 6:41 PM EDT, July 9, 2023". */
static void find_time_before(const struct formats_calendar *c, struct text_span line, size_t date,
                             struct formats_moment *m)
{
    enum { FAR = 40 };
    for (size_t i = date > FAR ? date - FAR : 0; i < date; i++) {
        struct text_span s = {line.p + i, date - i};
        if (!is_digit(s.p[0]) || (i && (is_digit(line.p[i - 1]) || is_letter(line.p[i - 1]) || line.p[i - 1] == ':')) ||
            !take_time(c, &s, m)) {
            continue;
        }
        for (size_t k = 0; k < s.n; k++) {
            m->timed = m->timed && !is_digit(s.p[k]);
        }
        return;
    }
}

bool formats_date_find(const struct formats_calendar *c, struct text_span line, struct formats_moment *out)
{
    static bool (*const forms[])(const struct formats_calendar *, struct text_span *, struct formats_moment *) = {
        year_first, numbers, american, day_month_year, month_day_year};
    for (size_t i = 0; i < line.n; i++) {
        char before = i ? line.p[i - 1] : ' ';
        bool number = is_digit(line.p[i]), letter = is_letter(line.p[i]);
        if ((!number && !letter) || is_digit(before) || is_letter(before)) {
            continue;
        }
        for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
            struct text_span rest = {line.p + i, line.n - i};
            struct formats_moment m = {0};
            if (forms[form](c, &rest, &m) && formats_moment_valid(&m)) {
                find_time(c, rest, &m);
                if (!m.timed) {
                    find_time_before(c, line, i, &m);
                }
                *out = m;
                return true;
            }
        }
    }
    return false;
}

bool formats_date_find_in_name(struct text_span name, struct formats_moment *out)
{
    enum { FIRST_YEAR = 1990, LAST_YEAR = 2099 };
    for (size_t i = 0; i < name.n; i++) {
        struct text_span rest = {name.p + i, name.n - i};
        struct formats_moment m = {0};
        int number;
        if (!is_digit(name.p[i]) || (i && is_digit(name.p[i - 1]))) {
            continue;
        }
        bool found = year_first(NULL, &rest, &m);
        if (!found && take_number(&rest, 8, 8, &number)) {
            m = (struct formats_moment){.year = number / 10000, .month = number / 100 % 100, .day = number % 100};
            found = m.year >= FIRST_YEAR && m.year <= LAST_YEAR;
        }
        if (found && formats_moment_valid(&m)) {
            *out = m;
            return true;
        }
    }
    return false;
}
