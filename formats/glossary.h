/* Glossaries: which term of one language is said by which of another, and which must not be used.
 *
 * TBX (ISO 30042) of both editions, streaming: 2008, <termEntry>, <langSet> and <tig> or <ntig>, and 2019 (version 3),
 * <conceptEntry>, <langSec> and <termSec>, in the styles DCA and DCT. Of an entry the terms and their administrative
 * status are read: deprecatedTerm, supersededTerm and forbiddenTerm (with or without "-admn-sts") forbid a term, all
 * others allow it. Languages are compared by their primary subtag; terms in others are nothing. A DTD that is named is
 * not fetched, a file that declares entities is refused. An entry that is spoilt (a stray &, a forbidden character) or
 * has more than 64 KiB of terms, or more than 200, is reported and passed over.
 *
 * TSV. `source<TAB>target` a line; a third column "forbidden" or "deprecated" forbids the target, other ones are not
 * read. Blank lines and lines that begin with # are nothing. Lines of the same source each accept their target.
 */
#ifndef FORMATS_GLOSSARY_H
#define FORMATS_GLOSSARY_H

#include "formats/unit.h"

struct formats_term {
    struct text_span text;  /* clean, no blanks at the ends, never empty */
    enum formats_side side; /* FORMATS_SOURCE or FORMATS_TARGET */
    bool forbidden;
};

/* An entry with a term in one of the two languages at least. Valid during the call only. */
struct formats_concept {
    const struct formats_term *terms; /* in the order of the file */
    size_t count;
    struct text_span id; /* of TBX; may be empty */
    size_t line;         /* where it begins, from 1 */
};

/* A status other than TEXT_OK stops the reading and is returned. */
typedef enum text_status formats_concept_sink(void *context, const struct formats_concept *, struct text_error *err);

struct formats_glossary_reading {
    const char *source_language, *target_language;
    formats_concept_sink *concept;
    formats_warning_sink *warning; /* an entry that could not be used; may be NULL */
    void *context;
};

struct formats_glossary_report {
    size_t concepts; /* delivered */
    size_t skipped;  /* each was a warning */
};

/* TBX when the file begins like XML, else TSV. TEXT_FOREIGN: XML that is no TBX. TEXT_INVALID: not well-formed, after
 * the entries before that line were delivered. TEXT_EMPTY: no bytes. TEXT_MISUSE: both languages are the same. The
 * report is written whatever the status. */
enum text_status formats_glossary_read(const char *path, const struct formats_glossary_reading *,
                                       struct formats_glossary_report *out, struct text_error *err);

#endif
