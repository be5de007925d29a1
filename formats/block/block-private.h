/* A block of a document that bears text (a paragraph, a heading, a cell) as a row of pieces, each with the bytes it
 * stands in. What finds blocks knows its format; everything behind it works on pieces alone.
 *
 * Invariants: the pieces of a block are in order and follow each other without a gap or an overlap, so that their bytes
 * are one range. What is between the blocks is nobody's and never changes.
 *
 * A block's text is what its pieces say, one after the other. A line end and the beginning of the next line ("\n> ")
 * say a blank. Codes say nothing, except that one which stands for content (a code span, a picture) says U+FFFC, OBJECT
 * REPLACEMENT CHARACTER (The Unicode Standard, 23.8), so that a sentence which begins with it begins there.
 */
#ifndef FORMATS_BLOCK_BLOCK_PRIVATE_H
#define FORMATS_BLOCK_BLOCK_PRIVATE_H

#include "text/text.h"

enum formats_piece_kind {
    FORMATS_PIECE_TEXT,
    FORMATS_PIECE_BLANK,  /* a line end in a paragraph, or blanks that mean one */
    FORMATS_PIECE_OPEN,   /* a code that begins what another one ends */
    FORMATS_PIECE_CLOSE,
    FORMATS_PIECE_CODE,   /* a code that stands alone, with content of its own */
    FORMATS_PIECE_LINE,   /* a code that begins a line: <br>; says a blank */
    FORMATS_PIECE_NOTHING /* a code that says nothing: a comment */
};

#define FORMATS_PIECE_ALONE UINT32_MAX
#define FORMATS_PIECE_OBJECT "\xEF\xBF\xBC"

struct formats_piece {
    enum formats_piece_kind kind;
    bool whole;              /* its text is written in another way than it reads, and cannot be cut */
    bool named;              /* CLOSE: what stands between the pair is the name of where the link leads, too */
    uint32_t pair;           /* of OPEN and CLOSE: the other one, or FORMATS_PIECE_ALONE */
    struct text_range bytes; /* in the document */
    struct text_span text;   /* what it says, or of OPEN and CLOSE the name; borrowed from the document, static, or in
                              * the block's arena */
};

/* What the writer of a format has to know of where a text stands; which of them there are is the format's business. */
enum formats_place {
    FORMATS_PLACE_PARAGRAPH,
    FORMATS_PLACE_HEADING, /* in Markdown one that begins with # */
    FORMATS_PLACE_UNDERLINED, /* one above a line of = */
    FORMATS_PLACE_DASHED,     /* or of - */
    FORMATS_PLACE_CELL,
    FORMATS_PLACE_FIRST_CELL, /* without a | before it */
    FORMATS_PLACE_TITLE,   /* an element of HTML that has no elements in it */
    FORMATS_PLACE_ATTRIBUTE /* a value of HTML between " or ', or bare */
};

struct formats_block {
    enum formats_place place;
    char quote;                      /* of ATTRIBUTE; 0: bare */
    struct text_span document;
    const struct formats_piece *at;
    size_t count;
    uint64_t shape; /* a number made of all that was found up to here and is no text of a block: how blocks are nested,
                     * what is code, where links lead; of the block's own codes without their order */
};

/* A block was found; borrowed until the call returns. A status other than TEXT_OK ends the scan and is returned. */
typedef enum text_status formats_block_sink(void *context, const struct formats_block *, struct text_error *err);

/* A block that is being put together. From {0}; to be freed. */
enum { FORMATS_BLOCK_MOST = 1 << 20 };
struct formats_block_builder {
    struct formats_piece *at;
    size_t count, capacity;
    struct text_arena *arena; /* for texts; emptied with each block */
    bool text;                /* says something */
    bool failed;              /* no memory */
    bool full;                /* has more than FORMATS_BLOCK_MOST pieces, and is not used */
};

bool formats_block_begin(struct formats_block_builder *); /* false: no memory */
void formats_block_free(struct formats_block_builder *);
/* Adds a piece, which begins where the last one ended. Nothing is added where it has no bytes. Texts of which neither
 * is whole are joined. */
void formats_block_add(struct formats_block_builder *, struct formats_piece);
/* Finds the pairs (a CLOSE answers the last OPEN of its name, if that is not too deep), and gives the block to the sink
 * if it says anything but blanks. Of the block `at` and `count` are filled in. */
enum text_status formats_block_deliver(struct formats_block_builder *, struct formats_block *, formats_block_sink *,
                                       void *context, struct text_error *err);

#endif
