/* Words: whatever the bytes, the tokens stand in order with nothing but white space between them, folding is done
 * when it was done once, and stems and values of numbers come out of any of them. */
#include "text/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static void demand_blank(const char *from, const char *to)
{
    const uint8_t *p = (const uint8_t *)from;
    for (int32_t i = 0, n = (int32_t)(to - from); i < n;) {
        UChar32 c;
        U8_NEXT(p, i, n, c);
        demand(c >= 0 && u_isUWhiteSpace(c), "something that is no white space is in no token");
    }
}

static void demand_token(const struct text_token *t, struct text_arena *arena, const struct text_language *language,
                         struct text_stemmer *stemmer)
{
    struct text_tokens again;
    double value = 0;
    demand(t->surface.n > 0 && t->folded.n > 0, "a token without text");
    demand(t->folded.n <= 3 * t->surface.n, "folding makes it longer than Unicode says it can");
    demand(text_tokenize(t->folded, arena, &again, NULL) == TEXT_OK && again.count > 0, "folding leaves no token");
    if (again.count == 1) {
        demand(text_span_equal(again.at[0].folded, t->folded), "folding twice is not folding once");
    }
    demand(text_stem(stemmer, t->folded).n > 0, "a word without a stem");
    if (text_number_value(language, t->surface, &value)) {
        demand(isfinite(value) != 0, "a number without a value");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text_language *language;
    static struct text_stemmer *stemmer;
    static struct text_arena *arena;
    if (!language) {
        demand(text_language_load("corpora", "id", &language, NULL) == TEXT_OK, "this runs where corpora/ is");
        arena = text_arena_new();
        demand(text_stemmer_new(language, &stemmer, NULL) == TEXT_OK && arena, "memory to begin with");
    }
    struct text_span s = {(const char *)data, size};
    const char *end = s.p;
    struct text_tokens tokens, words;
    size_t w = 0;
    demand(text_tokenize(s, arena, &tokens, NULL) == TEXT_OK && text_words(s, arena, &words, NULL) == TEXT_OK,
           "memory");
    for (size_t i = 0; i < tokens.count; i++) {
        const struct text_token *t = &tokens.at[i];
        demand(t->surface.p >= end, "tokens are out of order");
        demand_blank(end, t->surface.p);
        end = t->surface.p + t->surface.n;
        demand_token(t, arena, language, stemmer);
        if (t->kind != TEXT_PUNCTUATION) {
            demand(w < words.count && words.at[w].surface.p == t->surface.p && words.at[w].surface.n == t->surface.n,
                   "the words are not the tokens without punctuation");
            w++;
        }
    }
    demand(w == words.count, "more words than tokens");
    demand(size == 0 || end <= s.p + size, "a token beyond the end");
    if (size) {
        demand_blank(end, s.p + size);
    }
    text_arena_reset(arena);
    return 0;
}
