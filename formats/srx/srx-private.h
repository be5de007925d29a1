/* SRX between the parser's events and the rules: what the elements mean. */
#ifndef FORMATS_SRX_SRX_PRIVATE_H
#define FORMATS_SRX_SRX_PRIVATE_H

#include "formats/srx.h"
#include "formats/xml/xml-read-private.h"

enum { FORMATS_SRX_DEPTH = 8, FORMATS_SRX_PATTERN = 1 << 20 };

/* A file while it is being read. From {0}, with the name and header.format filled in. */
struct formats_srx {
    struct formats_xml_reading xml;
    struct text_srx *srx; /* made when the body begins */
    struct text_srx_header header;
    bool cascades;                    /* the version has cascade */
    int stack[FORMATS_SRX_DEPTH];     /* the open elements, by place */
    size_t depth, foreign;            /* how many; and of those within what is passed over */
    struct text_buffer uri;           /* the namespace of the root */
    struct text_buffer group;         /* the name of the open <languagerule> */
    struct text_buffer before, after; /* of the open <rule> */
    size_t rule_line;
    bool breaks, has_before, has_after;
};

extern const struct formats_xml_events formats_srx_events; /* of a struct formats_srx */
void formats_srx_free(struct formats_srx *); /* but for srx */

#endif
