/* See unit.h. */
#include "cli/unit-private.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The prop types of Padan's TMX files, and where in an origin each belongs. x-confidence and x-status stand apart: they
 * are no texts. */
static const struct {
    const char *type;
    size_t offset;
} texts[CLI_ORIGIN_TEXTS] = {
    {"x-origin", offsetof(struct tm_origin, kind)},
    {"x-source-document", offsetof(struct tm_origin, source.name)},
    {"x-source-title", offsetof(struct tm_origin, source.title)},
    {"x-source-url", offsetof(struct tm_origin, source.url)},
    {"x-source-date", offsetof(struct tm_origin, source.date)},
    {"x-target-document", offsetof(struct tm_origin, target.name)},
    {"x-target-title", offsetof(struct tm_origin, target.title)},
    {"x-target-url", offsetof(struct tm_origin, target.url)},
    {"x-target-date", offsetof(struct tm_origin, target.date)},
    {"x-speaker", offsetof(struct tm_origin, speaker)},
    {"x-agency", offsetof(struct tm_origin, agency)},
};

const char *cli_origin_type(size_t i)
{
    return texts[i].type;
}

struct text_span *cli_origin_text(struct tm_origin *o, size_t i)
{
    return (struct text_span *)((char *)o + texts[i].offset);
}

static struct tm_document document_of(const struct cli_document *d, const char *name)
{
    return (struct tm_document){text_span_of(name), d->article.title, d->article.url, d->article.date};
}

/* Furniture of the page and the blank lines of a text that has a segment a line are nobody's neighbour. */
static bool is_neighbour(const struct text_segment *s)
{
    return s->kind != TEXT_FURNITURE && s->text.n > 0;
}

static struct text_span text_before(const struct text_document *d, size_t i)
{
    while (i > 0 && !is_neighbour(&d->segments[i - 1])) {
        i--;
    }
    return i > 0 ? d->segments[i - 1].text : TEXT_LITERAL("");
}

static struct text_span text_after(const struct text_document *d, size_t end)
{
    while (end < d->count && !is_neighbour(&d->segments[end])) {
        end++;
    }
    return end < d->count ? d->segments[end].text : TEXT_LITERAL("");
}

/* The words of a quotation begin and end inside a segment: what stands around them is no segment, and stays unknown. */
static void look_around(const struct cli_aligned *a, const struct align_bead *b, struct tm_origin *o)
{
    if (b->kind == ALIGN_SEGMENTS && !b->inside) {
        o->before = (struct text_pair){text_before(&a->source->segments, b->source.begin),
                                       text_before(&a->target->segments, b->target.begin)};
        o->after = (struct text_pair){text_after(&a->source->segments, b->source.end),
                                      text_after(&a->target->segments, b->target.end)};
    }
}

struct tm_unit cli_unit_of_bead(const struct cli_aligned *a, const struct align_bead *b)
{
    struct tm_unit u = {
        .language = {text_span_of(text_language_code(a->source->language)),
                     text_span_of(text_language_code(a->target->language))},
        .text = b->text,
        .status = TM_DRAFT,
        .origin = {.kind = TEXT_LITERAL("harvest"),
                   .source = document_of(a->source, a->source_name),
                   .target = document_of(a->target, a->target_name),
                   .speaker = b->speaker,
                   .agency = b->agency,
                   .confidence = b->confidence},
    };
    look_around(a, b, &u.origin);
    return u;
}

static bool has_room(struct cli_exchange *x, size_t more)
{
    if (x->unit.property_count + more > x->capacity) {
        size_t capacity = (x->unit.property_count + more) * 2;
        struct formats_property *at = realloc(x->properties, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        x->properties = at;
        x->capacity = capacity;
    }
    return true;
}

bool cli_exchange_add(struct cli_exchange *x, const struct formats_property *p)
{
    if (!has_room(x, 1)) {
        return false;
    }
    x->properties[x->unit.property_count++] = *p;
    return true;
}

/* Where the bytes of a value that is made are is known when all are there (see settle). */
bool cli_exchange_make(struct cli_exchange *x, enum formats_side side, struct text_span type, size_t begin)
{
    return cli_exchange_add(
        x, &(struct formats_property){.side = side, .type = type, .value = {NULL, x->values.n - begin}});
}

const struct cli_neighbour_type cli_neighbour_types[4] = {
    {FORMATS_SOURCE, "x-context-pre", "x-context-pre-hash"},
    {FORMATS_SOURCE, "x-context-post", "x-context-post-hash"},
    {FORMATS_TARGET, "x-context-pre", "x-context-pre-hash"},
    {FORMATS_TARGET, "x-context-post", "x-context-post-hash"}};

/* A turned unit has its properties as they were. */
static enum formats_side side_of(const struct cli_exchange *x, const struct tm_property *p)
{
    return p->side == TM_WHOLE || !x->turned ? (enum formats_side)p->side
           : p->side == TM_SOURCE            ? FORMATS_TARGET
                                             : FORMATS_SOURCE;
}

static bool is_said(const struct cli_exchange *x, const struct tm_unit *u, enum formats_side side, const char *type)
{
    bool said = false;
    for (size_t i = 0; i < u->property_count && !said; i++) {
        const struct tm_property *p = &u->properties[i];
        said = side_of(x, p) == side && !p->note && text_span_equal(p->type, text_span_of(type));
    }
    return said;
}

/* As text that is escaped once more: "<seg>a &lt; b</seg>". */
static void add_escaped(struct text_buffer *to, struct text_span s)
{
    text_buffer_add_string(to, "<seg>");
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '<': text_buffer_add_string(to, "&lt;"); break;
        case '>': text_buffer_add_string(to, "&gt;"); break;
        case '&': text_buffer_add_string(to, "&amp;"); break;
        default: text_buffer_add_char(to, s.p[i]); break;
        }
    }
    text_buffer_add_string(to, "</seg>");
}

