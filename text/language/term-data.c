/* The readers of values.tsv, clock.tsv and clitics.tsv, see language-data-private.h. */
#include <string.h>

#include "text/language/language-data-private.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "+07:00" in minutes. */
static bool read_zone(struct text_span s, int32_t *out)
{
    if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':' || !is_digit(s.p[1]) || !is_digit(s.p[2]) ||
        !is_digit(s.p[4]) || !is_digit(s.p[5])) {
        return false;
    }
    int minutes = ((s.p[1] - '0') * 10 + s.p[2] - '0') * 60 + (s.p[4] - '0') * 10 + s.p[5] - '0';
    *out = s.p[0] == '-' ? -minutes : minutes;
    return minutes <= 14 * 60;
}

static bool read_currency(struct text_span s, int32_t *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < 'A' || s.p[i] > 'Z') {
            return false;
        }
    }
    if (s.n == 3) {
        *out = text_currency_number(s.p);
    }
    return s.n == 3;
}

static bool read_value(enum text_term_kind kind, struct text_span s, int32_t *out)
{
    if (kind == TEXT_TERM_ZONE) {
        return read_zone(s, out);
    }
    if (kind == TEXT_TERM_BEFORE || kind == TEXT_TERM_AFTER) {
        return read_currency(s, out);
    }
    long value, most = kind == TEXT_TERM_MAGNITUDE || kind == TEXT_TERM_MAGNITUDE_SHORT ? 12 : 1000000;
    bool ok = text_field_number(s, 0, kind == TEXT_TERM_HALF ? 12 : most, &value);
    *out = ok ? (int32_t)value : 0;
    return ok;
}

/* The first word of a phrase is marked, so that a reader need not look further where there is none. */
static enum text_status add(struct text_field_line *line, enum text_term_kind kind, int32_t value)
{
    struct text_span first, rest = line->field[0];
    if (!text_term_add(line->language, kind, line->field[0], value)) {
        return text_fail_memory(line->err, line->path);
    }
    text_span_cut(&rest, ' ', &first);
    struct text_word_facts *facts = text_field_facts(line->language, first);
    if (!facts) {
        return text_fail_memory(line->err, line->path);
    }
    facts->parts |= TEXT_PART_VALUE;
    return TEXT_OK;
}

enum text_status text_value_line(struct text_field_line *line)
{
    static const char *const kinds[] = {
        "number", "one",     "teen",  "times", "joins",          "magnitude",      "magnitude-short", "percent",
        "before", "after",   "ordinal-before", "ordinal-behind", "ordinal",        "roman",           "clock",
        "part",   "lead",    "ambiguous",      "plural",         "of",             "range",           "form",
    };
    int32_t value;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (text_span_equal(line->field[1], text_span_of(kinds[i]))) {
            if (line->field[0].n > 48 || !read_value((enum text_term_kind)i, line->field[2], &value)) {
                return text_field_broken(line, "the phrase is too long, or the value is none of its kind");
            }
            return add(line, (enum text_term_kind)i, value);
        }
    }
    return text_field_broken(line, "no such kind of term");
}

enum text_status text_clock_line(struct text_field_line *line)
{
    int32_t value;
    bool zone = text_span_equal(line->field[1], TEXT_LITERAL("zone"));
    enum text_term_kind kind = zone ? TEXT_TERM_ZONE : TEXT_TERM_HALF;
    if ((!zone && !text_span_equal(line->field[1], TEXT_LITERAL("half"))) || line->field[0].n > 48 ||
        !read_value(kind, line->field[2], &value)) {
        return text_field_broken(line, "wanted are a name, zone or half, and hours like +07:00 or 12");
    }
    return add(line, kind, value);
}

enum text_status text_clitic_line(struct text_field_line *line)
{
    long distance, least;
    if (!text_field_number(line->field[1], 0, 2, &distance) || !text_field_number(line->field[2], 0, 99, &least)) {
        return text_field_broken(line, "a clitic has two numbers, its distance from the word and letters to leave");
    }
    return text_dictionary_add(&line->language->clitics, line->field[0], (uint32_t)(distance << 8 | least) + 1)
               ? TEXT_OK
               : text_fail_memory(line->err, line->path);
}
