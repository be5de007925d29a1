/* Any bytes as JSON lines, as WARC and as the other archives, told apart by the first byte: an orderly end, entries and
 * faults with names, and articles that are clean or refused. */
#define _POSIX_C_SOURCE 200809L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LIMIT = 1 << 16, MOST = 100000 };

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    abort();
}

static void check_entry(const struct formats_entry *e)
{
    const struct text_decoding how = {.name = "entry", .lossy = true};
    struct text_arena *arena = text_arena_new();
    struct formats_article a;
    struct text_error err;
    if (e->bytes.n == 0 || e->bytes.n > LIMIT || memchr(e->name.p, '\0', e->name.n)) {
        fail("an entry is empty, too large, or has no name");
    }
    if (arena && formats_article_of_entry(e, &how, arena, &a, &err) == TEXT_OK) {
        struct text_span all[] = {a.text.text, a.title, a.url, a.date, a.language, a.author, a.date_line};
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
            struct text_span clean;
            if (all[i].n && text_normalize(all[i], arena, &clean, &err) == TEXT_INVALID) {
                fail("an article is not UTF-8");
            }
        }
    }
    text_arena_free(arena);
}

static void check_archive(const char *path)
{
    struct formats_archive *a = NULL;
    struct formats_entry e;
    struct text_error err;
    if (formats_archive_open(path, &a, &err) != TEXT_OK) {
        return;
    }
    formats_archive_limit(a, LIMIT);
    if (formats_archive_fields(a, "id=guid,text=a.b", &err) != TEXT_OK) {
        fail("fields are refused");
    }
    for (size_t i = 0;; i++) {
        enum text_status status = formats_archive_next(a, &e, &err);
        if (status == TEXT_NOMEM || (status == TEXT_OK && !e.name.p)) {
            break;
        }
        if (status == TEXT_OK) {
            check_entry(&e);
        } else if (formats_archive_fault(a)->reason.n == 0 || formats_archive_fault(a)->count == 0) {
            fail("a fault says nothing");
        }
        if (i == MOST) {
            fail("it does not come to an end");
        }
    }
    formats_archive_close(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const ends[] = {".jsonl", ".warc", ".zip", ".jsonl.gz", ".warc.gz", ".tar"};
    static char path[100];
    const char *folder = getenv("TMPDIR");
    if (size < 1) {
        return 0;
    }
    const char *end = ends[data[0] % (sizeof ends / sizeof ends[0])];
    snprintf(path, sizeof path, "%.60s/padan-fuzz-%ld%s", folder ? folder : "/tmp", (long)getpid(), end);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(data + 1, 1, size - 1, f) != size - 1 || fclose(f) != 0) {
        fail("the temporary file cannot be written");
    }
    check_archive(path);
    unlink(path);
    return 0;
}
