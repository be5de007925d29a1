/* See item-private.h. */
#include "cli/qa/item-private.h"

#include <math.h>
#include <string.h>

enum { DAY = 24 * 3600 };

bool cli_qa_is_number(enum text_value_kind kind)
{
    return kind <= TEXT_VALUE_ROMAN || kind == TEXT_VALUE_CODE;
}

bool cli_qa_has_digits(struct text_span s)
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

/* 13.05 of "13:05"; -1 for what is none. */
static double clock_digits(struct text_span s)
{
    struct text_span hour, rest = s;
    text_span_cut(&rest, ':', &hour);
    double h = plain_digits(hour), m = rest.n == 2 ? plain_digits(rest) : -1;
    return h >= 0 && m >= 0 ? h + m / 100 : -1;
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
           (is_near(number, hour) || is_near(number, minute) || is_near(number, hour * 100 + minute) ||
            is_near(number, hour + minute / 100.0));
}

bool cli_qa_is_year(double v)
{
    enum { FIRST = 1800, LAST = 2100 };
    return v >= FIRST && v <= LAST && v == floor(v);
}

/* 2013 and 13 of "2008-13". */
static bool is_short_year(double year, double number)
{
    return cli_qa_is_year(year) && number < 100 && is_near(fmod(year, 100), number);
}

/* The same amount in another measure, rounded: 9 kilograms and 20 pounds. */
static bool is_converted(const struct cli_qa_item *a, double v, const struct cli_qa_item *b, double w)
{
    static const double ROUNDING = 0.08;
    if (!a->measured || !b->measured || a->measure.kind != b->measure.kind || a->measure.factor == b->measure.factor) {
        return false;
    }
    double x = v * a->measure.factor, y = w * b->measure.factor;
    return fabs(x - y) <= ROUNDING * fmax(x, y);
}

