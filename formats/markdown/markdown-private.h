/* Markdown (CommonMark 0.31 with tables, strikethrough and task lists as in GitHub Flavored Markdown) as blocks.
 *
 * What is a block and what is text in it says md4c, which gives the places of texts in the document, but not those of
 * the codes between: they are what stands between two texts, and are told apart by the spans that begin and end there
 * (gap.c). Where that does not come out, all between two texts is one code, so that no byte is ever lost.
 *
 * Cost: linear, but for what md4c needs.
 */
#ifndef FORMATS_MARKDOWN_MARKDOWN_PRIVATE_H
#define FORMATS_MARKDOWN_MARKDOWN_PRIVATE_H

#include "formats/block/block-private.h"

/* All blocks of a document, with their places in it. Code, HTML, reference definitions and YAML in front are nobody's.
 * Texts are borrowed from `document`, which has to be UTF-8 (what is not is text like any other). */
enum text_status formats_markdown_scan(struct text_span document, formats_block_sink *, void *context,
                                       struct text_error *err);

/* How many bytes of a byte order mark and of YAML stand in front, the lines of --- included. */
size_t formats_markdown_front(struct text_span document);

/* Brackets in brackets in brackets, which can be no links beyond the first few, become letters: with definitions in the
 * document md4c 0.4.8 takes for each of them as long as what stands in it. */
void formats_markdown_calm(char *document, size_t n);

/* What stands around a text that is written. */
struct formats_markdown_place {
    enum formats_place place;
    bool line_start; /* nothing but the beginning of a line stands before it */
    char before;     /* the byte before, as it will be; '\n' at the beginning of the document */
    char after;      /* the byte behind, '\n' at the end */
};
/* Appends the text so that it means itself: with as few backslashes as safe. Line ends become blanks. */
void formats_markdown_escape(struct text_span text, const struct formats_markdown_place *, struct text_buffer *to);

/* Between two texts of a block, in their order. */
enum formats_gap_kind {
    FORMATS_GAP_EMPHASIS, /* * or _ */
    FORMATS_GAP_STRONG,
    FORMATS_GAP_LINK,
    FORMATS_GAP_IMAGE,
    FORMATS_GAP_DELETION,
    FORMATS_GAP_AUTOLINK, /* as a whole */
    FORMATS_GAP_CODE,     /* as a whole */
    FORMATS_GAP_SOFT,     /* line end */
    FORMATS_GAP_HARD
};
enum { FORMATS_GAP_MOST = 64 };
struct formats_gap {
    struct {
        enum formats_gap_kind kind;
        bool end;
    } at[FORMATS_GAP_MOST];
    size_t count;
    bool overflow; /* there were more */
};

/* What containers a block stands in, as far as their marks are at the beginnings of lines. */
struct formats_margin {
    size_t quotes; /* block quotes */
    size_t items;  /* list items whose mark may stand on this line */
};
/* Where a block's own content begins on the line that begins at `line`; at most `limit`. */
size_t formats_markdown_content(struct text_span document, size_t line, size_t limit, struct formats_margin);

/* Adds what stands from `begin` to `end` as pieces, as the gap says. With `open` the end is not known and `end` is how
 * far it may reach. Returns where it ended: `end`, unless open. */
size_t formats_gap_add(struct text_span document, size_t begin, size_t end, bool open, const struct formats_gap *,
                       struct formats_margin, struct formats_block_builder *);

#endif
