/* See scan-private.h: does a candidate end a sentence? Knowledge of words is all in the language's data; here are
 * only the shapes: numbers, initials, dotted abbreviations, list markers, datelines, names with a full stop. */
#include <string.h>

#include "text/character-private.h"
#include "text/scan-private.h"

enum {
    TOKEN_BYTES = 80,     /* how far back a word is read */
    SURE_START = 5,       /* decibans that outweigh the habit of initials to be followed by a name */
    DATELINE_BYTES = 80,  /* a dateline ends within so many bytes of its line */
    ATTRIBUTION_WORDS = 6
};

/* What stands on either side of a stop. */
struct sides {
    struct text_span token;  /* from the last blank or opening mark to the stop */
    struct text_span before; /* the word before that, when only a blank divides them */
    struct text_span next;   /* the word behind, when one begins there */
    uint32_t next_char;      /* the first character behind that is no opening mark */
    unsigned next_class;     /* its class */
    bool opened;             /* an opening quotation mark stands before it */
    bool framed;             /* any opening mark does */
    bool at_begin;           /* the token begins the sentence */
};

static bool is_class(struct text_span line, size_t i, unsigned class)
{
    return i < line.n && (text_char_class(text_char_next(line, &i)) & class) != 0;
}

static size_t skip_openers(struct text_span line, size_t i, bool *quote)
{
    while (i < line.n) {
        size_t next = i;
        unsigned class = text_char_class(text_char_next(line, &next));
        bool straight = class == TEXT_CHAR_QUOTE;
        if (!(class & TEXT_CHAR_OPEN) && !straight) {
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
    size_t end = stop->first, i = stop->next;
    while (end > s->begin && line.p[end - 1] == ' ') {
        end--;
    }
    size_t start = token_start(line, end, s->begin);
    at.token = (struct text_span){line.p + start, end - start};
    bool quote = false;
    at.at_begin = start <= skip_openers(line, s->begin, &quote);
    if (start > s->begin && line.p[start - 1] == ' ') {
        size_t blank = start;
        while (blank > s->begin && line.p[blank - 1] == ' ') {
            blank--;
        }
        size_t word = token_start(line, blank, s->begin);
        at.before = (struct text_span){line.p + word, blank - word};
    }
    i = skip_openers(line, i, &at.opened);
    at.framed = i > stop->next;
    at.opened = at.opened && is_class(line, stop->next, TEXT_CHAR_QUOTE);
    if (i < line.n) {
        size_t next = i;
        at.next_char = text_char_next(line, &next);
        at.next_class = text_char_class(at.next_char);
        at.next = text_scan_word(line, i);
    }
    return at;
}

static bool is_all(struct text_span s, unsigned class)
{
    for (size_t i = 0; i < s.n;) {
        if (!(text_char_class(text_char_next(s, &i)) & class)) {
            return false;
        }
    }
    return s.n > 0;
}

static bool is_letter(struct text_span s)
{
    size_t i = 0;
    return s.n && (text_char_class(text_char_next(s, &i)) & TEXT_CHAR_LETTER) && i == s.n;
}

static bool begins_with(struct text_span s, unsigned class)
{
    return is_class(s, 0, class);
}

static bool is_roman(struct text_span s)
{
    bool upper = begins_with(s, TEXT_CHAR_UPPER);
    for (size_t i = 0; i < s.n; i++) {
        if (!s.p[i] || !strchr(upper ? "IVXLC" : "ivxlc", s.p[i])) {
            return false;
        }
    }
    return s.n > 0;
}

/* Digits with separators: 8, 01.05, 5,2, 52-53, 4.1. */
static bool is_number(struct text_span s)
{
    bool digit = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        digit = digit || (c >= '0' && c <= '9');
        if (!((c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '/' || c == ':')) {
            return false;
        }
    }
    return digit;
}

/* Letters one by one, each but the last with a full stop: "A.S", "p.m", "H.O.S". */
static bool is_dotted(struct text_span s)
{
    size_t letters = 0;
    bool wants_letter = true;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = text_char_next(s, &i);
        if (wants_letter ? !(text_char_class(c) & TEXT_CHAR_LETTER) : c != '.') {
            return false;
        }
        letters += wants_letter;
        wants_letter = !wants_letter;
    }
    return letters > 1 && !wants_letter;
}

static bool has_vowel(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 128 || (s.p[i] && strchr("aeiouyAEIOUY0123456789", s.p[i]))) {
            return true;
        }
    }
    return false;
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
    if (at->next.n > 1 && is_all(at->next, TEXT_CHAR_UPPER)) {
        return 0; /* an acronym is as good in a name as at a beginning */
    }
    return text_language_start(s->language, at->next);
}

