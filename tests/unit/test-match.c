/* Matches: scores, both directions, order, thresholds, what is not offered; by small memories where all is known. */
#include "tests/unit/memory.h"

static struct text_arena *arena;

static struct tm_query query_of(const char *text, const char *from, const char *to, int least)
{
    return (struct tm_query){
        .text = text_span_of(text), .from = text_span_of(from), .to = text_span_of(to), .least = least, .most = 10};
}

/* What is found: "score type source=target", joined by |. */
static void finds(struct tm_memory *m, struct tm_query q, const char *expected)
{
    struct tm_matches found = {0};
    struct text_error err = {0};
    struct text_buffer b = {0};
    text_arena_reset(arena);
    enum text_status status = tm_find(m, &q, arena, &found, &err);
    check(status == TEXT_OK, "find \"%.*s\": %s", TEXT_PRINT(q.text), err.message);
    for (size_t i = 0; i < found.count && status == TEXT_OK; i++) {
        const struct tm_match *f = &found.at[i];
        text_buffer_add_format(&b, "%s%d %s %.*s=%.*s", i ? "|" : "", f->score, tm_match_type_name(f->type),
                               TEXT_PRINT(f->unit.text.source), TEXT_PRINT(f->unit.text.target));
        check(f->piece_count > 0, "a match has pieces");
    }
    text_buffer_add_char(&b, '\0');
    check(strcmp(b.p, expected) == 0, "\"%.*s\" at %d finds %s, not %s", TEXT_PRINT(q.text), q.least, b.p, expected);
    text_buffer_free(&b);
}

static void add(struct tm_memory *m, const char *source, const char *target)
{
    struct tm_unit u = memory_unit(source, target, "f");
    memory_add(m, &u);
}

