/* Context: which equal texts score 101 and 102, in both directions, at the ends of a document, from earlier origins. */
#include "tests/unit/memory.h"

static struct text_arena *arena;

#define UNKNOWN ((const char *)0)

static struct text_span span_or_unknown(const char *s)
{
    return s ? text_span_of(s) : (struct text_span){0};
}

/* A unit with the texts around it; UNKNOWN, or "" for none. */
static struct tm_unit placed(const char *source, const char *target, const char *file, const char *const around[4])
{
    struct tm_unit u = memory_unit(source, target, file);
    u.origin.before = (struct text_pair){span_or_unknown(around[0]), span_or_unknown(around[1])};
    u.origin.after = (struct text_pair){span_or_unknown(around[2]), span_or_unknown(around[3])};
    return u;
}

static void scores(struct tm_memory *m, const char *what, const char *const query[3], const char *from, int least,
                   const char *expected)
{
    struct tm_query q = {.text = text_span_of(query[1]),
                         .before = span_or_unknown(query[0]),
                         .after = span_or_unknown(query[2]),
                         .from = text_span_of(from),
                         .to = text_span_of(strcmp(from, "id") ? "id" : "en"),
                         .least = least};
    struct tm_matches found = {0};
    struct text_error err = {0};
    struct text_buffer b = {0};
    text_arena_reset(arena);
    check(tm_find(m, &q, arena, &found, &err) == TEXT_OK, "%s: %s", what, err.message);
    for (size_t i = 0; i < found.count; i++) {
        text_buffer_add_format(&b, "%s%d %s %lld", i ? ", " : "", found.at[i].score,
                               tm_match_type_name(found.at[i].type), (long long)found.at[i].unit.id);
    }
    text_buffer_add_char(&b, '\0');
    check(strcmp(b.p, expected) == 0, "%s: %s, not %s", what, b.p, expected);
    text_buffer_free(&b);
}

