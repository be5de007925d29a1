/* Penalties: which are taken for what, that they order and neither find nor lose, and what of one score has room. And
 * suggestions in matches. */
#include "tests/unit/memory.h"

#include "tests/unit/language.h"

static struct text_arena *arena;

static struct tm_query query_of(const char *text, const struct tm_penalties *penalties)
{
    return (struct tm_query){.text = text_span_of(text),
                             .from = text_span_of("id"),
                             .to = text_span_of("en"),
                             .least = 50,
                             .most = 10,
                             .known = {language_of("id"), language_of("en")},
                             .penalties = penalties};
}

static struct tm_matches find(struct tm_memory *m, const struct tm_query *q)
{
    struct tm_matches found = {0};
    struct text_error err = {0};
    text_arena_reset(arena);
    check(tm_find(m, q, arena, &found, &err) == TEXT_OK, "find \"%.*s\": %s", TEXT_PRINT(q->text), err.message);
    return found;
}

static struct tm_memory *memory_of(const char *name)
{
    return memory_open(memory_path(name), TM_CREATE);
}

/* What the text of a unit has against a query, one unit in a memory. */
static void test_differences(void)
{
    static const struct {
        const char *query, *unit;
        unsigned differences;
    } cases[] = {
        {"Harga beras naik tajam", "Harga beras naik tajam", 0},
        {"Harga beras naik tajam", "harga beras naik tajam", TM_DIFFERS_CASE},
        {"Harga beras naik tajam.", "Harga beras naik tajam", TM_DIFFERS_PUNCTUATION},
        {"Harga beras, naik tajam.", "harga beras naik tajam.", TM_DIFFERS_CASE | TM_DIFFERS_PUNCTUATION},
        {"Harga beras naik 5 persen", "Harga beras naik 6 persen", TM_DIFFERS_NUMBERS},
        {"Harga beras naik 5 persen", "Harga beras naik lima persen", TM_DIFFERS_NUMBERS},
        {"Harga beras naik tajam", "Harga beras turun tajam", 0},
        {"Itu harga dan itu beras", "itu harga dan Itu beras", 0}, /* the same words, whichever they are */
        {"Itu harga dan itu beras", "itu harga dan itu beras", TM_DIFFERS_CASE},
        {"Itu harga dan itu beras", "Itu harga dan beras", 0},
        {"Harga <b>beras</b> naik tajam", "Harga <b>beras</b> naik tajam!", TM_DIFFERS_PUNCTUATION},
        {"Harga <b>beras</b> naik tajam", "Harga <i>beras</i> naik tajam", TM_DIFFERS_TAGS},
        {"Harga beras naik {0} dari 5 persen", "Harga beras naik {1} dari 5 persen", TM_DIFFERS_TAGS},
        {"Kafe\xCC\x81 itu naik tajam", "Kaf\xC3\xA9 itu naik tajam!", TM_DIFFERS_PUNCTUATION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char name[40];
        snprintf(name, sizeof name, "difference-%zu.db", i);
        struct tm_memory *m = memory_of(name);
        struct tm_unit u = memory_unit(cases[i].unit, "x", "f");
        struct tm_query q = query_of(cases[i].query, NULL);
        memory_add(m, &u);
        struct tm_matches found = find(m, &q);
        check(found.count == 1 && found.at[0].differences == cases[i].differences,
              "\"%s\" and \"%s\" differ in %x, not %x", cases[i].query, cases[i].unit,
              cases[i].differences, found.count ? found.at[0].differences : 0xFFFF);
        int cost = 0;
        const struct tm_penalties *p = &tm_usual_penalties;
        cost += cases[i].differences & TM_DIFFERS_CASE ? p->letter_case : 0;
        cost += cases[i].differences & TM_DIFFERS_PUNCTUATION ? p->punctuation : 0;
        cost += cases[i].differences & TM_DIFFERS_NUMBERS ? p->numbers : 0;
        cost += cases[i].differences & TM_DIFFERS_TAGS ? p->tags : 0;
        check(found.count == 1 && found.at[0].rank == 100 * found.at[0].score - cost, "\"%s\" and \"%s\": rank %d",
              cases[i].query, cases[i].unit, found.count ? found.at[0].rank : -1);
        tm_close(m);
    }
    const struct tm_penalties *p = &tm_usual_penalties;
    check(p->letter_case + p->punctuation + p->numbers + p->tags < 100, "the usual penalties pass a point");
}

/* What the penalties for units make of one that is a draft, half certain, two years old and imported. */
static void test_units(void)
{
    struct tm_memory *m = memory_of("units.db");
    struct tm_unit u = memory_unit("Harga beras naik tajam", "x", "f");
    u.origin.confidence = 0.5;
    u.changed = u.created = text_span_of("2021-06-01T00:00:00Z");
    memory_add(m, &u);
    static const struct {
        struct tm_penalties penalties;
        int rank;
    } cases[] = {
        {{0}, 10000},
        {{.draft = 300}, 9700},
        {{.confidence = 1000}, 9500},
        {{.age = 100}, 9800},
        {{.foreign = 250}, 9750},
        {{.draft = 10000, .foreign = 10000}, -10000},
        {{.letter_case = 500, .punctuation = 500, .numbers = 500, .tags = 500}, 10000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tm_query q = query_of("Harga beras naik tajam", &cases[i].penalties);
        q.now = 1685577600; /* 2023-06-01 */
        struct tm_matches found = find(m, &q);
        check(found.count == 1 && abs(found.at[0].rank - cases[i].rank) <= 1 && found.at[0].score == 100,
              "penalties %zu: rank %d, not %d", i, found.count ? found.at[0].rank : 0, cases[i].rank);
    }
    const struct tm_penalties unsure = {.confidence = 1000, .draft = 300};
    struct tm_query approved = query_of("Harga beras naik tajam", &unsure);
    check(tm_set_status(m, 1, TM_APPROVED, TEXT_LITERAL(""), NULL) == TEXT_OK, "approve");
    struct tm_matches full = find(m, &approved);
    check(full.count == 1 && full.at[0].rank == 10000, "what is approved counts fully, whatever the aligner thought");
    struct tm_penalties wrong = {.tags = -1};
    struct tm_query q = query_of("Harga beras naik tajam", &wrong);
    struct tm_matches found;
    struct text_error err = {0};
    check(tm_find(m, &q, arena, &found, &err) == TEXT_MISUSE && err.message[0], "a penalty below nothing");
    wrong.tags = TM_PENALTY_MOST + 1;
    check(tm_find(m, &q, arena, &found, &err) == TEXT_MISUSE, "a penalty above all");
    tm_close(m);
}

/* Ids in order, joined by blanks. */
static void orders(struct tm_memory *m, const struct tm_query *q, const char *expected)
{
    struct tm_matches found = find(m, q);
    struct text_buffer b = {0};
    for (size_t i = 0; i < found.count; i++) {
        text_buffer_add_format(&b, "%s%lld", i ? " " : "", (long long)found.at[i].unit.id);
        int before = found.at[i ? i - 1 : 0].rank;
        check(found.at[i].rank <= before, "rank %d behind %d", found.at[i].rank, before);
    }
    text_buffer_add_char(&b, '\0');
    check(!b.failed && strcmp(b.p, expected) == 0, "\"%.*s\": %s, not %s", TEXT_PRINT(q->text), b.p, expected);
    text_buffer_free(&b);
}

static void test_order(void)
{
    static const struct {
        const char *text;
        enum tm_status status;
    } units[] = {
        {"Harga beras naik tajam hari ini", TM_DRAFT},      /* 1: 100 */
        {"Harga beras turun tajam hari ini", TM_APPROVED},  /* 2: 83 */
        {"harga beras turun tajam, hari ini", TM_APPROVED}, /* 3: 83, case and punctuation */
        {"harga beras susut tajam hari ini", TM_DRAFT},     /* 4: 83, case */
        {"Harga gula turun tajam hari ini", TM_APPROVED},   /* 5: 66 */
    };
    struct tm_memory *m = memory_of("order.db");
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct tm_unit u = memory_unit(units[i].text, units[i].text, "f");
        u.status = units[i].status;
        u.changed = text_span_of("2023-01-01");
        memory_add(m, &u);
    }
    struct tm_penalties draft = tm_usual_penalties, none = {0};
    draft.draft = 2500;
    struct tm_query q = query_of("Harga beras naik tajam hari ini", NULL);
    orders(m, &q, "1 2 4 3 5");
    q.least = 100;
    orders(m, &q, "1");
    q.least = 50;
    q.most = 3;
    orders(m, &q, "1 2 4");
    q.penalties = &draft; /* of those that score 83 the approved ones have room; the best score has it anyway */
    orders(m, &q, "2 3 1");
    q.most = 10;
    orders(m, &q, "2 3 1 5 4");
    q.most = 1;
    orders(m, &q, "1");
    q.penalties = &none;
    q.most = 10;
    struct tm_matches found = find(m, &q);
    check(found.count == 5 && found.at[3].rank == 8300, "without penalties the rank is the score");
    tm_close(m);
}

/* Whatever the penalties, the same units come with the same scores. */
static void test_found(void)
{
    static const char *const words[] = {"Harga", "harga", "beras", "gula", "naik", "5", "6", "turun,", "ini!", "<b>"};
    struct tm_memory *m = memory_of("found.db");
    uint32_t state = 20230307;
    for (int i = 0; i < 200; i++) {
        char text[120];
        size_t n = 0;
        for (int k = 0; k < 4; k++) {
            state = state * 1664525 + 1013904223;
            n += (size_t)snprintf(text + n, sizeof text - n, "%s ", words[(state >> 16) % 10]);
        }
        struct tm_unit u = memory_unit(text, "x", "f");
        u.status = state >> 20 & 1 ? TM_DRAFT : TM_APPROVED;
        u.origin.confidence = (state >> 21 & 7) / 7.0;
        memory_add(m, &u);
    }
    for (int i = 0; i < 60; i++) {
        struct tm_penalties p = {0};
        int *const all[] = {&p.letter_case, &p.punctuation, &p.numbers, &p.tags, &p.draft, &p.confidence, &p.age};
        for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
            state = state * 1664525 + 1013904223;
            *all[k] = (int)(state >> 16) % (TM_PENALTY_MOST + 1);
        }
        struct tm_query q = query_of("harga beras naik 5", &p), usual = query_of("harga beras naik 5", NULL);
        q.most = usual.most = 500;
        int64_t of_units[2] = {0, 0};
        for (int k = 0; k < 2; k++) {
            struct tm_matches found = find(m, k ? &usual : &q);
            for (size_t f = 0; f < found.count; f++) {
                of_units[k] += found.at[f].unit.id * found.at[f].unit.id * found.at[f].score;
            }
        }
        check(of_units[0] == of_units[1] && of_units[0] > 0, "penalties %d find other units", i);
    }
    tm_close(m);
}

