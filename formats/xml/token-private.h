/* XML in memory as a row of tokens, each with the bytes it stands in: for writing a document again with a part of it
 * changed. What is well-formed is for the library's parser to say (xml-read-private.h), which goes through the same
 * text first; this knows only where things begin and end. Of what is not well-formed it may make anything, but never
 * reads outside of the text.
 *
 * Cost: linear, without memory.
 */
#ifndef FORMATS_XML_TOKEN_PRIVATE_H
#define FORMATS_XML_TOKEN_PRIVATE_H

#include "text/text.h"

enum formats_token_kind {
    FORMATS_TOKEN_OPEN,  /* <a> */
    FORMATS_TOKEN_EMPTY, /* <a/> */
    FORMATS_TOKEN_CLOSE, /* </a> */
    FORMATS_TOKEN_TEXT,
    FORMATS_TOKEN_CDATA,
    FORMATS_TOKEN_DOCTYPE, /* without an internal subset; with one it is broken */
    FORMATS_TOKEN_OTHER    /* comment, processing instruction, XML declaration */
};

struct formats_tokens {
    struct text_span text;
    size_t at;
    size_t end;  /* tokens end here; at most text.n */
    bool broken; /* there was something that is no token; there are no more */
};

struct formats_token {
    enum formats_token_kind kind;
    struct text_range bytes;
    struct text_span name; /* of an element, with its prefix */
};

bool formats_token_next(struct formats_tokens *, struct formats_token *out); /* false at the end */
/* Up to the end of the element that OPEN began, which is *end then; false when it has none. */
bool formats_token_skip(struct formats_tokens *, struct formats_token *end);

struct formats_token_attribute {
    struct text_range bytes;      /* with the blanks before it */
    struct text_span name, value; /* the value as it is written */
};
/* Those of a tag, in order. *at is 0 before the first one. */
bool formats_token_attribute_next(struct text_span text, const struct formats_token *, size_t *at,
                                  struct formats_token_attribute *out);
/* The value as it is written; p NULL when there is none of that name. */
struct text_span formats_token_value(struct text_span text, const struct formats_token *, const char *name);

/* Appends what a text or a value says: references of XML and numbers are resolved, line ends become \n, in a value
 * blanks. What is no reference stays as it is. */
void formats_token_resolve(struct text_span written, bool value, struct text_buffer *to);
/* What CDATA says, borrowed. */
struct text_span formats_token_cdata(struct text_span text, const struct formats_token *);

#endif
