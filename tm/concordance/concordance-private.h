/* What the files of the concordance share.
 *
 * concordance-words.c makes of each word of the query a slot: the set of the memory's words that may stand in its
 * place. concordance-search.c finds the segments that have a word of every slot. concordance-marks.c says where.
 * concordance.c asks them, length band by length band, until a page is full.
 */
#ifndef TM_CONCORDANCE_CONCORDANCE_PRIVATE_H
#define TM_CONCORDANCE_CONCORDANCE_PRIVATE_H

#include "tm/concordance.h"
#include "tm/index/index-private.h"

/* A word of the query. */
struct tm_sought {
    struct text_span folded;
    bool prefix;
};

struct tm_soughts {
    struct tm_sought *at;
    size_t count;
};

struct tm_choice {
    uint32_t id, segments; /* in how many it stands */
};

struct tm_slot {
    struct tm_choice *at; /* ascending by id, distinct */
    size_t count;
    uint64_t segments; /* of all of them together */
};

/* The query in one family of languages. */
struct tm_wording {
    int64_t family;
    struct tm_slot *slots; /* as in the query */
    size_t count;
    struct tm_slot **order; /* those to look up, pairs among them: the rarest first, hardly one twice */
    size_t order_count;
    bool verified; /* a segment that has all of those is a hit */
    bool scattered, wide; /* wide: a slot has so many words that looking them up costs more than their postings */
};

/* Everything is in m->scratch. */
enum text_status tm_wording_parse(struct tm_memory *, const struct tm_phrase *, struct tm_soughts *out,
                                  struct text_error *err);
/* *possible is false when a slot has no word. */
enum text_status tm_wording_make(struct tm_memory *, const struct tm_phrase *, const struct tm_soughts *,
                                 int64_t family, struct tm_wording *out, bool *possible, struct text_error *err);

static inline bool tm_slot_has(const struct tm_slot *slot, uint32_t id)
{
    size_t low = 0, high = slot->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slot->at[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < slot->count && slot->at[low].id == id;
}

struct tm_found {
    uint32_t segment, length;
};

/* Segments, and room that the searches of a concordance share. */
struct tm_founds {
    struct tm_found *at, *other;
    size_t count, capacity;
    bool unordered;   /* those of a length do not rise by segment */
    uint64_t *bits;   /* of each segment */
    uint64_t segment; /* the highest of the memory */
};

enum text_status tm_founds_begin(struct tm_memory *, struct tm_founds *, struct text_error *err);
void tm_founds_free(struct tm_founds *);
/* The segments of low to high words that have a word of every slot that is looked up, by length. */
enum text_status tm_wording_meet(struct tm_memory *, const struct tm_wording *, uint32_t low, uint32_t high,
                                 struct tm_founds *, struct text_error *err);
/* Where those end that are as long as the one at `begin`; they are put in order. */
size_t tm_founds_end(struct tm_founds *, size_t begin);
/* Do the words stand in the segment as the query wants them? */
enum text_status tm_wording_holds(struct tm_memory *, const struct tm_wording *, uint32_t segment, bool *out,
                                  struct text_error *err);

/* Where they stand in the text of a hit as written; the marks are in `arena`. */
enum text_status tm_wording_mark(struct tm_memory *, const struct tm_wording *, struct text_arena *arena,
                                 struct text_arena *scratch, struct tm_hit *, struct text_error *err);

#endif
