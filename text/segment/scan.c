/* See scan-private.h. The inner loop passes over bytes that are of no interest (heat-private.h). */
#include "text/segment/scan-private.h"

#include <string.h>

#include "text/segment/heat-private.h"
#include "text/segment/weak-private.h"
#include "text/word/shape-private.h"

enum {
    BRACKET_BYTES = 400, /* a bracket that closes later than this, or never, is taken for a lone mark */
    RULE = 3,            /* so many equal marks are a rule across the page, */
    DASHES = 4           /* but three hyphens are a dash */
};

size_t text_scan_blanks_wide(struct text_span line, size_t i)
{
    while (i < line.n) {
        size_t next = i;
        if (!(text_char_class(text_char_next(line, &next)) & TEXT_CHAR_BLANK)) {
            break;
        }
        i = next;
    }
    return i;
}

size_t text_scan_blanks_back(struct text_span line, size_t i, size_t least)
{
    while (i > least) {
        size_t before = i;
        if (!(text_char_class(text_char_before(line, &before)) & TEXT_CHAR_BLANK)) {
            break;
        }
        i = before;
    }
    return i;
}

bool text_scan_dots(struct text_span line, size_t i)
{
    struct text_span rest = {line.p + i, line.n - i};
    return text_span_starts(rest, TEXT_LITERAL("..")) || text_span_starts(rest, TEXT_LITERAL("\342\200\246"));
}

struct text_span text_scan_word(struct text_span line, size_t i)
{
    size_t end = i;
    for (size_t at = i; at < line.n && at - i < TEXT_WORD_BYTES;) {
        uint32_t c = text_char_next(line, &at);
        if (text_char_class(c) & TEXT_CHAR_LETTER) {
            end = at;
        } else if (end == i || (c != '-' && c != '\'' && c != 0x2019)) {
            break;
        }
    }
    return (struct text_span){line.p + i, end - i};
}

struct text_scan text_scan_begin(const struct text_language *language, struct text_span line)
{
    bool quote = false;
    return (struct text_scan){.language = language, .line = line, .first = text_scan_openers(line, 0, &quote)};
}

/* A straight double quote at i opens or closes by what stands beside it, else by turns. */
static bool quote_opens(const struct text_scan *s, size_t i)
{
    size_t before = i;
    unsigned left = i ? text_char_class(text_char_before(s->line, &before)) : TEXT_CHAR_BLANK;
    unsigned right = i + 1 < s->line.n ? text_shape_at(s->line, i + 1) : TEXT_CHAR_BLANK;
    bool free_left = (left & (TEXT_CHAR_BLANK | TEXT_CHAR_OPEN)) != 0;
    bool free_right = (right & (TEXT_CHAR_BLANK | TEXT_CHAR_CLOSE | TEXT_CHAR_STOP)) != 0;
    if (free_left != free_right) {
        return free_left;
    }
    return !s->quoted;
}

static void meet_bracket(struct text_scan *s, size_t i)
{
    if (i < s->bracket_end) {
        return;
    }
    if (s->next_close < i) {
        const char *close = memchr(s->line.p + i, ')', s->line.n - i);
        s->next_close = close ? (size_t)(close - s->line.p) : s->line.n;
    }
    if (i > s->begin && s->next_close < s->line.n && s->next_close - i <= BRACKET_BYTES) {
        s->bracket_end = s->next_close;
    }
}

/* "[12]" at i: where it ends, or i. */
static size_t skip_reference(struct text_span line, size_t i)
{
    size_t at = i + 1;
    while (at < line.n && line.p[at] >= '0' && line.p[at] <= '9') {
        at++;
    }
    return at > i + 1 && at < line.n && line.p[at] == ']' ? at + 1 : i;
}

