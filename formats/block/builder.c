/* See block-private.h. Cost: linear in the pieces; memory: 56 bytes a piece, used again for the next block. */
#include "formats/block/block-private.h"

#include <stdlib.h>

enum { DEEPEST = 64 }; /* how many open codes a CLOSE looks through for its own */

bool formats_block_begin(struct formats_block_builder *b)
{
    if (!b->arena) {
        b->arena = text_arena_new();
    } else if (b->text) {
        text_arena_reset(b->arena);
    }
    b->count = 0;
    b->text = b->full = false;
    b->failed = !b->arena;
    return !b->failed;
}

void formats_block_free(struct formats_block_builder *b)
{
    free(b->at);
    text_arena_free(b->arena);
    *b = (struct formats_block_builder){0};
}

static bool grow(struct formats_block_builder *b)
{
    size_t capacity = b->capacity ? 2 * b->capacity : 64;
    struct formats_piece *at = realloc(b->at, capacity * sizeof *at);
    if (!at) {
        b->failed = true;
        return false;
    }
    b->at = at;
    b->capacity = capacity;
    return true;
}

void formats_block_add(struct formats_block_builder *b, struct formats_piece piece)
{
    struct formats_piece *last = b->count ? &b->at[b->count - 1] : NULL;
    if (piece.bytes.begin >= piece.bytes.end || b->full || b->failed) {
        return;
    }
    piece.pair = FORMATS_PIECE_ALONE;
    if (piece.kind == FORMATS_PIECE_TEXT) {
        b->text = b->text || text_span_trim(piece.text).n > 0;
        if (last && last->kind == FORMATS_PIECE_TEXT && !last->whole && !piece.whole) {
            last->bytes.end = piece.bytes.end;
            last->text.n += piece.text.n;
            return;
        }
    }
    if (b->count == FORMATS_BLOCK_MOST) {
        b->full = true;
    } else if (b->count < b->capacity || grow(b)) {
        b->at[b->count++] = piece;
    }
}

static void find_pairs(struct formats_block_builder *b)
{
    uint32_t open[DEEPEST];
    size_t depth = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (b->at[i].kind == FORMATS_PIECE_OPEN) {
            if (depth == DEEPEST) {
                /* Beyond that the outer ones are given up. */
                for (size_t k = 1; k < DEEPEST; k++) {
                    open[k - 1] = open[k];
                }
                depth--;
            }
            open[depth++] = (uint32_t)i;
        } else if (b->at[i].kind == FORMATS_PIECE_CLOSE) {
            size_t k = depth;
            while (k && !text_span_equal(b->at[open[k - 1]].text, b->at[i].text)) {
                k--;
            }
            if (k) {
                b->at[i].pair = open[k - 1];
                b->at[open[k - 1]].pair = (uint32_t)i;
                depth = k - 1;
            }
        }
    }
}

enum text_status formats_block_deliver(struct formats_block_builder *b, struct formats_block *block,
                                       formats_block_sink *sink, void *context, struct text_error *err)
{
    if (b->failed) {
        return text_fail_memory(err, "a block of a document");
    }
    if (!b->text || b->full) {
        return TEXT_OK;
    }
    find_pairs(b);
    block->at = b->at;
    block->count = b->count;
    return sink(context, block, err);
}
