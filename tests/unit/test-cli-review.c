/* Which pairs are reviewed first, and what is made of a pair. */
#include "tests/unit/memory.h"

#include "cli/command.h"
#include "cli/decision.h"
#include "cli/review/pair.h"
#include "cli/review/queue.h"

/* What stands beside main(), which a test has of its own. */
const struct cli_command *const cli_commands[] = {NULL};

const struct cli_command *cli_command_find(const char *name)
{
    (void)name;
    return NULL;
}

/* Each is worth more than the next. */
static void test_gain(void)
{
    static const struct {
        double confidence;
        int64_t uses;
        size_t words;
    } cases[] = {{0.5, 4, 16}, {0.8, 2, 16}, {0.5, 1, 16},  {0.6, 1, 16},  {0.4, 1, 20},
                 {0.8, 1, 16}, {0.8, 1, 40}, {0.95, 1, 16}, {0.99, 1, 16}, {1, 1, 16}};
    for (size_t i = 0; i + 1 < sizeof cases / sizeof cases[0]; i++) {
        double a = cli_review_gain(cases[i].confidence, cases[i].uses, cases[i].words);
        double b = cli_review_gain(cases[i + 1].confidence, cases[i + 1].uses, cases[i + 1].words);
        check(a > b && b >= 0, "case %zu: %g is not above %g", i, a, b);
    }
    double nobody = cli_review_gain(-1, 1, 8), half = cli_review_gain(0.5, 1, 8);
    check(nobody >= half && nobody <= half, "nobody said counts as 0.5");
}

static void test_site(void)
{
    static const struct {
        const char *url, *site;
        bool is;
    } cases[] = {
        {"https://www.kabar.example/a/b", "kabar.example", true},
        {"https://kabar.example", "kabar.example", true},
        {"https://KABAR.example/", "kabar.Example", true},
        {"http://lainkabar.example/", "kabar.example", false},
        {"http://example/kabar.example", "kabar.example", false},
        {"http://u@kabar.example:80/", "kabar.example:80", true},
        {"kabar.example", "kabar.example", true},
        {"", "kabar.example", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        check(cli_review_of_site(text_span_of(cases[i].url), text_span_of(cases[i].site)) == cases[i].is,
              "%s is %sof %s", cases[i].url, cases[i].is ? "" : "not ", cases[i].site);
    }
}

static void test_split(void)
{
    static const struct {
        const char *source, *target;
        size_t parts; /* 0: refused */
        const char *said;
    } cases[] = {
        {"Satu dua. || Tiga.", "One two. || Three.", 2, NULL},
        {"Satu || dua. || Tiga.", "One||two.||Three.", 3, NULL},
        {"Satu dua. Tiga.", "One two. Three.", 0, "no ||"},
        {"Satu dua. || Tiga.", "One || two. || Three.", 0, "2 parts on one side and 3"},
        {"Satu dua. || Empat.", "One two. || Three.", 0, "something else"},
        {"Satu dua. || Tiga. Empat.", "One two. || Three.", 0, "something else"},
        {"Satu dua. ||", "One two. || Three.", 0, "something else"},
        {"Satu dua. Tiga. ||", "One two. || Three.", 0, "empty"},
        {"|| Satu dua. || Tiga.", "One two. || Three.", 0, "empty"},
    };
    struct text_arena *arena = text_arena_new();
    struct tm_unit u = memory_unit("Satu dua. Tiga.", "One two. Three.", "f");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_pair marked = {text_span_of(cases[i].source), text_span_of(cases[i].target)};
        struct tm_unit *made = NULL;
        struct text_error err = {0};
        size_t n = 0;
        enum text_status status = cli_pair_split(&u, &marked, arena, &made, &n, &err);
        check(n == cases[i].parts && (status == TEXT_OK) == (n > 0), "case %zu: %zu parts", i, n);
        check(!cases[i].said || strstr(err.message, cases[i].said), "case %zu says: %s", i, err.message);
        check(n == 0 || (made[n - 1].status == TM_DRAFT && text_span_equal(made[n - 1].text.source,
                                                                            TEXT_LITERAL("Tiga.")) &&
                         text_span_equal(made[n - 1].origin.before.target, made[n - 2].text.target) &&
                         !made[n - 1].origin.after.source.p),
              "case %zu: the last part stands behind the one before", i);
    }
    text_arena_free(arena);
}

static enum tm_status status_of(struct tm_memory *m, int64_t unit, struct text_arena *arena, bool *deleted)
{
    struct tm_unit u = {0};
    check(tm_get(m, unit, arena, &u, NULL) == TEXT_OK, "unit %lld is there", (long long)unit);
    *deleted = u.deleted.n > 0;
    return u.status;
}

