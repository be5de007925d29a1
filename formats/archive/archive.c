/* Archives of articles. See archive.h.
 *
 * A folder is listed at once (names only) and read file by file. Every other archive is a layer: a stream that is being
 * unpacked and how its entries are told apart in it. A member that is an archive itself becomes one more layer, which
 * reads from the one below.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/archive.h"
#include "formats/archive/folder-private.h"
#include "formats/archive/layer-private.h"
#include "formats/archive/name-private.h"

struct formats_archive {
    const char *path;
    struct text_arena *arena;
    struct formats_files files; /* of a folder, or the one file */
    size_t next;
    bool single; /* path is itself an article */
    struct formats_layers layers;
    struct formats_record record;
    size_t limit;
    struct formats_fields fields;
    struct text_buffer name; /* of the entry or the fault, with the layers' */
    struct formats_fault fault;
    struct formats_tally tally;
    uint64_t untold[FORMATS_FAULTS]; /* faults that only the error at the end counts */
};

static struct text_span base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_span_of(slash ? slash + 1 : path);
}

static enum text_status open_stream(struct formats_archive *a, enum formats_class class, struct text_error *err)
{
    struct text_error why;
    struct formats_packed from = {.path = a->path};
    if (class == FORMATS_CLASS_OTHER) {
        class = FORMATS_CLASS_MEMBERS;
    }
    struct text_span inner = class == FORMATS_CLASS_PACKED ? base_name(a->path) : (struct text_span){0};
    enum text_status status = formats_layer_push(&a->layers, class, from, inner, &why);
    if (status == TEXT_FOREIGN) {
        return text_fail(err, TEXT_FOREIGN,
                         "%s: is neither a folder nor an archive (.tar, .zip, .jsonl, .warc, compressed or not) nor an "
                         "article (.txt, .html, .htm, .xhtml): %s",
                         a->path, why.message);
    }
    return status == TEXT_OK ? status : text_fail(err, status, "%s: %s", a->path, why.message);
}

static enum text_status open_path(struct formats_archive *a, const char *path, struct text_error *err)
{
    struct stat st;
    a->path = text_arena_copy(a->arena, text_span_of(path)).p;
    if (!a->path) {
        return text_fail_memory(err, path);
    }
    enum formats_class class = formats_class_of(base_name(path));
    if (strcmp(path, "-") == 0) {
        return open_stream(a, FORMATS_CLASS_MEMBERS, err);
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
    if (class != FORMATS_CLASS_ARTICLE) {
        return open_stream(a, class, err);
    }
    a->files.at = calloc(1, sizeof *a->files.at);
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
    formats_fields_default(&a->fields);
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
        formats_layers_free(&a->layers);
        formats_record_free(&a->record);
        text_buffer_free(&a->name);
        free(a->files.at);
        text_arena_free(a->arena);
        free(a);
    }
}

void formats_archive_limit(struct formats_archive *a, size_t bytes)
{
    a->limit = bytes;
}

enum text_status formats_archive_fields(struct formats_archive *a, const char *fields, struct text_error *err)
{
    return formats_fields_parse(fields, a->arena, &a->fields, err);
}

size_t formats_archive_count(const struct formats_archive *a)
{
    return a->files.count;
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
    static const char *const names[FORMATS_FAULTS] = {"unreadable", "empty",     "large",
                                                      "damaged",    "malformed", "foreign"};
    return names[kind];
}

/* The message without the path that it begins with. */
static const char *reason_of(const struct text_error *why, const char *path)
{
    size_t n = strlen(path);
    bool begins = strncmp(why->message, path, n) == 0 && strncmp(why->message + n, ": ", 2) == 0;
    return why->message + (begins ? n + 2 : 0);
}

static enum formats_found read_file(struct formats_archive *a, const char *path, struct formats_record *r)
{
    struct stat st;
    struct text_error why;
    if (stat(path, &st) != 0) {
        return formats_record_fault(r, FORMATS_FAULT_UNREADABLE, "cannot open: %s", strerror(errno));
    }
    if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > a->limit) {
        return formats_record_large(r, a->limit);
    }
    text_buffer_free(&r->bytes);
    enum text_status status = text_file_read(path, &r->bytes, &why);
    if (status == TEXT_NOMEM) {
        return FORMATS_STARVED;
    }
    return status == TEXT_OK ? FORMATS_FOUND_ENTRY
                             : formats_record_fault(r, FORMATS_FAULT_UNREADABLE, "%s", reason_of(&why, path));
}

/* A file that is an archive of its own becomes a layer. */
static enum formats_found open_file(struct formats_archive *a, const char *name, const char *path,
                                    struct formats_record *r)
{
    struct text_error why;
    struct stat st;
    if (stat(path, &st) != 0 || access(path, R_OK) != 0) {
        return formats_record_fault(r, FORMATS_FAULT_UNREADABLE, "cannot open: %s", strerror(errno));
    }
    if (st.st_size == 0) {
        return formats_record_fault(r, FORMATS_FAULT_EMPTY, "is empty");
    }
    enum formats_class class = formats_class_of(text_span_of(name));
    enum text_status status =
        formats_layer_push(&a->layers, class, (struct formats_packed){.path = path}, text_span_of(name), &why);
    return status == TEXT_OK ? FORMATS_FOUND_NOTHING : formats_record_failed(r, status, &why);
}

