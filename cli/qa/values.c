/* Numbers, dates and times of both texts, compared by value.
 *
 * What must be in the other text, too: numbers in digits, in any form that has the value (as a word, with a magnitude,
 * as a part of a date or time). What is told: a number without a counterpart when the other text has one without, too
 * (they differ), or when it is too large or too exact to be said in other words. Numbers in words, ordinals and Roman
 * numerals are counterparts and need none. A year alone may become "last year", and what stands in brackets may have
 * been added, such as the distance in miles: they are told where they differ only. A date is told when the other text
 * has one that contradicts it; which parts of it are said is the translator's choice. Times are the same when their
 * instants are, or, where a zone is not said, when they differ by hours only, of which a zone or half of the day may be
 * the reason.
 *
 * A number may be read in several ways: 2 in "2 - 4 triliun" as two trillion, 6m as six metres, 53 in "1950-53" as a
 * year, 500 000 as one number, and one of the source as its translator reads it, where that is a whole number in groups
 * ("45,000" in an Indonesian text). One way in which both texts say the same is enough.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/qa/qa-private.h"

enum { DAY = 24 * 3600, SMALL = 12 }; /* numbers that are often said in other words: both, a dozen, weekly */

enum { READINGS = 4 };

struct item {
    const struct text_placeable *p;
    double readings[READINGS]; /* of a number */
    size_t count;
    bool paired;
    bool inside; /* stands in round brackets */
    bool part;   /* of the number before it */
};

struct items {
    struct item *at;
    size_t count;
};

static bool is_number(enum text_value_kind kind)
{
    return kind <= TEXT_VALUE_ROMAN || kind == TEXT_VALUE_CODE;
}

static bool has_digits(struct text_span s)
{
    bool found = false;
    for (size_t i = 0; i < s.n && !found; i++) {
        found = s.p[i] >= '0' && s.p[i] <= '9';
    }
    return found;
}

/* Digits as a number where there is nothing else between them; -1 otherwise. */
static double plain_digits(struct text_span s)
{
    double value = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 15) {
            return -1;
        }
        value = value * 10 + (s.p[i] - '0');
    }
    return s.n ? value : -1;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fabs(a);
}

/* Whether a date or a time says the number. */
static bool says(const struct text_value *v, double number)
{
    if (v->kind == TEXT_VALUE_DATE) {
        return is_near(number, v->year) || is_near(number, v->month) || is_near(number, v->day) ||
               (v->year && is_near(number, v->year % 100));
    }
    int hour = v->seconds / 3600, minute = v->seconds / 60 % 60;
    return v->kind == TEXT_VALUE_TIME &&
           (is_near(number, hour) || is_near(number, minute) || is_near(number, hour * 100 + minute));
}

static bool is_year(double v)
{
    enum { FIRST = 1800, LAST = 2100 };
    return v >= FIRST && v <= LAST && v == floor(v);
}

/* 2013 and 13 of "2008-13". */
static bool is_short_year(double year, double number)
{
    return is_year(year) && number < 100 && is_near(fmod(year, 100), number);
}

static bool is_same_number(const struct item *a, const struct item *b)
{
    const struct text_value *x = &a->p->value, *y = &b->p->value;
    if (x->kind == TEXT_VALUE_CODE && y->kind == TEXT_VALUE_CODE && text_span_equal(x->text, y->text)) {
        return true;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!is_number(y->kind) && says(y, a->readings[i])) {
            return true;
        }
        for (size_t k = 0; k < b->count; k++) {
            double v = a->readings[i], w = b->readings[k];
            if (is_near(v, w) || is_short_year(v, w) || is_short_year(w, v)) {
                return true;
            }
        }
    }
    return false;
}

static int moved(const struct text_value *v)
{
    return (v->seconds - v->zone * 60 + DAY) % DAY;
}

static bool is_same_time(const struct text_value *a, const struct text_value *b)
{
    if (a->zone != TEXT_ZONE_NONE && b->zone != TEXT_ZONE_NONE) {
        return moved(a) == moved(b) || a->seconds == b->seconds;
    }
    return (a->seconds - b->seconds) % 3600 == 0;
}

enum relation { UNRELATED, SAME, CONTRADICTS };

static enum relation compare_dates(const struct text_value *a, const struct text_value *b)
{
    const int parts[][2] = {{a->year, b->year}, {a->month, b->month}, {a->day, b->day}, {a->weekday, b->weekday}};
    bool same = false, contradicts = false;
    for (size_t i = 0; i < 4; i++) {
        bool both = parts[i][0] && parts[i][1];
        same = same || (both && parts[i][0] == parts[i][1]);
        contradicts = contradicts || (both && parts[i][0] != parts[i][1]);
    }
    return contradicts ? CONTRADICTS : same ? SAME : UNRELATED;
}

