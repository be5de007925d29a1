/* The readers of corpora/<code>/, see language-data-private.h.
 *
 * Each file is lines of fields divided by a tab; an empty line or one that begins with # says nothing.
 */
#include "text/language/language-data-private.h"

#include <stdlib.h>
#include <string.h>

#include "text/character/character-private.h"
#include "text/file.h"

enum text_status text_field_broken(const struct text_field_line *e, const char *what)
{
    return text_fail(e->err, TEXT_INVALID, "%s:%zu: %s; the columns are described at the top of the file", e->path,
                     e->line, what);
}

static enum text_status no_memory(const struct text_field_line *e)
{
    return text_fail_memory(e->err, e->path);
}

static bool grow_facts(struct text_language *l, uint32_t capacity)
{
    struct text_word_facts *facts = realloc(l->facts, capacity * sizeof *facts);
    if (!facts) {
        return false;
    }
    memset(facts + l->fact_capacity, 0, (capacity - l->fact_capacity) * sizeof *facts);
    l->facts = facts;
    l->fact_capacity = capacity;
    return true;
}

struct text_word_facts *text_field_facts(struct text_language *l, struct text_span word)
{
    char buffer[TEXT_WORD_BYTES];
    uint32_t at = text_table_add(l->words, text_char_fold(word, buffer));
    if (at == TEXT_NONE) {
        return NULL;
    }
    return at < l->fact_capacity || grow_facts(l, l->fact_capacity ? l->fact_capacity * 2 : 256) ? &l->facts[at] : NULL;
}

bool text_field_number(struct text_span s, long least, long most, long *out)
{
    enum { DIGITS = 9 };
    long value = 0;
    size_t sign = s.n && (s.p[0] == '-' || s.p[0] == '+');
    if (s.n == sign || s.n - sign > DIGITS) {
        return false;
    }
    for (size_t i = sign; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
        value = value * 10 + (s.p[i] - '0');
    }
    value = s.p[0] == '-' ? -value : value;
    if (value < least || value > most) {
        return false;
    }
    *out = value;
    return true;
}

static bool read_order(struct text_span s, enum text_date_order *out)
{
    static const char *const orders[] = {"day-month", "month-day", "either"};
    for (int i = 0; i < 3; i++) {
        if (text_span_equal(s, text_span_of(orders[i]))) {
            *out = (enum text_date_order)i;
            return true;
        }
    }
    return false;
}

static enum text_status read_style(struct text_field_line *e)
{
    struct text_language *l = e->language;
    struct text_span key = e->field[0], value = e->field[1];
    bool yes = text_span_equal(value, TEXT_LITERAL("ends")), no = text_span_equal(value, TEXT_LITERAL("goes-on"));
    long start;
    if (text_span_equal(key, TEXT_LITERAL("decimal")) && value.n == 1) {
        l->decimal = value.p[0];
    } else if (text_span_equal(key, TEXT_LITERAL("grouping")) && value.n == 1) {
        l->grouping = value.p[0];
    } else if (text_span_equal(key, TEXT_LITERAL("unlisted-start")) && text_field_number(value, -99, 99, &start)) {
        l->unlisted_start = (int)start;
    } else if (text_span_equal(key, TEXT_LITERAL("question-before-lower")) && (yes || no)) {
        l->ends_before_lower = yes;
    } else if (text_span_equal(key, TEXT_LITERAL("date-order")) && read_order(value, &l->date_order)) {
        return TEXT_OK;
    } else if (text_span_equal(key, TEXT_LITERAL("clock")) && text_field_number(value, 12, 24, &start)) {
        l->clock_24 = start == 24;
    } else if (text_span_equal(key, TEXT_LITERAL("length")) && text_field_number(value, 10, 1000, &start)) {
        l->length = (int)start;
    } else if (text_span_equal(key, TEXT_LITERAL("stems")) &&
               (text_span_equal(value, TEXT_LITERAL("derivation")) ||
                text_span_equal(value, TEXT_LITERAL("inflection")))) {
        l->stems_apart = value.p[0] == 'd';
    } else {
        return text_field_broken(e, "no such key, or no such value for it");
    }
    return TEXT_OK;
}

static enum text_status read_abbreviation(struct text_field_line *e)
{
    struct text_span class = e->field[1];
    if (class.n != 1 || !memchr("NDOLSECG", class.p[0], 8)) {
        return text_field_broken(e, "the class of an abbreviation is one of N D O L S E C G");
    }
    return text_dictionary_add(&e->language->abbreviations, e->field[0], (uint32_t) class.p[0]) ? TEXT_OK
                                                                                                : no_memory(e);
}

