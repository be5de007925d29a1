/* See scan-private.h: does a candidate end a sentence? What is known of words is all in the language's data; here are
 * only the shapes: numbers, initials, dotted abbreviations, list markers, datelines, names with a full stop.
 *
 * Where a stop can be read both ways, the word behind it decides by its evidence for beginning a sentence.
 */
#include <string.h>

#include "text/segment/sides-private.h"
#include "text/word/shape-private.h"

enum {
    DATELINE_BYTES = 80,   /* a dateline ends within so many bytes of its line */
    ATTRIBUTION_WORDS = 6, /* a name and its title in front of a speech verb */
    SOURCE_BYTES = 80,     /* a source in brackets is shorter */
    SHORT = 4              /* letters of an abbreviation that no list has, at most */
};

/* "5", "IV", and what counts by a letter: "X.K.1", "B-12". */
static bool is_number_behind(const struct text_scan *s, const struct text_sides *at)
{
    size_t i = at->next.n ? (size_t)(at->next.p - s->line.p) + 1 : 0;
    bool letter = i && i + 1 < s->line.n && at->next.n == 1 && at->next_class & TEXT_CHAR_UPPER;
    if (letter && memchr(".-/", s->line.p[i], 3)) {
        i++;
    }
    return (at->next_class & TEXT_CHAR_DIGIT) || (at->next.n > 1 && text_shape_roman(at->next)) ||
           (letter && text_shape_at(s->line, i) & (TEXT_CHAR_DIGIT | TEXT_CHAR_UPPER));
}

/* "Monday", "May", "EST" behind "p.m." */
static bool is_date_next(const struct text_scan *s, const struct text_sides *at)
{
    const uint32_t date = TEXT_PART_DAY | TEXT_PART_MONTH | TEXT_PART_ZONE;
    return text_shape_begins(at->token, TEXT_CHAR_LOWER) && text_language_parts(s->language, at->next) & date;
}

static bool ends_abbreviation(const struct text_scan *s, const struct text_sides *at, enum text_abbreviation class)
{
    bool number = is_number_behind(s, at);
    switch (class) {
    case TEXT_NEVER_ENDS:
        return false;
    case TEXT_NUMBER_FOLLOWS:
        return !number && text_sides_start(s, at) >= TEXT_POSSIBLE_START;
    case TEXT_ALSO_WORD:
        return !number;
    case TEXT_MAY_END:
    case TEXT_SELDOM_ENDS:
        return (at->next_class & TEXT_CHAR_UPPER || at->opened) &&
               text_sides_start(s, at) >= (class == TEXT_MAY_END ? TEXT_POSSIBLE_START + 1 : TEXT_CERTAIN_START);
    case TEXT_MOSTLY_ENDS:
        /* "dkk. (2020)", "Tbk. (BBNI)", "8 p.m. Monday" */
        return !(at->next_class & TEXT_CHAR_DIGIT) && !(text_shape_dotted(at->token) && is_date_next(s, at)) &&
               (!at->framed || at->opened || text_sides_start(s, at) >= TEXT_SURE_START);
    default:
        return true;
    }
}

/* "Grup", "hepatitis": the letter behind such a word is no initial. */
static bool is_lettered(const struct text_scan *s, struct text_span word)
{
    char buffer[TEXT_WORD_BYTES];
    return text_language_abbreviation(s->language, text_char_fold(word, buffer)) == TEXT_LETTERED;
}

/* A number, letter or Roman numeral that begins the sentence, or stands behind a colon, is a list marker; a small
 * letter is one anywhere: "Syaratnya a. KTP b. Ijazah". */
static bool is_marker(const struct text_scan *s, const struct text_sides *at)
{
    char last = at->before.n ? at->before.p[at->before.n - 1] : 0;
    if (!at->at_begin && last != ':' && last != ';') {
        return at->token.n == 1 && at->token.p[0] >= 'a' && at->token.p[0] <= 'h' && !is_lettered(s, at->before);
    }
    return at->token.n <= 6 &&
           (text_shape_number(at->token) || text_shape_roman(at->token) || text_shape_letter(at->token));
}

