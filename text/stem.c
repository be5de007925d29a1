/* Stems by Snowball: see word.h. libstemmer takes the language's code for its algorithm. A language it has none for
 * keeps its words as they are. */
#include "text/word.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "text/decode-private.h"

enum { LONGEST = 256 }; /* nothing of more bytes is a word of a language */

struct text_stemmer {
    struct sb_stemmer *snowball; /* NULL: no algorithm */
};

struct text_stemmer *text_stemmer_for(const char *code)
{
    struct text_stemmer *s = calloc(1, sizeof *s);
    if (!s) {
        return NULL;
    }
    s->snowball = sb_stemmer_new(code, NULL);
    if (!s->snowball) {
        /* Either there is none or there was no memory: one that is always there tells. */
        struct sb_stemmer *english = sb_stemmer_new("english", NULL);
        if (!english) {
            free(s);
            return NULL;
        }
        sb_stemmer_delete(english);
    }
    return s;
}

struct text_stemmer *text_stemmer_new(const struct text_language *language)
{
    return text_stemmer_for(text_language_code(language));
}

void text_stemmer_free(struct text_stemmer *s)
{
    if (s) {
        sb_stemmer_delete(s->snowball);
        free(s);
    }
}

struct text_span text_stem(struct text_stemmer *s, struct text_span folded)
{
    if (!s->snowball || folded.n == 0 || folded.n > LONGEST || text_utf8_end(folded) < folded.n) {
        return folded;
    }
    const sb_symbol *stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)folded.p, (int)folded.n);
    int n = stem ? sb_stemmer_length(s->snowball) : 0;
    return n > 0 ? (struct text_span){(const char *)stem, (size_t)n} : folded;
}
