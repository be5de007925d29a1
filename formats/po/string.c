/* The strings of PO: "...", with escapes as in C, one or several lines of them a string. */
#include <stdint.h>
#include <string.h>

#include "formats/po/po-private.h"

enum { COLUMNS = 79 }; /* of the gettext tools */

static int digit(char c, int base)
{
    int d = c >= '0' && c <= '9'   ? c - '0'
            : c >= 'a' && c <= 'f' ? c - 'a' + 10
            : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                   : 99;
    return d < base ? d : -1;
}

/* What stands behind a backslash; returns behind it. */
static const char *take_escape(const char *p, const char *end, struct text_buffer *to)
{
    static const char letters[] = "ntrabfv", meant[] = "\n\t\r\a\b\f\v";
    const char *letter = *p ? strchr(letters, *p) : NULL;
    if (letter) {
        text_buffer_add_char(to, meant[letter - letters]);
        return p + 1;
    }
    int base = *p == 'x' ? 16 : 8, value = 0, digits = 0;
    const char *q = p + (base == 16);
    while (q < end && digits < (base == 16 ? 2 : 3) && digit(*q, base) >= 0) {
        value = value * base + digit(*q++, base);
        digits++;
    }
    if (digits == 0) {
        text_buffer_add_char(to, *p);
        return p + 1;
    }
    text_buffer_add_char(to, (char)value);
    return q;
}

bool formats_po_string(struct text_span s, struct text_buffer *to)
{
    s = text_span_trim(s);
    if (s.n < 2 || s.p[0] != '"') {
        return false;
    }
    const char *p = s.p + 1, *end = s.p + s.n;
    while (p < end && *p != '"') {
        if (*p == '\\' && p + 1 < end) {
            p = take_escape(p + 1, end, to);
        } else {
            text_buffer_add_char(to, *p++);
        }
    }
    return p + 1 == end;
}

bool formats_po_keyword(struct text_span *line, const char *word)
{
    struct text_span w = text_span_of(word);
    bool found = text_span_starts(*line, w) && line->n > w.n && strchr(" \t\"[", line->p[w.n]);
    if (found) {
        line->p += w.n;
        line->n -= w.n;
        *line = text_span_trim(*line);
    }
    return found;
}

static void add_escaped(struct text_span s, struct text_buffer *to)
{
    static const char letters[] = "ntrabfv\"\\", meant[] = "\n\t\r\a\b\f\v\"\\";
    for (size_t i = 0; i < s.n; i++) {
        const char *at = s.p[i] ? strchr(meant, s.p[i]) : NULL;
        if (at) {
            text_buffer_add_char(to, '\\');
            text_buffer_add_char(to, letters[at - meant]);
        } else {
            text_buffer_add_char(to, s.p[i]);
        }
    }
}

/* How much of s goes on a line of so many columns: up to a line end, else up to the last blank that fits. Columns are
 * code points; an escape is two. */
static size_t line_of(struct text_span s, size_t columns)
{
    size_t used = 0, blank = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n') {
            return i + 1;
        }
        used += ((unsigned char)s.p[i] & 0xC0) != 0x80;
        used += s.p[i] == '"' || s.p[i] == '\\' || s.p[i] == '\t';
        if (used > columns && blank) {
            return blank;
        }
        blank = s.p[i] == ' ' ? i + 1 : blank;
    }
    return s.n;
}

void formats_po_write(struct text_span s, const struct formats_po_layout *how, struct text_buffer *to)
{
    size_t first = line_of(s, how->wide ? SIZE_MAX : COLUMNS - 2 - how->column);
    size_t columns = how->wide ? SIZE_MAX : COLUMNS - 2 - how->prefix.n;
    if (first == s.n) {
        text_buffer_add_char(to, '"');
        add_escaped(s, to);
        text_buffer_add_char(to, '"');
        return;
    }
    text_buffer_add_string(to, "\"\"");
    while (s.n) {
        size_t n = line_of(s, columns);
        text_buffer_add_string(to, how->line_end);
        text_buffer_add(to, how->prefix);
        text_buffer_add_char(to, '"');
        add_escaped((struct text_span){s.p, n}, to);
        text_buffer_add_char(to, '"');
        s.p += n;
        s.n -= n;
    }
}
