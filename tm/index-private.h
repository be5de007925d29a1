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

/* varint.c is small enough to stand here: bounds are always checked, the bytes may come from a damaged file. */
enum { TM_VARINT_MOST = 5 };

static inline uint8_t *tm_varint_write(uint8_t *to, uint32_t value)
{
    while (value >= 0x80) {
        *to++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *to++ = (uint8_t)value;
    return to;
}

/* False at the end of the bytes or when they are no varint. */
static inline bool tm_varint_read(const uint8_t **p, const uint8_t *end, uint32_t *value)
{
    const uint8_t *at = *p;
    if (at == end) {
        return false;
    }
    uint32_t v = *at++;
    if (v >= 0x80) {
        v &= 0x7F;
        for (unsigned shift = 7;; shift += 7) {
            if (at == end || shift > 28) {
                return false;
            }
            uint8_t byte = *at++;
            v |= (uint32_t)(byte & 0x7F) << shift;
            if (byte < 0x80) {
                break;
            }
        }
    }
    *p = at;
    *value = v;
    return true;
}

/* A posting list as it comes from the file, read from front to back. */
struct tm_list {
    const uint8_t *p, *end;
    uint32_t segment;
};

enum { TM_LIST_HEAD = 4 };

static inline struct tm_list tm_list_open(struct text_span blob)
{
    const uint8_t *p = (const uint8_t *)blob.p;
    struct tm_list list = {p, p, 0};
    if (blob.n > TM_LIST_HEAD) {
        list.p += TM_LIST_HEAD;
        list.end += blob.n;
    }
    return list;
}

/* False at the end; list->p is not list->end when the list is damaged. */
static inline bool tm_list_next(struct tm_list *list, uint32_t *segment, uint32_t *length)
{
    const uint8_t *p = list->p;
    uint32_t step;
    if (!tm_varint_read(&p, list->end, &step) || !tm_varint_read(&p, list->end, length)) {
        return false;
    }
    list->p = p;
    list->segment += step;
    *segment = list->segment;
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

/* A row's id is word << TM_WORD_SHIFT | band << TM_BAND_SHIFT | chunk. */
enum { TM_BANDS = 11, TM_BAND_SHIFT = 20, TM_WORD_SHIFT = 24 };
/* The lengths of a band, from 1 to TM_BANDS: what one look reads together. */
void tm_index_band(unsigned band, uint32_t *low, uint32_t *high);

#endif
