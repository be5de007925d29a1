/* Articles: pages of several layouts (tests/data/pages, each beside what is expected of it), plain files, dates. */
#include "formats/article.h"

#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>

static struct formats_calendar *calendar;

static enum text_status read(struct text_arena *arena, struct text_span bytes, const char *name,
                             struct formats_article *a, struct text_error *err)
{
    struct text_decoding how = {.name = name};
    enum text_status status =
        formats_article_read(bytes, formats_article_kind_of(text_span_of(name), bytes), &how, arena, a, err);
    return status == TEXT_OK ? formats_article_find_date(calendar, a, arena, err) : status;
}

static void check_page(const char *name)
{
    char path[100];
    struct text_buffer page = {0}, expected = {0}, got = {0};
    struct text_error err;
    struct formats_article a;
    struct text_arena *arena = text_arena_new();
    snprintf(path, sizeof path, "tests/data/pages/%s.expected", name);
    check(text_file_read(path, &expected, &err) == TEXT_OK, "%s", path);
    snprintf(path, sizeof path, "tests/data/pages/%s.html", name);
    check(text_file_read(path, &page, &err) == TEXT_OK, "%s", path);
    enum text_status status = read(arena, text_buffer_span(&page), path, &a, &err);
    check(status == TEXT_OK, "%s: %s", path, err.message);
    if (status == TEXT_OK) {
        text_buffer_add_format(&got, "title: %.*s\nurl:%s%.*s\ndate: %.*s\n", TEXT_PRINT(a.title), a.url.n ? " " : "",
                               TEXT_PRINT(a.url), TEXT_PRINT(a.date));
        text_buffer_add_format(&got, "author:%s%.*s\nlanguage:%s%.*s\n\n%.*s\n", a.author.n ? " " : "",
                               TEXT_PRINT(a.author), a.language.n ? " " : "", TEXT_PRINT(a.language),
                               TEXT_PRINT(a.text.text));
        check(text_span_equal(text_buffer_span(&got), text_buffer_span(&expected)), "%s: gives\n%.*s\nand not\n%.*s",
              path, (int)got.n, got.p, (int)expected.n, expected.p);
    }
    text_buffer_free(&page);
    text_buffer_free(&expected);
    text_buffer_free(&got);
    text_arena_free(arena);
}

