/* A segment -> words, for the aligner, the matcher and the concordance alike.
 *
 * Words are those of UAX #29 (default word boundaries, of the Unicode version ICU has), with two changes: a colon
 * joins no letters, and white space is never part of a word. Runs of white space are no token. Any bytes may come:
 * what is no UTF-8 is punctuation.
 * Addresses, markup, and values of several words stand in another layer: placeable.h.
 */
#ifndef TEXT_WORD_H
#define TEXT_WORD_H

#include <stdint.h>

#include "text/arena.h"
#include "text/error.h"
#include "text/language.h"

enum text_token_kind {
    TEXT_WORD,       /* has a letter */
    TEXT_NUMBER,     /* digits, perhaps with separators: 1.000,5 */
    TEXT_PUNCTUATION /* anything else that is not a blank */
};

struct text_token {
    struct text_span surface; /* as written, borrowed from the segment */
    struct text_span folded;  /* Unicode full case folding; the surface itself when it is the same */
    enum text_token_kind kind;
};

struct text_tokens {
    struct text_token *at; /* in the arena */
    size_t count;
};

/* All tokens of s in order. */
enum text_status text_tokenize(struct text_span s, struct text_arena *, struct text_tokens *out,
                               struct text_error *err);

/* The same without punctuation: what a fuzzy match counts. */
enum text_status text_words(struct text_span s, struct text_arena *, struct text_tokens *out, struct text_error *err);

/* Snowball stems. One stemmer, one thread. */
struct text_stemmer;
enum text_status text_stemmer_new(const struct text_language *, struct text_stemmer **out, struct text_error *err);
/* By the code alone: "id", "en". TEXT_IO: libstemmer cannot be loaded. */
enum text_status text_stemmer_for(const char *code, struct text_stemmer **out, struct text_error *err);
void text_stemmer_free(struct text_stemmer *); /* NULL is fine */
/* The stem of a folded word, borrowed until the next call. */
struct text_span text_stem(struct text_stemmer *, struct text_span folded);

/* The value of a number as the language writes it: "1.000,5" is 1000.5 in id, "1,000.5" in en. Where only one
 * separator stands and both readings are possible the language decides. False when it is no number. */
bool text_number_value(const struct text_language *, struct text_span number, double *value);

#endif
