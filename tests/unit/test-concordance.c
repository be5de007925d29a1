/* Concordance: which units, in which order, and what is marked. */
#include "tests/unit/memory.h"

static struct text_arena *arena;

/* "source with [marks]", joined by |, and "..." when there are more. */
static void shows(struct tm_memory *m, struct tm_phrase p, const char *expected)
{
    struct tm_hits hits = {0};
    const char *text = p.text.p;
    struct text_error err = {0};
    struct text_buffer b = {0};
    text_arena_reset(arena);
    enum text_status status = tm_concordance(m, &p, arena, &hits, &err);
    check(status == TEXT_OK, "concordance of \"%s\": %s", text, err.message);
    for (size_t i = 0; i < hits.count && status == TEXT_OK; i++) {
        struct text_span s = hits.at[i].unit.text.source;
        size_t at = 0;
        text_buffer_add_string(&b, i ? "|" : "");
        for (size_t k = 0; k < hits.at[i].mark_count; k++) {
            struct text_range r = hits.at[i].marks[k];
            check(at <= r.begin && r.begin < r.end && r.end <= s.n, "marks are in order and within the text");
            text_buffer_add_format(&b, "%.*s[%.*s]", (int)(r.begin - at), s.p + at, (int)(r.end - r.begin),
                                   s.p + r.begin);
            at = r.end;
        }
        text_buffer_add(&b, (struct text_span){s.p + at, s.n - at});
    }
    text_buffer_add_string(&b, hits.more ? "..." : "");
    text_buffer_add_char(&b, '\0');
    check(strcmp(b.p, expected) == 0, "\"%s\" shows %s, not %s", text, b.p, expected);
    text_buffer_free(&b);
}

