/* Which blocks of a page are the article.
 *
 * 1. A block is good or bad by how many of its words are links and how many words it and its neighbours have: the
 *    decision tree of Kohlschuetter et al. for words and link density; a paragraph of ten words is good by itself, a
 *    shorter one neither good nor bad. Headings and captions are neither.
 * 2. The page is narrowed to the innermost element that claims to be an article and holds most of the good words.
 * 3. In there, good blocks count their words and bad ones count theirs negative (at least five where there are links);
 *    the run of blocks with the greatest sum is the article (Kadane). Bad blocks inside of it are left out, and
 * headings
 *    that stand before bad ones. What stands before the headline is bad, and the words near to it in the page's tree
 *    count three times (formats/article/home.c).
 * 4. If most of its words live in one element of the page (article-core.c), the run reaches from its first to its last
 * block,
 *    whatever stands between; short blocks in there are the article's, small boxes beside it are not.
 * 5. A page with hardly any text has no good blocks: then its paragraphs with few links are taken.
 *
 * Cost: linear in the blocks.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/article/article-private.h"

enum verdict { BAD, NEITHER, GOOD };

enum { PARAGRAPH_WORDS = 10, LEAST_BAD = 5, CAPTION_WORDS = 3, HEADLINE_WORDS = 4, HEAD_BLOCKS = 12, HEAD_WORDS = 30 };

static const double LINKED = 0.333333;
static const struct formats_block nothing;

static double density(const struct formats_block *b)
{
    return b->words ? (double)b->link_words / b->words : 0;
}

/* The numbers are those of the published tree. */
static bool tree(const struct formats_block *before, const struct formats_block *b, const struct formats_block *after)
{
    if (density(b) > LINKED) {
        return false;
    }
    if (density(before) > 0.555556) {
        return b->words > 40 || after->words > 17;
    }
    return b->words > 16 || after->words > 15 || before->words > 4;
}

