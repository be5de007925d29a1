/* Placeables: what an Indonesian and an English text have in common, what they have not, and the way back. */
#include "text/placeable.h"

#include "tests/unit/check.h"
#include "tests/unit/language.h"

static struct text_arena *arena;

/* The values of a text, one behind the other, parted by " | ". */
static const char *values_of(const char *code, const char *text, struct text_buffer *out)
{
    struct text_placeables found = {0};
    text_buffer_clear(out);
    if (text_placeables(language_of(code), text_span_of(text), arena, &found, NULL) != TEXT_OK) {
        return "no memory";
    }
    for (size_t i = 0; i < found.count; i++) {
        text_buffer_add_string(out, i ? " | " : "");
        text_value_print(&found.at[i].value, out);
    }
    text_buffer_add_char(out, '\0');
    return out->failed ? "no memory" : out->p;
}

/* What both have, as text_value_print says it. */
static const struct {
    const char *id, *en, *values;
} equal[] = {
    {"1.000,5 ton", "1,000.5 tons", "number 1000.5"},
    {"15.000 orang", "15 thousand people", "number 15000"},
    {"-5 derajat", "-5 degrees", "number -5"},
    {"sejuta warga", "a million people", "number 1000000"},
    {"dua belas orang", "twelve people", "number 12"},
    {"dua ratus lima puluh kapal", "two hundred and fifty ships", "number 250"},
    {"seribu dua ratus", "one thousand two hundred", "number 1200"},
    {"dua puluh satu", "twenty-one", "number 21"},
    {"lima enam", "five six", "number 5 | number 6"},
    {"skor 2-1", "a 2-1 win", "number 2 | number 1"},
    {"tahun 1990-an", "the 1990s", "number 1990"},
    {"5,2 persen", "5.2 percent", "percent 5.2000000000000002"},
    {"5,20 prosen", "5.2%", "percent 5.2000000000000002"},
    {"lima persen", "five per cent", "percent 5"},
    {"10-15 persen", "10 to 15 percent", "percent 10 | percent 15"},
    {"100%.", "100 pct.", "percent 100"},
    {"Rp 2 triliun", "Rp2 trillion", "money 2000000000000 IDR"},
    {"Rp. 5.000,-", "Rp 5,000", "money 5000 IDR"},
    {"Rp1.000.000,50", "Rp1,000,000.50", "money 1000000.5 IDR"},
    {"dua juta rupiah", "two million rupiah", "money 2000000 IDR"},
    {"US$ 5,2 miliar", "$5.2 billion", "money 5200000000 USD"},
    {"15 juta dolar AS", "15 million U.S. dollars", "money 15000000 USD"},
    {"15 juta dolar Amerika Serikat,", "US$15m,", "money 15000000 USD"},
    {"1,1 juta euro", "\u20AC1.1 million", "money 1100000 EUR"},
    {"1,1 juta euro", "1,100,000 euros", "money 1100000 EUR"},
    {"3 juta dolar Singapura", "S$3 million", "money 3000000 SGD"},
    {"Rp10-15 juta", "Rp10-15 million", "money 10000000 IDR | number 15000000"},
    {"abad ke-20", "the 20th century", "ordinal 20"},
    {"hari ke-1, ke-2, ke-3, ke-11", "the 1st, 2nd, 3rd, 11th day", "ordinal 1 | ordinal 2 | ordinal 3 | ordinal 11"},
    {"yang pertama", "the first", "ordinal 1"},
    {"Paus Yohanes Paulus II", "Pope John Paul II", "roman 2"},
    {"Bab IV", "Chapter IV", "roman 4"},
    {"Perang Dunia I", "World War I", "roman 1"},
    {"Ratu Elizabeth I", "Queen Elizabeth I", "roman 1"},
    {"Senin (6/3/2023)", "Monday (March 6, 2023)", "date 2023-03-06"},
    {"Senin, 6 Maret 2023,", "Monday, 6 March 2023,", "date 2023-03-06"},
    {"6-3-2023", "2023-03-06", "date 2023-03-06"},
    {"06.03.2023", "Mar. 6, 2023", "date 2023-03-06"},
    {"Senin (6/3/2023)", "Monday (3/6/2023)", "date 2023-03-06"},
    {"25/12/2022", "12/25/2022", "date 2022-12-25"},
    {"29 Februari 2024", "Feb. 29, 2024", "date 2024-02-29"},
    {"6 Maret", "the 6th of March", "date --03-06"},
    {"Senin (6/3)", "Monday (March 6)", "date --03-06 1"},
    {"Maret 2023", "March 2023", "date 2023-03"},
    {"pada Mei", "in May", "date --05"},
    {"pada Minggu", "on Sunday", "date - 7"},
    {"Jum'at", "Friday", "date - 5"},
    {"pukul 01.05", "1:05 a.m.", "time 01:05"},
    {"pukul 01.05 WIB.", "1:05 a.m. WIB.", "time 01:05 +07:00"},
    {"pukul 19.00", "7 p.m.", "time 19:00"},
    {"pukul 7 malam", "at 7 pm", "time 19:00"},
    {"jam 2 dini hari", "2 a.m.", "time 02:00"},
    {"pukul 00.00", "12 a.m.", "time 00:00"},
    {"12.15 GMT", "1215 GMT", "time 12:15 +00:00"},
    {"pukul 13.05.30", "at 13:05:30", "time 13:05:30"},
    {"Yohanes 3:16", "John 3:16", "code 3:16"},
    {"Nomor 13/2003", "No. 13/2003", "code 13/2003"},
    {"versi 1.2.3", "version 1.2.3", "code 1.2.3"},
    {"agen 007", "agent 007", "code 007"},
    {"<b>tebal</b> dan <x id=\"1\"/>", "<b>bold</b> and <x id=\"1\"/>", "tag <b> | tag </b> | tag <x id=\"1\"/>"},
    {"{0} dari %s, %1$s, %(n)s, ${n}, &nbsp;", "{0} of %s, %1$s, %(n)s, ${n}, &nbsp;",
     "tag {0} | tag %s | tag %1$s | tag %(n)s | tag ${n} | tag &nbsp;"},
    {"lihat https://a.id/b?c=1, ya", "(see https://a.id/b?c=1)", "url https://a.id/b?c=1"},
    {"surel info@padan.co.id.", "mail info@padan.co.id.", "email info@padan.co.id"},
    {"satu orang", "one of them, a man", ""},
    {"dua jam 16 menit", "two hours and 16 minutes", "number 2 | number 16"},
    {"dari 2006 hingga 9,2 persen", "from 2006 to 9.2 percent", "number 2006 | percent 9.1999999999999993"},
    {"Rp9.310/9.315", "Rp9,310/9,315", "money 9310 IDR | number 9315"},
    {"14 desember", "December 14", "date --12-14"},
    {"Minggu, Iran menyatakan", "On Sunday Iran said", "date - 7"},
    {"KEP-07/PU/2007", "KEP-07/PU/2007", "code 07 | number 2007"},
    {"dari 5 % dari", "5 % of", "percent 5"},
    {"5 < 6 dan 7 > 3", "5 < 6 and 7 > 3", "number 5 | number 6 | number 7 | number 3"},
    {"PT XL Axiata, CV Maju, minggu lalu", "he may march on, and the sun sat", ""},
    {"G20 dan B2B", "G20 and B2B", ""},
};