static bool is_same_number(const struct cli_qa_item *a, const struct cli_qa_item *b)
{
    const struct text_value *x = &a->p->value, *y = &b->p->value;
    if (x->kind == TEXT_VALUE_CODE && y->kind == TEXT_VALUE_CODE && text_span_equal(x->text, y->text)) {
        return true;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (!cli_qa_is_number(y->kind) && says(y, a->readings[i])) {
            return true;
        }
        for (size_t k = 0; k < b->count; k++) {
            double v = a->readings[i], w = b->readings[k];
            if (is_near(v, w) || is_short_year(v, w) || is_short_year(w, v) || is_converted(a, v, b, w)) {
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

static enum cli_qa_relation compare_dates(const struct text_value *a, const struct text_value *b)
{
    const int parts[][2] = {{a->year, b->year}, {a->month, b->month}, {a->day, b->day}, {a->weekday, b->weekday}};
    bool same = false, contradicts = false;
    for (size_t i = 0; i < 4; i++) {
        bool both = parts[i][0] && parts[i][1];
        same = same || (both && parts[i][0] == parts[i][1]);
        contradicts = contradicts || (both && parts[i][0] != parts[i][1]);
    }
    return contradicts ? CLI_QA_CONTRADICTS : same ? CLI_QA_SAME : CLI_QA_UNRELATED;
}

enum cli_qa_relation cli_qa_items_compare(const struct cli_qa_item *a, const struct cli_qa_item *b)
{
    const struct text_value *x = &a->p->value, *y = &b->p->value;
    if (cli_qa_is_number(x->kind) || cli_qa_is_number(y->kind)) {
        bool turned = !cli_qa_is_number(x->kind);
        return is_same_number(turned ? b : a, turned ? a : b) ? CLI_QA_SAME : CLI_QA_UNRELATED;
    }
    if (x->kind != y->kind) {
        return CLI_QA_UNRELATED;
    }
    return x->kind == TEXT_VALUE_DATE ? compare_dates(x, y) : is_same_time(x, y) ? CLI_QA_SAME : CLI_QA_CONTRADICTS;
}

/* Whether the text has these digits, with no other ones beside them. */
static bool has_run(struct text_span digits, struct text_span text)
{
    for (size_t i = 0; digits.n && i + digits.n <= text.n; i++) {
        bool left = i == 0 || text.p[i - 1] < '0' || text.p[i - 1] > '9';
        size_t end = i + digits.n;
        bool right = end == text.n || text.p[end] < '0' || text.p[end] > '9';
        if (left && right && memcmp(text.p + i, digits.p, digits.n) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the digits stand in the other text as they are, in a word or an address, say: "B52", "2010-an". */
static bool stands_in(struct text_span digits, struct text_span text)
{
    return plain_digits(digits) >= 0 && has_run(digits, text);
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
                        struct cli_qa_item *out)
{
    enum { CLOSE = 8, GROUPED = 1000 }; /* bytes between the two numbers of a range; the least number with groups */
    const struct text_placeable *p = &all->at[i], *next = i + 1 < all->count ? p + 1 : NULL;
    struct text_span digits = digits_of(p->text);
    const char *end = p->text.p + p->text.n, *behind = digits.p + digits.n;
    double v = p->value.kind == TEXT_VALUE_CODE ? plain_digits(p->value.text) : fabs(p->value.number), read;
    v = v < 0 ? clock_digits(p->value.text) : v;
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

/* What a number is measured in: the word behind its digits, or behind its words. */
static bool find_measure(const struct cli_qa_text *t, struct cli_qa_item *item)
{
    struct text_span digits = digits_of(item->p->text);
    const char *end = t->text.p + t->text.n;
    const char *behind = digits.n ? digits.p + digits.n : item->p->text.p + item->p->text.n;
    return text_measure_at(t->language, (struct text_span){behind, (size_t)(end - behind)}, &item->measure);
}

bool cli_qa_items_gather(struct cli_qa *q, int side, struct cli_qa_items *out)
{
    const struct text_placeables *all = &q->at[side].values;
    const char *p = q->at[side].text.p;
    int depth = 0;
    *out = (struct cli_qa_items){text_arena_alloc(q->arena, all->count + 1, sizeof *out->at), 0};
    for (size_t i = 0; out->at && i < all->count; i++) {
        enum text_value_kind kind = all->at[i].value.kind;
        for (; p < all->at[i].text.p; p++) {
            depth += *p == '(' ? 1 : *p == ')' && depth ? -1 : 0;
        }
        if (cli_qa_is_number(kind) || kind == TEXT_VALUE_DATE || kind == TEXT_VALUE_TIME) {
            struct cli_qa_item *item = &out->at[out->count++];
            *item = (struct cli_qa_item){.p = &all->at[i], .inside = depth > 0};
            item->part = i > 0 && goes_on(&all->at[i - 1], item->p);
            if (cli_qa_is_number(kind)) {
                read_number(all, i, side ? NULL : q->at[1].language, item);
                item->measured = find_measure(&q->at[side], item);
            }
        }
    }
    return out->at;
}

/* Whether the other text has the number as its language writes it, but as a part of something else: "April 5,16". */
static bool is_written_in(struct cli_qa *q, const struct text_placeable *p, const struct cli_qa_text *other)
{
    struct text_buffer b = {0};
    struct text_value v = p->value;
    v.kind = TEXT_VALUE_NUMBER;
    v.magnitude = 0;
    bool written = p->value.kind != TEXT_VALUE_CODE && p->value.decimals && !p->value.magnitude &&
                   text_placeable_write(other->language, &v, (struct text_span){0}, &b);
    written = written && has_run(text_buffer_span(&b), other->text);
    q->reason.failed = q->reason.failed || b.failed;
    text_buffer_free(&b);
    return written;
}

/* What says the same is paired, however often either text says it. */
void cli_qa_items_pair(struct cli_qa *q, struct cli_qa_items *a, const struct cli_qa_items *b,
                       const struct cli_qa_text *other)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct text_placeable *p = a->at[i].p;
        bool number = cli_qa_is_number(p->value.kind);
        a->at[i].paired = a->at[i].part || (number && stands_in(digits_of(p->text), other->text));
        for (size_t k = 0; k < b->count && !a->at[i].paired; k++) {
            a->at[i].paired = cli_qa_items_compare(&a->at[i], &b->at[k]) == CLI_QA_SAME;
        }
        a->at[i].paired = a->at[i].paired || (number && is_written_in(q, p, other));
    }
}
