/* What of a query is put into a target, and what is not, by pairs of texts in both directions. */
#include "tm/tm.h"

#include "tests/unit/check.h"
#include "tests/unit/language.h"

static struct text_arena *arena;

/* What the query makes of a unit: the suggestion, "=" for the target as stored, or the name of the doubt. */
struct row {
    const char *query, *source, *target, *expected;
};

static const struct row from_id[] = {
    /* dates */
    {"Senin (6/3/2023)", "Selasa (7/3/2023)", "Tuesday (March 7, 2023)", "Monday (March 6, 2023)"},
    {"Kata dia, Senin (6/3/2023).", "Kata dia, Selasa (7/3/2023).", "he said on Tuesday.", "he said on Monday."},
    {"kata dia, Selasa (14/3/2023)", "kata dia, Selasa (7/3/2023)", "he said on Tuesday", "he said on Tuesday"},
    {"Senin, 6 Maret 2023,", "Selasa, 7 Maret 2023,", "Tuesday, 7 March 2023,", "Monday, 6 March 2023,"},
    {"pada 6 Mei", "pada 7 Maret", "on March 7th", "on May 6th"},
    {"pada 3 Mei", "pada 21 Maret", "on the 21st of March", "on the 3rd of May"},
    {"6/3/2023", "7/3/2023", "2023-03-07", "2023-03-06"},
    {"6-12-2022", "07-03-2023", "Mar. 7, 2023", "Dec. 6, 2022"},
    {"pada Mei 2024", "pada Maret 2023", "in March 2023", "in May 2024"},
    {"pada Kamis", "pada Selasa", "on TUESDAY", "on THURSDAY"},
    {"Senin (6/3)", "Selasa (7/3)", "Tuesday, March 7", "Monday, March 6"},
    {"Pada Senin ia pergi (6/3/2023)", "Pada Selasa ia pergi (7/3/2023)", "He left on Tuesday, March 7, 2023",
     "He left on Monday, March 6, 2023"},
    {"ia pergi (6/3/2023)", "ia pergi (7/3/2023)", "On Tuesday he left (March 7, 2023)",
     "On Monday he left (March 6, 2023)"},
    {"ia pergi (6/3/2023)", "ia pergi (7/3/2023)", "On Tuesday he left, Tuesday (March 7, 2023)", "many-places"},
    {"kata dia, Rabu (6/3/2023)", "kata dia, Selasa (7/3/2023)", "he said on Tuesday", "contradiction"},
    {"Pada Selasa, kata dia (6/3/2023)", "Pada Selasa, kata dia (7/3/2023)", "Tuesday (March 7, 2023)",
     "contradiction"},
    {"pada 7 Maret 2024", "pada 7 Maret 2023", "on March 7", "not-writable"},
    {"pada 6 Maret 2023", "pada 7 Maret", "on March 7", "not-writable"},
    {"pada Senin", "pada Selasa (7/3/2023)", "on Tuesday (March 7, 2023)", "not-writable"},
    {"pada Senin", "pada Selasa (7/3/2023)", "on Tuesday", "on Monday"},
    {"pada 6 Maret", "pada 7 Maret", "on the day", "no-place"},
    {"pada 6 Maret", "pada 7 Maret", "on March 7, 2023", "no-place"},
    {"pada 6 Maret", "pada 7 Maret", "on 3/7/2023", "no-place"},
    {"7/3/2023", "Selasa (7/3/2023)", "Tuesday (March 7, 2023)", "="},
    /* numbers */
    {"1.250,5 ton", "1.000 ton", "1,000 tons", "1,250.5 tons"},
    {"2,75 kali", "2,5 kali", "2.5 times", "2.75 times"},
    {"15.500 orang", "15.000 orang", "15 thousand people", "15,500 people"},
    {"tiga kapal", "dua kapal", "two ships", "three ships"},
    {"Lima kapal", "Dua kapal", "Two ships", "Five ships"},
    {"23 kapal", "dua kapal", "two ships", "not-writable"},
    {"3 orang", "1 orang", "1 person", "inflection"},
    {"1 orang", "3 orang", "3 people", "inflection"},
    {"skor 3-1", "skor 2-1", "a 2-1 win", "a 3-1 win"},
    {"5 dari 8", "5 dari 5", "5 of 5", "many-places"},
    {"8 dari 8", "5 dari 5", "5 of 5", "8 of 8"},
    {"8 dari 9", "5 dari 5", "5 of 5", "many-places"},
    {"6 kapal", "5 kapal", "5 of 5 ships", "many-places"},
    {"6 dari 7", "7 dari 6", "7 of 6", "6 of 7"},
    {"8 dari 9", "6 dari 7", "of 7, 6", "of 9, 8"},
    {"6 kapal dan 7 kereta", "6 kapal", "6 ships", "uneven"},
    {"kapal", "6 kapal", "6 ships", "uneven"},
    {"5 apel dan 3 jeruk", "3 jeruk dan 5 apel", "3 oranges and 5 apples", "unaligned"},
    {"lima persen", "lima kapal", "five ships", "uneven"},
    {"tahun 2024", "tahun 2023", "in 2023", "in 2024"},
    {"5 kapal tiba", "5 kapal pergi", "5 ships left", "="},
    {"kapal tiba", "kapal pergi", "7 ships left", "="},
    /* percent and money */
    {"naik 5,25 persen", "naik 4 persen", "rose 4%", "rose 5.25%"},
    {"naik 6 persen dari 5 persen", "naik 4 persen dari 5 persen", "up 4 percent from 5%", "up 6 percent from 5%"},
    {"Rp2 triliun", "Rp 1,5 triliun", "Rp1.5 trillion", "Rp2 trillion"},
    {"Rp750 miliar", "Rp 2 triliun", "Rp2 trillion", "Rp750 billion"},
    {"15 juta dolar AS", "3 miliar dolar AS", "$3bn", "$15m"},
    {"US$ 15.250", "US$ 900", "$900", "$15,250"},
    {"15 juta euro", "3 juta dolar AS", "$3 million", "not-writable"},
    {"Rp5 juta", "Rp4 juta", "$270", "no-place"},
    /* ordinals and Roman numerals */
    {"abad ke-21", "abad ke-20", "the 20th century", "the 21st century"},
    {"yang ketiga", "yang pertama", "the first", "the third"},
    {"Paus Yohanes Paulus III", "Paus Yohanes Paulus II", "Pope John Paul II", "Pope John Paul III"},
    {"Bab IX", "Bab IV", "Chapter IV", "Chapter IX"},
    {"Bab IX", "Bab IV", "Chapter 4", "no-place"},
    /* times */
    {"pukul 01.05", "pukul 19.15", "at 7:15 p.m.", "at 1:05 a.m."},
    {"pukul 20.30 WIB", "pukul 19.15 WIB", "at 7:15 p.m. WIB", "at 8:30 p.m. WIB"},
    {"pukul 20.30 WIB", "pukul 19.15 WIB", "at 7:15 p.m.", "at 8:30 p.m."},
    {"pukul 20.30 WIB", "pukul 19.15 WIB", "at 1215 GMT", "at 1330 GMT"},
    {"pukul 06.30 WIB", "pukul 19.15 WIB", "at 1215 GMT", "not-writable"},
    {"pukul 19.15 WITA", "pukul 19.15 WIB", "at 7:15 p.m.", "not-writable"},
    {"pukul 19.30", "pukul 19.00", "at 7 p.m.", "not-writable"},
    {"pukul 20.15 WIB", "pukul 19.15 WIB", "at 7:15 a.m.", "no-place"},
    /* what is copied */
    {"lihat https://a.id/c?d=2, ya", "lihat https://a.id/b, ya", "see https://a.id/b, please",
     "see https://a.id/c?d=2, please"},
    {"surel ke tm@padan.id.", "surel ke info@padan.id.", "mail info@padan.id.", "mail tm@padan.id."},
    {"Nomor 14/2004", "Nomor 13/2003", "No. 13/2003", "No. 14/2004"},
    {"versi 1.2.4", "versi 1.2.3", "version 1.2.3", "version 1.2.4"},
    {"<i>tebal</i>", "<b>tebal</b>", "<b>bold</b>", "<i>bold</i>"},
    {"{1} dari %s", "{0} dari %s", "{0} of %s", "{1} of %s"},
    {"<b>tebal</b>", "tebal", "bold", "uneven"},
};

