/* The segments of an XLIFF file in their order: each is held back until the next one is there, and then given on with
 * the texts before and after it. */
#include "formats/xliff/xliff-private.h"

static struct text_pair texts_of(const struct formats_xliff *x, const struct formats_xliff_segment *s)
{
    struct text_span target = s->translated ? s->texts[1] : (struct text_span){0};
    return x->turned ? (struct text_pair){target, s->texts[0]} : (struct text_pair){s->texts[0], target};
}

/* Segment number `i` of the file, with what stands behind it. */
static void deliver(struct formats_xliff *x, size_t i, struct text_pair after)
{
    const struct formats_xliff_segment *s = &x->segments[i % 3];
    struct formats_property properties[3];
    size_t n = 0;
    int a = x->turned, b = !x->turned;
    const char *told[2] = {x->languages[0], x->languages[1][0] ? x->languages[1]
                                            : x->turned        ? x->reading->source_language
                                                               : x->reading->target_language};
    if (!s->translated) {
        x->report->untranslated++;
        return;
    }
    properties[n++] = (struct formats_property){
        .type = TEXT_LITERAL("x-status"), .value = s->approved ? TEXT_LITERAL("approved") : TEXT_LITERAL("draft")};
    if (s->id.n) {
        properties[n++] = (struct formats_property){.type = TEXT_LITERAL("x-unit-id"), .value = s->id};
    }
    if (s->note.n) {
        properties[n++] = (struct formats_property){.value = s->note, .note = true};
    }
    const struct formats_unit unit = {
        .source_language = text_span_of(told[a]),
        .target_language = text_span_of(told[b]),
        .text = {s->texts[a], s->texts[b]},
        .markup = {s->markups[a], s->markups[b]},
        .before = i ? texts_of(x, &x->segments[(i - 1) % 3]) : (struct text_pair){TEXT_LITERAL(""), TEXT_LITERAL("")},
        .after = after,
        .properties = properties,
        .property_count = n,
        .line = s->line,
    };
    x->xml.status = x->reading->unit(x->reading->context, &unit, &x->xml.error);
    x->report->units += x->xml.status == TEXT_OK;
    x->report->inlines += s->inlines;
}

static void add_segment(struct formats_xliff *x, const struct formats_xliff_piece *source,
                        const struct formats_xliff_piece *target)
{
    struct formats_xliff_segment *s = &x->segments[x->count % 3];
    struct text_arena *arena = s->arena;
    if (source->text.n == 0 || x->xml.status != TEXT_OK) {
        return; /* codes only */
    }
    text_arena_reset(arena);
    *s = (struct formats_xliff_segment){.arena = arena,
                                        .texts = {source->text, target->text},
                                        .markups = {source->markup, target->markup},
                                        .id = x->unit_id,
                                        .note = text_buffer_span(&x->note),
                                        .translated = target->text.n > 0,
                                        .approved = x->approved,
                                        .line = x->unit_line,
                                        .inlines = source->inlines + target->inlines};
    struct text_span *const copies[] = {&s->texts[0], &s->texts[1], &s->markups[0], &s->markups[1], &s->id, &s->note};
    for (size_t i = 0; i < sizeof copies / sizeof copies[0]; i++) {
        *copies[i] = text_arena_copy(arena, *copies[i]);
        if (!copies[i]->p) {
            formats_xml_stop_memory(&x->xml);
            return;
        }
    }
    if (++x->count > 1) {
        deliver(x, x->count - 2, texts_of(x, s));
    }
}

void formats_xliff_end_unit(struct formats_xliff *x)
{
    const struct formats_xliff_piece nothing = {0};
    const struct formats_xliff_piece whole[2] = {
        {.text = x->whole[0], .markup = x->whole_markup[0], .inlines = x->whole_inlines[0]},
        {.text = x->whole[1], .markup = x->whole_markup[1], .inlines = x->whole_inlines[1]}};
    if (x->untranslatable || !x->has[0]) {
        return;
    }
    if (x->piece_count[0] == 0) {
        add_segment(x, &whole[0], x->has[1] ? &whole[1] : &nothing);
    }
    for (size_t i = 0; i < x->piece_count[0]; i++) {
        const struct formats_xliff_piece *target = &nothing;
        for (size_t k = 0; k < x->piece_count[1] && target == &nothing; k++) {
            if (text_span_equal(x->pieces[0][i].mid, x->pieces[1][k].mid)) {
                target = &x->pieces[1][k];
            }
        }
        add_segment(x, &x->pieces[0][i], target);
    }
}

void formats_xliff_end_file(struct formats_xliff *x)
{
    if (x->count && x->xml.status == TEXT_OK) {
        deliver(x, x->count - 1, (struct text_pair){TEXT_LITERAL(""), TEXT_LITERAL("")});
    }
    x->count = 0;
}