static enum text_status read_word(struct text_field_line *e)
{
    long per_million, start;
    if (!text_field_number(e->field[1], 0, 1000000, &per_million) || !text_field_number(e->field[2], -99, 99, &start)) {
        return text_field_broken(e,
                                 "a word has two numbers: occurrences in a million, decibans of beginning a sentence");
    }
    struct text_word_facts *facts = text_field_facts(e->language, e->field[0]);
    if (!facts) {
        return no_memory(e);
    }
    facts->per_million = (uint32_t)per_million;
    facts->start = (int16_t)start;
    return TEXT_OK;
}

static enum text_status read_letters(struct text_field_line *e)
{
    long per_million;
    if (e->field[0].n != 3 || !text_field_number(e->field[1], 1, 1000000, &per_million)) {
        return text_field_broken(e, "wanted are three letters and their occurrences in a million");
    }
    return text_dictionary_add(&e->language->letters, e->field[0], (uint32_t)per_million) ? TEXT_OK : no_memory(e);
}

static enum text_status read_part(struct text_field_line *e)
{
    static const struct {
        const char *name;
        uint32_t part;
    } parts[] = {
        {"says", TEXT_PART_SAYS},         {"says-self", TEXT_PART_SAYS_SELF},
        {"tells", TEXT_PART_TELLS},       {"leads", TEXT_PART_LEADS},
        {"pronoun", TEXT_PART_PRONOUN},   {"source", TEXT_PART_SOURCE},
        {"hearer", TEXT_PART_HEARER},     {"link", TEXT_PART_LINK},
        {"medium", TEXT_PART_MEDIUM},     {"title", TEXT_PART_TITLE},
        {"place", TEXT_PART_PLACE},       {"of", TEXT_PART_OF},
        {"month", TEXT_PART_MONTH},       {"day", TEXT_PART_DAY},
        {"zone", TEXT_PART_ZONE},         {"section", TEXT_PART_SECTION},
        {"particle", TEXT_PART_PARTICLE}, {"adverb", TEXT_PART_ADVERB},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (text_span_equal(e->field[1], text_span_of(parts[i].name))) {
            long number = 0;
            if (e->field[2].n && !text_field_number(e->field[2], 1, 31, &number)) {
                return text_field_broken(e, "the number of a month or day is from 1 to 31");
            }
            struct text_word_facts *facts = text_field_facts(e->language, e->field[0]);
            if (!facts) {
                return no_memory(e);
            }
            facts->parts |= parts[i].part;
            facts->number = number ? (uint8_t)number : facts->number;
            bool named = number && parts[i].part & (TEXT_PART_MONTH | TEXT_PART_DAY);
            enum text_term_kind kind = parts[i].part == TEXT_PART_DAY ? TEXT_TERM_DAY : TEXT_TERM_MONTH;
            return !named || text_term_add(e->language, kind, e->field[0], (int32_t)number) ? TEXT_OK : no_memory(e);
        }
    }
    return text_field_broken(e, "no such part of a word");
}

/* The words that a phrase begins with, so that a reader can stop at the word that begins none. A phrase that is itself
 * the beginning of another stays a phrase. */
static bool add_beginnings(struct text_dictionary *d, struct text_span phrase)
{
    for (size_t i = 0; i < phrase.n; i++) {
        struct text_span begun = {phrase.p, i};
        if (phrase.p[i] == ' ' && !text_dictionary_get(d, begun) &&
            !text_dictionary_add(d, begun, TEXT_FURNITURE_BEGUN)) {
            return false;
        }
    }
    return true;
}

static enum text_status read_furniture(struct text_field_line *e)
{
    static const char *const places[] = {"start", "label", "line", "name"};
    char buffer[TEXT_WORD_BYTES];
    for (uint32_t i = 0; i < 4; i++) {
        if (text_span_equal(e->field[1], text_span_of(places[i]))) {
            struct text_span phrase = text_char_fold(e->field[0], buffer), rest = phrase, first;
            if (!phrase.n) {
                return text_field_broken(e, "the phrase is too long");
            }
            text_span_cut(&rest, ' ', &first);
            struct text_word_facts *facts = text_field_facts(e->language, first);
            if (!facts || !text_dictionary_add(&e->language->furniture, phrase, TEXT_FURNITURE_START + i) ||
                !add_beginnings(&e->language->furniture, phrase)) {
                return no_memory(e);
            }
            facts->parts |= TEXT_PART_FURNITURE;
            return TEXT_OK;
        }
    }
    return text_field_broken(e, "the place of a phrase is start, label, line or name");
}

