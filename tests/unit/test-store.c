/* The store: adding and merging, reading back, transactions, a full disk, dates. */
#include "tests/unit/memory.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

/* Runs SQL on a file behind the memory's back. */
static void change(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;
    check(sqlite3_open(path, &db) == SQLITE_OK, "open %s", path);
    sqlite3_exec(db, sql, NULL, NULL, &message);
    check(!message, "%s: %s", sql, message ? message : "");
    sqlite3_free(message);
    sqlite3_close(db);
}

/* What tm_each gives, one line a unit. */
static enum text_status print_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    (void)err;
    text_buffer_add_format(
        context, "%lld %.*s-%.*s %.*s=%.*s %s %.*s %.*s by %.*s x%lld %.*s (%.*s|%.*s) %.*s/%.*s %.2f\n",
        (long long)u->id, TEXT_PRINT(u->language.source), TEXT_PRINT(u->language.target), TEXT_PRINT(u->text.source),
        TEXT_PRINT(u->text.target), tm_status_name(u->status), TEXT_PRINT(u->created), TEXT_PRINT(u->changed),
        TEXT_PRINT(u->user), (long long)u->uses, TEXT_PRINT(u->origin.kind), TEXT_PRINT(u->origin.source.name),
        TEXT_PRINT(u->origin.target.name), TEXT_PRINT(u->origin.speaker), TEXT_PRINT(u->origin.agency),
        u->origin.confidence);
    return TEXT_OK;
}

static void holds(struct tm_memory *m, const char *expected)
{
    struct text_buffer b = {0};
    struct text_error err = {0};
    check(tm_each(m, print_unit, &b, &err) == TEXT_OK, "each: %s", err.message);
    text_buffer_add_char(&b, '\0');
    check(strcmp(b.p, expected) == 0, "the memory holds\n%snot\n%s", b.p, expected);
    text_buffer_free(&b);
}

static void test_merging(void)
{
    struct tm_memory *m = memory_open(memory_path("merge.db"), TM_CREATE);
    struct tm_unit u = memory_unit("Ia  pergi.", "He left.", "a.tsv");
    u.created = text_span_of("2023-03-06T18:05:00Z");
    u.changed = text_span_of("2023-03-07T01:05:00+07:00");
    check(memory_add(m, &u) == TM_NEW, "a pair is new once");
    check(memory_add(m, &u) == TM_KNOWN, "the same from the same file is known");
    u.text.source = text_span_of(" Ia pergi. ");
    check(memory_add(m, &u) == TM_KNOWN, "blanks make no other pair");
    u.text.source = text_span_of("ia pergi.");
    u.language.source = text_span_of("ID");
    check(memory_add(m, &u) == TM_NEW, "case makes another pair");
    u.text.source = text_span_of("Ia pergi.");
    u.origin = (struct tm_origin){.kind = text_span_of("harvest"), .confidence = 0.75};
    u.origin.source = (struct tm_document){.name = text_span_of("id/1.txt"), .url = text_span_of("http://x/1")};
    u.origin.target.name = text_span_of("en/9.txt");
    u.origin.speaker = text_span_of("Brevik");
    u.origin.agency = text_span_of("TASS");
    u.created = text_span_of("20230101T000000Z");
    u.changed = text_span_of("2022-01-01");
    u.status = TM_APPROVED;
    u.user = text_span_of("ani");
    check(memory_add(m, &u) == TM_NEW_ORIGIN, "another origin is added");
    struct tm_unit turned = u;
    turned.language = (struct tm_languages){u.language.target, u.language.source};
    turned.text = (struct text_pair){u.text.target, u.text.source};
    turned.origin.source = u.origin.target;
    turned.origin.target = u.origin.source;
    check(memory_add(m, &turned) == TM_KNOWN, "the other way round it is the same");
    holds(m, "1 id-en Ia  pergi.=He left. approved 2023-01-01T00:00:00Z 2023-03-06T18:05:00Z by ani x2 harvest "
             "(id/1.txt|en/9.txt) Brevik/TASS 0.75\n"
             "2 id-en ia pergi.=He left. draft 2023-03-06T18:05:00Z 2023-03-06T18:05:00Z by  x1 import (a.tsv|a.tsv) / "
             "-1.00\n");
    u.language.target = text_span_of("en-US");
    check(memory_add(m, &u) == TM_NEW, "another language tag is another pair");
    u.text.target = text_span_of("He went.");
    check(memory_add(m, &u) == TM_NEW, "another translation is another pair");
    struct tm_stats s;
    check(tm_stats(m, &s, NULL) == TEXT_OK, "stats");
    check(s.units == 4 && s.documents == 3 && s.origins == 5 && s.words == 16 && s.deleted == 0 && s.approved == 3 &&
              s.draft == 1 && s.rejected == 0 && s.bytes > 0,
          "stats: %lld units %lld documents %lld origins %lld words", (long long)s.units,
          (long long)s.documents, (long long)s.origins, (long long)s.words);
    memory_whole(m, "after merging");
    tm_close(m);
}

