/* HTML as it stands in a file, byte for byte: tokens with their places, and the blocks of text that they make.
 *
 * Not the parser of pages (formats/article): libxml2 tells no bytes. Tokens are those of the HTML standard (WHATWG,
 * 13.2.5 Tokenization), so that whatever a browser takes for text, and nothing else, is text. There is no tree: what a
 * tree is needed for, where an element ends that must not be translated, is told by the open blocks alone, with the end
 * tags that may be left out.
 *
 * Cost: linear; memory: a few bytes an open block, up to 65,536 of them; deeper ones are not told apart.
 */
#ifndef FORMATS_HTML_HTML_PRIVATE_H
#define FORMATS_HTML_HTML_PRIVATE_H

#include "formats/block/block-private.h"

enum formats_html_token_kind {
    FORMATS_HTML_TEXT,
    FORMATS_HTML_START,
    FORMATS_HTML_END,
    FORMATS_HTML_COMMENT /* and a doctype, and whatever else a browser passes over */
};

/* How what follows a start tag is read. */
enum formats_html_content { FORMATS_HTML_MARKUP, FORMATS_HTML_RAW, FORMATS_HTML_SCRIPTING, FORMATS_HTML_PLAIN };

struct formats_html_token {
    enum formats_html_token_kind kind;
    struct text_range bytes;
    struct text_span name; /* of a tag, as it is written */
    bool closed;           /* a start tag that ends in /> */
};

struct formats_html_tokens {
    struct text_span s;
    size_t at;
    enum formats_html_content content; /* to be set behind a start tag; goes back to MARKUP at its end tag */
    struct text_span name;             /* which that is */
};
/* The next token; false at the end. The tokens of a document follow each other without a gap. */
bool formats_html_next(struct formats_html_tokens *, struct formats_html_token *out);

struct formats_html_value {
    struct text_span name;
    struct text_range bytes; /* of the value, without quotes; empty when it has none */
    char quote;              /* " or ', or 0 */
};
/* The next attribute of a start tag, of which *at is where the last one ended, or the name. */
bool formats_html_value_next(struct text_span document, const struct formats_html_token *, size_t *at,
                             struct formats_html_value *out);

enum formats_html_element_kind {
    FORMATS_HTML_PHRASE,  /* in a line of text; so is any element that is not known */
    FORMATS_HTML_BREAK,   /* br */
    FORMATS_HTML_CONTENT, /* has no end tag, and stands for content */
    FORMATS_HTML_VOID,    /* has no end tag, and says nothing */
    FORMATS_HTML_CODE,    /* left as it is, with all in it; stands for content */
    FORMATS_HTML_HIDDEN,  /* the same, but is not to be seen: a script */
    FORMATS_HTML_SPLIT,   /* a block */
    FORMATS_HTML_SPLIT_VOID,
    FORMATS_HTML_SPLIT_CODE /* a block that is left as it is */
};

/* Which elements end where another one begins. */
enum formats_html_group {
    FORMATS_HTML_NONE,
    FORMATS_HTML_P,
    FORMATS_HTML_LI,
    FORMATS_HTML_DT,
    FORMATS_HTML_CELL, /* ends at a cell, a row or a group of rows; a row at the last two */
    FORMATS_HTML_ROW,
    FORMATS_HTML_ROWS,
    FORMATS_HTML_OPTION
};

struct formats_html_element {
    const char *name;
    enum formats_html_element_kind kind;
    enum formats_html_content content;
    enum formats_html_group group;
    bool keeps; /* a p goes on in it */
};
/* NULL: not known. `number` is its place in the table. */
const struct formats_html_element *formats_html_element_find(struct text_span name, size_t *number);
const struct formats_html_element *formats_html_element_at(size_t number); /* NULL beyond the table */
enum { FORMATS_HTML_ELEMENTS = 192 }; /* more than there are */

/* All blocks of a document; with `attributes` also the values of alt, title, placeholder and aria-label, each before
 * the block in whose codes it stands. */
struct formats_html_scanning {
    bool attributes;
    formats_block_sink *sink;
    void *context;
};
enum text_status formats_html_scan(struct text_span document, const struct formats_html_scanning *,
                                   struct text_error *err);

/* The value of lang of <html>; empty when it has none. */
struct text_span formats_html_language(struct text_span document);

/* Appends the text so that it means itself in that place; `quote` is that of an attribute. */
void formats_html_escape(struct text_span text, enum formats_place, char quote, struct text_buffer *to);
/* Appends one character as a number: &#8364; */
void formats_html_escape_number(struct text_span character, struct text_buffer *to);

#endif