/* One closing thing at i: where it ends, or i when nothing closes there. */
static size_t skip_closer(struct text_scan *s, struct text_stop *stop, size_t i)
{
    size_t next = i;
    uint32_t c = text_char_next(s->line, &next);
    unsigned class = text_char_class(c);
    unsigned right = next < s->line.n ? text_shape_at(s->line, next) : TEXT_CHAR_BLANK;
    if (c == '"') {
        if (quote_opens(s, i)) {
            return i;
        }
        s->quoted = false;
        stop->quote = true;
        return next;
    }
    if (c == '\'') {
        bool closes = !(right & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT));
        stop->quote = stop->quote || closes;
        return closes ? next : i;
    }
    if (c == '[') {
        return skip_reference(s->line, i);
    }
    if ((class & TEXT_CHAR_CLOSE) && !((class & TEXT_CHAR_OPEN) && (right & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT)))) {
        stop->quote = stop->quote || (class & TEXT_CHAR_QUOTE);
        return next;
    }
    if (class & TEXT_CHAR_MARK) {
        return right & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT) ? i : next;
    }
    return i;
}

/* A closing mark that stands behind a blank, as in text that was taken apart into words: where it begins, or 0. */
static size_t detached_closer(const struct text_scan *s, size_t i)
{
    size_t at = text_scan_blanks(s->line, i);
    if (at == i || at >= s->line.n) {
        return 0;
    }
    size_t next = at;
    uint32_t c = text_char_next(s->line, &next);
    unsigned class = text_char_class(c), right = next < s->line.n ? text_shape_at(s->line, next) : TEXT_CHAR_BLANK;
    if (!(right & (TEXT_CHAR_BLANK | TEXT_CHAR_STOP)) || text_scan_dots(s->line, next)) {
        return 0;
    }
    bool closes = c == '"' ? s->quoted : (class & TEXT_CHAR_CLOSE) != 0;
    return closes ? at : 0;
}

static void note_stop(struct text_stop *stop, uint32_t c, size_t count)
{
    stop->strong = stop->strong || (c != '.' && c != 0x2026);
    stop->dots = stop->dots || c == 0x2026 || (c == '.' && count > 0);
}

/* Stops that follow, also behind blanks ("! ! !"), but not the one of ".NET". Returns the end. */
static size_t skip_stops(const struct text_scan *s, struct text_stop *stop, size_t i)
{
    size_t end = i, count = 1;
    while (end < s->line.n) {
        size_t at = text_scan_blanks(s->line, end), next = at;
        if (at >= s->line.n) {
            break;
        }
        uint32_t c = text_char_next(s->line, &next);
        if (!(text_char_class(c) & TEXT_CHAR_STOP)) {
            break;
        }
        if (at > end && (text_shape_at(s->line, next) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT) ||
                         (c == '?' && count == 1 && s->line.p[end - 1] == '.' && next < s->line.n))) {
            break; /* ". ? " is no stop repeated, see sides.c */
        }
        note_stop(stop, c, count++);
        end = next;
    }
    return end;
}

/* "naik.3 Ekspor": a number at a full stop behind a word, with a capital to follow, is a footnote's. */
static size_t skip_note(const struct text_scan *s, size_t first, size_t i)
{
    size_t begin = first, end = i;
    while (end < s->line.n && end - i < 3 && s->line.p[end] >= '0' && s->line.p[end] <= '9') {
        end++;
    }
    while (end > i && begin > s->begin && s->line.p[begin - 1] >= 'a' && s->line.p[begin - 1] <= 'z') {
        begin--;
    }
    struct text_span word = {s->line.p + begin, first - begin};
    bool free = begin == s->begin || s->line.p[begin - 1] == ' ' || s->line.p[begin - 1] == '-';
    if (end == i || end - i > 2 || end >= s->line.n || s->line.p[end] != ' ' || word.n < 3 || !free ||
        !(text_shape_at(s->line, text_scan_blanks(s->line, end)) & TEXT_CHAR_UPPER) ||
        text_language_abbreviation(s->language, word)) {
        return i;
    }
    return end;
}

static struct text_stop read_stop(struct text_scan *s, size_t first, size_t after, uint32_t c)
{
    struct text_stop stop = {.first = first};
    note_stop(&stop, c, 0);
    stop.run = skip_stops(s, &stop, after);
    stop.end = stop.run == after && c == '.' ? skip_note(s, first, after) : stop.run;
    while (stop.end < s->line.n) {
        size_t closed = skip_closer(s, &stop, stop.end);
        if (closed == stop.end) {
            size_t detached = detached_closer(s, closed);
            closed = detached ? skip_closer(s, &stop, detached) : closed;
            closed = closed == detached ? stop.end : closed;
        }
        if (closed == stop.end) {
            size_t more = stop.end > stop.run ? skip_stops(s, &stop, stop.end) : stop.end;
            if (more == stop.end) {
                break;
            }
            stop.again = true;
            closed = more;
        }
        stop.end = closed;
    }
    stop.next = text_scan_blanks(s->line, stop.end);
    return stop;
}

