/* What holds of the segments of any text: together with white space they are the text; a segment is its own only
 * segment; texts joined at a line break have the segments of both. Random texts are rows of awkward pieces.
 *
 *   test-segment [SEED]    another seed each time; it is printed
 */
#include "tests/property/random.h"
#include "tests/unit/language.h"

#include "tests/unit/check.h"

#include <stdint.h>

enum { ROUNDS = 6000, PIECES = 40 };

static const char *const pieces[] = {
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    ". ",
    ". ",
    ". ",
    "? ",
    "! ",
    "...",
    "\342\200\246",
    ".",
    "?",
    "!",
    ",",
    ", ",
    ": ",
    ":",
    ";",
    "\n",
    "\n\n",
    "\"",
    "\"",
    "\" ",
    " \"",
    "'",
    "`",
    "\342\200\234",
    "\342\200\235",
    "\342\200\230",
    "\342\200\231",
    "\302\253",
    "\302\273",
    "(",
    ")",
    " (",
    ") ",
    "[",
    "]",
    "[1]",
    "[...]",
    "-",
    " - ",
    "\342\200\224",
    "=====",
    "___",
    "*",
    "\302\271",
    "1",
    "2. ",
    "3",
    "2023",
    "5,2",
    "1.000",
    "a",
    "A",
    "A.",
    "I. ",
    "S.H.",
    "M.Si.",
    "Dr. ",
    "dr. ",
    "Jl. ",
    "No. ",
    "no. ",
    "dll. ",
    "dkk. ",
    "etc. ",
    "Tbk. ",
    "A.S. ",
    "U.S. ",
    "p.m. ",
    "e.g. ",
    "Tabel ",
    "Table ",
    "Ia ",
    "He ",
    "the ",
    "pergi ",
    "pergi",
    "Brevik ",
    "Brevik",
    "kata ",
    "said ",
    "said.",
    "menegaskan",
    "lalu ",
    "PBB ",
    "PT ",
    "/TASS/. ",
    "MOSCOW, March 6. ",
    "http://",
    "www.",
    "@",
    ".com",
    "Kompas.com",
    ":) ",
    "\377",
    "\342\200",
    "\t",
    "\303\211",
    "\344\270\255",
    "\343\200\202",
    "iv. ",
    "xyz. ",
    "/",
    "#",
};

static struct text_span random_text(struct text_buffer *b)
{
    size_t count = below(PIECES);
    text_buffer_clear(b);
    for (size_t i = 0; i < count; i++) {
        text_buffer_add_string(b, pieces[below(sizeof pieces / sizeof pieces[0])]);
    }
    return text_buffer_span(b);
}

static bool is_blank(struct text_span s)
{
    return text_span_trim(s).n == 0;
}

static void check_rejoin(struct text_span text, struct text_document d)
{
    const char *at = text.p;
    bool fine = true;
    for (size_t i = 0; i < d.count && fine; i++) {
        struct text_span s = d.segments[i].text;
        fine = s.n && s.p >= at && is_blank((struct text_span){at, (size_t)(s.p - at)}) && text_span_trim(s).n == s.n &&
               !memchr(s.p, '\n', s.n) && d.segments[i].bytes.begin == (size_t)(s.p - text.p) &&
               d.segments[i].bytes.end == d.segments[i].bytes.begin + s.n;
        at = s.p + s.n;
    }
    fine = fine && (!text.n || is_blank((struct text_span){at, (size_t)(text.p + text.n - at)}));
    check(fine, "segments and gaps are not \"%.*s\"", TEXT_PRINT(text));
}

static void check_again(const struct text_language *language, struct text_document d, struct text_arena *arena)
{
    for (size_t i = 0; i < d.count; i++) {
        struct text_document again = segments_of(language, d.segments[i].text, false, arena);
        check(again.count == 1, "segment \"%.*s\" is cut again behind \"%.*s\"", TEXT_PRINT(d.segments[i].text),
              TEXT_PRINT(again.segments[0].text));
    }
}

static void check_joined(const struct text_language *language, struct text_span text, struct text_document d,
                         struct text_arena *arena)
{
    const char *newline = text.n ? memchr(text.p, '\n', text.n) : NULL;
    if (!newline) {
        return;
    }
    size_t cut = (size_t)(newline - text.p) + 1, n = 0;
    struct text_span halves[] = {{text.p, cut}, {text.p + cut, text.n - cut}};
    bool fine = true;
    for (int h = 0; h < 2; h++) {
        struct text_document half = segments_of(language, halves[h], false, arena);
        for (size_t i = 0; i < half.count; i++, n++) {
            fine = fine && n < d.count && half.segments[i].text.p == d.segments[n].text.p &&
                   half.segments[i].text.n == d.segments[n].text.n;
        }
    }
    check(fine && n == d.count, "cut at its first line break \"%.*s\" has other segments", TEXT_PRINT(text));
}

static void check_quotes(const struct text_language *language, struct text_span text, struct text_document d,
                         struct text_arena *arena)
{
    struct text_quotes quotes;
    struct text_error err;
    bool fine = text_quotes(language, &d, arena, &quotes, &err) == TEXT_OK;
    for (size_t i = 0; fine && i < quotes.count; i++) {
        struct text_quote q = quotes.at[i];
        struct text_span s = q.segment < d.count ? d.segments[q.segment].text : q.text;
        fine = q.segment < d.count && q.text.n && q.text.p >= s.p && q.text.p + q.text.n <= s.p + s.n &&
               (i == 0 || quotes.at[i - 1].segment <= q.segment);
    }
    check(fine, "a quotation is not in its segment: %.*s", TEXT_PRINT(text));
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    struct text_arena *arena = text_arena_new();
    struct text_buffer b = {0};
    languages_load();
    for (int round = 0; round < ROUNDS; round++) {
        const struct text_language *language = languages[below(LANGUAGES)];
        struct text_span text = random_text(&b);
        text_arena_reset(arena);
        struct text_document d = segments_of(language, text, false, arena);
        check_rejoin(text, d);
        check_again(language, d, arena);
        check_joined(language, text, d, arena);
        check_quotes(language, text, d, arena);
    }
    if (check_failed) {
        }
    text_buffer_free(&b);
    languages_free();
    text_arena_free(arena);
    return check_report();
}
