/* A harvest: two archives -> pairs in the memory, in two passes.
 *
 * The stories (the target's archive) are read first: each is opened, cut, filed in the index under its day, and put
 * aside on the disk. Then the articles are read: each looks up the stories of the days around its own, is aligned with
 * the likeliest, and what holds is stored with both as its origin. Of texts that are nearly the same only the first is
 * worked on; the others' addresses are kept beside its own.
 *
 * What is decided from what came before (what is a duplicate, which number a story gets, which unit comes first) is
 * decided in the order of the archives, so that any number of threads comes to the same memory. Each article's units
 * and the record that it is done (tm/ledger.h) are stored in one transaction, so that a run that was stopped, however,
 * goes on behind the last of them; and an article that an earlier run compared with some stories is compared with new
 * ones only.
 *
 * Memory: the index, some 100 bytes a story, the stories that were wanted last (cli/harvest/shelf.h), a few articles a
 * thread.
 */
#ifndef CLI_HARVEST_HARVEST_H
#define CLI_HARVEST_HARVEST_H

#include <stdio.h>

#include "cli/harvest/skipped.h"
#include "cli/harvest/stories.h"

/* Pairs below this are not stored. It is lower than ALIGN_LEAST_CONFIDENCE as it is known by then that the one article
 * draws on the other: of pairs from 0.55 to 0.65 more than nine in ten are right, and of all that is stored 99.4 in 100
 * (8,400 pairs of news and 14,600 of reports, harvested with lexicons that were not learned from them); not far below
 * it one in ten is wrong. They are drafts, and each shows its confidence. */
#define CLI_LEAST_HARVESTED 0.55

struct cli_harvest_options {
    const char *archives[2]; /* as the user named them: articles, stories */
    const char *fields;      /* formats_archive_fields; may be NULL */
    int jobs;
    int32_t window; /* days */
    struct align_levels least;
    uint64_t knowledge; /* cli_model_hash */
    bool keep_skipped;
};

struct cli_found; /* harvest-found.h: what a report tells of */

struct cli_harvest_counts {
    size_t articles, stories;     /* that could be used, duplicates among them */
    size_t duplicates[2];         /* of articles, of stories */
    size_t unchanged[2];          /* known from an earlier run, and not to be worked on again */
    size_t again;                 /* known articles that met new stories */
    size_t paired, article_pairs; /* articles that draw on a story; pairs of article and story */
    size_t added, origins, known; /* units */
};

/* Everything that is opened is closed by cli_harvest_free. */
struct cli_harvest {
    struct cli_harvest_options options;
    struct cli_model model;
    struct cli_reading reading;
    struct formats_calendar *calendar;
    struct tm_memory *memory; /* NULL: nothing is to be stored */
    struct tm_ledger *ledger;
    struct cli_stories stories;
    struct cli_skipped *skipped;
    struct cli_found *found;
    FILE *pairs; /* NULL: nobody asked */
    struct cli_harvest_counts counts;
    struct cli_stages *stages; /* one for each job, and one for the calling thread behind them */
    size_t expected[2];        /* entries, where that is known: for progress */
    size_t news[2];            /* of them not known from an earlier run */
    struct text_range sample[2]; /* which entries are read, by their place; end 0: all */
    double reached[2];         /* cli_clock when the first of them was there */
    double begun;              /* cli_clock */
    bool nothing_new;          /* all was known already */
};

void cli_harvest_free(struct cli_harvest *);

/* What tells this harvest from others that may find something else: a line of text. */
enum text_status cli_harvest_settings(const struct cli_harvest *, struct text_buffer *out, struct text_error *err);

/* Opens both archives to find out at once whether they are any, and how many entries they have where that is known. */
enum text_status cli_harvest_check(struct cli_harvest *, struct text_error *err);

/* Begins, reads what earlier runs have done, and (glance) looks through both archives for what they have not. */
enum text_status cli_harvest_prepare(struct cli_harvest *, struct text_error *err);
enum text_status cli_harvest_glance(struct cli_harvest *, struct text_error *err);
/* Whether an archive is standard input, which can be read but once. */
bool cli_harvest_is_stream(const struct cli_harvest *, int side);

/* Does it all. TEXT_INTERRUPTED after a wish to stop: what was done is stored. TEXT_EMPTY: an archive has no article
 * that can be used. */
enum text_status cli_harvest_run(struct cli_harvest *, struct text_error *err);

/* What it would do, and how many seconds that may take: from a sample of both archives. Nothing is stored; the memory
 * is open for reading, or NULL when there is none yet. */
enum text_status cli_harvest_plan(struct cli_harvest *, double *seconds, struct text_error *err);

/* The passes (stories.c, articles.c). */
enum text_status cli_harvest_stories(struct cli_harvest *, struct text_error *err);
enum text_status cli_harvest_articles(struct cli_harvest *, struct text_error *err);
/* Opens an archive as the options say. */
enum text_status cli_harvest_open(const struct cli_harvest *, enum align_side, struct formats_archive **out,
                                  struct text_error *err);

#endif
