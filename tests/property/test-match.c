/* tm_find against brute force: random memories grown in several commits, random queries, every threshold. What is
 * offered, its order by score, and that nothing is missed. The seed is printed and may be given as an argument. */
#include "tests/unit/memory.h"
#include "tests/property/random.h"

enum { TEXTS = 300, WORDS_MOST = 40, QUERIES = 40 };

struct line {
    uint32_t words[WORDS_MOST + 4];
    size_t n;
    char text[1024];
};

/* A few words are frequent, many rare. */
static uint32_t random_word(void)
{
    uint32_t n = 1u << below(10);
    return below(n);
}

static void write_line(struct line *l)
{
    size_t at = 0;
    for (size_t i = 0; i < l->n; i++) {
        static const char *const gaps[] = {" ", " ", " ", ", ", " - ", "  "};
        at += (size_t)snprintf(l->text + at, sizeof l->text - at, "%s%c%u", i ? gaps[below(6)] : "",
                               below(10) ? 'k' : 'K', l->words[i]);
    }
    snprintf(l->text + at, sizeof l->text - at, "%s", below(3) ? "." : "");
}

static void make_line(struct line *l, const struct line *others, size_t count)
{
    l->n = 0;
    if (count && below(2)) { /* like another, with changes */
        const struct line *o = &others[below((uint32_t)count)];
        for (size_t i = 0; i < o->n; i++) {
            uint32_t change = below(12);
            if (change == 0 && l->n < WORDS_MOST) {
                l->words[l->n++] = random_word();
            }
            if (change != 1 && l->n < WORDS_MOST) {
                l->words[l->n++] = change == 2 ? random_word() : o->words[i];
            }
        }
    } else {
        size_t n = 1 + below(below(2) ? 6 : WORDS_MOST);
        while (l->n < n) {
            l->words[l->n++] = random_word();
        }
    }
    if (l->n == 0) {
        l->words[l->n++] = random_word();
    }
    write_line(l);
}

static size_t distance(const struct line *a, const struct line *b)
{
    size_t row[WORDS_MOST + 5];
    for (size_t j = 0; j <= b->n; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a->n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            size_t least = diagonal + (a->words[i - 1] != b->words[j - 1]);
            least = row[j] + 1 < least ? row[j] + 1 : least;
            least = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
            diagonal = row[j];
            row[j] = least;
        }
    }
    return row[b->n];
}

/* Blanks of any length to one: the only difference that normalising makes here. */
static bool same_text(const char *a, const char *b)
{
    while (*a && *a == *b) {
        while (*a == ' ' && a[1] == ' ') {
            a++;
        }
        while (*b == ' ' && b[1] == ' ') {
            b++;
        }
        a++;
        b++;
    }
    return *a == *b;
}

static int score_of(const struct line *query, const struct line *l)
{
    size_t d = distance(query, l), longer = query->n > l->n ? query->n : l->n;
    if (same_text(query->text, l->text)) {
        return 100;
    }
    return d ? (int)(100 * (longer - d) / longer) : 99;
}

static struct line lines[TEXTS];
static struct text_arena *arena;

static void compare(struct tm_memory *m, const struct line *query, int least, size_t most)
{
    struct tm_query q = {.text = text_span_of(query->text),
                         .from = text_span_of("id"),
                         .to = text_span_of("en"),
                         .least = least,
                         .most = most};
    struct tm_matches found = {0};
    struct text_error err = {0};
    size_t expected[101] = {0}, got[101] = {0}, total = 0;
    text_arena_reset(arena);
    check(tm_find(m, &q, arena, &found, &err) == TEXT_OK, "find: %s", err.message);
    /* Equal texts are one unit each, for all have the same counterpart. */
    for (size_t i = 0; i < TEXTS; i++) {
        bool again = false;
        for (size_t k = 0; k < i && !again; k++) {
            again = same_text(lines[i].text, lines[k].text);
        }
        int score = again ? 0 : score_of(query, &lines[i]);
        if (score >= least) {
            expected[score]++;
            total++;
        }
    }
    size_t wanted = total < most ? total : most;
    bool right = found.count == wanted;
    for (size_t i = 0; i < found.count; i++) {
        right = right && (i == 0 || found.at[i].score <= found.at[i - 1].score);
        got[found.at[i].score]++;
    }
    for (int score = 100, left = (int)wanted; score >= 0; score--) {
        size_t n = expected[score] < (size_t)left ? expected[score] : (size_t)left;
        right = right && got[score] == n;
        left -= (int)n;
    }
    check(right, "\"%s\" at %d: %zu of %zu matches (at most %zu)", query->text, least, found.count, total, most);
}

/* The best score alone, of all units and of the first ones. */
static void compare_score(struct tm_memory *m, const struct line *query, int least)
{
    int64_t ids = 0, below_id = below(3) ? 0 : 1 + below(TEXTS);
    struct tm_query q = {.text = text_span_of(query->text),
                         .from = text_span_of("id"),
                         .to = text_span_of("en"),
                         .least = least,
                         .below = below_id};
    struct text_error err = {0};
    int best = 0, got = -1;
    for (size_t i = 0; i < TEXTS; i++) {
        bool again = false;
        for (size_t k = 0; k < i && !again; k++) {
            again = same_text(lines[i].text, lines[k].text);
        }
        ids += !again;
        int score = again || (below_id && ids >= below_id) ? 0 : score_of(query, &lines[i]);
        best = score >= least && score > best ? score : best;
    }
    check(tm_find_score(m, &q, &got, &err) == TEXT_OK, "find a score: %s", err.message);
    check(got == best, "\"%s\" at %d below %d scores %d, not %d", query->text, least, (int)below_id, got, best);
}

int main(int argc, char **argv)
{
    random_start(argc, argv);
    arena = text_arena_new();
    memory_start();
    struct tm_memory *m = memory_open(memory_path("random.db"), TM_CREATE);
    for (size_t i = 0; i < TEXTS; i++) {
        if (i % 60 == 0) {
            check(i == 0 || tm_commit(m, NULL) == TEXT_OK, "commit");
            check(tm_begin(m, NULL) == TEXT_OK, "begin");
        }
        make_line(&lines[i], lines, i);
        struct tm_unit u = memory_unit(lines[i].text, "x", "f");
        memory_add(m, &u);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
    memory_whole(m, "after growing");
    for (int i = 0; i < QUERIES; i++) {
        struct line query;
        make_line(&query, lines, TEXTS);
        if (below(4) == 0) {
            query = lines[below(TEXTS)];
        }
        for (int least = 1; least <= 100; least += i % 5 ? 7 : 1) {
            compare(m, &query, least, below(3) ? 1 + below(8) : 10000);
            compare_score(m, &query, least);
        }
    }
    tm_close(m);
    memory_end();
    text_arena_free(arena);
    return check_report();
}
