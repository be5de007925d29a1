/* What stands inside quotation marks in a segment, who said it, and who reported it.
 *
 * Straight, curly and low quotes and guillemets; the outermost pair counts. A quotation whose mark is closed or
 * opened in a neighbouring segment reaches to this segment's end or start. Speaker and source are those of the
 * attribution beside the quotation; without one, those of the quotation just before it in the paragraph, or of a
 * segment before it that ends in a colon. Furniture is not read.
 */
#ifndef TEXT_QUOTE_H
#define TEXT_QUOTE_H

#include "text/segment.h"

struct text_quote {
    struct text_span text;    /* without the marks and without the comma or full stop before the closing one */
    uint32_t segment;         /* in which segment it stands */
    struct text_span speaker; /* as the attribution names him or her ("Brevik"); empty when it does not */
    struct text_span source;  /* the agency or paper it is quoted from ("TASS"); empty when none is named */
};

struct text_quotes {
    struct text_quote *at; /* in the arena; in the order of the segments */
    size_t count;
};

/* The quotations of a document in `language`. Quoted spans of one or two words (irony, titles) are left out. */
enum text_status text_quotes(const struct text_language *, const struct text_document *, struct text_arena *,
                             struct text_quotes *out, struct text_error *err);

#endif