/* "RT", "JL", "ST" among words in capitals are what "Rt", "Jl", "St" are elsewhere. */
static enum text_abbreviation abbreviation_of(const struct text_language *language, const struct sides *at)
{
    struct text_span token = at->token;
    enum text_abbreviation class = text_language_abbreviation(language, token);
    if (class || token.n < 2 || token.n > 8 || !is_all(token, TEXT_CHAR_UPPER) || at->next.n < 2 ||
        !is_all(at->next, TEXT_CHAR_UPPER)) {
        return class;
    }
    char buffer[TEXT_WORD_BYTES];
    struct text_span folded = text_char_fold(token, buffer);
    buffer[0] = token.p[0];
    return text_language_abbreviation(language, folded);
}

static bool ends_abbreviation(const struct text_scan *s, const struct sides *at, enum text_abbreviation class)
{
    bool number = (at->next_class & TEXT_CHAR_DIGIT) || (at->next.n && is_roman(at->next) && at->next.n > 1);
    switch (class) {
    case TEXT_NEVER_ENDS:
        return false;
    case TEXT_NUMBER_FOLLOWS:
        return !number && start_evidence(s, at) > 0;
    case TEXT_ALSO_WORD:
        return !number;
    case TEXT_MAY_END:
        return start_evidence(s, at) > 0;
    case TEXT_MOSTLY_ENDS:
        if (at->next_class & TEXT_CHAR_DIGIT) {
            return false;
        }
        return true;
    default:
        return true;
    }
}

/* A number, letter or Roman numeral that begins the sentence and has a full stop is a list marker. */
static bool is_marker(const struct sides *at)
{
    if (!at->at_begin) {
        return false;
    }
    return at->token.n <= 6 && (is_number(at->token) || is_roman(at->token) || is_letter(at->token));
}

/* "Tabel 4.1. Penduduk": the number of a label that begins the sentence. */
static bool is_label_number(const struct text_scan *s, const struct sides *at)
{
    bool quote = false;
    size_t start = skip_openers(s->line, s->begin, &quote);
    return at->before.p == s->line.p + start && (is_number(at->token) || is_roman(at->token)) &&
           text_language_abbreviation(s->language, at->before) == TEXT_LABEL;
}

/* "/TASS/." and what stands before it in "MOSCOW, March 6. /TASS/. Russia ...". */
static bool is_dateline(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (stop->first > DATELINE_BYTES || s->begin > 0) {
        return false;
    }
    if (at->next_char == '/' && at->next_class == 0) {
        return true;
    }
    return at->token.n > 2 && at->token.p[0] == '/' && at->token.p[at->token.n - 1] == '/';
}

static bool ends_initial(const struct text_scan *s, const struct sides *at)
{
    if (at->at_begin) {
        return false;
    }
    int evidence = start_evidence(s, at);
    bool in_name = begins_with(at->before, TEXT_CHAR_UPPER);
    return evidence >= (in_name ? SURE_START : 1);
}

/* A single full stop with a blank behind. */
static bool ends_at_full_stop(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (is_marker(at) || is_label_number(s, at) || is_dateline(s, stop, at)) {
        return false;
    }
    if (!at->token.n || is_number(at->token)) {
        return true;
    }
    enum text_abbreviation class = abbreviation_of(s->language, at);
    if (class && class != TEXT_LABEL) {
        return ends_abbreviation(s, at, class);
    }
    if (is_letter(at->token) && begins_with(at->token, TEXT_CHAR_UPPER)) {
        return ends_initial(s, at);
    }
    if (is_dotted(at->token)) {
        return start_evidence(s, at) >= (begins_with(at->token, TEXT_CHAR_UPPER) ? 3 : 0);
    }
    if (at->token.n > 1 && at->token.n < 5 && begins_with(at->token, TEXT_CHAR_LETTER) && !has_vowel(at->token) &&
        !is_all(at->token, TEXT_CHAR_UPPER) && is_all(at->token, TEXT_CHAR_LETTER)) {
        return start_evidence(s, at) > 0;
    }
    return true;
}

/* Before a lower-case letter a sentence ends only behind an ordinary word, where a capital was forgotten; what may
 * be an abbreviation, a name or a quotation with its attribution goes on. */