static void refuse_unit(struct tm_memory *m, const struct tm_unit *u, enum text_status expected, const char *what)
{
    struct text_error err = {0};
    enum text_status status = tm_add(m, u, NULL, &err);
    check(status == expected && err.message[0], "%s: status %d: %s", what, (int)status, err.message);
}

static void test_refusals(void)
{
    struct tm_memory *m = memory_open(memory_path("refuse.db"), TM_CREATE);
    struct tm_unit good = memory_unit("Satu.", "One.", "f"), u;
    check(tm_begin(m, NULL) == TEXT_OK && tm_begin(m, NULL) == TEXT_MISUSE, "begin once");
    memory_add(m, &good);
    u = memory_unit(" \xC2\xA0 ", "One.", "f");
    refuse_unit(m, &u, TEXT_EMPTY, "an empty source");
    u = memory_unit("Satu.", "", "f");
    refuse_unit(m, &u, TEXT_EMPTY, "an empty target");
    u = memory_unit("Satu \xFF", "One.", "f");
    refuse_unit(m, &u, TEXT_INVALID, "a text that is not UTF-8");
    u = good;
    u.created = text_span_of("yesterday");
    refuse_unit(m, &u, TEXT_INVALID, "a date that is none");
    u = good;
    u.language.source = text_span_of("");
    u.text.source = text_span_of("Lain.");
    refuse_unit(m, &u, TEXT_MISUSE, "no language");
    u = good;
    u.language.target = text_span_of("en-of-a-language-tag-that-is-longer-than-any-of-them");
    refuse_unit(m, &u, TEXT_MISUSE, "a tag that is too long");
    check(tm_commit(m, NULL) == TEXT_OK, "what was refused for itself does not end a transaction");
    check(tm_commit(m, NULL) == TEXT_MISUSE, "commit needs a begin");
    struct tm_stats s;
    check(tm_stats(m, &s, NULL) == TEXT_OK && s.units == 1, "the good unit is there: %lld", (long long)s.units);
    tm_close(m);
}

static void test_transactions(void)
{
    const char *path = memory_path("transaction.db");
    struct tm_memory *m = memory_open(path, TM_CREATE), *reader = memory_open(path, TM_READ);
    struct tm_unit one = memory_unit("Satu kata.", "One word.", "f"), two = memory_unit("Dua kata.", "Two words.", "f");
    struct tm_stats s;
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    memory_add(m, &one);
    check(tm_stats(m, &s, NULL) == TEXT_OK && s.units == 1, "a writer sees what it wrote");
    check(tm_stats(reader, &s, NULL) == TEXT_OK && s.units == 0, "a reader does not");
    tm_rollback(m);
    check(tm_stats(m, &s, NULL) == TEXT_OK && s.units == 0, "after the rollback nothing is there");
    memory_whole(m, "after a rollback");
    check(memory_add(m, &two) == TM_NEW && memory_add(m, &one) == TM_NEW, "words get their numbers anew");
    check(tm_begin(reader, NULL) == TEXT_OK && tm_stats(reader, &s, NULL) == TEXT_OK && s.units == 2, "two units");
    struct tm_unit three = memory_unit("Tiga kata.", "Three words.", "f");
    memory_add(m, &three);
    check(tm_stats(reader, &s, NULL) == TEXT_OK && s.units == 2, "a reader's transaction sees one state");
    check(tm_commit(reader, NULL) == TEXT_OK && tm_stats(reader, &s, NULL) == TEXT_OK && s.units == 3,
          "then the new one");
    memory_whole(m, "after single additions");

    tm_close(m);
    tm_close(reader);
}

