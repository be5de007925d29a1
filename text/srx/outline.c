/* See outline-private.h: a reader of ICU's regular expressions that keeps of each part what it can begin and end with.
 *
 * Given up is what makes the whole hard to bound: loops over loops and choices, back-references, possessive and
 * atomic parts (which what is cut off behind the text may change), and what is seldom used, as other flags than i.
 */
#include "text/srx/outline-read-private.h"

#include <string.h>

#include "text/character/character-private.h"

enum { LONGEST = 1 << 20, FOLDED = 3 /* units that are one in another case, at most */ };

struct part {
    struct text_units first, last, all, loops;
    int32_t longest; /* without what is in loops */
    bool empty;      /* may match nothing */
    bool row;        /* a row of single characters, with nothing to choose */
};

static const struct part nothing = {.empty = true, .row = true};

static struct part read_choice(struct text_outline_reader *);

static struct part fail(struct text_outline_reader *r)
{
    text_outline_fail(r);
    return nothing;
}

/* One character of a set. */
static struct part one_of(struct text_units set)
{
    return (struct part){.first = set, .last = set, .all = set, .longest = set.wide ? 2 : 1, .row = true};
}

static struct part one_any(void)
{
    return one_of(text_units_any);
}

/* Where case makes no difference a letter may be any of several, and one letter several. */
static struct part literal(const struct text_outline_reader *r, uint32_t c)
{
    struct text_units set = {{0}, false};
    if (r->folds && (c >= 128 || text_char_class(c) & TEXT_CHAR_LETTER)) {
        struct part p = one_any();
        p.longest = FOLDED;
        p.row = false;
        return p;
    }
    text_units_add(&set, c);
    return one_of(set);
}

static struct part read_escape(struct text_outline_reader *r)
{
    struct text_units set = {{0}, false};
    uint32_t c = text_outline_at_end(r) ? 0 : text_char_next(r->s, &r->i);
    if (!text_outline_is_letter(c)) {
        return c ? literal(r, c) : fail(r);
    }
    if (memchr("bBAzZ", (int)c, 5)) {
        return nothing;
    }
    uint32_t code = text_outline_read_code(r, c);
    if (code) {
        return literal(r, code);
    }
    return text_outline_read_class(r, c, &set) ? one_of(set) : fail(r);
}

/* "(?i", "(?-i" up to ) or :. */
static bool read_flags(struct text_outline_reader *r)
{
    bool on = true;
    while (!text_outline_at_end(r) && !text_outline_is_at(r, ')') && !text_outline_is_at(r, ':')) {
        char c = r->s.p[r->i++];
        if (c == '-') {
            on = false;
        } else if (c == 'i') {
            r->folds = on;
        } else if (c != 'm' && c != 's') { /* these are about line ends, of which there are none */
            return false;
        }
    }
    return !text_outline_at_end(r);
}

/* What "(?" begins, up to where the inner expression begins. *looks: it looks ahead or back and matches nothing itself.
 * *flags: there is none, the flags are for what follows. */
static bool read_head(struct text_outline_reader *r, bool *looks, bool *flags)
{
    if (text_outline_take(r, ':')) {
        return true;
    }
    *looks = text_outline_is_at(r, '=') || text_outline_is_at(r, '!');
    if (*looks) {
        r->i++;
        return true;
    }
    if (text_outline_take(r, '<')) {
        *looks = text_outline_is_at(r, '=') || text_outline_is_at(r, '!');
        const char *end = *looks ? r->s.p + r->i : memchr(r->s.p + r->i, '>', r->s.n - r->i);
        r->i = end ? (size_t)(end - r->s.p) + 1 : r->s.n;
        return end != NULL;
    }
    if (!read_flags(r)) {
        return false;
    }
    *flags = text_outline_is_at(r, ')');
    r->i += !*flags;
    return true;
}

/* Behind '('. */
static struct part read_group(struct text_outline_reader *r)
{
    bool looks = false, flags = false, folds = r->folds;
    if (++r->depth > TEXT_OUTLINE_DEEPEST || (text_outline_take(r, '?') && !read_head(r, &looks, &flags))) {
        return fail(r);
    }
    struct part p = flags ? nothing : read_choice(r);
    r->depth--;
    if (!flags) {
        r->folds = folds;
    }
    if (!text_outline_take(r, ')')) {
        return fail(r);
    }
    return looks ? nothing : p;
}

