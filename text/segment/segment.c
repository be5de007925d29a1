/* See segment.h. Lines become paragraphs here, sentences in scan.c. */
#include "text/segment.h"

#include <string.h>

#include "text/segment/scan-private.h"
#include "text/segment/segment-private.h"
#include "text/srx/srx-private.h"
#include "text/word/shape-private.h"

enum { HEADING_BYTES = 300 }; /* a longer paragraph is running text, whatever it ends with */

/* The segments as they are found, the newest that is in the arena. */
struct growing {
    struct text_arena *arena;
    struct text_segment *at;
    size_t count, capacity;
};

const char *text_kind_name(enum text_kind kind)
{
    static const char *const names[] = {"sentence", "heading", "item", "furniture"};
    return names[kind];
}

static bool resize(struct growing *g, size_t capacity)
{
    const size_t size = sizeof *g->at;
    struct text_segment *at =
        capacity > SIZE_MAX / size ? NULL : text_arena_resize(g->arena, g->at, g->capacity * size, capacity * size);
    if (!at) {
        return false;
    }
    g->at = at;
    g->capacity = capacity;
    return true;
}

static bool push(struct growing *g, struct text_segment segment)
{
    if (g->count == g->capacity && !resize(g, g->capacity ? g->capacity * 2 : 64)) {
        return false;
    }
    g->at[g->count++] = segment;
    return true;
}

/* Blanks off both ends, those beyond ASCII too. */
static struct text_span trim(struct text_span s)
{
    size_t begin = text_scan_blanks(s, 0), end = s.n;
    while (end > begin) {
        size_t before = end;
        if (!(text_char_class(text_char_before(s, &before)) & TEXT_CHAR_BLANK)) {
            break;
        }
        end = before;
    }
    return (struct text_span){s.p + begin, end - begin};
}

/* A stop, perhaps with closing marks behind it, ends the span. */
static bool ends_like_sentence(struct text_span s)
{
    const unsigned after = TEXT_CHAR_CLOSE | TEXT_CHAR_QUOTE | TEXT_CHAR_MARK;
    for (size_t i = s.n; i > 0;) {
        unsigned class = text_char_class(text_char_before(s, &i));
        if (class & TEXT_CHAR_STOP) {
            return true;
        }
        if (!(class & after)) {
            return false;
        }
    }
    return false;
}

/* "1. ", "(2) ", "a) ", "ii. ", "- ", "• " */
static bool begins_with_marker(struct text_span line)
{
    enum { MARKER_BYTES = 8 };
    const char *blank = line.n ? memchr(line.p, ' ', line.n > MARKER_BYTES ? MARKER_BYTES : line.n) : NULL;
    if (!blank) {
        return false;
    }
    struct text_span marker = {line.p, (size_t)(blank - line.p)};
    size_t i = 0;
    uint32_t c = marker.n ? text_char_next(marker, &i) : 0;
    if (i == marker.n) {
        return (text_char_class(c) & TEXT_CHAR_DASH) || c == '*' || c == 0x2022 || c == 0x25E6 || c == 0x25AA ||
               c == 0x25CF;
    }
    char last = marker.p[marker.n - 1];
    if (last != ')' && (last != '.' || c == '(')) {
        return false;
    }
    marker = (struct text_span){marker.p + (c == '('), marker.n - 1 - (c == '(')};
    return text_shape_number(marker) || text_shape_roman(marker) || text_shape_letter(marker);
}

struct reading {
    const struct text_language *language;
    const struct text_decoded *decoded;
    struct text_srx *srx; /* NULL: by our own rules */
    const char *code;     /* which of them */
    struct growing found;
    uint32_t paragraph;
    struct text_error *err;
};

/* Where the sentences of a line end, whoever says it. */
struct ends {
    struct text_scan scan;
    const size_t *next; /* NULL: ask the scan */
};

static size_t next_end(struct ends *e)
{
    return e->next ? *e->next++ : text_scan_next(&e->scan);
}

static enum text_status add(struct reading *r, struct text_span text, enum text_kind kind)
{
    size_t begin = (size_t)(text.p - r->decoded->text.p);
    struct text_range bytes = {text_decoded_origin(r->decoded, begin), text_decoded_origin(r->decoded, begin + text.n)};
    return push(&r->found, (struct text_segment){text, bytes, r->paragraph, kind})
               ? TEXT_OK
               : text_fail_memory(r->err, "the segments of a text");
}

