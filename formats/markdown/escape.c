/* Texts written as Markdown (CommonMark 0.31, 2.4 Backslash escapes): what could mean something where it stands gets a
 * backslash, and nothing else, so that a text stays readable. Whether it was enough is checked by reading it again. */
#include <string.h>

#include "formats/markdown/markdown-private.h"

enum { NOTE = 40 }; /* bytes of a footnote's mark */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Of ASCII; what is not ASCII counts as a letter. */
static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7F && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
    return !is_blank(c) && !is_punctuation(c);
}

/* Whether &... at i is a reference. */
static bool is_reference(struct text_span s, size_t i)
{
    size_t n = i + 1;
    while (n < s.n && (is_letter(s.p[n]) || (s.p[n] >= '0' && s.p[n] <= '9') || (s.p[n] == '#' && n == i + 1))) {
        n++;
    }
    return n > i + 1 && (n == s.n || s.p[n] == ';');
}

/* Whether the bracket at i is one of a footnote's mark: [^1]. That is none in CommonMark, but in many other kinds of
 * Markdown, and stays one. */
static bool is_note(struct text_span s, size_t i)
{
    size_t begin = i, end = i;
    while (begin && s.p[begin] != '[' && i - begin < NOTE && !is_blank(s.p[begin])) {
        begin--;
    }
    while (end < s.n && s.p[end] != ']' && end - i < NOTE && !is_blank(s.p[end])) {
        end++;
    }
    return end < s.n && s.p[end] == ']' && s.p[begin] == '[' && end - begin > 2 && s.p[begin + 1] == '^' &&
           !memchr(s.p + begin + 1, '[', end - begin);
}

/* What means something between words. */
static bool is_mark(struct text_span s, size_t i, char before, char after, enum formats_place place)
{
    char c = s.p[i];
    switch (c) {
    case '`':
        return true;
    case '[':
    case ']':
        return !is_note(s, i);
    case '*':
    case '~':
        return !(is_blank(before) && is_blank(after));
    case '_':
        return !(is_blank(before) && is_blank(after)) && !(is_word(before) && is_word(after));
    case '\\':
        return is_punctuation(after) || after == '\n' || after == '\r';
    case '<':
        return is_letter(after) || after == '/' || after == '!' || after == '?';
    case '&':
        return is_reference(s, i);
    case '!':
        return after == '[';
    case '|':
        return place == FORMATS_PLACE_CELL || place == FORMATS_PLACE_FIRST_CELL;
    default:
        return c == '#' && place == FORMATS_PLACE_HEADING && (is_blank(after) || after == '#' || before == '#');
    }
}

/* How many bytes at the beginning of a line stand before what has to get a backslash there, so that no block begins;
 * s.n when there is none. */
static size_t find_start_mark(struct text_span s, char after)
{
    size_t n = 0;
    char c = s.n ? s.p[0] : '\0', next = s.n > 1 ? s.p[1] : after;
    while (n < s.n && n < 9 && s.p[n] >= '0' && s.p[n] <= '9') {
        n++;
    }
    if (n && n < s.n && (s.p[n] == '.' || s.p[n] == ')')) {
        next = n + 1 < s.n ? s.p[n + 1] : after;
        return is_blank(next) ? n : s.n;
    }
    if (c == '>' || c == '=' || c == '|' || c == ':') {
        return c == ':' && is_word(next) ? s.n : 0;
    }
    if (c == '-' || c == '+') {
        return is_word(next) ? s.n : 0;
    }
    if (c == '*') {
        return is_blank(next) ? 0 : s.n;
    }
    return c == '#' && (is_blank(next) || next == '#') ? 0 : s.n;
}

void formats_markdown_escape(struct text_span s, const struct formats_markdown_place *place, struct text_buffer *to)
{
    size_t start = place->line_start ? find_start_mark(s, place->after) : s.n;
    for (size_t i = 0; i < s.n; i++) {
        char before = i ? s.p[i - 1] : place->before, after = i + 1 < s.n ? s.p[i + 1] : place->after;
        char c = s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '\0' ? ' ' : s.p[i];
        bool cell = place->place == FORMATS_PLACE_CELL || place->place == FORMATS_PLACE_FIRST_CELL;
        if (cell && c == '\\' && (after == '|' || i + 1 == s.n)) {
            text_buffer_add_string(to, "&#92;"); /* a backslash would keep the | from ending the cell, even \\ */
            continue;
        }
        if (i == start || is_mark(s, i, before, after, place->place)) {
            text_buffer_add_char(to, '\\');
        }
        text_buffer_add_char(to, c);
    }
}
