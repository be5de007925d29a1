/* What users decide about units, tidying, and memories of the first schema. */
#include "tests/unit/memory.h"

#include <sqlite3.h>

static enum text_status count_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)u;
    (void)err;
    ++*(int *)context;
    return TEXT_OK;
}

static int count_live(struct tm_memory *m)
{
    int n = 0;
    check(tm_each(m, count_unit, &n, NULL) == TEXT_OK, "each");
    return n;
}

static int count_gone(struct tm_memory *m)
{
    int n = 0;
    check(tm_each_gone(m, count_unit, &n, NULL) == TEXT_OK, "each that is gone");
    return n;
}

/* How many suggestions there are for a text. */
static size_t find(struct tm_memory *m, const char *text)
{
    struct text_arena *arena = text_arena_new();
    struct tm_matches found = {0};
    struct text_error err = {0};
    struct tm_query q = {.text = text_span_of(text), .from = TEXT_LITERAL("id"), .to = TEXT_LITERAL("en")};
    check(tm_find(m, &q, arena, &found, &err) == TEXT_OK, "find: %s", err.message);
    size_t count = found.count;
    text_arena_free(arena);
    return count;
}

/* What a change that cannot be made says. Both units are drafts that are there, before and after. */
static void test_refusals(struct tm_memory *m, struct text_span user)
{
    struct text_error err = {0};
    check(tm_set_status(m, 1, TM_DRAFT, user, &err) == TEXT_EMPTY && strstr(err.message, "unit 1 is draft already"),
          "to the same status: %s", err.message);
    check(tm_restore(m, 1, user, &err) == TEXT_EMPTY && strstr(err.message, "neither deleted nor rejected"),
          "restore what is there: %s", err.message);
    check(tm_set_status(m, 99, TM_APPROVED, user, &err) == TEXT_EMPTY && strstr(err.message, "no unit 99"),
          "no such unit: %s", err.message);
    check(tm_delete(m, 1, user, &err) == TEXT_OK, "delete");
    check(tm_delete(m, 1, user, &err) == TEXT_EMPTY && strstr(err.message, "unit 1 is deleted already"), "twice: %s",
          err.message);
    check(tm_set_status(m, 1, TM_APPROVED, user, &err) == TEXT_EMPTY && strstr(err.message, "restore it first"),
          "approve what is deleted: %s", err.message);
    check(tm_restore(m, 1, user, &err) == TEXT_OK, "restore");
}

static enum text_status print_id(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)err;
    text_buffer_add_format(context, "%lld", (long long)u->id);
    return TEXT_OK;
}

