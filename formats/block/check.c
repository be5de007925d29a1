/* Whether what is to be written still reads as it should, told by the scanner of the format itself: of the block alone,
 * without the marks of what it stands in, and with definitions for the links in it, before and after.
 *
 * Cost: linear in the block, twice. */
#include <string.h>

#include "formats/block/render-private.h"

/* A document of the block alone, and what it has to say. */
struct alone {
    struct text_buffer bytes, text;
};

struct seen {
    struct text_buffer text;
    size_t blocks, codes;
    uint64_t shape;
};

/* Appends with blanks as one, and none at the beginning. */
static void add_words(struct text_buffer *to, struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\f';
        if (!blank) {
            text_buffer_add_char(to, s.p[i]);
        } else if (to->n && to->p[to->n - 1] != ' ') {
            text_buffer_add_char(to, ' ');
        }
    }
}

static struct text_span words(const struct text_buffer *b)
{
    return text_span_trim(text_buffer_span(b));
}

static void say(const struct formats_piece *p, struct text_buffer *to)
{
    bool pair = p->kind == FORMATS_PIECE_OPEN || p->kind == FORMATS_PIECE_CLOSE || p->kind == FORMATS_PIECE_NOTHING;
    add_words(to, pair ? (struct text_span){"", 0} : p->text);
}

/* Definitions for all links of the block that need one, each to another place. */
static void add_definitions(const struct formats_block *b, struct text_buffer *to)
{
    size_t number = 0;
    text_buffer_add_string(to, "\n");
    for (size_t i = 0; i < b->count; i++) {
        const struct formats_piece *p = &b->at[i];
        struct text_span bytes = formats_block_bytes(b, p->bytes);
        if (p->kind != FORMATS_PIECE_CLOSE || p->pair == FORMATS_PIECE_ALONE) {
            continue;
        }
        if (p->named) {
            text_buffer_add_string(to, "\n[");
            formats_render_name(b, p->pair, i, to);
            text_buffer_add_format(to, "]: <%zu>\n", ++number);
        } else if (bytes.n > 3 && bytes.p[0] == ']' && bytes.p[1] == '[') {
            text_buffer_add_string(to, "\n");
            text_buffer_add(to, (struct text_span){bytes.p + 1, bytes.n - 1});
            text_buffer_add_format(to, ": <%zu>\n", ++number);
        }
    }
}

static void say_filled(const struct formats_filled *f, struct text_buffer *to)
{
    for (size_t i = 0; i < f->runs.count; i++) {
        const struct formats_run *run = &f->runs.at[i];
        if (run->kind == FORMATS_PIECE_TEXT) {
            add_words(to, run->text);
        } else {
            say(&f->block->at[f->codes[run->code]], to);
        }
    }
}

/* What stands from `begin` to `end` as it was; *i is the piece to look from. */
static void add_source(const struct formats_block *b, const struct formats_block_format *format, size_t begin,
                       size_t end, size_t *i, struct alone *out)
{
    for (; *i < b->count && b->at[*i].bytes.begin < end; ++*i) {
        struct formats_piece p = b->at[*i];
        size_t from = p.bytes.begin < begin ? begin : p.bytes.begin, to = p.bytes.end > end ? end : p.bytes.end;
        if (from >= to) {
            continue;
        }
        if (p.kind == FORMATS_PIECE_TEXT && !p.whole) {
            p.bytes = (struct text_range){from, to};
            p.text = formats_block_bytes(b, p.bytes);
        }
        say(&p, &out->text);
        formats_render_piece(b, &p, format, &out->bytes);
        if (b->at[*i].bytes.end > end) {
            return; /* goes on behind the segment */
        }
    }
}

static void compose(const struct formats_block_part *part, const struct formats_filled *filled,
                    const struct formats_block_format *format, struct formats_edits *edits, struct alone *out)
{
    static const char *const before[] = {
        [FORMATS_PLACE_HEADING] = "# ", [FORMATS_PLACE_CELL] = "| ", [FORMATS_PLACE_TITLE] = "<title>"};
    static const char *const after[] = {[FORMATS_PLACE_UNDERLINED] = "\n===",
                                        [FORMATS_PLACE_DASHED] = "\n---",
                                        [FORMATS_PLACE_CELL] = " |\n| --- |",
                                        [FORMATS_PLACE_FIRST_CELL] = " |\n| --- |",
                                        [FORMATS_PLACE_TITLE] = "</title>"};
    const struct formats_block *b = &part->block;
    size_t at = b->at[0].bytes.begin, i = 0, place = b->place <= FORMATS_PLACE_TITLE ? b->place : 0;
    text_buffer_add_string(&out->bytes, before[place] ? before[place] : "");
    for (size_t k = 0; filled && k < part->segments.count; k++) {
        const struct formats_segment *s = &part->segments.at[k];
        if (filled[k].on) {
            add_source(b, format, at, s->bytes.begin, &i, out);
            say_filled(&filled[k], &out->text);
            formats_render(&filled[k], format, edits, NULL, true, &out->bytes);
            at = s->bytes.end;
        }
    }
    add_source(b, format, at, b->at[b->count - 1].bytes.end, &i, out);
    text_buffer_add_string(&out->bytes, after[place] ? after[place] : "");
    if (format->margins) {
        add_definitions(b, &out->bytes);
    }
}

static enum text_status see(void *context, const struct formats_block *b, struct text_error *err)
{
    struct seen *seen = context;
    (void)err;
    if (b->place == FORMATS_PLACE_ATTRIBUTE) {
        return TEXT_OK; /* stands in one of the codes, which are copied */
    }
    seen->shape = b->shape;
    seen->blocks++;
    for (size_t i = 0; i < b->count; i++) {
        bool text = b->at[i].kind == FORMATS_PIECE_TEXT || b->at[i].kind == FORMATS_PIECE_BLANK;
        seen->codes += text ? 0 : 1;
        say(&b->at[i], &seen->text);
    }
    return TEXT_OK;
}

/* How a document of the block alone reads, if it has one block with that text. */
static bool look(const struct formats_block_part *part, const struct formats_filled *filled,
                 const struct formats_block_format *format, struct formats_edits *edits, struct seen *seen,
                 enum text_status *status)
{
    struct alone a = {0};
    compose(part, filled, format, edits, &a);
    *status = a.bytes.failed || a.text.failed ? TEXT_NOMEM : format->scan(text_buffer_span(&a.bytes), see, seen, NULL);
    *status = seen->text.failed ? TEXT_NOMEM : *status;
    bool good = *status == TEXT_OK && seen->blocks == 1 && text_span_equal(words(&seen->text), words(&a.text));
    text_buffer_free(&a.bytes);
    text_buffer_free(&a.text);
    text_buffer_free(&seen->text);
    return good;
}

bool formats_block_check(const struct formats_block_part *part, const struct formats_filled *filled,
                         const struct formats_block_format *format, struct formats_edits *edits,
                         enum text_status *status)
{
    struct seen before = {0}, after = {0};
    return look(part, NULL, format, edits, &before, status) && look(part, filled, format, edits, &after, status) &&
           before.codes == after.codes && before.shape == after.shape;
}