/* "Tabel 4.1. Penduduk", "Fig. 3. Growth": the number of a label that begins the sentence. */
static bool is_label_number(const struct text_scan *s, const struct text_sides *at)
{
    if (at->before.p != s->line.p + s->first || !(text_shape_number(at->token) || text_shape_roman(at->token))) {
        return false;
    }
    struct text_span label = at->before;
    label.n -= label.p[label.n - 1] == '.';
    enum text_abbreviation class = text_language_abbreviation(s->language, label);
    return class == TEXT_LABEL || ((class == TEXT_NUMBER_FOLLOWS || class == TEXT_ALSO_WORD) && label.n < at->before.n);
}

/* "/TASS/." and what stands before it in "MOSCOW, March 6. /TASS/. Russia ...". */
static bool is_dateline(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    if (stop->first - s->begin > DATELINE_BYTES) {
        return false;
    }
    return at->next_char == '/' || (at->token.n > 2 && at->token.p[0] == '/' && at->token.p[at->token.n - 1] == '/');
}

/* Behind one capital letter, or several with full stops: part of a name, or the last word of a sentence. */
static bool ends_initial(const struct text_scan *s, const struct text_sides *at)
{
    if (at->at_begin) {
        return false;
    }
    /* A common word before it makes no name of it: "Grup B.", "nilai A.", "Perang Dunia I." */
    bool letter = text_shape_letter(at->token), common = text_sides_common(s, at->before);
    if (letter && at->next_class & TEXT_CHAR_UPPER && is_lettered(s, at->before)) {
        return true;
    }
    if (letter && common && memchr("IVX", at->token.p[0], 3) && at->next.n > 1) {
        return text_sides_start(s, at) > TEXT_LIKELY_NAME;
    }
    bool in_name = !letter || (text_shape_begins(at->before, TEXT_CHAR_UPPER) && !common);
    return text_sides_start(s, at) >= (in_name ? TEXT_SURE_START : TEXT_LIKELY_START);
}

/* "MDGs", "CDs" */
static bool is_plural_acronym(struct text_span s)
{
    return s.n > 2 && s.p[s.n - 1] == 's' && text_shape_all((struct text_span){s.p, s.n - 1}, TEXT_CHAR_UPPER);
}

/* A short word that no list has: an abbreviation when it cannot be spoken, or has a number behind it; but behind a
 * number it is a unit. */
static bool may_be_abbreviation(const struct text_scan *s, const struct text_sides *at)
{
    bool number = at->next_class & TEXT_CHAR_DIGIT;
    if (is_plural_acronym(at->token) ||
        (!number && text_shape_all(at->token, TEXT_CHAR_LOWER) && text_shape_number(at->before))) {
        return false;
    }
    if (at->token.n > SHORT || !text_shape_all(at->token, TEXT_CHAR_LETTER) ||
        text_shape_all(at->token, TEXT_CHAR_UPPER) || text_sides_common(s, at->token)) {
        return false;
    }
    return !text_shape_spoken(at->token) ||
           (number && at->token.n < SHORT && text_shape_all(at->token, TEXT_CHAR_LOWER));
}

/* A single full stop with a blank behind. */
static bool ends_at_full_stop(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    if (is_marker(s, at) || is_label_number(s, at) || is_dateline(s, stop, at)) {
        return false;
    }
    if (!at->token.n || text_shape_number(at->token)) {
        return true;
    }
    enum text_abbreviation class = text_sides_abbreviation(s, at);
    /* A degree of single letters, "..., S.H., M.H.", stands behind a comma; "Jl. M.H. Thamrin" is of a name. */
    bool name = class == TEXT_MOSTLY_ENDS && text_shape_dotted(at->token) &&
                text_shape_begins(at->token, TEXT_CHAR_UPPER) && !text_span_ends(at->before, TEXT_LITERAL(","));
    if (class && class != TEXT_LABEL && class != TEXT_LETTERED && !name) {
        return ends_abbreviation(s, at, class);
    }
    const char *slash = memchr(at->token.p, '/', at->token.n);
    struct text_sides part = *at;
    if (slash) { /* "ANTARA FOTO/M. Risyal" */
        part.token = (struct text_span){slash + 1, (size_t)(at->token.p + at->token.n - slash - 1)};
        part.before = (struct text_span){at->token.p, (size_t)(slash - at->token.p)};
    }
    if (text_shape_begins(part.token, TEXT_CHAR_UPPER) &&
        (text_shape_letter(part.token) || text_shape_dotted(part.token))) {
        return ends_initial(s, &part);
    }
    if (text_shape_dotted(at->token)) {
        return text_sides_start(s, at) >= 0;
    }
    return !may_be_abbreviation(s, at) || ((at->next_class & TEXT_CHAR_UPPER) && text_sides_start(s, at) > 0);
}