/* A pair that was deleted, rejected or is new, decided about, and that taken back. */
static void test_decisions(void)
{
    struct tm_memory *m = memory_open(memory_path("decide.db"), TM_CREATE);
    struct cli_deciding d = {m, TEXT_LITERAL("ani"), text_arena_new()};
    struct text_arena *arena = text_arena_new();
    struct tm_unit u[3] = {memory_unit("satu", "one", "f"), memory_unit("dua", "two", "f"),
                           memory_unit("tiga", "three", "f")};
    struct cli_changes c = {0};
    struct text_error err = {0};
    bool deleted = false;
    int64_t id = 0;
    memory_add(m, &u[0]);
    memory_add(m, &u[1]);
    check(tm_delete(m, 1, d.user, NULL) == TEXT_OK && tm_set_status(m, 2, TM_REJECTED, d.user, NULL) == TEXT_OK, "set");
    check(tm_begin(m, &err) == TEXT_OK, "begin");
    for (int i = 0; i < 3; i++) {
        u[i].status = TM_APPROVED;
        u[i].origin.kind = TEXT_LITERAL("user");
        check(cli_decide_pair(&d, &u[i], &c, &id, &err) == TEXT_OK && id == i + 1, "pair %d: %s", i, err.message);
    }
    check(cli_decide_later(&d, 3, &c, &err) == TEXT_OK, "later: %s", err.message);
    check(cli_decide(&d, 9, TM_APPROVED, &c, &err) == TEXT_EMPTY, "no such unit");
    check(tm_commit(m, &err) == TEXT_OK, "commit: %s", err.message);
    for (int i = 1; i <= 3; i++) {
        check(status_of(m, i, arena, &deleted) == TM_APPROVED && !deleted, "unit %d is approved", i);
    }
    check(tm_begin(m, &err) == TEXT_OK && cli_undo(&d, &c, &err) == TEXT_OK && tm_commit(m, &err) == TEXT_OK,
          "undo: %s", err.message);
    status_of(m, 1, arena, &deleted);
    check(deleted, "what was deleted is again");
    check(status_of(m, 2, arena, &deleted) == TM_REJECTED && !deleted, "what was rejected is again");
    status_of(m, 3, arena, &deleted);
    check(deleted, "what was new is gone");
    check(tm_begin(m, &err) == TEXT_OK && cli_undo(&d, &c, &err) == TEXT_OK && tm_commit(m, &err) == TEXT_OK,
          "undo what is undone: %s", err.message);
    /* And once more, on the ones that are now known from here. */
    cli_changes_free(&c);
    check(tm_begin(m, &err) == TEXT_OK && cli_decide_pair(&d, &u[2], &c, &id, &err) == TEXT_OK &&
              tm_commit(m, &err) == TEXT_OK && status_of(m, 3, arena, &deleted) == TM_APPROVED && !deleted,
          "a pair of the same origin comes back: %s", err.message);
    u[1].status = TM_DRAFT;
    check(tm_begin(m, &err) == TEXT_OK && cli_decide_pair(&d, &u[1], &c, &id, &err) == TEXT_OK &&
              tm_commit(m, &err) == TEXT_OK && status_of(m, 2, arena, &deleted) == TM_DRAFT,
          "what was rejected comes back as a draft: %s", err.message);
    cli_changes_free(&c);
    text_arena_free(d.arena);
    text_arena_free(arena);
    memory_whole(m, "after decisions");
    tm_close(m);
}

/* A mark that a unit was skipped comes and goes, and goes with a decision. */
static void test_later(void)
{
    struct tm_memory *m = memory_open(memory_path("later.db"), TM_CREATE);
    struct cli_deciding d = {m, TEXT_LITERAL(""), text_arena_new()};
    struct text_arena *arena = text_arena_new();
    struct cli_changes skipped = {0}, accepted = {0};
    struct tm_unit u = memory_unit("satu", "one", "f");
    struct text_error err = {0};
    u.status = TM_DRAFT;
    memory_add(m, &u);
    check(tm_begin(m, &err) == TEXT_OK && cli_decide_later(&d, 1, &skipped, &err) == TEXT_OK &&
              tm_commit(m, &err) == TEXT_OK && tm_get(m, 1, arena, &u, NULL) == TEXT_OK && cli_decided_later(&u),
          "skipped: %s", err.message);
    check(tm_begin(m, &err) == TEXT_OK && cli_decide(&d, 1, TM_APPROVED, &accepted, &err) == TEXT_OK &&
              tm_commit(m, &err) == TEXT_OK && tm_get(m, 1, arena, &u, NULL) == TEXT_OK && !cli_decided_later(&u) &&
              u.status == TM_APPROVED,
          "accepted: %s", err.message);
    check(tm_begin(m, &err) == TEXT_OK && cli_undo(&d, &accepted, &err) == TEXT_OK && tm_commit(m, &err) == TEXT_OK &&
              tm_get(m, 1, arena, &u, NULL) == TEXT_OK && cli_decided_later(&u) && u.status == TM_DRAFT,
          "skipped as before: %s", err.message);
    check(tm_begin(m, &err) == TEXT_OK && cli_undo(&d, &skipped, &err) == TEXT_OK && tm_commit(m, &err) == TEXT_OK &&
              tm_get(m, 1, arena, &u, NULL) == TEXT_OK && !cli_decided_later(&u) && u.property_count == 0,
          "not skipped as before: %s", err.message);
    cli_changes_free(&skipped);
    cli_changes_free(&accepted);
    text_arena_free(d.arena);
    text_arena_free(arena);
    tm_close(m);
}

int main(void)
{
    memory_start();
    test_gain();
    test_site();
    test_split();
    test_decisions();
    test_later();
    memory_end();
    return check_report();
}
