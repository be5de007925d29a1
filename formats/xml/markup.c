/* The content of a <seg> that comes as a string: in the property of another program, or from a user. A small parser of
 * its own, of elements, attributes and references, because the library's wants a file.
 *
 * Cost: linear. */
#include <string.h>

#include "formats/unit-private.h"
#include "formats/xml/inline-private.h"

enum { ATTRIBUTES = 16, NAME = 32 };

struct scanner {
    const char *p, *end;
    struct formats_inline in;
    struct text_buffer values; /* of the tag at hand, resolved */
    char names[FORMATS_INLINE_DEEPEST][NAME];
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':' || c == '.';
}

static bool take_name(struct scanner *s, char name[NAME])
{
    size_t n = 0;
    while (s->p < s->end && is_name(*s->p)) {
        if (n + 1 == NAME) {
            return false;
        }
        name[n++] = *s->p++;
    }
    name[n] = '\0';
    return n > 0;
}

static void skip_blanks(struct scanner *s)
{
    while (s->p < s->end && is_blank(*s->p)) {
        s->p++;
    }
}

static bool take(struct scanner *s, char c)
{
    bool there = s->p < s->end && *s->p == c;
    s->p += there;
    return there;
}

static void add_character(struct text_buffer *to, unsigned long c)
{
    char utf8[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 0; c >>= 6) {
        utf8[i] = (char)(i ? 0x80 | (c & 0x3F) : first[n] | c);
    }
    text_buffer_add(to, (struct text_span){utf8, n});
}

static bool number_of(struct text_span digits, unsigned long *out)
{
    unsigned long value = 0, base = 10;
    if (digits.n && (*digits.p == 'x' || *digits.p == 'X')) {
        base = 16;
        digits.p++;
        digits.n--;
    }
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        unsigned long d = c >= '0' && c <= '9'   ? (unsigned long)(c - '0')
                          : c >= 'a' && c <= 'f' ? (unsigned long)(c - 'a' + 10)
                          : c >= 'A' && c <= 'F' ? (unsigned long)(c - 'A' + 10)
                                                 : 99;
        value = value * base + d;
        if (d >= base || value > 0x10FFFF) {
            return false;
        }
    }
    *out = value;
    return digits.n > 0 && value != 0 && (value < 0xD800 || value > 0xDFFF);
}

/* What stands behind an ampersand; false when it is no reference that XML knows by itself. */
static bool take_reference(struct scanner *s, struct text_buffer *to)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    const char *semicolon = memchr(s->p, ';', (size_t)(s->end - s->p));
    unsigned long c = 0;
    if (!semicolon) {
        return false;
    }
    struct text_span name = {s->p, (size_t)(semicolon - s->p)};
    s->p = semicolon + 1;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        c = text_span_equal(name, text_span_of(known[i].name)) ? (unsigned char)known[i].c : c;
    }
    if (!c && (name.n < 2 || *name.p != '#' || !number_of((struct text_span){name.p + 1, name.n - 1}, &c))) {
        return false;
    }
    add_character(to, c);
    return true;
}

/* Text up to one of the marks, with references resolved; false when one cannot be. */
static bool take_text(struct scanner *s, const char *marks, struct text_buffer *to)
{
    while (s->p < s->end && !strchr(marks, *s->p)) {
        if (*s->p == '&') {
            s->p++;
            if (!take_reference(s, to)) {
                return false;
            }
        } else {
            text_buffer_add_char(to, *s->p++);
        }
    }
    return true;
}

static bool take_attributes(struct scanner *s, char names[ATTRIBUTES][NAME], size_t ends[ATTRIBUTES], size_t *count)
{
    *count = 0;
    text_buffer_clear(&s->values);
    for (skip_blanks(s); s->p < s->end && is_name(*s->p); skip_blanks(s)) {
        if (*count == ATTRIBUTES || !take_name(s, names[*count])) {
            return false;
        }
        skip_blanks(s);
        bool equals = take(s, '=');
        skip_blanks(s);
        char quote = s->p < s->end ? *s->p : '\0';
        if (!equals || (quote != '"' && quote != '\'')) {
            return false;
        }
        s->p++;
        if (!take_text(s, quote == '"' ? "\"<" : "'<", &s->values) || !take(s, quote)) {
            return false;
        }
        ends[(*count)++] = s->values.n;
    }
    return true;
}

static bool start_element(struct scanner *s)
{
    char names[ATTRIBUTES][NAME];
    size_t ends[ATTRIBUTES], count;
    struct formats_attribute attributes[ATTRIBUTES];
    size_t depth = s->in.depth;
    if (depth == FORMATS_INLINE_DEEPEST || !take_name(s, s->names[depth]) || !take_attributes(s, names, ends, &count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t begin = i ? ends[i - 1] : 0;
        attributes[i] = (struct formats_attribute){names[i], {s->values.p ? s->values.p + begin : "", ends[i] - begin}};
    }
    bool empty = take(s, '/');
    if (!take(s, '>') || !formats_inline_open(&s->in, s->names[depth], attributes, count)) {
        return false;
    }
    if (empty) {
        formats_inline_close(&s->in);
    }
    return true;
}

static bool end_element(struct scanner *s)
{
    char name[NAME];
    if (s->in.depth == 0 || !take_name(s, name) || strcmp(name, s->names[s->in.depth - 1]) != 0) {
        return false;
    }
    skip_blanks(s);
    formats_inline_close(&s->in);
    return take(s, '>');
}

static bool scan(struct scanner *s)
{
    struct text_buffer text = {0};
    bool good = true;
    while (good && s->p < s->end) {
        text_buffer_clear(&text);
        if (take(s, '<')) {
            good = take(s, '/') ? end_element(s) : start_element(s);
        } else {
            good = take_text(s, "<", &text);
            formats_inline_text(&s->in, text_buffer_span(&text));
        }
    }
    s->in.text.failed = s->in.text.failed || text.failed || s->values.failed;
    text_buffer_free(&text);
    return good && s->in.depth == 0;
}

enum text_status formats_markup_read(struct text_span content, struct text_arena *arena, struct formats_markup *out,
                                     struct text_error *err)
{
    struct scanner *s = text_arena_alloc(arena, 1, sizeof *s);
    struct formats_markup m = {0};
    bool cut;
    if (!s) {
        return text_fail_memory(err, "a text with markup");
    }
    if (formats_utf8_valid(content, &cut) < content.n) {
        return text_fail(err, TEXT_INVALID, "the markup is not valid UTF-8");
    }
    s->p = content.n ? content.p : "";
    s->end = s->p + content.n;
    size_t total = content.n;
    enum text_status status = TEXT_OK;
    if (!scan(s)) {
        status = text_fail(err, TEXT_INVALID,
                           "the markup is not well-formed at byte %zu: it should be as the content"
                           " of a <seg> of TMX",
                           total - (size_t)(s->end - s->p));
    } else if (s->in.text.failed || s->in.markup.failed) {
        status = text_fail_memory(err, "a text with markup");
    }
    if (status == TEXT_OK) {
        status = formats_unit_text(text_buffer_span(&s->in.text), arena, &m.text, err);
    }
    if (status == TEXT_OK) {
        m.markup = text_arena_copy(arena, formats_inline_markup(&s->in));
        m.count = s->in.count;
        status = m.markup.p ? TEXT_OK : text_fail_memory(err, "a text with markup");
    }
    formats_inline_free(&s->in);
    text_buffer_free(&s->values);
    if (status == TEXT_OK) {
        *out = m;
    }
    return status;
}