static const struct row from_en[] = {
    {"Monday (March 6, 2023)", "Tuesday (March 7, 2023)", "Selasa (7/3/2023)", "Senin (6/3/2023)"},
    {"on Monday", "on Tuesday", "pada Selasa", "pada Senin"},
    {"May 6, 2023", "March 7, 2023", "Selasa, 7 Maret 2023", "Sabtu, 6 Mei 2023"},
    {"May 6, 2023", "March 7, 2023", "07/03/2023", "06/05/2023"},
    {"December 25", "March 6", "6 Mar", "25 Des"},
    {"2023-05-06", "2023-03-07", "7-3-2023", "6-5-2023"},
    {"the 6th of May, 2023", "the 7th of March, 2023", "7 Maret 2023", "6 Mei 2023"},
    {"1,250.5 tons", "1,000 tons", "1.000 ton", "1.250,5 ton"},
    {"2.75 times", "2.5 times", "2,5 kali", "2,75 kali"},
    {"twelve ships", "two ships", "dua kapal", "not-writable"},
    {"twelve ships", "2 ships", "2 kapal", "12 kapal"},
    {"5.25%", "4%", "4 persen", "5,25 persen"},
    {"5.25 per cent", "4 percent", "4%", "5,25%"},
    {"Rp2 trillion", "Rp1.5 trillion", "Rp 1,5 triliun", "Rp 2 triliun"},
    {"$1,234.50", "$5", "5 dolar AS", "1.234,50 dolar AS"},
    {"US$15m", "US$3bn", "US$ 3 miliar", "US$ 15 juta"},
    {"\xE2\x82\xAC" "2 million", "\xE2\x82\xAC" "1.1 million", "1,1 juta euro", "2 juta euro"},
    {"the 21st century", "the 20th century", "abad ke-20", "abad ke-21"},
    {"the third", "the first", "yang pertama", "yang ketiga"},
    {"Pope Pius XII", "Pope Pius XI", "Paus Pius XI", "Paus Pius XII"},
    {"at 1:05 a.m.", "at 7:15 p.m.", "pukul 19.15", "pukul 01.05"},
    {"at 1330 GMT", "at 1215 GMT", "pukul 19.15 WIB", "pukul 20.30 WIB"},
    {"at 1815 GMT", "at 1215 GMT", "pukul 19.15 WIB", "not-writable"},
    {"7:05 p.m.", "8:30 p.m.", "8.30 malam", "no-place"},
    {"at 7:05 p.m.", "at 8:30 p.m.", "pukul 8.30 malam", "pukul 7.05 malam"},
    {"at 7:05 a.m.", "at 8:30 p.m.", "pukul 8.30 malam", "not-writable"},
    {"see www.a.id/c", "see www.a.id/b", "lihat www.a.id/b", "lihat www.a.id/c"},
    {"Genesis 3:16", "Genesis 3:15", "Kejadian 3:15", "Kejadian 3:16"},
    {"3/6/2023", "3/7/2023", "7/3/2023", "no-place"},
    {"Monday (3/6/2023)", "Tuesday (3/7/2023)", "Selasa (7/3/2023)", "Senin (6/3/2023)"},
    {"3 people", "1 person", "1 orang", "inflection"},
    {"Rp5,000", "Rp4,000", "Rp4.000,-", "Rp5.000,-"},
};

