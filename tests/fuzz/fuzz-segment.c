/* Any bytes as clean text: segments and quotations stand where they say, each segment is its own only segment, and
 * the language can be told. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok) {
        abort();
    }
}

static const struct text_language *language(int number)
{
    static struct text_language *languages[2];
    const char *folder = getenv("PADAN_DATA");
    if (!languages[number]) {
        must(text_language_load(folder ? folder : "corpora", number ? "en" : "id", &languages[number], NULL) ==
             TEXT_OK);
    }
    return languages[number];
}

static void check_document(const struct text_language *in, struct text_span text, struct text_arena *arena)
{
    struct text_decoded decoded = {.text = text};
    struct text_document d, again;
    struct text_quotes quotes;
    const char *at = text.p;
    must(text_segment(in, &decoded, false, arena, &d, NULL) == TEXT_OK);
    for (size_t i = 0; i < d.count; i++) {
        struct text_span s = d.segments[i].text;
        must(s.n && s.p >= at && s.p + s.n <= text.p + text.n && !memchr(s.p, '\n', s.n));
        at = s.p + s.n;
        decoded.text = s;
        must(text_segment(in, &decoded, false, arena, &again, NULL) == TEXT_OK && again.count == 1);
    }
    must(text_quotes(in, &d, arena, &quotes, NULL) == TEXT_OK);
    for (size_t i = 0; i < quotes.count; i++) {
        struct text_quote q = quotes.at[i];
        must(q.segment < d.count && q.text.n && q.text.p >= d.segments[q.segment].text.p);
    }
}

/* The first byte says which language. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_arena *arena = text_arena_new();
    if (arena && size) {
        double certainty;
        struct text_span text = {(const char *)data + 1, size - 1};
        check_document(language(data[0] & 1), text, arena);
        int which = text_language_identify(language(0), language(1), text, &certainty);
        must((which == 0 || which == 1) && certainty >= 0.5 && certainty <= 1);
    }
    text_arena_free(arena);
    return 0;
}
