/* A file system for SQLite that fails, or dies, at the Nth thing it is asked for.
 *
 * shim_install() puts it in front of the system's own and makes it the default; until shim_set() it only counts. A plan
 * says which requests are counted, which of them is hit, and how:
 *
 *   SHIM_ERROR  the request fails with an I/O error
 *   SHIM_FULL   the disk is full: a write does its first half and fails; an open fails; the rest is done
 *   SHIM_KILL   the process ends, as by kill -9: what was written before stays, of a torn write the first half
 *   SHIM_CUT    the power fails: of what was written and not synced, each piece reaches the disk or not, as the seed
 *               has it, a long one also in part (sectors of 512 bytes); a file whose deletion was not synced may be
 * back
 *
 * What is synced is safe. A sync does not go to the disk, for which nothing here would wait, so tests are quick.
 * One thread.
 */
#ifndef TESTS_FAULT_SHIM_H
#define TESTS_FAULT_SHIM_H

#include <stdbool.h>
#include <stdint.h>

enum shim_request {
    SHIM_WRITE = 1,
    SHIM_SYNC = 2,
    SHIM_TRUNCATE = 4,
    SHIM_OPEN = 8, /* of files, and of shared memory */
    SHIM_DELETE = 16,
    SHIM_READ = 32,
    SHIM_CHANGES = 31 /* all but reads */
};

enum shim_fault { SHIM_NOTHING, SHIM_ERROR, SHIM_FULL, SHIM_KILL, SHIM_CUT };

enum { SHIM_DEAD = 86 }; /* how a killed process exits */

struct shim_plan {
    enum shim_fault fault;
    unsigned requests; /* of enum shim_request: those that are counted */
    long nth;          /* which of them is hit, from 1 on */
    bool lasting;      /* SHIM_ERROR: all after it as well; SHIM_FULL: all writes */
    bool torn;         /* SHIM_KILL */
    uint64_t seed;     /* SHIM_CUT */
};

void shim_install(void);
void shim_set(const struct shim_plan *); /* With no file open. Counts from 0 again; NULL: nothing fails. */
long shim_count(void);
bool shim_fired(void); /* was the Nth reached? */

#endif
