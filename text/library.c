/* See library.h. A pointer to a function is got from dlsym as POSIX has it, by its bytes. */
#define _POSIX_C_SOURCE 200809L
#include "text/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* In all failures the library stays as it is: a half-filled table is never used. */
static enum text_status fill(struct text_library *l, struct text_error *err)
{
    void *handle = dlopen(l->file, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) {
        return text_fail(err, TEXT_IO, "cannot load %s, which is needed %s: %s; install %s", l->file, l->use, dlerror(),
                         l->name);
    }
    for (size_t i = 0; i < l->count; i++) {
        void *found = dlsym(handle, l->names[i]);
        if (!found) {
            return text_fail(err, TEXT_IO,
                             "%s has no function %s, which is needed %s; install the %s that padan was built"
                             " with",
                             l->file, l->names[i], l->use, l->name);
        }
        memcpy((char *)l->table + i * sizeof found, &found, sizeof found);
    }
    return TEXT_OK;
}

enum text_status text_library_load(struct text_library *l, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (!l->file || atomic_load_explicit(&l->loaded, memory_order_acquire)) {
        return TEXT_OK;
    }
    pthread_mutex_lock(&lock);
    if (!atomic_load_explicit(&l->loaded, memory_order_relaxed)) {
        status = fill(l, err);
        atomic_store_explicit(&l->loaded, status == TEXT_OK, memory_order_release);
    }
    pthread_mutex_unlock(&lock);
    return status;
}
