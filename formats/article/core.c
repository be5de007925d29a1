/* Where an article lives in the tree of its page. What stands between or behind its paragraphs in elements of its own
 * is a
 * box: a newsletter, a note about the author, comments, teasers. In turn:
 *
 * 1. Blocks are of one group when they stand in one element and are wrapped the same way in it, each by itself: not at
 * all,
 *    as paragraphs mostly are, or each in a div of some class. A group that has most of the words of the good blocks is
 *    the core.
 * 2. So are the elements of one parent, name and class, as the entries of a live report are, if they have clearly more.
 * 3. Else the smallest element that has most of the words; of it is only known that what comes behind it is no article.
 *
 * Cost: linear in the blocks and the depth of the page.
 */
#include <stdlib.h>

#include "formats/article/article-private.h"

enum { SHORT = 10, FEW = 3, NONE = 0 };

struct spot {
    uint32_t top, group; /* the element, and how the block stands in it */
    bool wrapped;
};

struct survey {
    struct formats_page *page;
    struct spot *spots;      /* of each block */
    struct text_table *keys; /* of groups */
    uint64_t *groups, *families;
    uint64_t all;
};

static bool has_one_thing(const struct formats_element *e)
{
    return e->blocks + e->children == 1 && !e->cell && e->parent;
}

/* Up from the block through what wraps nothing else. A div without class or id around text is only a paragraph. */
static bool locate(struct survey *s, size_t i)
{
    struct {
        uint64_t wrapping;
        uint64_t top;
    } key = {0, 0};
    const struct formats_block *b = &s->page->blocks[i];
    const struct formats_element *elements = s->page->elements;
    uint32_t top = b->element;
    size_t wrappers = 0;
    bool plain = b->kind == FORMATS_BLOCK_OTHER && elements[top].plain;
    for (; has_one_thing(&elements[top]); wrappers++) {
        key.wrapping = elements[top].shape + 1; /* the outermost: a heading among them may be marked further in */
        top = elements[top].parent;
    }
    if (wrappers == 1 && plain) {
        key.wrapping = 0;
    }
    key.top = top;
    uint32_t group = text_table_add(s->keys, (struct text_span){(const char *)&key, sizeof key});
    s->spots[i] = (struct spot){top, group, key.wrapping != 0};
    return group != TEXT_NONE;
}

static bool survey(struct survey *s, struct text_range run, const bool *good)
{
    struct formats_page *page = s->page;
    s->keys = text_table_new();
    s->spots = calloc(page->block_count + 1, sizeof *s->spots);
    bool ok = s->keys && s->spots;
    for (size_t i = 0; ok && i < page->block_count; i++) {
        ok = locate(s, i);
    }
    s->groups = ok ? calloc(text_table_count(s->keys) + 1, sizeof *s->groups) : NULL;
    s->families = calloc((size_t)text_table_count(page->families) + 1, sizeof *s->families);
    if (!s->groups || !s->families) {
        return false;
    }
    for (uint32_t i = 0; i < page->element_count; i++) {
        page->elements[i].words = page->elements[i].direct = 0;
    }
    for (size_t i = 0; i < page->block_count; i++) {
        const struct formats_block *b = &page->blocks[i];
        struct formats_element *e = &page->elements[s->spots[i].top];
        if (good[i] && b->kind == FORMATS_BLOCK_OTHER && !s->spots[i].wrapped) {
            e->direct += b->words;
        }
        if (good[i] && i >= run.begin && i < run.end) {
            uint32_t words = b->words * formats_block_weight(b);
            page->elements[b->element].words += words;
            s->groups[s->spots[i].group] += words;
            s->families[page->elements[b->element].family] += words;
            s->all += words;
        }
    }
    return true;
}

/* The number with the most words. It counts when it has half of all, or a good part and twice as many as any other: on
 * a
 * short page teasers and comments outweigh the article together. */
static uint32_t most(const struct survey *s, const uint64_t *words, uint32_t count, bool *counts)
{
    uint32_t best = 0;
    uint64_t second = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (words[i] > words[best]) {
            second = words[best];
            best = i;
        } else {
            second = words[i] > second ? words[i] : second;
        }
    }
    *counts = words[best] * 2 >= s->all || (words[best] * 10 >= s->all * 3 && words[best] >= second * 2);
    return best;
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

/* Short text without a paragraph belongs to the article when longer text stands there the same way. */
static bool has_company(const struct survey *s, size_t i)
{
    const struct formats_block *b = &s->page->blocks[i];
    return b->kind != FORMATS_BLOCK_OTHER || b->words >= SHORT || s->spots[i].wrapped ||
           s->page->elements[s->spots[i].top].direct >= SHORT || formats_block_is_dateline(s->page, b);
}

static void place_group(struct survey *s, uint32_t core)
{
    bool begun = false;
    for (size_t i = 0; i < s->page->block_count; i++) {
        struct formats_block *b = &s->page->blocks[i];
        if (s->spots[i].group == core && has_company(s, i)) {
            b->place = FORMATS_PLACE_CORE;
            begun = begun || b->words >= SHORT;
        } else if (begun && s->groups[s->spots[i].group] * FEW < s->groups[core]) {
            b->place = FORMATS_PLACE_FOREIGN;
        }
    }
}

static void place_family(struct survey *s, uint32_t core)
{
    bool begun = false;
    for (size_t i = 0; i < s->page->block_count; i++) {
        struct formats_block *b = &s->page->blocks[i];
        const struct formats_element *e = &s->page->elements[b->element];
        if (e->family == core && has_company(s, i)) {
            b->place = FORMATS_PLACE_CORE;
            begun = begun || b->words >= SHORT;
        } else if (begun && e->words * FEW < s->families[core]) {
            b->place = FORMATS_PLACE_FOREIGN;
        }
    }
}

/* Elements have greater numbers than what they stand in. */
static void place_subtree(struct survey *s)
{
    struct formats_element *e = s->page->elements;
    uint32_t core = NONE;
    for (uint32_t i = s->page->element_count; i-- > 2;) {
        if (core == NONE && e[i].words * 5 >= s->all * 3) {
            core = i;
        }
        e[e[i].parent].words += e[i].words;
    }
    bool begun = false;
    for (size_t i = 0; core != NONE && i < s->page->block_count; i++) {
        uint32_t at = s->page->blocks[i].element;
        while (at > core) {
            at = e[at].parent;
        }
        begun = begun || at == core;
        if (begun && at != core) {
            s->page->blocks[i].place = FORMATS_PLACE_FOREIGN;
        }
    }
}

static bool place(struct survey *s)
{
    enum { CLEARLY = 6 }; /* fifths */
    bool grouped, related;
    uint32_t group = most(s, s->groups, text_table_count(s->keys), &grouped);
    uint32_t family = most(s, s->families, text_table_count(s->page->families), &related);
    if (related && (!grouped || s->families[family] * 5 > s->groups[group] * CLEARLY)) {
        place_family(s, family);
    } else if (grouped) {
        place_group(s, group);
    } else {
        place_subtree(s);
    }
    return grouped || related;
}

bool formats_page_find_core(struct formats_page *page, struct text_range run, const bool *good)
{
    struct survey s = {.page = page};
    bool found = survey(&s, run, good) && s.all > 0 && place(&s);
    text_table_free(s.keys);
    free(s.spots);
    free(s.groups);
    free(s.families);
    return found;
}

bool formats_block_is_inside(const struct formats_page *page, size_t block, size_t other)
{
    uint32_t outer = page->blocks[other].element, e = page->blocks[block].element;
    while (e > outer) {
        e = page->elements[e].parent;
    }
    return e == outer;
}
