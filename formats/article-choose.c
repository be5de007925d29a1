/* Which blocks of a page are the article.
 *
 * 1. A block is good or bad by how many of its words are links and how many words it and its neighbours have: the
 *    decision tree of Kohlschuetter et al. for words and link density; a paragraph of ten words is good by itself, a
 *    shorter one neither good nor bad. Headings and captions are neither.
 * 2. The page is narrowed to the innermost element that claims to be an article and holds most of the good words.
 * 3. In there, good blocks count their words and bad ones count theirs negative (at least five where there are links);
 *    the run of blocks with the greatest sum is the article (Kadane). Bad blocks inside of it are left out, and headings
 *    that stand before bad ones.
 * 4. A page with hardly any text has no good blocks: then its paragraphs with few links are taken.
 *
 * Cost: linear in the blocks.
 */
#include "formats/article-private.h"

enum verdict { BAD, NEITHER, GOOD };

enum { PARAGRAPH_WORDS = 10, LEAST_BAD = 5, CAPTION_WORDS = 3, HEADLINE_WORDS = 4, HEAD_BLOCKS = 12, HEAD_WORDS = 30 };

static const struct formats_block nothing;

static double density(const struct formats_block *b)
{
    return b->words ? (double)b->link_words / b->words : 0;
}

/* The numbers are those of the published tree. */
static bool tree(const struct formats_block *before, const struct formats_block *b, const struct formats_block *after)
{
    if (density(b) > 0.333333) {
        return false;
    }
    if (density(before) > 0.555556) {
        return b->words > 40 || after->words > 17;
    }
    return b->words > 16 || after->words > 15 || before->words > 4;
}

static enum verdict judge(const struct formats_page *page, size_t i)
{
    const struct formats_block *b = &page->blocks[i];
    const struct formats_block *before = i ? &page->blocks[i - 1] : &nothing;
    const struct formats_block *after = i + 1 < page->block_count ? &page->blocks[i + 1] : &nothing;
    bool linked = density(b) > 0.333333;
    switch (b->kind) {
    case FORMATS_BLOCK_HEADLINE:
    case FORMATS_BLOCK_HEADING:
        return b->suspect ? BAD : NEITHER;
    case FORMATS_BLOCK_CAPTION:
        return b->suspect || linked ? BAD : NEITHER;
    case FORMATS_BLOCK_PARAGRAPH:
        if (b->suspect || linked) {
            return BAD;
        }
        return b->words >= PARAGRAPH_WORDS ? GOOD : NEITHER;
    default:
        if (b->suspect || b->words < LEAST_BAD) {
            return BAD;
        }
        return tree(before, b, after) ? GOOD : BAD;
    }
}

static void choose_scope(struct formats_page *page)
{
    struct formats_scope *s = page->scopes;
    for (size_t i = 0; i < page->block_count; i++) {
        if (judge(page, i) == GOOD) {
            s[page->blocks[i].scope].words += page->blocks[i].words;
        }
    }
    for (uint32_t i = page->scope_count; i-- > 1;) {
        s[s[i].parent].words += s[i].words;
    }
    uint32_t chosen = 0;
    for (uint32_t i = 1; i < page->scope_count; i++) {
        /* More than half of the parent's words: at most one child can have that. */
        if (s[i].parent == chosen && s[i].words * 10 > s[chosen].words * 6) {
            chosen = i;
        }
    }
    for (uint32_t i = 0; i < page->scope_count; i++) {
        s[i].chosen = i == chosen || (i > chosen && s[s[i].parent].chosen);
    }
}

static bool in_scope(const struct formats_page *page, size_t i)
{
    return page->scopes[page->blocks[i].scope].chosen;
}

/* The run with the greatest sum; empty when there is no good block. */
static struct text_range choose_run(const struct formats_page *page)
{
    struct text_range best = {0, 0};
    int64_t best_sum = 0, sum = 0;
    size_t begin = 0;
    for (size_t i = 0; i < page->block_count; i++) {
        int64_t words = page->blocks[i].words;
        enum verdict verdict = in_scope(page, i) ? judge(page, i) : BAD;
        int64_t cost = page->blocks[i].link_words && words < LEAST_BAD ? LEAST_BAD : words;
        int64_t value = verdict == GOOD ? words : verdict == NEITHER ? 0 : -cost;
        if (sum <= 0) {
            sum = 0;
            begin = i;
        }
        sum += value;
        if (sum > best_sum) {
            best_sum = sum;
            best = (struct text_range){begin, i + 1};
        }
    }
    return best;
}

