/* Dates in running text, in the forms of newspapers. Each form is tried at each word; the first that is a date that
 * exists is taken. A time counts only when a zone follows it: date-private.h says why. Cost: linear in the line. */
#include "formats/calendar-private.h"

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

static bool take_zone(const struct formats_calendar *c, struct text_span *s, struct formats_moment *m)
{
    struct text_span rest = *s, word;
    int half, hours, minutes = 0;
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
        if (!take_number(&rest, 2, 2, &hours) || (take_same(&rest, ':') && !take_number(&rest, 2, 2, &minutes))) {
            return false;
        }
        m->zone = sign * (hours * 60 + minutes);
        return true;
    }
    skip(&rest, '(');
    word = take_word(&rest);
    return (word.n == 1 && word.p[0] == 'Z') || (word.n && formats_calendar_value(c, FORMATS_ZONE, word, &m->zone));
}

/* The time behind a date: ", 01:05 WIB", " pukul 01.05 WIB", " at 6:05 p.m. GMT", "T18:05:00Z". */
static void find_time(const struct formats_calendar *c, struct text_span s, struct formats_moment *m)
{
    enum { APART = 12 };
    for (size_t i = 0; i < APART && s.n && !is_digit(s.p[0]); i++) {
        drop(&s, 1);
    }
    struct formats_moment timed = *m;
    if (!take_number(&s, 1, 2, &timed.hour) || s.n == 0 || (s.p[0] != ':' && s.p[0] != '.')) {
        return;
    }
    char divider = s.p[0];
    drop(&s, 1);
    if (!take_number(&s, 2, 2, &timed.minute)) {
        return;
    }
    struct text_span seconds = s;
    if (take_same(&seconds, divider) && take_number(&seconds, 2, 2, &timed.second)) {
        s = seconds;
    }
    timed.timed = true;
    if (take_zone(c, &s, &timed) && formats_moment_valid(&timed)) {
        *m = timed;
    }
}

bool formats_date_find(const struct formats_calendar *c, struct text_span line, struct formats_moment *out)
{
    static bool (*const forms[])(const struct formats_calendar *, struct text_span *,
                                 struct formats_moment *) = {year_first, numbers, day_month_year, month_day_year};
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
                *out = m;
                return true;
            }
        }
    }
    return false;
}
