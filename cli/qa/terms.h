/* The terms of glossaries, and which of them stand in a text.
 *
 * A term stands where words in a row are its words, each in any form that is its own: folded, with clitics off
 * (text/forms.h), and with the same stem. Where the stems of a language have words of several meanings (corpora/<code>/
 * style.tsv) they count for the translation of a term, where to see too much is harmless, and not for the term itself
 * nor for what is forbidden. Of terms that stand at the same words the longest counts.
 *
 * Cost: a few look-ups a word of the text, and the terms that begin with that word.
 */
#ifndef CLI_QA_TERMS_H
#define CLI_QA_TERMS_H

#include "formats/formats.h"

struct cli_qa_terms;

/* From terms in `source` to their translations in `target`. */
enum text_status cli_qa_terms_new(const struct text_language *source, const struct text_language *target,
                                  struct cli_qa_terms **out, struct text_error *err);
void cli_qa_terms_free(struct cli_qa_terms *); /* NULL is fine */
/* `side` is the concept's side that is the source here. Concepts that share a term share its translations. */
enum text_status cli_qa_terms_add(struct cli_qa_terms *, const struct formats_concept *, enum formats_side side,
                                  struct text_error *err);

struct cli_qa_term_finding {
    bool forbidden;           /* else a term whose translations are missing */
    struct text_span term;    /* of the source; empty: forbidden whatever the source */
    struct text_span wanted;  /* the translations, a comma between them; what is forbidden may have none */
    struct text_span used;    /* forbidden: as it stands in the target */
};

typedef void cli_qa_term_sink(void *context, const struct cli_qa_term_finding *);
enum text_status cli_qa_terms_look(struct cli_qa_terms *, struct text_span source, struct text_span target,
                                   struct text_arena *, cli_qa_term_sink *, void *context, struct text_error *err);

#endif
