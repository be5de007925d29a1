/* The forms under which a concordance finds a word: with its clitics off, its parts where it is doubled or joined by a
 * hyphen, and the stems of all of these. "negara-negaranya" is found by negara and negara-negara, "rumahkulah" by rumah
 * and rumahku, "ke-20" by 20, "Russia's" by russia.
 *
 * Words of the tokenizer have no hyphens inside; a caller who wants doubled words whole joins what stands
 * between blanks. Which clitics a language has is data: corpora/<code>/clitics.tsv.
 */
#ifndef TEXT_FORMS_H
#define TEXT_FORMS_H

#include "text/word.h"

enum { TEXT_FORMS = 16 };

struct text_forms {
    struct text_span at[TEXT_FORMS]; /* distinct; the word itself first; borrowed from the word or in the arena */
    size_t count;
};

/* The forms of a folded word. `stemmer` may be NULL: without stems. Cost: linear in the word; what has more parts than
 * there is room for keeps the first ones. */
enum text_status text_word_forms(const struct text_language *, struct text_stemmer *, struct text_span folded,
                                 struct text_arena *, struct text_forms *out, struct text_error *err);

#endif
