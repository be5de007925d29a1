/* See name-private.h. */
#include <string.h>
#include <strings.h>

#include "formats/archive/name-private.h"

static bool ends(struct text_span name, const char *end)
{
    size_t n = strlen(end);
    return name.n > n && strncasecmp(name.p + name.n - n, end, n) == 0;
}

struct text_span formats_name_unpacked(struct text_span name)
{
    static const char *const packed[] = {".gz", ".bz2", ".xz", ".lzma", ".zst", ".lz4", ".Z"};
    for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++) {
        if (ends(name, packed[i])) {
            return (struct text_span){name.p, name.n - strlen(packed[i])};
        }
    }
    return name;
}

enum formats_class formats_class_of(struct text_span name)
{
    static const struct {
        const char *end;
        enum formats_class class;
    } known[] = {
        {".txt", FORMATS_CLASS_ARTICLE},   {".html", FORMATS_CLASS_ARTICLE}, {".htm", FORMATS_CLASS_ARTICLE},
        {".xhtml", FORMATS_CLASS_ARTICLE}, {".jsonl", FORMATS_CLASS_LINES},  {".ndjson", FORMATS_CLASS_LINES},
        {".warc", FORMATS_CLASS_WARC},     {".tar", FORMATS_CLASS_MEMBERS},  {".zip", FORMATS_CLASS_MEMBERS},
        {".tgz", FORMATS_CLASS_MEMBERS},   {".tbz2", FORMATS_CLASS_MEMBERS}, {".txz", FORMATS_CLASS_MEMBERS},
        {".tzst", FORMATS_CLASS_MEMBERS},
    };
    struct text_span plain = formats_name_unpacked(name);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (ends(plain, known[i].end)) {
            bool article = known[i].class == FORMATS_CLASS_ARTICLE;
            return article && plain.n < name.n ? FORMATS_CLASS_PACKED : known[i].class;
        }
    }
    return FORMATS_CLASS_OTHER;
}

bool formats_name_hidden(struct text_span path)
{
    struct text_span part;
    while (text_span_cut(&path, '/', &part)) {
        bool here_or_up = text_span_equal(part, TEXT_LITERAL(".")) || text_span_equal(part, TEXT_LITERAL(".."));
        if (part.n && part.p[0] == '.' && !here_or_up) {
            return true;
        }
    }
    return false;
}
