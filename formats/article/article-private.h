/* What the files behind formats_article_read share: the blocks of a page, and what a page says about itself. */
#ifndef FORMATS_ARTICLE_ARTICLE_PRIVATE_H
#define FORMATS_ARTICLE_ARTICLE_PRIVATE_H

#include "formats/article.h"

enum formats_block_kind {
    FORMATS_BLOCK_OTHER, /* text in a div, a cell, ... */
    FORMATS_BLOCK_PARAGRAPH,
    FORMATS_BLOCK_ITEM,
    FORMATS_BLOCK_HEADING,  /* h2 to h6 */
    FORMATS_BLOCK_HEADLINE, /* h1 */
    FORMATS_BLOCK_CAPTION
};

/* Where a block stands to the element that holds most of the article; article-core.c. */
enum formats_place { FORMATS_PLACE_UNKNOWN, FORMATS_PLACE_CORE, FORMATS_PLACE_FOREIGN };

/* A run of text without a block's border in it. */
struct formats_block {
    struct text_range range;    /* in the page's text; one blank between words, none at the ends */
    uint32_t words, link_words; /* link_words: those inside of links */
    uint32_t scope, element;
    enum formats_block_kind kind;
    enum formats_place place;
    bool link_last;   /* the last word is inside of a link */
    bool suspect;     /* inside something whose class says that it is no article text */
    bool stray, home; /* before the headline; behind it and near to it: formats/article/home.c */
};

/* How much a word of the block counts where blocks are compared: so that a home with a fourth of the words, the least
 * there is, weighs as much as all others together. */
static inline uint32_t formats_block_weight(const struct formats_block *b)
{
    return b->home ? 3 : 1;
}

/* An element that claims to hold an article: article, main, itemprop=articleBody. Scope 0 is the page; a scope's
 * parent has a smaller number. */
struct formats_scope {
    uint32_t parent;
    uint64_t words; /* of good blocks, for the choice */
    bool chosen;
};

/* An element that can hold several blocks, such as div, and in which one began. Elements of one parent, name and class
 * are
 * a family. Number 0 is none, 1 the page. */
struct formats_element {
    uint32_t parent, family;
    uint32_t blocks, children; /* right inside */
    bool cell, plain;          /* of a table; without class and id */
    uint64_t shape;            /* of name and class */
    uint64_t words, direct; /* of good blocks, for the choice; direct: of those that stand in it without a paragraph */
};

enum formats_field {
    FORMATS_FIELD_TITLE,
    FORMATS_FIELD_URL,
    FORMATS_FIELD_DATE,
    FORMATS_FIELD_LANGUAGE,
    FORMATS_FIELD_AUTHOR,
    FORMATS_FIELDS
};

/* Where a claim comes from, the most trusted first. */
enum formats_rank {
    FORMATS_RANK_ARCHIVE, /* not the page itself */
    FORMATS_RANK_OPEN_GRAPH,
    FORMATS_RANK_JSON,
    FORMATS_RANK_META,
    FORMATS_RANK_PAGE, /* title element, canonical link, time element */
    FORMATS_RANK_NONE
};

struct formats_claims {
    struct text_arena *arena;
    struct {
        struct text_span value;
        enum formats_rank rank;
    } at[FORMATS_FIELDS];
    struct text_buffer body;    /* the longest articleBody of JSON-LD */
    struct text_span date_line; /* of the most trusted date that is none of a standard form */
    enum formats_rank date_line_rank;
    bool failed; /* out of memory */
};

enum { FORMATS_SCOPES = 1000 };

struct formats_page {
    struct text_arena *arena;
    struct text_buffer text;
    struct formats_block *blocks; /* malloc */
    size_t block_count, block_capacity;
    struct formats_scope scopes[FORMATS_SCOPES]; /* what claims to be one more belongs to its parent */
    uint32_t scope_count;
    struct formats_element *elements; /* malloc */
    uint32_t element_count, element_capacity;
    struct text_table *families; /* parent, name and class */
    struct formats_claims claims;
};

void formats_claims_start(struct formats_claims *, struct text_arena *);
/* Keeps the value if nothing as trusted was kept before and it can be used for the field (a date must be one). */
void formats_claims_offer(struct formats_claims *, enum formats_field, enum formats_rank, struct text_span value);
/* A meta element: its name (or property, or itemprop) and content. */
void formats_claims_meta(struct formats_claims *, struct text_span name, struct text_span content);
/* The text of a script of type application/ld+json; what is no JSON or tells nothing is passed over. */
void formats_claims_json(struct formats_claims *, struct text_span json);

/* Clean UTF-8 of a page -> blocks and claims. TEXT_NOMEM; TEXT_INVALID: nested beyond reason. */
enum text_status formats_page_read(struct text_span markup, const char *name, struct formats_page *,
                                   struct text_error *err);
/* Adds a copy. False without memory. */
bool formats_page_add_block(struct formats_page *, const struct formats_block *);
/* An element ends that holds a picture and the blocks from `first` on. */
void formats_page_end_picture(struct formats_page *, size_t first);
/* Frees what a page holds; not the page. */
void formats_page_free(struct formats_page *);
/* Sets what blocks are stray and what at home. Without a headline, text behind it or memory, none is either. */
void formats_page_find_home(struct formats_page *, const bool *good);
/* Finds the element, or the family of elements, that holds at least half of the words of the good blocks in `run`, and
 * sets
 * the places of all blocks by it. True when there is one. Without memory there is none. */
bool formats_page_find_core(struct formats_page *, struct text_range run, const bool *good);
/* Whether the one block stands inside of the element that the other stands in. Linear in the depth of the
 * page. */
bool formats_block_is_inside(const struct formats_page *, size_t block, size_t other);
/* Whether the block ends in a dash, behind which the first sentence goes on in a block of its own. */
bool formats_block_is_dateline(const struct formats_page *, const struct formats_block *);
/* The title without what the site adds to it ("Title - The Post"), if a block on the page bears it out: then *block is
 * the
 * first such block, else block_count. */
struct text_span formats_page_title(const struct formats_page *, size_t *block);
/* The article's paragraphs among the blocks, divided by \n, and what stands around its headline. Both may stay empty.
 * */
void formats_page_choose(struct formats_page *, struct text_buffer *text, struct text_buffer *head,
                         struct text_span *headline);

#endif
