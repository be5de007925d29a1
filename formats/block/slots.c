/* Blocks -> groups of slots: the segments of a block, with those of the attributes in it, in the order of the document.
 * The document is gone through twice, first for the language. */
#include <string.h>

#include "formats/block/segment-private.h"

enum { SAMPLE = 1 << 16, VALUES = 4096 };

/* Text of the document by which its language is told. */
static enum text_status add_sample(void *context, const struct formats_block *block, struct text_error *err)
{
    struct text_buffer *sample = context;
    for (size_t i = 0; i < block->count && sample->n < SAMPLE; i++) {
        const struct formats_piece *p = &block->at[i];
        if (p->kind == FORMATS_PIECE_TEXT) {
            text_buffer_add(sample, p->text);
        } else if (p->kind == FORMATS_PIECE_BLANK) {
            text_buffer_add_char(sample, ' ');
        }
    }
    text_buffer_add_char(sample, '\n');
    return sample->failed ? text_fail_memory(err, "a document") : TEXT_OK;
}

struct walk {
    struct formats_scan *scan;
    const struct text_language *language;
    struct formats_block_part values[VALUES]; /* that wait for the block they stand in */
    size_t count, slots;
    size_t from, line;
};

/* A copy that lives as long as its group. */
static bool keep(struct formats_block *b, struct text_arena *arena)
{
    struct formats_piece *at = text_arena_alloc(arena, b->count, sizeof *at);
    for (size_t i = 0; i < b->count && at; i++) {
        at[i] = b->at[i];
        if (at[i].whole) { /* others are borrowed from the document */
            at[i].text = text_arena_copy(arena, at[i].text);
            at = at[i].text.p ? at : NULL;
        }
    }
    b->at = at;
    return at != NULL;
}

static void fill_slot(struct walk *w, struct formats_slot *slot, const struct formats_segment *s)
{
    formats_scan_line(w->scan, s->bytes.begin, &w->from, &w->line);
    slot->source = s->source;
    slot->source_markup = s->markup;
    slot->source_language = text_span_of(text_language_code(w->language));
    slot->translatable = true;
    slot->line = w->line;
}

/* All segments of the parts, those of the block and of the values in it in one order. */
static void order(struct walk *w, const struct formats_block_detail *d, struct formats_slot *slots)
{
    const struct formats_segments *own = &d->parts[d->count - 1].segments;
    uint32_t part = 0, segment = 0, next = 0;
    for (size_t i = 0; i < w->slots; i++) {
        while (part + 1 < d->count && segment == d->parts[part].segments.count) {
            part++;
            segment = 0;
        }
        bool value = part + 1 < d->count && (next == own->count || d->parts[part].segments.at[segment].bytes.begin <
                                                                       own->at[next].bytes.begin);
        d->slots[i] = value ? (struct formats_block_slot){part, segment++}
                            : (struct formats_block_slot){(uint32_t)d->count - 1, next++};
        fill_slot(w, &slots[i], &d->parts[d->slots[i].part].segments.at[d->slots[i].segment]);
    }
}

static enum text_status deliver(struct walk *w, const struct formats_block_part *own, struct text_error *err)
{
    struct text_arena *arena = w->scan->arena;
    struct formats_block_detail *d = text_arena_alloc(arena, 1, sizeof *d);
    struct formats_block_part *parts = text_arena_alloc(arena, w->count + 1, sizeof *parts);
    struct formats_slot *slots = text_arena_alloc(arena, w->slots, sizeof *slots);
    if (!d || !parts || !slots || !(d->slots = text_arena_alloc(arena, w->slots, sizeof *d->slots))) {
        return text_fail_memory(err, "a document");
    }
    memcpy(parts, w->values, w->count * sizeof *parts);
    parts[w->count] = *own;
    d->parts = parts;
    d->count = w->count + 1;
    order(w, d, slots);
    const struct formats_group group = {.slots = slots, .count = w->slots, .detail = d};
    w->count = w->slots = 0;
    return formats_scan_deliver(w->scan, &group, err);
}

static enum text_status take(void *context, const struct formats_block *found, struct text_error *err)
{
    struct walk *w = context;
    struct text_arena *arena = w->scan->arena;
    struct formats_block_part part = {.block = *found};
    bool value = found->place == FORMATS_PLACE_ATTRIBUTE;
    if (value && w->count == VALUES) {
        return TEXT_OK; /* a block with more of them keeps the others as they are */
    }
    if (!keep(&part.block, arena)) {
        return text_fail_memory(err, "a document");
    }
    enum text_status status = formats_block_cut(&part.block, w->language, arena, &part.segments, err);
    if (status != TEXT_OK) {
        return status;
    }
    w->slots += part.segments.count;
    if (value) {
        w->values[w->count] = part;
        w->count += part.segments.count ? 1 : 0;
        return TEXT_OK;
    }
    if (w->slots) {
        return deliver(w, &part, err);
    }
    text_arena_reset(arena);
    return TEXT_OK;
}

enum text_status formats_block_scan(struct formats_scan *scan, const struct formats_block_format *format,
                                    struct text_error *err)
{
    const struct formats_document *d = scan->document;
    struct text_buffer sample = {0};
    struct walk *w = text_arena_alloc(scan->whole, 1, sizeof *w);
    if (!w) {
        return text_fail_memory(err, d->name);
    }
    w->scan = scan;
    w->line = 1;
    enum text_status status = format->scan(d->text, add_sample, &sample, err);
    struct text_span declared = format->declared ? format->declared(d->text) : (struct text_span){"", 0};
    if (status == TEXT_OK && sample.n) {
        status = formats_scan_language(scan, declared, text_buffer_span(&sample), &w->language, err);
    }
    if (status == TEXT_OK && sample.n) {
        status = format->scan(d->text, take, w, err);
    }
    if (status == TEXT_OK && w->slots) { /* values behind the last block */
        const struct formats_block_part none = {0};
        status = deliver(w, &none, err);
    }
    text_buffer_free(&sample);
    return status;
}
