/* The inverted index: word -> the segments in which it stands (tm/schema.sql, table posting), and the words that are
 * not yet in it.
 *
 * Within a write transaction postings gather in memory and reach the file sorted by word, at the commit or when there
 * are many (tm_index_flush): a word's row is then rewritten once and not once a segment. Appending is cheap because
 * segment ids only rise.
 */
#ifndef TM_INDEX_PRIVATE_H
#define TM_INDEX_PRIVATE_H

#include "tm/store-private.h"

/* Varints. Bounds are always checked: the bytes may come from a damaged file. */
enum { TM_VARINT_MOST = 10 };

static inline uint8_t *tm_varint_write(uint8_t *to, uint64_t value)
{
    while (value >= 0x80) {
        *to++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *to++ = (uint8_t)value;
    return to;
}

/* False at the end of the bytes or when they are no varint. */
static inline bool tm_varint_read(const uint8_t **p, const uint8_t *end, uint64_t *value)
{
    const uint8_t *at = *p;
    if (end - at >= 3) { /* nearly always: no look at the end between the bytes */
        if (at[0] < 0x80) {
            *value = at[0];
            *p = at + 1;
            return true;
        }
        if (at[1] < 0x80) {
            *value = (uint64_t)(at[0] & 0x7F) | (uint64_t)at[1] << 7;
            *p = at + 2;
            return true;
        }
        if (at[2] < 0x80) {
            *value = (uint64_t)(at[0] & 0x7F) | (uint64_t)(at[1] & 0x7F) << 7 | (uint64_t)at[2] << 14;
            *p = at + 3;
            return true;
        }
    }
    uint64_t v = 0;
    for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
        uint8_t byte = *at++;
        v |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *p = at;
            *value = v;
            return true;
        }
    }
    return false;
}

/* A row's id is word << TM_WORD_SHIFT | band << TM_BAND_SHIFT | chunk; band 0 holds all lengths. */
enum { TM_BANDS = 11, TM_BAND_SHIFT = 20, TM_WORD_SHIFT = 24 };
/* The lengths of a band from 1 on: what one look reads together. */
void tm_index_band(unsigned band, uint32_t *low, uint32_t *high);

/* How the postings of a band are packed: one varint of (how much the segment is above the one before) << bits | code.
 * The length is base + code; where code is escape, a second varint is to be added. */
struct tm_packing {
    uint32_t base, bits, escape; /* escape is above all codes where no length needs it */
};
extern const struct tm_packing tm_packings[TM_BANDS + 1];

/* A posting list as it comes from the file, read from front to back. */
struct tm_list {
    const uint8_t *p, *end;
    struct tm_packing packing;
    uint32_t segment;
};

enum { TM_LIST_HEAD = 4 }; /* the last segment, low byte first */

static inline unsigned tm_band_of_row(int64_t row)
{
    return (unsigned)(row >> TM_BAND_SHIFT & ((1 << (TM_WORD_SHIFT - TM_BAND_SHIFT)) - 1));
}

/* Of a row that cannot be, nothing is read. */
static inline struct tm_list tm_list_open(int64_t row, struct text_span blob)
{
    const uint8_t *p = (const uint8_t *)blob.p;
    unsigned band = tm_band_of_row(row);
    struct tm_list list = {p, p, tm_packings[band <= TM_BANDS ? band : 0], 0};
    if (blob.n > TM_LIST_HEAD && band <= TM_BANDS) {
        list.p += TM_LIST_HEAD;
        list.end += blob.n;
    }
    return list;
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

/* Words of one segment, distinct, as entries of the vocabulary. */
enum text_status tm_index_add(struct tm_memory *, uint32_t segment, uint32_t length, const uint32_t *entries,
                              size_t count, struct text_error *err);
/* Writes what is pending. Called at every commit, and before a search inside a write transaction. */
enum text_status tm_index_flush(struct tm_memory *, struct text_error *err);
struct tm_pending *tm_pending_new(void); /* NULL when out of memory */
void tm_pending_clear(struct tm_pending *);
void tm_pending_free(struct tm_pending *);

/* Calls back with each list of `word` that may hold segments of low to high words; other lengths may be in it too.
 * `segments` is how many the word had at some time: a hint that saves a look. */
typedef enum text_status tm_list_visitor(void *context, struct tm_list, struct text_error *err);
enum text_status tm_index_lists(struct tm_memory *, uint32_t word, uint32_t segments, uint32_t low, uint32_t high,
                                tm_list_visitor *, void *context, struct text_error *err);

#endif
