/* See render-private.h. */
#include "formats/block/render-private.h"

#include <string.h>

const uint32_t *formats_segment_codes(const struct formats_block *b, const struct formats_segment *s,
                                      struct text_arena *arena)
{
    uint32_t *codes = text_arena_alloc(arena, s->last - s->first + 1, sizeof *codes);
    size_t n = 0;
    for (size_t i = s->first; i <= s->last && codes; i++) {
        if (b->at[i].kind != FORMATS_PIECE_TEXT && b->at[i].kind != FORMATS_PIECE_BLANK) {
            codes[n++] = (uint32_t)i;
        }
    }
    return codes;
}

void formats_render_piece(const struct formats_block *b, const struct formats_piece *p,
                          const struct formats_block_format *format, struct text_buffer *to)
{
    struct text_span bytes = formats_block_bytes(b, p->bytes);
    bool line = false;
    if (!format->margins) {
        text_buffer_add(to, bytes);
        return;
    }
    for (size_t i = 0; i < bytes.n; i++) {
        char c = bytes.p[i];
        bool end = c == '\n' || c == '\r';
        line = end || (line && (c == ' ' || c == '\t' || c == '>'));
        if (end || !line) {
            text_buffer_add_char(to, c);
        }
    }
}

void formats_render_name(const struct formats_block *b, size_t open, size_t close, struct text_buffer *to)
{
    for (size_t i = open + 1; i < close; i++) {
        if (b->at[i].kind == FORMATS_PIECE_BLANK) {
            text_buffer_add_char(to, ' ');
        } else {
            text_buffer_add(to, formats_block_bytes(b, b->at[i].bytes));
        }
    }
}

/* The bytes of a code, with the values in it that were translated. */
static void add_code(const struct formats_block *b, struct text_range r, const struct formats_patches *patches,
                     struct text_buffer *to)
{
    for (size_t i = 0; patches && i < patches->count; i++) {
        const struct formats_filled *p = &patches->at[i];
        if (p->on && p->segment->bytes.begin >= r.begin && p->segment->bytes.end <= r.end) {
            text_buffer_add(to, formats_block_bytes(b, (struct text_range){r.begin, p->segment->bytes.begin}));
            text_buffer_add(to, p->bytes);
            r.begin = p->segment->bytes.end;
        }
    }
    text_buffer_add(to, formats_block_bytes(b, r));
}

/* A link that is known by its text gets its name beside it, when it has another text now. `begin` is where that begins
 * in the buffer. */
static void add_named(const struct formats_block *b, size_t close, size_t begin, struct text_buffer *to)
{
    struct text_buffer name = {0};
    formats_render_name(b, b->at[close].pair, close, &name);
    struct text_span now = {to->p + begin, to->n - begin};
    if (begin <= to->n && text_span_equal(now, text_buffer_span(&name))) {
        text_buffer_add(to, formats_block_bytes(b, b->at[close].bytes));
    } else {
        text_buffer_add_string(to, "][");
        text_buffer_add(to, text_buffer_span(&name));
        text_buffer_add_char(to, ']');
    }
    to->failed = to->failed || name.failed;
    text_buffer_free(&name);
}

static char byte_at(const struct formats_block *b, size_t i)
{
    return i < b->document.n ? b->document.p[i] : '\n';
}

/* Whether nothing but the beginning of a line stands before the segment. */
static bool begins_line(const struct formats_block *b, const struct formats_segment *s)
{
    size_t i = s->bytes.begin, begin = b->at[0].bytes.begin;
    if (i == begin) {
        return b->place != FORMATS_PLACE_HEADING && b->place != FORMATS_PLACE_CELL;
    }
    while (i > begin && strchr(" \t>", b->document.p[i - 1])) {
        i--;
    }
    return i == begin || b->document.p[i - 1] == '\n' || b->document.p[i - 1] == '\r';
}

/* Texts at the ends of a segment have no blanks there. */
static struct text_span trimmed(const struct formats_runs *runs, size_t i)
{
    struct text_span text = runs->at[i].text, t = text_span_trim(text);
    if (!t.n) {
        return i == 0 || i + 1 == runs->count ? t : text;
    }
    const char *begin = i == 0 ? t.p : text.p, *end = i + 1 == runs->count ? t.p + t.n : text.p + text.n;
    return (struct text_span){begin, (size_t)(end - begin)};
}

void formats_render(const struct formats_filled *f, const struct formats_block_format *format,
                    struct formats_edits *edits, const struct formats_patches *patches, bool alone,
                    struct text_buffer *to)
{
    const struct formats_block *b = f->block;
    struct formats_around around = {.place = b->place, .quote = b->quote, .edits = edits};
    size_t begin = to->n, begins[64], depth = 0;
    bool line = begins_line(b, f->segment);
    for (size_t i = 0; i < f->runs.count; i++) {
        const struct formats_run *run = &f->runs.at[i];
        size_t end = f->segment->bytes.end;
        if (run->kind == FORMATS_PIECE_TEXT) {
            around.line_start = line;
            around.before = to->n > begin ? to->p[to->n - 1] : byte_at(b, f->segment->bytes.begin - 1);
            end = i + 1 < f->runs.count ? b->at[f->codes[run[1].code]].bytes.begin : end;
            around.after = byte_at(b, end);
            format->escape(trimmed(&f->runs, i), &around, to);
            line = false;
            continue;
        }
        size_t number = f->codes[run->code];
        const struct formats_piece *p = &b->at[number];
        size_t from = run->kind == FORMATS_PIECE_CLOSE && depth ? begins[--depth % 64] : to->n;
        if (run->kind == FORMATS_PIECE_CLOSE && p->named) {
            add_named(b, number, from, to);
        } else if (alone) {
            formats_render_piece(b, p, format, to);
        } else {
            add_code(b, p->bytes, patches, to);
        }
        if (run->kind == FORMATS_PIECE_OPEN) {
            begins[depth++ % 64] = to->n;
        }
        line = p->kind == FORMATS_PIECE_LINE;
    }
}