static bool add_context(struct cli_exchange *x, const struct tm_unit *u)
{
    const struct tm_origin *o = &u->origin;
    const struct text_span around[] = {o->before.source, o->after.source, o->before.target, o->after.target};
    bool good = true;
    for (size_t i = 0; i < 4 && good; i++) {
        size_t begin = x->values.n;
        bool none = o->around[i].known && o->around[i].hash == 0;
        const struct cli_neighbour_type *n = &cli_neighbour_types[i];
        if (is_said(x, u, n->side, n->type) || is_said(x, u, n->side, n->hash) ||
            !(around[i].p || o->around[i].known)) {
            continue;
        }
        if (around[i].p || none) {
            add_escaped(&x->values, around[i]);
            good = cli_exchange_make(x, n->side, text_span_of(n->type), begin);
        } else {
            text_buffer_add_format(&x->values, "%0*llx", CLI_HASH_DIGITS, (unsigned long long)o->around[i].hash);
            good = cli_exchange_make(x, n->side, text_span_of(n->hash), begin);
        }
    }
    return good;
}

/* Gives the values that were made here their places. */
static bool settle(struct cli_exchange *x)
{
    size_t at = 0;
    for (size_t i = 0; i < x->unit.property_count && !x->values.failed; i++) {
        struct formats_property *p = &x->properties[i];
        if (!p->value.p && p->value.n) {
            p->value.p = x->values.p + at;
            at += p->value.n;
        }
    }
    x->unit.properties = x->properties;
    return !x->values.failed;
}

bool cli_exchange_of_unit(const struct tm_unit *u, bool context, struct cli_exchange *out)
{
    struct tm_origin copy = u->origin;
    text_buffer_clear(&out->values);
    out->unit = (struct formats_unit){
        .source_language = u->language.source,
        .target_language = u->language.target,
        .text = u->text,
        .markup = u->markup,
        .created = u->created,
        .changed = u->changed,
        .user = u->user,
        .changer = u->changer,
    };
    if (!has_room(out, 2 + CLI_ORIGIN_TEXTS + u->property_count)) {
        return false;
    }
    out->properties[out->unit.property_count++] = (struct formats_property){
        .type = TEXT_LITERAL("x-status"), .value = text_span_of(tm_status_name(u->status))};
    if (u->origin.confidence >= 0) {
        text_buffer_add_format(&out->values, "%.3f", u->origin.confidence);
        cli_exchange_make(out, FORMATS_WHOLE, TEXT_LITERAL("x-confidence"), 0);
    }
    for (size_t i = 0; i < CLI_ORIGIN_TEXTS; i++) {
        struct text_span value = *cli_origin_text(&copy, i);
        if (value.n) {
            out->properties[out->unit.property_count++] =
                (struct formats_property){.type = text_span_of(texts[i].type), .value = value};
        }
    }
    for (size_t i = 0; i < u->property_count; i++) {
        const struct tm_property *p = &u->properties[i];
        out->properties[out->unit.property_count++] = (struct formats_property){
            .side = side_of(out, p), .note = p->note, .type = p->type,
            .value = p->text.p ? p->text : TEXT_LITERAL("")};
    }
    return (!context || add_context(out, u)) && cli_earlier_put(out, u, context) && settle(out);
}

void cli_exchange_free(struct cli_exchange *x)
{
    free(x->properties);
    text_buffer_free(&x->values);
    text_arena_free(x->names);
    *x = (struct cli_exchange){0};
}

/* A confidence as exported: a number from 0 to 1; anything else says nothing. */
double cli_confidence_read(struct text_span s)
{
    char digits[32], *end;
    if (s.n == 0 || s.n >= sizeof digits) {
        return -1;
    }
    memcpy(digits, s.p, s.n);
    digits[s.n] = '\0';
    double value = strtod(digits, &end);
    return *end == '\0' && value >= 0 && value <= 1 ? value : -1;
}