static bool is_quote_next(const struct text_scan *s, size_t i)
{
    return text_shape_at(s->line, text_scan_blanks(s->line, i)) & TEXT_CHAR_QUOTE;
}

/* `"Why?" Brevik asked.`, and not `"Why?" Brevik replied, "Because."`: a quotation that ends in a question, then a name
 * and a speech verb that closes. */
static bool is_attribution(const struct text_scan *s, size_t i)
{
    for (int words = 0; words < ATTRIBUTION_WORDS; words++) {
        struct text_span word = text_scan_word(s->line, i);
        size_t end = i + word.n;
        if (!word.n) {
            return false;
        }
        if (words && text_language_parts(s->language, word) & (TEXT_PART_SAYS | TEXT_PART_TELLS)) {
            return end == s->line.n || s->line.p[end] == '.' || (s->line.p[end] == ',' && !is_quote_next(s, end + 1));
        }
        i = text_scan_blanks(s->line, end);
        if (i == end || (!text_shape_begins(word, TEXT_CHAR_UPPER) && words)) {
            return false;
        }
    }
    return false;
}

/* "ok.no place", "right?they said": two common words of which the second is one to begin with; "node.js" is a name. */
static bool ends_glued_lower(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    size_t behind = stop->next + at->next.n;
    if (stop->run - stop->first > 1 || !text_shape_all(at->token, TEXT_CHAR_LOWER) || behind >= s->line.n ||
        (stop->strong && !text_language_ends_before_lower(s->language)) ||
        !(text_shape_at(s->line, behind) & (TEXT_CHAR_BLANK | TEXT_CHAR_STOP))) {
        return false;
    }
    return text_sides_common(s, at->token) && text_sides_common(s, at->next) &&
           text_language_start(s->language, at->next) >= TEXT_SURE_START;
}

/* Before a lower-case letter a sentence ends only behind an ordinary word, where a capital was forgotten; what may
 * be an abbreviation, a name or a quotation with its attribution goes on. */
static bool ends_before_lower(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    if ((stop->dots && !stop->strong) || stop->quote || at->framed || stop->end > stop->run ||
        text_language_parts(s->language, at->next) & (TEXT_PART_SAYS | TEXT_PART_SAYS_SELF)) {
        return false;
    }
    if (stop->next == stop->end) {
        return ends_glued_lower(s, stop, at);
    }
    if (stop->strong) { /* a single mark may be a name's: "Yahoo! mail", a row of them is not */
        return text_language_ends_before_lower(s->language) && !is_attribution(s, stop->next) &&
               (text_shape_all(at->token, TEXT_CHAR_LOWER) ||
                (stop->run - stop->first > 1 && text_shape_all(at->token, TEXT_CHAR_LETTER)));
    }
    enum text_abbreviation class = text_sides_abbreviation(s, at);
    bool word = !class || class == TEXT_LETTERED || (class == TEXT_ALSO_WORD && text_shape_spoken(at->token));
    if (!at->token.n || !word ||
        (text_shape_begins(at->token, TEXT_CHAR_UPPER) && text_shape_roman(at->token) &&
         !text_sides_common(s, at->before))) {
        return false;
    }
    if (text_shape_number(at->token)) {
        return at->token.n > 2 && !at->at_begin;
    }
    if (text_sides_common(s, at->token) || (text_shape_at(s->line, s->begin) & TEXT_CHAR_LOWER)) {
        return true; /* also where this sentence began without a capital */
    }
    return at->token.n >= SHORT && text_shape_spoken(at->token) && !memchr(at->token.p, '.', at->token.n);
}

/* Nothing stands between the stop and the next character: a name, a number, or a blank forgotten. */
static bool ends_glued(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    size_t behind = stop->next + at->next.n;
    if (!(at->next_class & TEXT_CHAR_UPPER)) {
        return false;
    }
    if (stop->end > stop->run || at->opened) {
        return stop->end == stop->run || stop->quote;
    }
    if (!at->token.n || memchr(at->token.p, '/', at->token.n) || memchr(at->token.p, '@', at->token.n) ||
        memchr(at->token.p, '.', at->token.n) || (behind < s->line.n && memchr("=/@&_", s->line.p[behind], 5))) {
        return false;
    }
    if (stop->strong) {
        return at->token.n > 1;
    }
    if (stop->dots) {
        return text_sides_start(s, at) > 0 && stop->first > s->begin;
    }
    if (behind < s->line.n && s->line.p[behind] == '.' && (text_shape_at(s->line, behind + 1) & TEXT_CHAR_LETTER)) {
        return false;
    }
    if (at->next.n < 2 || text_shape_all(at->next, TEXT_CHAR_UPPER) || at->token.n < 2 ||
        text_language_abbreviation(s->language, at->token)) {
        return false;
    }
    bool word = at->token.n > 2 && text_shape_all(at->token, TEXT_CHAR_LOWER) && text_shape_spoken(at->token);
    return word || text_sides_start(s, at) >= TEXT_SURE_START;
}

