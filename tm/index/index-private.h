/* The index of words: for each word the segments in which it stands (tm/schema.sql, tables run, posting, words), and
 * the segments that are not yet in it.
 *
 * The index is a set of runs, each of a stretch of units and never changed: O'Neil et al. 1996 (The log-structured
 * merge-tree). Within a write transaction segments gather in memory and become a run at the commit, or when there are
 * many (tm_index_flush). So what an addition writes grows with what is added and not with the memory. Neighbouring runs
 * are merged so that their sizes fall geometrically from the oldest to the newest (settle.c): a search looks into each.
 */
#ifndef TM_INDEX_INDEX_PRIVATE_H
#define TM_INDEX_INDEX_PRIVATE_H

#include "tm/index/varint-private.h"
#include "tm/store/store-private.h"

/* A posting row's id is run << TM_RUN_SHIFT | word << TM_WORD_SHIFT | band << TM_BAND_SHIFT | chunk. */
enum { TM_BANDS = 11, TM_BAND_SHIFT = 16, TM_WORD_SHIFT = 20, TM_RUN_SHIFT = 48 };
enum {
    TM_WORD_MASK = (1 << (TM_RUN_SHIFT - TM_WORD_SHIFT)) - 1,
    TM_PAIR_BITS = 12,
    TM_PAIRED = 1 << TM_PAIR_BITS, /* words below it have lists of their pairs, too: pairs.c */
    TM_PAIRS = TM_WORD_MASK + 1 - TM_PAIRED * TM_PAIRED,
    TM_WORDS_MOST = TM_PAIRS - 1, /* ids of words */
    TM_RUN_IDS = (1 << 15) - 1,
    TM_RUNS_MOST = 12,   /* of one memory: a commit that would make more merges some */
    TM_ROW_MOST = 4000,  /* bytes of a row: two fit a page of 8192 */
    TM_WHOLE_MOST = 256, /* segments of a word that shares its row with others */
};

/* The lengths of a band from 1 on: what one look reads together. */
enum { TM_BAND_LENGTHS = 101 };
extern const uint8_t tm_bands[TM_BAND_LENGTHS]; /* of a length */
static inline unsigned tm_band_of(uint32_t length)
{
    return length < TM_BAND_LENGTHS ? tm_bands[length] : TM_BANDS;
}
void tm_index_band(unsigned band, uint32_t *low, uint32_t *high);

/* How the postings of a band are packed: one varint of (how much the segment is above the one before) << bits | code.
 * The length is base + code; where code is escape, a second varint is to be added. */
struct tm_packing {
    uint32_t base, bits, escape; /* escape is above all codes where no length needs it */
};
extern const struct tm_packing tm_packings[TM_BANDS + 1];

struct tm_posting {
    uint32_t segment, length;
};

/* The postings of one word from one row, read from front to back. */
struct tm_list {
    const uint8_t *p, *end;
    struct tm_packing packing;
    uint32_t segment;
};

static inline unsigned tm_band_of_row(int64_t row)
{
    return (unsigned)(row >> TM_BAND_SHIFT & ((1 << (TM_WORD_SHIFT - TM_BAND_SHIFT)) - 1));
}

static inline uint32_t tm_word_of_row(int64_t row)
{
    return (uint32_t)(row >> TM_WORD_SHIFT) & TM_WORD_MASK;
}

/* Of a band that cannot be, nothing is read. */
static inline struct tm_list tm_list_open(unsigned band, const uint8_t *p, size_t n)
{
    return (struct tm_list){p, p + (band <= TM_BANDS ? n : 0), tm_packings[band <= TM_BANDS ? band : 0], 0};
}

/* False at the end; list->p is not list->end when the list is damaged. */
static inline bool tm_list_next(struct tm_list *list, uint32_t *segment, uint32_t *length)
{
    const uint8_t *p = list->p;
    uint64_t packed;
    if (!tm_varint_read(&p, list->end, &packed)) {
        return false;
    }
    uint32_t code = (uint32_t)packed & ((1u << list->packing.bits) - 1);
    if (code == list->packing.escape) {
        uint64_t more;
        if (!tm_varint_read(&p, list->end, &more)) {
            return false;
        }
        code += (uint32_t)more;
    }
    list->p = p;
    list->segment += (uint32_t)(packed >> list->packing.bits);
    *segment = list->segment;
    *length = list->packing.base + code;
    return true;
}

/* The same for up to `most` at once, which is faster; 0 at the end. */
size_t tm_list_take(struct tm_list *, struct tm_posting *out, size_t most);

/* After the last posting: was that all, or does the list break off? */
enum text_status tm_list_end(struct tm_memory *, const struct tm_list *, struct text_error *err);

/* Both segments of the next unit: their words as entries of the vocabulary, in order, repetitions and all. `unit` is
 * one above the last that was added, or that is in the file. */
struct tm_entries {
    const uint32_t *at;
    size_t count;
};
enum text_status tm_index_add(struct tm_memory *, uint32_t unit, const struct tm_segment sides[2],
                              const struct tm_entries entries[2], struct text_error *err);
/* Writes what is pending. Called at every commit, and before a search inside a write transaction. */
enum text_status tm_index_flush(struct tm_memory *, struct text_error *err);
struct tm_pending *tm_pending_new(void); /* NULL when out of memory */
void tm_pending_clear(struct tm_pending *);
void tm_pending_free(struct tm_pending *);

/* Calls back with each list of `word` that may hold segments of low to high words; other lengths may be in it too. Runs
 * come in the order of their units; within a run's list, segments rise. `segments` is in how many the word stands. */
typedef enum text_status tm_list_visitor(void *context, struct tm_list, struct text_error *err);
enum text_status tm_index_lists(struct tm_memory *, uint32_t word, uint32_t segments, uint32_t low, uint32_t high,
                                tm_list_visitor *, void *context, struct text_error *err);

/* About in how many segments a pair stands, no more than `most`, judged by those of about a length. */
enum text_status tm_index_estimate(struct tm_memory *, uint32_t pair, uint32_t length, uint32_t most, uint32_t *out,
                                   struct text_error *err);

/* pairs.c: in the index two words that stand next to each other are a word, too, when both ids are below TM_PAIRED:
 * words are numbered as they are met, so those that are everywhere are among them. Its number, or 0. */
static inline uint32_t tm_pair_of(uint32_t first, uint32_t second)
{
    return first < TM_PAIRED && second < TM_PAIRED ? (uint32_t)TM_PAIRS | first << TM_PAIR_BITS | second : 0;
}

/* words.c: a segment's words as ids, in order, in the arena. TEXT_INVALID when the memory has no such segment. */
enum text_status tm_words_load(struct tm_memory *, uint32_t segment, struct text_arena *, uint32_t **ids,
                               uint32_t *count, struct text_error *err);

#endif
