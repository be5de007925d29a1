/* Two archives -> which article may have come from which story.
 *
 * An inverted index of the target side's segments: the likely translations of the words of each segment of an article,
 * its names and numbers, weighted by rarity, tell which segments of which stories it may come from. What is proposed
 * the aligner itself judges: an article pair counts by what aligns in it (align_choose).
 *
 * Legal order: new, add each story, settle, then any number of finders; finders before the archive when freeing. A
 * settled archive is read-only: threads share it, each with a finder of its own.
 *
 * Cost: adding is linear in the words; settling in the words of all stories. A look-up reads the postings of the
 * article's rarer words that lie within the window, so that the time of a whole run is that of its articles times the
 * stories of a window. Memory: see archive.c.
 */
#ifndef ALIGN_ARCHIVE_H
#define ALIGN_ARCHIVE_H

#include "align/model.h"

struct align_archive;

enum text_status align_archive_new(const struct align_model *, struct align_archive **out, struct text_error *err);
void align_archive_free(struct align_archive *); /* NULL is fine */

/* The day of a document of which no date is known; days are counted from 1970-01-01. */
#define ALIGN_NO_DAY INT32_MIN
/* A window that no two days are too far apart for. */
#define ALIGN_NO_WINDOW INT32_MAX

/* Files a document of the target side; it gets the next number, from 0. The text may be freed afterwards. A settled
 * archive takes no more: TEXT_INVALID. */
enum text_status align_archive_add(struct align_archive *, const struct align_text *, int32_t day,
                                   struct text_error *err);
/* Sorts what was added for being searched. A second time does nothing. */
enum text_status align_archive_settle(struct align_archive *, struct text_error *err);

/* Scratch memory of searches in one settled archive: for one thread at a time, to be used again and again. */
struct align_finder;
enum text_status align_finder_new(const struct align_archive *, struct align_finder **out, struct text_error *err);
void align_finder_free(struct align_finder *); /* NULL is fine */

struct align_candidate {
    uint32_t number; /* of the target document */
    double prior;    /* how likely the article draws on it, as far as the index can tell: 0 to 1 */
};

struct align_candidates {
    struct align_candidate *at; /* in the arena, likeliest first */
    size_t count;
};

/* When a document was published, and how many days earlier or later its counterparts may have been: 0 is the same day
 * only. Documents without a day go with all. */
struct align_days {
    int32_t day, window;
};

/* Candidates less likely than this are not worth aligning: of 5,700 articles' stories, with a lexicon that was not
 * learned from them, 75 are below, among so many others that each would cost a hundred alignments. */
#define ALIGN_LEAST_PRIOR 0.0000002

/* The at most `most` target documents likeliest to be what the source document was written from, as far as they are
 * likely at all: most articles have no candidate or one. */
enum text_status align_finder_find(struct align_finder *, const struct align_text *, struct align_days, size_t most,
                                   struct text_arena *, struct align_candidates *out, struct text_error *err);

#endif
