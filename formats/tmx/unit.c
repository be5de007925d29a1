/* See tmx-private.h. */
#include "formats/tmx/tmx-private.h"

#include <stdarg.h>
#include <string.h>

#include "formats/article/date-private.h"

void formats_tmx_unit_start(struct formats_tmx_unit *u, size_t line)
{
    text_arena_reset(u->arena);
    u->variant_count = u->property_count = u->inlines = u->foreign = u->bytes = 0;
    u->about = (struct formats_tmx_about){0};
    u->line = line;
    u->broken[0] = '\0';
}

void formats_tmx_unit_break(struct formats_tmx_unit *u, const char *format, ...)
{
    if (u->broken[0] == '\0') {
        va_list args;
        va_start(args, format);
        vsnprintf(u->broken, sizeof u->broken, format, args);
        va_end(args);
        bool cut; /* perhaps in the middle of a character */
        u->broken[formats_utf8_valid(text_span_of(u->broken), &cut)] = '\0';
    }
}

/* The first that was told, as ISO 8601 in UTC. */
static struct text_span date_of(const struct formats_tmx_about *const abouts[3], enum formats_tmx_attribute which,
                                char out[FORMATS_DATE_SIZE])
{
    struct formats_moment m;
    for (size_t i = 0; i < 3; i++) {
        if (formats_date_parse(abouts[i]->at[which], &m)) {
            formats_date_print(&m, out);
            return text_span_of(out);
        }
    }
    return (struct text_span){0};
}

static struct text_span user_of(const struct formats_tmx_about *const abouts[3], enum formats_tmx_attribute which)
{
    struct text_span found = abouts[0]->at[which];
    for (size_t i = 1; i < 3 && found.n == 0; i++) {
        found = abouts[i]->at[which];
    }
    return found;
}

/* Those of the unit have members of their own. */
static bool is_member(enum formats_tmx_attribute a)
{
    return a == FORMATS_TMX_CREATED || a == FORMATS_TMX_CREATOR || a == FORMATS_TMX_CHANGED || a == FORMATS_TMX_CHANGER;
}

static size_t add_side(struct formats_tmx_unit *u, size_t n, const struct formats_tmx_about *about, size_t variant,
                       enum formats_side side)
{
    for (size_t i = 0; i < FORMATS_TMX_ATTRIBUTES; i++) {
        if (about->at[i].n && !(side == FORMATS_WHOLE && is_member((enum formats_tmx_attribute)i))) {
            u->delivered[n++] = (struct formats_property){
                .type = text_span_of(formats_tmx_attribute_types[i]), .value = about->at[i], .side = side};
        }
    }
    for (size_t i = 0; i < u->property_count; i++) {
        if (u->properties[i].variant == variant) {
            u->delivered[n] = u->properties[i].said;
            u->delivered[n++].side = side;
        }
    }
    return n;
}

/* Which text it is that the unit's properties speak of is said by the header, where the unit does not say it. */
static void inherit_source(struct formats_tmx_unit *u, const struct formats_tmx_header *h, struct text_span target)
{
    struct text_span *source = &u->about.at[FORMATS_TMX_SOURCE];
    bool any = false;
    for (size_t i = 0; i < u->property_count && source->n == 0; i++) {
        any = any || (u->properties[i].variant == FORMATS_TMX_VARIANTS && !u->properties[i].said.note);
    }
    if (any && formats_tag_same(text_span_of(h->source), target)) {
        *source = text_span_of(h->source);
    }
}

/* What the header says of all units concerns those that have codes. */
static void inherit_codes(struct formats_tmx_unit *u, const struct formats_tmx_header *h)
{
    struct text_span *datatype = &u->about.at[FORMATS_TMX_DATATYPE], *memory = &u->about.at[FORMATS_TMX_MEMORY];
    if (datatype->n == 0 && strcmp(h->datatype, "plaintext") != 0) {
        *datatype = text_span_of(h->datatype);
    }
    if (memory->n == 0 && strcmp(h->memory, "Padan") != 0) {
        *memory = text_span_of(h->memory);
    }
}

