/* See file.h. */
#define _XOPEN_SOURCE 700 /* for realpath */
#include "text/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum text_status fail_system(struct text_error *err, const char *path, const char *what)
{
    return text_fail(err, TEXT_IO, "%s: cannot %s: %s", path, what, strerror(errno));
}

enum { CHUNK = 1 << 16 };

/* `expected` bytes are to come, as far as is known. */
static enum text_status read_all(int fd, const char *name, size_t expected, struct text_buffer *out,
                                 struct text_error *err)
{
    for (size_t size = expected + 1;;) { /* that one more is not there is the end */
        char *to = text_buffer_reserve(out, size);
        if (!to) {
            return text_fail_memory(err, name);
        }
        ssize_t n = read(fd, to, size);
        if (n == 0) {
            return TEXT_OK;
        }
        if (n > 0) {
            out->n += (size_t)n;
            size = (size_t)n < size ? size - (size_t)n : CHUNK;
        } else if (errno != EINTR) {
            return fail_system(err, name, "read");
        }
    }
}

enum text_status text_file_read(const char *path, struct text_buffer *out, struct text_error *err)
{
    struct text_buffer b = {0};
    enum text_status status = TEXT_OK;
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0) {
        return fail_system(err, path, "open");
    }
    bool known = fstat(fd, &st) == 0;
    if (known && S_ISDIR(st.st_mode)) {
        status = text_fail(err, TEXT_IO, "%s: is a directory, a file is wanted here", path);
    } else {
        size_t expected = known && S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : CHUNK;
        status = read_all(fd, standard ? "standard input" : path, expected, &b, err);
    }
    if (!standard) {
        close(fd);
    }
    if (status != TEXT_OK) {
        text_buffer_free(&b);
        return status;
    }
    *out = b;
    return TEXT_OK;
}

struct text_output {
    FILE *stream;
    char *path;      /* without links; NULL for standard output */
    char *temporary; /* NULL for standard output and what is no file */
    bool unsynced;
};

static void free_output(struct text_output *o)
{
    free(o->path);
    free(o->temporary);
    free(o);
}

/* A device or a pipe is written to as it is: a file in its place would take it away from everybody. */
static enum text_status open_special(struct text_output *o, struct text_error *err)
{
    int fd = open(o->path, O_WRONLY | O_CLOEXEC);
    o->stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (!o->stream) {
        enum text_status status = fail_system(err, o->path, "write");
        if (fd >= 0) {
            close(fd);
        }
        return status;
    }
    return TEXT_OK;
}

/* The rights of the file that is replaced, so that a private one stays private; of a new one those that are usual:
 * mkstemp's 0600 would surprise whoever reads it next. */
static void give_rights(int fd, const struct stat *replaced)
{
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = replaced ? replaced->st_mode & 0777 : 0666 & ~mask;
    if (replaced && fchown(fd, replaced->st_uid, replaced->st_gid) != 0 &&
        fchown(fd, (uid_t)-1, replaced->st_gid) != 0) {
        mode &= ~(mode_t)S_IRWXG; /* they were another group's */
    }
    fchmod(fd, mode);
}

static enum text_status open_temporary(struct text_output *o, const struct stat *replaced, struct text_error *err)
{
    size_t size = strlen(o->path) + sizeof ".XXXXXX";
    o->temporary = malloc(size);
    if (!o->temporary) {
        return text_fail_memory(err, o->path);
    }
    snprintf(o->temporary, size, "%s.XXXXXX", o->path);
    int fd = mkstemp(o->temporary);
    if (fd < 0) {
        return fail_system(err, o->path, "write");
    }
    give_rights(fd, replaced);
    o->stream = fdopen(fd, "w");
    if (!o->stream) {
        enum text_status status = fail_system(err, o->path, "write");
        close(fd);
        unlink(o->temporary);
        return status;
    }
    return TEXT_OK;
}

static enum text_status open_path(struct text_output *o, const char *path, struct text_error *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    /* What a link leads to is replaced, and the link stays. */
    o->path = there ? realpath(path, NULL) : NULL;
    if (!o->path && !(o->path = strdup(path))) {
        return text_fail_memory(err, path);
    }
    if (there && S_ISDIR(st.st_mode)) {
        return text_fail(err, TEXT_IO, "%s: is a directory, a file is wanted here", path);
    }
    return there && !S_ISREG(st.st_mode) ? open_special(o, err) : open_temporary(o, there ? &st : NULL, err);
}

enum text_status text_output_open(const char *path, struct text_output **out, struct text_error *err)
{
    struct text_output *o = calloc(1, sizeof *o);
    if (!o) {
        return text_fail_memory(err, "an output file");
    }
    if (!path || strcmp(path, "-") == 0) {
        o->stream = stdout;
        *out = o;
        return TEXT_OK;
    }
    enum text_status status = open_path(o, path, err);
    if (status != TEXT_OK) {
        free_output(o);
        return status;
    }
    *out = o;
    return TEXT_OK;
}

void text_output_without_sync(struct text_output *o)
{
    o->unsynced = true;
}

FILE *text_output_stream(struct text_output *o)
{
    return o->stream;
}

enum text_status text_output_commit(struct text_output *o, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    const char *name = o->path ? o->path : "standard output";
    /* An earlier failed write leaves the stream's error flag set, though the last flush succeeds. */
    if (ferror(o->stream) || fflush(o->stream) != 0) {
        status = fail_system(err, name, "write");
    }
    if (o->path) {
        if (status == TEXT_OK && o->temporary && !o->unsynced && fsync(fileno(o->stream)) != 0) {
            status = fail_system(err, name, "write");
        }
        if (fclose(o->stream) != 0 && status == TEXT_OK) {
            status = fail_system(err, name, "write");
        }
        if (status == TEXT_OK && o->temporary && rename(o->temporary, o->path) != 0) {
            status = fail_system(err, name, "replace");
        }
        if (status != TEXT_OK && o->temporary) {
            unlink(o->temporary);
        }
    }
    free_output(o);
    return status;
}

void text_output_discard(struct text_output *o)
{
    if (o) {
        if (o->path) {
            fclose(o->stream);
            if (o->temporary) {
                unlink(o->temporary);
            }
        }
        free_output(o);
    }
}
