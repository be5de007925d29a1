/* SRX between the parser's events and the rules: what the elements mean. */
#ifndef FORMATS_SRX_PRIVATE_H
#define FORMATS_SRX_PRIVATE_H

#include "formats/srx.h"

enum { FORMATS_SRX_DEPTH = 8, FORMATS_SRX_PATTERN = 1 << 20 };

/* A file while it is being read. From {0}, with name and header.format filled in. */
struct formats_srx {
    const char *name;
    size_t line;             /* where the parser is; kept by the caller */
    enum text_status status; /* other than TEXT_OK: nothing is listened to any more */
    struct text_error error; /* belongs to status */
    struct text_srx *srx;    /* made when the body begins */
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

/* As libxml2 has them: five pointers each, to local name, prefix, URI, begin and end of the value. */
struct formats_srx_attributes {
    const unsigned char **at;
    int count;
};

void formats_srx_open(struct formats_srx *, const char *uri, const char *element, struct formats_srx_attributes);
void formats_srx_close(struct formats_srx *);
void formats_srx_text(struct formats_srx *, struct text_span);
/* Ends the reading; only the first reason is kept. */
void formats_srx_stop(struct formats_srx *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void formats_srx_free(struct formats_srx *); /* but for srx */

#endif