static void test_suggestions(void)
{
    struct tm_memory *m = memory_of("suggestions.db");
    struct tm_unit u = memory_unit("Kata dia di Jakarta, Selasa (7/3/2023).",
                                   "He said in Jakarta on Tuesday (March 7, 2023).", "f");
    memory_add(m, &u);
    struct tm_query q = query_of("Kata dia di Jakarta, Senin (6/3/2023).", NULL);
    struct tm_matches found = find(m, &q);
    check(found.count == 1 && found.at[0].suggestion.status == TM_SUBSTITUTED &&
              text_span_equal(found.at[0].suggestion.text,
                              text_span_of("He said in Jakarta on Monday (March 6, 2023).")),
          "the suggestion of a match");
    q.known = (struct tm_knowledge){NULL, NULL};
    found = find(m, &q);
    check(found.count == 1 && found.at[0].suggestion.status == TM_AS_STORED &&
              text_span_equal(found.at[0].suggestion.text, found.at[0].unit.text.target),
          "the suggestion where nothing is known");
    /* The other direction of the same unit. */
    q = (struct tm_query){.text = text_span_of("He said in Jakarta on Monday (March 6, 2023)."),
                          .from = text_span_of("en"),
                          .to = text_span_of("id"),
                          .known = {language_of("en"), language_of("id")}};
    found = find(m, &q);
    check(found.count == 1 && text_span_equal(found.at[0].suggestion.text,
                                              text_span_of("Kata dia di Jakarta, Senin (6/3/2023).")),
          "the suggestion of the other direction");
    tm_close(m);
}