static struct text_span trim(const char *begin, const char *end)
{
    struct text_span s = {begin, (size_t)(end - begin)};
    return s.n && s.p[0] > ' ' && s.p[s.n - 1] > ' ' ? s : text_span_trim(s);
}

/* Cuts the line that begins at `p` into fields; returns where it ends. */
static const char *cut_fields(struct text_field_line *e, const char *p, const char *end)
{
    int count = 0;
    for (;; p++) {
        const char *begin = p;
        while (p != end && ((unsigned char)*p > '\n' || (*p != '\t' && *p != '\n'))) {
            p++;
        }
        if (count < TEXT_FIELDS) {
            e->field[count++] = trim(begin, p);
        }
        if (p == end || *p == '\n') {
            break;
        }
    }
    for (; count < TEXT_FIELDS; count++) {
        e->field[count] = (struct text_span){NULL, 0};
    }
    return p;
}

static enum text_status read_lines(struct text_field_line *e, struct text_span text,
                                   enum text_status (*read)(struct text_field_line *))
{
    const char *end = text.n ? text.p + text.n : NULL;
    enum text_status status = TEXT_OK;
    for (const char *p = text.n ? text.p : NULL; p != end && status == TEXT_OK;) {
        const char *line = p;
        p = cut_fields(e, p, end);
        e->line++;
        if (p > line && *line != '#') {
            status = e->field[0].n ? read(e) : text_field_broken(e, "the first column is empty");
        }
        p += p < end;
    }
    return status;
}

static void note_parts(struct text_language *l)
{
    for (uint32_t i = 0; i < text_table_count(l->words); i++) {
        if (l->facts[i].parts) {
            text_filter_add(&l->parted, text_table_at(l->words, i));
        }
    }
}

/* For the two long lists, of words and of letters, room is made for what is in them and a little more, so that they
 * need not move. */
static bool make_room(struct text_language *l, enum text_status (*read)(struct text_field_line *),
                      struct text_span text)
{
    enum { OTHERS = 400 };
    uint32_t lines = 0;
    for (const char *p = text.p; text.n && (p = memchr(p, '\n', text.n - (size_t)(p - text.p))) != NULL; p++) {
        lines += lines < UINT32_MAX / 4;
    }
    if (read == read_letters) {
        return text_dictionary_reserve(&l->letters, lines);
    }
    return read != read_word || (text_table_reserve(l->words, lines + OTHERS) && grow_facts(l, lines + OTHERS));
}

enum text_status text_language_read(struct text_language *l, const char *folder, bool brief, struct text_error *err)
{
    static const struct {
        const char *name;
        enum text_status (*read)(struct text_field_line *);
        bool always; /* not only in full */
    } files[] = {
        {"style.tsv", read_style, true},
        {"words.tsv", read_word, true},
        {"letters.tsv", read_letters, true},
        {"dates.tsv", read_part, true},
        {"values.tsv", text_value_line, true},
        {"clock.tsv", text_clock_line, true},
        {"abbreviations.tsv", read_abbreviation, false},
        {"speech.tsv", read_part, false},
        {"sources.tsv", read_part, false},
        {"titles.tsv", read_part, false},
        {"furniture.tsv", read_furniture, false},
        {"clitics.tsv", text_clitic_line, false},
        {"marks.tsv", text_mark_line, false},
        {"measures.tsv", text_measure_line, false},
    };
    enum text_status status = TEXT_OK;
    struct text_buffer path = {0};
    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == TEXT_OK; i++) {
        struct text_buffer bytes = {0};
        if (brief && !files[i].always) {
            continue;
        }
        text_buffer_clear(&path);
        text_buffer_add_format(&path, "%s/%s/%s", folder, l->code, files[i].name);
        if (path.failed) {
            status = text_fail_memory(err, "a path");
            break;
        }
        status = text_file_read(path.p, &bytes, err);
        if (status == TEXT_OK) {
            struct text_field_line e = {.language = l, .path = path.p, .err = err};
            status = make_room(l, files[i].read, text_buffer_span(&bytes)) ? TEXT_OK : no_memory(&e);
        }
        if (status == TEXT_OK) {
            struct text_field_line e = {.language = l, .path = path.p, .err = err};
            status = read_lines(&e, text_buffer_span(&bytes), files[i].read);
        }
        text_buffer_free(&bytes);
    }
    if (status == TEXT_OK) {
        note_parts(l);
    }
    text_buffer_free(&path);
    return status;
}
