/* Folding: see break-private.h. Full case folding looks at one character at a time, so a word of any length needs no
 * buffer of its own: it is measured, then written. */
#include "text/word/break-private.h"

#include <string.h>
#include <unicode/utf8.h>

#include "text/character/character-private.h"
#include "text/character/property-private.h"

enum { LONGEST = 16, CHUNK = 1 << 14 }; /* a character folds to at most three, of at most 4 bytes */

/* The folded form of the character at *i, as UTF-8; *i then stands behind it. */
static size_t fold_char(struct text_span s, size_t *i, uint8_t to[LONGEST])
{
    const uint8_t *p = (const uint8_t *)s.p;
    size_t start = *i;
    UChar32 c;
    U8_NEXT(p, *i, s.n, c);
    if (c < 128 || (c >= 0x2010 && c < 0x2060) || (c >= 0xE0 && c <= 0xFF)) { /* what cannot be read too */
        size_t n = *i - start;
        memcpy(to, p + start, n);
        to[0] = c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : to[0];
        return n;
    }
    const struct text_property *property = text_property_of((uint32_t)c);
    if (!(property->is & TEXT_FOLDS_LONG)) {
        return text_char_encode((uint32_t)(c + property->fold), (char *)to);
    }
    uint32_t folded[TEXT_FOLDED_MOST];
    size_t count = text_property_folded((uint32_t)c, folded), n = 0;
    for (size_t k = 0; k < count; k++) {
        n += text_char_encode(folded[k], (char *)to + n);
    }
    return n;
}

/* Takes n bytes from the room, which gets more from the arena when it is used up. */
static char *take(struct text_fold_room *room, size_t n, size_t rest, struct text_arena *arena)
{
    if (room->n < n) {
        size_t more = rest < CHUNK ? rest : CHUNK;
        more = more < n ? n : more;
        room->p = text_arena_alloc(arena, more, 1);
        room->n = room->p ? more : 0;
        if (!room->p) {
            return NULL;
        }
    }
    char *p = room->p;
    room->p += n;
    room->n -= n;
    return p;
}

static struct text_span fold_wide(struct text_span word, size_t rest, struct text_arena *arena,
                                  struct text_fold_room *room)
{
    uint8_t one[LONGEST];
    size_t n = 0;
    bool changes = false;
    for (size_t i = 0; i < word.n;) {
        size_t start = i, length = fold_char(word, &i, one);
        changes = changes || length != i - start || memcmp(one, word.p + start, length) != 0;
        n += length;
    }
    if (!changes) {
        return word;
    }
    char *to = take(room, n, rest, arena);
    if (to) {
        size_t at = 0;
        for (size_t i = 0; i < word.n;) {
            size_t length = fold_char(word, &i, one);
            memcpy(to + at, one, length);
            at += length;
        }
    }
    return (struct text_span){to, n};
}

struct text_span text_fold(struct text_span word, unsigned held, size_t rest, struct text_arena *arena,
                           struct text_fold_room *room)
{
    if (held & TEXT_HAS_WIDE) {
        return fold_wide(word, rest, arena, room);
    }
    if (!(held & TEXT_HAS_UPPER)) {
        return word;
    }
    char *to = take(room, word.n, rest, arena);
    if (to) {
        for (size_t i = 0; i < word.n; i++) {
            char c = word.p[i];
            to[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        }
    }
    return (struct text_span){to, word.n};
}
