/* What is written to files and not yet safe: kept, so that a part of it can be lost when the power fails. */
#ifndef TESTS_FAULT_LOSS_H
#define TESTS_FAULT_LOSS_H

#include <stddef.h>
#include <stdint.h>

enum { LOSS_NAME = 512 };

/* A write, or (bytes NULL) a truncation to `offset`. */
struct change {
    int64_t offset, old_size;
    char *bytes, *old; /* old: what stood there; of a truncation what was cut off */
    size_t n, old_n;
};

/* What is not yet safe of the file of a name. */
struct loss {
    char name[LOSS_NAME];
    struct change *changes;
    size_t count, capacity;
    char *deleted; /* what it held when it was deleted; NULL when that is safe, or it was not */
    size_t deleted_n;
};

void *loss_memory(size_t n); /* ends the program when there is none */
struct loss *loss_of(const char *name); /* NULL when there is no name, or too many files */
/* A new change, empty, to be filled in with memory from loss_memory. */
struct change *loss_add(struct loss *);
void loss_forget_changes(struct loss *); /* they are synced */
void loss_delete(struct loss *);         /* the file is about to be deleted */
void loss_forget_deletions(void);        /* the folder is synced */
void loss_forget_all(void);
/* The power fails: each file goes back to what was synced, and a part of its changes is done again. */
void loss_happen(uint64_t seed);

#endif
