/* Addresses and inline markup, which stand for themselves: see placeable.h. Of markup what mark-up languages,
 * translation formats and messages of programs have: <b>, </g>, <x id="1"/>, {0}, {{name}}, ${name}, %{name},
 * &nbsp;, %s, %1$s, %(name)s.
 *
 * Every scan stops at the first byte that cannot belong, and at another opening sign, so each byte is read a fixed
 * number of times.
 */
#include <string.h>

#include "text/placeable/placeable-private.h"

enum { LOCAL_PART = 64, NAME = 64 };

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static size_t angle_end(struct text_span s, size_t i)
{
    size_t name = i + 1 + (text_byte_at(s, i + 1) == '/');
    char first = text_byte_at(s, name);
    if (!is_alnum(first) || (first >= '0' && first <= '9')) {
        return 0;
    }
    for (size_t at = name; at < s.n && s.p[at] != '<'; at++) {
        if (s.p[at] == '>') {
            return at + 1;
        }
    }
    return 0;
}

/* {0}, {name}, {0,number}, and with two braces. */
static size_t brace_end(struct text_span s, size_t i)
{
    size_t braces = text_byte_at(s, i + 1) == '{' ? 2 : 1, at = i + braces;
    while (at - i <= NAME && at < s.n && (is_alnum(s.p[at]) || is_one_of(s.p[at], "_.,:-# "))) {
        at++;
    }
    if (at == i + braces || text_byte_at(s, at) != '}' || (braces == 2 && text_byte_at(s, at + 1) != '}')) {
        return 0;
    }
    return at + braces;
}

static size_t entity_end(struct text_span s, size_t i)
{
    size_t at = i + 1 + (text_byte_at(s, i + 1) == '#'), begin = at;
    while (at - i <= NAME && is_alnum(text_byte_at(s, at))) {
        at++;
    }
    return at > begin && text_byte_at(s, at) == ';' ? at + 1 : 0;
}

/* A conversion of printf and its like. Without the flag that is a blank: "5 % dari". */
static size_t conversion_end(struct text_span s, size_t i)
{
    size_t at = i + 1;
    if (text_byte_at(s, at) == '{') {
        return brace_end(s, at);
    }
    if (text_byte_at(s, at) == '(') {
        size_t begin = ++at;
        while (at - i <= NAME && (is_alnum(text_byte_at(s, at)) || text_byte_at(s, at) == '_')) {
            at++;
        }
        if (at == begin || text_byte_at(s, at) != ')') {
            return 0;
        }
        at++;
    }
    while (at - i <= 2 * NAME && (text_digit_at(s, at) || is_one_of(text_byte_at(s, at), "$+-.#*"))) {
        at++;
    }
    while (at - i <= 2 * NAME && is_one_of(text_byte_at(s, at), "lhzjt")) {
        at++;
    }
    bool ends = is_one_of(text_byte_at(s, at), "sdiufgexXcp@");
    return ends && !is_alnum(text_byte_at(s, at + 1)) && !text_letter_at(s, at + 1) ? at + 1 : 0;
}

static size_t tag_end(struct text_span s, size_t i)
{
    switch (s.p[i]) {
    case '<': return angle_end(s, i);
    case '{': return brace_end(s, i);
    case '&': return entity_end(s, i);
    case '$': return text_byte_at(s, i + 1) == '{' ? brace_end(s, i + 1) : 0;
    case '%': return conversion_end(s, i);
    default: return 0;
    }
}

static size_t domain_end(struct text_span s, size_t i)
{
    size_t at = i, dots = 0;
    while (at - i <= 255 && at < s.n && (is_alnum(s.p[at]) || s.p[at] == '-' || s.p[at] == '.')) {
        dots += s.p[at] == '.' && at + 1 < s.n && is_alnum(s.p[at + 1]);
        at++;
    }
    while (at > i && !is_alnum(s.p[at - 1])) {
        at--;
    }
    return dots && at - i > 3 ? at : 0;
}

static size_t email_end(struct text_span s, size_t i)
{
    size_t at = i;
    if (i > 0 && is_one_of(s.p[i - 1], "._%+-@")) {
        return 0; /* the rest of one that was looked at */
    }
    while (at - i <= LOCAL_PART && at < s.n && (is_alnum(s.p[at]) || is_one_of(s.p[at], "._%+-"))) {
        at++;
    }
    if (at == i || at - i > LOCAL_PART || text_byte_at(s, at) != '@' || !is_alnum(s.p[at - 1])) {
        return 0;
    }
    return domain_end(s, at + 1);
}

static bool begins_with(struct text_span s, size_t i, const char *what)
{
    size_t n = strlen(what);
    for (size_t k = 0; k < n; k++) {
        char c = text_byte_at(s, i + k);
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != what[k]) {
            return false;
        }
    }
    return true;
}

/* Up to white space or a mark that no address holds, less the punctuation of the sentence around it. */
static size_t url_end(struct text_span s, size_t i)
{
    static const char *const begins[] = {"http://", "https://", "ftp://", "www."};
    size_t begin = 0;
    for (size_t k = 0; k < sizeof begins / sizeof begins[0] && !begin; k++) {
        begin = begins_with(s, i, begins[k]) ? i + strlen(begins[k]) : 0;
    }
    if (!begin || !is_alnum(text_byte_at(s, begin))) {
        return 0;
    }
    size_t at = begin, open = 0;
    while (at < s.n && (unsigned char)s.p[at] > ' ' && s.p[at] != 127 && !is_one_of(s.p[at], "<>\"{}|\\^`")) {
        size_t next = at;
        if (text_char_class(text_char_next(s, &next)) & (TEXT_CHAR_BLANK | TEXT_CHAR_QUOTE)) {
            break;
        }
        open += s.p[at] == '(';
        at = next;
    }
    while (at > begin && (is_one_of(s.p[at - 1], ".,;:!?'*]") || (s.p[at - 1] == ')' && open == 0))) {
        at--;
    }
    return at > begin ? at : 0;
}

bool text_read_markup(const struct text_reader *r, size_t i, struct text_reading *out)
{
    enum text_value_kind kind = TEXT_VALUE_TAG;
    size_t end = 0;
    if (is_alnum(r->s.p[i])) {
        kind = TEXT_VALUE_URL;
        end = url_end(r->s, i);
        if (!end) {
            kind = TEXT_VALUE_EMAIL;
            end = email_end(r->s, i);
        }
    } else {
        end = tag_end(r->s, i);
    }
    if (!end) {
        return false;
    }
    out->range = (struct text_range){i, end};
    out->value.kind = kind;
    out->value.text = text_slice(r->s, i, end);
    return true;
}