/* Units 1 to 8: draft, approved, rejected, draft; and the same deleted. */
static void test_list(void)
{
    struct tm_memory *m = memory_open(memory_path("list.db"), TM_CREATE);
    for (int i = 0; i < 8; i++) {
        char source[] = {(char)('a' + i), '\0'};
        struct tm_unit u = memory_unit(source, "x", "f");
        u.status = (enum tm_status)(i % 4 % 3);
        memory_add(m, &u);
        check(i < 4 || tm_delete(m, i + 1, TEXT_LITERAL(""), NULL) == TEXT_OK, "delete");
    }
    static const struct {
        struct tm_listing which;
        const char *expected;
    } cases[] = {
        {{.which = 1u << TM_DRAFT}, "14"},
        {{.which = 1u << TM_APPROVED}, "2"},
        {{.which = 1u << TM_REJECTED}, "3"},
        {{.which = TM_LIST_DELETED}, "5678"},
        {{.which = TM_LIST_ALL}, "12345678"},
        {{.which = TM_LIST_ALL, .most = 3}, "123"},
        {{.which = TM_LIST_ALL, .after = 3, .most = 2}, "45"},
        {{.which = TM_LIST_ALL, .after = 8}, ""},
        {{.which = 1u << TM_DRAFT | 1u << TM_REJECTED | TM_LIST_DELETED, .after = 1, .most = 3}, "345"},
        {{.which = 0}, ""},
        {{.which = TM_LIST_DELETED, .most = SIZE_MAX}, "5678"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_buffer b = {0};
        check(tm_list(m, &cases[i].which, print_id, &b, NULL) == TEXT_OK, "list");
        text_buffer_add_char(&b, '\0');
        check(strcmp(b.p, cases[i].expected) == 0, "case %zu lists %s, not %s", i, b.p, cases[i].expected);
        text_buffer_free(&b);
    }
    check(count_live(m) == 4 && count_gone(m) == 5, "each and each that is gone");
    tm_close(m);
}

static void test_states(void)
{
    struct tm_memory *m = memory_open(memory_path("state.db"), TM_CREATE);
    struct tm_unit one = memory_unit("Satu dua tiga empat.", "One two three four.", "a");
    struct tm_unit two = memory_unit("Lima enam tujuh delapan.", "Five six seven eight.", "a");
    memory_add(m, &one);
    memory_add(m, &two);
    struct text_span user = TEXT_LITERAL("Siti");
    check(find(m, "Satu dua tiga empat.") == 1, "a unit is found");
    check(tm_delete(m, 1, user, NULL) == TEXT_OK, "delete");
    check(find(m, "Satu dua tiga empat.") == 0 && find(m, "Satu dua tiga lima.") == 0, "a deleted unit is not found");
    check(count_live(m) == 1 && count_gone(m) == 1, "a deleted unit is listed among those");
    check(tm_delete(m, 1, user, NULL) == TEXT_EMPTY, "once is enough");
    check(memory_add(m, &one) == TM_KNOWN && find(m, "Satu dua tiga empat.") == 0,
          "what was deleted does not come back with its file");
    check(tm_set_status(m, 2, TM_REJECTED, user, NULL) == TEXT_OK, "reject");
    check(find(m, "Lima enam tujuh delapan.") == 0 && count_gone(m) == 2, "a rejected unit is not found");
    memory_whole(m, "with units that are gone");
    check(tm_restore(m, 1, user, NULL) == TEXT_OK && tm_restore(m, 2, user, NULL) == TEXT_OK, "restore");
    check(find(m, "Satu dua tiga empat.") == 1 && find(m, "Lima enam tujuh delapan.") == 1, "both are back");
    check(tm_restore(m, 2, user, NULL) == TEXT_EMPTY, "nothing to restore");
    check(tm_delete(m, 99, user, NULL) == TEXT_EMPTY, "no such unit");
    test_refusals(m, user);
    struct text_arena *arena = text_arena_new();
    struct tm_unit u;
    check(tm_get(m, 2, arena, &u, NULL) == TEXT_OK && text_span_equal(u.text.target, two.text.target) &&
              u.status == TM_DRAFT && text_span_equal(u.changer, user),
          "a unit by its id");
    check(tm_get(m, 3, arena, &u, NULL) == TEXT_EMPTY, "no unit 3");
    text_arena_free(arena);
    tm_close(m);
}

/* Many units with shared words; every third goes. */
static void test_tidy(void)
{
    enum { UNITS = 900 };
    struct tm_memory *m = memory_open(memory_path("tidy.db"), TM_CREATE);
    size_t count = 0;
    char source[100], target[100];
    for (int i = 0; i < UNITS; i++) {
        if (i % 100 == 0) {
            tm_begin(m, NULL);
        }
        snprintf(source, sizeof source, "Kata nomor %d dari %d di dalam daftar panjang ini.", i, i % 7);
        snprintf(target, sizeof target, "Word number %d of %d in this long list.", i, i % 7);
        struct tm_unit u = memory_unit(source, target, i % 3 ? "kept" : "gone");
        memory_add(m, &u);
        if (i % 100 == 99) {
            check(tm_commit(m, NULL) == TEXT_OK, "commit");
        }
    }
    for (int i = 0; i < UNITS; i += 3) {
        check(tm_delete(m, i + 1, TEXT_LITERAL(""), NULL) == TEXT_OK, "delete %d", i + 1);
    }
    struct text_error err = {0};
    check(tm_tidy(m, &count, &err) == TEXT_OK && count == UNITS / 3, "tidied %zu: %s", count, err.message);
    memory_whole(m, "after tidying");
    check(count_live(m) == UNITS - UNITS / 3 && count_gone(m) == 0, "the others are there");
    struct tm_stats s;
    check(tm_stats(m, &s, NULL) == TEXT_OK && s.documents == 1 && s.deleted == 0, "a document nobody names is gone");
    check(find(m, "Kata nomor 4 dari 4 di dalam daftar panjang ini.") > 0, "they are found");
    struct tm_unit again = memory_unit("Kata nomor 0 dari 0 di dalam daftar panjang ini.", "Word number 0.", "new");
    check(memory_add(m, &again) == TM_NEW, "what was tidied away is new again");
    memory_whole(m, "after adding to a tidied memory");
    check(tm_tidy(m, &count, &err) == TEXT_OK && count == 0, "nothing to tidy");
    tm_close(m);
}

static void load_sql(const char *path, const char *file)
{
    struct text_buffer sql = {0};
    char line[4096], *message = NULL;
    sqlite3 *db = NULL;
    FILE *f = fopen(file, "r");
    check(f != NULL, "%s", file);
    while (f && fgets(line, sizeof line, f)) {
        text_buffer_add_string(&sql, line);
    }
    if (f) {
        fclose(f);
    }
    text_buffer_add_char(&sql, '\0');
    check(sqlite3_open(path, &db) == SQLITE_OK, "open %s", path);
    sqlite3_exec(db, sql.p, NULL, NULL, &message);
    check(!message, "%s: %s", file, message ? message : "");
    sqlite3_free(message);
    sqlite3_close(db);
    text_buffer_free(&sql);
}

static enum text_status print_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)err;
    text_buffer_add_format(context, "%lld %.*s=%.*s %s %.*s %.*s x%lld %.*s %.*s %.*s/%.*s\n", (long long)u->id,
                           TEXT_PRINT(u->text.source), TEXT_PRINT(u->text.target), tm_status_name(u->status),
                           TEXT_PRINT(u->created), TEXT_PRINT(u->changed), (long long)u->uses,
                           TEXT_PRINT(u->origin.kind), TEXT_PRINT(u->origin.source.name), TEXT_PRINT(u->origin.speaker),
                           TEXT_PRINT(u->origin.agency));
    return TEXT_OK;
}

