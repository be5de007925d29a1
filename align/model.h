/* What the aligner knows, and documents made ready for it.
 *
 * A model joins two languages and any number of lexicons (none is legal: lengths, numbers, names and cognates remain).
 * It is read-only after it was made, so that threads may share it. Legal order: model, texts, then align_documents or
 * the archive; texts before the model when freeing.
 */
#ifndef ALIGN_MODEL_H
#define ALIGN_MODEL_H

#include "align/lexicon.h"

struct align_model;

struct align_languages {
    const struct text_language *source, *target; /* borrowed as long as the model lives */
};

/* Lexicons are borrowed as long as the model lives; a word is looked up in all of them. */
enum text_status align_model_new(struct align_languages, const struct align_lexicon *const *lexicons, size_t count,
                                 struct align_model **out, struct text_error *err);
void align_model_free(struct align_model *); /* NULL is fine */

enum align_side { ALIGN_SOURCE, ALIGN_TARGET };

/* A document as one side of an alignment: its words numbered, looked up in the lexicons, weighed. Made once, aligned
 * with as many others as wanted. Borrows the document and the quotes; quotes may be NULL (none are paired then). */
struct align_text;
enum text_status align_text_new(const struct align_model *, enum align_side, const struct text_document *,
                                const struct text_quotes *, struct align_text **out, struct text_error *err);
void align_text_free(struct align_text *); /* NULL is fine */

#endif
