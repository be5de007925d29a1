/* The stages of decoding: bytes -> valid UTF-8 (charset.c and declared.c find out from what, convert.c does it) ->
 * clean UTF-8 (clean.c), each with the way back to where its characters came from (shift.c).
 */
#ifndef TEXT_DECODE_DECODE_PRIVATE_H
#define TEXT_DECODE_DECODE_PRIVATE_H

#include <stdint.h>

#include "text/buffer.h"
#include "text/decode.h"

/* From `place` on, each `width` bytes of the text stem from `origin_width` bytes, the first of them at `origin`; until
 * the next shift. A character that came from somewhere else needs one; runs of equal ones share it. */
struct text_shift {
    size_t place, origin;
    uint8_t width, origin_width;
};

/* How far things are where the code at `code` begins. */
struct text_mark {
    size_t place, origin, code;
};

/* A finished way back, and where text and origin end. Borrowed from a map, or in an arena. */
struct text_way {
    const uint8_t *codes;
    size_t n;
    const struct text_mark *marks;
    size_t mark_count, place, origin;
};

/* A way back that is being made, shift by shift; legal from {0}, which is a text that is its own origin. */
struct text_map {
    struct text_buffer codes;
    struct text_mark *marks;
    size_t mark_count, mark_capacity, run_count, place, origin;
    struct text_shift last;
    bool shifted; /* once it is ended: text and origin are not the same */
};

void text_map_free(struct text_map *);
/* Neither place nor origin falls from call to call. Adds nothing where the map says so already. */
void text_map_add(struct text_map *, struct text_shift);
/* Says where text and origin end, after which nothing may be added. False when memory ran out on the way. */
bool text_map_end(struct text_map *, size_t place, size_t origin);
struct text_way text_map_way(const struct text_map *);

/* Where the character at `place` came from; `way` NULL: from there. Cost: logarithmic in the number of runs. */
size_t text_way_origin(const struct text_way *way, size_t place);

/* Reads a way from its begin: `run` holds up to `end`. Of the way NULL the first run is all. */
struct text_way_reader {
    const struct text_way *way;
    size_t at, end;
    struct text_shift run;
};
void text_way_begin(struct text_way_reader *, const struct text_way *);
bool text_way_next(struct text_way_reader *); /* false at the end */

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

/* Bytes in the charset `name`, from bytes.p[begin] on, to UTF-8. `replaced` is counted up; with `lossy` all
 * input goes through. Otherwise TEXT_INVALID, with `bad` the offset of what is not valid; TEXT_MISUSE, iconv does not
 * know the charset. No message is written: the caller knows the name of the file. The map is ended. */
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
 * `collapse` line ends are blanks too, blanks are made one and those at the ends go. `map`, which is
 * ended, may be NULL; `origin_end` is where the origin ends. TEXT_NOMEM; TEXT_IO when ICU cannot be loaded. */
struct text_clean {
    struct text_span in;
    const struct text_way *from;
    size_t origin_end;
    bool collapse;
};
enum text_status text_clean(const struct text_clean *, struct text_buffer *room, struct text_map *map,
                            struct text_span *out, struct text_error *err);

#endif
