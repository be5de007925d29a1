/* Language tags of exchange files: which of them mean the same language. */
#include "formats/unit-private.h"

#include <strings.h>

/* Former and three-letter codes that translation tools write for the languages of a memory (ISO 639-1 of 1988 had "in"
 * for Indonesian; ISO 639-2 has the long ones). */
static const struct {
    const char *written, *meant;
} aliases[] = {{"in", "id"}, {"ind", "id"}, {"eng", "en"}};

static struct text_span primary(struct text_span tag)
{
    tag = text_span_trim(tag);
    size_t n = 0;
    while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_') {
        n++;
    }
    tag.n = n;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        struct text_span written = text_span_of(aliases[i].written);
        if (written.n == tag.n && strncasecmp(written.p, tag.p, tag.n) == 0) {
            return text_span_of(aliases[i].meant);
        }
    }
    return tag;
}

bool formats_tag_same(struct text_span a, struct text_span b)
{
    a = primary(a);
    b = primary(b);
    return a.n > 0 && a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}
