/* The work of padan align: pairs of files, one alone or many from a list by several threads. The output is the same
 * whatever their number.
 */
#ifndef CLI_ALIGN_PAIR_H
#define CLI_ALIGN_PAIR_H

#include "cli/document.h"
#include "cli/model.h"
#include "cli/write-beads.h"

struct cli_align {
    struct cli_model model;
    struct cli_reading reading;
    enum align_mode mode;
    enum cli_bead_format format;
    double least;  /* pairs of a lower confidence are not told */
    bool learning; /* what comes out is learned from, and not written */
    int jobs;      /* threads of a batch */
};

/* The paths of one alignment. */
struct cli_align_paths {
    const char *source, *target, *out;
};

/* One pair of files on its way. From {0}. */
struct cli_align_pair {
    struct text_buffer line; /* what the paths are borrowed from in a batch */
    struct cli_align_paths paths;
    const struct align_model *model; /* to align it with; NULL: that of struct cli_align */
    struct text_buffer bytes[2];
    enum text_status read[2]; /* how the reading of each went */
    const char *foreign[2];   /* in which language a side seems to be, when not in its own */
    size_t pairs;             /* that came out */
    char *out;                /* to be written, or learned from (cli/adapt.h) */
    size_t out_size;
    enum text_status status;
    struct text_error err;
};

/* The three steps of a pair; a step after one that failed does nothing. What is told on standard error is told by the
 * last. */
void cli_align_read(struct cli_align_pair *);
void cli_align_work(const struct cli_align *, struct text_arena *, struct cli_align_pair *);
/* `synced`: it is on the disk when this returns. */
void cli_align_write(const struct cli_align *, struct cli_align_pair *, bool synced);
void cli_align_free(struct cli_align_pair *);

/* Aligns what a list names, a line each; returns the exit status. With `adapting` all of it is aligned once before, and
 * the model learns from that. */
int cli_align_batch(struct cli_align *, const char *list, bool adapting);

#endif