/* What must not be taken for the same. */
static const struct {
    const char *id, *en;
} different[] = {
    {"1.000", "1.000"},
    {"5 persen", "5"},
    {"Rp 2 triliun", "$2 trillion"},
    {"2 miliar rupiah", "2 million rupiah"},
    {"5 dolar Singapura", "5 dollars"},
    {"ke-20", "20"},
    {"6/3/2023", "June 3, 2023"},
    {"6/3/2023", "3/6/2023"},
    {"6 Maret", "March 6, 2023"},
    {"Senin (6/3)", "Tuesday (March 6)"},
    {"pukul 01.05", "1:05 p.m."},
    {"pukul 01.05 WIB", "1:05 a.m."},
    {"pukul 01.05 WIB", "1:05 a.m. GMT"},
    {"pukul 1.05", "at 1:05"},
    {"Bab IV", "Chapter VI"},
    {"<b>", "<i>"},
    {"30/2/2023", "February 28, 2023"},
};

static void test_values(void)
{
    struct text_buffer id = {0}, en = {0};
    for (size_t i = 0; i < sizeof equal / sizeof equal[0]; i++) {
        const char *a = values_of("id", equal[i].id, &id), *b = values_of("en", equal[i].en, &en);
        check(strcmp(a, equal[i].values) == 0, "id \"%s\" is \"%s\", not \"%s\"", equal[i].id, equal[i].values, a);
        check(strcmp(b, equal[i].values) == 0, "en \"%s\" is \"%s\", not \"%s\"", equal[i].en, equal[i].values, b);
    }
    for (size_t i = 0; i < sizeof different / sizeof different[0]; i++) {
        const char *a = values_of("id", different[i].id, &id), *b = values_of("en", different[i].en, &en);
        check(*a && *b && strcmp(a, b) != 0, "\"%s\" and \"%s\" both are \"%s\"", different[i].id, different[i].en, a);
    }
    text_buffer_free(&id);
    text_buffer_free(&en);
}

