/* The list of a page's blocks, and what an element tells about the blocks in it when it ends.
 *
 * Many pages mark no caption as one. Yet what stands alone with a picture in one box, be it a div or a table, is one
 * when it is no byline beside a portrait: those are short or have a link on a name in them, where captions have
 * links only at the end, for who wants the picture.
 */
#include <stdlib.h>

#include "formats/article/article-private.h"

enum { BYLINE_WORDS = 8 };

bool formats_page_add_block(struct formats_page *page, const struct formats_block *block)
{
    if (page->block_count == page->block_capacity) {
        size_t capacity = page->block_capacity ? page->block_capacity * 2 : 64;
        void *p = realloc(page->blocks, capacity * sizeof *page->blocks);
        if (!p) {
            return false;
        }
        page->blocks = p;
        page->block_capacity = capacity;
    }
    page->elements[block->element].blocks++;
    page->blocks[page->block_count++] = *block;
    return true;
}

void formats_page_end_picture(struct formats_page *page, size_t first)
{
    if (page->block_count == first + 1) {
        struct formats_block *b = &page->blocks[first];
        bool told = b->kind == FORMATS_BLOCK_OTHER && b->words >= BYLINE_WORDS && (b->link_words == 0 || b->link_last);
        b->kind = told ? FORMATS_BLOCK_CAPTION : b->kind;
    }
}

void formats_page_free(struct formats_page *page)
{
    text_buffer_free(&page->text);
    text_buffer_free(&page->claims.body);
    text_table_free(page->families);
    free(page->blocks);
    free(page->elements);
}
