/* See token-private.h. */
#include "formats/xml/token-private.h"

#include <stdint.h>
#include <string.h>

#include "formats/xml/reference-private.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_name(char c)
{
    return is_blank(c) || c == '/' || c == '>' || c == '=' || c == '<' || c == '"' || c == '\'';
}

static struct text_span rest_of(const struct formats_tokens *t)
{
    return (struct text_span){t->text.p + t->at, t->end - t->at};
}

/* Behind `mark`, looked for from `from` on; 0 when it is not there. */
static size_t behind(struct text_span s, size_t from, const char *mark)
{
    size_t n = strlen(mark);
    while (from + n <= s.n) {
        const char *p = memchr(s.p + from, mark[0], s.n - from - n + 1);
        if (!p) {
            return 0;
        }
        from = (size_t)(p - s.p);
        if (memcmp(p, mark, n) == 0) {
            return from + n;
        }
        from++;
    }
    return 0;
}

/* Behind the > of a tag; quotes hide one. 0: there is none. */
static size_t end_of_tag(struct text_span s)
{
    char quote = '\0';
    for (size_t i = 1; i < s.n; i++) {
        char c = s.p[i];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        } else if (c == '<') {
            return 0;
        }
    }
    return 0;
}

static size_t take_tag(struct text_span s, struct formats_token *out)
{
    size_t n = end_of_tag(s);
    bool close = s.n > 1 && s.p[1] == '/';
    size_t begin = close ? 2 : 1, end = begin;
    while (end < n && !ends_name(s.p[end])) {
        end++;
    }
    out->kind = close ? FORMATS_TOKEN_CLOSE : n > 2 && s.p[n - 2] == '/' ? FORMATS_TOKEN_EMPTY : FORMATS_TOKEN_OPEN;
    out->name = (struct text_span){s.p + begin, end - begin};
    return end > begin ? n : 0;
}

bool formats_token_next(struct formats_tokens *t, struct formats_token *out)
{
    struct text_span s = rest_of(t);
    size_t n = 0;
    if (s.n == 0 || t->broken) {
        return false;
    }
    *out = (struct formats_token){.kind = FORMATS_TOKEN_OTHER};
    if (s.p[0] != '<') {
        const char *end = memchr(s.p, '<', s.n);
        out->kind = FORMATS_TOKEN_TEXT;
        n = end ? (size_t)(end - s.p) : s.n;
    } else if (text_span_starts(s, TEXT_LITERAL("<!--"))) {
        n = behind(s, 4, "-->");
    } else if (text_span_starts(s, TEXT_LITERAL("<?"))) {
        n = behind(s, 2, "?>");
    } else if (text_span_starts(s, TEXT_LITERAL("<![CDATA["))) {
        out->kind = FORMATS_TOKEN_CDATA;
        n = behind(s, 9, "]]>");
    } else if (text_span_starts(s, TEXT_LITERAL("<!"))) {
        out->kind = FORMATS_TOKEN_DOCTYPE;
        n = end_of_tag(s);
        n = n && memchr(s.p, '[', n) ? 0 : n;
    } else {
        n = take_tag(s, out);
    }
    t->broken = n == 0;
    out->bytes = (struct text_range){t->at, t->at + n};
    t->at += n;
    return !t->broken;
}

bool formats_token_skip(struct formats_tokens *t, struct formats_token *end)
{
    for (size_t depth = 1; formats_token_next(t, end);) {
        depth += end->kind == FORMATS_TOKEN_OPEN;
        depth -= end->kind == FORMATS_TOKEN_CLOSE;
        if (depth == 0) {
            return true;
        }
    }
    return false;
}

bool formats_token_attribute_next(struct text_span text, const struct formats_token *token, size_t *at,
                                  struct formats_token_attribute *out)
{
    size_t begin = *at ? *at : (size_t)(token->name.p + token->name.n - text.p), i = begin, end = token->bytes.end;
    while (i < end && is_blank(text.p[i])) {
        i++;
    }
    size_t name = i;
    while (i < end && !ends_name(text.p[i])) {
        i++;
    }
    out->name = (struct text_span){text.p + name, i - name};
    while (i < end && (is_blank(text.p[i]) || text.p[i] == '=')) {
        i++;
    }
    if (out->name.n == 0 || i >= end || (text.p[i] != '"' && text.p[i] != '\'')) {
        return false;
    }
    const char *quote = memchr(text.p + i + 1, text.p[i], end - i - 1);
    if (!quote) {
        return false;
    }
    out->value = (struct text_span){text.p + i + 1, (size_t)(quote - text.p) - i - 1};
    out->bytes = (struct text_range){begin, (size_t)(quote - text.p) + 1};
    *at = out->bytes.end;
    return true;
}

struct text_span formats_token_value(struct text_span text, const struct formats_token *token, const char *name)
{
    struct formats_token_attribute attribute;
    for (size_t at = 0; formats_token_attribute_next(text, token, &at, &attribute);) {
        if (text_span_equal(attribute.name, text_span_of(name))) {
            return attribute.value;
        }
    }
    return (struct text_span){0};
}

/* The character behind "#"; false when it is none. */
static bool character_of(struct text_span digits, uint32_t *out)
{
    uint32_t value = 0, base = 10;
    if (digits.n && *digits.p == 'x') {
        base = 16;
        digits.p++;
        digits.n--;
    }
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                            : 99;
        value = value * base + d;
        if (d >= base || value > 0x10FFFF) {
            return false;
        }
    }
    *out = value;
    return digits.n > 0 && value != 0 && (value < 0xD800 || value > 0xDFFF);
}

/* Appends what a reference at the beginning of s stands for; returns how long it is, 0 for none. */
static size_t take_reference(struct text_span s, struct text_buffer *to)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (text_span_starts(s, text_span_of(known[i].name))) {
            text_buffer_add_char(to, known[i].c);
            return strlen(known[i].name);
        }
    }
    const char *end = s.n > 2 && s.p[1] == '#' ? memchr(s.p, ';', s.n < 16 ? s.n : 16) : NULL;
    char utf8[FORMATS_REFERENCE_BYTES];
    uint32_t character;
    if (!end || !character_of((struct text_span){s.p + 2, (size_t)(end - s.p) - 2}, &character)) {
        return 0;
    }
    text_buffer_add(to, (struct text_span){utf8, formats_utf8_encode(character, utf8)});
    return (size_t)(end - s.p) + 1;
}

void formats_token_resolve(struct text_span s, bool value, struct text_buffer *to)
{
    for (size_t i = 0; i < s.n;) {
        size_t n = s.p[i] == '&' ? take_reference((struct text_span){s.p + i, s.n - i}, to) : 0;
        if (n) {
            i += n;
            continue;
        }
        char c = s.p[i++];
        if (c == '\r') {
            i += i < s.n && s.p[i] == '\n';
            c = '\n';
        }
        text_buffer_add_char(to, value && is_blank(c) ? ' ' : c);
    }
}

struct text_span formats_token_cdata(struct text_span text, const struct formats_token *token)
{
    size_t begin = token->bytes.begin + strlen("<![CDATA["), end = token->bytes.end - strlen("]]>");
    return (struct text_span){text.p + begin, end - begin};
}
