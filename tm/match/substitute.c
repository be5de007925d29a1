/* See substitute.h: which placeables differ, and the target written with those of the query. What belongs to what is
 * found by side.c and place.c. */
#include "tm/match/substitute-private.h"

#include <math.h>

const char *tm_suggestion_status_name(enum tm_suggestion_status status)
{
    static const char *const names[] = {"stored", "substituted", "uncertain"};
    return names[status];
}

const char *tm_doubt_name(enum tm_doubt doubt)
{
    static const char *const names[] = {"none",        "uneven",       "unaligned",     "no-place",
                                        "many-places", "not-writable", "contradiction", "inflection"};
    return names[doubt];
}

static enum text_status no_memory(struct text_error *err)
{
    return text_fail_memory(err, "a suggestion");
}

static void explain(const struct tm_objection *o, struct text_buffer *out)
{
    switch (o->doubt) {
    case TM_NO_DOUBT: break;
    case TM_UNEVEN:
        text_buffer_add_format(out, "\"%.*s\" has no counterpart in %.*s", TEXT_PRINT(o->about),
                               TEXT_PRINT(o->beside));
        break;
    case TM_UNALIGNED:
        text_buffer_add_format(out, "what \"%.*s\" takes the place of can be seen in several ways",
                               TEXT_PRINT(o->about));
        break;
    case TM_NO_PLACE:
        text_buffer_add_format(out, "nothing in the translation stands for \"%.*s\"", TEXT_PRINT(o->about));
        break;
    case TM_MANY_PLACES:
        text_buffer_add_format(out, "what in the translation stands for \"%.*s\" can be seen in several ways",
                               TEXT_PRINT(o->about));
        break;
    case TM_NOT_WRITABLE:
        text_buffer_add_format(out, "\"%.*s\" cannot be said exactly in the form of \"%.*s\"", TEXT_PRINT(o->about),
                               TEXT_PRINT(o->beside));
        break;
    case TM_CONTRADICTION:
        text_buffer_add_format(out, "the weekday of \"%.*s\" is not that of the date", TEXT_PRINT(o->about));
        break;
    case TM_INFLECTION:
        text_buffer_add_format(out, "the words beside \"%.*s\" may need another form with \"%.*s\"",
                               TEXT_PRINT(o->beside), TEXT_PRINT(o->about));
        break;
    }
}

static enum text_status doubt(const struct tm_objection *o, const struct text_pair *unit, struct text_arena *arena,
                              struct tm_suggestion *out, struct text_error *err)
{
    struct text_buffer b = {0};
    struct text_span reason;
    explain(o, &b);
    reason = b.failed ? (struct text_span){NULL, 0} : text_arena_copy(arena, text_buffer_span(&b));
    text_buffer_free(&b);
    if (!reason.p) {
        return no_memory(err);
    }
    *out = (struct tm_suggestion){TM_UNCERTAIN, unit->target, NULL, 0, o->doubt, reason};
    return TEXT_OK;
}

/* Nothing when both have placeables of the same kinds in the same order; else the first that is too many. Those that
 * are the same at the end are left aside. */
static struct tm_objection compare_kinds(const struct text_placeables *query, const struct text_placeables *source)
{
    size_t q = query->count, s = source->count, i = 0;
    bool even = q == s;
    for (size_t k = 0; k < q && even; k++) {
        even = query->at[k].value.kind == source->at[k].value.kind;
    }
    if (even) {
        return (struct tm_objection){0};
    }
    while (q > 0 && s > 0 && tm_value_same(&query->at[q - 1].value, &source->at[s - 1].value)) {
        q--;
        s--;
    }
    while (i < q && i < s && query->at[i].value.kind == source->at[i].value.kind) {
        i++;
    }
    if (i < q) {
        return (struct tm_objection){TM_UNEVEN, query->at[i].text, TEXT_LITERAL("the memory")};
    }
    return (struct tm_objection){TM_UNEVEN, source->at[i].text, TEXT_LITERAL("the query")};
}