static enum verdict judge_alone(const struct formats_page *page, size_t i)
{
    const struct formats_block *b = &page->blocks[i];
    const struct formats_block *before = i ? &page->blocks[i - 1] : &nothing;
    const struct formats_block *after = i + 1 < page->block_count ? &page->blocks[i + 1] : &nothing;
    bool linked = density(b) > LINKED;
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

static enum verdict judge(const struct formats_page *page, size_t i)
{
    const struct formats_block *b = &page->blocks[i];
    enum verdict alone = judge_alone(page, i);
    if (b->place == FORMATS_PLACE_FOREIGN) {
        return BAD;
    }
    bool loose = b->kind == FORMATS_BLOCK_OTHER || b->kind == FORMATS_BLOCK_ITEM;
    if (b->place == FORMATS_PLACE_CORE && loose && !b->suspect && density(b) <= LINKED) {
        return b->words >= PARAGRAPH_WORDS ? GOOD : NEITHER;
    }
    return alone;
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

static void find_home(struct formats_page *page)
{
    bool *good = calloc(page->block_count + 1, sizeof *good);
    for (size_t i = 0; good && i < page->block_count; i++) {
        good[i] = judge(page, i) == GOOD;
    }
    if (good) {
        formats_page_find_home(page, good);
    }
    free(good);
}

static bool in_scope(const struct formats_page *page, size_t i)
{
    return page->scopes[page->blocks[i].scope].chosen;
}

static struct text_span text_of(const struct formats_page *page, size_t i)
{
    struct text_range r = page->blocks[i].range;
    return (struct text_span){page->text.p + r.begin, r.end - r.begin};
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
        verdict = page->blocks[i].stray ? BAD : verdict;
        int64_t gain = words * formats_block_weight(&page->blocks[i]);
        int64_t value = verdict == GOOD ? gain : verdict == NEITHER ? 0 : -cost;
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

/* The same with what the page's tree says: see 4. */
static struct text_range widen_to_core(struct formats_page *page, struct text_range run)
{
    bool *good = calloc(page->block_count + 1, sizeof *good);
    bool found = false;
    for (size_t i = 0; good && i < page->block_count; i++) {
        good[i] = in_scope(page, i) && judge(page, i) == GOOD;
    }
    found = good && formats_page_find_core(page, run, good);
    free(good);
    if (!found) {
        return run;
    }
    struct text_range core = {0, 0};
    for (size_t i = 0; i < page->block_count; i++) {
        const struct formats_block *b = &page->blocks[i];
        enum verdict verdict = in_scope(page, i) && b->place == FORMATS_PLACE_CORE ? judge(page, i) : BAD;
        bool text = b->kind == FORMATS_BLOCK_OTHER || b->kind == FORMATS_BLOCK_PARAGRAPH;
        if (verdict == GOOD || (verdict == NEITHER && text && (core.end || formats_block_is_dateline(page, b)))) {
            core.begin = core.end ? core.begin : i;
            core.end = i + 1;
        }
    }
    for (size_t i = core.end; core.end && i < run.end; i++) {
        if (in_scope(page, i) && judge(page, i) == GOOD && formats_block_is_inside(page, i, core.begin)) {
            core.end = i + 1; /* what is folded away below a button, for example */
        }
    }
    return core.end ? core : run;
}

/* Of the end: the signs of writers and editors ("(ab/cd)"), and what stands behind a line of underscores when it is
 * little. */
static struct text_range trim_end(const struct formats_page *page, struct text_range run)
{
    enum { MUCH = 5 };
    size_t before = 0, behind = 0, rule = run.end;
    for (size_t i = run.begin; i < run.end; i++) {
        struct text_span text = text_of(page, i);
        size_t *words = rule < run.end ? &behind : &before;
        *words += page->blocks[i].words;
        if (text.n >= 3 && strspn(text.p, "_") >= text.n && behind < before) {
            rule = rule < run.end ? rule : i;
        }
    }
    run.end = rule < run.end && behind * MUCH < before ? rule : run.end;
    while (run.end > run.begin + 1 && page->blocks[run.end - 1].words == 1) {
        struct text_span text = text_of(page, run.end - 1);
        if (text.p[0] != '(' || text.p[text.n - 1] != ')') {
            break;
        }
        run.end--;
    }
    return run;
}

/* Right before: headings, captions, and short paragraphs that end like a sentence, as no byline does. */
static bool leads_in(const struct formats_page *page, size_t i)
{
    static const char *const ends[] = {".", "!", "?", "\"", "\xE2\x80\x9D", "\xE2\x80\xA6"};
    const struct formats_block *b = &page->blocks[i];
    bool ended = b->kind == FORMATS_BLOCK_HEADING || b->kind == FORMATS_BLOCK_CAPTION;
    for (size_t k = 0; k < sizeof ends / sizeof ends[0] && b->place == FORMATS_PLACE_CORE; k++) {
        ended = ended || (b->kind != FORMATS_BLOCK_HEADLINE && text_span_ends(text_of(page, i), text_span_of(ends[k])));
    }
    return ended && in_scope(page, i) && judge(page, i) == NEITHER;
}

static struct text_range widen_back(const struct formats_page *page, struct text_range run)
{
    while (run.begin > 0 && leads_in(page, run.begin - 1)) {
        run.begin--;
    }
    return run;
}

/* A page with too little text for the rules: from the first to the last paragraph that is not links. */
static struct text_range choose_anything(const struct formats_page *page)
{
    struct text_range found = {0, 0};
    for (size_t i = 0; i < page->block_count; i++) {
        const struct formats_block *b = &page->blocks[i];
        if (b->kind == FORMATS_BLOCK_PARAGRAPH && density(b) <= LINKED) {
            found.begin = found.end ? found.begin : i;
            found.end = i + 1;
        }
    }
    return found;
}

/* A site's name in an h1 that leads to its front page is no headline. */
static bool is_headline(const struct formats_block *b)
{
    return b->kind == FORMATS_BLOCK_HEADLINE && (b->link_words == 0 || b->words >= HEADLINE_WORDS);
}

/* The h1 that stands nearest before the run's first good block, else the first behind it, else what the page's title
 * repeats;
 * block_count when there is none. */
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
    if (found == page->block_count) {
        formats_page_title(page, &found);
    }
    return found;
}

/* A short h1 may be a site's or a column's name: then the headline that the page tells about itself is better. */
static struct text_span headline_of(const struct formats_page *page, size_t h1)
{
    bool found = h1 < page->block_count;
    size_t repeated;
    if (found && page->blocks[h1].kind != FORMATS_BLOCK_HEADLINE) {
        return formats_page_title(page, &repeated);
    }
    bool told = page->claims.at[FORMATS_FIELD_TITLE].rank <= FORMATS_RANK_JSON;
    if (told && (!found || page->blocks[h1].words < HEADLINE_WORDS)) {
        return page->claims.at[FORMATS_FIELD_TITLE].value;
    }
    return found ? text_of(page, h1) : (struct text_span){0};
}

static bool is_kept(const struct formats_page *page, size_t i, struct text_range run)
{
    const struct formats_block *b = &page->blocks[i];
    if (!in_scope(page, i) || b->suspect || density(b) > LINKED || b->kind == FORMATS_BLOCK_HEADLINE ||
        b->place == FORMATS_PLACE_FOREIGN) {
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

/* Between the headline and the run: pictures' captions, and whole paragraphs or long headings, which are a summary. */
static bool is_lead(const struct formats_page *page, size_t i, struct text_range run)
{
    const struct formats_block *b = &page->blocks[i];
    bool text = b->kind == FORMATS_BLOCK_PARAGRAPH && b->words >= PARAGRAPH_WORDS;
    bool dek = b->kind == FORMATS_BLOCK_HEADING && b->words >= PARAGRAPH_WORDS && in_scope(page, i) && !b->suspect;
    return (dek && density(b) <= LINKED) || ((b->kind == FORMATS_BLOCK_CAPTION || text) && is_kept(page, i, run));
}

static void add_blocks(const struct formats_page *page, struct text_range run, size_t headline,
                       struct text_buffer *text)
{
    bool dateline = false;
    for (size_t i = headline < run.begin ? headline + 1 : run.begin; i < run.end; i++) {
        if (i == headline || !(i < run.begin ? is_lead(page, i, run) : is_kept(page, i, run))) {
            continue;
        }
        if (dateline && page->blocks[i].kind == FORMATS_BLOCK_PARAGRAPH) {
            text_buffer_add_char(text, ' ');
            text_buffer_add(text, text_of(page, i));
        } else {
            add_line(text, text_of(page, i));
        }
        dateline = page->blocks[i].kind == FORMATS_BLOCK_OTHER && formats_block_is_dateline(page, &page->blocks[i]);
    }
}

/* Short blocks from a little before the run to its first good block. */
static void add_head(const struct formats_page *page, struct text_range run, size_t headline, struct text_buffer *head)
{
    size_t from = run.begin < headline ? run.begin : headline;
    from = from > HEAD_BLOCKS ? from - HEAD_BLOCKS : 0;
    for (size_t i = from; i < run.end; i++) {
        if (i >= run.begin && i != headline && judge(page, i) == GOOD) {
            break;
        }
        if (page->blocks[i].words <= HEAD_WORDS && (i != headline || page->blocks[i].kind != FORMATS_BLOCK_HEADLINE)) {
            add_line(head, text_of(page, i));
        }
    }
}

void formats_page_choose(struct formats_page *page, struct text_buffer *text, struct text_buffer *head,
                         struct text_span *headline)
{
    find_home(page);
    choose_scope(page);
    struct text_range run = choose_run(page);
    run = run.end ? widen_back(page, trim_end(page, widen_to_core(page, run))) : run;
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
    add_blocks(page, run, first, text);
    add_head(page, run, first, head);
}
