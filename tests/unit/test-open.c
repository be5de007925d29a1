/* Opening a memory: good files, files of others, odd names, missing rights, damage. */
#include "tests/unit/memory.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void write_file(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    check(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0, "write %s", path);
}

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

static void refuses(const char *path, enum tm_access access, enum text_status expected, const char *word)
{
    struct tm_memory *m = NULL;
    struct text_error err = {0};
    enum text_status status = tm_open(path, access, &m, &err);
    check(status == expected, "open %s: status %d, not %d: %s", path, (int)status, (int)expected, err.message);
    /* What is at fault may be a folder above the file. */
    bool named = strstr(err.message, path) || strstr(err.message, memory_folder);
    check(status == TEXT_OK || (named && strstr(err.message, word)), "the message names %s and says \"%s\": %s", path,
          word, err.message);
    check(status == TEXT_OK || m == NULL, "no memory comes of a failure");
    tm_close(m);
}

static void test_opening(void)
{
    const char *path = memory_path("good.db");
    refuses(path, TM_READ, TEXT_IO, "there is no such memory");
    refuses(path, TM_WRITE, TEXT_IO, "there is no such memory");
    refuses(memory_folder, TM_CREATE, TEXT_IO, "is a directory");
    refuses("/dev/null", TM_CREATE, TEXT_FOREIGN, "no regular file");
    check(tm_open("", TM_CREATE, &(struct tm_memory *){NULL}, NULL) == TEXT_MISUSE, "an empty name is refused");
    tm_close(memory_open(path, TM_CREATE));
    struct tm_memory *m = memory_open(path, TM_READ);
    struct tm_unit u = memory_unit("a", "b", "f");
    check(tm_add(m, &u, NULL, NULL) == TEXT_MISUSE, "what is open for reading takes no unit");
    tm_close(m);
    tm_close(memory_open(path, TM_WRITE));
    check(access(memory_path("good.db-wal"), F_OK) != 0, "closing leaves no log behind");
    tm_close(NULL);
}

static void test_foreign_files(void)
{
    const char *path = memory_path("foreign");
    static char noise[5000];
    memset(noise, 'x', sizeof noise);
    write_file(path, noise, sizeof noise);
    refuses(path, TM_READ, TEXT_FOREIGN, "not a translation memory");
    refuses(path, TM_CREATE, TEXT_FOREIGN, "not a translation memory");
    write_file(path, "", 0);
    refuses(path, TM_READ, TEXT_FOREIGN, "is empty");
    tm_close(memory_open(path, TM_CREATE)); /* an empty file may become one */
    unlink(path);
    change(path, "CREATE TABLE t (a)");
    refuses(path, TM_CREATE, TEXT_FOREIGN, "another program");
    change(path, "PRAGMA application_id = 7");
    refuses(path, TM_WRITE, TEXT_FOREIGN, "another program");
    unlink(path);

    path = memory_path("newer.db");
    tm_close(memory_open(path, TM_CREATE));
    change(path, "PRAGMA user_version = 99");
    refuses(path, TM_READ, TEXT_NEWER, "newer version");
    change(path, "PRAGMA user_version = 0");
    refuses(path, TM_READ, TEXT_INVALID, "damaged");
}

/* Version 3 had lists of the pairs of fewer words, elsewhere: here one list that is none of today's. */
static void test_version_3(void)
{
    const char *path = memory_path("three.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_unit u = memory_unit("satu dua tiga satu dua", "one two three one two", "f");
    struct tm_unit v = memory_unit("dua tiga empat", "two three four", "f");
    struct tm_stats stats = {0};
    memory_add(m, &u);
    memory_add(m, &v);
    tm_close(m);
    change(path, "DELETE FROM posting WHERE id >> 20 & 0xFFFFFFF >= 0xF000000;"
                 "INSERT INTO posting SELECT (id << 48) + (0xFF00402 << 20), x'0001' FROM run;"
                 "PRAGMA user_version = 3");
    m = memory_open(path, TM_WRITE);
    check(access(memory_path("three.db-v3.bak"), R_OK) == 0, "the copy of the old one is there");
    check(tm_stats(m, &stats, NULL) == TEXT_OK && stats.units == 2, "its units are there");
    memory_whole(m, "after migrating");
    tm_close(m);
}

/* Names that SQLite could take for something else. */
static void test_odd_names(void)
{
    static const char *const names[] = {":memory:", "file:x?mode=memory", "a b%20?#&'\".db", "-", "\xC3\xA9\xFF"};
    char before[400];
    check(getcwd(before, sizeof before) != NULL && chdir(memory_folder) == 0, "go to the folder");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        tm_close(memory_open(names[i], TM_CREATE));
        struct stat st;
        check(stat(names[i], &st) == 0 && st.st_size > 0, "a memory named %s is a file of that name", names[i]);
    }
    check(chdir(before) == 0, "and back");
    tm_close(memory_open(memory_path("one"), TM_CREATE));
    char deep[500];
    snprintf(deep, sizeof deep, "%s/folder/inner/x.db", memory_folder);
    tm_close(memory_open(deep, TM_CREATE));
    unlink(deep);
    for (int i = 0; i < 2; i++) {
        *strrchr(deep, '/') = '\0';
        check(rmdir(deep) == 0, "the folder %s was made", deep);
    }
}