/* A value from one language into the other, like an example or as usual; NULL: it cannot be done. */
static const struct {
    const char *from, *text, *to, *like, *written;
} writes[] = {
    {"id", "Selasa (7/3/2023)", "en", "Monday (March 6, 2023)", "Tuesday (March 7, 2023)"},
    {"id", "7/3/2023", "en", "Monday (March 6, 2023)", "Tuesday (March 7, 2023)"},
    {"id", "Selasa (7/3/2023)", "en", "March 6, 2023", "March 7, 2023"},
    {"id", "Selasa (7/3/2023)", "en", "", "March 7, 2023"},
    {"id", "Selasa (7/3/2023)", "en", "Mon., Feb. 6th, 2023", "Tue., Mar. 7th, 2023"},
    {"id", "3 Mei 2023", "en", "the", NULL},
    {"id", "3 Mei 2023", "en", "6th of March, 2023", "3rd of May, 2023"},
    {"id", "3 Mei 2023", "en", "2023-11-12", "2023-05-03"},
    {"id", "3 Mei 2023", "en", "March 6", NULL},
    {"id", "3 Mei", "en", "March 6, 2023", NULL},
    {"id", "Rabu (3/5)", "en", "March 6", NULL},
    {"id", "Rabu (3/5)", "en", "Monday (March 6)", "Wednesday (May 3)"},
    {"id", "Rabu", "en", "MONDAY", "WEDNESDAY"},
    {"en", "Tuesday (March 7, 2023)", "id", "Senin (06/03/2023)", "Selasa (07/03/2023)"},
    {"en", "December 25", "id", "6 Mar", "25 Des"},
    {"id", "5,2 persen", "en", "4.75%", "5.2%"},
    {"id", "5,20 persen", "en", "4 percent", "5.20 percent"},
    {"id", "lima persen", "en", "four percent", "five percent"},
    {"id", "23 persen", "en", "four percent", NULL},
    {"id", "Rp 2 triliun", "en", "Rp1.5 trillion", "Rp2 trillion"},
    {"id", "Rp 2 triliun", "en", "Rp500 billion", "Rp2 trillion"},
    {"id", "Rp 2 triliun", "en", "Rp1,500,000", "Rp2 trillion"},
    {"id", "Rp1.750.000", "en", "Rp2 trillion", "Rp1,750,000"},
    {"id", "Rp 2 triliun", "en", "$2 trillion", NULL},
    {"id", "15 juta dolar AS", "en", "$3bn", "$15m"},
    {"id", "5,2 juta dolar AS", "en", "", "US$5.2 million"},
    {"id", "1 dolar AS", "en", "5 dollars", NULL},
    {"en", "$1,234.50", "id", "5 dolar AS", "1.234,50 dolar AS"},
    {"en", "5,200,000 euros", "id", "", "5.200.000 euro"},
    {"id", "ke-21", "en", "20th", "21st"},
    {"id", "ke-112", "en", "", "112th"},
    {"en", "21st", "id", "ke-20", "ke-21"},
    {"id", "pukul 13.05 WIB", "en", "1:05 a.m. WIB", "1:05 p.m. WIB"},
    {"id", "pukul 13.05 WIB", "en", "10 a.m.", NULL},
    {"id", "pukul 13.05", "en", "10 AM", NULL},
    {"id", "pukul 13.05", "en", "9:30 PM", "1:05 PM"},
    {"id", "pukul 13.05 WIB", "en", "1215 GMT", "1305 WIB"},
    {"en", "7:05 p.m.", "id", "08.30", "19.05"},
    {"en", "7:05 p.m.", "id", "8.30 malam", "7.05 malam"},
    {"en", "7:05 a.m.", "id", "8.30 malam", NULL},
    {"id", "Bab XIV", "en", "IX", "XIV"},
    {"id", "tahun 2023", "en", "1999", "2023"},
    {"id", "1.500 orang", "en", "12", "1,500"},
    {"id", "1.500 orang", "en", "1200", "1500"},
    {"id", "{0}", "en", "{1}", "{0}"},
    {"en", "3/6/2023", "id", "", NULL},
};

