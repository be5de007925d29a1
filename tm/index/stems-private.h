/* Words by their stems: which words of the memory may be forms of one that is searched for.
 *
 * Table stem holds a row for each word whose stem differs from it, entered with the word. A file so keeps the stems of
 * the Snowball that was there then; with another version a form may be missed, never a word itself.
 */
#ifndef TM_INDEX_STEMS_PRIVATE_H
#define TM_INDEX_STEMS_PRIVATE_H

#include "tm/store/store-private.h"

void tm_stems_free(struct tm_stems *); /* NULL is fine */

/* The stem of a folded word, borrowed until the next call. Without an algorithm for the language: the word itself. */
enum text_status tm_stem_of(struct tm_memory *, int64_t family, struct text_span folded, struct text_span *out,
                            struct text_error *err);
/* Enters a word that has just got its row in table word; to be called once a word, inside a write transaction. */
enum text_status tm_stem_add(struct tm_memory *, int64_t family, struct text_span folded, struct text_error *err);

/* Calls back with each word of the memory that has this stem and is not the stem itself. `folded` is borrowed for the
 * call, in which no other stem may be asked for. */
typedef enum text_status tm_stem_visitor(void *context, struct text_span folded, struct text_error *err);
enum text_status tm_stem_words(struct tm_memory *, int64_t family, struct text_span stem, tm_stem_visitor *,
                               void *context, struct text_error *err);

#endif