static bool is_same(const struct text_placeables *query, const struct text_placeables *source)
{
    bool same = query->count == source->count;
    for (size_t i = 0; i < query->count && same; i++) {
        same = tm_value_same(&query->at[i].value, &source->at[i].value);
    }
    return same;
}

static bool is_one(const struct text_value *v)
{
    return fabs(fabs(v->number) - 1) < 1e-9;
}

/* A word right behind a number that turns from one to many, or back. */
static bool is_inflected(struct text_span target, const struct tm_place *place)
{
    const struct text_span at = place->stored->text;
    size_t behind = (size_t)(at.p + at.n - target.p);
    if (place->value.kind != TEXT_VALUE_NUMBER || is_one(&place->value) == is_one(&place->stored->value) ||
        behind + 1 >= target.n || target.p[behind] != ' ') {
        return false;
    }
    unsigned char c = (unsigned char)target.p[behind + 1];
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The suggestion as it is made. */
struct draft {
    const struct text_language *language;
    struct text_span target;
    struct tm_place *places;
    struct text_range *ranges; /* of the places in what is written */
    size_t count;
    struct text_buffer text;
    struct tm_objection objection;
};

static void write_places(struct draft *d)
{
    size_t at = 0;
    for (size_t k = 0; k < d->count && !d->objection.doubt; k++) {
        const struct tm_place *place = &d->places[k];
        struct text_span stored = place->stored->text;
        size_t begin = (size_t)(stored.p - d->target.p);
        text_buffer_add(&d->text, (struct text_span){d->target.p + at, begin - at});
        d->ranges[k].begin = d->text.n;
        at = begin + stored.n;
        if (!place->wanted) {
            text_buffer_add(&d->text, stored);
        } else if (!text_placeable_write(d->language, &place->value, stored, &d->text)) {
            d->objection = (struct tm_objection){TM_NOT_WRITABLE, place->wanted->text, stored};
        } else if (is_inflected(d->target, place)) {
            d->objection = (struct tm_objection){TM_INFLECTION, place->wanted->text, stored};
        }
        d->ranges[k].end = d->text.n;
    }
    if (d->target.n > at) {
        text_buffer_add(&d->text, (struct text_span){d->target.p + at, d->target.n - at});
    }
}

/* What cannot be read again is told of the place itself when it is written, else of one that is. */
static struct tm_objection not_read(const struct draft *d, size_t k)
{
    for (size_t i = k; i < d->count + k; i++) {
        const struct tm_place *place = &d->places[i % d->count];
        if (place->wanted) {
            return (struct tm_objection){TM_NOT_WRITABLE, place->wanted->text, place->stored->text};
        }
    }
    return (struct tm_objection){0};
}

/* Read again, the suggestion must be what was meant, at the places where it was written. */
static enum text_status read_again(struct draft *d, struct text_arena *arena, struct text_error *err)
{
    struct text_placeables found;
    enum text_status status = text_placeables(d->language, text_buffer_span(&d->text), arena, &found, err);
    for (size_t k = 0; k < d->count && status == TEXT_OK && !d->objection.doubt; k++) {
        const struct tm_place *place = &d->places[k];
        const struct text_value *meant = place->wanted ? &place->value : &place->stored->value;
        bool right = found.count == d->count && text_value_equal(&found.at[k].value, meant) &&
                     (size_t)(found.at[k].text.p - d->text.p) == d->ranges[k].begin &&
                     found.at[k].text.n == d->ranges[k].end - d->ranges[k].begin;
        if (!right) {
            d->objection = not_read(d, k);
        }
    }
    return status;
}

static enum text_status deliver(const struct draft *d, struct text_arena *arena, struct tm_suggestion *out,
                                struct text_error *err)
{
    struct tm_suggestion s = {.status = TM_SUBSTITUTED};
    s.text = text_arena_copy(arena, text_buffer_span(&d->text));
    s.at = text_arena_alloc(arena, d->count, sizeof *s.at);
    if (!s.text.p || !s.at) {
        return no_memory(err);
    }
    for (size_t k = 0; k < d->count; k++) {
        struct text_span stored = d->places[k].stored->text;
        size_t begin = (size_t)(stored.p - d->target.p);
        struct text_range range = d->ranges[k];
        if (d->places[k].wanted) {
            s.at[s.count++] = (struct tm_substitution){
                d->places[k].value.kind,
                {{begin, begin + stored.n}, stored},
                {range, {s.text.p + range.begin, range.end - range.begin}},
            };
        }
    }
    *out = s;
    return TEXT_OK;
}

static enum text_status write_all(struct draft *d, const struct text_pair *unit, struct text_arena *arena,
                                  struct tm_suggestion *out, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    d->ranges = text_arena_alloc(arena, d->count + 1, sizeof *d->ranges);
    if (!d->ranges) {
        return no_memory(err);
    }
    write_places(d);
    if (d->text.failed) {
        status = no_memory(err);
    } else if (!d->objection.doubt) {
        status = read_again(d, arena, err);
    }
    if (status == TEXT_OK) {
        status = d->objection.doubt ? doubt(&d->objection, unit, arena, out, err) : deliver(d, arena, out, err);
    }
    text_buffer_free(&d->text);
    return status;
}

/* Query and source have the same kinds of placeables, of which some differ. */
static enum text_status put_in(const struct tm_knowledge *known, const struct tm_reading *query,
                               const struct tm_reading *source, const struct text_pair *unit, struct text_arena *arena,
                               struct tm_suggestion *out, struct text_error *err)
{
    struct tm_objection objection;
    struct text_placeables found = {0};
    enum text_status status = tm_beside(query, source, arena, &objection, err);
    if (status == TEXT_OK && !objection.doubt) {
        status = text_placeables(known->target, unit->target, arena, &found, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    struct draft d = {.language = known->target, .target = unit->target, .count = found.count};
    d.places = text_arena_alloc(arena, found.count + 1, sizeof *d.places);
    if (!d.places) {
        return no_memory(err);
    }
    for (size_t k = 0; k < found.count; k++) {
        d.places[k].stored = &found.at[k];
    }
    if (!objection.doubt) {
        objection = tm_places(&query->found, &source->found, d.places, d.count);
    }
    return objection.doubt ? doubt(&objection, unit, arena, out, err) : write_all(&d, unit, arena, out, err);
}

enum text_status tm_suggest(const struct tm_knowledge *known, const struct tm_reading *query,
                            const struct text_pair *unit, struct text_arena *arena, struct tm_suggestion *out,
                            struct text_error *err)
{
    struct tm_reading source = {unit->source, {0}};
    enum text_status status = text_placeables(known->source, unit->source, arena, &source.found, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (is_same(&query->found, &source.found)) {
        *out = (struct tm_suggestion){.status = TM_AS_STORED, .text = unit->target};
        return TEXT_OK;
    }
    struct tm_objection uneven = compare_kinds(&query->found, &source.found);
    if (uneven.doubt) {
        return doubt(&uneven, unit, arena, out, err);
    }
    return put_in(known, query, &source, unit, arena, out, err);
}

enum text_status tm_substitute(const struct tm_knowledge *known, struct text_span query, const struct text_pair *unit,
                               struct text_arena *arena, struct tm_suggestion *out, struct text_error *err)
{
    struct tm_reading reading = {query, {0}};
    if (!known->source || !known->target || text_span_equal(query, unit->source)) {
        *out = (struct tm_suggestion){.status = TM_AS_STORED, .text = unit->target};
        return TEXT_OK;
    }
    enum text_status status = text_placeables(known->source, query, arena, &reading.found, err);
    return status == TEXT_OK ? tm_suggest(known, &reading, unit, arena, out, err) : status;
}
