/* See shape-private.h. */
#include "text/word/shape-private.h"

#include <string.h>

bool text_shape_all(struct text_span s, unsigned class)
{
    for (size_t i = 0; i < s.n;) {
        if (!(text_char_class(text_char_next(s, &i)) & class)) {
            return false;
        }
    }
    return s.n > 0;
}

bool text_shape_letter(struct text_span s)
{
    size_t i = 0;
    return s.n && (text_char_class(text_char_next(s, &i)) & TEXT_CHAR_LETTER) && i == s.n;
}

bool text_shape_roman(struct text_span s)
{
    const char *letters = text_shape_begins(s, TEXT_CHAR_UPPER) ? "IVXLC" : "ivxlc";
    for (size_t i = 0; i < s.n; i++) {
        if (!memchr(letters, s.p[i], 5)) {
            return false;
        }
    }
    return s.n > 0;
}

bool text_shape_number(struct text_span s)
{
    bool digit = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            digit = true;
        } else if (!memchr(".,-/:", s.p[i], 5)) {
            return false;
        }
    }
    return digit;
}

bool text_shape_dotted(struct text_span s)
{
    size_t letters = 0;
    bool wants_letter = true;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = text_char_next(s, &i);
        if (wants_letter ? !(text_char_class(c) & TEXT_CHAR_LETTER) : c != '.') {
            return false;
        }
        letters += wants_letter;
        wants_letter = !wants_letter;
    }
    return letters > 1 && !wants_letter;
}

bool text_shape_acronym(struct text_span s)
{
    size_t capitals = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned class = text_char_class(text_char_next(s, &i));
        if (class & TEXT_CHAR_LOWER) {
            return false;
        }
        capitals += (class & TEXT_CHAR_UPPER) != 0;
    }
    return capitals > 1;
}

bool text_shape_spoken(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 128 || memchr("aeiouyAEIOUY", s.p[i], 12)) {
            return true;
        }
    }
    return false;
}

struct text_span text_shape_bare(struct text_span s)
{
    const unsigned inner = TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT;
    size_t begin = 0, end = s.n;
    while (begin < end) {
        size_t next = begin;
        if (text_char_class(text_char_next(s, &next)) & inner) {
            break;
        }
        begin = next;
    }
    while (end > begin) {
        size_t before = end;
        if (text_char_class(text_char_before(s, &before)) & inner) {
            break;
        }
        end = before;
    }
    return (struct text_span){s.p + begin, end - begin};
}
