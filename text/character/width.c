/* See width.h. */
#include "text/width.h"

#include "text/character/character-private.h"
#include "text/character/property-private.h"

enum { JOINER = 0x200D, AS_EMOJI = 0xFE0F, FIRST_TONE = 0x1F3FB, LAST_TONE = 0x1F3FF };

static bool is(uint32_t c, unsigned what)
{
    return text_property_of(c)->is & what;
}

/* The letters of which two make a flag. */
static bool is_flag_letter(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

static size_t width_of(uint32_t c)
{
    return is(c, TEXT_IS_WIDTHLESS) ? 0 : is(c, TEXT_IS_WIDE) ? 2 : 1;
}

size_t text_cluster_next(struct text_span s, size_t *i)
{
    uint32_t first = text_char_next(s, i), before = first;
    size_t width = width_of(first);
    while (*i < s.n) {
        size_t next = *i;
        unsigned char lead = (unsigned char)s.p[next];
        if (lead < 0x80) {
            break;
        }
        uint32_t c = text_char_next(s, &next);
        bool pair = is_flag_letter(c) && is_flag_letter(first) && before == first && width == 1;
        bool joined = before == JOINER && is(first, TEXT_IS_PICTURE) && is(c, TEXT_IS_PICTURE);
        bool tone = c >= FIRST_TONE && c <= LAST_TONE && is(first, TEXT_IS_PICTURE);
        if (!pair && !joined && !tone && !is(c, TEXT_IS_WIDTHLESS)) {
            break;
        }
        if (pair || (c == AS_EMOJI && width == 1)) {
            width = 2;
        }
        before = c;
        *i = next;
    }
    return width;
}

size_t text_columns(struct text_span s)
{
    size_t columns = 0;
    for (size_t i = 0; i < s.n;) {
        columns += text_cluster_next(s, &i);
    }
    return columns;
}
