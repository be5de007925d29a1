/* Archives of articles: folders, tar, zip, compressed and single files, and all that can be wrong with them. The
 * archives are made here, with libarchive. */
#define _POSIX_C_SOURCE 200809L
#include "formats/archive.h"

#include "tests/unit/check.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[64]; /* our temporary folder, and the working directory */

static void put(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0) {
        perror(path);
        exit(99);
    }
}

static void put_text(const char *path, const char *text)
{
    put(path, text, strlen(text));
}

/* An archive with these names; each entry holds its own name and then `zeros` NUL bytes. */
static void make(const char *path, bool zip, int (*filter)(struct archive *), const char *const names[], size_t count,
                 size_t zeros)
{
    static char block[1 << 16];
    struct archive *a = archive_write_new();
    zip ? archive_write_set_format_zip(a) : archive_write_set_format_pax_restricted(a);
    if (filter) {
        filter(a);
    }
    archive_write_open_filename(a, path);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *e = archive_entry_new();
        bool folder = names[i][strlen(names[i]) - 1] == '/';
        archive_entry_set_pathname(e, names[i]);
        archive_entry_set_filetype(e, folder ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(e, 0644);
        archive_entry_set_size(e, folder ? 0 : (la_int64_t)(strlen(names[i]) + zeros));
        archive_write_header(a, e);
        if (!folder) {
            archive_write_data(a, names[i], strlen(names[i]));
            for (size_t left = zeros; left;) {
                size_t n = left < sizeof block ? left : sizeof block;
                archive_write_data(a, block, n);
                left -= n;
            }
        }
        archive_entry_free(e);
    }
    archive_write_close(a);
    archive_write_free(a);
}

/* All that an archive gives: "name=bytes;" or "!;" for an error, whose text goes to *errors. */
static void list(const char *path, size_t limit, struct text_buffer *out, struct text_buffer *errors)
{
    struct formats_archive *a = NULL;
    struct text_error err;
    struct formats_entry e;
    if (formats_archive_open(path, &a, &err) != TEXT_OK) {
        text_buffer_add_format(out, "status %d", err.status);
        text_buffer_add_string(errors, err.message);
    }
    for (int i = 0; a; i++) {
        if (i == 100) {
            text_buffer_add_format(out, "%05000d", 0); /* it would never end */
            break;
        }
        if (limit) {
            formats_archive_limit(a, limit);
        }
        if (formats_archive_next(a, &e, &err) != TEXT_OK) {
            text_buffer_add_string(out, "!;");
            text_buffer_add_string(errors, err.message);
            text_buffer_add_char(errors, '\n');
        } else if (!e.name.p) {
            break;
        } else {
            text_buffer_add(out, e.name);
            text_buffer_add_char(out, '=');
            text_buffer_add(out, e.bytes);
            text_buffer_add_char(out, ';');
        }
    }
    formats_archive_close(a);
    text_buffer_add_char(out, '\0');
    text_buffer_add_char(errors, '\0');
}

static void check_list(const char *path, size_t limit, const char *expected, const char *error)
{
    struct text_buffer out = {0}, errors = {0};
    list(path, limit, &out, &errors);
    check(strcmp(out.p, expected) == 0, "%s: gives\n%s\nand not\n%s (%s)", path, out.p, expected, errors.p);
    check(error ? strstr(errors.p, error) != NULL : errors.p[0] == '\0', "%s: errors are \"%s\"", path, errors.p);
    text_buffer_free(&out);
    text_buffer_free(&errors);
}

static void check_folder(void)
{
    struct formats_archive *a;
    struct text_error err;
    mkdir("f", 0755), mkdir("f/sub", 0755), mkdir("f/.hidden", 0755), mkdir("f/sub.txt", 0755), mkdir("empty", 0755);
    put_text("f/b.txt", "1"), put_text("f/a.HTML", "2"), put_text("f/sub/c.htm", "3"),
        put_text("f/sub.txt/d.xhtml", "4");
    put_text("f/B.txt", ""), put_text("f/x.pdf", "no"), put_text("f/.x.txt", "no"), put_text("f/.hidden/y.txt", "no");
    put_text("f/sub/\xFF.txt", "5"), put_text("f/txt", "no");
    check(symlink("..", "f/sub/loop") == 0 && symlink(".", "f/self.txt") == 0 && symlink("b.txt", "f/link.txt") == 0,
          "links are made");
    check(mkfifo("f/pipe.txt", 0644) == 0, "a pipe is made");
    check_list("f", 0, "!;a.HTML=2;b.txt=1;link.txt=1;sub.txt/d.xhtml=4;sub/c.htm=3;sub/\xFF.txt=5;",
               "f: B.txt: is empty");
    check_list("f/", 0, "!;a.HTML=2;b.txt=1;link.txt=1;sub.txt/d.xhtml=4;sub/c.htm=3;sub/\xFF.txt=5;",
               "B.txt: is empty");
    check(formats_archive_open("f", &a, &err) == TEXT_OK && formats_archive_count(a) == 7, "a folder knows its size");
    formats_archive_close(a);
    check_list("empty", 0, "", NULL);

    put_text("f/large.txt", "0123456789");
    check(symlink("nowhere", "f/gone.txt") == 0, "a link to nowhere is made");
    check_list("f", 5, "!;a.HTML=2;b.txt=1;!;!;link.txt=1;sub.txt/d.xhtml=4;sub/c.htm=3;sub/\xFF.txt=5;",
               "large.txt: is larger than 5 bytes");
    if (geteuid() != 0) { /* root may read everything */
        chmod("f/sub", 0);
        check_list("f", 0, "!;a.HTML=2;b.txt=1;!;large.txt=0123456789;link.txt=1;!;sub.txt/d.xhtml=4;",
                   "cannot list");
        chmod("f/sub", 0755);
    }
    check_list("f/b.txt", 0, "b.txt=1;", NULL);
    check_list("f/nothing.txt", 0, "status 2", "f/nothing.txt: cannot open");
    check_list("f/B.txt", 0, "status 4", "is empty");
    check_list("f/x.pdf", 0, "status 5", "is neither a folder nor");
}

