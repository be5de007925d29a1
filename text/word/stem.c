/* Stems by Snowball: see word.h. libstemmer takes the language's code for its algorithm. A language it has none for
 * keeps its words as they are. */
#include "text/word.h"

#include <stdlib.h>

#include "text/decode/decode-private.h"
#include "text/word/snowball-private.h"

#ifdef TEXT_SNOWBALL_FILE
struct text_snowball text_snowball;
TEXT_LIBRARY_NOTE(text_snowball, "libstemmer", "to stem words", TEXT_SNOWBALL_FILE)
#else
#define TEXT_SNOWBALL_FILE NULL
struct text_snowball text_snowball = {TEXT_SNOWBALL(TEXT_LIBRARY_LINKED)};
#endif

TEXT_LIBRARY_LOADER(text_snowball, TEXT_SNOWBALL, "libstemmer", "to stem words", TEXT_SNOWBALL_FILE)

enum { LONGEST = 256 }; /* nothing of more bytes is a word of a language */

struct text_stemmer {
    struct sb_stemmer *snowball; /* NULL: no algorithm */
};

/* No algorithm for a code: either there is none or there was no memory. One that is always there tells. */
static bool has_memory(void)
{
    struct sb_stemmer *english = text_snowball.sb_stemmer_new("english", NULL);
    text_snowball.sb_stemmer_delete(english);
    return english != NULL;
}

enum text_status text_stemmer_for(const char *code, struct text_stemmer **out, struct text_error *err)
{
    enum text_status status = text_snowball_load(err);
    if (status != TEXT_OK) {
        return status;
    }
    struct text_stemmer *s = calloc(1, sizeof *s);
    if (s) {
        s->snowball = text_snowball.sb_stemmer_new(code, NULL);
    }
    if (!s || (!s->snowball && !has_memory())) {
        free(s);
        return text_fail_memory(err, "a stemmer");
    }
    *out = s;
    return TEXT_OK;
}

enum text_status text_stemmer_new(const struct text_language *language, struct text_stemmer **out,
                                  struct text_error *err)
{
    return text_stemmer_for(text_language_code(language), out, err);
}

void text_stemmer_free(struct text_stemmer *s)
{
    if (s) {
        text_snowball.sb_stemmer_delete(s->snowball); /* NULL is fine */
        free(s);
    }
}

struct text_span text_stem(struct text_stemmer *s, struct text_span folded)
{
    if (!s->snowball || folded.n == 0 || folded.n > LONGEST || text_utf8_end(folded) < folded.n) {
        return folded;
    }
    const sb_symbol *stem = text_snowball.sb_stemmer_stem(s->snowball, (const sb_symbol *)folded.p, (int)folded.n);
    int n = stem ? text_snowball.sb_stemmer_length(s->snowball) : 0;
    return n > 0 ? (struct text_span){(const char *)stem, (size_t)n} : folded;
}