static enum relation compare(const struct item *a, const struct item *b)
{
    const struct text_value *x = &a->p->value, *y = &b->p->value;
    if (is_number(x->kind) || is_number(y->kind)) {
        return is_same_number(is_number(x->kind) ? a : b, is_number(x->kind) ? b : a) ? SAME : UNRELATED;
    }
    if (x->kind != y->kind) {
        return UNRELATED;
    }
    return x->kind == TEXT_VALUE_DATE ? compare_dates(x, y) : is_same_time(x, y) ? SAME : CONTRADICTS;
}

/* Whether the digits stand in the other text as they are, in a word or an address, say: "B52", "2010-an". */
static bool stands_in(struct text_span digits, struct text_span text)
{
    if (plain_digits(digits) < 0) {
        return false;
    }
    for (size_t i = 0; i + digits.n <= text.n; i++) {
        bool left = i == 0 || text.p[i - 1] < '0' || text.p[i - 1] > '9';
        size_t end = i + digits.n;
        bool right = end == text.n || text.p[end] < '0' || text.p[end] > '9';
        if (left && right && memcmp(text.p + i, digits.p, digits.n) == 0) {
            return true;
        }
    }
    return false;
}

/* Digits with what stands between them, without a currency or magnitude. */
static struct text_span digits_of(struct text_span s)
{
    while (s.n && (s.p[0] < '0' || s.p[0] > '9')) {
        s.p++;
        s.n--;
    }
    while (s.n && (s.p[s.n - 1] < '0' || s.p[s.n - 1] > '9')) {
        s.n--;
    }
    return s;
}

/* Three digits behind a blank go on with a number of up to three. */
static bool goes_on(const struct text_placeable *p, const struct text_placeable *next)
{
    return next->text.n == 3 && plain_digits(next->text) >= 0 && p->text.n <= 3 && plain_digits(p->text) >= 1 &&
           p->text.p + p->text.n + 1 == next->text.p && next->text.p[-1] == ' ';
}

/* All ways in which number i of a text may be meant; `other` is the language of the target where it is the source. */
static void read_number(const struct text_placeables *all, size_t i, const struct text_language *other,
                        struct item *out)
{
    enum { CLOSE = 8, GROUPED = 1000 }; /* bytes between the two numbers of a range; the least number with groups */
    const struct text_placeable *p = &all->at[i], *next = i + 1 < all->count ? p + 1 : NULL;
    struct text_span digits = digits_of(p->text);
    const char *end = p->text.p + p->text.n, *behind = digits.p + digits.n;
    double v = p->value.kind == TEXT_VALUE_CODE ? plain_digits(p->value.text) : fabs(p->value.number), read;
    if (v >= 0) {
        out->readings[out->count++] = v;
    }
    if (v >= 0 && p->value.magnitude && digits.n && behind < end && *behind != ' ') {
        out->readings[out->count++] = v / pow(10, p->value.magnitude); /* 6m */
    } else if (v >= 0 && !p->value.magnitude && next && next->value.magnitude && next->text.p - end <= CLOSE) {
        out->readings[out->count++] = v * pow(10, next->value.magnitude);
    }
    if (next && goes_on(p, next)) {
        out->readings[out->count++] = v * GROUPED + plain_digits(next->text);
    }
    if (other && digits.n && text_number_value(other, digits, &read) && read >= GROUPED && read == floor(read)) {
        out->readings[out->count++] = read;
    }
}

static bool gather(struct cli_qa *q, int side, struct items *out)
{
    const struct text_placeables *all = &q->at[side].values;
    const char *p = q->at[side].text.p;
    int depth = 0;
    *out = (struct items){text_arena_alloc(q->arena, all->count + 1, sizeof *out->at), 0};
    for (size_t i = 0; out->at && i < all->count; i++) {
        enum text_value_kind kind = all->at[i].value.kind;
        for (; p < all->at[i].text.p; p++) {
            depth += *p == '(' ? 1 : *p == ')' && depth ? -1 : 0;
        }
        if (is_number(kind) || kind == TEXT_VALUE_DATE || kind == TEXT_VALUE_TIME) {
            struct item *item = &out->at[out->count++];
            *item = (struct item){.p = &all->at[i], .inside = depth > 0};
            item->part = i > 0 && goes_on(&all->at[i - 1], item->p);
            if (is_number(kind)) {
                read_number(all, i, side ? NULL : q->at[1].language, item);
            }
        }
    }
    return out->at;
}

