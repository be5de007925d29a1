/* Archives of articles. See article.h.
 *
 * A folder is listed at once (names only) and read file by file; a stream is read by libarchive, one entry in memory at
 * a time. No filter that would start another program is switched on. */
#define _POSIX_C_SOURCE 200809L
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/archive.h"
#include "formats/folder-private.h"

enum { BLOCK = 1 << 16, KEPT = 16 << 20, PATIENCE = 16 };

struct formats_archive {
    const char *path;
    struct text_arena *arena;
    struct formats_files files; /* of a folder, or the one file */
    size_t next;
    bool single;                   /* path is itself an article */
    struct archive *stream;        /* NULL for a folder or a single file */
    const char *raw_name;          /* a single compressed article: its name without the compression's; else NULL */
    struct archive_entry *pending; /* the entry that opening already found */
    int pending_result;
    int failures; /* in a row: a damaged stream may fail for ever */
    bool ended;
    size_t limit;
    struct text_buffer bytes;
    struct text_span fields; /* of .jsonl; in the arena */
    struct formats_fault fault;
    struct formats_tally tally;
};

static struct text_span base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_span_of(slash ? slash + 1 : path);
}

/* "a/news.txt.gz" -> "news.txt"; NULL when it is no such name. */
static const char *name_inside(const char *path, struct text_arena *arena, bool *failed)
{
    static const char *const ends[] = {".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z"};
    struct text_span name = base_name(path);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (text_span_ends(name, text_span_of(ends[i]))) {
            struct text_span inside = {name.p, name.n - strlen(ends[i])};
            if (formats_name_wanted(inside)) {
                const char *copy = text_arena_copy(arena, inside).p;
                *failed = !copy;
                return copy;
            }
        }
    }
    return NULL;
}

/* libarchive's reason, or the system's. */
static const char *reason_of(struct archive *stream)
{
    const char *reason = archive_error_string(stream);
    return reason ? reason : "unknown reason";
}

static void accept_formats(struct formats_archive *a)
{
    archive_read_support_filter_gzip(a->stream);
    archive_read_support_filter_bzip2(a->stream);
    archive_read_support_filter_xz(a->stream);
    archive_read_support_filter_lzma(a->stream);
    archive_read_support_filter_zstd(a->stream);
    archive_read_support_filter_lz4(a->stream);
    archive_read_support_filter_compress(a->stream);
    archive_read_support_format_tar(a->stream);
    archive_read_support_format_zip(a->stream);
    if (a->raw_name) {
        archive_read_support_format_raw(a->stream);
    }
}

/* Opens and looks at the first entry, because only then libarchive says whether it knows the format. */
static enum text_status open_stream(struct formats_archive *a, struct text_error *err)
{
    bool failed = false;
    a->raw_name = name_inside(a->path, a->arena, &failed);
    a->stream = archive_read_new();
    if (failed || !a->stream) {
        return text_fail_memory(err, a->path);
    }
    accept_formats(a);
    int result = archive_read_open_filename(a->stream, strcmp(a->path, "-") == 0 ? NULL : a->path, BLOCK);
    if (result == ARCHIVE_OK) {
        result = archive_read_next_header(a->stream, &a->pending);
    }
    a->pending_result = result;
    if (result == ARCHIVE_FATAL && archive_format(a->stream) == 0) {
        return text_fail(
            err, TEXT_FOREIGN,
            "%s: is neither a folder nor a tar or zip archive nor an article (.txt, .html, .htm, .xhtml): %s", a->path,
            reason_of(a->stream));
    }
    if (!a->pending && a->pending_result != ARCHIVE_EOF) {
        a->pending_result = ARCHIVE_FATAL;
    }
    return TEXT_OK;
}

