/* See sides-private.h. */
#include "text/segment/sides-private.h"

#include "text/word/shape-private.h"

enum { TOKEN_BYTES = 80 /* how far back a word is read */ };

size_t text_scan_openers(struct text_span line, size_t i, bool *quote)
{
    while (i < line.n) {
        size_t next = i;
        unsigned class = text_char_class(text_char_next(line, &next));
        if (!(class & TEXT_CHAR_OPEN) && class != TEXT_CHAR_QUOTE) {
            break;
        }
        *quote = *quote || (class & TEXT_CHAR_QUOTE);
        i = text_scan_blanks(line, next);
    }
    return i;
}

static bool is_letter_before(struct text_span line, size_t i)
{
    return text_char_class(text_char_before(line, &i)) & TEXT_CHAR_LETTER;
}

/* The start of the run of characters that ends at i and holds no blank or opening mark, not before `least`. */
static size_t token_start(struct text_span line, size_t i, size_t least)
{
    size_t limit = i > least + TOKEN_BYTES ? i - TOKEN_BYTES : least;
    while (i > limit) {
        size_t at = i;
        unsigned class = text_char_class(text_char_before(line, &at));
        bool apostrophe = class == TEXT_CHAR_QUOTE && at > least && text_shape_at(line, i) & TEXT_CHAR_LETTER &&
                          is_letter_before(line, at);
        if (class & (TEXT_CHAR_BLANK | TEXT_CHAR_OPEN) || (class == TEXT_CHAR_QUOTE && !apostrophe)) {
            break;
        }
        i = at;
    }
    return i;
}

/* "konsorsium. ?Manajemen", "minyak. ? Hal ini": the mark behind a full stop stands for one lost in conversion, a
 * quotation mark or bullet. Where the text goes on behind it; stop->next when there is none. */
static size_t lost_mark(struct text_span line, const struct text_stop *stop)
{
    size_t i = stop->next;
    bool single = stop->run - stop->first == 1 && line.p[stop->first] == '.' && i > stop->end;
    if (!single || i + 1 >= line.n || line.p[i] != '?') {
        return i;
    }
    size_t behind = text_scan_blanks(line, i + 1);
    return text_shape_at(line, behind) & TEXT_CHAR_UPPER ? behind : i;
}

struct text_sides text_sides_of(const struct text_scan *s, const struct text_stop *stop)
{
    struct text_sides at = {.next_class = 0};
    struct text_span line = s->line;
    size_t end = text_scan_blanks_back(line, stop->first, s->begin), start = token_start(line, end, s->begin);
    at.at_begin = start <= s->first;
    size_t blank = text_scan_blanks_back(line, start, s->begin);
    if (blank < start) {
        size_t word = token_start(line, blank, s->begin);
        at.before = (struct text_span){line.p + word, blank - word};
    }
    at.token = (struct text_span){line.p + start, end - start};
    size_t from = lost_mark(line, stop);
    size_t i = text_scan_openers(line, from, &at.opened);
    at.framed = i > stop->next;
    at.opened = from > stop->next || (at.opened && (text_shape_at(line, stop->next) & TEXT_CHAR_QUOTE));
    if (i < line.n) {
        size_t next = i;
        at.next_char = text_char_next(line, &next);
        at.next_class = text_char_class(at.next_char);
        at.next = text_scan_word(line, i);
        at.dots = text_scan_dots(line, i);
    }
    return at;
}

int text_sides_start(const struct text_scan *s, const struct text_sides *at)
{
    if (at->opened) {
        return TEXT_SURE_START;
    }
    if (!(at->next_class & TEXT_CHAR_UPPER)) {
        return 0;
    }
    if (at->next.n > 1 && text_shape_all(at->next, TEXT_CHAR_UPPER)) {
        return TEXT_ACRONYM_START;
    }
    size_t behind = (size_t)(at->next.p + at->next.n - s->line.p);
    if (at->next.n == 1 && behind < s->line.n && s->line.p[behind] == '.') {
        return TEXT_ACRONYM_START; /* an initial */
    }
    return text_language_start(s->language, at->next);
}

bool text_sides_common(const struct text_scan *s, struct text_span word)
{
    const struct text_word_facts *facts = word.n ? text_language_facts(s->language, word) : NULL;
    return facts && facts->per_million > 0;
}

enum text_abbreviation text_sides_abbreviation(const struct text_scan *s, const struct text_sides *at)
{
    struct text_span token = at->token;
    enum text_abbreviation class = text_language_abbreviation(s->language, token);
    if (class || token.n < 2 || token.n > 8 || !text_shape_begins(token, TEXT_CHAR_UPPER)) {
        return class;
    }
    char buffer[TEXT_WORD_BYTES];
    struct text_span folded = text_char_fold(token, buffer);
    bool capitals = text_shape_all(token, TEXT_CHAR_UPPER);
    if (capitals && !(at->next_class & TEXT_CHAR_DIGIT) &&
        (at->next.n < 2 || !text_shape_all(at->next, TEXT_CHAR_UPPER))) {
        return TEXT_NO_ABBREVIATION;
    }
    class = text_language_abbreviation(s->language, folded);
    if (!class && capitals) {
        buffer[0] = token.p[0];
        class = text_language_abbreviation(s->language, folded);
    }
    return class;
}