static void check_streams(void)
{
    static const char *const names[] = {"d/",    "d/b.txt",      "./d/a.html",  "d/.c.txt",
                                        "x.pdf", "\xC3\xA9.txt", "d/.git/z.txt"};
    static const char expected[] = "d/b.txt=d/b.txt;./d/a.html=./d/a.html;\xC3\xA9.txt=\xC3\xA9.txt;";
    static const struct {
        const char *path;
        bool zip;
        int (*filter)(struct archive *);
    } kinds[] = {{"a.tar", false, NULL},
                 {"a.zip", true, NULL},
                 {"a.tar.gz", false, archive_write_add_filter_gzip},
                 {"a.tar.bz2", false, archive_write_add_filter_bzip2},
                 {"a.tar.xz", false, archive_write_add_filter_xz},
                 {"a.tar.zst", false, archive_write_add_filter_zstd},
                 {"a-name-that-says-nothing", false, archive_write_add_filter_gzip}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        make(kinds[i].path, kinds[i].zip, kinds[i].filter, names, sizeof names / sizeof names[0], 0);
        check_list(kinds[i].path, 0, expected, NULL);
    }
    make("none.tar", false, NULL, names, 0, 0);
    check_list("none.tar", 0, "", NULL);
    struct formats_archive *a;
    struct text_error err;
    check(formats_archive_open("a.zip", &a, &err) == TEXT_OK && formats_archive_count(a) == 0,
          "a stream does not know its size");
    formats_archive_close(a);
    formats_archive_close(NULL);
}

static void check_bombs(void)
{
    static const char *const names[] = {"a.txt", "b.txt"}, *const bomb[] = {"a.txt"};
    make("bomb.zip", true, NULL, names, 2, 10 << 20);
    check_list("bomb.zip", 1 << 20, "!;!;", "bomb.zip: b.txt: is larger than 1048576 bytes when unpacked");
    make("bomb.tar.gz", false, archive_write_add_filter_gzip, names, 2, 10 << 20);
    check_list("bomb.tar.gz", 1 << 20, "!;!;", "bomb.tar.gz: a.txt: is larger than");

    struct archive *a = archive_write_new(); /* one compressed file, no archive */
    struct archive_entry *e = archive_entry_new();
    archive_write_set_format_raw(a);
    archive_write_add_filter_gzip(a);
    archive_write_open_filename(a, "news.txt.gz");
    archive_entry_set_pathname(e, bomb[0]);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_write_header(a, e);
    archive_write_data(a, "0123456789", 10);
    archive_entry_free(e);
    archive_write_free(a);
    check_list("news.txt.gz", 0, "news.txt.gz=0123456789;", NULL);
    check_list("news.txt.gz", 5, "!;", "news.txt.gz: is larger than 5 bytes");
    check(rename("news.txt.gz", "news.pdf.gz") == 0, "it is renamed");
    check_list("news.pdf.gz", 0, "status 5", "neither");
}

/* What is cut or overwritten gives what can be read, an error, and an end. */
static void check_damage(void)
{
    static const char *const names[] = {"a.txt", "b.txt", "c.txt"};
    static const char *const paths[] = {"a.tar", "a.zip", "a.tar.gz"};
    for (int i = 0; i < 3; i++) {
        struct text_buffer whole = {0};
        struct text_error err;
        make(paths[i], i == 1, i == 2 ? archive_write_add_filter_gzip : NULL, names, 3, 1000);
        check(text_file_read(paths[i], &whole, &err) == TEXT_OK, "%s is made", paths[i]);
        for (size_t n = 1; n < whole.n; n += whole.n / 40) {
            struct text_buffer out = {0}, errors = {0};
            put("cut", whole.p, n);
            list("cut", 0, &out, &errors);
            check(out.n < 4000 && (errors.p[0] || out.n > 3000), "%s cut to %zu of %zu bytes comes to an end: %s",
                  paths[i], n, whole.n, errors.p);
            text_buffer_free(&out);
            text_buffer_free(&errors);
        }
        for (size_t at = 0; at < whole.n; at += whole.n / 40) {
            struct text_buffer out = {0}, errors = {0};
            char kept = whole.p[at];
            whole.p[at] = (char)(kept ^ 0x55);
            put("cut", whole.p, whole.n);
            whole.p[at] = kept;
            list("cut", 0, &out, &errors);
            check(out.n < 5000, "%s overwritten at %zu comes to an end", paths[i], at);
            text_buffer_free(&out);
            text_buffer_free(&errors);
        }
        text_buffer_free(&whole);
    }
    put_text("noise", "this is no archive");
    check_list("noise", 0, "status 5", "neither");
    check_list("/nowhere", 0, "status 2", "/nowhere: cannot open");
}

int main(void)
{
    strcpy(root, "/tmp/padan-test-XXXXXX");
    if (!mkdtemp(root) || chdir(root) != 0) {
        perror(root);
        return 99;
    }
    check_folder();
    check_streams();
    check_bombs();
    check_damage();
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    check(system(command) == 0, "the temporary folder is removed");
    return check_report();
}
