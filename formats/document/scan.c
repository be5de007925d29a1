/* Groups of slots on their way from the scanner: one is held back until the next is there, so that what stands after
 * its last slot is known. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "formats/document/document-private.h"

enum { GROUPS = sizeof((struct formats_scan *)0)->arenas / sizeof(struct text_arena *) };

static void surround(struct formats_scan *s, const struct formats_group *g, struct text_span after)
{
    for (size_t i = 0; i < g->count; i++) {
        g->slots[i].before = i ? g->slots[i - 1].source : s->before;
        g->slots[i].after = i + 1 < g->count ? g->slots[i + 1].source : after;
        g->slots[i].number = s->number++;
    }
}

static struct text_span keep(struct text_span s, struct text_arena *arena, bool *failed)
{
    struct text_span copy = s.n ? text_arena_copy(arena, s) : (struct text_span){"", 0};
    *failed = *failed || !copy.p;
    return copy;
}

/* What the filler says lasts until its next call only. */
static bool keep_fill(struct formats_fill *fill, struct text_arena *arena)
{
    struct formats_suggestion *copy = text_arena_alloc(arena, fill->count, sizeof *copy);
    bool failed = !copy;
    for (size_t i = 0; i < fill->count && !failed; i++) {
        const struct formats_suggestion *from = &fill->at[i];
        copy[i] = *from;
        copy[i].text.source = keep(from->text.source, arena, &failed);
        copy[i].text.target = keep(from->text.target, arena, &failed);
        copy[i].markup.source = keep(from->markup.source, arena, &failed);
        copy[i].markup.target = keep(from->markup.target, arena, &failed);
        copy[i].origin = keep(from->origin, arena, &failed);
    }
    fill->at = copy;
    return !failed;
}

static enum text_status fill(struct formats_scan *s, const struct formats_group *g, struct text_error *err)
{
    struct text_arena *arena = formats_edits_arena(s->edits);
    struct formats_fill *fills = text_arena_alloc(arena, g->count, sizeof *fills);
    struct formats_fill_result *results = text_arena_alloc(arena, g->count, sizeof *results);
    enum text_status status = fills && results ? TEXT_OK : text_fail_memory(err, s->document->name);
    bool any = false;
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        results[i].reason = "";
        if (g->slots[i].translatable && g->slots[i].state != FORMATS_SLOT_HUMAN) {
            status = s->filling->fill(s->filling->context, &g->slots[i], &fills[i], err);
            if (status == TEXT_OK && s->filling->most && fills[i].count > s->filling->most) {
                fills[i].count = s->filling->most;
            }
            if (status == TEXT_OK && fills[i].count && !keep_fill(&fills[i], arena)) {
                status = text_fail_memory(err, s->document->name);
            }
        }
        any = any || fills[i].count;
    }
    if (status == TEXT_OK && any) {
        status = formats_document_way_of(s->document->kind)->put(s->edits, g, fills, results, err);
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK && s->filling->told; i++) {
        s->filling->told(s->filling->context, &g->slots[i], &fills[i], results[i].outcome, results[i].reason);
    }
    return status == TEXT_OK ? formats_edits_flush(s->edits, err) : status;
}

/* The group that was held back goes on. */
static enum text_status release(struct formats_scan *s, struct text_span after, struct text_error *err)
{
    const struct formats_group *g = &s->held;
    enum text_status status = TEXT_OK;
    surround(s, g, after);
    if (s->edits) {
        status = fill(s, g, err);
    }
    for (size_t i = 0; i < g->count && status == TEXT_OK && s->reading; i++) {
        status = s->reading->slot(s->reading->context, &g->slots[i], err);
    }
    s->before = g->slots[g->count - 1].source;
    s->holds = false;
    return status;
}

enum text_status formats_scan_deliver(struct formats_scan *s, const struct formats_group *g, struct text_error *err)
{
    struct text_span none = {"", 0};
    enum text_status status = TEXT_OK;
    if (g->count == 0) {
        return TEXT_OK;
    }
    if (s->holds) {
        status = release(s, g->begins ? none : g->slots[0].source, err);
    }
    s->before = g->begins ? none : s->before;
    s->held = *g;
    s->holds = true;
    s->turn = (s->turn + 1) % GROUPS;
    s->arena = s->arenas[s->turn];
    text_arena_reset(s->arena);
    return status;
}

enum text_status formats_scan_language(struct formats_scan *s, struct text_span declared, struct text_span text,
                                       const struct text_language **out, struct text_error *err)
{
    *out = s->language(s->context, declared, text);
    return *out ? TEXT_OK
                : text_fail(err, TEXT_MISUSE, "%s: it is not known which language it is in", s->document->name);
}

enum text_status formats_scan_fail(const struct formats_scan *s, size_t line, struct text_error *err,
                                   const char *format, ...)
{
    char reason[600];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return text_fail(err, TEXT_INVALID, "%s, line %zu: %s", s->document->name, line, reason);
}

void formats_scan_warn(const struct formats_scan *s, size_t line, const char *format, ...)
{
    formats_document_warning *warning = s->reading ? s->reading->warning : s->filling->warning;
    struct text_error message;
    char reason[600];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    text_fail(&message, TEXT_INVALID, "%s, line %zu: %s.", s->document->name, line, reason);
    if (warning) {
        warning(s->context, message.message);
    }
}

void formats_scan_line(const struct formats_scan *s, size_t offset, size_t *from, size_t *line)
{
    const char *p = s->document->text.p, *end = p + offset;
    for (p += *from; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++) {
        ++*line;
    }
    *from = offset;
}

enum text_status formats_document_scan(const struct formats_document *d, const struct formats_document_reading *reading,
                                       const struct formats_document_filling *filling, struct formats_edits *edits,
                                       struct text_error *err)
{
    struct formats_scan s = {.document = d,
                             .language = reading ? reading->language : filling->language,
                             .context = reading ? reading->context : filling->context,
                             .reading = reading,
                             .filling = filling,
                             .edits = edits,
                             .before = {"", 0}};
    bool memory = (s.whole = text_arena_new()) != NULL;
    for (size_t i = 0; i < GROUPS && memory; i++) {
        memory = (s.arenas[i] = text_arena_new()) != NULL;
    }
    enum text_status status = TEXT_OK;
    s.arena = s.arenas[0];
    if (!memory) {
        status = text_fail_memory(err, d->name);
    } else if (d->text.n) {
        status = formats_document_way_of(d->kind)->scan(&s, err);
    }
    if (status == TEXT_OK && s.holds) {
        status = release(&s, (struct text_span){"", 0}, err);
    }
    text_arena_free(s.whole);
    for (size_t i = 0; i < GROUPS; i++) {
        text_arena_free(s.arenas[i]);
    }
    return status;
}