static void test_writes(void)
{
    struct text_buffer out = {0};
    for (size_t i = 0; i < sizeof writes / sizeof writes[0]; i++) {
        struct text_placeables found = {0};
        text_placeables(language_of(writes[i].from), text_span_of(writes[i].text), arena, &found, NULL);
        check(found.count == 1, "\"%s\" has %zu values", writes[i].text, found.count);
        text_buffer_clear(&out);
        bool ok = found.count && text_placeable_write(language_of(writes[i].to), &found.at[0].value,
                                                      text_span_of(writes[i].like), &out);
        const char *expected = writes[i].written ? writes[i].written : "";
        check(ok == (writes[i].written != NULL) && text_span_equal(text_buffer_span(&out), text_span_of(expected)),
              "\"%s\" like \"%s\" is \"%s\", not \"%.*s\"", writes[i].text, writes[i].like, expected,
              TEXT_PRINT(text_buffer_span(&out)));
    }
    text_buffer_free(&out);
}

/* The spans are what was written, without what announces it. */
static void test_spans(void)
{
    static const struct {
        const char *text, *span;
    } cases[] = {
        {"pada pukul 01.05 WIB, ia", "01.05 WIB"},
        {"kata dia, Senin (6/3/2023).", "Senin (6/3/2023)"},
        {"(6/3/2023)", "6/3/2023"},
        {"Raja Charles III, ", "III"},
        {"senilai US$ 5,2 miliar.", "US$ 5,2 miliar"},
        {"abad ke-20.", "ke-20"},
        {"naik 5,2 persen, ", "5,2 persen"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_placeables found = {0};
        text_placeables(language_of("id"), text_span_of(cases[i].text), arena, &found, NULL);
        struct text_span got = found.count ? found.at[0].text : (struct text_span){NULL, 0};
        check(text_span_equal(got, text_span_of(cases[i].span)), "\"%s\" has \"%s\", not \"%.*s\"", cases[i].text,
              cases[i].span, TEXT_PRINT(got));
    }
}

/* Runs of what begins a placeable and never ends it cost no more than other text. */
static void test_hostile(void)
{
    static const char *const pieces[] = {"<a ",  "{0",       "Rp ",     "1,",      "1-", "&a",  "%(",
                                         "a@",   "a.",       "www.",    "X",       "1 ", "Mei ",
                                         "dua ", "seratus ", "Senin (", "www.a(", "9", "12:", "5 jt", "\xE2\x88"};
    enum { N = 200000 };
    char *text = malloc(N);
    for (size_t i = 0; text && i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t n = strlen(pieces[i]);
        struct text_placeables found = {0};
        for (size_t k = 0; k < N; k++) {
            text[k] = pieces[i][k % n];
        }
        enum text_status status = text_placeables(language_of("id"), (struct text_span){text, N}, arena, &found, NULL);
        check(status == TEXT_OK, "\"%s\" again and again is read", pieces[i]);
        text_arena_reset(arena);
    }
    free(text);
}

int main(void)
{
    languages_load();
    arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_values();
    test_writes();
    test_spans();
    test_hostile();
    text_arena_free(arena);
    languages_free();
    return check_report();
}
