/* See segment-private.h. Cost: that of text_segment, and linear. */
#include <stdio.h>
#include <string.h>

#include "formats/block/segment-private.h"
#include "formats/unit-private.h"
#include "formats/xml/inline-private.h"

static bool says(const struct formats_piece *p)
{
    return p->kind != FORMATS_PIECE_OPEN && p->kind != FORMATS_PIECE_CLOSE && p->kind != FORMATS_PIECE_NOTHING;
}

struct text_span formats_block_text(const struct formats_block *block, struct text_arena *arena, size_t *starts)
{
    size_t n = 0;
    for (size_t i = 0; i < block->count; i++) {
        n += says(&block->at[i]) ? block->at[i].text.n : 0;
    }
    char *to = text_arena_alloc(arena, n + 1, 1);
    struct text_span text = {to, n};
    n = 0;
    for (size_t i = 0; i < block->count && to; i++) {
        if (starts) {
            starts[i] = n;
        }
        if (says(&block->at[i])) {
            memcpy(to + n, block->at[i].text.p, block->at[i].text.n);
            n += block->at[i].text.n;
        }
    }
    return text;
}

struct formats_piece formats_segment_piece(const struct formats_block *block, const struct formats_segment *s, size_t i)
{
    struct formats_piece p = block->at[i];
    if (p.kind == FORMATS_PIECE_TEXT && !p.whole) {
        size_t begin = p.bytes.begin < s->bytes.begin ? s->bytes.begin - p.bytes.begin : 0;
        size_t end = p.bytes.end > s->bytes.end ? s->bytes.end - p.bytes.begin : p.text.n;
        p.text = (struct text_span){p.text.p + begin, end - begin};
        p.bytes = (struct text_range){p.bytes.begin + begin, p.bytes.begin + end};
    }
    return p;
}

static bool is_in(uint32_t i, size_t first, size_t last)
{
    return i != FORMATS_PIECE_ALONE && i >= first && i <= last;
}

/* Takes in what stands directly beside the segment and belongs to it. */
static void extend(const struct formats_block *b, struct formats_segment *s)
{
    const struct formats_piece *at = b->at;
    size_t first = s->first, last = s->last;
    bool begins = at[first].bytes.begin == s->bytes.begin, ends = at[last].bytes.end == s->bytes.end;
    while (ends && last + 1 < b->count && at[last + 1].kind == FORMATS_PIECE_CLOSE &&
           is_in(at[last + 1].pair, first, last)) {
        last++;
    }
    while (begins && first && at[first - 1].kind == FORMATS_PIECE_OPEN && is_in(at[first - 1].pair, first, last)) {
        first--;
    }
    /* A pair around all stays outside, unless its text is a name, which has to be written when the text changes. */
    while (begins && ends && first && last + 1 < b->count && at[last + 1].kind == FORMATS_PIECE_CLOSE &&
           at[last + 1].named && at[last + 1].pair == first - 1) {
        first--;
        last++;
    }
    s->bytes.begin = first < s->first ? at[first].bytes.begin : s->bytes.begin;
    s->bytes.end = last > s->last ? at[last].bytes.end : s->bytes.end;
    s->first = first;
    s->last = last;
}

/* The piece i as a code of TMX. A pair is known by the number of its first, which numbers[] keeps. */
static void add_code(struct formats_inline *in, const struct formats_block *b, const struct formats_segment *s,
                     size_t i, size_t number, uint32_t *numbers)
{
    const struct formats_piece *p = &b->at[i];
    bool open = p->kind == FORMATS_PIECE_OPEN, close = p->kind == FORMATS_PIECE_CLOSE;
    bool paired = (open || close) && is_in(p->pair, s->first, s->last);
    char x[24], pair[24];
    struct formats_attribute attributes[2] = {{"x", {x, 0}}, {"x", {x, 0}}};
    attributes[0].value.n = attributes[1].value.n = (size_t)snprintf(x, sizeof x, "%zu", number);
    const char *name = "ph";
    size_t count = 1;
    if (paired) {
        numbers[i] = open ? (uint32_t)number : numbers[p->pair];
        name = open ? "bpt" : "ept";
        count = open ? 2 : 1;
        attributes[0].name = "i";
        attributes[0].value = (struct text_span){pair, (size_t)snprintf(pair, sizeof pair, "%u", numbers[i])};
    } else if (open || close) {
        name = "it";
        count = 2;
        attributes[0].name = "pos";
        attributes[0].value = open ? TEXT_LITERAL("begin") : TEXT_LITERAL("end");
    }
    formats_inline_code(in, name, attributes, count, formats_block_bytes(b, p->bytes));
}