/* Inline elements are the tags of texts that have them apart; of equal texts the one with the query's comes first, even
 * where there is room for one only, and nothing is found or lost by them. */
static void test_markup(void)
{
    static const struct {
        const char *query, *first;
    } cases[] = {
        {"", "none"},
        {"<ph x=\"1\"/>Harga beras naik", "ph"},
        {"<bpt i=\"7\">&lt;i&gt;</bpt>Harga<ept i=\"7\"/> beras naik", "pair"},
    };
    struct tm_memory *m = memory_of("markup.db");
    const char *text = "Harga beras naik";
    struct tm_unit units[] = {memory_unit(text, "pair", "f"), memory_unit(text, "none", "f"),
                              memory_unit(text, "ph", "f")};
    units[0].markup.source = text_span_of("<bpt i=\"1\">&lt;b&gt;</bpt>Harga<ept i=\"1\">&lt;/b&gt;</ept> beras naik");
    units[2].markup.source = text_span_of("Harga <ph>&lt;x&gt;</ph>beras naik");
    for (size_t i = 0; i < 3; i++) {
        memory_add(m, &units[i]);
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t most = 1; most <= 3; most += 2) {
            struct tm_query q = query_of("Harga beras naik", NULL);
            q.markup = text_span_of(cases[i].query);
            q.most = most;
            struct tm_matches found = find(m, &q);
            struct text_span first = found.count ? found.at[0].unit.text.target : TEXT_LITERAL("");
            check(found.count == most && text_span_equal(first, text_span_of(cases[i].first)) &&
                      found.at[0].differences == 0 && found.at[0].score == TM_SCORE_EQUAL,
                  "\"%s\", %zu: %zu found", cases[i].query, most, found.count);
            check(most == 1 || (found.at[1].differences == TM_DIFFERS_TAGS && found.at[1].rank == 9970),
                  "\"%s\": the others differ in tags", cases[i].query);
        }
    }
    tm_close(m);
}

int main(void)
{
    memory_start();
    languages_load();
    arena = text_arena_new();
    if (!arena) {
        return 1;
    }
    test_differences();
    test_units();
    test_order();
    test_found();
    test_markup();
    test_suggestions();
    text_arena_free(arena);
    languages_free();
    memory_end();
    return check_report();
}
