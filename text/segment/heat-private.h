/* Which bytes of a line the scanner has to look at, and finding the next of them. */
#ifndef TEXT_SEGMENT_HEAT_PRIVATE_H
#define TEXT_SEGMENT_HEAT_PRIVATE_H

#include <stdint.h>

#include "text/span.h"

enum text_heat {
    TEXT_HEAT_COLD, /* of no interest: letters, digits, blanks, most marks */
    TEXT_HEAT_STOP, /* may begin a stop: . ? ! and every byte beyond ASCII */
    TEXT_HEAT_QUOTE,
    TEXT_HEAT_OPEN,  /* ( */
    TEXT_HEAT_CLOSE, /* ) */
    TEXT_HEAT_RULER, /* a row of it may be a rule across the page */
    TEXT_HEAT_SLASH
};

/* Of each byte, an enum text_heat. */
extern const uint8_t text_heat_of[256];

/* The first byte from i on that is not cold, or line.n. Cost: sixteen bytes a step, and nothing behind the line is
 * read. */
size_t text_heat_next(struct text_span line, size_t i);

#endif
