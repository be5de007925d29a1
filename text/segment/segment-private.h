/* What segment.c asks of furniture.c. */
#ifndef TEXT_SEGMENT_SEGMENT_PRIVATE_H
#define TEXT_SEGMENT_SEGMENT_PRIVATE_H

#include "text/language/language-private.h"

/* Whether a line is what a page adds to an article. Bounded work for a line of any length. */
bool text_line_is_furniture(const struct text_language *, struct text_span line);

#endif
