/* See folder-private.h.
 *
 * libarchive's own reader for folders is not used: it changes the working directory of the whole process while it
 * walks. Folders wait in a list, so that depth costs no stack. */
#define _POSIX_C_SOURCE 200809L
#include "formats/archive/folder-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "formats/archive/name-private.h"

struct walk {
    const char *root;
    struct text_arena *arena;
    struct formats_file *files;
    size_t count, capacity;
    struct text_span *waiting; /* folders still to be listed, relative to root */
    size_t waiting_count, waiting_capacity;
};

/* Room for one more of `size` bytes each. */
static bool grow(void **at, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t more = *capacity ? *capacity * 2 : 64;
    void *p = more > SIZE_MAX / size ? NULL : realloc(*at, more * size);
    if (!p) {
        return false;
    }
    *at = p;
    *capacity = more;
    return true;
}

static bool add_file(struct walk *w, const char *name, const char *error)
{
    void *at = w->files;
    if (!name || !grow(&at, w->count, &w->capacity, sizeof *w->files)) {
        return false;
    }
    w->files = at;
    w->files[w->count++] = (struct formats_file){name, error};
    return true;
}

static bool add_waiting(struct walk *w, struct text_span folder)
{
    void *at = w->waiting;
    if (!grow(&at, w->waiting_count, &w->waiting_capacity, sizeof *w->waiting)) {
        return false;
    }
    w->waiting = at;
    w->waiting[w->waiting_count++] = folder;
    return true;
}

/* "a" and "b" joined by a slash, in the arena; one of them alone when the other is empty. p is NULL without memory. */
static struct text_span join(struct text_arena *arena, struct text_span a, struct text_span b)
{
    char *p = text_arena_alloc(arena, a.n + b.n + 2, 1);
    if (!p) {
        return (struct text_span){0};
    }
    size_t n = a.n;
    memcpy(p, a.n ? a.p : "", a.n);
    if (a.n && b.n && p[n - 1] != '/') {
        p[n++] = '/';
    }
    memcpy(p + n, b.n ? b.p : "", b.n);
    return (struct text_span){p, n + b.n};
}

/* False when out of memory. `folder` is where `in` reads. */
static bool add_entry(struct walk *w, struct text_span folder, DIR *in, const char *name)
{
    struct stat st;
    bool wanted = formats_class_of(text_span_of(name)) != FORMATS_CLASS_OTHER;
    bool known = fstatat(dirfd(in), name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (known && S_ISDIR(st.st_mode)) {
        struct text_span below = join(w->arena, folder, text_span_of(name));
        return below.p && add_waiting(w, below);
    }
    if (known && S_ISLNK(st.st_mode) && wanted) {
        known = fstatat(dirfd(in), name, &st, 0) == 0; /* a link to nowhere is told when it is read */
    }
    if (!wanted || (known && !S_ISREG(st.st_mode))) {
        return true;
    }
    return add_file(w, join(w->arena, folder, text_span_of(name)).p, NULL);
}

/* False when out of memory. A folder that cannot be listed becomes a file with an error. */
static bool list(struct walk *w, struct text_span folder)
{
    struct text_span path = join(w->arena, text_span_of(w->root), folder);
    DIR *dir = path.p ? opendir(path.p) : NULL;
    bool ok = path.p != NULL;
    int failed = dir ? 0 : errno;
    while (dir && ok) {
        errno = 0;
        struct dirent *d = readdir(dir);
        if (!d) {
            failed = errno;
            break;
        }
        if (d->d_name[0] != '.') {
            ok = add_entry(w, folder, dir, d->d_name);
        }
    }
    if (dir) {
        closedir(dir);
    }
    if (ok && failed) {
        struct text_span why = text_arena_copy(w->arena, text_span_of(strerror(failed)));
        ok = why.p && add_file(w, folder.n ? folder.p : "", why.p);
    }
    return ok;
}

static int by_name(const void *a, const void *b)
{
    const struct formats_file *x = a, *y = b;
    return strcmp(x->name, y->name);
}

enum text_status formats_folder_list(const char *path, struct text_arena *arena, struct formats_files *out,
                                     struct text_error *err)
{
    struct walk w = {.root = path, .arena = arena};
    enum text_status status = TEXT_OK;
    bool ok = add_waiting(&w, (struct text_span){0});
    while (ok && w.waiting_count > 0) {
        ok = list(&w, w.waiting[--w.waiting_count]);
        if (ok && w.count && w.files[0].error && w.files[0].name[0] == '\0') {
            status = text_fail(err, TEXT_IO, "%s: cannot list the folder: %s", path, w.files[0].error);
            goto out;
        }
    }
    if (!ok) {
        status = text_fail_memory(err, path);
        goto out;
    }
    if (w.count) {
        qsort(w.files, w.count, sizeof *w.files, by_name);
    }
    *out = (struct formats_files){w.files, w.count};
    w.files = NULL;
out:
    free(w.files);
    free(w.waiting);
    return status;
}
