/* Where the headline lives in the tree of its page. An article stands below its headline, and both stand in one
 * element that little else shares: a side column may well be longer than the article, but it does not stand there. This
 * only weighs blocks, it shuts none out: some pages keep a headline and a summary apart from the text.
 *
 * Cost: linear in the blocks and the elements of the page.
 */
#include <stdlib.h>

#include "formats/article/article-private.h"

enum { PAGE = 1, LEAST_BLOCKS = 3, LEAST_SHARE = 4, PARAGRAPH_WORDS = 10 };

/* The block that repeats what the page says its title is, else the only h1. */
static size_t find_headline(const struct formats_page *page)
{
    size_t found, h1 = page->block_count;
    formats_page_title(page, &found);
    for (size_t i = 0; i < page->block_count && found == page->block_count; i++) {
        if (page->blocks[i].kind == FORMATS_BLOCK_HEADLINE) {
            if (h1 < page->block_count) {
                return page->block_count;
            }
            h1 = i;
        }
    }
    return found < page->block_count ? found : h1;
}

struct sum {
    uint64_t words, blocks;
};

/* The innermost element around the headline with several paragraphs of good words behind it, and a good part of all. A
 * byline and a summary are not enough. */
static uint32_t find_home(const struct formats_page *page, const bool *good, size_t headline, struct sum *in)
{
    uint64_t before = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        uint32_t words = good[i] ? page->blocks[i].words : 0;
        if (i < headline) {
            before += words;
        } else {
            in[page->blocks[i].element].words += words;
            in[page->blocks[i].element].blocks += words >= PARAGRAPH_WORDS;
        }
    }
    for (uint32_t e = page->element_count; e-- > PAGE + 1;) { /* elements have greater numbers than what holds them */
        in[page->elements[e].parent].words += in[e].words;
        in[page->elements[e].parent].blocks += in[e].blocks;
    }
    uint32_t home = page->blocks[headline].element;
    while (home > PAGE && (in[home].blocks < LEAST_BLOCKS || in[home].words * LEAST_SHARE < in[PAGE].words)) {
        home = page->elements[home].parent;
    }
    return in[home].blocks && in[PAGE].words * 2 >= before ? home : 0; /* else it was no headline but some echo */
}

void formats_page_find_home(struct formats_page *page, const bool *good)
{
    size_t headline = find_headline(page);
    struct sum *in = calloc(page->element_count, sizeof *in);
    uint32_t home = in && headline < page->block_count ? find_home(page, good, headline, in) : 0;
    for (uint32_t e = PAGE; home && e < page->element_count; e++) { /* from here on, blocks: whether it is inside */
        in[e].blocks = e == home || (e > home && in[page->elements[e].parent].blocks == 1);
    }
    for (size_t i = 0; home && i < page->block_count; i++) {
        page->blocks[i].stray = i < headline;
        page->blocks[i].home = i >= headline && in[page->blocks[i].element].blocks == 1;
    }
    free(in);
}
