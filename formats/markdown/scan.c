/* md4c's events -> blocks. Cost: that of md4c, and linear; memory: a copy of the document. */
#include "formats/markdown/markdown-private.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/markdown/md4c-private.h"
#include "formats/xml/reference-private.h"

enum { PADDING = 16 };

struct scan {
    struct text_span s;
    const char *copy; /* of s, from `front` on: what the parser has */
    size_t front;
    formats_block_sink *sink;
    void *context;
    struct text_error *err;
    enum text_status status;
    struct formats_block_builder builder;
    struct formats_margin margin;
    struct formats_block block;
    uint64_t shape, spans;
    bool verbatim;            /* in a block that bears no text: code or HTML */
    unsigned level;           /* of the heading it is in, or 0 */
    size_t cell;              /* which cell of its row it is in, or 0 */
    size_t row_cell, row_end; /* the last cell of the row that had a text, and where it ended */
    size_t task;              /* where the mark of the task ends that it is in, or 0 */
    /* The text at hand: that of a paragraph, a heading, a cell, or of an item of a tight list. */
    bool inside;
    bool begun;  /* its first words have come */
    size_t last; /* where what was taken of it ends */
    struct formats_gap gap;
    bool code_span, autolink; /* what comes is part of a code */
    bool link;                /* the last event was that a link begins */
    bool joined;              /* an HTML tag goes on behind a line end */
};