static enum tm_status status_of(struct text_span name)
{
    for (int s = TM_DRAFT; s <= TM_REJECTED; s++) {
        if (text_span_equal(name, text_span_of(tm_status_name((enum tm_status)s)))) {
            return (enum tm_status)s;
        }
    }
    return TM_APPROVED;
}

/* False when the property says nothing that the memory has a place for. */
static bool take_own(struct tm_unit *u, const struct formats_property *p)
{
    if (text_span_equal(p->type, TEXT_LITERAL("x-confidence"))) {
        u->origin.confidence = cli_confidence_read(p->value);
        return true;
    }
    if (text_span_equal(p->type, TEXT_LITERAL("x-status"))) {
        u->status = status_of(p->value);
        return true;
    }
    for (size_t i = 0; i < CLI_ORIGIN_TEXTS; i++) {
        if (text_span_equal(p->type, text_span_of(texts[i].type))) {
            *cli_origin_text(&u->origin, i) = p->value;
            return true;
        }
    }
    return false;
}

bool cli_neighbour_read(struct text_span s, struct tm_neighbour *out)
{
    char digits[CLI_HASH_DIGITS + 1];
    if (s.n != CLI_HASH_DIGITS) {
        return false;
    }
    memcpy(digits, s.p, CLI_HASH_DIGITS);
    digits[CLI_HASH_DIGITS] = '\0';
    if (strspn(digits, "0123456789abcdef") != CLI_HASH_DIGITS) {
        return false;
    }
    *out = (struct tm_neighbour){true, strtoull(digits, NULL, 16)};
    return true;
}

/* It stays a property of the unit, too, so that its place among the others does not change. */
static void take_hash(struct tm_unit *u, const struct formats_property *p)
{
    for (size_t i = 0; i < 4; i++) {
        if (p->side == cli_neighbour_types[i].side &&
            text_span_equal(p->type, text_span_of(cli_neighbour_types[i].hash))) {
            cli_neighbour_read(p->value, &u->origin.around[i]);
        }
    }
}

bool cli_unit_of_exchange(const struct formats_unit *f, const char *file, struct cli_stored *out)
{
    struct tm_unit u = {
        .language = {f->source_language, f->target_language},
        .text = f->text,
        .markup = f->markup,
        .status = TM_APPROVED, /* somebody else's memory is taken at its word, unless it says otherwise */
        .created = f->created,
        .changed = f->changed,
        .user = f->user,
        .changer = f->changer,
        .origin = {.confidence = -1, .before = f->before, .after = f->after},
    };
    if (f->property_count > out->capacity) {
        struct tm_property *at = realloc(out->properties, f->property_count * 2 * sizeof *at);
        if (!at) {
            return false;
        }
        out->properties = at;
        out->capacity = f->property_count * 2;
    }
    cli_earlier_begin(out);
    for (size_t i = 0; i < f->property_count; i++) {
        const struct formats_property *p = &f->properties[i];
        if (cli_earlier_take(out, p)) {
            continue;
        }
        if (!p->note && p->side != FORMATS_WHOLE) {
            take_hash(&u, p);
        }
        if (p->note || p->side != FORMATS_WHOLE || !take_own(&u, p)) {
            out->properties[u.property_count++] =
                (struct tm_property){.side = (enum tm_side)p->side, .note = p->note, .type = p->type, .text = p->value};
        }
    }
    u.properties = out->properties;
    if (!u.origin.kind.n) {
        u.origin.kind = TEXT_LITERAL("import");
    }
    if (!u.origin.source.name.n && !u.origin.target.name.n) {
        u.origin.source.name = u.origin.target.name = text_span_of(file);
    }
    out->unit = u;
    cli_earlier_end(out);
    return true;
}

void cli_stored_free(struct cli_stored *s)
{
    free(s->properties);
    *s = (struct cli_stored){0};
}

static struct tm_origin turn(const struct tm_origin *o)
{
    struct tm_origin t = *o;
    t.source = o->target;
    t.target = o->source;
    t.before = (struct text_pair){o->before.target, o->before.source};
    t.after = (struct text_pair){o->after.target, o->after.source};
    for (size_t i = 0; i < 4; i++) {
        t.around[i] = o->around[(i + 2) % 4];
    }
    return t;
}

struct tm_unit cli_unit_turned(const struct tm_unit *u, struct tm_origin room[CLI_EARLIER_MOST])
{
    struct tm_unit t = *u;
    t.language = (struct tm_languages){u->language.target, u->language.source};
    t.text = (struct text_pair){u->text.target, u->text.source};
    t.markup = (struct text_pair){u->markup.target, u->markup.source};
    t.origin = turn(&u->origin);
    t.earlier_count = u->earlier_count < CLI_EARLIER_MOST ? u->earlier_count : CLI_EARLIER_MOST;
    for (size_t i = 0; i < t.earlier_count; i++) {
        room[i] = turn(&u->earlier[i]);
    }
    t.earlier = room;
    return t;
}
