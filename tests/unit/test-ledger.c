/* tm/ledger.h: records, sets and further addresses survive the memory's closing, are undone with its transactions, and
 * come to a memory of the version before. */
#include "tests/unit/memory.h"

#include <sqlite3.h>

static struct tm_ledger *ledger_open(struct tm_memory *m, const char *settings)
{
    struct tm_ledger *l = NULL;
    struct text_error err = {0};
    check(tm_ledger_open(m, text_span_of(settings), &l, &err) == TEXT_OK, "a ledger: %s", err.message);
    return l;
}

static void enter(struct tm_ledger *l, enum tm_side side, uint64_t hash, enum tm_record_kind kind, uint32_t number,
                  const char *reason)
{
    struct tm_record r = {kind, number, *reason ? "empty" : "", text_span_of(reason)};
    check(tm_ledger_enter(l, side, hash, &r, NULL) == TEXT_OK, "enter");
}

static void test_records(void)
{
    const char *path = memory_path("records.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_ledger *l = ledger_open(m, "one");
    struct tm_record r;
    check(!tm_ledger_find(l, TM_SOURCE, 7, &r), "a new ledger is empty");
    enter(l, TM_SOURCE, 7, TM_RECORD_USED, 3, "");
    enter(l, TM_SOURCE, UINT64_MAX, TM_RECORD_UNUSABLE, 0, "is empty");
    enter(l, TM_TARGET, 7, TM_RECORD_USED, 41, "");
    enter(l, TM_TARGET, 8, TM_RECORD_DUPLICATE, 0, "");
    enter(l, TM_SOURCE, 7, TM_RECORD_USED, 4, "");
    tm_begin(m, NULL);
    enter(l, TM_SOURCE, 9, TM_RECORD_USED, 1, "");
    tm_rollback(m);
    tm_ledger_close(l);
    tm_close(m);
    m = memory_open(path, TM_READ);
    l = ledger_open(m, "one");
    check(tm_ledger_find(l, TM_SOURCE, 7, &r) && r.kind == TM_RECORD_USED && r.number == 4, "the later record holds");
    check(tm_ledger_find(l, TM_SOURCE, UINT64_MAX, &r) && strcmp(r.kind_name, "empty") == 0 &&
              text_span_equal(r.reason, TEXT_LITERAL("is empty")),
          "a reason is kept");
    check(tm_ledger_find(l, TM_TARGET, 8, &r) && r.kind == TM_RECORD_DUPLICATE, "sides are apart");
    check(!tm_ledger_find(l, TM_SOURCE, 9, &r) && !tm_ledger_find(l, TM_SOURCE, 8, &r), "what was undone is not there");
    check(tm_ledger_last(l) == 41 && tm_ledger_count(l, TM_SOURCE) == 2, "the highest number and the count");
    tm_ledger_close(l);
    l = ledger_open(m, "two");
    check(!tm_ledger_find(l, TM_SOURCE, 7, &r) && tm_ledger_last(l) == 0, "other settings have another ledger");
    tm_ledger_close(l);
    tm_close(m);
}

static void test_sets_and_pairs(void)
{
    const struct tm_number_run a[] = {{1, 5}, {7, 7}, {1000000, UINT32_MAX}}, b[] = {{2, 2}}, *runs;
    const struct tm_drawn less = {3, 0.5}, more = {9, 0.75};
    const char *path = memory_path("sets.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_ledger *l = ledger_open(m, "one");
    struct text_arena *arena = text_arena_new();
    struct tm_drawn *drawn;
    uint32_t first = 0, second = 0, again = 0;
    size_t count;
    check(tm_ledger_set(l, a, 3, &first, NULL) == TEXT_OK && tm_ledger_set(l, b, 1, &second, NULL) == TEXT_OK, "sets");
    check(tm_ledger_set(l, a, 3, &again, NULL) == TEXT_OK && again == first && second != first, "equal sets are one");
    check(tm_ledger_draw(l, 5, &less, NULL) == TEXT_OK && tm_ledger_draw(l, 5, &more, NULL) == TEXT_OK, "draw");
    tm_ledger_close(l);
    tm_close(m);
    m = memory_open(path, TM_READ);
    l = ledger_open(m, "one");
    tm_ledger_get_set(l, first, &runs, &count);
    check(count == 3 && memcmp(runs, a, sizeof a) == 0, "a set comes back as it was");
    tm_ledger_get_set(l, 99, &runs, &count);
    check(count == 0, "a number without a set has an empty one");
    check(tm_ledger_drawn(l, 5, arena, &drawn, &count, NULL) == TEXT_OK && count == 2 && drawn[0].story == 9 &&
              drawn[1].story == 3,
          "the surest story comes first");
    check(tm_ledger_drawn(l, 6, arena, &drawn, &count, NULL) == TEXT_OK && count == 0, "none drawn");
    text_arena_free(arena);
    tm_ledger_close(l);
    tm_close(m);
}

static void test_further(void)
{
    const struct tm_document kept = {.name = TEXT_LITERAL("a"), .url = TEXT_LITERAL("https://a.example/")};
    const struct tm_document other = {.name = TEXT_LITERAL("b"), .title = TEXT_LITERAL("B")};
    struct tm_memory *m = memory_open(memory_path("further.db"), TM_CREATE);
    struct text_arena *arena = text_arena_new();
    struct tm_document *at;
    size_t count;
    for (int i = 0; i < 2; i++) {
        check(tm_further_add(m, &kept, &other, NULL) == TEXT_OK, "add");
    }
    check(tm_further_add(m, &kept, &kept, NULL) == TEXT_OK, "itself");
    check(tm_further_get(m, &kept, arena, &at, &count, NULL) == TEXT_OK && count == 1 &&
              text_span_equal(at[0].name, other.name) && text_span_equal(at[0].title, other.title),
          "one further address, once");
    check(tm_further_get(m, &other, arena, &at, &count, NULL) == TEXT_OK && count == 0, "and not the other way round");
    memory_whole(m, "with further addresses");
    text_arena_free(arena);
    tm_close(m);
}

/* Version 2 had none of these tables and was otherwise the same. */
static void test_version_2(void)
{
    const char *path = memory_path("two.db");
    sqlite3 *db = NULL;
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_unit u = memory_unit("satu dua", "one two", "f");
    struct tm_stats stats = {0};
    memory_add(m, &u);
    tm_close(m);
    check(sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_exec(db,
                           "DROP TABLE further; DROP TABLE harvest; DROP TABLE harvest_text; DROP TABLE harvest_set;"
                           "DROP TABLE harvest_pair; PRAGMA user_version = 2",
                           NULL, NULL, NULL) == SQLITE_OK,
          "a memory of version 2");
    sqlite3_close(db);
    m = memory_open(path, TM_WRITE);
    check(access(memory_path("two.db-v2.bak"), R_OK) == 0, "the copy of the old one is there");
    struct tm_ledger *l = ledger_open(m, "one");
    enter(l, TM_SOURCE, 1, TM_RECORD_USED, 1, "");
    check(tm_stats(m, &stats, NULL) == TEXT_OK && stats.units == 1, "its unit is there");
    memory_whole(m, "after migrating");
    tm_ledger_close(l);
    tm_close(m);
}

int main(void)
{
    memory_start();
    test_records();
    test_sets_and_pairs();
    test_further();
    test_version_2();
    memory_end();
    return check_report();
}
