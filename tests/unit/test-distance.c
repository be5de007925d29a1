/* The edit distance against the textbook matrix, and the pieces of a comparison: what each example gives, and that
 * they give both texts back. */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/check.h"
#include "tm/match/distance-private.h"
#include "tm/match/piece-private.h"

static uint64_t state = 20230307;

static uint32_t random_below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

static size_t matrix(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    static size_t row[2][400];
    for (size_t j = 0; j <= m; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *above = row[(i - 1) & 1], *here = row[i & 1];
        here[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t least = above[j - 1] + (a[i - 1] != b[j - 1]);
            least = above[j] + 1 < least ? above[j] + 1 : least;
            here[j] = here[j - 1] + 1 < least ? here[j - 1] + 1 : least;
        }
    }
    return row[n & 1][m];
}

static void compare_distances(struct text_arena *arena)
{
    static const uint32_t lengths[] = {0, 1, 2, 10, 63, 64, 65, 127, 128, 129, 200, 300};
    enum { COUNT = sizeof lengths / sizeof lengths[0] };
    for (int round = 0; round < 600; round++) {
        uint32_t a[400], b[400], kinds = 1 + random_below(round % 2 ? 5 : 200);
        size_t n = lengths[random_below(COUNT)], m = lengths[random_below(COUNT)];
        for (size_t i = 0; i < n; i++) {
            a[i] = random_below(kinds);
        }
        for (size_t i = 0; i < m; i++) { /* mostly a copy, with changes */
            b[i] = i < n && random_below(8) ? a[i] : random_below(kinds + 1);
        }
        size_t expected = matrix(a, n, b, m);
        text_arena_reset(arena);
        struct tm_pattern *p = tm_pattern_new(a, n, arena);
        check(p != NULL, "a pattern of %zu", n);
        size_t limits[] = {0, 1, expected ? expected - 1 : 0, expected, expected + 1, 1000};
        for (size_t i = 0; p && i < sizeof limits / sizeof limits[0]; i++) {
            size_t got = tm_distance(p, b, m, limits[i]);
            size_t wanted = expected <= limits[i] ? expected : limits[i] + 1;
            check(got == wanted, "round %d: %zu and %zu elements, limit %zu: %zu, not %zu", round, n, m, limits[i], got,
                  wanted);
        }
    }
}

/* "=same", "-query only", "+unit only", joined by |. */
static void print_pieces(const struct tm_piece *at, size_t count, struct text_buffer *out)
{
    text_buffer_clear(out);
    for (size_t i = 0; i < count; i++) {
        text_buffer_add_format(out, "%s%c%.*s", i ? "|" : "", "=-+"[at[i].kind], TEXT_PRINT(at[i].text));
    }
    text_buffer_add_char(out, '\0');
}

static void rebuilds(const struct tm_piece *at, size_t count, struct text_span query, struct text_span unit)
{
    struct text_buffer q = {0}, u = {0};
    for (size_t i = 0; i < count; i++) {
        check(at[i].text.n > 0, "no piece is empty");
        check(i == 0 || at[i].kind != at[i - 1].kind, "neighbouring pieces differ in kind");
        if (at[i].kind != TM_UNIT_ONLY) {
            text_buffer_add(&q, at[i].text);
        }
        if (at[i].kind != TM_QUERY_ONLY) {
            text_buffer_add(&u, at[i].text);
        }
    }
    check(text_span_equal(text_buffer_span(&q), query), "pieces give the query back: %.*s", TEXT_PRINT(query));
    check(text_span_equal(text_buffer_span(&u), unit), "pieces give the unit back: %.*s", TEXT_PRINT(unit));
    text_buffer_free(&q);
    text_buffer_free(&u);
}

static void compare_texts(const char *query, const char *unit, const char *expected, struct text_arena *arena,
                          struct text_buffer *room)
{
    struct tm_piece *pieces = NULL;
    size_t count = 0;
    struct text_error err = {0};
    text_arena_reset(arena);
    enum text_status status = tm_pieces(text_span_of(query), text_span_of(unit), arena, &pieces, &count, &err);
    check(status == TEXT_OK, "pieces of \"%s\": %s", query, err.message);
    if (status != TEXT_OK) {
        return;
    }
    rebuilds(pieces, count, text_span_of(query), text_span_of(unit));
    if (expected) {
        print_pieces(pieces, count, room);
        check(strcmp(room->p, expected) == 0, "\"%s\" and \"%s\": %s, not %s", query, unit, room->p, expected);
    }
}

static void compare_random_texts(struct text_arena *arena, struct text_buffer *room)
{
    static const char *const parts[] = {"saya", "Saya", "makan", "nasi", "é", "\xCC\x81", " ", "  ", ", ",
                                        ". ",   "-",    "\"",    "“",    "”", "5,2",      " ", " "};
    for (int round = 0; round < 500; round++) {
        char texts[2][600] = {"", ""};
        for (int t = 0; t < 2; t++) {
            for (uint32_t n = random_below(30); n > 0; n--) {
                strcat(texts[t], parts[random_below(sizeof parts / sizeof parts[0])]);
            }
        }
        compare_texts(texts[0], texts[1], NULL, arena, room);
    }
}

int main(void)
{
    struct text_arena *arena = text_arena_new();
    struct text_buffer room = {0};
    if (!arena) {
        return 1;
    }
    compare_distances(arena);
    static const struct {
        const char *query, *unit, *expected;
    } cases[] = {
        {"", "", ""},
        {"", "a b", "+a b"},
        {"a b", "", "-a b"},
        {"a b", "a b", "=a b"},
        {"a b c", "a x c", "=a |-b|+x|= c"},
        {"a b c", "a c", "=a |-b |=c"},
        {"a c", "a b c", "=a |+b |=c"},
        {"b c", "a b c", "+a |=b c"},
        {"a b", "a b c", "=a b|+ c"},
        {"a, b", "a b", "=a|-,|= b"},
        {"a b.", "a b!", "=a b|-.|+!"},
        {"Ia pergi", "ia pergi", "-Ia|+ia|= pergi"},
        {"“a” b", "\"a\" b", "-“|+\"|=a|-”|+\"|= b"},
        {"a (b) c", "a b c", "=a |-(|=b|-)|= c"},
        {"satu dua tiga empat", "satu 2 3 empat", "=satu |-dua tiga|+2 3|= empat"},
        {"a\xE2\x80\x93"
         "b",
         "a\xE2\x80\x94"
         "b",
         "=a|-\xE2\x80\x93|+\xE2\x80\x94|=b"},
        {"kafe\xCC\x81 ini", "kaf\xC3\xA9 ini", "-kafe\xCC\x81|+kaf\xC3\xA9|= ini"},
        {"a x b", "a  b", "=a |-x|= b"},
        {"...", "...", "=..."},
        {"...", "!", "-...|+!"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        compare_texts(cases[i].query, cases[i].unit, cases[i].expected, arena, &room);
    }
    compare_random_texts(arena, &room);
    text_buffer_free(&room);
    text_arena_free(arena);
    return check_report();
}
