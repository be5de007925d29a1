/* See scan-private.h: does a candidate end a sentence? What is known of words is all in the language's data; here are
 * only the shapes: numbers, initials, dotted abbreviations, list markers, datelines, names with a full stop.
 *
 * Where a stop can be read both ways, the word behind it decides by its evidence for beginning a sentence.
 */
#include <string.h>

#include "text/scan-private.h"
#include "text/shape-private.h"

enum {
    TOKEN_BYTES = 80,      /* how far back a word is read */
    DATELINE_BYTES = 80,   /* a dateline ends within so many bytes of its line */
    ATTRIBUTION_WORDS = 6, /* a name and its title in front of a speech verb */
    SHORT = 4              /* letters of an abbreviation that no list has, at most */
};

/* Decibans. */
enum {
    SURE_START = 5, /* outweighs the habit of initials to be followed by a name */
    LIKELY_START = 1,
    POSSIBLE_START = -2, /* a word that is as often amid sentences as at their start */
    ACRONYM_START = -3,  /* as good in a name as at a beginning, but names are the usual case behind abbreviations */
    LIKELY_NAME = -8     /* a word that no list has is above this */
};

/* What stands on either side of a stop. */
struct sides {
    struct text_span token;  /* from the last blank, slash or opening mark to the stop */
    struct text_span before; /* the word before that, when only a blank divides them */
    struct text_span next;   /* the word behind, when one begins there */
    uint32_t next_char;      /* the first character behind that is no opening mark */
    unsigned next_class;     /* its class */
    bool opened;             /* an opening quotation mark stands before it */
    bool framed;             /* any opening mark does */
    bool dots;               /* the first character is that of an ellipsis */
    bool at_begin;           /* the token begins the sentence */
};

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

/* The start of the run of characters that ends at i and holds no blank or opening mark, not before `least`. */
static size_t token_start(struct text_span line, size_t i, size_t least)
{
    size_t limit = i > least + TOKEN_BYTES ? i - TOKEN_BYTES : least;
    while (i > limit) {
        size_t at = i;
        unsigned class = text_char_class(text_char_before(line, &at));
        if (class & (TEXT_CHAR_BLANK | TEXT_CHAR_OPEN) || class == TEXT_CHAR_QUOTE) {
            break;
        }
        i = at;
    }
    return i;
}

static struct sides look_around(const struct text_scan *s, const struct text_stop *stop)
{
    struct sides at = {.next_class = 0};
    struct text_span line = s->line;
    size_t end = text_scan_blanks_back(line, stop->first, s->begin), start = token_start(line, end, s->begin);
    at.at_begin = start <= s->first;
    size_t blank = text_scan_blanks_back(line, start, s->begin);
    if (blank < start) {
        size_t word = token_start(line, blank, s->begin);
        at.before = (struct text_span){line.p + word, blank - word};
    }
    at.token = (struct text_span){line.p + start, end - start};
    size_t i = text_scan_openers(line, stop->next, &at.opened);
    at.framed = i > stop->next;
    at.opened = at.opened && (text_shape_at(line, stop->next) & TEXT_CHAR_QUOTE);
    if (i < line.n) {
        size_t next = i;
        at.next_char = text_char_next(line, &next);
        at.next_class = text_char_class(at.next_char);
        at.next = text_scan_word(line, i);
        at.dots = text_scan_dots(line, i);
    }
    return at;
}

/* Decibans that what follows begins a sentence. */
static int start_evidence(const struct text_scan *s, const struct sides *at)
{
    if (at->opened) {
        return SURE_START;
    }
    if (!(at->next_class & TEXT_CHAR_UPPER)) {
        return 0;
    }
    if (at->next.n > 1 && text_shape_all(at->next, TEXT_CHAR_UPPER)) {
        return ACRONYM_START;
    }
    return text_language_start(s->language, at->next);
}

static bool is_common(const struct text_scan *s, struct text_span word)
{
    const struct text_word_facts *facts = word.n ? text_language_facts(s->language, word) : NULL;
    return facts && facts->per_million > 0;
}

/* The class of the token, or that of its usual writing: "JL." among words in capitals is "Jl.", and "Dll." at the
 * beginning of something is "dll.". */
static enum text_abbreviation abbreviation_of(const struct text_scan *s, const struct sides *at)
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

