/* See shim.h. Every write is done at once; loss.h keeps what is not safe yet. */
#define _POSIX_C_SOURCE 200809L
#include "tests/fault/shim.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fault/loss.h"

struct shim_file {
    sqlite3_file base;
    struct loss *loss; /* NULL: not followed */
    bool syncs_folder; /* as SQLite's own does with the first sync of a journal that it made; deletions are then safe */
};

static sqlite3_vfs *system_vfs;
static struct shim_plan plan = {.requests = SHIM_CHANGES};
static long count;

static sqlite3_file *real(sqlite3_file *f)
{
    return (sqlite3_file *)((struct shim_file *)f + 1);
}

static void die(void)
{
    if (plan.fault == SHIM_CUT) {
        loss_happen(plan.seed);
    }
    _exit(SHIM_DEAD);
}

/* Is this the request that is hit? */
static bool is_hit(enum shim_request r)
{
    if (!(plan.requests & r)) {
        return false;
    }
    count++;
    return plan.fault != SHIM_NOTHING && (count == plan.nth || (plan.lasting && count > plan.nth));
}

/* For all requests but writes: 0 to go on, or the code to return. */
static int meet(enum shim_request r, int code)
{
    if (!is_hit(r)) {
        return SQLITE_OK;
    }
    if (plan.fault == SHIM_KILL || plan.fault == SHIM_CUT) {
        die();
    }
    return plan.fault == SHIM_ERROR || r == SHIM_OPEN ? code : SQLITE_OK;
}

/* What the next n bytes at the offset are before they change. */
static struct change *note(sqlite3_file *f, sqlite3_int64 offset, size_t n)
{
    struct loss *u = ((struct shim_file *)f)->loss;
    if (!u || plan.fault != SHIM_CUT) {
        return NULL;
    }
    sqlite3_int64 size = 0;
    struct change *c = loss_add(u);
    real(f)->pMethods->xFileSize(real(f), &size);
    c->offset = offset;
    c->old_size = size;
    c->old_n = offset >= c->old_size ? 0 : (size_t)(c->old_size - offset);
    c->old_n = c->old_n < n ? c->old_n : n;
    c->old = loss_memory(c->old_n);
    if (c->old_n) {
        real(f)->pMethods->xRead(real(f), c->old, (int)c->old_n, offset);
    }
    return c;
}

static int shim_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 offset)
{
    bool hit = is_hit(SHIM_WRITE);
    if (hit && plan.fault == SHIM_ERROR) {
        return SQLITE_IOERR_WRITE;
    }
    bool half = hit && (plan.fault == SHIM_FULL || (plan.fault == SHIM_KILL && plan.torn));
    struct change *c = note(f, offset, (size_t)n);
    if (c) {
        c->n = (size_t)n;
        c->bytes = loss_memory((size_t)n);
        memcpy(c->bytes, bytes, (size_t)n);
    }
    int code = hit && plan.fault == SHIM_KILL && !plan.torn
                   ? SQLITE_OK
                   : real(f)->pMethods->xWrite(real(f), bytes, half ? n / 2 : n, offset);
    if (hit && (plan.fault == SHIM_KILL || plan.fault == SHIM_CUT)) {
        die();
    }
    return hit && code == SQLITE_OK ? SQLITE_FULL : code;
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    int code = meet(SHIM_TRUNCATE, SQLITE_IOERR_TRUNCATE);
    if (code == SQLITE_OK) {
        note(f, size, SIZE_MAX);
        code = real(f)->pMethods->xTruncate(real(f), size);
    }
    return code;
}

static int shim_sync(sqlite3_file *f, int flags)
{
    struct shim_file *s = (struct shim_file *)f;
    int code = meet(SHIM_SYNC, SQLITE_IOERR_FSYNC);
    (void)flags;
    if (code == SQLITE_OK && s->loss) {
        loss_forget_changes(s->loss);
    }
    if (code == SQLITE_OK && s->syncs_folder) {
        loss_forget_deletions();
        s->syncs_folder = false;
    }
    return code;
}