/* `them." (Interview, May 5).`: a bracket that holds no sentence, and the full stop behind it. */
static bool is_source_next(const struct text_scan *s, const struct text_stop *stop)
{
    struct text_span rest = {s->line.p + stop->next, s->line.n - stop->next};
    rest.n = rest.n > SOURCE_BYTES ? SOURCE_BYTES : rest.n;
    const char *close = rest.n && rest.p[0] == '(' ? memchr(rest.p, ')', rest.n) : NULL;
    size_t behind = close ? (size_t)(close - s->line.p) + 1 : s->line.n;
    return behind < s->line.n && s->line.p[behind] == '.' && !memchr(".?!", close[-1], 3) &&
           !(text_shape_at(s->line, behind + 1) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT));
}

/* "(Purn.) Prawira": the stop is the abbreviation's, the bracket its frame. */
static bool is_framed(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    return stop->end > stop->run && !stop->quote && s->line.p[stop->run] == ')' && at->token.p > s->line.p &&
           at->token.p[-1] == '(' && text_sides_abbreviation(s, at) != TEXT_NO_ABBREVIATION;
}

/* Behind dots: not in a stammer, "Saya... Saya takut", nor before a number. */
static bool ends_at_dots(const struct text_scan *s, const struct text_stop *stop, const struct text_sides *at)
{
    char one[TEXT_WORD_BYTES], other[TEXT_WORD_BYTES];
    if (at->token.n && text_span_equal(text_char_fold(at->token, one), text_char_fold(at->next, other))) {
        return false;
    }
    return stop->first > s->begin && !(at->next_class & TEXT_CHAR_DIGIT) &&
           text_sides_start(s, at) >= TEXT_ACRONYM_START;
}

/* "Link. Ltd.", "Yahoo! Inc.": what follows is an abbreviation that ends names and begins no sentence. */
static bool is_tail(const struct text_scan *s, const struct text_sides *at)
{
    size_t behind = at->next.n ? (size_t)(at->next.p - s->line.p) + at->next.n : s->line.n;
    if (behind >= s->line.n || s->line.p[behind] != '.') {
        return false;
    }
    enum text_abbreviation class = text_language_abbreviation(s->language, at->next);
    return class == TEXT_MAY_END || class == TEXT_MOSTLY_ENDS;
}

bool text_stop_ends(const struct text_scan *s, const struct text_stop *stop)
{
    struct text_sides at = text_sides_of(s, stop);
    if (stop->weak) {
        return text_sides_start(s, &at) >= TEXT_SURE_START && stop->end > s->bracket_end;
    }
    if ((at.next_class & TEXT_CHAR_STOP && !(at.framed && at.dots)) || stop->end <= s->bracket_end ||
        at.next_char == 0 || (at.next_char < 128 && memchr(",;:&%", (int)at.next_char, 5)) || is_tail(s, &at) ||
        is_source_next(s, stop)) {
        return false;
    }
    if (at.next_class & TEXT_CHAR_LOWER) {
        return ends_before_lower(s, stop, &at);
    }
    if (stop->first < s->bracket_end && !stop->again && text_sides_start(s, &at) < TEXT_SURE_START) {
        return false; /* "(again!) Persib": the stop within a bracket that is part of a sentence */
    }
    if (stop->next == stop->end) {
        return ends_glued(s, stop, &at);
    }
    if ((at.next_class & TEXT_CHAR_DASH && stop->quote) || (is_framed(s, stop, &at) && !stop->again)) {
        return false; /* a dash between a quotation and its speaker */
    }
    if (stop->strong) {
        return !(stop->quote && !at.opened && is_attribution(s, stop->next));
    }
    if (stop->dots) {
        return ends_at_dots(s, stop, &at);
    }
    return stop->quote || stop->again || ends_at_full_stop(s, stop, &at);
}
