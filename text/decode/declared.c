/* The charset that markup says it is in: <?xml encoding="..."?>, <meta charset=...> and <meta http-equiv ...
 * content="...; charset=...">, looked for where the HTML standard and long heads of pages have it: in the
 * first 8 KiB, outside comments. See decode-private.h.
 */
#include "text/decode/decode-private.h"

#include <string.h>

enum { HEAD = 8192 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether `word`, in lower case, stands at s.p in any case. */
static bool stands(struct text_span s, const char *word)
{
    size_t i = 0;
    while (word[i] && i < s.n && lower(s.p[i]) == word[i]) {
        i++;
    }
    return word[i] == '\0';
}

static struct text_span from(struct text_span s, size_t i)
{
    return (struct text_span){s.p + i, s.n - i};
}

/* Where `word` is in s; s.n when it is not. */
static size_t find(struct text_span s, const char *word)
{
    size_t i = 0;
    while (i < s.n && !stands(from(s, i), word)) {
        i++;
    }
    return i;
}

/* What `attribute` is in a tag: `attribute = "value"`, the quotes being optional. */
static struct text_span value_of(struct text_span tag, const char *attribute)
{
    for (size_t i = find(tag, attribute); i < tag.n; i += 1 + find(from(tag, i + 1), attribute)) {
        size_t begin = i + strlen(attribute);
        while (begin < tag.n && is_blank(tag.p[begin])) {
            begin++;
        }
        if (begin == tag.n || tag.p[begin] != '=') {
            continue;
        }
        begin++;
        while (begin < tag.n && (is_blank(tag.p[begin]) || tag.p[begin] == '"' || tag.p[begin] == '\'')) {
            begin++;
        }
        size_t end = begin;
        while (end < tag.n && !is_blank(tag.p[end]) && !strchr("\"';/>", tag.p[end])) {
            end++;
        }
        return (struct text_span){tag.p + begin, end - begin};
    }
    return (struct text_span){NULL, 0};
}

struct text_span text_charset_declared(struct text_span bytes)
{
    struct text_span head = text_span_trim((struct text_span){bytes.p, bytes.n < HEAD ? bytes.n : HEAD});
    if (stands(head, "<?xml")) {
        struct text_span tag = {head.p, find(head, "?>")};
        struct text_span name = value_of(tag, "encoding");
        if (name.n) {
            return name;
        }
    }
    for (size_t i = 0; i < head.n; i++) {
        struct text_span rest = from(head, i);
        if (stands(rest, "<!--")) {
            i += find(rest, "-->");
        } else if (stands(rest, "<meta")) {
            struct text_span tag = {rest.p, find(rest, ">")};
            struct text_span name = value_of(tag, "charset");
            if (name.n) {
                return name;
            }
        }
    }
    return (struct text_span){NULL, 0};
}