/* Runs `body` as a user without rights; the checks made there count here. */
static void without_rights(void (*body)(void))
{
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) {
            _exit(0);
        }
        check_failed = 0;
        body();
        fflush(stdout);
        _exit(check_failed ? 1 : 0);
    }
    int status = 1;
    check(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0, "the checks without rights pass");
}

static void read_only_file(void)
{
    refuses(memory_path("ro.db"), TM_WRITE, TEXT_IO, "read-only");
    refuses(memory_path("ro.db"), TM_CREATE, TEXT_IO, "read-only");
    struct tm_memory *m = memory_open(memory_path("ro.db"), TM_READ);
    struct tm_stats stats;
    check(tm_stats(m, &stats, NULL) == TEXT_OK && stats.units == 1, "a read-only memory can be read");
    tm_close(m);
    refuses(memory_path("none.db"), TM_CREATE, TEXT_IO, "open");
    refuses(memory_path("new/none.db"), TM_CREATE, TEXT_IO, "cannot make the folder");
}

/* In a folder where SQLite can put its files beside it. */
static void read_only_file_alone(void)
{
    refuses(memory_path("ro.db"), TM_WRITE, TEXT_IO, "read-only");
    struct tm_memory *m = memory_open(memory_path("ro.db"), TM_READ);
    struct tm_stats stats;
    check(tm_stats(m, &stats, NULL) == TEXT_OK && stats.units == 1, "a read-only memory can be read");
    tm_close(m);
}

static void unreadable_file(void)
{
    refuses(memory_path("ro.db"), TM_READ, TEXT_IO, "open");
}

static void unclean_file(void)
{
    refuses(memory_path("ro.db"), TM_READ, TEXT_IO, "-wal");
}

static void test_rights(void)
{
    const char *path = memory_path("ro.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    struct tm_unit u = memory_unit("Satu.", "One.", "f.tsv");
    memory_add(m, &u);
    tm_close(m);
    check(chmod(path, 0444) == 0 && chmod(memory_folder, 0555) == 0, "take the rights away");
    without_rights(read_only_file);
    check(chmod(memory_folder, 0777) == 0, "give the folder back");
    without_rights(read_only_file_alone);
    check(chmod(path, 0000) == 0, "take all rights away");
    without_rights(unreadable_file);
    check(chmod(path, 0444) == 0 && chmod(memory_folder, 0755) == 0, "give the rights back");
    unlink(memory_path("ro.db-shm"));
    write_file(memory_path("ro.db-wal"), "left by a crash", 15);
    check(chmod(memory_folder, 0555) == 0, "take the rights away");
    without_rights(unclean_file);
    check(chmod(path, 0644) == 0 && chmod(memory_folder, 0755) == 0, "give the rights back");
}

static void test_damage(void)
{
    const char *path = memory_path("damaged.db");
    struct tm_memory *m = memory_open(path, TM_CREATE);
    check(tm_begin(m, NULL) == TEXT_OK, "begin");
    for (int i = 0; i < 300; i++) {
        char source[60], target[60];
        snprintf(source, sizeof source, "Ini kalimat nomor %d dari berita.", i);
        snprintf(target, sizeof target, "This is sentence number %d of the news.", i);
        struct tm_unit u = memory_unit(source, target, "f");
        memory_add(m, &u);
    }
    check(tm_commit(m, NULL) == TEXT_OK, "commit");
    memory_whole(m, "before it is damaged");
    tm_close(m);
    int fd = open(path, O_RDWR);
    static const char noise[200] = "noise";
    struct stat st;
    check(fd >= 0 && fstat(fd, &st) == 0, "open the file");
    for (off_t at = 8192 + 300; at < st.st_size; at += 4096) {
        check(pwrite(fd, noise, sizeof noise, at) == sizeof noise, "damage the file");
    }
    close(fd);
    struct text_error err = {0};
    if (tm_open(path, TM_READ, &m, &err) == TEXT_OK) {
        size_t problems = 0;
        enum text_status status = tm_check(m, NULL, NULL, &problems, &err);
        check(status == TEXT_OK && problems > 0, "the damage is found: %d %zu", (int)status, problems);
        struct tm_query q = {.text = text_span_of("Ini kalimat nomor 7 dari berita."),
                             .from = text_span_of("id"),
                             .to = text_span_of("en"),
                             .least = 10};
        struct tm_matches out;
        struct text_arena *arena = text_arena_new();
        status = tm_find(m, &q, arena, &out, &err);
        check(status == TEXT_OK || status == TEXT_INVALID, "a search in a damaged memory ends: %d", (int)status);
        text_arena_free(arena);
        tm_close(m);
    } else {
        check(err.status == TEXT_INVALID, "a damaged memory is refused as such: %s", err.message);
    }
    check(truncate(path, 5000) == 0, "cut the file");
    refuses(path, TM_READ, TEXT_INVALID, "damaged");
}

int main(void)
{
    memory_start();
    test_opening();
    test_foreign_files();
    test_version_3();
    test_odd_names();
    test_rights();
    test_damage();
    memory_end();
    return check_report();
}
