/* What the files behind formats_article_read share: the blocks of a page, and what a page says about itself. */
#ifndef FORMATS_ARTICLE_PRIVATE_H
#define FORMATS_ARTICLE_PRIVATE_H

#include "formats/article.h"

enum formats_block_kind {
    FORMATS_BLOCK_OTHER, /* text in a div, a cell, ... */
    FORMATS_BLOCK_PARAGRAPH,
    FORMATS_BLOCK_ITEM,
    FORMATS_BLOCK_HEADING,  /* h2 to h6 */
    FORMATS_BLOCK_HEADLINE, /* h1 */
    FORMATS_BLOCK_CAPTION
};

/* A run of text without a block's border in it. */
struct formats_block {
    struct text_range range;    /* in the page's text; one blank between words, none at the ends */
    uint32_t words, link_words; /* link_words: those inside of links */
    uint32_t scope;
    enum formats_block_kind kind;
    bool suspect; /* inside something whose class says that it is no article text */
};

/* An element that claims to hold an article: article, main, itemprop=articleBody. Scope 0 is the page; a scope's
 * parent has a smaller number. */
struct formats_scope {
    uint32_t parent;
    uint64_t words; /* of good blocks, for the choice */
    bool chosen;
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
/* The article's paragraphs among the blocks, divided by \n, and what stands around its headline. Both may stay empty. */
void formats_page_choose(struct formats_page *, struct text_buffer *text, struct text_buffer *head,
                         struct text_span *headline);

#endif
