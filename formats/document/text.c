/* Plain text: each segment is a slot, whose translation takes its place. */
#include <string.h>

#include "formats/document/document-private.h"

static enum text_status scan(struct formats_scan *scan, struct text_error *err)
{
    const struct formats_document *d = scan->document;
    const struct text_decoding how = {.name = d->name, .charset = "UTF-8"};
    const struct text_language *language = NULL;
    struct text_decoded decoded;
    struct text_document segments;
    size_t from = 0, line = 1;
    enum text_status status = text_decode(d->text, &how, scan->whole, &decoded, err);
    if (status == TEXT_OK) {
        status = formats_scan_language(scan, (struct text_span){0}, decoded.text, &language, err);
    }
    if (status == TEXT_OK) {
        status = text_segment(language, &decoded, false, scan->whole, &segments, err);
    }
    for (size_t i = 0; status == TEXT_OK && i < segments.count; i++) {
        struct formats_slot *slot = text_arena_alloc(scan->arena, 1, sizeof *slot);
        if (!slot) {
            return text_fail_memory(err, d->name);
        }
        formats_scan_line(scan, segments.segments[i].bytes.begin, &from, &line);
        slot->source = segments.segments[i].text;
        slot->source_language = text_span_of(text_language_code(language));
        slot->translatable = true;
        slot->line = line;
        const struct formats_group group = {.slots = slot, .count = 1, .detail = &segments.segments[i].bytes};
        status = formats_scan_deliver(scan, &group, err);
    }
    return status;
}

/* One line, as the segment was. */
static struct text_span one_line(struct text_span text, struct text_arena *arena)
{
    struct text_span copy = text_arena_copy(arena, text);
    for (char *p = (char *)copy.p; p && p < copy.p + copy.n; p++) {
        *p = *p == '\n' || *p == '\r' ? ' ' : *p;
    }
    return copy;
}

static enum text_status put(struct formats_edits *edits, const struct formats_group *group,
                            const struct formats_fill *fills, struct formats_fill_result *results,
                            struct text_error *err)
{
    const struct text_range *bytes = group->detail;
    if (fills->count && fills->final) {
        struct text_span text = one_line(fills->at->text.target, formats_edits_arena(edits));
        if (!text.p) {
            return text_fail_memory(err, "a translation");
        }
        if (fills->at->markup.target.n) {
            *results = (struct formats_fill_result){FORMATS_REFUSED, "it has codes, and plain text has none"};
        } else if (!formats_edit_can(edits, text)) {
            *results =
                (struct formats_fill_result){FORMATS_REFUSED, "it has characters that the file's charset has not"};
        } else {
            formats_edit(edits, bytes->begin, bytes->end, text);
            results->outcome = FORMATS_FILLED;
        }
    }
    return TEXT_OK;
}

const struct formats_document_way formats_document_text = {scan, put};
