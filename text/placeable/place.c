/* What the readers of placeables ask about a place in a text; see placeable-private.h. */
#include "text/placeable/placeable-private.h"

char text_byte_at(struct text_span s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

bool text_digit_at(struct text_span s, size_t i)
{
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static unsigned class_at(struct text_span s, size_t i)
{
    return i < s.n ? text_char_class(text_char_next(s, &i)) : 0;
}

bool text_letter_at(struct text_span s, size_t i)
{
    return (class_at(s, i) & TEXT_CHAR_LETTER) != 0;
}

bool text_upper_at(struct text_span s, size_t i)
{
    return (class_at(s, i) & TEXT_CHAR_UPPER) != 0;
}

bool text_inside_word(struct text_span s, size_t i)
{
    return i > 0 && (text_char_class(text_char_before(s, &i)) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT)) != 0;
}

size_t text_letters_end(struct text_span s, size_t i)
{
    while (i < s.n) {
        size_t next = i;
        if (!(text_char_class(text_char_next(s, &next)) & TEXT_CHAR_LETTER)) {
            break;
        }
        i = next;
    }
    return i;
}

size_t text_digits_end(struct text_span s, size_t i)
{
    while (text_digit_at(s, i)) {
        i++;
    }
    return i;
}

size_t text_blank_end(struct text_span s, size_t i)
{
    for (int count = 0; count < 2 && (class_at(s, i) & TEXT_CHAR_BLANK) && s.p[i] != '\n'; count++) {
        text_char_next(s, &i);
    }
    return i;
}

size_t text_blank_begin(struct text_span s, size_t i)
{
    for (int count = 0; count < 2 && i > 0; count++) {
        size_t before = i;
        if (s.p[i - 1] == '\n' || !(text_char_class(text_char_before(s, &before)) & TEXT_CHAR_BLANK)) {
            break;
        }
        i = before;
    }
    return i;
}

struct text_span text_word_before(struct text_span s, size_t i)
{
    size_t begin = i;
    while (begin > 0 && i - begin <= TEXT_WORD_BYTES) {
        size_t before = begin;
        if (!(text_char_class(text_char_before(s, &before)) & TEXT_CHAR_LETTER)) {
            break;
        }
        begin = before;
    }
    return text_slice(s, begin, i);
}

struct text_span text_slice(struct text_span s, size_t begin, size_t end)
{
    return begin < end ? (struct text_span){s.p + begin, end - begin} : (struct text_span){NULL, 0};
}

int text_small_number(struct text_span s, size_t i, size_t least, size_t most, size_t *end)
{
    int value = 0;
    size_t n = 0;
    while (n <= most && text_digit_at(s, i + n)) {
        value = value * 10 + (s.p[i + n++] - '0');
    }
    if (n < least || n > most) {
        return -1;
    }
    *end = i + n;
    return value;
}

size_t text_phrase_end(const struct text_reader *r, enum text_term_kind kind, size_t i, int32_t *value)
{
    enum { WORDS = 4, LONGEST = 48 };
    size_t ends[WORDS], count = 0, at = i;
    while (count < WORDS && at - i <= LONGEST) {
        size_t end = at;
        while (end < r->s.n && end - i <= LONGEST) {
            size_t next = end;
            unsigned class = text_char_class(text_char_next(r->s, &next));
            if (!(class & TEXT_CHAR_LETTER) && r->s.p[end] != '.' && r->s.p[end] != '$' && r->s.p[end] != '-') {
                break;
            }
            end = next;
        }
        if (end == at) {
            break;
        }
        ends[count++] = end;
        at = end + (text_byte_at(r->s, end) == ' ');
        if (at == end) {
            break;
        }
    }
    while (count > 0) {
        size_t end = ends[--count];
        while (end > i && (r->s.p[end - 1] == '.' || r->s.p[end - 1] == '-')) {
            end--;
        }
        if (text_term_value(r->language, kind, text_slice(r->s, i, end), value)) {
            return end;
        }
    }
    return 0;
}
