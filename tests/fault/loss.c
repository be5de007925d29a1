/* See loss.h. A change keeps what stood there before; going back undoes them from the last to the first. */
#define _POSIX_C_SOURCE 200809L
#include "tests/fault/loss.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, FILES = 64 };

static struct loss files[FILES];
static uint64_t state;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

static void *need(void *p)
{
    if (!p) {
        fprintf(stderr, "loss: out of memory\n");
        abort();
    }
    return p;
}

void *loss_memory(size_t n)
{
    return need(malloc(n + 1));
}

void loss_forget_changes(struct loss *u)
{
    for (size_t i = 0; i < u->count; i++) {
        free(u->changes[i].bytes);
        free(u->changes[i].old);
    }
    u->count = 0;
}

void loss_forget_deletions(void)
{
    for (size_t i = 0; i < FILES; i++) {
        free(files[i].deleted);
        files[i].deleted = NULL;
    }
}

struct loss *loss_of(const char *name)
{
    for (size_t i = 0; name && i < FILES; i++) {
        if (files[i].name[0] == '\0') {
            snprintf(files[i].name, LOSS_NAME, "%s", name);
        }
        if (strcmp(files[i].name, name) == 0) {
            return &files[i];
        }
    }
    return NULL;
}

static void put(int fd, const char *bytes, size_t n, int64_t offset)
{
    if (n && pwrite(fd, bytes, n, (off_t)offset) != (ssize_t)n) {
        perror("loss: pwrite");
        abort();
    }
}

static void cut(int fd, int64_t size)
{
    if (ftruncate(fd, (off_t)size) != 0) {
        perror("loss: ftruncate");
        abort();
    }
}

static void do_again(int fd, const struct change *c)
{
    uint32_t luck = below(4);
    if (!c->bytes) {
        if (luck < 2) {
            cut(fd, c->offset);
        }
        return;
    }
    for (size_t at = 0; at < c->n; at += SECTOR) {
        if (luck == 0 || (luck == 1 && below(2))) {
            put(fd, c->bytes + at, c->n - at < SECTOR ? c->n - at : SECTOR, c->offset + (int64_t)at);
        }
    }
}

static void lose(struct loss *u)
{
    if (u->deleted && access(u->name, F_OK) != 0 && below(2)) {
        int fd = open(u->name, O_WRONLY | O_CREAT, 0644);
        put(fd, u->deleted, u->deleted_n, 0);
        close(fd);
    }
    int fd = u->count ? open(u->name, O_RDWR) : -1;
    if (fd < 0) {
        return;
    }
    for (size_t i = u->count; i-- > 0;) {
        const struct change *c = &u->changes[i];
        put(fd, c->old, c->old_n, c->offset);
        cut(fd, c->old_size);
    }
    for (size_t i = 0; i < u->count; i++) {
        do_again(fd, &u->changes[i]);
    }
    close(fd);
}

void loss_happen(uint64_t seed)
{
    state = seed * 2 + 1;
    for (size_t i = 0; i < FILES && files[i].name[0]; i++) {
        lose(&files[i]);
    }
}

struct change *loss_add(struct loss *u)
{
    if (u->count == u->capacity) {
        u->capacity = u->capacity ? 2 * u->capacity : 64;
        u->changes = need(realloc(u->changes, u->capacity * sizeof *u->changes));
    }
    struct change *c = &u->changes[u->count++];
    *c = (struct change){0};
    return c;
}

void loss_delete(struct loss *u)
{
    struct stat st;
    loss_forget_changes(u);
    int fd = open(u->name, O_RDONLY);
    if (fd < 0 || fstat(fd, &st) != 0) {
        return;
    }
    free(u->deleted);
    u->deleted = loss_memory((size_t)st.st_size);
    ssize_t n = read(fd, u->deleted, (size_t)st.st_size);
    u->deleted_n = n > 0 ? (size_t)n : 0;
    close(fd);
}

void loss_forget_all(void)
{
    for (size_t i = 0; i < FILES; i++) {
        loss_forget_changes(&files[i]);
        free(files[i].changes);
        free(files[i].deleted);
        files[i] = (struct loss){0};
    }
}
