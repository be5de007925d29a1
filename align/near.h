/* Near-duplicates: the same story under two addresses, with another headline, a correction line or without its last
 * paragraph.
 *
 * How: of the shingles of a text (runs of four words) a sample is kept that is likely the same for texts that have most
 * of them in common (MinHash: Broder 1997, "On the resemblance and containment of documents"; all of it in one pass:
 * Li, Owen and Zhang 2012, "One Permutation Hashing"). Bands of the sample are keys under which earlier documents with
 * an equal band are found (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), and the whole
 * samples tell how much two texts have in common. Two texts are nearly the same when they have
 *   - at least ALIGN_NEAR_SHINGLES of all their shingles in common, as far as the samples tell (to within 0.05), and
 *   - of the numbers in either, as far as both texts could have them, at least ALIGN_NEAR_NUMBERS: market reports of
 *     two days are not the same because their sentences are.
 * Texts of fewer than 16 shingles are nearly the same only when all their words are equal, in order.
 *
 * Memory: some 500 bytes a document that is kept. Cost: linear in the bytes; at most 32 documents are compared for each
 * of the 32 bands, so that a phrase that stands in every document costs no more than that. The answers depend on what
 * was added, and in which order, and on nothing else. One thread at a time.
 */
#ifndef ALIGN_NEAR_H
#define ALIGN_NEAR_H

#include "text/text.h"

#define ALIGN_NEAR_SHINGLES 0.6
#define ALIGN_NEAR_NUMBERS 0.75

struct align_near;

enum text_status align_near_new(struct align_near **out, struct text_error *err);
void align_near_free(struct align_near *); /* NULL is fine */

/* Looks for a document that the text (any bytes) is nearly the same as: *of is the number under which it was added, the
 * earliest if there are several. When there is none *of is TEXT_NONE, and the text is kept under `number`. */
enum text_status align_near_add(struct align_near *, struct text_span text, uint32_t number, uint32_t *of,
                                struct text_error *err);

#endif