/* What says the same is paired, however often either text says it. */
static void pair(struct items *a, const struct items *b, struct text_span other)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct text_placeable *p = a->at[i].p;
        a->at[i].paired = a->at[i].part || (is_number(p->value.kind) && stands_in(digits_of(p->text), other));
        for (size_t k = 0; k < b->count && !a->at[i].paired; k++) {
            a->at[i].paired = compare(&a->at[i], &b->at[k]) == SAME;
        }
    }
}

/* Whether it must have a counterpart. */
static bool is_exact(const struct text_placeable *p)
{
    return has_digits(p->text) && (p->value.kind == TEXT_VALUE_NUMBER || p->value.kind == TEXT_VALUE_PERCENT ||
                                   p->value.kind == TEXT_VALUE_MONEY);
}

/* Whether it must not be left out. */
static bool is_needed(const struct item *i)
{
    const struct text_value *v = &i->p->value;
    bool year = v->kind == TEXT_VALUE_NUMBER && is_year(v->number) && !v->grouped;
    bool halves = v->number * 2 == floor(v->number * 2); /* one and a half */
    return is_exact(i->p) && !i->inside && !year && (v->number > SMALL || !halves);
}

/* One that is told together with `p`: a year with a year only. */
static const struct text_placeable *differing(const struct items *t, const struct text_placeable *p, bool *taken)
{
    bool year = is_year(p->value.number);
    for (size_t i = 0; i < t->count; i++) {
        const struct text_placeable *o = t->at[i].p;
        if (!taken[i] && !t->at[i].paired && is_exact(o) && is_year(o->value.number) == year) {
            taken[i] = true;
            return o;
        }
    }
    return NULL;
}

static enum text_status look_numbers(struct cli_qa *q, struct items sides[2], struct text_error *err)
{
    bool *taken = text_arena_alloc(q->arena, sides[1].count + 1, sizeof *taken);
    if (!taken) {
        return text_fail_memory(err, "the numbers of a text");
    }
    for (size_t i = 0; i < sides[0].count; i++) {
        const struct text_placeable *p = sides[0].at[i].p, *other;
        if (sides[0].at[i].paired || !is_exact(p)) {
            continue;
        }
        if ((other = differing(&sides[1], p, taken)) != NULL) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" in the source, \"%.*s\" in the target",
                                   TEXT_PRINT(p->text), TEXT_PRINT(other->text));
        } else if (is_needed(&sides[0].at[i])) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" is missing in the target", TEXT_PRINT(p->text));
        } else {
            continue;
        }
        cli_qa_tell(q, CLI_QA_NUMBER);
    }
    for (size_t i = 0; i < sides[1].count; i++) {
        if (!taken[i] && !sides[1].at[i].paired && is_needed(&sides[1].at[i])) {
            text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" is not in the source",
                                   TEXT_PRINT(sides[1].at[i].p->text));
            cli_qa_tell(q, CLI_QA_NUMBER);
        }
    }
    return TEXT_OK;
}

static void look_dates(struct cli_qa *q, struct items sides[2])
{
    for (size_t i = 0; i < sides[0].count; i++) {
        const struct item *a = &sides[0].at[i];
        for (size_t k = 0; k < sides[1].count && !a->paired; k++) {
            struct item *b = &sides[1].at[k];
            if (!b->paired && !is_number(a->p->value.kind) &&
                compare(a, b) == CONTRADICTS) {
                text_buffer_add_format(cli_qa_reason(q), "\"%.*s\" in the source, \"%.*s\" in the target",
                                       TEXT_PRINT(a->p->text), TEXT_PRINT(b->p->text));
                cli_qa_tell(q, CLI_QA_DATE);
                b->paired = true;
                break;
            }
        }
    }
}

enum text_status cli_qa_look_values(struct cli_qa *q, struct text_error *err)
{
    struct items sides[2];
    if (!cli_qa_wants(q, CLI_QA_NUMBER) && !cli_qa_wants(q, CLI_QA_DATE)) {
        return TEXT_OK;
    }
    if (!gather(q, 0, &sides[0]) || !gather(q, 1, &sides[1])) {
        return text_fail_memory(err, "the numbers of a text");
    }
    pair(&sides[0], &sides[1], q->at[1].text);
    pair(&sides[1], &sides[0], q->at[0].text);
    enum text_status status = cli_qa_wants(q, CLI_QA_NUMBER) ? look_numbers(q, sides, err) : TEXT_OK;
    if (status != TEXT_OK) {
        return status;
    }
    if (cli_qa_wants(q, CLI_QA_DATE)) {
        look_dates(q, sides);
    }
    return TEXT_OK;
}
