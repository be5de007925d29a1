/* Bytes of any charset -> clean UTF-8, with the way back to the bytes.
 *
 * The charset is told by: a byte order mark; a declaration (HTML meta, XML); being valid UTF-8; then
 * ICU's detector. Clean means: NFC, line ends are \n, no byte order mark, soft hyphens and zero-width
 * characters gone, no-break and other blanks are U+0020, no control characters but \n and \t.
 *
 * Cost: linear in the bytes. What is clean UTF-8 already, such as ASCII without carriage returns, is returned as it
 * came, uncopied. The way back takes a byte or two wherever something was removed, replaced or of another width.
 */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include "text/arena.h"
#include "text/error.h"

struct text_decoding {
    const char *name;    /* for messages: the file's name */
    const char *charset; /* NULL: find out; else an iconv name */
    bool lossy;          /* invalid input becomes U+FFFD instead of an error */
    size_t base;         /* where in their file the bytes begin: added to the offsets in messages */
    bool markup;         /* the bytes are HTML or XML: believe a charset declared inside */
};

struct text_decoded {
    struct text_span text;      /* clean UTF-8, in the arena or in the input bytes */
    const char *charset;        /* what it was, e.g. "UTF-8", "windows-1252"; in the arena or static */
    size_t replaced;            /* how many invalid places became U+FFFD */
    const struct text_way *way; /* private: the way back; in the arena, NULL when the text is its own origin */
};

/* TEXT_INVALID: not valid in its charset (message has the byte offset), or binary (NUL bytes), lossy or not.
 * TEXT_MISUSE: a charset that iconv does not know. Empty bytes are an empty text. */
enum text_status text_decode(struct text_span bytes, const struct text_decoding *, struct text_arena *,
                             struct text_decoded *out, struct text_error *err);

/* The byte offset in the input of the character at `offset` in the clean text. O(log n). */
size_t text_decoded_origin(const struct text_decoded *, size_t offset);

/* The form in which a memory compares texts: clean as above, blanks and line ends of any length one U+0020, trimmed.
 * A text that has it already is returned as it came, uncopied. TEXT_INVALID: not UTF-8. */
enum text_status text_normalize(struct text_span s, struct text_arena *, struct text_span *out,
                                struct text_error *err);

#endif
