/* The stages of decoding: bytes -> valid UTF-8 (charset.c and declared.c find out from what, convert.c does it) ->
 * clean UTF-8 (clean.c), each with the way back to where its characters came from (shift.c).
 */
#ifndef TEXT_DECODE_PRIVATE_H
#define TEXT_DECODE_PRIVATE_H

#include <stdint.h>

#include "text/buffer.h"
#include "text/decode.h"

/* From `place` on, each `width` bytes of the text stem from `origin_width` bytes, the first of them at `origin`; until
 * the next shift. Before the first one text and origin are the same. A character that came from somewhere else
 * needs one; runs of equal ones share it. */
struct text_shift {
    size_t place, origin;
    uint8_t width, origin_width;
};

/* Shifts in rising order of place; legal from {0}. Like a buffer it remembers that memory ran out. */
struct text_map {
    struct text_shift *at;
    size_t count, capacity;
    bool failed;
};

void text_map_free(struct text_map *);
/* `place` never falls from call to call. Adds nothing where the map says so already. */
void text_map_add(struct text_map *, struct text_shift);
size_t text_shift_origin(const struct text_shift *, size_t count, size_t place);

/* Where s stops being UTF-8; s.n when it never does. */
size_t text_utf8_end(struct text_span s);
/* How many bytes at i, which begin no character, are one error: a maximal subpart of a character, or one byte. */
size_t text_utf8_error(struct text_span s, size_t i);

enum { TEXT_CHARSET_NAME = 64 };

/* Finds out, or takes from `decoding`, what charset the bytes are in: `name` becomes an iconv name. *skip: how many
 * bytes of byte order mark stand before the text. */
enum text_status text_charset_find(struct text_span bytes, const struct text_decoding *, char name[TEXT_CHARSET_NAME],
                                   size_t *skip, struct text_error *err);
/* The charset a page or an XML file says it is in; empty when it does not say. */
struct text_span text_charset_declared(struct text_span bytes);

/* Bytes in the charset `name`, from bytes.p[begin] on, to UTF-8. *replaced is counted up; with `lossy` all
 * input goes through. Otherwise TEXT_INVALID, with `bad` the offset of what is not valid; TEXT_MISUSE, iconv does not
 * know the charset. No message is written: the caller knows the name of the file. */
struct text_conversion {
    struct text_span bytes;
    size_t begin;
    const char *charset;
    bool lossy;
    struct text_buffer *out;
    struct text_map *map;
    size_t replaced, bad;
};
enum text_status text_convert(struct text_conversion *);

/* Cleans `in`, which is valid UTF-8 and came from where `from` says (NULL: from itself, of which nothing was
 * removed). *out becomes a part of `in` when no more than its ends had to go, else it stands in `room`. With
 * `collapse` line ends are blanks too, blanks are made one and those at the ends go. `map` may be NULL; `origin_end`
 * is where the origin ends. False when out of memory. */
struct text_clean {
    struct text_span in;
    const struct text_map *from;
    size_t origin_end;
    bool collapse;
};
bool text_clean(const struct text_clean *, struct text_buffer *room, struct text_map *map, struct text_span *out);

#endif
