/* For tests of archives: a folder of their own to work in, files, and all that an archive gives as a text. */
#ifndef TESTS_UNIT_ARCHIVE_H
#define TESTS_UNIT_ARCHIVE_H

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/archive.h"

#include "tests/unit/check.h"

static char archive_root[64]; /* the working directory */

static void archive_enter(void)
{
    strcpy(archive_root, "/tmp/padan-test-XXXXXX");
    if (!mkdtemp(archive_root) || chdir(archive_root) != 0) {
        perror(archive_root);
        exit(99);
    }
}

static void archive_leave(void)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", archive_root);
    check(system(command) == 0, "the temporary folder is removed");
}

static void archive_put(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) {
        perror(path);
        exit(99);
    }
}

static void archive_put_text(const char *path, const char *text)
{
    archive_put(path, text, strlen(text));
}

static inline void archive_run(const char *command)
{
    check(system(command) == 0, "%s", command);
}

static void archive_add_field(struct text_buffer *to, const char *name, struct text_span value)
{
    if (value.n) {
        text_buffer_add_format(to, " %s=%.*s", name, TEXT_PRINT(value));
    }
}

/* An entry a line, "NAME [html] url=... charset=...: BYTES"; a fault as "!KIND NAME: REASON", with "xCOUNT" before the
 * name when it is not one. */
static void archive_list(const char *path, const char *fields, size_t limit, struct text_buffer *out)
{
    struct formats_archive *a = NULL;
    struct formats_entry e;
    struct text_error err;
    if (formats_archive_open(path, &a, &err) != TEXT_OK) {
        text_buffer_add_format(out, "status %d: %s\n", err.status, err.message);
        return;
    }
    if (limit) {
        formats_archive_limit(a, limit);
    }
    if (fields) {
        check(formats_archive_fields(a, fields, &err) == TEXT_OK, "%s: fields %s", path, fields);
    }
    for (int i = 0; i < 10000; i++) {
        enum text_status status = formats_archive_next(a, &e, &err);
        if (status == TEXT_OK && !e.name.p) {
            break;
        }
        if (status != TEXT_OK) {
            const struct formats_fault *f = formats_archive_fault(a);
            text_buffer_add_format(out, "!%s", formats_fault_name(f->kind));
            if (f->count != 1) {
                text_buffer_add_format(out, " x%d", (int)f->count);
            }
            text_buffer_add_format(out, " %.*s: %.*s\n", TEXT_PRINT(f->name), TEXT_PRINT(f->reason));
            continue;
        }
        text_buffer_add_format(out, "%.*s%s", TEXT_PRINT(e.name), e.kind == FORMATS_HTML ? " html" : "");
        archive_add_field(out, "url", e.url), archive_add_field(out, "title", e.title);
        archive_add_field(out, "date", e.date), archive_add_field(out, "lang", e.language);
        archive_add_field(out, "charset", text_span_of(e.charset));
        text_buffer_add_format(out, ": %.*s\n", TEXT_PRINT(e.bytes));
    }
    formats_archive_close(a);
}

static void archive_check(const char *path, const char *fields, size_t limit, const char *expected)
{
    struct text_buffer out = {0};
    archive_list(path, fields, limit, &out);
    check(text_span_equal(text_buffer_span(&out), text_span_of(expected)), "%s: gives\n%.*s\nand not\n%s", path,
          (int)out.n, out.n ? out.p : "", expected);
    text_buffer_free(&out);
}

#endif