/* The segment's text and its markup. */
static enum text_status describe(const struct formats_block *b, struct formats_segment *s, uint32_t *numbers,
                                 struct text_arena *arena, struct text_error *err)
{
    struct formats_inline in = {0};
    struct text_buffer plain = {0};
    size_t number = 0;
    enum text_status status = TEXT_OK;
    for (size_t i = s->first; i <= s->last; i++) {
        struct formats_piece p = formats_segment_piece(b, s, i);
        if (p.kind == FORMATS_PIECE_TEXT || p.kind == FORMATS_PIECE_BLANK) {
            formats_inline_text(&in, p.text);
            text_buffer_add(&plain, p.text);
        } else {
            add_code(&in, b, s, i, ++number, numbers);
            text_buffer_add_string(&plain, p.kind == FORMATS_PIECE_LINE ? " " : "");
        }
    }
    if (status == TEXT_OK && (in.text.failed || in.markup.failed || plain.failed)) {
        status = text_fail_memory(err, "a segment");
    }
    if (status == TEXT_OK) {
        status = formats_unit_text(text_buffer_span(&plain), arena, &s->source, err);
    }
    if (status == TEXT_OK) {
        struct text_span markup = formats_inline_markup(&in);
        s->markup = markup.n ? text_arena_copy(arena, markup) : (struct text_span){"", 0};
        status = s->markup.p ? TEXT_OK : text_fail_memory(err, "a segment");
    }
    formats_inline_free(&in);
    text_buffer_free(&plain);
    return status;
}

struct text_span formats_block_bytes(const struct formats_block *b, struct text_range r)
{
    return (struct text_span){b->document.p + r.begin, r.end - r.begin};
}

/* Where the text from `begin` to `end` of the block's stands, from piece *i on. */
static struct formats_segment place(const struct formats_block *b, const size_t *starts, size_t begin, size_t end,
                                    size_t *i)
{
    struct formats_segment s = {0};
    while (*i + 1 < b->count && starts[*i + 1] <= begin) {
        ++*i;
    }
    const struct formats_piece *p = &b->at[*i];
    s.first = *i;
    s.bytes.begin = p->bytes.begin + (p->whole ? 0 : begin - starts[*i]);
    while (*i + 1 < b->count && starts[*i + 1] < end) {
        ++*i;
    }
    p = &b->at[*i];
    s.last = *i;
    s.bytes.end = p->whole ? p->bytes.end : p->bytes.begin + (end - starts[*i]);
    return s;
}

enum text_status formats_block_cut(const struct formats_block *block, const struct text_language *language,
                                   struct text_arena *arena, struct formats_segments *out, struct text_error *err)
{
    static const struct text_decoding how = {.name = "a block", .charset = "UTF-8"};
    size_t *starts = text_arena_alloc(arena, block->count, sizeof *starts), at = 0;
    uint32_t *numbers = text_arena_alloc(arena, block->count, sizeof *numbers);
    struct text_span text = formats_block_text(block, arena, starts);
    struct text_document segments = {0};
    struct text_decoded decoded;
    if (!starts || !numbers || !text.p) {
        return text_fail_memory(err, "a block");
    }
    enum text_status status = text_decode(text, &how, arena, &decoded, err);
    if (status == TEXT_OK) {
        status = text_segment(language, &decoded, false, arena, &segments, err);
    }
    struct formats_segments found = {text_arena_alloc(arena, segments.count + 1, sizeof *found.at), 0};
    if (status == TEXT_OK && !found.at) {
        status = text_fail_memory(err, "a block");
    }
    for (size_t i = 0; i < segments.count && status == TEXT_OK; i++) {
        struct text_range r = segments.segments[i].bytes;
        struct formats_segment s = place(block, starts, r.begin, r.end, &at);
        extend(block, &s);
        status = describe(block, &s, numbers, arena, err);
        if (status == TEXT_OK && s.source.n) {
            found.at[found.count++] = s;
        }
    }
    if (status == TEXT_OK) {
        *out = found;
    }
    return status;
}
