/* What the reader of PO units and the documents share: lines of PO, and entries with the bytes of their parts.
 *
 * The format is that of the gettext manual, "The Format of PO Files".
 */
#ifndef FORMATS_PO_PO_PRIVATE_H
#define FORMATS_PO_PO_PRIVATE_H

#include "formats/document/document-private.h"

enum { FORMATS_PO_FORMS = 16 };

/* "...", and nothing else but blanks: appends what it says. */
bool formats_po_string(struct text_span line, struct text_buffer *to);
/* Takes a keyword off the line, and the blanks behind it. */
bool formats_po_keyword(struct text_span *line, const char *word);

struct formats_po_layout {
    const char *line_end;
    struct text_span prefix; /* of every line but the first */
    size_t column;           /* in which the string begins, from 0 */
    bool wide;               /* is not broken at blanks */
};
/* As the gettext tools break lines: behind line ends, and at blanks within 79 columns. */
void formats_po_write(struct text_span, const struct formats_po_layout *, struct text_buffer *to);

struct formats_po_form {
    struct text_range bytes; /* from the first quote to the last */
    size_t column;           /* of the first quote */
    struct text_span source; /* what it translates, with its escapes resolved */
};

/* An entry in the document: the detail of its group, which has a slot a form. */
struct formats_po_entry {
    size_t head;                /* 1 + where lines go that stand before the message: before #| or the first keyword */
    struct text_range previous; /* the lines of #| */
    size_t flags;               /* behind "#,"; 0: there are none */
    bool other_flags;           /* flags stand there */
    bool fuzzy, format;         /* format: its strings have directives, as a flag says */
    bool certain;               /* which source each form translates */
    bool wide;                  /* a line of it is longer than the gettext tools write it */
    const char *line_end;       /* static */
    struct formats_po_form forms[FORMATS_PO_FORMS];
};

/* Whether a format string can take the place of the other: the same directives, in the same order unless they are
 * numbered or named. Directives are those of printf (C, Python, PHP, Perl, shell), {...} and %1. What is no directive
 * in the string's language may be taken for one, so that some are called unlike that are not. Linear, but for named
 * ones: quadratic, and of more than 100 the answer is no. */
bool formats_po_directives_agree(struct text_span source, struct text_span target);

formats_putter formats_po_put;

#endif
