/* See heap.h. A page of memory costs a fault when it is first touched, which takes longer than what a query does with
 * it, the more so in a virtual machine; of many pages asked for at once each costs less than half. Linux has that since
 * 5.14 (MADV_POPULATE_WRITE), and glibc can be told to keep them; elsewhere nothing is done.
 */
#define _GNU_SOURCE
#include "cli/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

void cli_heap_prepare(void)
{
#if defined __GLIBC__ && defined MADV_POPULATE_WRITE
    enum { NEEDED = 1280 << 10, KEPT = 64 << 20 };
    /* Setting one ends glibc's own adjusting of both: they are set to where that would lead, so that what is freed here
     * is not given back. */
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, KEPT / 2);
    char *heap = malloc(NEEDED);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (heap) {
        uintptr_t begin = ((uintptr_t)heap + page - 1) / page * page;
        madvise((void *)begin, NEEDED - page, MADV_POPULATE_WRITE); /* if not, then not */
    }
    free(heap);
#endif
}
