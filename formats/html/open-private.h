/* The open elements, as far as it matters what is translated: blocks, and what says that it is not to be. */
#ifndef FORMATS_HTML_OPEN_PRIVATE_H
#define FORMATS_HTML_OPEN_PRIVATE_H

#include "formats/html/html-private.h"

enum { FORMATS_HTML_DEEPEST = 65536, FORMATS_HTML_UNKNOWN = FORMATS_HTML_ELEMENTS };

/* From {0}; to be freed. */
struct formats_html_open {
    struct formats_html_entry {
        unsigned char number; /* in the table, or UNKNOWN */
        bool block;
        bool left; /* what is in it is left as it is */
    } *at;
    size_t depth, capacity;
    size_t open[FORMATS_HTML_ELEMENTS + 1]; /* how many of each are open */
};

bool formats_html_is_left(const struct formats_html_open *);
/* Ends the elements that end where this one begins: an li at an li. */
void formats_html_end_implied(struct formats_html_open *, const struct formats_html_element *);
/* False: no memory. One that is too deep is not opened. */
bool formats_html_push(struct formats_html_open *, struct formats_html_entry);
/* Ends the last open element of that number, and all in it; a phrase only as far as its block reaches. */
void formats_html_pop(struct formats_html_open *, size_t number, bool block);

#endif
