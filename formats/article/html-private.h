/* What the elements, attributes and classes of HTML say about where an article's text is. */
#ifndef FORMATS_ARTICLE_HTML_PRIVATE_H
#define FORMATS_ARTICLE_HTML_PRIVATE_H

#include "formats/article/article-private.h"

enum formats_html_role {
    FORMATS_HTML_INLINE,
    FORMATS_HTML_BLOCK,
    FORMATS_HTML_SKIPPED,
    FORMATS_HTML_FORM,
    FORMATS_HTML_SCOPE,
    FORMATS_HTML_LINK_TEXT,  /* a */
    FORMATS_HTML_LINE_BREAK, /* br */
    FORMATS_HTML_META,
    FORMATS_HTML_LINK,
    FORMATS_HTML_TITLE,
    FORMATS_HTML_SCRIPT,
    FORMATS_HTML_TIME,
    FORMATS_HTML_PICTURE,
    FORMATS_HTML_ROOT
};

struct formats_html_tag {
    const char *name;
    enum formats_html_role role;
    enum formats_block_kind kind;
};

/* NULL for elements that mean nothing here. */
const struct formats_html_tag *formats_html_tag_find(const char *name);
/* Attributes as libxml2 has them: names and values in turn, NULL at the end; may be NULL. The value is borrowed; p is
 * NULL when there is none. */
struct text_span formats_html_attribute(const unsigned char **attributes, const char *name);
/* Equal but for case and blanks around. */
bool formats_html_is(struct text_span, const char *word);
/* Not shown, or by its role no article text. */
bool formats_html_is_hidden(const unsigned char **attributes);
/* A class attribute with one of the names by which sites mark what is not the article; a hint only. */
bool formats_html_is_suspect(struct text_span names);
/* The same for what its class only has as a part ("post-share"): to be asked of paragraphs, not of what may wrap an
 * article. */
bool formats_html_is_suspect_part(struct text_span names);
/* Whether the element is one that divides a page, such as div; a list, a quotation or a figure belongs to what it
 * stands
 * in. */
bool formats_html_is_holder(const struct formats_html_tag *); /* NULL is fine */
/* The same for captions where there is no figcaption. */
bool formats_html_is_caption(struct text_span names);
/* False when an element has more than 500 attributes. libxml2 compares each with all before it: with 100,000 of them
 * one
 * element takes it half a minute. Linear. */
bool formats_html_is_sane(struct text_span markup);

#endif