/* A page with too little text for the rules: from the first to the last paragraph that is not links. */
static struct text_range choose_anything(const struct formats_page *page)
{
    struct text_range found = {0, 0};
    for (size_t i = 0; i < page->block_count; i++) {
        const struct formats_block *b = &page->blocks[i];
        if (b->kind == FORMATS_BLOCK_PARAGRAPH && density(b) <= 0.333333) {
            found.begin = found.end ? found.begin : i;
            found.end = i + 1;
        }
    }
    return found;
}

static struct text_span text_of(const struct formats_page *page, size_t i)
{
    struct text_range r = page->blocks[i].range;
    return (struct text_span){page->text.p + r.begin, r.end - r.begin};
}

/* A site's name in an h1 that leads to its front page is no headline. */
static bool is_headline(const struct formats_block *b)
{
    return b->kind == FORMATS_BLOCK_HEADLINE && (b->link_words == 0 || b->words >= HEADLINE_WORDS);
}

/* The h1 that stands nearest before the run's first good block, else the first behind it; block_count when there is
 * none. */
static size_t choose_headline(const struct formats_page *page, struct text_range run)
{
    size_t found = page->block_count, first = run.begin;
    while (first < run.end && judge(page, first) != GOOD) {
        first++;
    }
    for (size_t i = 0; i < page->block_count; i++) {
        if (is_headline(&page->blocks[i]) && (i < first || found == page->block_count)) {
            found = i;
        }
    }
    return found;
}

/* A short h1 may be a site's or a column's name: then the headline that the page tells about itself is better. */
static struct text_span headline_of(const struct formats_page *page, size_t h1)
{
    bool found = h1 < page->block_count;
    bool told = page->claims.at[FORMATS_FIELD_TITLE].rank <= FORMATS_RANK_JSON;
    if (told && (!found || page->blocks[h1].words < HEADLINE_WORDS)) {
        return page->claims.at[FORMATS_FIELD_TITLE].value;
    }
    return found ? text_of(page, h1) : (struct text_span){0};
}

static bool is_kept(const struct formats_page *page, size_t i, struct text_range run)
{
    const struct formats_block *b = &page->blocks[i];
    if (!in_scope(page, i) || b->suspect || density(b) > 0.333333 || b->kind == FORMATS_BLOCK_HEADLINE) {
        return false;
    }
    if (b->kind == FORMATS_BLOCK_CAPTION) {
        return b->words >= CAPTION_WORDS;
    }
    if (b->kind == FORMATS_BLOCK_HEADING) {
        return i + 1 < run.end && (judge(page, i + 1) != BAD || page->blocks[i + 1].kind == FORMATS_BLOCK_CAPTION);
    }
    return judge(page, i) != BAD;
}

static void add_line(struct text_buffer *to, struct text_span line)
{
    if (to->n) {
        text_buffer_add_char(to, '\n');
    }
    text_buffer_add(to, line);
}

/* Short blocks from a little before the run to its first good block. */
static void add_head(const struct formats_page *page, struct text_range run, size_t headline, struct text_buffer *head)
{
    size_t from = run.begin < headline ? run.begin : headline;
    from = from > HEAD_BLOCKS ? from - HEAD_BLOCKS : 0;
    for (size_t i = from; i < run.end; i++) {
        if (i >= run.begin && judge(page, i) == GOOD) {
            break;
        }
        if (page->blocks[i].words <= HEAD_WORDS && i != headline) {
            add_line(head, text_of(page, i));
        }
    }
}

void formats_page_choose(struct formats_page *page, struct text_buffer *text, struct text_buffer *head,
                         struct text_span *headline)
{
    choose_scope(page);
    struct text_range run = choose_run(page);
    if (run.end == 0) {
        run = choose_anything(page);
        page->scopes[0].chosen = true;
        for (uint32_t i = 1; i < page->scope_count; i++) {
            page->scopes[i].chosen = true;
        }
    }
    if (run.end == 0) {
        return;
    }
    size_t first = choose_headline(page, run);
    *headline = headline_of(page, first);
    if (headline->n) {
        add_line(text, *headline);
    }
    for (size_t i = first < run.begin ? first + 1 : run.begin; i < run.begin; i++) {
        if (page->blocks[i].kind == FORMATS_BLOCK_CAPTION && is_kept(page, i, run)) {
            add_line(text, text_of(page, i)); /* of the picture above the text */
        }
    }
    for (size_t i = run.begin; i < run.end; i++) {
        if (is_kept(page, i, run)) {
            add_line(text, text_of(page, i));
        }
    }
    add_head(page, run, first, head);
}