/* Unit 1 stands in the middle, 2 begins, 3 ends a document; of 4 nothing is known. */
static void test_places(void)
{
    struct tm_memory *m = memory_open(memory_path("places.db"), TM_CREATE);
    static const char *const middle[] = {"Ini yang pertama.", "This is the first.", "Ini yang ketiga.",
                                         "This is the third."};
    static const char *const first[] = {"", "", "Lalu ini.", "Then this."};
    static const char *const last[] = {"Lalu ini.", "Then this.", "", ""};
    static const char *const nothing[] = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
    struct tm_unit u = placed("Ini yang kedua.", "This is the second.", "a", middle);
    memory_add(m, &u);
    u = placed("Selamat pagi.", "Good morning.", "b", first);
    memory_add(m, &u);
    u = placed("Selamat malam.", "Good night.", "b", last);
    memory_add(m, &u);
    u = placed("Tidak diketahui.", "Not known.", "c", nothing);
    memory_add(m, &u);
    static const struct {
        const char *query[3], *from;
        int least;
        const char *expected;
    } cases[] = {
        {{UNKNOWN, "Ini yang kedua.", UNKNOWN}, "id", 100, "100 exact 1"},
        {{"Ini yang pertama.", "Ini yang kedua.", UNKNOWN}, "id", 100, "101 context 1"},
        {{"Ini yang pertama.", "Ini yang kedua.", "Ini yang ketiga."}, "id", 100, "102 context 1"},
        {{" Ini  yang pertama. ", "Ini yang kedua.", "Ini yang\nketiga."}, "id", 100, "102 context 1"},
        {{"ini yang pertama", "Ini yang kedua.", UNKNOWN}, "id", 100, "100 exact 1"},
        {{"Ini yang pertama.", "Ini yang kedua.", "Yang lain."}, "id", 100, "101 context 1"},
        {{"Ini yang pertama.", "Ini yang kedua.", ""}, "id", 100, "101 context 1"},
        {{"Yang lain.", "Ini yang kedua.", "Ini yang ketiga."}, "id", 100, "100 exact 1"},
        {{UNKNOWN, "Ini yang kedua.", "Ini yang ketiga."}, "id", 100, "100 exact 1"},
        {{"", "Ini yang kedua.", "Ini yang ketiga."}, "id", 100, "100 exact 1"},
        {{"\xFF", "Ini yang kedua.", "Ini yang ketiga."}, "id", 100, "100 exact 1"},
        {{"Ini yang pertama.", "ini yang kedua", "Ini yang ketiga."}, "id", 70, "99 fuzzy 1"},
        {{"This is the first.", "This is the second.", "This is the third."}, "en", 100, "102 context 1"},
        {{"Ini yang pertama.", "This is the second.", UNKNOWN}, "en", 100, "100 exact 1"},
        {{"", "Selamat pagi.", UNKNOWN}, "id", 100, "101 context 2"},
        {{"  ", "Selamat pagi.", "Lalu ini."}, "id", 100, "102 context 2"},
        {{"", "Good morning.", "Then this."}, "en", 100, "102 context 2"},
        {{"Lalu ini.", "Selamat malam.", ""}, "id", 100, "102 context 3"},
        {{"Lalu ini.", "Selamat malam.", UNKNOWN}, "id", 100, "101 context 3"},
        {{"", "Tidak diketahui.", ""}, "id", 100, "100 exact 4"},
        {{"Ini yang pertama.", "Ini yang kedua.", UNKNOWN}, "id", 101, "101 context 1"},
        {{"Ini yang pertama.", "Ini yang kedua.", UNKNOWN}, "id", 102, ""},
        {{"Ini yang pertama.", "Ini yang kedua.", "Ini yang ketiga."}, "id", 102, "102 context 1"},
        {{UNKNOWN, "Ini yang kedua.", UNKNOWN}, "id", 101, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char what[40];
        snprintf(what, sizeof what, "case %zu of places", i);
        scores(m, what, cases[i].query, cases[i].from, cases[i].least, cases[i].expected);
    }
    struct tm_query q = {
        .text = TEXT_LITERAL("x"), .from = TEXT_LITERAL("id"), .to = TEXT_LITERAL("en"), .least = 103};
    struct tm_matches found;
    check(tm_find(m, &q, arena, &found, NULL) == TEXT_MISUSE, "103 is no threshold");
    memory_whole(m, "with context");
    tm_close(m);
}

/* A unit seen in several places: any of them counts, but both neighbours must agree in the same. */
static void test_origins(void)
{
    struct tm_memory *m = memory_open(memory_path("origins.db"), TM_CREATE);
    static const char *const places[][4] = {
        {"A.", "A!", "B.", "B!"}, {"C.", "C!", "D.", "D!"}, {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN}};
    for (int i = 0; i < 3; i++) {
        char file[] = {(char)('a' + i), '\0'};
        struct tm_unit u = placed("Ya, benar.", "Yes, right.", file, places[i]);
        if (i == 1) { /* the other way round */
            struct tm_unit t = u;
            u.text = (struct text_pair){t.text.target, t.text.source};
            u.language = (struct tm_languages){t.language.target, t.language.source};
            u.origin.before = (struct text_pair){t.origin.before.target, t.origin.before.source};
            u.origin.after = (struct text_pair){t.origin.after.target, t.origin.after.source};
        }
        check(memory_add(m, &u) == (i ? TM_NEW_ORIGIN : TM_NEW), "origin %d is new", i);
    }
    static const struct {
        const char *query[3], *from, *expected;
    } cases[] = {
        {{"A.", "Ya, benar.", "B."}, "id", "102 context 1"}, {{"C.", "Ya, benar.", "D."}, "id", "102 context 1"},
        {{"A.", "Ya, benar.", "D."}, "id", "101 context 1"}, {{"C.", "Ya, benar.", "B."}, "id", "101 context 1"},
        {{"B.", "Ya, benar.", "D."}, "id", "100 exact 1"},   {{"A!", "Yes, right.", "B!"}, "en", "102 context 1"},
        {{"C!", "Yes, right.", "D!"}, "en", "102 context 1"}, {{"A.", "Yes, right.", "B."}, "en", "100 exact 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char what[40];
        snprintf(what, sizeof what, "case %zu of origins", i);
        scores(m, what, cases[i].query, cases[i].from, 70, cases[i].expected);
    }
    tm_close(m);
}

/* An origin that was stored without its neighbours learns them when it comes again, and keeps what it knows. */
static void test_learned(void)
{
    struct tm_memory *m = memory_open(memory_path("learned.db"), TM_CREATE);
    static const char *const nothing[] = {UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN};
    static const char *const one[] = {"A.", "A!", "B.", "B!"}, *const other[] = {"C.", "C!", "D.", "D!"};
    static const char *const query[] = {"A.", "Ya, benar.", "B."}, *const later[] = {"C.", "Ya, benar.", "D."};
    for (int i = 0; i < 2; i++) { /* the first of them becomes a row of table origin */
        struct tm_unit u = placed("Ya, benar.", "Yes, right.", i ? "b" : "a", nothing);
        memory_add(m, &u);
    }
    scores(m, "nothing known", query, "id", 70, "100 exact 1");
    struct tm_unit u = placed("Ya, benar.", "Yes, right.", "a", one);
    check(memory_add(m, &u) == TM_KNOWN, "the origin is known");
    scores(m, "learned", query, "id", 70, "102 context 1");
    u = placed("Ya, benar.", "Yes, right.", "b", other);
    check(memory_add(m, &u) == TM_KNOWN, "the latest origin is known");
    scores(m, "learned of the latest", later, "id", 70, "102 context 1");
    u = placed("Ya, benar.", "Yes, right.", "b", one);
    check(memory_add(m, &u) == TM_KNOWN, "the latest origin is known");
    scores(m, "kept", later, "id", 70, "102 context 1");
    memory_whole(m, "after learning");
    tm_close(m);
}

/* Of many equal texts those with context come first, also where there is room for few. */
static void test_order(void)
{
    struct tm_memory *m = memory_open(memory_path("context-order.db"), TM_CREATE);
    static const char *const targets[] = {"One.", "Two.", "Three.", "Four."};
    static const char *const places[][4] = {{UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN},
                                            {"A.", "A!", UNKNOWN, UNKNOWN},
                                            {"A.", "A!", "B.", "B!"},
                                            {"Z.", "Z!", "B.", "B!"}};
    static const char *const query[] = {"A.", "Sama saja.", "B."};
    for (int i = 0; i < 4; i++) {
        struct tm_unit u = placed("Sama saja.", targets[i], "f", places[i]);
        u.changed = text_span_of("2023-01-01");
        memory_add(m, &u);
    }
    scores(m, "all", query, "id", 70, "102 context 3, 101 context 2, 100 exact 4, 100 exact 1");
    struct tm_query q = {.text = text_span_of(query[1]), .from = TEXT_LITERAL("id"), .to = TEXT_LITERAL("en")};
    struct tm_matches found = {0};
    q.before = text_span_of(query[0]);
    q.after = text_span_of(query[2]);
    for (q.most = 1; q.most < 5; q.most++) {
        static const int expected[] = {102, 101, 100, 100};
        text_arena_reset(arena);
        check(tm_find(m, &q, arena, &found, NULL) == TEXT_OK && found.count == q.most &&
                  found.at[q.most - 1].score == expected[q.most - 1] && found.at[0].score == 102,
              "the best %zu", q.most);
    }
    tm_close(m);
}

int main(void)
{
    memory_start();
    arena = text_arena_new();
    test_places();
    test_origins();
    test_learned();
    test_order();
    text_arena_free(arena);
    memory_end();
    return check_report();
}
