/* What the readers of glossaries share. */
#ifndef FORMATS_GLOSSARY_GLOSSARY_PRIVATE_H
#define FORMATS_GLOSSARY_GLOSSARY_PRIVATE_H

#include "formats/glossary.h"
#include "formats/input-private.h"

/* An entry under way. */
struct formats_entry_terms {
    const char *name;
    const struct formats_glossary_reading *reading;
    struct formats_glossary_report *report;
    struct text_arena *arena; /* emptied for each entry */
    struct formats_term *terms;
    size_t count, capacity;
    struct text_span id;
    size_t line;
};

/* Adds a term to the entry; one that is empty is nothing. TEXT_INVALID: not valid as text, without file and line. */
enum text_status formats_entry_add(struct formats_entry_terms *, struct text_span raw, enum formats_side,
                                   bool forbidden, struct text_error *err);
/* Delivers the entry, if it has a term, and begins anew. */
enum text_status formats_entry_end(struct formats_entry_terms *, struct text_error *err);
/* Passes over the entry with a warning, and begins anew. */
void formats_entry_skip(struct formats_entry_terms *, const char *reason);
/* Whether the status (with "-admn-sts" or without) forbids a term. */
bool formats_status_forbids(struct text_span status);

enum text_status formats_tbx_read(struct formats_input *, struct formats_entry_terms *, struct text_error *err);

#endif
