/* See unpack-private.h. No filter that would start another program is switched on. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "formats/archive/libarchive-private.h"
#include "formats/archive/unpack-private.h"

enum { BLOCK = 1 << 16, PATIENCE = 16 };

struct formats_unpack {
    struct archive *in;
    struct archive_entry *pending; /* what opening already found */
    int pending_result;
    int failures;                 /* in a row: a damaged stream may fail for ever */
    bool ended, lost;             /* lost: the current member has nothing more */
    struct formats_unpack *outer; /* gives the bytes; NULL for a file */
    char *block;                  /* of outer's bytes */
};

/* libarchive's reason, or the system's. */
static const char *reason_of(struct formats_unpack *u)
{
    const char *reason = formats_libarchive.archive_error_string(u->in);
    return reason ? reason : "unknown reason";
}

static la_ssize_t read_outer(struct archive *in, void *data, const void **block)
{
    struct formats_unpack *u = data;
    struct text_error err;
    size_t n = 0;
    if (formats_unpack_read(u->outer, u->block, BLOCK, &n, &err) != TEXT_OK) {
        formats_libarchive.archive_set_error(in, EIO, "%s", err.message);
        return -1;
    }
    *block = u->block;
    return (la_ssize_t)n;
}

static void accept(struct archive *in, enum formats_unpacking how)
{
    formats_libarchive.archive_read_support_filter_gzip(in);
    formats_libarchive.archive_read_support_filter_bzip2(in);
    formats_libarchive.archive_read_support_filter_xz(in);
    formats_libarchive.archive_read_support_filter_lzma(in);
    formats_libarchive.archive_read_support_filter_zstd(in);
    formats_libarchive.archive_read_support_filter_lz4(in);
    formats_libarchive.archive_read_support_filter_compress(in);
    if (how == FORMATS_UNPACK_WHOLE) {
        formats_libarchive.archive_read_support_format_raw(in);
        formats_libarchive.archive_read_support_format_empty(in);
    } else {
        formats_libarchive.archive_read_support_format_tar(in);
        formats_libarchive.archive_read_support_format_zip(in);
    }
}

static int open_source(struct formats_unpack *u, struct formats_packed from)
{
    if (from.outer) {
        u->outer = from.outer;
        return formats_libarchive.archive_read_open(u->in, u, NULL, read_outer, NULL);
    }
    if (from.path) {
        const char *path = strcmp(from.path, "-") == 0 ? NULL : from.path;
        return formats_libarchive.archive_read_open_filename(u->in, path, BLOCK);
    }
    return formats_libarchive.archive_read_open_memory(u->in, from.bytes.p, from.bytes.n);
}

/* Looks at the first member, because only then libarchive says whether it knows the format. */
enum text_status formats_unpack_open(struct formats_packed from, enum formats_unpacking how,
                                     struct formats_unpack **out, struct text_error *err)
{
    enum text_status status = formats_libarchive_load(err);
    if (status != TEXT_OK) {
        return status;
    }
    struct formats_unpack *u = calloc(1, sizeof *u);
    if (!u || !(u->in = formats_libarchive.archive_read_new()) || (from.outer && !(u->block = malloc(BLOCK)))) {
        formats_unpack_close(u);
        return text_fail_memory(err, "an archive");
    }
    accept(u->in, how);
    int result = open_source(u, from);
    if (result == ARCHIVE_OK) {
        result = formats_libarchive.archive_read_next_header(u->in, &u->pending);
    }
    if (result == ARCHIVE_FATAL && formats_libarchive.archive_format(u->in) == 0) {
        status = text_fail(err, TEXT_FOREIGN, "%s", reason_of(u));
        formats_unpack_close(u);
        return status;
    }
    if (result == ARCHIVE_FATAL || result == ARCHIVE_EOF) {
        u->pending = NULL;
    }
    u->pending_result = !u->pending && result != ARCHIVE_EOF ? ARCHIVE_FATAL : result;
    *out = u;
    return TEXT_OK;
}

void formats_unpack_close(struct formats_unpack *u)
{
    if (u) {
        formats_libarchive.archive_read_free(u->in); /* NULL is fine */
        free(u->block);
        free(u);
    }
}

enum text_status formats_unpack_next(struct formats_unpack *u, struct formats_member *out, struct text_error *err)
{
    int result = u->pending_result;
    struct archive_entry *entry = u->pending;
    if (u->ended) {
        return TEXT_EMPTY;
    }
    if (entry) {
        u->pending = NULL;
    } else if (result != ARCHIVE_EOF && result != ARCHIVE_FATAL) {
        result = formats_libarchive.archive_read_next_header(u->in, &entry);
        u->pending_result = result;
    }
    u->lost = false;
    if (result == ARCHIVE_EOF) {
        u->ended = true;
        return TEXT_EMPTY;
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
        u->ended = result == ARCHIVE_FATAL || ++u->failures >= PATIENCE;
        return text_fail(err, TEXT_INVALID, "is damaged%s: %s", u->ended ? "; nothing more can be read from it" : "",
                         reason_of(u));
    }
    u->failures = 0;
    /* A name that the C library's locale cannot hold is asked for in UTF-8. */
    const char *name = NULL;
    if (formats_libarchive.archive_format(u->in) != ARCHIVE_FORMAT_RAW) {
        name = formats_libarchive.archive_entry_pathname(entry);
        name = name ? name : formats_libarchive.archive_entry_pathname_utf8(entry);
    }
    *out = (struct formats_member){
        .name = name,
        .file = formats_libarchive.archive_entry_filetype(entry) == AE_IFREG &&
                !formats_libarchive.archive_entry_hardlink(entry),
        .encrypted = formats_libarchive.archive_entry_is_encrypted(entry),
    };
    return TEXT_OK;
}

enum text_status formats_unpack_read(struct formats_unpack *u, char *to, size_t size, size_t *n, struct text_error *err)
{
    *n = 0;
    while (!u->lost) {
        la_ssize_t got = formats_libarchive.archive_read_data(u->in, to, size);
        if (got >= 0) {
            *n = (size_t)got;
            u->lost = got == 0;
            return TEXT_OK;
        }
        if (got == ARCHIVE_RETRY && ++u->failures < PATIENCE) {
            continue;
        }
        u->lost = true;
        u->ended = u->ended || got == ARCHIVE_FATAL;
        return text_fail(err, TEXT_INVALID, "cannot be unpacked: %s", reason_of(u));
    }
    return TEXT_OK;
}