static void push(struct scan *c, enum formats_gap_kind kind, bool end)
{
    struct formats_gap *g = &c->gap;
    if (g->count == FORMATS_GAP_MOST) {
        g->overflow = true;
    } else {
        g->at[g->count].kind = kind;
        g->at[g->count++].end = end;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t line_of(const struct scan *c, size_t i)
{
    while (i && c->s.p[i - 1] != '\n' && c->s.p[i - 1] != '\r') {
        i--;
    }
    return i;
}

/* Whether the character at i is taken away by a backslash before it. */
static bool is_escaped(const struct scan *c, size_t i)
{
    size_t n = 0;
    while (n < i && c->s.p[i - n - 1] == '\\') {
        n++;
    }
    return n % 2;
}

/* Where a cell begins that has a text at `to`: behind as many bars as there are cells since one of which the end is
 * known. A bar in a code span is none to md4c, so that it cannot be looked for from the text. */
static size_t begin_cell(struct scan *c, size_t to)
{
    size_t line = line_of(c, to), i = formats_markdown_content(c->s, line, to, c->margin), bars = c->cell;
    if (c->row_cell && c->row_end > line && c->row_end <= to) {
        i = c->row_end;
        bars -= c->row_cell;
    } else if (i == to || c->s.p[i] != '|') {
        bars--;
    }
    c->block.place = bars ? FORMATS_PLACE_CELL : FORMATS_PLACE_FIRST_CELL;
    for (; bars && i < to; i++) {
        bars -= c->s.p[i] == '|' && !is_escaped(c, i) ? 1 : 0;
    }
    while (i < to && is_blank(c->s.p[i])) {
        i++;
    }
    return i;
}

/* Where the block begins of which the first text is at `to`: on the line of that, or before it by the line ends that
 * came already. */
static size_t begin_block(struct scan *c, size_t to)
{
    if (c->cell) {
        return begin_cell(c, to);
    }
    size_t line = line_of(c, to);
    for (size_t i = 0; i < c->gap.count && line; i++) {
        if (c->gap.at[i].kind == FORMATS_GAP_SOFT || c->gap.at[i].kind == FORMATS_GAP_HARD) {
            line -= line > 1 && c->s.p[line - 1] == '\n' && c->s.p[line - 2] == '\r' ? 2 : 1;
            line = line_of(c, line);
        }
    }
    bool task = c->task > line && c->task <= to;
    struct formats_margin margin = task ? (struct formats_margin){0} : c->margin;
    size_t i = formats_markdown_content(c->s, task ? c->task : line, to, margin), marks = 0;
    while (i + marks < to && c->s.p[i + marks] == '#') {
        marks++;
    }
    if (!c->level || marks != c->level || i + marks == to || !is_blank(c->s.p[i + marks])) {
        return i;
    }
    c->block.place = FORMATS_PLACE_HEADING;
    return formats_markdown_content(c->s, i + marks, to, (struct formats_margin){0});
}

static struct formats_margin margin_of(const struct scan *c)
{
    return (struct formats_margin){c->margin.quotes, 0};
}

/* Adds what stands between the last text and one at `to`. */
static void take_gap(struct scan *c, size_t to)
{
    if (!c->begun) {
        c->begun = true;
        c->last = begin_block(c, to);
        c->margin.items = 0;
    }
    if (c->last < to) {
        c->last = formats_gap_add(c->s, c->last, to, false, &c->gap, margin_of(c), &c->builder);
    }
    c->gap.count = 0;
    c->gap.overflow = false;
}

static void add(struct scan *c, enum formats_piece_kind kind, bool whole, size_t end, struct text_span text)
{
    formats_block_add(&c->builder,
                      (struct formats_piece){.kind = kind, .whole = whole, .bytes = {c->last, end}, .text = text});
    c->last = end;
}

static void on_words(struct scan *c, size_t at, size_t n)
{
    bool escaped = n == 1 && at && at > c->last && c->s.p[at - 1] == '\\' && ispunct((unsigned char)c->s.p[at]);
    take_gap(c, escaped ? at - 1 : at);
    add(c, FORMATS_PIECE_TEXT, escaped, at + n, (struct text_span){c->s.p + at, n});
}

static void on_reference(struct scan *c, size_t at, size_t n)
{
    char bytes[FORMATS_REFERENCE_BYTES];
    bool known = formats_reference_start(NULL) == TEXT_OK;
    size_t size = known ? formats_reference((struct text_span){c->s.p + at, n}, bytes) : 0;
    struct text_span text = text_arena_copy(c->builder.arena, (struct text_span){bytes, size});
    take_gap(c, at);
    if (!text.p) {
        c->builder.failed = true;
    } else if (size) {
        add(c, FORMATS_PIECE_TEXT, true, at + n, text);
    } else {
        add(c, FORMATS_PIECE_CODE, true, at + n, TEXT_LITERAL(FORMATS_PIECE_OBJECT));
    }
}

/* A tag, or a part of one that goes over several lines. */
static void on_tag(struct scan *c, size_t at, size_t n, bool joined)
{
    struct formats_piece *last = c->builder.count ? &c->builder.at[c->builder.count - 1] : NULL;
    if (joined && last && last->bytes.end == c->last && at >= c->last) {
        last->bytes.end = c->last = at + n;
        return;
    }
    take_gap(c, at);
    size_t sign = n > 1 && c->s.p[at + 1] == '/' ? 2 : 1, name = sign;
    while (name < n && isalnum((unsigned char)c->s.p[at + name])) {
        name++;
    }
    bool alone = name == sign || (sign == 1 && n > 2 && c->s.p[at + n - 2] == '/');
    struct text_span text = {c->s.p + at + sign, name - sign};
    bool line = text.n == 2 && strncasecmp(text.p, "br", 2) == 0;
    enum formats_piece_kind kind = sign == 2 ? FORMATS_PIECE_CLOSE : FORMATS_PIECE_OPEN;
    kind = line ? FORMATS_PIECE_LINE : alone ? FORMATS_PIECE_NOTHING : kind;
    add(c, kind, true, at + n, line ? TEXT_LITERAL(" ") : text);
}

static void begin(struct scan *c)
{
    if (!c->inside) {
        c->inside = true;
        c->begun = c->code_span = c->autolink = c->link = c->joined = false;
        c->spans = 0;
        c->gap.count = 0;
        c->gap.overflow = false;
        c->block.place = c->cell         ? FORMATS_PLACE_CELL
                         : c->level == 2 ? FORMATS_PLACE_DASHED
                         : c->level      ? FORMATS_PLACE_UNDERLINED
                                         : FORMATS_PLACE_PARAGRAPH;
        formats_block_begin(&c->builder);
    }
}

static bool is_underlined(const struct scan *c)
{
    return c->block.place == FORMATS_PLACE_UNDERLINED || c->block.place == FORMATS_PLACE_DASHED;
}

static bool has_lines(const struct scan *c)
{
    bool found = false;
    for (size_t i = 0; i < c->builder.count && !found; i++) {
        found = c->builder.at[i].kind == FORMATS_PIECE_BLANK || c->builder.at[i].kind == FORMATS_PIECE_LINE;
    }
    return found;
}

/* The text at hand ends, if there is one. */
static bool finish(struct scan *c)
{
    if (c->inside) {
        c->inside = false;
        if (c->begun && c->gap.count) {
            size_t end = c->s.n;
            if (c->cell) {
                for (end = c->last; end < c->s.n && c->s.p[end] != '\n' && c->s.p[end] != '\r'; end++) {
                }
            }
            c->last = formats_gap_add(c->s, c->last, end, true, &c->gap, margin_of(c), &c->builder);
        }
        if (c->cell && c->begun) {
            c->row_end = c->last;
            c->row_cell = c->cell;
        }
        /* md4c takes the line below for that of a heading on other conditions after one line than after several. */
        c->builder.full = c->builder.full || (is_underlined(c) && has_lines(c));
        c->block.document = c->s;
        c->block.shape = c->shape ^ c->spans;
        c->status = formats_block_deliver(&c->builder, &c->block, c->sink, c->context, c->err);
        formats_md4c_mix(&c->shape, c->spans);
    }
    return c->status == TEXT_OK;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *context)
{
    struct scan *c = context;
    bool here = text >= c->copy && text < c->copy + c->s.n - c->front, linked = c->link, joined = c->joined;
    size_t at = here ? c->front + (size_t)(text - c->copy) : 0;
    if (c->verbatim) {
        formats_md4c_mix(&c->shape, text_hash((struct text_span){text, n}));
        return 0;
    }
    begin(c);
    c->link = c->joined = false;
    if (c->code_span || c->autolink) {
        return 0;
    }
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
        push(c, type == MD_TEXT_BR ? FORMATS_GAP_HARD : FORMATS_GAP_SOFT, false);
    } else if (linked && here && at && c->s.p[at - 1] == '<') {
        c->gap.at[c->gap.count - 1].kind = FORMATS_GAP_AUTOLINK;
        c->autolink = true;
    } else if (type == MD_TEXT_HTML && !here) {
        c->joined = true;
    } else if (here && (!c->begun || at >= c->last)) {
        if (type == MD_TEXT_HTML) {
            on_tag(c, at, n, joined);
        } else if (type == MD_TEXT_ENTITY) {
            on_reference(c, at, n);
        } else {
            on_words(c, at, n);
        }
    }
    return c->builder.failed ? 1 : 0;
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct scan *c = context;
    enum formats_gap_kind kind;
    begin(c);
    c->spans += formats_md4c_target(type, detail);
    if (formats_md4c_gap(type, &kind)) {
        push(c, kind, false);
    }
    c->code_span = c->code_span || type == MD_SPAN_CODE;
    c->link = type == MD_SPAN_A && !c->gap.overflow;
    return 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct scan *c = context;
    enum formats_gap_kind kind;
    (void)detail;
    if (type == MD_SPAN_CODE) {
        c->code_span = false;
    } else if (type == MD_SPAN_A && c->autolink) {
        c->autolink = false;
    } else if (formats_md4c_gap(type, &kind)) {
        push(c, kind, true);
    }
    c->link = false;
    return 0;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct scan *c = context;
    bool ok = finish(c);
    formats_md4c_mix(&c->shape, 2 * (uint64_t)type + 64 * formats_md4c_detail(type, detail));
    c->verbatim = type == MD_BLOCK_CODE || type == MD_BLOCK_HTML;
    c->margin.quotes += type == MD_BLOCK_QUOTE ? 1 : 0;
    c->margin.items = c->verbatim || type == MD_BLOCK_HR ? 0 : c->margin.items + (type == MD_BLOCK_LI ? 1 : 0);
    c->level = type == MD_BLOCK_H ? ((const MD_BLOCK_H_DETAIL *)detail)->level : 0;
    if (type == MD_BLOCK_LI) {
        const MD_BLOCK_LI_DETAIL *item = detail;
        c->task = item->is_task ? c->front + (size_t)item->task_mark_offset + 2 : 0;
    } else if (type == MD_BLOCK_TR) {
        c->cell = c->row_cell = 0;
    } else if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
        c->cell++;
    }
    return ok ? 0 : 1;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct scan *c = context;
    bool ok = finish(c);
    (void)detail;
    formats_md4c_mix(&c->shape, 2 * (uint64_t)type + 1);
    c->verbatim = false;
    c->level = 0;
    c->task = 0;
    c->margin.quotes -= type == MD_BLOCK_QUOTE ? 1 : 0;
    c->margin.items = type == MD_BLOCK_LI ? 0 : c->margin.items;
    c->cell = type == MD_BLOCK_TR ? 0 : c->cell;
    return ok ? 0 : 1;
}