static void test_scores(void)
{
    struct tm_memory *m = memory_open(memory_path("scores.db"), TM_CREATE);
    finds(m, query_of("apa saja", "id", "en", 1), "");
    add(m, "Presiden itu tiba di Jakarta pada hari Senin.", "The president arrived in Jakarta on Monday.");
    add(m, "ia ia ia makan", "he he he eats");
    add(m, "...", "---");
    add(m, "kafe\xCC\x81 baru", "new cafe");
    static const struct {
        const char *text;
        int least;
        const char *expected;
    } cases[] = {
        {"Presiden itu tiba di Jakarta pada hari Senin.", 100,
         "100 exact Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in Jakarta on Monday."},
        {"  Presiden itu  tiba di Jakarta pada hari Senin. ", 100,
         "100 exact Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in Jakarta on Monday."},
        {"presiden itu tiba, di Jakarta pada hari Senin", 100, ""},
        {"presiden itu tiba, di Jakarta pada hari Senin", 99,
         "99 fuzzy Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in Jakarta on Monday."},
        {"Presiden itu tiba di Bandung pada hari Senin.", 87, /* 7 of 8: 87.5 rounded down */
         "87 fuzzy Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in Jakarta on Monday."},
        {"Presiden itu tiba di Bandung pada hari Senin.", 88, ""},
        {"Presiden itu baru saja tiba di Jakarta pada hari Senin.", 80, /* 8 of 10 */
         "80 fuzzy Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in Jakarta on Monday."},
        {"tiba di Jakarta", 37,
         "37 fuzzy Presiden itu tiba di Jakarta pada hari Senin.=The president arrived in "
         "Jakarta on Monday."},
        {"tiba di Jakarta", 38, ""},
        {"ia makan", 50, "50 fuzzy ia ia ia makan=he he he eats"},
        {"makan ia ia ia", 50, "50 fuzzy ia ia ia makan=he he he eats"}, /* order counts */
        {"ia ia ia ia ia makan", 66, "66 fuzzy ia ia ia makan=he he he eats"},
        {"...", 1, "100 exact ...=---"},
        {"!", 1, ""},
        {"", 1, ""},
        {"xyz", 1, ""},
        {"kaf\xC3\xA9 baru", 100, "100 exact kafe\xCC\x81 baru=new cafe"},
        {"KAF\xC3\x89 baru", 99, "99 fuzzy kafe\xCC\x81 baru=new cafe"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        finds(m, query_of(cases[i].text, "id", "en", cases[i].least), cases[i].expected);
    }
    memory_whole(m, "after the scores");
    tm_close(m);
}

static void test_directions(void)
{
    struct tm_memory *m = memory_open(memory_path("directions.db"), TM_CREATE);
    struct tm_unit u = memory_unit("Selamat pagi semua", "Good morning everybody", "f");
    u.language.target = text_span_of("en-US");
    memory_add(m, &u);
    struct tm_unit turned = memory_unit("Good evening everybody", "Selamat malam semua", "f");
    turned.language = (struct tm_languages){text_span_of("EN"), text_span_of("id-ID")};
    memory_add(m, &turned);
    struct tm_unit third = memory_unit("Good morning everybody", "Goede morgen iedereen", "f");
    third.language = (struct tm_languages){text_span_of("en-GB"), text_span_of("nl")};
    memory_add(m, &third);
    finds(m, query_of("selamat pagi semua", "id", "en", 60),
          "99 fuzzy Selamat pagi semua=Good morning everybody|66 fuzzy Selamat malam semua=Good evening everybody");
    finds(m, query_of("Good morning everybody", "en", "id", 60),
          "100 exact Good morning everybody=Selamat pagi semua|66 fuzzy Good evening everybody=Selamat malam semua");
    finds(m, query_of("Good morning everybody", "en-AU", "nl", 60),
          "100 exact Good morning everybody=Goede morgen iedereen");
    finds(m, query_of("Good morning everybody", "id", "en", 1), "");
    finds(m, query_of("Good morning everybody", "fr", "en", 1), "");
    finds(m, query_of("Goede morgen", "nl", "id", 1), "");
    tm_close(m);
}

static void test_order(void)
{
    struct tm_memory *m = memory_open(memory_path("order.db"), TM_CREATE);
    struct tm_unit u = memory_unit("Harga beras naik tajam", "Rice prices rise sharply", "f");
    u.changed = text_span_of("2023-01-01");
    memory_add(m, &u);
    u = memory_unit("Harga beras naik tajam", "The price of rice soars", "f");
    u.changed = text_span_of("2024-01-01");
    memory_add(m, &u);
    u = memory_unit("Harga beras naik tajam", "No, no", "f");
    u.changed = text_span_of("2025-01-01");
    u.status = TM_REJECTED;
    memory_add(m, &u);
    u = memory_unit("Harga berasa naik tajam", "Its rice price soars", "f");
    u.changed = text_span_of("2020-01-01");
    memory_add(m, &u);
    u = memory_unit("Harga emas naik tajam", "Gold prices soar", "f");
    u.changed = text_span_of("2024-06-01");
    memory_add(m, &u);
    finds(m, query_of("Harga beras naik tajam", "id", "en", 70),
          "100 exact Harga beras naik tajam=The price of rice soars|"
          "100 exact Harga beras naik tajam=Rice prices rise sharply|"
          "75 fuzzy Harga berasa naik tajam=Its rice price soars|"
          "75 fuzzy Harga emas naik tajam=Gold prices soar");
    struct tm_query q = query_of("Harga beras naik tajam", "id", "en", 70);
    q.most = 3;
    finds(m, q,
          "100 exact Harga beras naik tajam=The price of rice soars|"
          "100 exact Harga beras naik tajam=Rice prices rise sharply|"
          "75 fuzzy Harga berasa naik tajam=Its rice price soars");
    tm_close(m);
}

static void test_arguments(void)
{
    struct tm_memory *m = memory_open(memory_path("arguments.db"), TM_CREATE);
    struct tm_matches found;
    struct text_error err = {0};
    add(m, "satu dua", "one two");
    struct tm_query q = query_of("satu dua", "id", "en", 103);
    check(tm_find(m, &q, arena, &found, &err) == TEXT_MISUSE && strstr(err.message, "103"), "a threshold of 103");
    q.least = -1;
    check(tm_find(m, &q, arena, &found, &err) == TEXT_MISUSE, "a threshold of -1");
    q = query_of("satu dua", "", "en", 70);
    check(tm_find(m, &q, arena, &found, &err) == TEXT_MISUSE, "no language");
    q = query_of("satu \xC3", "id", "en", 70);
    check(tm_find(m, &q, arena, &found, &err) == TEXT_INVALID, "a query that is not UTF-8");
    q = query_of("satu dua", "id", "en", 0);
    q.most = 0;
    finds(m, q, "100 exact satu dua=one two");
    tm_close(m);
}

/* What was added is found before and after the commit, and after a rollback it is not. */
static void test_transactions(void)
{
    struct tm_memory *m = memory_open(memory_path("pending.db"), TM_CREATE);
    add(m, "nol kata lama", "zero old words");
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    add(m, "satu kata lagi", "one more word");
    finds(m, query_of("satu kata saja", "id", "en", 60), "66 fuzzy satu kata lagi=one more word");
    tm_rollback(m);
    finds(m, query_of("satu kata saja", "id", "en", 60), "");
    add(m, "satu kata lain", "another word");
    finds(m, query_of("satu kata saja", "id", "en", 60), "66 fuzzy satu kata lain=another word");
    struct tm_memory *reader = memory_open(memory_path("pending.db"), TM_READ);
    finds(reader, query_of("satu kata saja", "id", "en", 60), "66 fuzzy satu kata lain=another word");
    add(m, "satu kata pula", "a word too");
    finds(reader, query_of("satu kata saja", "id", "en", 60),
          "66 fuzzy satu kata pula=a word too|66 fuzzy satu kata lain=another word");
    memory_whole(m, "after all that");
    tm_close(reader);
    tm_close(m);
}

/* A word in more texts than one row holds, in every length band and in several commits. */
static void test_frequent_word(void)
{
    struct tm_memory *m = memory_open(memory_path("frequent.db"), TM_CREATE);
    char text[4000], expected[4200];
    for (int batch = 0; batch < 6; batch++) {
        check(tm_begin(m, NULL) == TEXT_OK, "begin");
        for (int i = 0; i < 700; i++) {
            size_t n = (size_t)snprintf(text, sizeof text, "yang ke%d", batch * 700 + i);
            for (int k = 0; k < (i * 7) % 120; k++) {
                n += (size_t)snprintf(text + n, sizeof text - n, " isi");
            }
            add(m, text, "x");
        }
        check(tm_commit(m, NULL) == TEXT_OK, "commit");
    }
    memory_whole(m, "with frequent words");
    finds(m, query_of("yang ke2103 isi isi isi isi isi", "id", "en", 100), "");
    snprintf(text, sizeof text, "yang ke2103");
    for (int k = 0; k < 21; k++) {
        strcat(text, " isi");
    }
    snprintf(expected, sizeof expected, "100 exact %s=x", text);
    struct tm_query q = query_of(text, "id", "en", 99);
    finds(m, q, expected);
    snprintf(expected, sizeof expected, "92 fuzzy %s=x", text);
    strcat(text, " lain lain");
    q = query_of(text, "id", "en", 70);
    q.most = 1;
    finds(m, q, expected);
    struct tm_phrase p = {.text = text_span_of("YANG"), .most = 5000};
    struct tm_hits hits = {0};
    check(tm_concordance(m, &p, arena, &hits, NULL) == TEXT_OK && hits.count == 4200 && !hits.more,
          "the concordance finds all of a frequent word: %zu", hits.count);
    tm_close(m);
}

int main(void)
{
    arena = text_arena_new();
    memory_start();
    test_scores();
    test_directions();
    test_order();
    test_arguments();
    test_transactions();
    test_frequent_word();
    memory_end();
    text_arena_free(arena);
    return check_report();
}
