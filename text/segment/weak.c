/* See weak-private.h. All look a bounded number of bytes back and ahead. */
#include "text/segment/weak-private.h"

#include <string.h>

#include "text/word/shape-private.h"

enum { ADDRESS_BYTES = 80 /* how far before a stop an address may begin */ };

bool text_weak_ends(const struct text_scan *s, size_t end)
{
    struct text_stop stop = {.first = end, .run = end, .end = end, .weak = true};
    stop.next = text_scan_blanks(s->line, end);
    struct text_span rest = {s->line.p + stop.next, s->line.n - stop.next};
    if (end < s->bracket_end) {
        return false; /* what stands in brackets stays together */
    }
    return stop.next > end && rest.n && (text_span_starts(rest, TEXT_LITERAL("http")) || text_stop_ends(s, &stop));
}

size_t text_weak_address(const struct text_scan *s, size_t i)
{
    struct text_span line = s->line;
    size_t begin = i, end = i;
    while (begin > s->begin && i - begin < ADDRESS_BYTES && (unsigned char)line.p[begin - 1] > ' ') {
        begin--;
    }
    struct text_span head = {line.p + begin, i - begin};
    const char *slashes = head.n ? memchr(head.p, '/', head.n) : NULL;
    bool site = slashes && slashes > head.p && slashes[-1] == ':';
    if (!site && !(head.n && memchr(head.p, '@', head.n)) && !text_span_starts(head, TEXT_LITERAL("www"))) {
        return 0;
    }
    while (end < line.n && (unsigned char)line.p[end] > ' ') {
        end++;
    }
    while (end > i) {
        size_t before = end;
        unsigned class = text_char_class(text_char_before(line, &before));
        if (!(class & (TEXT_CHAR_STOP | TEXT_CHAR_CLOSE | TEXT_CHAR_QUOTE)) && line.p[before] != ',') {
            break;
        }
        end = before;
    }
    return end > i ? end : 0;
}

/* ":)", ";-)" with its last character at i. */
static bool is_face(struct text_span line, size_t i)
{
    size_t eyes = i && line.p[i - 1] == '-' ? i - 1 : i;
    return eyes > 1 && (line.p[eyes - 1] == ':' || line.p[eyes - 1] == ';') && line.p[eyes - 2] == ' ';
}

bool text_weak_face(const struct text_scan *s, size_t i)
{
    return is_face(s->line, i) && text_weak_ends(s, i + 1);
}

/* Behind the digits at i, `least` to `most` of them; 0 when they are not so many. */
static size_t skip_digits(struct text_span line, size_t i, size_t least, size_t most)
{
    size_t end = i;
    while (end < line.n && line.p[end] >= '0' && line.p[end] <= '9') {
        end++;
    }
    return end - i >= least && end - i <= most ? end : 0;
}

/* Behind the mark and the digits at i; 0 when they are not there, or i is 0. */
static size_t skip_part(struct text_span line, size_t i, char mark, size_t least, size_t most)
{
    return i && i < line.n && line.p[i] == mark ? skip_digits(line, i + 1, least, most) : 0;
}

/* "/16/2000 12:05:14 PM": where it ends, or 0. */
static size_t stamp_end(struct text_span line, size_t i)
{
    size_t year = skip_part(line, skip_part(line, i, '/', 1, 2), '/', 2, 4);
    size_t minute = skip_part(line, skip_part(line, year, ' ', 1, 2), ':', 2, 2), second;
    if (!minute) {
        return 0;
    }
    second = skip_part(line, minute, ':', 2, 2);
    size_t half = second ? second : minute;
    struct text_span rest = {line.p + half, line.n - half};
    return text_span_starts(rest, TEXT_LITERAL(" AM")) || text_span_starts(rest, TEXT_LITERAL(" PM")) ? half + 3 : 0;
}

size_t text_weak_stamp(const struct text_scan *s, size_t i)
{
    struct text_span line = s->line;
    size_t begin = i;
    while (begin > s->begin && line.p[begin - 1] >= '0' && line.p[begin - 1] <= '9') {
        begin--;
    }
    if (begin == i || i - begin > 2 || i < s->bracket_end) {
        return 0;
    }
    size_t end = stamp_end(line, i), before = text_scan_blanks_back(line, begin, s->begin), word = before;
    if (!end) {
        return 0;
    }
    while (word > s->begin && before - word < ADDRESS_BYTES && (unsigned char)line.p[word - 1] > ' ') {
        word--;
    }
    bool name = before < begin && (text_shape_at(line, word) & TEXT_CHAR_UPPER || line.p[before - 1] == '>' ||
                                   memchr(line.p + word, '@', before - word));
    if (name) {
        return before;
    }
    return end < line.n && text_shape_at(line, text_scan_blanks(line, end)) & TEXT_CHAR_UPPER ? end : 0;
}