static const struct {
    const char *what, *name, *in;
    enum text_status status;
    const char *title, *date, *text; /* text: NULL where the input is */
} articles[] = {
    {"headline first", "a.txt", "Presiden Resmikan Bendungan Baru di Timor\n\nKUPANG - Isi.\n", TEXT_OK,
     "Presiden Resmikan Bendungan Baru di Timor", "", NULL},
    {"site line, headline, date line", "a.txt",
     "Kabar Leka daerah berita\n\nWarga Leka Membangun Jembatan Darurat dari Bambu\n\nKabar Leka - 7 Maret 2023, 01:05 "
     "WIB\n",
     TEXT_OK, "Warga Leka Membangun Jembatan Darurat dari Bambu", "2023-03-07T01:05:00+07:00", NULL},
    {"breadcrumbs are no headline", "a.txt",
     "Home | World | Science | Deep Sea\nSponge older than the temples of Java\n", TEXT_OK,
     "Sponge older than the temples of Java", "", NULL},
    {"a short headline", "a.txt", "Trams stop at noon\n\nTrams stopped. They will start again.\n", TEXT_OK,
     "Trams stop at noon", "", NULL},
    {"titles may stand in a headline", "a.txt", "Wawancara dengan Dr. H. Marlan tentang Padi\n", TEXT_OK,
     "Wawancara dengan Dr. H. Marlan tentang Padi", "", NULL},
    {"sentences are no headline", "a.txt", "Trams stopped at noon today. They will start again.\n", TEXT_OK, "", "",
     NULL},
    {"a dateline without a year", "a.txt", "MOSCOW, March 6. /TASS/. Trams have stopped.\n", TEXT_OK, "", "", NULL},
    {"a dateline with one", "a.txt",
     "LONDON, March 6, 2023 (Wire) - Trams have stopped in all of the city, it was said.\n", TEXT_OK, "", "2023-03-06",
     NULL},
    {"short lines before long ones", "a.txt",
     "Kemarin, 1 Januari 2020, sebuah peristiwa yang panjang sekali ceritanya terjadi di kota kecil yang jauh dari "
     "mana-mana itu.\n"
     "Senin (6/3/2023)\n",
     TEXT_OK, "", "2023-03-06", NULL},
    {"windows-1252 and carriage returns", "a.txt",
     "\x93"
     "a\x94\r\nb",
     TEXT_OK, "", "",
     "\xE2\x80\x9C"
     "a\xE2\x80\x9D\nb"},
    {"blank", "a.txt", " \n\n", TEXT_OK, "", "", NULL},
    {"no name's end: markup by its beginning", "page",
     "\xEF\xBB\xBF <!DOCTYPE html><p>One two three four five six seven eight nine ten.", TEXT_OK, "", "",
     "One two three four five six seven eight nine ten."},
    {"no text", "a.html", "<html><body><a href=x>Link</a><img src=y></body></html>", TEXT_EMPTY, "", "", NULL},
    {"only a script", "a.html", "<script>var x = '<p>a b c d e f g h i j k l m</p>';</script>", TEXT_EMPTY, "", "",
     NULL},
    {"the meta charset lies", "a.html", "<meta charset=utf-8><p>caf\xE9.</p>", TEXT_INVALID, "", "", NULL},
    {"the meta charset is right", "a.html",
     "<meta charset=windows-1252><p>caf\xE9 one two three four five six seven eight nine.</p>", TEXT_OK, "", "",
     "caf\xC3\xA9 one two three four five six seven eight nine."},
    {"the bytes are UTF-8 whatever the meta says", "a.html",
     "\xEF\xBB\xBF<meta charset=utf-16><p>caf\xC3\xA9 one two three four five six seven eight nine.</p>", TEXT_OK, "",
     "", "caf\xC3\xA9 one two three four five six seven eight nine."},
    {"broken markup", "a.html",
     "<p>one <b>two <i>three</b> four</i> five six seven eight nine ten <<< & eleven </p></p></div><p", TEXT_OK, "", "",
     "one two three four five six seven eight nine ten <<< & eleven"},
    {"a date in the address", "a.html",
     "<link rel=canonical href='https://x.example/2023/03/07/a'><p>One two three four five six seven eight nine "
     "ten.</p>",
     TEXT_OK, "", "2023-03-07", "One two three four five six seven eight nine ten."},
    {"no bytes", "a.html", "", TEXT_EMPTY, "", "", NULL},
};

static void check_articles(void)
{
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        struct text_arena *arena = text_arena_new();
        struct formats_article a = {0};
        struct text_error err = {0};
        enum text_status status = read(arena, text_span_of(articles[i].in), articles[i].name, &a, &err);
        check(status == articles[i].status, "%s: status %d: %s", articles[i].what, status, err.message);
        if (status == TEXT_OK) {
            const char *text = articles[i].text ? articles[i].text : articles[i].in;
            check(text_span_equal(a.title, text_span_of(articles[i].title)), "%s: title \"%.*s\"", articles[i].what,
                  TEXT_PRINT(a.title));
            check(text_span_equal(a.date, text_span_of(articles[i].date)), "%s: date \"%.*s\"", articles[i].what,
                  TEXT_PRINT(a.date));
            check(text_span_equal(a.text.text, text_span_of(text)), "%s: text \"%.*s\"", articles[i].what,
                  TEXT_PRINT(a.text.text));
        }
        text_arena_free(arena);
    }
}