static enum text_status open_path(struct formats_archive *a, const char *path, struct text_error *err)
{
    struct stat st;
    a->path = text_arena_copy(a->arena, text_span_of(path)).p;
    if (!a->path) {
        return text_fail_memory(err, path);
    }
    if (strcmp(path, "-") == 0) {
        return open_stream(a, err);
    }
    if (stat(path, &st) != 0 || access(path, R_OK) != 0) {
        return text_fail(err, TEXT_IO, "%s: cannot open: %s", path, strerror(errno));
    }
    if (S_ISDIR(st.st_mode)) {
        return formats_folder_list(a->path, a->arena, &a->files, err);
    }
    if (S_ISREG(st.st_mode) && st.st_size == 0) {
        return text_fail(err, TEXT_EMPTY, "%s: is empty", path);
    }
    if (!formats_name_wanted((struct text_span){base_name(a->path).p, base_name(a->path).n})) {
        return open_stream(a, err);
    }
    a->files.at = text_arena_alloc(a->arena, 1, sizeof *a->files.at);
    if (!a->files.at) {
        return text_fail_memory(err, path);
    }
    a->single = true;
    a->files.at[0].name = base_name(a->path).p;
    a->files.count = 1;
    return TEXT_OK;
}

enum text_status formats_archive_open(const char *path, struct formats_archive **out, struct text_error *err)
{
    struct formats_archive *a = calloc(1, sizeof *a);
    if (!a || !(a->arena = text_arena_new())) {
        free(a);
        return text_fail_memory(err, path);
    }
    a->limit = FORMATS_ENTRY_LIMIT;
    enum text_status status = open_path(a, path, err);
    if (status != TEXT_OK) {
        formats_archive_close(a);
        return status;
    }
    *out = a;
    return TEXT_OK;
}

void formats_archive_close(struct formats_archive *a)
{
    if (a) {
        archive_read_free(a->stream); /* NULL is fine */
        text_arena_free(a->arena);
        text_buffer_free(&a->bytes);
        free(a);
    }
}

void formats_archive_limit(struct formats_archive *a, size_t bytes)
{
    a->limit = bytes;
}

size_t formats_archive_count(const struct formats_archive *a)
{
    return a->files.count;
}

static enum text_status fail_too_large(const struct formats_archive *a, const char *name, struct text_error *err)
{
    return text_fail(err, TEXT_INVALID, "%s: %s: is larger than %zu bytes when unpacked; passed over", a->path, name,
                     a->limit);
}

static enum text_status next_file(struct formats_archive *a, struct formats_entry *out, struct text_error *err)
{
    const struct formats_file *f = &a->files.at[a->next++];
    char *path = NULL;
    size_t size = strlen(a->path) + strlen(f->name) + 2;
    struct stat st;
    if (f->error) {
        return text_fail(err, TEXT_IO, "%s/%s: cannot list the folder: %s", a->path, f->name, f->error);
    }
    if (!(path = malloc(size))) {
        return text_fail_memory(err, f->name);
    }
    snprintf(path, size, a->single ? "%s" : "%s/%s", a->path, f->name);
    enum text_status status = TEXT_OK;
    text_buffer_free(&a->bytes);
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (uintmax_t)st.st_size > a->limit) {
        status = fail_too_large(a, f->name, err);
    } else {
        status = text_file_read(path, &a->bytes, err);
    }
    free(path);
    if (status == TEXT_OK) {
        *out = (struct formats_entry){.name = text_span_of(f->name), .bytes = text_buffer_span(&a->bytes)};
    }
    return status;
}

static enum text_status read_entry(struct formats_archive *a, const char *name, struct text_error *err)
{
    for (;;) {
        char *to = text_buffer_reserve(&a->bytes, BLOCK);
        if (!to) {
            return text_fail_memory(err, name);
        }
        la_ssize_t n = archive_read_data(a->stream, to, BLOCK);
        if (n == 0) {
            return TEXT_OK;
        }
        if (n == ARCHIVE_RETRY && ++a->failures < PATIENCE) {
            continue;
        }
        if (n < 0) {
            a->ended = n == ARCHIVE_FATAL;
            return text_fail(err, TEXT_INVALID, "%s: %s: cannot be unpacked: %s", a->path, name, reason_of(a->stream));
        }
        a->bytes.n += (size_t)n;
        if (a->bytes.n > a->limit) {
            a->ended = a->raw_name != NULL; /* nothing behind it is worth unpacking the rest for */
            return fail_too_large(a, name, err);
        }
    }
}

