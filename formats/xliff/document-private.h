/* XLIFF as a document that is translated in place: units with the bytes of their parts, the content of their texts, and
 * translations as content. Versions 1.x and 2.x are told apart by `second`.
 *
 * Elements of XLIFF are those with the root's prefix. An element that gives this prefix another meaning is foreign with
 * all that is in it.
 */
#ifndef FORMATS_XLIFF_DOCUMENT_PRIVATE_H
#define FORMATS_XLIFF_DOCUMENT_PRIVATE_H

#include <stdint.h>

#include "formats/document/document-private.h"
#include "formats/xml/token-private.h"

enum { FORMATS_XLIFF_NO_CODE = UINT16_MAX, FORMATS_XLIFF_CODES = 10000, FORMATS_XLIFF_LEVELS = 100 };

/* Of a text with codes: what begins, what ends, what stands alone. */
enum formats_code_kind { FORMATS_CODE_OPEN, FORMATS_CODE_CLOSE, FORMATS_CODE_ALONE };

struct formats_code {
    enum formats_code_kind kind;
    bool element;                /* a start or an end tag, of an element that has to be closed */
    uint16_t pair;               /* of OPEN and CLOSE: the other one; or FORMATS_XLIFF_NO_CODE */
    struct text_span raw;        /* as it is written */
    struct text_span x, i, name; /* of TMX: what the code is known by */
};

/* The content of a source, a target, or of a <seg> of TMX. Everything is in the arena or in the text it was read from.
 * In `flat` codes are U+E000 (begins), U+E001 (ends) and U+E002, blanks are one, and none stands at the ends. */
struct formats_content {
    struct text_span text, markup; /* as in struct formats_slot; not of TMX */
    struct text_span flat;
    struct text_span lead, trail; /* the blanks at the ends, as they are written */
    const struct formats_code *codes;
    size_t code_count;
    const struct text_span *runs; /* the text before each code, and behind the last, with references resolved */
    bool
        odd; /* has what cannot be put into a translation: elements that are no codes of XLIFF, text not to translate */
};

/* Of the bytes from `begin` to `end` of an XLIFF document, which are whole elements and text. */
enum text_status formats_content_read(struct text_span text, struct text_range, struct text_span prefix,
                                      struct text_arena *, struct formats_content *out, struct text_error *err);
/* Of a markup of a unit; TEXT_INVALID: it is none. */
enum text_status formats_content_read_tmx(struct text_span markup, struct text_arena *, struct formats_content *out,
                                          struct text_error *err);

/* Appends the target of a suggestion as content with the codes of `source`; with `certain` only if the source of the
 * suggestion has the same text with codes at the same places. Each code of the source is written once, as it is
 * written there, and elements are nested as they should be. Returns false, with nothing appended, when that is not
 * possible, or not certain. */
enum text_status formats_content_map(const struct formats_content *source, const struct formats_suggestion *,
                                     bool certain, struct text_arena *, struct text_buffer *to, bool *mapped,
                                     struct text_error *err);

/* An element with its start tag, its content and its end tag; of an empty one the content stands behind it. */
struct formats_element {
    bool there, empty;
    struct text_range tag, inner, whole;
};

struct formats_xliff_slot {
    struct formats_element segment;        /* 2.x */
    struct formats_element source, target; /* source: of version 1 with pieces, the mrk */
    struct formats_content content;
    struct text_span mid; /* of a piece, as it is written */
};

struct formats_xliff_document_unit {
    bool second, first_two;  /* first_two: version 1.2, in whose schema there is mid and state-qualifier */
    struct text_span prefix; /* "" or "xlf:" */
    struct formats_element unit;
    struct formats_element source, pieces, target; /* version 1: pieces is seg-source with mrk of the type seg in it */
    struct formats_element matches;                /* 2.x, of the mtc module */
    bool offers;                                   /* version 1: has alt-trans */
    struct text_span matches_prefix;               /* with the colon; declared at the root; empty: it is not */
    struct formats_xliff_slot *slots;
    size_t count;
};

/* What is around a unit. */
struct formats_xliff_where {
    struct text_span source_language, target_language;
    bool fixed, begins;
    size_t *line, *line_at; /* of formats_scan_line */
};
/* Makes a unit's slots, and delivers them if there are any. */
enum text_status formats_xliff_deliver(struct formats_scan *, struct formats_xliff_document_unit *,
                                       const struct formats_token *tag, const struct formats_xliff_where *,
                                       bool *delivered, struct text_error *err);

/* How an element that is put in stands on its own line: the line end and the blanks before the tag at `at`; empty when
 * something else stands before it. */
struct text_span formats_xliff_line_of(struct text_span text, size_t at);
/* Appends a tag as it is written, without some attributes, and without what ends it. `drop` ends with NULL. */
void formats_xliff_add_tag(struct text_span text, struct text_range tag, const char *const *drop,
                           struct text_buffer *to);
/* Makes an edit of what is in a buffer; characters that the charset has not become references. */
void formats_xliff_edit(struct formats_edits *, size_t begin, size_t end, const struct text_buffer *);

/* The next <mrk mtype="seg"> of a seg-source or a target of version 1, with its mid as it is written. */
bool formats_xliff_next_piece(struct text_span text, struct text_span prefix, struct formats_tokens *,
                              struct formats_element *out, struct text_span *mid);
bool formats_xliff_find_piece(struct text_span text, struct text_span prefix, const struct formats_element *in,
                              struct text_span mid, struct formats_element *out);
/* Whether an element stands in a range already, to the letter: what was offered before is not offered again. */
bool formats_xliff_already(struct text_span text, struct text_range in, struct text_span element);
/* What becomes of a slot: FILLED with the content in `final`, or OFFERED, or LEFT. */
enum text_status formats_xliff_choose(const struct formats_xliff_slot *, const struct formats_fill *,
                                      struct text_arena *, struct text_buffer *final, struct formats_fill_result *out,
                                      struct text_error *err);

formats_putter formats_xliff_put_first, formats_xliff_put_second;

#endif
