/* See unit.h. */
#include "cli/unit.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The prop types of Padan's TMX files, and where in a unit each belongs. x-confidence and x-status stand apart: they are
 * no texts. */
static const struct {
    const char *type;
    size_t offset;
} texts[] = {
    {"x-origin", offsetof(struct tm_unit, origin.kind)},
    {"x-source-document", offsetof(struct tm_unit, origin.source.name)},
    {"x-source-title", offsetof(struct tm_unit, origin.source.title)},
    {"x-source-url", offsetof(struct tm_unit, origin.source.url)},
    {"x-source-date", offsetof(struct tm_unit, origin.source.date)},
    {"x-target-document", offsetof(struct tm_unit, origin.target.name)},
    {"x-target-title", offsetof(struct tm_unit, origin.target.title)},
    {"x-target-url", offsetof(struct tm_unit, origin.target.url)},
    {"x-target-date", offsetof(struct tm_unit, origin.target.date)},
    {"x-speaker", offsetof(struct tm_unit, origin.speaker)},
    {"x-agency", offsetof(struct tm_unit, origin.agency)},
};

enum { TEXT_COUNT = sizeof texts / sizeof texts[0] };

static struct text_span *text_of(struct tm_unit *u, size_t i)
{
    return (struct text_span *)((char *)u + texts[i].offset);
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

void cli_exchange_of_unit(const struct tm_unit *u, struct cli_exchange *out)
{
    struct tm_unit copy = *u;
    size_t n = 0;
    out->properties[n++] = (struct formats_property){TEXT_LITERAL("x-status"), text_span_of(tm_status_name(u->status))};
    if (u->origin.confidence >= 0) {
        snprintf(out->confidence, sizeof out->confidence, "%.3f", u->origin.confidence);
        out->properties[n++] = (struct formats_property){TEXT_LITERAL("x-confidence"), text_span_of(out->confidence)};
    }
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        struct text_span value = *text_of(&copy, i);
        if (value.n) {
            out->properties[n++] = (struct formats_property){text_span_of(texts[i].type), value};
        }
    }
    out->unit = (struct formats_unit){
        .source_language = u->language.source,
        .target_language = u->language.target,
        .text = u->text,
        .created = u->created,
        .changed = u->changed,
        .user = u->user,
        .properties = out->properties,
        .property_count = n,
    };
}

/* A confidence as exported: a number from 0 to 1; anything else says nothing. */
static double confidence_of(struct text_span s)
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

struct tm_unit cli_unit_of_exchange(const struct formats_unit *f, const char *file)
{
    struct tm_unit u = {
        .language = {f->source_language, f->target_language},
        .text = f->text,
        .status = TM_APPROVED, /* somebody else's memory is taken at its word, unless it says otherwise */
        .created = f->created,
        .changed = f->changed,
        .user = f->user,
        .origin = {.confidence = -1},
    };
    for (size_t p = 0; p < f->property_count; p++) {
        const struct formats_property *prop = &f->properties[p];
        if (text_span_equal(prop->type, TEXT_LITERAL("x-confidence"))) {
            u.origin.confidence = confidence_of(prop->value);
        } else if (text_span_equal(prop->type, TEXT_LITERAL("x-status"))) {
            u.status = status_of(prop->value);
        }
        for (size_t i = 0; i < TEXT_COUNT; i++) {
            if (text_span_equal(prop->type, text_span_of(texts[i].type))) {
                *text_of(&u, i) = prop->value;
            }
        }
    }
    if (!u.origin.kind.n) {
        u.origin.kind = TEXT_LITERAL("import");
    }
    if (!u.origin.source.name.n && !u.origin.target.name.n) {
        u.origin.source.name = u.origin.target.name = text_span_of(file);
    }
    return u;
}