static struct part read_atom(struct text_outline_reader *r)
{
    uint32_t c = text_char_next(r->s, &r->i);
    switch (c) {
    case '(':
        return read_group(r);
    case '[':
        return one_of(text_outline_read_set(r));
    case '.':
        return one_any();
    case '^':
    case '$':
        return nothing;
    case '\\':
        return read_escape(r);
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
        return fail(r);
    default:
        return literal(r, c);
    }
}

/* Digits at i; more than can matter are LONGEST. */
static int32_t read_number(struct text_outline_reader *r)
{
    int32_t n = 0;
    if (text_outline_at_end(r) || r->s.p[r->i] < '0' || r->s.p[r->i] > '9') {
        fail(r);
    }
    while (!text_outline_at_end(r) && r->s.p[r->i] >= '0' && r->s.p[r->i] <= '9') {
        n = n * 10 + (r->s.p[r->i++] - '0');
        n = n > LONGEST ? LONGEST : n;
    }
    return n;
}

/* How often what stands before may be there; *most is -1 without bound. False when there is no quantifier. */
static bool read_times(struct text_outline_reader *r, int32_t *least, int32_t *most)
{
    *least = 0;
    *most = -1;
    if (text_outline_take(r, '+')) {
        *least = 1;
    } else if (text_outline_take(r, '?')) {
        *most = 1;
    } else if (text_outline_take(r, '{')) {
        *least = *most = read_number(r);
        if (text_outline_take(r, ',')) {
            *most = text_outline_is_at(r, '}') ? -1 : read_number(r);
        }
        if (!text_outline_take(r, '}')) {
            fail(r);
        }
    } else {
        return text_outline_take(r, '*');
    }
    return true;
}

static struct part repeat(struct text_outline_reader *r, struct part p, int32_t least, int32_t most)
{
    if (most < 0 && p.row) {
        text_units_add_all(&p.loops, &p.all);
        p.longest = 0;
    } else if (most < 0 ? p.longest > 0 || memcmp(&p.loops, &nothing.loops, sizeof p.loops) != 0
                        : (int64_t)p.longest * most > LONGEST) {
        return fail(r);
    } else if (most >= 0) {
        p.longest *= most;
    }
    p.empty = p.empty || least == 0;
    p.row = false;
    return p;
}

static struct part join(struct text_outline_reader *r, struct part a, struct part b)
{
    struct part p = a;
    if (a.empty) {
        text_units_add_all(&p.first, &b.first);
    }
    p.last = b.last;
    if (b.empty) {
        text_units_add_all(&p.last, &a.last);
    }
    text_units_add_all(&p.all, &b.all);
    text_units_add_all(&p.loops, &b.loops);
    p.longest += b.longest;
    p.empty = a.empty && b.empty;
    p.row = a.row && b.row;
    return p.longest > LONGEST ? fail(r) : p;
}

static struct part read_sequence(struct text_outline_reader *r)
{
    struct part all = nothing;
    while (!text_outline_at_end(r) && !text_outline_is_at(r, '|') && !text_outline_is_at(r, ')')) {
        struct part p = read_atom(r);
        int32_t least, most;
        if (!text_outline_at_end(r) && read_times(r, &least, &most)) {
            p = repeat(r, p, least, most);
            text_outline_take(r, '?');
            if (text_outline_is_at(r, '+')) {
                fail(r); /* possessive */
            }
        }
        all = join(r, all, p);
    }
    return all;
}

static struct part read_choice(struct text_outline_reader *r)
{
    struct part all = read_sequence(r);
    while (text_outline_take(r, '|')) {
        struct part p = read_sequence(r);
        text_units_add_all(&all.first, &p.first);
        text_units_add_all(&all.last, &p.last);
        text_units_add_all(&all.all, &p.all);
        text_units_add_all(&all.loops, &p.loops);
        all.row = false;
        all.longest = p.longest > all.longest ? p.longest : all.longest;
        all.empty = all.empty || p.empty;
    }
    return all;
}

static bool read_all(struct text_span s, struct part *out)
{
    struct text_outline_reader r = {.s = s};
    *out = read_choice(&r);
    return !r.failed && text_outline_at_end(&r);
}

struct text_outline text_outline_of(struct text_span before, struct text_span after)
{
    struct part p, q;
    if (!read_all(before, &p) || p.empty) {
        return (struct text_outline){.known = false};
    }
    struct text_outline o = {.known = true, .last = p.last, .loops = p.loops, .longest = p.longest};
    bool free = !read_all(after, &q) || q.empty;
    o.at_end = free;
    o.next = free ? text_units_any : q.first;
    return o;
}
