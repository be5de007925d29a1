/* Where an article lives in the tree of its page: the element whose paragraphs hold most of the words, or the family of
 * elements (same parent, same name and class) where each paragraph has a wrapper of its own. What stands between or behind
 * them in elements of its own, and has few words, is a box: a newsletter, a note about the author, comments, teasers.
 *
 * Published pages nearly always have such an element (it is what Readability-like tools score by); where less than half
 * of the words live in one, nothing is said of any block.
 *
 * Cost: linear.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/article-private.h"

enum { SHORT = 10 };

/* A div with one run of text and nothing else is like a paragraph of what it stands in; a cell of a table is not. */
static bool is_leaf(const struct formats_page *page, const struct formats_block *b)
{
    const struct formats_element *e = &page->elements[b->element];
    return b->kind == FORMATS_BLOCK_OTHER && e->blocks == 1 && e->children == 0 && !e->cell && e->parent;
}

static uint32_t holder_of(const struct formats_page *page, const struct formats_block *b)
{
    return is_leaf(page, b) ? page->elements[b->element].parent : b->element;
}

static void count_words(struct formats_page *page, struct text_range run, const bool *good, uint64_t *families)
{
    for (uint32_t i = 0; i < page->element_count; i++) {
        page->elements[i].words = page->elements[i].direct = 0;
    }
    for (size_t i = 0; i < page->block_count; i++) {
        const struct formats_block *b = &page->blocks[i];
        struct formats_element *e = &page->elements[holder_of(page, b)];
        if (good[i] && i >= run.begin && i < run.end) {
            e->words += b->words;
            families[e->family] += b->words;
        }
        if (good[i] && b->kind == FORMATS_BLOCK_OTHER) {
            page->elements[b->element].direct += b->words;
        }
    }
}

/* Short text without a paragraph belongs to the article when its like does: in the same wrapper, or between the same line
 * breaks. One that a dash ends is a dateline. */
static bool has_company(const struct formats_page *page, const struct formats_block *b, const uint64_t *leaves)
{
    const struct formats_element *e = &page->elements[b->element];
    if (b->kind != FORMATS_BLOCK_OTHER || b->words >= SHORT) {
        return true;
    }
    return is_leaf(page, b) ? leaves[e->family] >= SHORT : e->direct >= SHORT || formats_block_is_dateline(page, b);
}

bool formats_block_is_dateline(const struct formats_page *page, const struct formats_block *b)
{
    static const char *const dashes[] = {" -", "\xE2\x80\x93", "\xE2\x80\x94", " --"};
    struct text_span text = {page->text.p + b->range.begin, b->range.end - b->range.begin};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        if (text_span_ends(text, text_span_of(dashes[i]))) {
            return true;
        }
    }
    return false;
}

bool formats_block_is_inside(const struct formats_page *page, size_t block, size_t other)
{
    uint32_t outer = holder_of(page, &page->blocks[other]), e = page->blocks[block].element;
    while (e && e != outer) {
        e = page->elements[e].parent;
    }
    return e == outer;
}

struct core {
    uint32_t element, family; /* one of them, the other is 0 and TEXT_NONE */
    uint64_t words;
};

static bool choose(const struct formats_page *page, const uint64_t *families, struct core *core)
{
    uint64_t all = 0;
    *core = (struct core){.family = TEXT_NONE};
    for (uint32_t i = 1; i < page->element_count; i++) {
        uint64_t words = page->elements[i].words;
        all += words;
        if (words > core->words) {
            core->element = i;
            core->words = words;
        }
    }
    if (core->words * 2 >= all) {
        return all > 0;
    }
    *core = (struct core){.family = TEXT_NONE};
    for (uint32_t i = 0; i < text_table_count(page->families); i++) {
        if (families[i] > core->words) {
            core->family = i;
            core->words = families[i];
        }
    }
    return core->words * 2 >= all;
}

/* Sets the places; words of all blocks now, not of good ones alone. */
static void place(struct formats_page *page, const struct core *core, const uint64_t *leaves)
{
    enum { FEW = 3 }; /* times fewer than the article's */
    bool begun = false;
    for (size_t i = 0; i < page->block_count; i++) {
        struct formats_block *b = &page->blocks[i];
        const struct formats_element *e = &page->elements[holder_of(page, b)];
        bool inside = core->element ? e == &page->elements[core->element] : e->family == core->family;
        if (inside && has_company(page, b, leaves)) {
            b->place = FORMATS_PLACE_CORE;
            begun = begun || b->words >= SHORT;
        } else if (begun && e->words * FEW < core->words) {
            b->place = FORMATS_PLACE_FOREIGN;
        }
    }
}

bool formats_page_find_core(struct formats_page *page, struct text_range run, const bool *good)
{
    struct core core;
    size_t count = (size_t)text_table_count(page->families) + 1;
    uint64_t *families = calloc(count, sizeof *families), *leaves = calloc(count, sizeof *leaves);
    bool found = false;
    if (families && leaves) {
        count_words(page, run, good, families);
        for (size_t i = 0; i < page->block_count; i++) {
            const struct formats_block *b = &page->blocks[i];
            if (good[i] && is_leaf(page, b)) {
                leaves[page->elements[b->element].family] += b->words;
            }
        }
        found = choose(page, families, &core);
        if (found) {
            place(page, &core, leaves);
        }
    }
    free(families);
    free(leaves);
    return found;
}