/* As the first line of a plain file. */
static void check_dates(void)
{
    static const struct {
        const char *in, *out;
    } dates[] = {
        {"Kompas.tv - 7 Maret 2023, 01:05 WIB", "2023-03-07T01:05:00+07:00"},
        {"Selasa, 07 Mar 2023 | 13.45 WITA", "2023-03-07T13:45:00+08:00"},
        {"7 Maret 2023 pukul 01.05.09 WIT", "2023-03-07T01:05:09+09:00"},
        {"Senin (6/3/2023)", "2023-03-06"},
        {"09/03/2023, 16:32 WIB", "2023-03-09T16:32:00+07:00"},
        {"06-03-2023", "2023-03-06"},
        {"6.3.2023", "2023-03-06"},
        {"March 6, 2023", "2023-03-06"},
        {"Mar. 6th 2023 18:05 GMT", "2023-03-06T18:05:00Z"},
        {"6th March, 2023", "2023-03-06"},
        {"MARCH 6, 2023 at 6:05 p.m. GMT", "2023-03-06T18:05:00Z"},
        {"March 6, 2023 12:05 AM UTC", "2023-03-06T00:05:00Z"},
        {"2023-03-07", "2023-03-07"},
        {"2023-03-07T01:05:00+07:00", "2023-03-07T01:05:00+07:00"},
        {"2023-03-07 01:05 +0700", "2023-03-07T01:05:00+07:00"},
        {"Senin, 6 Maret 2023 | 01:05 WIB", "2023-03-06T01:05:00+07:00"},
        {"Mon, 06 Mar 2023", "2023-03-06"},
        {"Mon, 06 Mar 2023 18:05:00 GMT", "2023-03-06T18:05:00Z"},
        {"March 6, 2023 at 10:05 a.m. EST", "2023-03-06T10:05:00-05:00"},
        {"March 6, 2023 at 10:05 a.m. ET", "2023-03-06T10:05:00-05:00"},
        {"March 12, 2023 at 10:05 a.m. ET", "2023-03-12T10:05:00-04:00"},
        {"March 11, 2023 at 10:05 a.m. ET", "2023-03-11T10:05:00-05:00"},
        {"November 4, 2023, 10:05 p.m. ET", "2023-11-04T22:05:00-04:00"},
        {"November 5, 2023, 10:05 p.m. ET", "2023-11-05T22:05:00-05:00"},
        {"Updated 6:41 PM EDT, July 9, 2023", "2023-07-09T18:41:00-04:00"},
        {"01:05 WIB, Senin, 6 Maret 2023", "2023-03-06T01:05:00+07:00"},
        {"01:05 WIB, no 5, Senin, 6 Maret 2023", "2023-03-06"},
        {"6 Maret 2023 01:05 GMT+7", "2023-03-06T01:05:00+07:00"},
        {"6 Maret 2023 01:05 (UTC-03:30)", "2023-03-06T01:05:00-03:30"},
        {"3/25/2023", "2023-03-25"},
        {"13/25/2023", ""},
        {"2 jam yang lalu", ""},
        {"Kemarin, 14:02 WIB", ""},
        {"3 hours ago", ""},
        {"yesterday at 6:05 p.m. GMT", ""},
        {"20230306", ""},
        {"2023-03-07T18:05:00Z", "2023-03-07T18:05:00Z"},
        {"7 Maret 2023, 01:05", "2023-03-07"},
        {"7 Maret 2023, 25:05 WIB", "2023-03-07"},
        {"29 Februari 2023, 1 Maret 2023", "2023-03-01"},
        {"29 Februari 2024", "2024-02-29"},
        {"31/4/2023", ""},
        {"March 6. /TASS/", ""},
        {"6 MAR, 18:05", ""},
        {"7 Marmut 2023", ""},
        {"17 Maret 20231", ""},
        {"117 Maret 2023", ""},
        {"versi 1.2.2023.4", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        struct text_arena *arena = text_arena_new();
        struct formats_article a = {.text.text = text_span_of(dates[i].in)};
        struct text_error err;
        check(formats_article_find_date(calendar, &a, arena, &err) == TEXT_OK, "no error");
        check(text_span_equal(a.date, text_span_of(dates[i].out)), "the date of \"%s\" is \"%.*s\"", dates[i].in,
              TEXT_PRINT(a.date));
        text_arena_free(arena);
    }
}

static void check_deep_and_wide(void)
{
    struct text_buffer b = {0};
    struct text_arena *arena = text_arena_new();
    struct formats_article a;
    struct text_error err;
    for (int i = 0; i < 10000; i++) {
        text_buffer_add_string(&b, "<div>");
    }
    bool refused = read(arena, text_buffer_span(&b), "a.html", &a, &err) == TEXT_INVALID;
    check(refused && strstr(err.message, "nested too deeply"), "10,000 levels: %s", err.message);
    text_buffer_clear(&b);
    for (int i = 0; i < 20000; i++) {
        text_buffer_add_string(&b, "<p>One two three four five six seven eight nine ten eleven.\n");
    }
    enum text_status status = read(arena, text_buffer_span(&b), "a.html", &a, &err);
    size_t n = strlen("One two three four five six seven eight nine ten eleven.\n");
    check(status == TEXT_OK && a.text.text.n == 20000 * n - 1, "20,000 paragraphs");
    text_buffer_clear(&b);
    text_buffer_add_string(&b, "<p a='>' b=\"");
    for (int i = 0; i < 1000; i++) {
        text_buffer_add_string(&b, " a=1");
    }
    text_buffer_add_string(&b, "\"><script>if (a<b ");
    for (int i = 0; i < 1000; i++) {
        text_buffer_add_string(&b, " a=1");
    }
    text_buffer_add_string(&b, "</script>One two three four five six seven eight nine ten.");
    status = read(arena, text_buffer_span(&b), "a.html", &a, &err);
    check(status == TEXT_OK && a.text.text.n == n - 8, "what looks like 1,000 attributes and is none: %s", err.message);
    text_buffer_clear(&b);
    text_buffer_add_string(&b, "<p");
    for (int i = 0; i < 100000; i++) {
        text_buffer_add_format(&b, " a%d", i);
    }
    status = read(arena, text_buffer_span(&b), "a.html", &a, &err);
    check(status == TEXT_INVALID && strstr(err.message, "more attributes"), "100,000 attributes");
    static const char *const begins[] = {"<p a=\"=\"", "<p a = '='"};
    for (int k = 0; k < 2; k++) { /* behind an equal sign that ends a value; with no blank between them */
        text_buffer_clear(&b);
        text_buffer_add_string(&b, begins[k]);
        for (int i = 0; i < 2000; i++) {
            text_buffer_add_format(&b, k ? "b%d=\"1\"" : " a%d", i);
        }
        status = read(arena, text_buffer_span(&b), "a.html", &a, &err);
        check(status == TEXT_INVALID && strstr(err.message, "more attributes"), "2,000 attributes, form %d", k);
    }
    text_buffer_clear(&b);
    text_buffer_add_string(&b, "<meta name=\"d\" content = \"");
    for (int i = 0; i < 1000; i++) {
        text_buffer_add_string(&b, "word ");
    }
    text_buffer_add_string(&b, "\"><p>One two three four five six seven eight nine ten.");
    status = read(arena, text_buffer_span(&b), "a.html", &a, &err);
    check(status == TEXT_OK, "blanks around the equal sign of a long value: %s", err.message);
    text_buffer_free(&b);
    text_arena_free(arena);
}

static void check_calendar(void)
{
    struct formats_calendar *none = NULL;
    struct text_error err;
    const char *code = "xx";
    check(formats_calendar_load("corpora", &code, 1, &none, &err) == TEXT_IO &&
              strstr(err.message, "corpora/xx/dates.tsv"),
          "a missing file: %s", err.message);
    formats_calendar_free(NULL);
}

int main(void)
{
    static const char *const codes[] = {"id", "en"}, *const pages[] = {"portal", "divs", "tables", "blog", "short"};
    struct text_error err;
    if (formats_calendar_load("corpora", codes, 2, &calendar, &err) != TEXT_OK) {
        puts(err.message);
        return 99;
    }
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        check_page(pages[i]);
    }
    check_articles();
    check_dates();
    check_deep_and_wide();
    check_calendar();
    formats_calendar_free(calendar);
    return check_report();
}
