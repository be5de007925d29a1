/* Two archives -> which article may have come from which story.
 *
 * An inverted index of the target side's content words. A source article looks up the likely translations of its own
 * words, names and numbers, each weighted by rarity; the stories that share most come out first. What they propose the
 * aligner itself judges: an article pair counts by what aligns in it (align_judge).
 *
 * Cost: adding is linear in the words; a look-up reads the postings of the article's rarer words only.
 */
#ifndef ALIGN_ARCHIVE_H
#define ALIGN_ARCHIVE_H

#include "align/model.h"

struct align_archive;

enum text_status align_archive_new(const struct align_model *, struct align_archive **out, struct text_error *err);
void align_archive_free(struct align_archive *); /* NULL is fine */

/* Files a document of the target side; it gets the next number, from 0. The text may be freed afterwards. */
enum text_status align_archive_add(struct align_archive *, const struct align_text *, struct text_error *err);

struct align_candidate {
    uint32_t number; /* of the target document */
    double score;    /* comparable between the candidates of one article only */
};

struct align_candidates {
    struct align_candidate *at; /* in the arena, best first */
    size_t count;
};

/* The at most `most` target documents likeliest to be what the source document was written from. */
enum text_status align_archive_find(const struct align_archive *, const struct align_text *, size_t most,
                                    struct text_arena *, struct align_candidates *out, struct text_error *err);

#endif