static bool ends_abbreviation(const struct text_scan *s, const struct sides *at, enum text_abbreviation class)
{
    bool number = (at->next_class & TEXT_CHAR_DIGIT) || (at->next.n > 1 && text_shape_roman(at->next));
    switch (class) {
    case TEXT_NEVER_ENDS:
        return false;
    case TEXT_NUMBER_FOLLOWS:
        return !number && start_evidence(s, at) >= POSSIBLE_START;
    case TEXT_ALSO_WORD:
        return !number;
    case TEXT_MAY_END:
        return (at->next_class & TEXT_CHAR_UPPER || at->opened) && start_evidence(s, at) >= POSSIBLE_START;
    case TEXT_MOSTLY_ENDS:
        /* "dkk. (2020)", "Tbk. (BBNI)" */
        return !(at->next_class & TEXT_CHAR_DIGIT) &&
               (!at->framed || at->opened || start_evidence(s, at) >= SURE_START);
    default:
        return true;
    }
}

/* A number, letter or Roman numeral that begins the sentence, or stands behind a colon, is a list marker. */
static bool is_marker(const struct sides *at)
{
    char last = at->before.n ? at->before.p[at->before.n - 1] : 0;
    if (!at->at_begin && last != ':' && last != ';') {
        return false;
    }
    return at->token.n <= 6 &&
           (text_shape_number(at->token) || text_shape_roman(at->token) || text_shape_letter(at->token));
}

/* "Tabel 4.1. Penduduk", "Fig. 3. Growth": the number of a label that begins the sentence. */
static bool is_label_number(const struct text_scan *s, const struct sides *at)
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
static bool is_dateline(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (stop->first > DATELINE_BYTES || s->begin > 0) {
        return false;
    }
    return at->next_char == '/' || (at->token.n > 2 && at->token.p[0] == '/' && at->token.p[at->token.n - 1] == '/');
}

/* Behind one capital letter, or several with full stops: part of a name, or the last word of a sentence. */
static bool ends_initial(const struct text_scan *s, const struct sides *at)
{
    if (at->at_begin) {
        return false;
    }
    /* A common word before it makes no name of it: "Grup B.", "nilai A.", "Perang Dunia I." */
    bool letter = text_shape_letter(at->token), common = is_common(s, at->before);
    if (letter && common && memchr("IVX", at->token.p[0], 3) && at->next.n > 1) {
        return start_evidence(s, at) > LIKELY_NAME;
    }
    bool in_name = !letter || (text_shape_begins(at->before, TEXT_CHAR_UPPER) && !common);
    return start_evidence(s, at) >= (in_name ? SURE_START : LIKELY_START);
}

/* A short word that no list has: an abbreviation when it cannot be spoken, or has a number behind it. */
static bool may_be_abbreviation(const struct text_scan *s, const struct sides *at)
{
    if (at->token.n > SHORT || !text_shape_all(at->token, TEXT_CHAR_LETTER) ||
        text_shape_all(at->token, TEXT_CHAR_UPPER) || is_common(s, at->token)) {
        return false;
    }
    return !text_shape_spoken(at->token) ||
           ((at->next_class & TEXT_CHAR_DIGIT) && text_shape_all(at->token, TEXT_CHAR_LOWER));
}

/* A single full stop with a blank behind. */
static bool ends_at_full_stop(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (is_marker(at) || is_label_number(s, at) || is_dateline(s, stop, at)) {
        return false;
    }
    if (!at->token.n || text_shape_number(at->token)) {
        return true;
    }
    enum text_abbreviation class = abbreviation_of(s, at);
    /* A degree of single letters, "..., S.H., M.H.", stands behind a comma; "Jl. M.H. Thamrin" is of a name. */
    bool name =
        class == TEXT_MOSTLY_ENDS && text_shape_dotted(at->token) && !text_span_ends(at->before, TEXT_LITERAL(","));
    if (class && class != TEXT_LABEL && !name) {
        return ends_abbreviation(s, at, class);
    }
    const char *slash = memchr(at->token.p, '/', at->token.n);
    struct sides part = *at;
    if (slash) { /* "ANTARA FOTO/M. Risyal" */
        part.token = (struct text_span){slash + 1, (size_t)(at->token.p + at->token.n - slash - 1)};
        part.before = (struct text_span){at->token.p, (size_t)(slash - at->token.p)};
    }
    if (text_shape_begins(part.token, TEXT_CHAR_UPPER) &&
        (text_shape_letter(part.token) || text_shape_dotted(part.token))) {
        return ends_initial(s, &part);
    }
    if (text_shape_dotted(at->token)) {
        return start_evidence(s, at) >= 0;
    }
    return !may_be_abbreviation(s, at) || ((at->next_class & TEXT_CHAR_UPPER) && start_evidence(s, at) > 0);
}

