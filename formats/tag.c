/* Language tags of exchange files: which of them mean the same language. */
#include "formats/unit-private.h"

#include <strings.h>

/* Former and three-letter codes that translation tools write for the languages of a memory (ISO 639-1 of 1988 had "in"
 * for Indonesian; ISO 639-2 has the long ones). */
static const struct {
    const char *written, *meant;
} aliases[] = {{"in", "id"}, {"ind", "id"}, {"eng", "en"}};

/* ASCII, which tags are; `lower` is in lower case. */
static bool is_written(struct text_span tag, const char *lower)
{
    size_t i = 0;
    while (i < tag.n && lower[i] && (tag.p[i] | 0x20) == lower[i]) {
        i++;
    }
    return i == tag.n && !lower[i];
}

static struct text_span primary(struct text_span tag)
{
    tag = text_span_trim(tag);
    size_t n = 0;
    while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_') {
        n++;
    }
    tag.n = n;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (is_written(tag, aliases[i].written)) {
            return text_span_of(aliases[i].meant);
        }
    }
    return tag;
}

bool formats_tag_same(struct text_span a, struct text_span b)
{
    a = primary(a);
    b = a.n > 0 ? primary(b) : b;
    return a.n > 0 && a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}
