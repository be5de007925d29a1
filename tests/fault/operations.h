/* What is done to a memory while something goes wrong (test-nth.c): one row of `operations` each. */
#ifndef TESTS_FAULT_OPERATIONS_H
#define TESTS_FAULT_OPERATIONS_H

#include "tm/tm.h"

/* Called after each commit, with the memory's path. */
typedef void committed_call(const char *path);
typedef enum text_status operation_call(const char *path, committed_call *, struct text_error *err);

struct operation {
    const char *name;
    operation_call *prepare; /* makes what is there before; NULL: nothing */
    operation_call *run;     /* may be called again on what it has done, in part or whole; the call may be NULL */
    bool passes_over;        /* what cannot be read is left out: that is what it is for */
};

extern const struct operation operations[];
extern const size_t operation_count;

#endif
