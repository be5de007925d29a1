/* See stages.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/harvest/stages.h"

#include <time.h>

const char *cli_stage_name(enum cli_stage stage)
{
    static const char *const names[] = {"reading", "segmenting", "indexing", "pairing", "aligning", "storing"};
    return names[stage];
}

static double read_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void cli_stages_begin(struct cli_stages *s)
{
    s->since = read_clock(CLOCK_THREAD_CPUTIME_ID);
}

void cli_stages_spent(struct cli_stages *s, enum cli_stage stage)
{
    double now = read_clock(CLOCK_THREAD_CPUTIME_ID);
    s->seconds[stage] += now - s->since;
    s->since = now;
}

double cli_clock(void)
{
    return read_clock(CLOCK_MONOTONIC);
}