static bool ends_before_lower(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (stop->dots || stop->quote || stop->next == stop->end || text_language_parts(s->language, at->next) & (TEXT_PART_SAYS | TEXT_PART_SAYS_SELF)) {
        return false;
    }
    if (stop->end > stop->run && s->line.p[stop->run] == ')') {
        return false;
    }
    if (stop->strong) {
        return text_language_ends_before_lower(s->language) && is_all(at->token, TEXT_CHAR_LOWER);
    }
    if (text_language_abbreviation(s->language, at->token)) {
        return false;
    }
    if (is_number(at->token)) {
        return at->token.n > 2 && !at->at_begin;
    }
    struct text_span word = at->token;
    if (!word.n) {
        return false;
    }
    const struct text_word_facts *facts = text_language_facts(s->language, word);
    if ((facts && facts->per_million) || is_class(s->line, 0, TEXT_CHAR_LOWER)) {
        return true; /* also where the whole line is written without capitals */
    }
    return word.n > 3 && has_vowel(word) && !memchr(word.p, '.', word.n);
}

/* `"Why?" Lavrov asked.`: a quotation that ends in a question, then a name and a speech verb that closes. */
static bool is_attribution(const struct text_scan *s, size_t i)
{
    for (int words = 0; words < ATTRIBUTION_WORDS; words++) {
        struct text_span word = text_scan_word(s->line, i);
        if (!word.n) {
            return false;
        }
        size_t end = i + word.n;
        if (words && (text_language_parts(s->language, word) & (TEXT_PART_SAYS | TEXT_PART_TELLS))) {
            return end == s->line.n || s->line.p[end] == '.' || s->line.p[end] == ',';
        }
        i = text_scan_blanks(s->line, end);
        if (i == end || (!begins_with(word, TEXT_CHAR_UPPER) && words)) {
            return false;
        }
    }
    return false;
}

/* Nothing stands between the stop and the next character: a name, a number, an address, or a blank forgotten. */
static bool ends_glued(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    if (stop->end > stop->run || at->opened) {
        return (at->next_class & TEXT_CHAR_UPPER) && !(stop->end > stop->run && !stop->quote);
    }
    if (!(at->next_class & TEXT_CHAR_UPPER) || memchr(at->token.p, '/', at->token.n) ||
        memchr(at->token.p, '@', at->token.n) || memchr(at->token.p, '.', at->token.n)) {
        return false;
    }
    size_t behind = stop->next + at->next.n;
    if (behind < s->line.n && strchr("=/@&_", s->line.p[behind]) != NULL) {
        return false;
    }
    if (stop->strong) {
        return at->token.n > 1;
    }
    if (stop->dots) {
        return start_evidence(s, at) > 0 && stop->first > s->begin;
    }
    if (behind + 1 < s->line.n && s->line.p[behind] == '.' && is_class(s->line, behind + 1, TEXT_CHAR_LETTER)) {
        return false;
    }
    if (at->next.n < 2 || is_all(at->next, TEXT_CHAR_UPPER) || at->token.n < 3 || !has_vowel(at->token)) {
        return false;
    }
    return is_all(at->token, TEXT_CHAR_LOWER) || start_evidence(s, at) >= SURE_START;
}

/* "(Purn.) Prabowo": the stop is the abbreviation's, the bracket its frame. */
static bool is_framed(const struct text_scan *s, const struct text_stop *stop, const struct sides *at)
{
    return stop->end > stop->run && !stop->quote && s->line.p[stop->run] == ')' && at->token.p > s->line.p &&
           at->token.p[-1] == '(' && abbreviation_of(s->language, at) != TEXT_NO_ABBREVIATION;
}

bool text_stop_ends(const struct text_scan *s, const struct text_stop *stop)
{
    struct sides at = look_around(s, stop);
    if (stop->weak) {
        return start_evidence(s, &at) >= SURE_START && stop->end > s->bracket_end;
    }
    if ((at.next_class & TEXT_CHAR_STOP && !at.framed) || stop->end <= s->bracket_end) {
        return false;
    }
    if (at.next_class & TEXT_CHAR_LOWER) {
        return !at.opened && ends_before_lower(s, stop, &at);
    }
    if (at.next_char == 0 || strchr(",;:", (int)(at.next_char < 128 ? at.next_char : 1)) != NULL) {
        return false;
    }
    if (stop->next == stop->end) {
        return ends_glued(s, stop, &at);
    }
    if (is_framed(s, stop, &at)) {
        return false;
    }
    if (stop->strong) {
        return !(stop->quote && !at.opened && is_attribution(s, stop->next));
    }
    if (stop->dots) {
        return stop->first > s->begin && start_evidence(s, &at) >= 0;
    }
    return stop->quote || ends_at_full_stop(s, stop, &at);
}
