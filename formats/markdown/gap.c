/* What stands between two texts of a block of Markdown, as pieces. md4c says which spans begin and end there, so that
 * each mark is known before it is looked at (CommonMark 0.31, 6 Inlines); where another stands than the one that has
 * to, all that is left is one code. Cost: linear in the gap. */
#include "formats/markdown/markdown-private.h"

#include <string.h>

struct gap {
    struct text_span s;
    size_t at, end;
    bool open;
    struct formats_margin margin;
    struct formats_block_builder *to;
};

static char byte_at(const struct gap *g, size_t i)
{
    return i < g->end ? g->s.p[i] : '\0';
}

static void add(struct gap *g, enum formats_piece_kind kind, size_t n, const char *text)
{
    formats_block_add(g->to, (struct formats_piece){
                                 .kind = kind, .whole = true, .bytes = {g->at, g->at + n}, .text = text_span_of(text)});
    g->at += n;
}

static size_t skip_blanks(const struct gap *g, size_t i)
{
    while (byte_at(g, i) == ' ' || byte_at(g, i) == '\t') {
        i++;
    }
    return i;
}

/* Behind the line end at i and what begins the next line; i when there is no line end. */
static size_t skip_line_end(const struct gap *g, size_t i)
{
    size_t n = byte_at(g, i) == '\r' ? 1 : 0;
    n += byte_at(g, i + n) == '\n' ? 1 : 0;
    return n ? formats_markdown_content(g->s, i + n, g->end, g->margin) : i;
}

static size_t skip_space(const struct gap *g, size_t i)
{
    i = skip_line_end(g, skip_blanks(g, i));
    return skip_blanks(g, i);
}

/* Behind the next `close` that no backslash takes away; 0 when there is none. */
static size_t find_close(const struct gap *g, size_t i, char close)
{
    while (i < g->end && g->s.p[i] != close) {
        i += g->s.p[i] == '\\' ? 2 : 1;
    }
    return i < g->end ? i + 1 : 0;
}

static size_t skip_destination(const struct gap *g, size_t i)
{
    size_t depth = 0;
    if (byte_at(g, i) == '<') {
        return find_close(g, i + 1, '>');
    }
    for (; i < g->end && (unsigned char)g->s.p[i] > ' '; i++) {
        char c = g->s.p[i];
        if (c == '\\' && i + 1 < g->end && (unsigned char)g->s.p[i + 1] > ' ') {
            i++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && depth-- == 0) {
            return i;
        }
    }
    return i;
}

/* Behind "(destination "title")", which begins at i; 0 when it is not that. */
static size_t skip_resource(const struct gap *g, size_t i)
{
    i = skip_destination(g, skip_space(g, i + 1));
    if (i) {
        i = skip_space(g, i);
        char c = byte_at(g, i);
        if (c == '"' || c == '\'' || c == '(') {
            i = find_close(g, i + 1, c == '(' ? ')' : c);
            i = i ? skip_space(g, i) : 0;
        }
    }
    return i && byte_at(g, i) == ')' ? i + 1 : 0;
}

static bool end_link(struct gap *g, const char *name)
{
    size_t n = 1;
    if (byte_at(g, g->at) != ']') {
        return false;
    }
    if (byte_at(g, g->at + 1) == '(' || byte_at(g, g->at + 1) == '[') {
        bool resource = g->s.p[g->at + 1] == '(';
        size_t end = resource ? skip_resource(g, g->at + 1) : find_close(g, g->at + 2, ']');
        n = end ? end - g->at : 1;
    }
    bool named = n == 1 || (n == 3 && g->s.p[g->at + 1] == '[');
    formats_block_add(g->to, (struct formats_piece){.kind = FORMATS_PIECE_CLOSE,
                                                    .whole = true,
                                                    .named = named,
                                                    .bytes = {g->at, g->at + n},
                                                    .text = text_span_of(name)});
    g->at += n;
    return true;
}

/* A mark of n equal characters out of `marks`. */
static bool take_mark(struct gap *g, const char *marks, size_t n, bool end, const char *name)
{
    char c = byte_at(g, g->at);
    if (!c || !strchr(marks, c) || (n == 2 && byte_at(g, g->at + 1) != c)) {
        return false;
    }
    add(g, end ? FORMATS_PIECE_CLOSE : FORMATS_PIECE_OPEN, n, name);
    return true;
}

static size_t run_of(const struct gap *g, size_t i, char c)
{
    size_t n = 0;
    while (byte_at(g, i + n) == c) {
        n++;
    }
    return n;
}

static bool take_code_span(struct gap *g)
{
    size_t n = run_of(g, g->at, '`');
    for (size_t i = g->at + n; n && i < g->end; i++) {
        size_t run = run_of(g, i, '`');
        if (run == n) {
            add(g, FORMATS_PIECE_CODE, i + n - g->at, FORMATS_PIECE_OBJECT);
            return true;
        }
        i += run;
    }
    return false;
}

static bool take_autolink(struct gap *g)
{
    size_t end = byte_at(g, g->at) == '<' ? find_close(g, g->at + 1, '>') : 0;
    if (end) {
        add(g, FORMATS_PIECE_CODE, end - g->at, FORMATS_PIECE_OBJECT);
    }
    return end != 0;
}

static bool take_line_end(struct gap *g, bool hard)
{
    size_t i = skip_blanks(g, g->at);
    i += hard && byte_at(g, i) == '\\' ? 1 : 0;
    size_t next = skip_line_end(g, i);
    if (next == i) {
        return false;
    }
    add(g, hard ? FORMATS_PIECE_LINE : FORMATS_PIECE_BLANK, next - g->at, " ");
    return true;
}

static bool take(struct gap *g, enum formats_gap_kind kind, bool end)
{
    switch (kind) {
    case FORMATS_GAP_EMPHASIS:
        return take_mark(g, "*_", 1, end, "em");
    case FORMATS_GAP_STRONG:
        return take_mark(g, "*_", 2, end, "strong");
    case FORMATS_GAP_DELETION:
        return take_mark(g, "~", byte_at(g, g->at + 1) == '~' ? 2 : 1, end, "del");
    case FORMATS_GAP_LINK:
        return end ? end_link(g, "a") : take_mark(g, "[", 1, false, "a");
    case FORMATS_GAP_IMAGE:
        if (end) {
            return end_link(g, "img");
        }
        if (byte_at(g, g->at) != '!' || byte_at(g, g->at + 1) != '[') {
            return false;
        }
        add(g, FORMATS_PIECE_OPEN, 2, "img");
        return true;
    case FORMATS_GAP_AUTOLINK:
        return take_autolink(g);
    case FORMATS_GAP_CODE:
        return take_code_span(g);
    default:
        return take_line_end(g, kind == FORMATS_GAP_HARD);
    }
}

size_t formats_gap_add(struct text_span document, size_t begin, size_t end, bool open, const struct formats_gap *gap,
                       struct formats_margin margin, struct formats_block_builder *to)
{
    margin.items = 0; /* a mark of an item stands on the first line only */
    struct gap g = {document, begin, end, open, margin, to};
    bool known = !gap->overflow;
    for (size_t i = 0; known && i < gap->count; i++) {
        known = take(&g, gap->at[i].kind, gap->at[i].end);
    }
    if (!open && g.at < end) {
        add(&g, FORMATS_PIECE_NOTHING, end - g.at, "");
    }
    return g.at;
}