static enum formats_found next_file(struct formats_archive *a)
{
    struct formats_record *r = &a->record;
    const struct formats_file *f = &a->files.at[a->next++];
    text_buffer_add_string(&r->name, f->name);
    if (f->error) {
        return formats_record_fault(r, FORMATS_FAULT_UNREADABLE, "cannot list the folder: %s", f->error);
    }
    struct text_buffer path = {0};
    text_buffer_add_string(&path, a->path);
    if (!a->single) {
        text_buffer_add_char(&path, '/');
        text_buffer_add_string(&path, f->name);
    }
    text_buffer_add_char(&path, '\0');
    enum formats_found found = FORMATS_STARVED;
    if (!path.failed) {
        found = formats_class_of(text_span_of(f->name)) == FORMATS_CLASS_ARTICLE ? read_file(a, path.p, r)
                                                                                 : open_file(a, f->name, path.p, r);
    }
    text_buffer_free(&path);
    return found;
}

/* One step: an entry, a fault, something that is passed over, or the end. */
static enum formats_found step(struct formats_archive *a)
{
    formats_record_clear(&a->record);
    text_buffer_clear(&a->name);
    if (a->layers.depth) {
        text_buffer_add(&a->name, formats_layers_prefix(&a->layers));
        return formats_layers_next(&a->layers, &a->fields, a->limit, &a->record, &a->tally.passed_over);
    }
    return a->next < a->files.count ? next_file(a) : FORMATS_FOUND_END;
}

static enum text_status status_of(enum formats_fault_kind kind)
{
    return kind == FORMATS_FAULT_UNREADABLE ? TEXT_IO : kind == FORMATS_FAULT_EMPTY ? TEXT_EMPTY : TEXT_INVALID;
}

static enum text_status fail(struct formats_archive *a, struct text_span name, struct text_span reason,
                             enum formats_fault_kind kind, uint64_t count, struct text_error *err)
{
    a->fault = (struct formats_fault){kind, name, reason, count};
    return text_fail(err, status_of(kind), "%s: %.*s%s%.*s", a->path, TEXT_PRINT(name), name.n ? ": " : "",
                     TEXT_PRINT(reason));
}

/* What was only counted, one kind a call. TEXT_OK: nothing is left to tell. */
static enum text_status tell_rest(struct formats_archive *a, struct text_error *err)
{
    for (int kind = 0; kind < FORMATS_FAULTS; kind++) {
        uint64_t count = a->untold[kind];
        if (count) {
            a->untold[kind] = 0;
            text_buffer_clear(&a->record.reason);
            text_buffer_add_format(&a->record.reason,
                                   "%" PRIu64 " more cannot be used and are not told one by one (%s)", count,
                                   formats_fault_name((enum formats_fault_kind)kind));
            return fail(a, (struct text_span){0}, text_buffer_span(&a->record.reason), (enum formats_fault_kind)kind,
                        count, err);
        }
    }
    return TEXT_OK;
}

static void give(struct formats_archive *a, struct formats_entry *out)
{
    const struct formats_record *r = &a->record;
    struct text_span name = text_buffer_span(&a->name), bytes = text_buffer_span(&r->bytes);
    enum formats_article_kind kind = r->told == FORMATS_TOLD_HTML ? FORMATS_HTML : FORMATS_PLAIN;
    if (r->told == FORMATS_UNTOLD) {
        kind = formats_article_kind_of(formats_name_unpacked(name), bytes);
    }
    *out = (struct formats_entry){
        .name = name,
        .bytes = bytes,
        .kind = kind,
        .url = text_buffer_span(&r->url),
        .title = text_buffer_span(&r->title),
        .date = text_buffer_span(&r->date),
        .language = text_buffer_span(&r->language),
        .charset = r->charset[0] ? r->charset : NULL,
    };
    a->tally.entries++;
}

enum text_status formats_archive_next(struct formats_archive *a, struct formats_entry *out, struct text_error *err)
{
    for (;;) {
        enum formats_found found = step(a);
        struct formats_record *r = &a->record;
        if (found == FORMATS_FOUND_END) {
            *out = (struct formats_entry){0};
            return tell_rest(a, err);
        }
        if (found == FORMATS_FOUND_ENTRY && r->bytes.n == 0) {
            found = formats_record_fault(r, FORMATS_FAULT_EMPTY, "is empty");
        }
        text_buffer_add(&a->name, text_buffer_span(&r->name));
        if (found == FORMATS_STARVED || a->name.failed || r->name.failed || r->bytes.failed || r->reason.failed) {
            return text_fail_memory(err, a->path);
        }
        if (found == FORMATS_FOUND_ENTRY) {
            give(a, out);
            return TEXT_OK;
        }
        if (found == FORMATS_FOUND_FAULT && a->tally.faults[r->fault]++ < FORMATS_FAULTS_TOLD) {
            return fail(a, text_buffer_span(&a->name), text_buffer_span(&r->reason), r->fault, 1, err);
        }
        a->untold[r->fault] += found == FORMATS_FOUND_FAULT;
    }
}
