/* See span.h. */
#include "text/span.h"

#include <string.h>

struct text_span text_span_of(const char *c_string)
{
    return (struct text_span){c_string, c_string ? strlen(c_string) : 0};
}

bool text_span_equal(struct text_span a, struct text_span b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool text_span_equal_letters(struct text_span a, struct text_span b)
{
    for (size_t i = 0; a.n == b.n && i < a.n; i++) {
        if (lower(a.p[i]) != lower(b.p[i])) {
            return false;
        }
    }
    return a.n == b.n;
}

int text_span_compare(struct text_span a, struct text_span b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order != 0) {
        return order;
    }
    return (a.n > b.n) - (a.n < b.n);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct text_span text_span_trim(struct text_span s)
{
    while (s.n && is_blank(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_blank(s.p[s.n - 1])) {
        s.n--;
    }
    return s;
}

bool text_span_starts(struct text_span s, struct text_span prefix)
{
    return s.n >= prefix.n && text_span_equal((struct text_span){s.p, prefix.n}, prefix);
}

bool text_span_ends(struct text_span s, struct text_span suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

bool text_span_cut(struct text_span *rest, char c, struct text_span *piece)
{
    if (!rest->p) {
        return false;
    }
    const char *end = rest->n ? memchr(rest->p, c, rest->n) : NULL;
    if (!end) {
        *piece = *rest;
        *rest = (struct text_span){NULL, 0};
        return true;
    }
    size_t n = (size_t)(end - rest->p);
    *piece = (struct text_span){rest->p, n};
    rest->p += n + 1;
    rest->n -= n + 1;
    return true;
}