static void test_words(void)
{
    struct tm_memory *m = memory_open(memory_path("words.db"), TM_CREATE);
    static const char *const pairs[][2] = {
        {"Ia menyebut rumahnya.", "He named his houses."},
        {"Rumah itu disebut istana.", "The house is called a palace."},
        {"Penyebutan nama itu salah.", "Naming it was wrong."},
        {"Kata itu tersebut.", "Policies change names, naming names."},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct tm_unit u = memory_unit(pairs[i][0], pairs[i][1], "f");
        memory_add(m, &u);
    }
    const struct {
        struct tm_phrase phrase;
        const char *expected;
    } cases[] = {
        {{.text = TEXT_LITERAL("SEBUT"), .stems = true},
         "Ia [menyebut] rumahnya.|Kata itu [tersebut].|Rumah itu [disebut] istana.|[Penyebutan] nama itu salah."},
        {{.text = TEXT_LITERAL("penyebutan"), .stems = true, .most = 1}, "Ia [menyebut] rumahnya...."},
        {{.text = TEXT_LITERAL("sebut")}, ""},
        {{.text = TEXT_LITERAL("sebut rumah"), .stems = true}, "Ia [menyebut rumahnya]."},
        {{.text = TEXT_LITERAL("sebut rumah"), .stems = true, .scattered = true},
         "Ia [menyebut] [rumahnya].|[Rumah] itu [disebut] istana."},
        {{.text = TEXT_LITERAL("itu"), .skip = 1, .most = 1}, "Rumah [itu] disebut istana...."},
        {{.text = TEXT_LITERAL("itu"), .skip = 2, .most = 1}, "Penyebutan nama [itu] salah."},
        {{.text = TEXT_LITERAL("itu"), .skip = 3, .most = 1}, ""},
        {{.text = TEXT_LITERAL("itu"), .skip = SIZE_MAX, .most = 7}, ""},
        {{.text = TEXT_LITERAL("itu rumah"), .scattered = true}, "[Rumah] [itu] disebut istana."},
        {{.text = TEXT_LITERAL("nam*")},
         "He [named] his houses.|Penyebutan [nama] itu salah.|[Naming] it was wrong.|"
         "Policies change [names], [naming] [names]."},
        {{.text = TEXT_LITERAL("nam *")}, ""},
        {{.text = TEXT_LITERAL("rum* itu")}, "[Rumah itu] disebut istana."},
        {{.text = TEXT_LITERAL("hous nam"), .prefixes = true, .scattered = true}, "He [named] his [houses]."},
        {{.text = TEXT_LITERAL("policy"), .stems = true}, "[Policies] change names, naming names."},
        {{.text = TEXT_LITERAL("policy"), .stems = true, .language = TEXT_LITERAL("id")}, ""},
        {{.text = TEXT_LITERAL("naming names"), .scattered = true}, "Policies change [names], [naming] [names]."},
        {{.text = TEXT_LITERAL("names naming names")}, "Policies change [names, naming names]."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        shows(m, cases[i].phrase, cases[i].expected);
    }
    tm_close(m);
}

/* After a rollback the number of a language may be given to another one. */
static void test_stems_after_rollback(void)
{
    struct tm_memory *m = memory_open(memory_path("rollback.db"), TM_CREATE);
    struct text_error err = {0};
    for (int round = 0; round < 2; round++) {
        struct tm_unit u = memory_unit("disebut", "policies", "f");
        if (round == 0) {
            u.language = (struct tm_languages){u.language.target, u.language.source};
        }
        check(tm_begin(m, &err) == TEXT_OK, "begin: %s", err.message);
        memory_add(m, &u);
        shows(m, (struct tm_phrase){.text = TEXT_LITERAL("sebut"), .stems = true}, round ? "[disebut]" : "");
        if (round == 0) {
            tm_rollback(m);
        }
    }
    check(tm_commit(m, &err) == TEXT_OK, "commit: %s", err.message);
    shows(m, (struct tm_phrase){.text = TEXT_LITERAL("policy"), .stems = true}, "[policies]");
    tm_close(m);
}

static void test_phrases(void)
{
    struct tm_memory *m = memory_open(memory_path("concordance.db"), TM_CREATE);
    static const struct {
        const char *source, *target;
        enum tm_status status;
    } units[] = {
        {"Menteri Luar Negeri Rusia, Sergei Brevik, tiba.", "Russian Foreign Minister Sergei Brevik arrived.",
         TM_DRAFT},
        {"Menteri luar negeri: menteri luar, negeri!", "Said the foreign minister.", TM_APPROVED},
        {"negeri luar menteri", "Abroad.", TM_DRAFT},
        {"menteri luar negeri yang ditolak", "rejected", TM_REJECTED},
        {"Satu satu satu satu satu.", "One by one.", TM_DRAFT},
        {"Cafe\xCC\x81 baru di desa.", "A caf\xC3\xA9 in the village, di desa.", TM_DRAFT},
        {"Satu saja.", "Just one.", TM_DRAFT},
        {"Satu saja.", "Only one.", TM_DRAFT},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct tm_unit u = memory_unit(units[i].source, units[i].target, "f");
        u.status = units[i].status;
        memory_add(m, &u);
    }
    static const struct {
        const char *text, *language;
        size_t most;
        const char *expected;
    } cases[] = {
        {"menteri LUAR negeri", "", 0,
         "[Menteri luar negeri]: [menteri luar, negeri]!|[Menteri Luar Negeri] Rusia, Sergei Brevik, tiba."},
        {"menteri luar negeri", "id-ID", 1, "[Menteri luar negeri]: [menteri luar, negeri]!..."},
        {"menteri luar negeri", "en", 0, ""},
        {"menteri luar negeri", "fr", 0, ""},
        {"foreign minister", "", 0, "Said the [foreign minister].|Russian [Foreign Minister] Sergei Brevik arrived."},
        {"luar menteri", "", 0, "negeri [luar menteri]"},
        {"negeri luar negeri", "", 0, ""},
        {"satu satu", "", 0, "[Satu satu] [satu satu] satu."},
        {"satu", "", 2, "[Satu] saja.|[Satu] saja...."},
        {"caf\xC3\xA9", "", 0, "[Cafe\xCC\x81] baru di desa.|A [caf\xC3\xA9] in the village, di desa."},
        {"di desa", "", 0, "Cafe\xCC\x81 baru [di desa].|A caf\xC3\xA9 in the village, [di desa]."},
        {"tidak ada", "", 0, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tm_phrase p = {.text = text_span_of(cases[i].text), .language = text_span_of(cases[i].language)};
        p.most = cases[i].most;
        shows(m, p, cases[i].expected);
    }
    struct tm_phrase p = {.text = text_span_of(" ... ")};
    struct tm_hits hits;
    struct text_error err = {0};
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_EMPTY && err.message[0], "a phrase without a word");
    p.text = text_span_of("satu saja");
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_OK && hits.count == 2 &&
              text_span_equal(hits.at[1].unit.text.target, text_span_of("Only one.")),
          "each unit of a text is a hit, with its counterpart");
    p.text = text_span_of("only one");
    check(tm_concordance(m, &p, arena, &hits, &err) == TEXT_OK && hits.count == 1 &&
              text_span_equal(hits.at[0].unit.text.target, text_span_of("Satu saja.")),
          "a hit in the other language turns the unit");
    tm_close(m);
}

int main(void)
{
    arena = text_arena_new();
    memory_start();
    test_phrases();
    test_words();
    test_stems_after_rollback();
    memory_end();
    text_arena_free(arena);
    return check_report();
}