static void test_failed_writes(void)
{
    const char *path = memory_path("hostile.db");
    struct text_error err = {0};
    tm_close(memory_open(path, TM_CREATE));
    change(path, "CREATE TRIGGER t BEFORE INSERT ON unit BEGIN SELECT RAISE(ABORT, 'hostile'); END");
    struct tm_memory *other = memory_open(path, TM_WRITE);
    struct tm_unit four = memory_unit("Empat kata.", "Four words.", "f");
    enum text_status status = tm_add(other, &four, NULL, &err);
    check(status == TEXT_OK, "a trigger in the file is not run: %s", err.message);
    change(path, "DROP TRIGGER t; DROP TABLE hash");
    check(tm_begin(other, NULL) == TEXT_OK, "begin");
    struct tm_unit five = memory_unit("Lima kata.", "Five words.", "f");
    status = tm_add(other, &five, NULL, &err);
    check(status == TEXT_INVALID && strstr(err.message, "damaged"), "a missing table is damage: %s", err.message);
    check(tm_add(other, &five, NULL, &err) == TEXT_INVALID, "the transaction is over");
    check(tm_commit(other, &err) == TEXT_INVALID && strstr(err.message, "damaged"), "the commit says so: %s",
          err.message);
    tm_close(other);
}

/* A file that may not grow stands for a disk that is full. */
static void test_full_disk(void)
{
    const char *path = memory_path("full.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_unit one = memory_unit("Satu kata.", "One word.", "f");
    struct text_error err = {0};
    struct rlimit before, little;
    memory_add(m, &one);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    little = before;
    little.rlim_cur = 300000;
    check(setrlimit(RLIMIT_FSIZE, &little) == 0 && tm_begin(m, &err) == TEXT_OK, "begin: %s", err.message);
    enum text_status status = TEXT_OK;
    for (int i = 0; i < 3000 && status == TEXT_OK; i++) {
        char source[80];
        snprintf(source, sizeof source, "Kalimat ke%d tentang hal %d dan hal %d.", i, i * 7, i * 11);
        struct tm_unit u = memory_unit(source, source, "f");
        status = tm_add(m, &u, NULL, &err);
    }
    status = tm_commit(m, &err);
    check(status == TEXT_IO && strstr(err.message, path), "what has no room is not committed: %d %s", (int)status,
          err.message);
    setrlimit(RLIMIT_FSIZE, &before);
    struct tm_stats s;
    check(tm_stats(m, &s, &err) == TEXT_OK && s.units == 1, "what was there before is: %s", err.message);
    memory_whole(m, "after the disk was full");
    struct tm_unit two = memory_unit("Dua kata.", "Two words.", "f");
    check(memory_add(m, &two) == TM_NEW, "and it can be added to again");
    memory_whole(m, "after that");
    tm_close(m);
}

static void test_dates(void)
{
    static const struct {
        const char *in, *out; /* NULL: no date */
    } cases[] = {
        {"1970-01-01", "1970-01-01T00:00:00Z"},
        {"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
        {"20240229T235959Z", "2024-02-29T23:59:59Z"},
        {"2023-03-07T01:05:00+07:00", "2023-03-06T18:05:00Z"},
        {"2023-03-06 22:05:00.123-0530", "2023-03-07T03:35:00Z"},
        {"1900-03-01T00:00", "1900-03-01T00:00:00Z"},
        {"0000-01-01", "0000-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
        {"2023-13-01", NULL},
        {"2023-00-01", NULL},
        {"2023-04-31", NULL},
        {"2023-02-29", NULL},
        {"2023", NULL},
        {"2023-03-06T", NULL},
        {"2023-03-06T18:05:00Zx", NULL},
        {"2023-03-06T18:61", NULL},
        {"2023-03-06T18:05+99:00", NULL},
        {"6 Maret 2023", NULL},
    };
    struct tm_memory *m = memory_open(memory_path("dates.db"), TM_CREATE);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct text_error err = {0};
        char source[20];
        snprintf(source, sizeof source, "kata %zu", i);
        struct tm_unit u = memory_unit(source, "word", "f");
        u.created = text_span_of(cases[i].in);
        struct text_buffer b = {0};
        enum text_status status = tm_add(m, &u, NULL, &err);
        check((status == TEXT_OK) == (cases[i].out != NULL), "the date %s: %s", cases[i].in, err.message);
        if (status == TEXT_OK && cases[i].out) {
            check(tm_each(m, print_unit, &b, &err) == TEXT_OK, "each");
            text_buffer_add_char(&b, '\0');
            check(strstr(b.p, cases[i].out) != NULL, "the date %s is %s:\n%s", cases[i].in, cases[i].out, b.p);
        }
        text_buffer_free(&b);
    }
    tm_close(m);
}

int main(void)
{
    memory_start();
    test_merging();
    test_refusals();
    test_transactions();
    test_failed_writes();
    test_full_disk();
    test_dates();
    memory_end();
    return check_report();
}
