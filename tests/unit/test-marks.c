/* Brackets and quotation marks without a partner. */
#include "text/marks.h"

#include <string.h>

#include "tests/unit/check.h"

/* The unpaired bracket and quotation mark, with where they stand. */
static const struct {
    const char *text, *bracket, *quote;
    long bracket_at, quote_at;
} cases[] = {
    {"", "", "", 0, 0},
    {"Tidak ada apa-apa di sini.", "", "", 0, 0},
    {"(satu) [dua] {tiga} (a [b] c)", "", "", 0, 0},
    {"(satu", "(", "", 0, 0},
    {"satu)", ")", "", 4, 0},
    {"(a [b) c]", ")", "", 5, 0},
    {"a) satu", "", "", 0, 0},     /* a marker of a list */
    {"12) dua", "", "", 0, 0},
    {"dua belas) tiga", ")", "", 9, 0},
    {"bagus :) :-(", "", "", 0, 0}, /* smileys */
    {"kata \"satu\" dan \"dua\"", "", "", 0, 0},
    {"kata \"satu", "", "\"", 0, 5},
    {"\u201Csatu\u201D dan \u201Edua\u201C", "", "", 0, 0},
    {"\u201Csatu\" campur", "", "", 0, 0}, /* straight and curly mixed */
    {"\u201Csatu", "", "\u201C", 0, 0},
    {"\u00ABsatu\u00BB", "", "", 0, 0},
    {"Jum'at, o'clock, the boys' 'satu", "", "", 0, 0}, /* apostrophes */
    {"layar 14\" dan 15\"", "", "", 0, 0},               /* inches */
    {"\"layar 14\"", "", "", 0, 0},
    {"((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((", "(", "", 0, 0},
    {"a\xFF(", "(", "", 2, 0},
};

static void found(const char *text, const char *what, struct text_span s, const char *expected, long at)
{
    check(s.n == strlen(expected) && (s.n == 0 || (memcmp(s.p, expected, s.n) == 0 && s.p - text == at)),
          "\"%s\": the %s is \"%.*s\" at %ld", text, what, TEXT_PRINT(s), s.n ? (long)(s.p - text) : -1L);
}

int main(void)
{
    struct text_language *language = NULL;
    struct text_error err = {0};
    check(text_language_load("corpora", "id", &language, &err) == TEXT_OK, "load: %s", err.message);
    for (size_t i = 0; language && i < sizeof cases / sizeof cases[0]; i++) {
        struct text_unpaired u = text_marks_unpaired(language, text_span_of(cases[i].text));
        found(cases[i].text, "bracket", u.bracket, cases[i].bracket, cases[i].bracket_at);
        found(cases[i].text, "quotation mark", u.quote, cases[i].quote, cases[i].quote_at);
    }
    text_language_free(language);
    return check_report();
}