static enum text_status deliver_pair(struct formats_tmx_unit *u, const struct formats_tmx_header *header,
                                     const struct formats_tmx_variant *source, const struct formats_tmx_variant *target,
                                     const struct formats_reading *reading, struct text_error *err)
{
    char created[FORMATS_DATE_SIZE], changed[FORMATS_DATE_SIZE];
    struct formats_tmx_about own = u->about;
    const struct formats_tmx_about *const abouts[] = {&own, &target->about, &source->about};
    if (source->markup.n || target->markup.n) {
        inherit_codes(u, header);
    }
    inherit_source(u, header, target->language);
    if (text_span_equal(u->about.at[FORMATS_TMX_SOURCE], source->language)) { /* as goes without saying */
        u->about.at[FORMATS_TMX_SOURCE] = (struct text_span){0};
    }
    size_t n = add_side(u, 0, &u->about, FORMATS_TMX_VARIANTS, FORMATS_WHOLE);
    n = add_side(u, n, &source->about, (size_t)(source - u->variants), FORMATS_SOURCE);
    n = add_side(u, n, &target->about, (size_t)(target - u->variants), FORMATS_TARGET);
    bool turned = formats_tag_same(u->about.at[FORMATS_TMX_SOURCE], target->language);
    u->about = own;
    struct formats_unit unit = {
        .source_language = source->language,
        .target_language = target->language,
        .text = {source->text, target->text},
        .markup = {source->markup, target->markup},
        .created = date_of(abouts, FORMATS_TMX_CREATED, created),
        .changed = date_of(abouts, FORMATS_TMX_CHANGED, changed),
        .user = user_of(abouts, FORMATS_TMX_CREATOR),
        .changer = user_of(abouts, FORMATS_TMX_CHANGER),
        .properties = u->delivered,
        .property_count = n,
        .line = u->line,
    };
    enum text_status status = n ? formats_tmx_context(&unit, turned, u->arena, err) : TEXT_OK;
    return status == TEXT_OK ? reading->unit(reading->context, &unit, err) : status;
}

/* Why nothing could be delivered. */
static enum text_status skip(const struct formats_tmx_unit *u, const char *name, const struct formats_reading *reading,
                             struct formats_report *report, struct text_error *err)
{
    size_t sources = 0, targets = 0;
    for (size_t i = 0; i < u->variant_count; i++) {
        targets += u->variants[i].target;
        sources += !u->variants[i].target;
    }
    if (u->broken[0]) {
        return formats_skip(reading, report, name, u->line, err, "the unit cannot be used: %s", u->broken);
    }
    if (sources == 0 || targets == 0) {
        return formats_skip(reading, report, name, u->line, err, "the unit has no text in \"%s\"",
                            sources == 0 ? reading->source_language : reading->target_language);
    }
    return formats_skip(reading, report, name, u->line, err, "the unit has an empty text");
}

enum text_status formats_tmx_unit_deliver(struct formats_tmx_unit *u, const struct formats_tmx_header *header,
                                          const char *name, const struct formats_reading *reading,
                                          struct formats_report *report, struct text_error *err)
{
    size_t delivered = 0;
    for (size_t i = 0; i < u->variant_count && u->broken[0] == '\0'; i++) {
        const struct formats_tmx_variant *source = &u->variants[i];
        for (size_t k = 0; k < u->variant_count && !source->target && source->text.n; k++) {
            const struct formats_tmx_variant *target = &u->variants[k];
            if (!target->target || (target->text.n == 0 && !reading->empty)) {
                continue;
            }
            enum text_status status = deliver_pair(u, header, source, target, reading, err);
            if (status != TEXT_OK) {
                return status;
            }
            delivered++;
        }
    }
    report->units += delivered;
    report->foreign += u->foreign;
    if (delivered == 0) {
        return skip(u, name, reading, report, err);
    }
    report->inlines += u->inlines;
    return TEXT_OK;
}