/* It gives the target back when what was stored is put where it was, and nothing else was touched. */
static void check_ranges(const char *query, struct text_span target, const struct tm_suggestion *s)
{
    size_t stored = 0, suggested = 0;
    bool right = true;
    for (size_t i = 0; i < s->count && right; i++) {
        const struct tm_passage *now = &s->at[i].suggested, *old = &s->at[i].stored;
        right = old->range.begin >= stored && old->range.end <= target.n &&
                now->range.begin - suggested == old->range.begin - stored && now->range.end <= s->text.n &&
                memcmp(s->text.p + suggested, target.p + stored, old->range.begin - stored) == 0 &&
                now->text.p == s->text.p + now->range.begin && now->text.n == now->range.end - now->range.begin &&
                old->text.p == target.p + old->range.begin && old->text.n == old->range.end - old->range.begin;
        stored = old->range.end;
        suggested = now->range.end;
    }
    right = right && target.n - stored == s->text.n - suggested &&
            memcmp(s->text.p + suggested, target.p + stored, target.n - stored) == 0;
    check(right, "\"%s\": the marked ranges of \"%.*s\" are all that was changed", query, TEXT_PRINT(s->text));
}

static void check_row(const struct tm_knowledge *known, const struct row *row)
{
    struct text_pair unit = {text_span_of(row->source), text_span_of(row->target)};
    struct tm_suggestion s = {0};
    struct text_error err = {0};
    enum text_status status = tm_substitute(known, text_span_of(row->query), &unit, arena, &s, &err);
    check(status == TEXT_OK, "\"%s\": %s", row->query, err.message);
    struct text_span got = s.status == TM_AS_STORED  ? text_span_of("=")
                           : s.status == TM_UNCERTAIN ? text_span_of(tm_doubt_name(s.doubt))
                                                      : s.text;
    check(text_span_equal(got, text_span_of(row->expected)), "\"%s\" for \"%s\" makes of \"%s\" \"%s\", not \"%.*s\"",
          row->query, row->source, row->target, row->expected, TEXT_PRINT(got));
    check(s.status != TM_UNCERTAIN || (s.reason.n > 0 && s.doubt != TM_NO_DOUBT), "\"%s\": no reason", row->query);
    check(s.status == TM_SUBSTITUTED ? s.count > 0 : s.count == 0 && text_span_equal(s.text, unit.target),
          "\"%s\": %zu substitutions", row->query, s.count);
    check_ranges(row->query, unit.target, &s);
    text_arena_reset(arena);
}

