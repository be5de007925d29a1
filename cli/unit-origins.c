/* Earlier origins of a unit, which travel in exchange files as numbered properties: the same pair was seen in several
 * articles. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/unit-private.h"

enum {
    PROPERTIES = 1000,                          /* of a unit, that a reader of ours takes */
    OWN = 20,                                   /* of those that a unit has of its own */
    EACH = CLI_ORIGIN_TEXTS + 1 + 4,            /* that an origin may have */
    NAME = sizeof "x-context-post-hash-" + 12
};

/* "TYPE-NUMBER", in the arena. */
static struct text_span numbered(struct cli_exchange *x, const char *type, size_t number)
{
    char name[NAME];
    int n = snprintf(name, sizeof name, "%s-%zu", type, number);
    return text_arena_copy(x->names, (struct text_span){name, (size_t)n});
}

static bool put_text(struct cli_exchange *x, const char *type, size_t number, struct text_span value)
{
    const struct formats_property p = {.type = numbered(x, type, number), .value = value};
    return p.type.p && cli_exchange_add(x, &p);
}

static bool put_around(struct cli_exchange *x, const struct tm_origin *o, size_t number)
{
    bool good = true;
    for (size_t i = 0; i < 4 && good; i++) {
        size_t begin = x->values.n;
        if (o->around[i].known) {
            struct text_span type = numbered(x, cli_neighbour_types[i].hash, number);
            text_buffer_add_format(&x->values, "%0*llx", CLI_HASH_DIGITS, (unsigned long long)o->around[i].hash);
            good = type.p && cli_exchange_make(x, cli_neighbour_types[i].side, type, begin);
        }
    }
    return good;
}

static bool put(struct cli_exchange *x, const struct tm_origin *origin, size_t number, bool context)
{
    struct tm_origin o = *origin;
    bool good = true;
    for (size_t i = 0; i < CLI_ORIGIN_TEXTS && good; i++) {
        struct text_span value = *cli_origin_text(&o, i);
        good = value.n == 0 || put_text(x, cli_origin_type(i), number, value);
    }
    if (good && o.confidence >= 0) {
        size_t begin = x->values.n;
        struct text_span type = numbered(x, "x-confidence", number);
        text_buffer_add_format(&x->values, "%.3f", o.confidence);
        good = type.p && cli_exchange_make(x, FORMATS_WHOLE, type, begin);
    }
    return good && (!context || put_around(x, &o, number));
}

bool cli_earlier_put(struct cli_exchange *x, const struct tm_unit *u, bool context)
{
    size_t used = u->property_count + OWN, room = used < PROPERTIES ? (PROPERTIES - used) / EACH : 0;
    size_t n = u->earlier_count < room ? u->earlier_count : room;
    if (n == 0) {
        return true;
    }
    if (!x->names && !(x->names = text_arena_new())) {
        return false;
    }
    text_arena_reset(x->names);
    bool good = true;
    for (size_t i = 0; i < n && good; i++) {
        good = put(x, &u->earlier[u->earlier_count - n + i], i + 1, context);
    }
    return good;
}

void cli_earlier_begin(struct cli_stored *s)
{
    s->numbered = 0;
}

/* "TYPE-NUMBER": the number, and what stands before it; 0 when there is none from 1 to CLI_EARLIER_MOST. */
static size_t number_of(struct text_span type, struct text_span *rest)
{
    size_t digits = 0, number = 0;
    while (digits < type.n && digits < 3 && isdigit((unsigned char)type.p[type.n - 1 - digits])) {
        digits++;
    }
    if (digits == 0 || digits == type.n || type.p[type.n - 1 - digits] != '-' || type.p[type.n - digits] == '0') {
        return 0;
    }
    for (size_t i = type.n - digits; i < type.n; i++) {
        number = number * 10 + (size_t)(type.p[i] - '0');
    }
    *rest = (struct text_span){type.p, type.n - digits - 1};
    return number <= CLI_EARLIER_MOST ? number : 0;
}

static bool take_text(struct tm_origin *o, struct text_span type, struct text_span value)
{
    for (size_t i = 0; i < CLI_ORIGIN_TEXTS; i++) {
        if (text_span_equal(type, text_span_of(cli_origin_type(i)))) {
            *cli_origin_text(o, i) = value;
            return true;
        }
    }
    if (text_span_equal(type, TEXT_LITERAL("x-confidence"))) {
        o->confidence = cli_confidence_read(value);
        return true;
    }
    return false;
}

/* An origin begins with its kind, as it was written. */
bool cli_earlier_take(struct cli_stored *s, const struct formats_property *p)
{
    struct text_span type;
    size_t number = p->note || !text_span_starts(p->type, TEXT_LITERAL("x-")) ? 0 : number_of(p->type, &type);
    struct tm_origin *o = number ? &s->earlier[number - 1] : NULL;
    if (!o) {
        return false;
    }
    while (s->numbered < number) {
        s->earlier[s->numbered++] = (struct tm_origin){.confidence = -1};
    }
    if (p->side == FORMATS_WHOLE) {
        if (text_span_equal(type, TEXT_LITERAL("x-origin"))) {
            *o = (struct tm_origin){.confidence = -1};
        }
        return (o->kind.n || text_span_equal(type, TEXT_LITERAL("x-origin"))) && take_text(o, type, p->value);
    }
    for (size_t i = 0; i < 4 && o->kind.n; i++) {
        const struct cli_neighbour_type *n = &cli_neighbour_types[i];
        if (p->side == n->side && text_span_equal(type, text_span_of(n->hash))) {
            return cli_neighbour_read(p->value, &o->around[i]);
        }
    }
    return false;
}

void cli_earlier_end(struct cli_stored *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->numbered; i++) {
        if (s->earlier[i].kind.n) {
            s->earlier[n++] = s->earlier[i];
        }
    }
    s->unit.earlier = s->earlier;
    s->unit.earlier_count = n;
}

enum text_status cli_unit_add(struct tm_memory *m, const struct tm_unit *u, enum tm_added *out, struct text_error *err)
{
    struct tm_unit one = *u;
    enum tm_added sum = TM_KNOWN, added;
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i <= u->earlier_count && status == TEXT_OK; i++) {
        one.origin = i < u->earlier_count ? u->earlier[i] : u->origin;
        status = tm_add(m, &one, &added, err);
        if (status == TEXT_OK && sum != TM_NEW && added != TM_KNOWN) {
            sum = added;
        }
    }
    if (status == TEXT_OK) {
        *out = sum;
    }
    return status;
}