enum text_status formats_markdown_scan(struct text_span document, formats_block_sink *sink, void *context,
                                       struct text_error *err)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    size_t front = formats_markdown_front(document);
    struct scan c = {.s = document, .front = front, .sink = sink, .context = context, .err = err};
    enum text_status status = formats_md4c_load(err);
    if (status != TEXT_OK) {
        return status;
    }
    if (document.n > UINT_MAX / 2) {
        return text_fail(err, TEXT_INVALID, "Markdown of more than 2 GiB is not read");
    }
    /* md4c 0.4.8 looks a byte too far at a link that is not ended where the document ends: here it finds a line end. */
    size_t n = document.n - front;
    char *copy = calloc(n + PADDING, 1);
    int result = copy ? 0 : 1;
    if (copy && n) {
        memcpy(copy, document.p + front, n);
        n += copy[n - 1] == '\n' ? 0 : 1;
        copy[n - 1] = '\n';
        c.copy = copy;
        formats_markdown_calm(copy, n);
        result = formats_md4c.md_parse(copy, (MD_SIZE)n, &parser, &c);
    }
    free(copy);
    bool failed = c.builder.failed;
    formats_block_free(&c.builder);
    if (c.status != TEXT_OK) {
        return c.status;
    }
    return result || failed ? text_fail_memory(err, "Markdown") : TEXT_OK;
}