/* The name as it is stored; a name that the C library's locale cannot hold is asked for in UTF-8. */
static const char *name_of(const struct formats_archive *a, struct archive_entry *entry)
{
    if (a->raw_name && archive_format(a->stream) == ARCHIVE_FORMAT_RAW) {
        return a->raw_name;
    }
    const char *name = archive_entry_pathname(entry);
    return name ? name : archive_entry_pathname_utf8(entry);
}

static bool is_wanted(struct archive_entry *entry, const char *name)
{
    return name && archive_entry_filetype(entry) == AE_IFREG && !archive_entry_hardlink(entry) &&
           formats_name_wanted(text_span_of(name));
}

/* Any header, wanted or not. TEXT_EMPTY is the end. */
static enum text_status next_header(struct formats_archive *a, struct archive_entry **out, struct text_error *err)
{
    int result = a->pending_result;
    *out = a->pending;
    if (a->pending) {
        a->pending = NULL;
    } else if (result != ARCHIVE_EOF && result != ARCHIVE_FATAL) {
        result = archive_read_next_header(a->stream, out);
        a->pending_result = result;
    }
    if (result == ARCHIVE_EOF) {
        return TEXT_EMPTY;
    }
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN) {
        a->failures = 0;
        return TEXT_OK;
    }
    a->ended = result == ARCHIVE_FATAL || ++a->failures >= PATIENCE;
    return text_fail(err, TEXT_INVALID, "%s: is damaged%s: %s", a->path,
                     a->ended ? "; nothing more can be read from it" : "", reason_of(a->stream));
}

static enum text_status next_entry(struct formats_archive *a, struct formats_entry *out, struct text_error *err)
{
    if (a->bytes.capacity > KEPT) {
        text_buffer_free(&a->bytes);
    }
    for (;;) {
        struct archive_entry *entry = NULL;
        enum text_status status = next_header(a, &entry, err);
        if (status == TEXT_EMPTY) {
            a->ended = true;
            *out = (struct formats_entry){0};
            return TEXT_OK;
        }
        if (status != TEXT_OK) {
            return status;
        }
        const char *name = name_of(a, entry);
        if (!is_wanted(entry, name)) {
            continue;
        }
        text_buffer_clear(&a->bytes);
        status = read_entry(a, name, err);
        if (status == TEXT_OK) {
            *out = (struct formats_entry){.name = text_span_of(name), .bytes = text_buffer_span(&a->bytes)};
        }
        return status;
    }
}

enum text_status formats_archive_next(struct formats_archive *a, struct formats_entry *out, struct text_error *err)
{
    if (a->stream ? a->ended : a->next == a->files.count) {
        *out = (struct formats_entry){0};
        return TEXT_OK;
    }
    enum text_status status = a->stream ? next_entry(a, out, err) : next_file(a, out, err);
    if (status == TEXT_OK && out->name.p) {
        out->kind = formats_article_kind_of(out->name, out->bytes);
        a->tally.entries++;
    } else if (status != TEXT_OK) {
        enum formats_fault_kind kind = status == TEXT_IO ? FORMATS_FAULT_UNREADABLE : FORMATS_FAULT_DAMAGED;
        a->fault = (struct formats_fault){.kind = kind, .reason = text_span_of(err->message), .count = 1};
        a->tally.faults[kind]++;
    }
    return status;
}

const struct formats_fault *formats_archive_fault(const struct formats_archive *a)
{
    return &a->fault;
}

struct formats_tally formats_archive_tally(const struct formats_archive *a)
{
    return a->tally;
}

const char *formats_fault_name(enum formats_fault_kind kind)
{
    static const char *const names[] = {"unreadable", "empty", "large", "damaged", "malformed", "foreign"};
    return names[kind];
}

enum text_status formats_archive_fields(struct formats_archive *a, const char *fields, struct text_error *err)
{
    a->fields = text_arena_copy(a->arena, text_span_of(fields));
    return a->fields.p ? TEXT_OK : text_fail_memory(err, fields);
}
