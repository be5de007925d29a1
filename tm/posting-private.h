/* The rows of table posting: which there are, and how a list grows. */
#ifndef TM_POSTING_PRIVATE_H
#define TM_POSTING_PRIVATE_H

#include "tm/index-private.h"

enum {
    TM_WHOLE_MOST = 256,  /* segments of a word that are kept in one row for all lengths */
    TM_CHUNK_MOST = 3900, /* bytes of a row: with its head it fits a page of 4096 */
    TM_ENTRY_MOST = 2 * TM_VARINT_MOST
};

unsigned tm_band_of(uint32_t length); /* from 1 to TM_BANDS */
/* The first row of a word's band; band 0 has no other. */
int64_t tm_row_id(uint32_t word, unsigned band);

/* A list that grows: the bytes of one row, with room for one more chunk. */
struct tm_posting_row {
    uint8_t bytes[TM_LIST_HEAD + TM_CHUNK_MOST + TM_ENTRY_MOST];
    size_t n;
    uint32_t last;
    int64_t id;
    bool stored; /* is in the file, perhaps shorter */
};

/* An empty row, not yet in the file. */
void tm_posting_begin(struct tm_posting_row *, int64_t id);
/* One segment more, above all that are in it; there must be room for TM_ENTRY_MOST bytes. */
void tm_posting_append(struct tm_posting_row *, uint32_t segment, uint32_t length);
enum text_status tm_posting_store(struct tm_memory *, struct tm_posting_row *, struct text_error *err);
/* The last row with an id from low to high; *found says whether there is one. */
enum text_status tm_posting_load(struct tm_memory *, int64_t low, int64_t high, struct tm_posting_row *, bool *found,
                                 struct text_error *err);

#endif