/* tests/data/memory-v1.sql is a dump of a memory that the first version of this program made: three imports, the last
 * turned, and a harvest. */
static void test_migration(void)
{
    static const char expected[] =
        "1 Ia  pergi.=He left. approved 2026-11-24T16:48:39Z 2026-11-24T16:48:40Z x3 import c.tsv /\n"
        "2 Harga beras naik 5,2 persen.=The price of rice rose 5.2 percent. approved 2026-11-24T16:48:39Z"
        " 2026-11-24T16:48:39Z x1 import a.tsv /\n"
        "3 Satu dua tiga.=One two three. approved 2026-11-24T16:48:39Z 2026-11-24T16:48:39Z x1 import a.tsv /\n"
        "4 Satu dua tiga.=One, two, three. approved 2026-11-24T16:48:40Z 2026-11-24T16:48:40Z x1 import b.tsv /\n"
        "5 Wakil Brevik: \"Kami menolak tekanan dari negara mana pun,\" kata Brevik dikutip Reuters. Harga beras naik"
        " 5,2 persen pada Maret.=The price of rice rose 5.2 percent in March. \"We reject pressure from any country,\""
        " Brevik said, according to Reuters. draft"
        " 2026-11-24T16:48:40Z 2026-11-24T16:48:40Z x1 harvest a.txt /\n"
        "6 Kami menolak tekanan dari negara mana pun=We reject pressure from any country draft 2026-11-24T16:48:40Z"
        " 2026-11-24T16:48:40Z x1 harvest a.txt Brevik/Reuters\n";
    const char *path = memory_path("old.db"), *copy = memory_path("old.db-v1.bak");
    for (int i = 0; i < 2; i++) {
        struct text_buffer b = {0};
        unlink(path);
        unlink(copy);
        load_sql(path, "tests/data/memory-v1.sql");
        struct tm_memory *m = memory_open(path, i ? TM_READ : TM_WRITE);
        check(tm_each(m, print_unit, &b, NULL) == TEXT_OK, "each");
        text_buffer_add_char(&b, '\0');
        check(strcmp(b.p, expected) == 0, "a memory of the first version holds\n%snot\n%s", b.p, expected);
        check(access(copy, R_OK) == 0, "the copy is there");
        check(find(m, "Satu dua tiga.") == 2, "its units are found");
        memory_whole(m, "after migrating");
        tm_close(m);
        text_buffer_free(&b);
        m = memory_open(path, TM_READ);
        check(count_live(m) == 6, "and it stays migrated");
        tm_close(m);
    }
}