static bool is_furniture(const struct reading *r, struct text_span line)
{
    return r->language && text_line_is_furniture(r->language, line);
}

static enum text_status read_paragraph(struct reading *r, struct text_span line)
{
    bool furniture = is_furniture(r, line), item = begins_with_marker(line);
    struct ends ends = {.scan = text_scan_begin(r->language, line)};
    enum text_status status = TEXT_OK;
    if (r->srx) {
        status = text_srx_cut(r->srx, r->code, line, &ends.next, r->err);
    }
    for (size_t begin = 0, end = 0; status == TEXT_OK && end < line.n; begin = text_scan_blanks(line, end)) {
        end = next_end(&ends);
        struct text_span sentence = {line.p + begin, end - begin};
        enum text_kind kind = TEXT_SENTENCE;
        if (furniture || (begin > 0 && line.p[begin] == '(' && is_furniture(r, sentence))) {
            kind = TEXT_FURNITURE;
        } else if (item && begin == 0) {
            kind = TEXT_ITEM;
        } else if (begin == 0 && end == line.n && line.n <= HEADING_BYTES && !ends_like_sentence(line)) {
            kind = TEXT_HEADING;
        }
        status = add(r, sentence, kind);
    }
    return status;
}

/* At the end of a page furniture is followed by links and headlines that lead elsewhere: "BERITA LAINNYA". */
static void mark_tail(struct growing *found)
{
    size_t tail = found->count, first;
    while (tail > 0 && found->at[tail - 1].kind != TEXT_SENTENCE) {
        tail--;
    }
    first = tail;
    while (first < found->count && found->at[first].kind != TEXT_FURNITURE) {
        first++;
    }
    for (size_t i = first; tail > 0 && i < found->count; i++) {
        found->at[i].kind = TEXT_FURNITURE;
    }
}

static enum text_kind kind_of_line(const struct text_language *language, struct text_span line)
{
    if (!line.n || text_line_is_furniture(language, line)) {
        return line.n ? TEXT_FURNITURE : TEXT_SENTENCE;
    }
    if (begins_with_marker(line)) {
        return TEXT_ITEM;
    }
    return line.n <= HEADING_BYTES && !ends_like_sentence(line) ? TEXT_HEADING : TEXT_SENTENCE;
}

static enum text_status read_lines(struct reading *r, bool lines)
{
    struct text_span line, rest = r->decoded->text;
    while (rest.n && text_span_cut(&rest, '\n', &line)) {
        struct text_span trimmed = trim(line);
        enum text_status status = TEXT_OK;
        if (lines) {
            status = add(r, trimmed, kind_of_line(r->language, trimmed));
        } else if (trimmed.n) {
            status = read_paragraph(r, trimmed);
        }
        if (status != TEXT_OK) {
            return status;
        }
        r->paragraph += lines || trimmed.n;
    }
    return TEXT_OK;
}

static enum text_status read_text(struct reading *r, bool lines, struct text_document *out)
{
    enum text_status status = read_lines(r, lines);
    if (status != TEXT_OK) {
        return status;
    }
    if (!lines) {
        mark_tail(&r->found);
    }
    if (r->found.count) {
        resize(&r->found, r->found.count); /* gives back what was not needed */
    }
    *out = (struct text_document){r->found.at, r->found.count};
    return TEXT_OK;
}

enum text_status text_segment(const struct text_language *language, const struct text_decoded *decoded, bool lines,
                              struct text_arena *arena, struct text_document *out, struct text_error *err)
{
    struct reading r = {.language = language, .decoded = decoded, .found = {.arena = arena}, .err = err};
    return read_text(&r, lines, out);
}

enum text_status text_segment_srx(struct text_srx *srx, const char *code, const struct text_language *language,
                                  const struct text_decoded *decoded, struct text_arena *arena,
                                  struct text_document *out, struct text_error *err)
{
    struct reading r = {.language = language, .decoded = decoded, .srx = srx, .code = code, .err = err};
    r.found.arena = arena;
    return read_text(&r, false, out);
}
