/* Placeables of random texts made of what placeables are made of: spans stand in order inside the text; a value that is
 * written is read again as the same, in the language of the text and in the other; reading a text piece by piece
 * gives what reading it whole gave. A run is repeated by giving its seed. */
#include "text/placeable.h"

#include "tests/property/random.h"
#include "tests/unit/check.h"
#include "tests/unit/language.h"

enum { ROUNDS = 6000, PIECES = 12, LONGEST = 400 };

static struct text_arena *arena;

static const char *const pieces[] = {
    "Senin", "Tuesday", "Minggu", "Jum'at", "Maret", "March", "Mei", "May", "Feb.", "Des", "6", "31", "2023", "06", "0",
    "1.000,5", "1,000.5", "5,2", "12.15", "12:15", "24.00", "1215", "123456789012", "/3/2023", "6/3", "-3-2023",
    "2023-03-06", "th", "st", "ke-20", "21st", "pertama", "third", "dua", "ratus", "puluh", "belas", "satu", "juta",
    "two", "hundred", "and", "thousand", "twenty-", "one", "miliar", "billion", "bn", "M", "persen", "percent", "%",
    "Rp", "US$", "$", "\u20AC", "dolar AS", "U.S. dollars", "euro", "rupiah", "pukul", "at", "jam", "malam",
    "dini hari", "a.m.", "PM", "WIB", "GMT", "(WIB)", "Bab", "Pope", "II", "XLIV", "X", "Paus Pius", "hingga", "to",
    "<b>", "{0}", "%s", "&nbsp;", "http://a.b/c", "x@y.co", "(", ")", ",", ".", "-", "\u2013", "\xFF", "dan", "of",
};

static size_t random_text(char *out)
{
    size_t n = 0;
    for (unsigned count = 1 + below(PIECES); count > 0; count--) {
        const char *piece = pieces[below(sizeof pieces / sizeof pieces[0])];
        n += (size_t)snprintf(out + n, LONGEST - n, "%s%s", piece, below(4) ? " " : "");
    }
    return n;
}

/* What is written is the value, however it is looked at. */
static void check_written(const struct text_language *to, const struct text_placeable *p, struct text_span like)
{
    struct text_buffer out = {0}, again = {0}, text = {0};
    struct text_placeables found = {0};
    if (text_placeable_write(to, &p->value, like, &out)) {
        /* A time or a Roman numeral is not known without what announces it; then it must be written the same again. */
        bool read = text_placeables(to, text_buffer_span(&out), arena, &found, NULL) == TEXT_OK && found.count == 1 &&
                    text_value_equal(&found.at[0].value, &p->value);
        bool same = text_placeable_write(to, &p->value, text_buffer_span(&out), &again) &&
                    text_span_equal(text_buffer_span(&out), text_buffer_span(&again));
        text_value_print(&p->value, &text);
        check(read || p->value.kind == TEXT_VALUE_TIME || p->value.kind == TEXT_VALUE_ROMAN ||
                  p->value.kind == TEXT_VALUE_DATE,
              "%s: \"%.*s\", written \"%.*s\", is not read again", text_language_code(to),
              TEXT_PRINT(text_buffer_span(&text)), TEXT_PRINT(text_buffer_span(&out)));
        check(same, "%s: \"%.*s\", written \"%.*s\" and like that, becomes \"%.*s\"", text_language_code(to),
              TEXT_PRINT(text_buffer_span(&text)), TEXT_PRINT(text_buffer_span(&out)),
              TEXT_PRINT(text_buffer_span(&again)));
    }
    text_buffer_free(&out);
    text_buffer_free(&again);
    text_buffer_free(&text);
}

static void check_text(const struct text_language *from, const struct text_language *to, struct text_span s)
{
    struct text_placeables found = {0};
    const char *end = s.p;
    bool ok = text_placeables(from, s, arena, &found, NULL) == TEXT_OK;
    for (size_t i = 0; i < found.count && ok; i++) {
        const struct text_placeable *p = &found.at[i];
        ok = p->text.n > 0 && p->text.p >= end && p->text.p + p->text.n <= s.p + s.n;
        end = p->text.p + p->text.n;
        check_written(from, p, (struct text_span){NULL, 0});
        check_written(to, p, (struct text_span){NULL, 0});
        check_written(from, p, p->text);
        check_written(from, p, found.at[below((unsigned)found.count)].text);
    }
    check(ok, "%s: the spans of \"%.*s\"", text_language_code(from), TEXT_PRINT(s));
}

/* A line break parts placeables: two lines have what each has. */
static void check_lines(const struct text_language *l, struct text_span a, struct text_span b)
{
    char both[2 * LONGEST + 1];
    struct text_placeables of_a = {0}, of_b = {0}, of_both = {0};
    int n = snprintf(both, sizeof both, "%.*s\n%.*s", TEXT_PRINT(a), TEXT_PRINT(b));
    bool ok = text_placeables(l, a, arena, &of_a, NULL) == TEXT_OK &&
              text_placeables(l, b, arena, &of_b, NULL) == TEXT_OK &&
              text_placeables(l, (struct text_span){both, (size_t)n}, arena, &of_both, NULL) == TEXT_OK &&
              of_both.count == of_a.count + of_b.count;
    for (size_t i = 0; ok && i < of_both.count; i++) {
        const struct text_placeable *p = i < of_a.count ? &of_a.at[i] : &of_b.at[i - of_a.count];
        ok = text_value_equal(&of_both.at[i].value, &p->value);
    }
    check(ok, "%s: two lines are more or less than each: \"%s\"", text_language_code(l), both);
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    languages_load();
    arena = text_arena_new();
    for (int round = 0; arena && round < ROUNDS && check_failed < 10; round++) {
        char text[2][LONGEST];
        struct text_span a = {text[0], random_text(text[0])}, b = {text[1], random_text(text[1])};
        const struct text_language *from = languages[round % 2], *to = languages[1 - round % 2];
        check_text(from, to, a);
        check_lines(from, a, b);
        text_arena_reset(arena);
    }
    text_arena_free(arena);
    languages_free();
    return check_report();
}
