/* See segment-private.h. A line is furniture by a phrase it begins with or consists of (furniture.tsv), or by its
 * shape: an address, a slug, a line of date and time, a row of section names, marks without a word.
 *
 * The shapes are tested on short lines only: running text is never shorter than it is long.
 */
#include <string.h>

#include "text/segment/scan-private.h"
#include "text/segment/segment-private.h"
#include "text/word/shape-private.h"

enum {
    PHRASE_WORDS = 8,
    SHAPE_BYTES = 160, /* longer lines are running text */
    DATE_WORDS = 5,    /* words that may stand beside date and time: the site, the author */
    SECTION_WORDS = 2  /* beside the names of sections: the site */
};

/* The end of the word at i: where the next blank is. */
static size_t word_end(struct text_span line, size_t i)
{
    const char *blank = memchr(line.p + i, ' ', line.n - i);
    return blank ? (size_t)(blank - line.p) : line.n;
}

static bool fits(const struct text_language *language, struct text_span line, size_t end, enum text_furniture place)
{
    const uint32_t beside = TEXT_PART_TITLE | TEXT_PART_OF | TEXT_PART_PARTICLE | TEXT_PART_MEDIUM;
    struct text_span rest = {line.p + end, line.n - end};
    switch (place) {
    case TEXT_FURNITURE_START:
        return true;
    case TEXT_FURNITURE_LABEL:
        end = text_scan_blanks(line, end);
        return (end < line.n && line.p[end] == ':') || fits(language, line, end, TEXT_FURNITURE_LINE);
    case TEXT_FURNITURE_LINE:
        return rest.n <= SHAPE_BYTES && !text_shape_has(rest, TEXT_CHAR_LETTER);
    case TEXT_FURNITURE_NAME:
        for (size_t i = text_scan_blanks(line, end); i < line.n; i = text_scan_blanks(line, word_end(line, i))) {
            struct text_span word = text_shape_bare((struct text_span){line.p + i, word_end(line, i) - i});
            if (!(text_shape_at(line, i) & (TEXT_CHAR_UPPER | TEXT_CHAR_DIGIT)) && !memchr("/|,&-", line.p[i], 5) &&
                !(text_language_parts(language, word) & beside)) {
                return false;
            }
        }
        return rest.n > 1 && rest.n <= SHAPE_BYTES / 2 && line.p[line.n - 1] != '.';
    default:
        return false;
    }
}

static bool begins_with_phrase(const struct text_language *language, struct text_span line)
{
    size_t begin = 0;
    while (begin < line.n && begin < TEXT_WORD_BYTES) {
        size_t next = begin;
        if (text_char_class(text_char_next(line, &next)) & (TEXT_CHAR_LETTER | TEXT_CHAR_DIGIT)) {
            break;
        }
        begin = next;
    }
    size_t end = begin;
    for (int words = 0; words < PHRASE_WORDS && end < line.n; words++) {
        size_t word = text_scan_blanks(line, end);
        end = word_end(line, word);
        if (end - begin > TEXT_WORD_BYTES) {
            return false;
        }
        struct text_span phrase = text_shape_bare((struct text_span){line.p + begin, end - begin});
        if (words == 0 && !(text_language_parts(language, phrase) & TEXT_PART_FURNITURE)) {
            return false;
        }
        enum text_furniture place = text_language_furniture(language, phrase);
        if (!place) {
            return false; /* no phrase begins like this */
        }
        if (fits(language, line, (size_t)(phrase.p + phrase.n - line.p), place)) {
            return true;
        }
    }
    return false;
}

/* An address, the name of a site, or an address's last part: words joined by hyphens, all in lower case. */
static bool is_address(struct text_span line)
{
    size_t hyphens = 0;
    if (memchr(line.p, ' ', line.n)) {
        return false;
    }
    if (text_span_starts(line, TEXT_LITERAL("http://")) || text_span_starts(line, TEXT_LITERAL("https://")) ||
        text_span_starts(line, TEXT_LITERAL("www."))) {
        return true;
    }
    const char *dot = memchr(line.p, '.', line.n);
    if (dot && (text_shape_at(line, (size_t)(dot + 1 - line.p)) & TEXT_CHAR_LETTER) && line.p[line.n - 1] != '.') {
        return true;
    }
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        hyphens += c == '-';
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            return false;
        }
    }
    return hyphens >= 3;
}

