/* Values that say less than others: see substitute-private.h. A complete date implies its weekday, in the Gregorian
 * calendar. */
#include "tm/match/substitute-private.h"

enum { DAY = 24 * 3600 };

static bool is_complete(const struct text_value *v)
{
    return v->year && v->month && v->day;
}

/* After Sakamoto's rule; Monday is 1. */
static int weekday_of(const struct text_value *v)
{
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = v->year - (v->month < 3);
    int day = (year + year / 4 - year / 100 + year / 400 + shift[v->month - 1] + v->day) % 7;
    return day ? day : 7;
}

/* With the weekday that follows from the date. */
static struct text_value known(const struct text_value *v)
{
    struct text_value k = *v;
    if (k.kind == TEXT_VALUE_DATE && is_complete(&k)) {
        k.weekday = (uint8_t)weekday_of(&k);
    }
    return k;
}

unsigned tm_value_says(const struct text_value *v)
{
    if (v->kind != TEXT_VALUE_DATE) {
        return 1;
    }
    return (v->year ? TM_SAYS_YEAR : 0u) | (v->month ? TM_SAYS_MONTH : 0u) | (v->day ? TM_SAYS_DAY : 0u) |
           (v->weekday ? TM_SAYS_WEEKDAY : 0u);
}

bool tm_value_contradicts(const struct text_value *v)
{
    return v->kind == TEXT_VALUE_DATE && v->weekday && is_complete(v) && v->weekday != weekday_of(v);
}

bool tm_value_same(const struct text_value *a, const struct text_value *b)
{
    return text_value_equal(a, b) &&
           (a->kind != TEXT_VALUE_DATE || !a->weekday || !b->weekday || a->weekday == b->weekday);
}

static int moved(const struct text_value *time, int zone)
{
    return time->seconds + (zone - time->zone) * 60;
}

bool tm_value_follows(const struct text_value *more, const struct text_value *less)
{
    if (more->kind != less->kind) {
        return false;
    }
    if (text_value_equal(more, less)) {
        return true;
    }
    if (more->kind == TEXT_VALUE_DATE) {
        struct text_value k = known(more);
        return (!less->year || less->year == k.year) && (!less->month || less->month == k.month) &&
               (!less->day || less->day == k.day) && (!less->weekday || less->weekday == k.weekday);
    }
    if (more->kind == TEXT_VALUE_TIME && more->zone != TEXT_ZONE_NONE) {
        int seconds = less->zone == TEXT_ZONE_NONE ? more->seconds : moved(more, less->zone);
        return (seconds + DAY) % DAY == less->seconds;
    }
    return false;
}

static bool turn_date(const struct text_value *old, const struct text_value *now, const struct text_value *form,
                      struct text_value *out)
{
    struct text_value k = known(now);
    unsigned says = tm_value_says(form);
    /* A year that is left out is the one everybody knows; another one is not. */
    if ((says & TM_SAYS_MONTH) && !(says & TM_SAYS_YEAR) && old->year != now->year) {
        return false;
    }
    k.year = says & TM_SAYS_YEAR ? k.year : 0;
    k.month = says & TM_SAYS_MONTH ? k.month : 0;
    k.day = says & TM_SAYS_DAY ? k.day : 0;
    k.weekday = says & TM_SAYS_WEEKDAY ? k.weekday : 0;
    *out = k;
    return tm_value_says(&k) == says;
}

/* How many midnights are between a time and the same at another zone. */
static int midnights(const struct text_value *time, int zone)
{
    return (moved(time, zone) + DAY) / DAY;
}

bool tm_value_turn(const struct text_value *old, const struct text_value *now, const struct text_value *form,
                   struct text_value *out)
{
    *out = *now;
    if (text_value_equal(old, form)) {
        return true; /* whether it can be written in that form is seen when it is */
    }
    if (form->kind == TEXT_VALUE_DATE) {
        return turn_date(old, now, form, out);
    }
    /* A time, since all else follows from what is equal alone. The day that it is on stays the same. */
    if (now->zone != old->zone) {
        return false;
    }
    out->zone = form->zone;
    if (form->zone != TEXT_ZONE_NONE) {
        out->seconds = (moved(now, form->zone) + DAY) % DAY;
    }
    return form->zone == TEXT_ZONE_NONE || midnights(now, form->zone) == midnights(old, form->zone);
}