/* A word that was rare when a handle met it is frequent when another has written: its lists are then found
 * elsewhere. */
static void test_two_handles(void)
{
    enum { FEW = 10, MANY = 1000 };
    const char *path = memory_path("two.db");
    struct tm_memory *writer = memory_open(path, TM_CREATE), *reader = memory_open(path, TM_READ);
    char source[100], target[100];
    for (int round = 0; round < 2; round++) {
        tm_begin(writer, NULL);
        for (int i = 0; i < (round ? MANY : FEW); i++) {
            snprintf(source, sizeof source, "kata x%d", round * MANY + i);
            snprintf(target, sizeof target, "word y%d", round * MANY + i);
            struct tm_unit u = memory_unit(source, target, "f");
            memory_add(writer, &u);
        }
        check(tm_commit(writer, NULL) == TEXT_OK, "commit");
        struct text_arena *arena = text_arena_new();
        struct tm_phrase p = {.text = TEXT_LITERAL("kata"), .most = 2 * MANY};
        struct tm_hits hits = {0};
        check(tm_concordance(reader, &p, arena, &hits, NULL) == TEXT_OK, "concordance");
        check(hits.count == (round ? FEW + MANY : FEW), "round %d: another handle finds %zu", round, hits.count);
        check(find(reader, "kata x1") > 0 && find(reader, round ? "kata x1001" : "kata x2") > 0, "and matches");
        text_arena_free(arena);
    }
    tm_close(reader);
    tm_close(writer);
}

/* A text that is the source of many units: each further one is told from them all by its target. */
static void test_same_source(void)
{
    enum { MANY = 5000, ASKED = 7 };
    struct tm_memory *m = memory_open(memory_path("same.db"), TM_CREATE);
    char target[100];
    for (int round = 0; round < 3; round++) { /* the last after the commit */
        for (int i = 0; i < MANY; i += round ? MANY / ASKED : 1) {
            enum tm_added added = TM_NEW;
            snprintf(target, sizeof target, "word number %d", i);
            struct tm_unit u = memory_unit("kata yang sama", target, round ? "g" : "f");
            if (i == 0 && round == 0) {
                check(tm_begin(m, NULL) == TEXT_OK, "begin");
            }
            check(tm_add(m, &u, &added, NULL) == TEXT_OK, "add");
            check(added == (round == 0 ? TM_NEW : round == 1 ? TM_NEW_ORIGIN : TM_KNOWN), "round %d, %d: %d", round, i,
                  (int)added);
        }
        check(round != 1 || tm_commit(m, NULL) == TEXT_OK, "commit");
    }
    check(count_live(m) == MANY, "%d units", count_live(m));
    tm_close(m);
}

/* Numbers that no memory has: nothing may be added on top of them. */
static void test_impossible(const char *name, const char *sql)
{
    const char *path = memory_path(name);
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct text_error err = {0};
    sqlite3 *db = NULL;
    struct tm_unit one = memory_unit("satu", "one", "f"), two = memory_unit("dua", "two", "f");
    memory_add(m, &one);
    tm_close(m);
    check(sqlite3_open(path, &db) == SQLITE_OK && sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", name,
          sqlite3_errmsg(db));
    sqlite3_close(db);
    m = memory_open(path, TM_WRITE);
    check(tm_add(m, &two, NULL, &err) == TEXT_INVALID && strstr(err.message, "is damaged"), "%s: %s", name,
          err.message);
    tm_close(m);
}

static int64_t pair_of(struct tm_memory *m, const char *source, const char *target)
{
    struct tm_unit u = memory_unit(source, target, "elsewhere");
    struct text_error err = {0};
    int64_t id = -1;
    check(tm_find_pair(m, &u, &id, &err) == TEXT_OK, "find the pair %s, %s: %s", source, target, err.message);
    return id;
}

