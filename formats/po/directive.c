/* The directives of format strings: see po-private.h. */
#include <string.h>

#include "formats/po/po-private.h"

enum { MOST = 100 };

struct directives {
    struct text_span at[MOST];
    size_t count;
    bool ordered; /* one has neither number nor name */
    bool many;
};

/* Behind a %: the rest of a directive of printf or Qt. 0: there is none. */
static size_t length_of_percent(struct text_span s, bool *ordered)
{
    size_t i = 1, digits = 0;
    *ordered = true;
    if (i < s.n && s.p[i] == '%') {
        return 2;
    }
    if (i < s.n && (s.p[i] == '(' || s.p[i] == '{' || s.p[i] == '<')) { /* %(name)s, %{name}, %<name>s */
        char close = s.p[i] == '(' ? ')' : s.p[i] == '{' ? '}' : '>';
        const char *end = memchr(s.p + i, close, s.n - i);
        if (!end) {
            return 0;
        }
        *ordered = false;
        i = (size_t)(end - s.p) + 1;
        if (close == '}') {
            return i;
        }
    }
    for (size_t k = i; k < s.n && s.p[k] >= '0' && s.p[k] <= '9'; k++) {
        digits++;
    }
    if (digits && i + digits < s.n && s.p[i + digits] == '$') {
        *ordered = false;
        i += digits + 1;
    }
    for (size_t k = 0; k < 2; k++) { /* a blank is a flag, and stands before the width */
        static const char *const may[] = {"-+ #0'I", "0123456789.*$lhqjztL"};
        while (i < s.n && s.p[i] && strchr(may[k], s.p[i])) {
            i++;
        }
    }
    if (i < s.n && ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '@')) {
        return i + 1;
    }
    *ordered = false; /* %1 of Qt */
    return digits ? 1 + digits : 0;
}

/* {name}, {0:>5}, {{, }} */
static size_t length_of_brace(struct text_span s, bool *ordered)
{
    const char *end = memchr(s.p, '}', s.n);
    *ordered = false;
    if (s.n > 1 && s.p[1] == s.p[0]) {
        return 2;
    }
    if (s.p[0] == '}' || !end) {
        return 0;
    }
    *ordered = end == s.p + 1;
    return (size_t)(end - s.p) + 1;
}

static void find(struct text_span s, struct directives *out)
{
    *out = (struct directives){.count = 0};
    for (size_t i = 0; i < s.n;) {
        struct text_span rest = {s.p + i, s.n - i};
        bool ordered = false;
        size_t n = s.p[i] == '%'                    ? length_of_percent(rest, &ordered)
                   : s.p[i] == '{' || s.p[i] == '}' ? length_of_brace(rest, &ordered)
                                                    : 0;
        if (n && out->count == MOST) {
            out->many = true;
            return;
        }
        if (n) {
            out->at[out->count++] = (struct text_span){rest.p, n};
            out->ordered = out->ordered || ordered;
        }
        i += n ? n : 1;
    }
}

bool formats_po_directives_agree(struct text_span source, struct text_span target)
{
    struct directives a, b;
    find(source, &a);
    find(target, &b);
    if (a.count != b.count || a.many || b.many) {
        return false;
    }
    for (size_t i = 0; i < a.count; i++) {
        size_t k = i;
        if (!a.ordered && !b.ordered) {
            for (k = i; k < b.count && !text_span_equal(a.at[i], b.at[k]); k++) {
            }
        }
        if (k == b.count || !text_span_equal(a.at[i], b.at[k])) {
            return false;
        }
        b.at[k] = b.at[i];
    }
    return true;
}