static void test_rows(void)
{
    struct tm_knowledge id = {language_of("id"), language_of("en")}, en = {language_of("en"), language_of("id")};
    for (size_t i = 0; i < sizeof from_id / sizeof from_id[0]; i++) {
        check_row(&id, &from_id[i]);
    }
    for (size_t i = 0; i < sizeof from_en / sizeof from_en[0]; i++) {
        check_row(&en, &from_en[i]);
    }
}

/* Nothing is known of a language, or two texts are the same. */
static void test_nothing(void)
{
    const struct row rows[] = {{"6 kapal", "7 kapal", "7 ships", "="}};
    const struct row same[] = {{"7 kapal", "7 kapal", "7 ships", "="}, {"", "", "", "="}, {"", "7", "", "uneven"}};
    check_row(&(struct tm_knowledge){NULL, NULL}, &rows[0]);
    check_row(&(struct tm_knowledge){language_of("id"), NULL}, &rows[0]);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        check_row(&(struct tm_knowledge){language_of("id"), language_of("en")}, &same[i]);
    }
}

/* Texts of very many placeables cost no more than they may. */
static void test_many(void)
{
    struct text_buffer a = {0}, b = {0};
    for (int i = 0; i < 20000; i++) {
        text_buffer_add_format(&a, "%d, ", i % 7);
        text_buffer_add_format(&b, "%d, ", i % 5);
    }
    struct tm_knowledge known = {language_of("id"), language_of("en")};
    struct tm_suggestion s = {0};
    struct text_pair unit = {text_buffer_span(&b), text_buffer_span(&b)};
    check(!a.failed && !b.failed && tm_substitute(&known, text_buffer_span(&a), &unit, arena, &s, NULL) == TEXT_OK &&
              s.status == TM_UNCERTAIN,
          "many numbers are %s", tm_suggestion_status_name(s.status));
    unit.source = text_span_of("5 kapal");
    check(tm_substitute(&known, text_span_of("6 kapal"), &unit, arena, &s, NULL) == TEXT_OK,
          "a target of many numbers");
    text_buffer_free(&a);
    text_buffer_free(&b);
}

int main(void)
{
    languages_load();
    arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_rows();
    test_nothing();
    test_many();
    text_arena_free(arena);
    languages_free();
    return check_report();
}