/* hh:mm or hh.mm */
static bool is_time(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9', mark = s.p[i] == ':' || s.p[i] == '.';
        if (i + 3 == s.n || (s.n > 5 && (i == 2 || i == 5)) ? !mark : !digit) {
            return false;
        }
    }
    return s.n == 4 || s.n == 5 || s.n == 8;
}

/* dd/mm/yyyy, yyyy-mm-dd and the like. */
static bool is_date(struct text_span s)
{
    size_t digits = 0, marks = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        digits += digit;
        marks += s.p[i] == '/' || s.p[i] == '-';
        if (!digit && s.p[i] != '/' && s.p[i] != '-') {
            return false;
        }
    }
    return marks == 2 && digits >= 4 && digits <= 8;
}

struct words {
    size_t others, lower, months, years, days, dates, times, sections, dividers;
};

/* "Beranda » Kabar » Daerah", "Home | World", and gaps: what stands between the fields of a row. */
static bool is_divider(struct text_span s)
{
    size_t i = 0;
    uint32_t c = s.n && s.n <= 3 ? text_char_next(s, &i) : 0;
    return i == s.n && (c == 0 || c == '|' || c == '>' || c == '/' || c == 0xBB || c == 0x203A || c == 0x2022);
}

static void count_word(const struct text_language *language, struct text_span raw, struct words *n)
{
    struct text_span word = text_shape_bare(raw);
    uint32_t parts = word.n ? text_language_parts(language, word) : 0;
    bool number = word.n && !text_shape_has(word, TEXT_CHAR_LETTER);
    if (is_divider(raw)) {
        n->dividers++;
    } else if (number && is_time(word)) {
        n->times++;
    } else if (number && is_date(word)) {
        n->dates++;
    } else if (number) {
        n->years += word.n == 4;
        n->days += word.n <= 2;
    } else if (parts & TEXT_PART_MONTH) {
        n->months++;
    } else if (parts & TEXT_PART_ZONE) {
        n->times++;
    } else if (parts & (TEXT_PART_SECTION | TEXT_PART_MEDIUM)) {
        n->sections++;
    } else if (word.n && !(parts & TEXT_PART_DAY)) {
        n->others++;
        n->lower += text_shape_begins(word, TEXT_CHAR_LOWER);
    }
}

static bool has_digit(struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            return true;
        }
    }
    return false;
}

static bool has_shape(const struct text_language *language, struct text_span line)
{
    struct words n = {0};
    struct text_span raw, rest = line;
    if (line.n > SHAPE_BYTES) {
        return false;
    }
    if (!text_shape_has(line, TEXT_CHAR_LETTER)) {
        return text_shape_bare(line).n == 0; /* a rule, a row of stars */
    }
    if (is_address(line) || text_span_starts(line, TEXT_LITERAL("\302\251"))) {
        return true;
    }
    char last = line.p[line.n - 1];
    if (last == '.' || last == '?' || last == '!' || last == '"') {
        return false;
    }
    size_t most = has_digit(line) ? DATE_WORDS : SECTION_WORDS; /* without a figure there is no date */
    while (text_span_cut(&rest, ' ', &raw)) {
        count_word(language, raw, &n);
        if (n.lower > 0 && n.others > most) {
            return false; /* running text, whatever follows */
        }
    }
    bool date = n.dates || (n.months && n.years && n.days), plain = n.months + n.times + n.years == 0;
    if (date) {
        return n.others <= DATE_WORDS && (n.times || n.others <= 2);
    }
    /* A row of fields, or the name of a site and those of its sections in lower case. */
    return plain && ((n.dividers > 1 && n.lower == 0) || (n.sections > 1 && n.others <= SECTION_WORDS && n.lower == 0));
}

bool text_line_is_furniture(const struct text_language *language, struct text_span line)
{
    return begins_with_phrase(language, line) || has_shape(language, line);
}
