/* Lines of Markdown: where their content begins, YAML in front of them all, and brackets that would take too long. */
#include "formats/markdown/markdown-private.h"

#include <string.h>

enum { BRACKETS = 8 }; /* in each other */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The mark of a list item at i, with its blank; 0 when there is none. */
static size_t item_mark(struct text_span s, size_t i, size_t limit)
{
    size_t digits = 0;
    while (i + digits < limit && digits < 9 && s.p[i + digits] >= '0' && s.p[i + digits] <= '9') {
        digits++;
    }
    size_t sign = i + digits;
    bool ok = sign < limit && (digits ? s.p[sign] == '.' || s.p[sign] == ')' : strchr("-+*", s.p[sign]) != NULL);
    return ok && s.p[sign] && sign + 1 < limit && is_blank(s.p[sign + 1]) ? digits + 2 : 0;
}

size_t formats_markdown_content(struct text_span s, size_t line, size_t limit, struct formats_margin margin)
{
    size_t i = line;
    for (;;) {
        while (i < limit && is_blank(s.p[i])) {
            i++;
        }
        size_t mark = margin.items && i < limit ? item_mark(s, i, limit) : 0;
        if (mark) {
            margin.items--;
            i += mark;
        } else if (margin.quotes && i < limit && s.p[i] == '>') {
            margin.quotes--;
            i++;
        } else {
            return i;
        }
    }
}

/* Cuts off the next line, without its end. */
static bool next_line(struct text_span s, size_t *at, struct text_span *line)
{
    if (*at >= s.n) {
        return false;
    }
    const char *end = memchr(s.p + *at, '\n', s.n - *at);
    size_t n = end ? (size_t)(end - s.p) - *at : s.n - *at;
    *line = (struct text_span){s.p + *at, n};
    *at += n + (end ? 1 : 0);
    while (line->n && (is_blank(line->p[line->n - 1]) || line->p[line->n - 1] == '\r')) {
        line->n--;
    }
    return true;
}

/* As Jekyll and others have it: the first line is ---, and the next one that is --- or ... ends it. A line between that
 * no YAML would have there (a blank second line) makes it a thematic break. */
size_t formats_markdown_front(struct text_span s)
{
    size_t mark = s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, at = mark;
    struct text_span line;
    if (!next_line(s, &at, &line) || !text_span_equal(line, TEXT_LITERAL("---"))) {
        return mark;
    }
    for (bool first = true; next_line(s, &at, &line); first = false) {
        if (text_span_equal(line, TEXT_LITERAL("---")) || text_span_equal(line, TEXT_LITERAL("..."))) {
            return at;
        }
        if (first && !line.n) {
            break;
        }
    }
    return mark;
}

void formats_markdown_calm(char *document, size_t n)
{
    size_t depth = 0;
    bool blank = true; /* so far nothing stands on the line */
    for (size_t i = 0; i < n; i++) {
        char c = document[i];
        if (c == '\n' || c == '\r') {
            depth = blank ? 0 : depth;
            blank = true;
            continue;
        }
        blank = blank && (is_blank(c) || c == '>');
        if (c == '\\' && i + 1 < n && (document[i + 1] == '[' || document[i + 1] == ']')) {
            i++;
        } else if (c == '[' && depth == BRACKETS) {
            document[i] = 'x';
        } else if (c == '[') {
            depth++;
        } else if (c == ']' && depth) {
            depth--;
        }
    }
}
