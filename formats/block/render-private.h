/* A translation of a segment as the bytes of its format. */
#ifndef FORMATS_BLOCK_RENDER_PRIVATE_H
#define FORMATS_BLOCK_RENDER_PRIVATE_H

#include "formats/block/segment-private.h"

/* What is to stand in a segment. */
struct formats_filled {
    const struct formats_block *block;
    const struct formats_segment *segment;
    struct formats_runs runs;
    const uint32_t *codes;  /* which pieces are the segment's codes */
    bool on;                /* it does stand there */
    bool wanted;            /* it would, if it did no harm */
    struct text_span bytes; /* as it will be */
};

/* What became of values of attributes, which stand in the codes of a block. */
struct formats_patches {
    const struct formats_filled *at;
    size_t count;
};

/* Where the codes of a segment are; in the arena. NULL: no memory. */
const uint32_t *formats_segment_codes(const struct formats_block *, const struct formats_segment *,
                                      struct text_arena *);

/* Appends the translation. With `alone` a line that begins in it begins without what the document has there. */
void formats_render(const struct formats_filled *, const struct formats_block_format *, struct formats_edits *,
                    const struct formats_patches *, bool alone, struct text_buffer *to);
/* Appends what a piece has without what the document has at the beginnings of lines. */
void formats_render_piece(const struct formats_block *, const struct formats_piece *,
                          const struct formats_block_format *, struct text_buffer *to);
/* Appends what stands between a link's marks: the name of where it leads. */
void formats_render_name(const struct formats_block *, size_t open, size_t close, struct text_buffer *to);

/* Whether a block with what stands in some of its segments (filled[i] for segment i; others are off) still reads as it
 * should: as one block of the same kind, with that text and the same codes. *status is other than TEXT_OK when that
 * could not be found out. */
bool formats_block_check(const struct formats_block_part *, const struct formats_filled *filled,
                         const struct formats_block_format *, struct formats_edits *, enum text_status *status);

#endif