/* Before a lower-case letter a sentence ends only behind an ordinary word, where a capital was forgotten; what may
 * be an abbreviation, a name or a quotation with its attribution goes on. */
static bool ends_before_lower(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (stop->dots || stop->quote || at->framed || stop->next == stop->end || stop->end > stop->run ||
        text_language_parts(s->language, at->next) & (TEXT_PART_SAYS | TEXT_PART_SAYS_SELF)) {
        return false;
    }
    if (stop->strong) {
        return text_language_ends_before_lower(s->language) && text_shape_all(at->token, TEXT_CHAR_LOWER);
    }
    enum text_abbreviation class = abbreviation_of(s, at);
    if (!at->token.n || (class && class != TEXT_ALSO_WORD)) {
        return false;
    }
    if (text_shape_number(at->token)) {
        return at->token.n > 2 && !at->at_begin;
    }
    if (is_common(s, at->token) || (text_shape_at(s->line, s->begin) & TEXT_CHAR_LOWER)) {
        return true; /* also where this sentence began without a capital */
    }
    return at->token.n >= SHORT && text_shape_spoken(at->token) && !memchr(at->token.p, '.', at->token.n);
}

/* `"Why?" Brevik asked.`: a quotation that ends in a question, then a name and a speech verb that closes. */
static bool is_attribution(const struct text_scan *s, size_t i)
{
    for (int words = 0; words < ATTRIBUTION_WORDS; words++) {
        struct text_span word = text_scan_word(s->line, i);
        size_t end = i + word.n;
        if (!word.n) {
            return false;
        }
        if (words && (text_language_parts(s->language, word) & (TEXT_PART_SAYS | TEXT_PART_TELLS))) {
            return end == s->line.n || s->line.p[end] == '.' || s->line.p[end] == ',';
        }
        i = text_scan_blanks(s->line, end);
        if (i == end || (!text_shape_begins(word, TEXT_CHAR_UPPER) && words)) {
            return false;
        }
    }
    return false;
}

/* Nothing stands between the stop and the next character: a name, a number, or a blank forgotten. */
static bool ends_glued(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
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
        return start_evidence(s, at) > 0 && stop->first > s->begin;
    }
    if (behind < s->line.n && s->line.p[behind] == '.' && (text_shape_at(s->line, behind + 1) & TEXT_CHAR_LETTER)) {
        return false;
    }
    if (at->next.n < 2 || text_shape_all(at->next, TEXT_CHAR_UPPER) || at->token.n < 2 ||
        text_language_abbreviation(s->language, at->token)) {
        return false;
    }
    bool word = at->token.n > 2 && text_shape_all(at->token, TEXT_CHAR_LOWER) && text_shape_spoken(at->token);
    return word || start_evidence(s, at) >= SURE_START;
}

/* "(Purn.) Prawira": the stop is the abbreviation's, the bracket its frame. */
static bool is_framed(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    return stop->end > stop->run && !stop->quote && s->line.p[stop->run] == ')' && at->token.p > s->line.p &&
           at->token.p[-1] == '(' && abbreviation_of(s, at) != TEXT_NO_ABBREVIATION;
}

/* Behind dots: not in a stammer, "Saya... Saya takut", nor before a number. */
static bool ends_at_dots(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    char one[TEXT_WORD_BYTES], other[TEXT_WORD_BYTES];
    if (at->token.n && text_span_equal(text_char_fold(at->token, one), text_char_fold(at->next, other))) {
        return false;
    }
    return stop->first > s->begin && !(at->next_class & TEXT_CHAR_DIGIT) && start_evidence(s, at) >= ACRONYM_START;
}

bool text_stop_ends(const struct text_scan *s, const struct text_stop *stop)
{
    struct sides at = look_around(s, stop);
    if (stop->weak) {
        return start_evidence(s, &at) >= SURE_START && stop->end > s->bracket_end;
    }
    if ((at.next_class & TEXT_CHAR_STOP && !(at.framed && at.dots)) || stop->end <= s->bracket_end ||
        at.next_char == 0 || (at.next_char < 128 && memchr(",;:&%", (int)at.next_char, 5))) {
        return false;
    }
    if (at.next_class & TEXT_CHAR_LOWER) {
        return ends_before_lower(s, stop, &at);
    }
    if (stop->first < s->bracket_end && !stop->again && start_evidence(s, &at) < SURE_START) {
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