/* Inside of a transaction and outside, turned or not, deleted or not. */
static void test_pair(void)
{
    struct tm_memory *m = memory_open(memory_path("pair.db"), TM_CREATE);
    struct tm_unit one = memory_unit("satu", "one", "f"), two = memory_unit("dua", "two", "f");
    struct tm_unit turned = memory_unit("one", "satu", "f"), empty = memory_unit("", "x", "f");
    struct text_error err = {0};
    int64_t id = -1;
    memory_add(m, &one);
    check(pair_of(m, " satu ", "one") == 1 && pair_of(m, "satu", "two") == 0, "a pair that is there, and one not");
    turned.language = (struct tm_languages){TEXT_LITERAL("en"), TEXT_LITERAL("id")};
    check(tm_find_pair(m, &turned, &id, &err) == TEXT_OK && id == 1, "turned: %lld", (long long)id);
    check(tm_begin(m, &err) == TEXT_OK, "begin");
    memory_add(m, &two);
    check(pair_of(m, "dua", "two") == 2, "what was added in the same transaction");
    check(tm_commit(m, &err) == TEXT_OK, "commit");
    check(tm_delete(m, 2, TEXT_LITERAL(""), &err) == TEXT_OK && pair_of(m, "dua", "two") == 2, "what was deleted");
    check(tm_find_pair(m, &empty, &id, &err) == TEXT_EMPTY && strstr(err.message, "empty"), "an empty text");
    tm_close(m);
    m = memory_open(memory_path("pair.db"), TM_READ);
    check(tm_find_pair(m, &one, &id, &err) == TEXT_MISUSE, "a memory to read");
    tm_close(m);
}

static const char *property_of(struct tm_memory *m, int64_t unit, struct text_arena *arena)
{
    struct tm_unit u = {0};
    check(tm_get(m, unit, arena, &u, NULL) == TEXT_OK, "get");
    return u.property_count == 1 ? u.properties[0].text.p : u.property_count ? "several" : "none";
}

static void test_property(void)
{
    struct tm_memory *m = memory_open(memory_path("property.db"), TM_CREATE);
    struct text_arena *arena = text_arena_new();
    struct tm_unit one = memory_unit("satu", "one", "f");
    struct tm_property p = {.side = TM_WHOLE, .type = TEXT_LITERAL("x-a"), .text = TEXT_LITERAL("first")};
    struct text_error err = {0};
    memory_add(m, &one);
    check(tm_set_property(m, 1, &p, &err) == TEXT_OK && strcmp(property_of(m, 1, arena), "first") == 0, "set");
    p.text = TEXT_LITERAL("second");
    check(tm_set_property(m, 1, &p, &err) == TEXT_OK && strcmp(property_of(m, 1, arena), "second") == 0, "set anew");
    p.side = TM_SOURCE;
    check(tm_set_property(m, 1, &p, &err) == TEXT_OK && strcmp(property_of(m, 1, arena), "several") == 0, "of a side");
    p.text = TEXT_LITERAL("");
    check(tm_set_property(m, 1, &p, &err) == TEXT_OK && strcmp(property_of(m, 1, arena), "second") == 0, "taken away");
    p.side = TM_WHOLE;
    check(tm_set_property(m, 1, &p, &err) == TEXT_OK && strcmp(property_of(m, 1, arena), "none") == 0, "and the other");
    check(tm_begin(m, &err) == TEXT_OK && tm_delete(m, 1, TEXT_LITERAL(""), &err) == TEXT_OK, "begin");
    check(tm_set_property(m, 7, &p, &err) == TEXT_EMPTY && strstr(err.message, "no unit 7"), "no such unit");
    check(tm_commit(m, &err) == TEXT_OK, "which undoes nothing: %s", err.message);
    struct tm_unit u = {0};
    check(tm_get(m, 1, arena, &u, NULL) == TEXT_OK && u.deleted.n, "the deletion before it holds");
    p.note = true;
    check(tm_set_property(m, 1, &p, &err) == TEXT_MISUSE, "a note");
    memory_whole(m, "with properties set");
    text_arena_free(arena);
    tm_close(m);
}

int main(void)
{
    memory_start();
    test_pair();
    test_property();
    test_states();
    test_list();
    test_tidy();
    test_migration();
    test_two_handles();
    test_same_source();
    test_impossible("high.db", "UPDATE unit SET id = 9223372036854775807");
    test_impossible("low.db", "UPDATE unit SET id = -7");
    test_impossible("count.db", "UPDATE word_count SET id = 9223372036854775807");
    memory_end();
    return check_report();
}
