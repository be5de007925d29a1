/* Blocks cut into segments, segments as slots of a document (formats/document/), and translations in their places.
 *
 * A segment is from its first to its last text, with the codes between, with codes beside it whose partner is between,
 * and without a pair that is around all of it: "<b>One. <i>Two</i>.</b>" are "One." and "<i>Two</i>.". In a
 * translation each of its codes stands once, as its own bytes; which code of a translation is which of a segment's is
 * told by their order in the source that the translation was made of (code.c).
 */
#ifndef FORMATS_BLOCK_SEGMENT_PRIVATE_H
#define FORMATS_BLOCK_SEGMENT_PRIVATE_H

#include "formats/block/block-private.h"
#include "formats/document/document-private.h"

struct formats_segment {
    struct text_range bytes;
    size_t first, last; /* pieces, both included; of texts at the ends perhaps only a part */
    struct text_span source, markup;
};

struct formats_segments {
    struct formats_segment *at;
    size_t count;
};

/* The segments of a block that say anything. All in the arena. */
enum text_status formats_block_cut(const struct formats_block *, const struct text_language *, struct text_arena *,
                                   struct formats_segments *out, struct text_error *err);
/* What the pieces say, in the arena; p NULL: no memory. starts[i] is where in it piece i begins, and may be NULL. */
struct text_span formats_block_text(const struct formats_block *, struct text_arena *, size_t *starts);
struct text_span formats_block_bytes(const struct formats_block *, struct text_range);
/* The part of a piece that belongs to the segment. */
struct formats_piece formats_segment_piece(const struct formats_block *, const struct formats_segment *, size_t i);

/* A text with markup as a row of texts and codes. */
struct formats_run {
    enum formats_piece_kind kind; /* TEXT, OPEN, CLOSE or CODE */
    struct text_span text;        /* of a code what stands in it, as markup */
    struct text_span id, x;       /* of a code: by which its partner, and its like in the other language, are known */
    uint32_t pair;                /* the run of the partner, or FORMATS_PIECE_ALONE */
    uint32_t code;                /* which code of the segment's, from 0 */
};
struct formats_runs {
    struct formats_run *at;
    size_t count, codes;
};
/* A translation's texts and codes with the codes of a segment whose markup is `markup`. NULL, or why that cannot be
 * said with certainty; static. *status is TEXT_NOMEM when memory ran out. */
const char *formats_runs_map(struct text_span markup, const struct formats_suggestion *, struct text_arena *,
                             struct formats_runs *out, enum text_status *status);

/* What stands around a text that is written. */
struct formats_around {
    enum formats_place place;
    char quote;          /* of an attribute; 0: bare, and there will be quotes */
    bool line_start;     /* nothing but the beginning of a line stands before it */
    char before, after;  /* the bytes around it, as they will be; '\n' at the ends of the document */
    struct formats_edits *edits; /* knows the charset */
};

/* What is different in the formats. */
struct formats_block_format {
    enum text_status (*scan)(struct text_span document, formats_block_sink *, void *context, struct text_error *err);
    struct text_span (*declared)(struct text_span document); /* the language; NULL: formats without */
    /* Appends a text so that it means itself; one line. */
    void (*escape)(struct text_span text, const struct formats_around *, struct text_buffer *to);
    bool margins; /* lines begin with marks that are no part of the block */
};

enum text_status formats_block_scan(struct formats_scan *, const struct formats_block_format *, struct text_error *err);
enum text_status formats_block_put(struct formats_edits *, const struct formats_block_format *,
                                   const struct formats_group *, const struct formats_fill *fills,
                                   struct formats_fill_result *results, struct text_error *err);

/* What a group's detail is: a block with the values of attributes that stand in it, in the order of the slots. */
struct formats_block_part {
    struct formats_block block;
    struct formats_segments segments;
};
struct formats_block_detail {
    struct formats_block_part *parts; /* the last is the block, those before are values */
    size_t count;
    struct formats_block_slot {
        uint32_t part, segment;
    } *slots; /* one a slot */
};

#endif