static int shim_read(sqlite3_file *f, void *bytes, int n, sqlite3_int64 offset)
{
    int code = meet(SHIM_READ, SQLITE_IOERR_READ);
    return code == SQLITE_OK ? real(f)->pMethods->xRead(real(f), bytes, n, offset) : code;
}

static int shim_map(sqlite3_file *f, int region, int size, int extend, void volatile **out)
{
    int code = meet(SHIM_OPEN, SQLITE_IOERR_SHMMAP);
    return code == SQLITE_OK ? real(f)->pMethods->xShmMap(real(f), region, size, extend, out) : code;
}

/* The rest is handed on. */
static int shim_close(sqlite3_file *f)
{
    return real(f)->pMethods->xClose(real(f));
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *out)
{
    return real(f)->pMethods->xFileSize(real(f), out);
}

static int shim_lock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xLock(real(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
    return real(f)->pMethods->xUnlock(real(f), level);
}

static int shim_is_reserved(sqlite3_file *f, int *out)
{
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
}

static int shim_control(sqlite3_file *f, int what, void *argument)
{
    return real(f)->pMethods->xFileControl(real(f), what, argument);
}

static int shim_sector(sqlite3_file *f)
{
    return real(f)->pMethods->xSectorSize(real(f));
}

static int shim_device(sqlite3_file *f)
{
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
}

static int shim_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}

static void shim_barrier(sqlite3_file *f)
{
    real(f)->pMethods->xShmBarrier(real(f));
}

static int shim_unmap(sqlite3_file *f, int deleting)
{
    return real(f)->pMethods->xShmUnmap(real(f), deleting);
}

static int shim_fetch(sqlite3_file *f, sqlite3_int64 offset, int n, void **out)
{
    return real(f)->pMethods->xFetch(real(f), offset, n, out);
}

static int shim_unfetch(sqlite3_file *f, sqlite3_int64 offset, void *p)
{
    return real(f)->pMethods->xUnfetch(real(f), offset, p);
}

static const sqlite3_io_methods methods = {
    3,           shim_close,   shim_read,    shim_write,       shim_truncate, shim_sync,   shim_size,
    shim_lock,   shim_unlock,  shim_is_reserved, shim_control, shim_sector,   shim_device, shim_map,
    shim_shm_lock, shim_barrier, shim_unmap, shim_fetch,       shim_unfetch,
};

static int shim_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *out)
{
    struct shim_file *s = (struct shim_file *)f;
    (void)v;
    s->base.pMethods = NULL;
    int code = meet(SHIM_OPEN, SQLITE_CANTOPEN);
    if (code == SQLITE_OK) {
        s->loss = loss_of(name);
        s->syncs_folder = (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL));
        code = system_vfs->xOpen(system_vfs, name, real(f), flags, out);
    }
    if (code == SQLITE_OK) {
        s->base.pMethods = &methods;
    }
    return code;
}

static int shim_delete(sqlite3_vfs *v, const char *name, int sync)
{
    struct loss *u = loss_of(name);
    (void)v;
    int code = meet(SHIM_DELETE, SQLITE_IOERR_DELETE);
    if (code != SQLITE_OK) {
        return code;
    }
    if (u && plan.fault == SHIM_CUT) {
        loss_delete(u);
    }
    if (sync) {
        loss_forget_deletions();
    }
    return system_vfs->xDelete(system_vfs, name, 0);
}

void shim_install(void)
{
    static sqlite3_vfs shim;
    system_vfs = sqlite3_vfs_find(NULL);
    shim = *system_vfs;
    shim.zName = "shim";
    shim.pNext = NULL;
    shim.szOsFile = system_vfs->szOsFile + (int)sizeof(struct shim_file);
    shim.xOpen = shim_open;
    shim.xDelete = shim_delete;
    if (sqlite3_vfs_register(&shim, 1) != SQLITE_OK) {
        fprintf(stderr, "shim: SQLite does not take it\n");
        abort();
    }
}

void shim_set(const struct shim_plan *p)
{
    plan = p ? *p : (struct shim_plan){.requests = SHIM_CHANGES};
    count = 0;
    loss_forget_all();
}

long shim_count(void)
{
    return count;
}

bool shim_fired(void)
{
    return plan.fault != SHIM_NOTHING && count >= plan.nth;
}
