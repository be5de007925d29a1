/* See tmx-private.h. */
#include "formats/tmx-private.h"

#include <stdarg.h>
#include <string.h>

#include "formats/date-private.h"

void formats_tmx_unit_start(struct formats_tmx_unit *u, size_t line)
{
    text_arena_reset(u->arena);
    u->variant_count = u->property_count = u->inlines = u->bytes = 0;
    u->about = (struct formats_tmx_about){0};
    text_buffer_clear(&u->note);
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

void formats_tmx_unit_note(struct formats_tmx_unit *u, struct text_span note)
{
    if (u->note.n) {
        text_buffer_add_char(&u->note, '\n');
    }
    text_buffer_add(&u->note, note);
}

/* The first that was told, as ISO 8601 in UTC. */
static struct text_span date_of(const struct text_span told[], size_t count, char out[FORMATS_DATE_SIZE])
{
    struct formats_moment m;
    for (size_t i = 0; i < count; i++) {
        if (formats_date_parse(told[i], &m)) {
            if (!m.timed) { /* TMX has no dates without a time: it comes back as midnight */
                m = (struct formats_moment){.year = m.year, .month = m.month, .day = m.day, .timed = true};
            }
            formats_date_to_utc(&m);
            formats_date_print(&m, out);
            return text_span_of(out);
        }
    }
    return (struct text_span){0};
}

static enum text_status deliver_pair(const struct formats_tmx_unit *u, const struct formats_tmx_variant *source,
                                     const struct formats_tmx_variant *target, const struct formats_reading *reading,
                                     struct text_error *err)
{
    char created[FORMATS_DATE_SIZE], changed[FORMATS_DATE_SIZE];
    const struct text_span creations[] = {u->about.created, target->about.created, source->about.created};
    const struct text_span changes[] = {u->about.changed, target->about.changed, source->about.changed};
    const struct text_span users[] = {u->about.changer,      u->about.creator,      target->about.changer,
                                      target->about.creator, source->about.changer, source->about.creator};
    struct formats_unit unit = {
        .source_language = source->language,
        .target_language = target->language,
        .text = {source->text, target->text},
        .created = date_of(creations, 3, created),
        .changed = date_of(changes, 3, changed),
        .properties = u->properties,
        .property_count = u->property_count,
        .line = u->line,
        .note = text_buffer_span(&u->note),
    };
    for (size_t i = 0; i < 6 && unit.user.n == 0; i++) {
        unit.user = users[i];
    }
    return reading->unit(reading->context, &unit, err);
}

/* Why nothing could be delivered. */
static void warn_unused(const struct formats_tmx_unit *u, const char *name, const struct formats_reading *reading)
{
    size_t sources = 0, targets = 0;
    for (size_t i = 0; i < u->variant_count; i++) {
        targets += u->variants[i].target;
        sources += !u->variants[i].target;
    }
    if (u->broken[0]) {
        formats_warn(reading, name, u->line, "the unit cannot be used: %s", u->broken);
    } else if (sources == 0 || targets == 0) {
        formats_warn(reading, name, u->line, "the unit has no text in \"%s\"",
                     sources == 0 ? reading->source_language : reading->target_language);
    } else {
        formats_warn(reading, name, u->line, "the unit has an empty text");
    }
}

enum text_status formats_tmx_unit_deliver(struct formats_tmx_unit *u, const char *name,
                                          const struct formats_reading *reading, struct formats_report *report,
                                          struct text_error *err)
{
    size_t delivered = 0;
    for (size_t i = 0; i < u->variant_count && u->broken[0] == '\0'; i++) {
        const struct formats_tmx_variant *source = &u->variants[i];
        for (size_t k = 0; k < u->variant_count && !source->target && source->text.n; k++) {
            const struct formats_tmx_variant *target = &u->variants[k];
            if (!target->target || target->text.n == 0) {
                continue;
            }
            enum text_status status = deliver_pair(u, source, target, reading, err);
            if (status != TEXT_OK) {
                return status;
            }
            delivered++;
        }
    }
    report->units += delivered;
    if (delivered) {
        report->inlines += u->inlines;
    } else {
        report->skipped++;
        warn_unused(u, name, reading);
    }
    return TEXT_OK;
}
