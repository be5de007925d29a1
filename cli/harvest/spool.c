/* See spool.h. What is put gathers in a block first: a million small articles are no million system calls. */
#define _POSIX_C_SOURCE 200809L
#include "cli/harvest/spool.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 20 };

struct cli_spool {
    pthread_mutex_t lock; /* of the block */
    int fd;
    uint64_t written; /* bytes in the file; what follows is in the block */
    size_t held;
    char block[BLOCK];
};

static const char *folder(void)
{
    const char *told = getenv("TMPDIR");
    return told && *told ? told : "/tmp";
}

enum text_status cli_spool_new(struct cli_spool **out, struct text_error *err)
{
    struct text_buffer path = {0};
    struct cli_spool *s = malloc(sizeof *s);
    text_buffer_add_format(&path, "%s/padan-XXXXXX", folder());
    text_buffer_add_char(&path, '\0');
    if (!s || path.failed) {
        free(s);
        text_buffer_free(&path);
        return text_fail_memory(err, "a temporary file");
    }
    s->written = 0;
    s->held = 0;
    s->fd = mkstemp(path.p);
    enum text_status status = TEXT_OK;
    if (s->fd < 0) {
        status = text_fail(err, TEXT_IO, "%s: cannot make a temporary file: %s; TMPDIR names another folder", folder(),
                           strerror(errno));
        free(s);
    } else {
        unlink(path.p);
        pthread_mutex_init(&s->lock, NULL);
        *out = s;
    }
    text_buffer_free(&path);
    return status;
}

void cli_spool_free(struct cli_spool *s)
{
    if (s) {
        close(s->fd);
        pthread_mutex_destroy(&s->lock);
        free(s);
    }
}

static enum text_status write_all(struct cli_spool *s, const char *p, size_t n, struct text_error *err)
{
    while (n) {
        ssize_t done = pwrite(s->fd, p, n, (off_t)s->written);
        if (done < 0 && errno != EINTR) {
            return text_fail(err, TEXT_IO, "%s: cannot write to a temporary file: %s; TMPDIR names another folder",
                             folder(), strerror(errno));
        }
        if (done > 0) {
            p += done;
            n -= (size_t)done;
            s->written += (uint64_t)done;
        }
    }
    return TEXT_OK;
}

enum text_status cli_spool_put(struct cli_spool *s, struct text_span bytes, struct cli_spooled *out,
                               struct text_error *err)
{
    enum text_status status = TEXT_OK;
    pthread_mutex_lock(&s->lock);
    struct cli_spooled at = {s->written + s->held, bytes.n};
    if (s->held + bytes.n > BLOCK) {
        status = write_all(s, s->block, s->held, err);
        s->held = status == TEXT_OK ? 0 : s->held;
    }
    if (status == TEXT_OK && bytes.n > BLOCK) {
        status = write_all(s, bytes.p, bytes.n, err);
    } else if (status == TEXT_OK && bytes.n) {
        memcpy(s->block + s->held, bytes.p, bytes.n);
        s->held += bytes.n;
    }
    pthread_mutex_unlock(&s->lock);
    if (status == TEXT_OK) {
        *out = at;
    }
    return status;
}

static enum text_status read_all(struct cli_spool *s, uint64_t offset, char *to, size_t n, struct text_error *err)
{
    while (n) {
        ssize_t done = pread(s->fd, to, n, (off_t)offset);
        if (done == 0 || (done < 0 && errno != EINTR)) {
            return text_fail(err, TEXT_IO, "%s: cannot read from a temporary file: %s", folder(),
                             done ? strerror(errno) : "it was cut off");
        }
        if (done > 0) {
            to += done;
            n -= (size_t)done;
            offset += (uint64_t)done;
        }
    }
    return TEXT_OK;
}

enum text_status cli_spool_get(struct cli_spool *s, struct cli_spooled at, struct text_arena *arena,
                               struct text_span *out, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    char *p = text_arena_alloc(arena, at.bytes + 1, 1);
    if (!p) {
        return text_fail_memory(err, "what was put aside");
    }
    pthread_mutex_lock(&s->lock);
    bool held = at.offset >= s->written;
    if (held) {
        memcpy(p, s->block + (at.offset - s->written), at.bytes);
    }
    pthread_mutex_unlock(&s->lock);
    if (!held) {
        status = read_all(s, at.offset, p, at.bytes, err);
    }
    if (status == TEXT_OK) {
        *out = (struct text_span){p, at.bytes};
    }
    return status;
}