/* A mark for a quotation mark lost in conversion: "?" before a word, behind a comma, or first of all. */
static bool is_lost_quote(struct text_span line, size_t begin, size_t first, size_t after)
{
    if (line.p[first] != '?') {
        return false;
    }
    return first == begin || line.p[first - 1] == ',' ||
           (line.p[first - 1] == ' ' && (text_shape_at(line, after) & TEXT_CHAR_LETTER));
}

/* Where the row of marks equal to that at i ends. */
static size_t row_end(struct text_span line, size_t i)
{
    size_t end = i;
    while (end < line.n && line.p[end] == line.p[i]) {
        end++;
    }
    return end;
}

static size_t ends_at(struct text_scan *s, size_t end, size_t next)
{
    bool quote = false;
    s->begin = s->at = next;
    s->first = text_scan_openers(s->line, next, &quote); /* once a sentence: it may begin with any number of them */
    s->bracket_end = 0;
    s->quoted = false; /* each sentence is read as if it stood alone */
    return end;
}

/* The stop at [first..*after): whether a sentence ends with it; else *after is moved behind what belongs to it. */
static bool meet_stop(struct text_scan *s, size_t first, size_t *after, uint32_t c, struct text_stop *stop)
{
    if (is_lost_quote(s->line, s->begin, first, *after)) {
        return false;
    }
    *stop = read_stop(s, first, *after, c);
    *after = stop->end;
    if (stop->next >= s->line.n) {
        return false;
    }
    size_t address = stop->next == stop->end ? text_weak_address(s, first) : 0;
    if (!address) {
        return text_stop_ends(s, stop);
    }
    *after = address > *after ? address : *after;
    if (text_weak_ends(s, *after)) {
        stop->end = *after;
        stop->next = text_scan_blanks(s->line, *after);
        return true;
    }
    return false;
}

/* The sentence that ends in front of the row of marks [i..row), or behind it when the row began it; 0 when the row is
 * too short for a rule across the page, or does not stand free. */
static size_t meet_row(struct text_scan *s, size_t i, size_t row)
{
    struct text_span line = s->line;
    size_t before = text_scan_blanks_back(line, i, s->begin);
    bool free = (i == s->begin || before < i) && (row == line.n || text_shape_at(line, row) & TEXT_CHAR_BLANK);
    if (!free || row - i < (line.p[i] == '-' ? DASHES : RULE) || i < s->bracket_end) {
        return 0;
    }
    if (i == s->begin) {
        return row < line.n ? ends_at(s, row, text_scan_blanks(line, row)) : 0;
    }
    return ends_at(s, before, i);
}

size_t text_scan_next(struct text_scan *s)
{
    struct text_span line = s->line;
    struct text_stop stop;
    size_t i = s->at, end;
    while ((i = text_heat_next(line, i)) < line.n) {
        enum text_heat heat = (enum text_heat)text_heat_of[(unsigned char)line.p[i]];
        size_t after = i + 1;
        if (heat == TEXT_HEAT_STOP) {
            after = i;
            uint32_t c = text_char_next(line, &after);
            if ((text_char_class(c) & TEXT_CHAR_STOP) && meet_stop(s, i, &after, c, &stop)) {
                return ends_at(s, stop.end, stop.next);
            }
        } else if (heat == TEXT_HEAT_RULER) {
            after = row_end(line, i);
            if ((end = meet_row(s, i, after)) > 0) {
                return end;
            }
        } else if (heat == TEXT_HEAT_QUOTE) {
            s->quoted = quote_opens(s, i);
        } else if (heat == TEXT_HEAT_SLASH) {
            if ((end = text_weak_stamp(s, i)) > 0) {
                return ends_at(s, end, text_scan_blanks(line, end));
            }
        } else if (text_weak_face(s, i)) {
            return ends_at(s, after, text_scan_blanks(line, after));
        } else if (heat == TEXT_HEAT_OPEN) {
            meet_bracket(s, i);
        }
        i = after;
    }
    s->at = line.n;
    return line.n;
}
