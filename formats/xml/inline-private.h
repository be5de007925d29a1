/* The content of a TMX <seg> in its two forms, built event by event: the text, and the markup.
 *
 * TMX 1.4b, "Content Markup". bpt, ept, ph, it and ut hold codes of another program, which are no text. hi is about
 * text, which counts. A sub stands inside a code and holds a text of its own (a footnote, the title of a picture),
 * which is not part of the text around it. So the text is what stands outside of codes.
 *
 * The markup is valid against the TMX 1.4 DTD whatever comes in: an element that may not stand where it does, or that
 * TMX does not have, is passed over and its content taken for what it stands in; attributes that TMX does not have are
 * left out. bpt and ept without a number get one, by their nesting; an `it` without a position is taken for a
 * beginning. The form is always the same: attributes in ", in the order that they came; an empty element is <ph/>. All
 * else is kept byte for byte, blanks at the ends too.
 */
#ifndef FORMATS_XML_INLINE_PRIVATE_H
#define FORMATS_XML_INLINE_PRIVATE_H

#include "text/text.h"

enum { FORMATS_INLINE_DEEPEST = 100 };

struct formats_attribute {
    const char *name;
    struct text_span value;
};

/* From {0}; to be freed. */
struct formats_inline {
    struct text_buffer text, markup; /* the markup is empty until the first element comes */
    size_t count;                    /* elements in it */
    size_t foreign;                  /* elements that were passed over */
    struct {
        unsigned char element; /* what the content belongs to */
        bool passed;           /* the element itself was passed over */
    } open[FORMATS_INLINE_DEEPEST];
    size_t depth;
    size_t codes;                           /* how many of the open elements hold codes */
    bool tag_open;                          /* the last start tag has no > yet */
    size_t numbers;                         /* given to bpt without one */
    size_t waiting[FORMATS_INLINE_DEEPEST]; /* those that no ept answered yet */
    size_t waiting_count;
};

void formats_inline_clear(struct formats_inline *);
void formats_inline_free(struct formats_inline *);
/* False when elements are nested too deeply; nothing is opened then. The attributes are borrowed during the call. */
bool formats_inline_open(struct formats_inline *, const char *name, const struct formats_attribute *, size_t count);
void formats_inline_close(struct formats_inline *);
void formats_inline_text(struct formats_inline *, struct text_span);
/* Appends a whole element with codes in it: <ph x="1">code</ph>. */
bool formats_inline_code(struct formats_inline *, const char *name, const struct formats_attribute *, size_t count,
                         struct text_span code);
/* The markup, empty when there is none. */
struct text_span formats_inline_markup(const struct formats_inline *);

#endif
