/* See marks.h. */
#include "text/marks.h"

#include "text/character/character-private.h"
#include "text/language/language-data-private.h"

enum { DEEPEST = 64 };

enum text_status text_mark_line(struct text_field_line *e)
{
    struct text_language *l = e->language;
    bool quote = text_span_equal(e->field[2], TEXT_LITERAL("quote"));
    size_t i = 0, k = 0;
    if (!e->field[0].n || !e->field[1].n || (!quote && !text_span_equal(e->field[2], TEXT_LITERAL("bracket"))) ||
        l->mark_count == TEXT_MARKS) {
        return text_field_broken(e, "wanted are an opening and a closing mark, and quote or bracket");
    }
    struct text_mark mark = {text_char_next(e->field[0], &i), text_char_next(e->field[1], &k), quote};
    if (i < e->field[0].n || k < e->field[1].n) {
        return text_field_broken(e, "a mark is one character");
    }
    l->marks[l->mark_count++] = mark;
    return TEXT_OK;
}

/* The pair that a character belongs to, and whether it closes it; NULL for other characters. What opens and closes
 * opens. */
static const struct text_mark *mark_of(const struct text_language *l, uint32_t c, bool *closes)
{
    for (size_t i = 0; i < l->mark_count; i++) {
        if (l->marks[i].open == c || l->marks[i].close == c) {
            *closes = l->marks[i].open != c;
            return &l->marks[i];
        }
    }
    return NULL;
}

static bool is_alphanumeric(uint32_t c)
{
    return text_char_class(c) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT);
}

/* Whether what stands before is a marker of a list: up to three letters or digits. */
static bool is_marker(struct text_span before)
{
    size_t i = 0, n = 0;
    while (i < before.n) {
        if (!is_alphanumeric(text_char_next(before, &i)) || ++n > 3) {
            return false;
        }
    }
    return n > 0;
}

static bool is_no_mark(struct text_span text, size_t at, uint32_t c, bool quote_open)
{
    size_t i = at;
    uint32_t before = at ? text_char_before(text, &i) : ' ';
    if (c == '"') {
        return !quote_open && text_char_class(before) & TEXT_CHAR_DIGIT;
    }
    return before == ':' || before == ';' || (before == '-' && i && (text.p[i - 1] == ':' || text.p[i - 1] == ';'));
}

struct text_unpaired text_marks_unpaired(const struct text_language *l, struct text_span text)
{
    struct {
        const struct text_mark *mark;
        struct text_span at;
    } open[DEEPEST];
    size_t depth = 0;
    bool quote_open = false;
    struct text_unpaired out = {0};
    struct text_span quote = {0};
    for (size_t i = 0; i < text.n;) {
        size_t begin = i;
        bool closes = false;
        uint32_t c = text_char_next(text, &i);
        const struct text_mark *mark = mark_of(l, c, &closes);
        struct text_span here = {text.p + begin, i - begin};
        if (!mark || is_no_mark(text, begin, c, quote_open)) {
            continue;
        }
        if (mark->quote) {
            quote_open = !quote_open;
            quote = quote_open ? here : (struct text_span){0};
        } else if (!closes && depth < DEEPEST) {
            open[depth].mark = mark;
            open[depth++].at = here;
        } else if (closes && depth && open[depth - 1].mark == mark) {
            depth--;
        } else if (closes && !out.bracket.n && !is_marker((struct text_span){text.p, begin})) {
            out.bracket = here;
        }
    }
    out.quote = quote;
    if (!out.bracket.n && depth) {
        out.bracket = open[0].at;
    }
    return out;
}
