/* See posting-private.h, and tm/schema.sql for how a list is packed. */
#include "tm/posting-private.h"

#include <string.h>

static const uint8_t band_most[TM_BANDS - 1] = {4, 7, 10, 14, 19, 26, 36, 50, 70, 100};

unsigned tm_band_of(uint32_t length)
{
    unsigned band = 1;
    while (band < TM_BANDS && length > band_most[band - 1]) {
        band++;
    }
    return band;
}

void tm_index_band(unsigned band, uint32_t *low, uint32_t *high)
{
    *low = band == 1 ? 0 : band_most[band - 2] + 1u;
    *high = band == TM_BANDS ? UINT32_MAX : band_most[band - 1];
}

const struct tm_packing tm_packings[TM_BANDS + 1] = {
    {1, 6, 63},  {1, 2, 64},  {5, 2, 64},  {8, 2, 64},  {11, 2, 64}, {15, 3, 64},
    {20, 3, 64}, {27, 4, 64}, {37, 4, 64}, {51, 5, 64}, {71, 5, 64}, {101, 6, 63},
};

int64_t tm_row_id(uint32_t word, unsigned band)
{
    return (int64_t)word << TM_WORD_SHIFT | (int64_t)band << TM_BAND_SHIFT;
}

void tm_posting_begin(struct tm_posting_row *r, int64_t id)
{
    r->n = TM_LIST_HEAD;
    r->last = 0;
    r->id = id;
    r->stored = false;
}

void tm_posting_append(struct tm_posting_row *r, uint32_t segment, uint32_t length)
{
    struct tm_packing k = tm_packings[tm_band_of_row(r->id)];
    uint32_t code = length - k.base, more = code;
    code = code < k.escape ? code : k.escape;
    uint8_t *to = tm_varint_write(r->bytes + r->n, (uint64_t)(segment - r->last) << k.bits | code);
    if (code == k.escape) {
        to = tm_varint_write(to, more - code);
    }
    r->n = (size_t)(to - r->bytes);
    r->last = segment;
}

enum text_status tm_posting_store(struct tm_memory *m, struct tm_posting_row *r, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, r->stored ? TM_POSTING_SET : TM_POSTING_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    for (unsigned i = 0; i < TM_LIST_HEAD; i++) {
        r->bytes[i] = (uint8_t)(r->last >> 8 * i);
    }
    sqlite3_bind_int64(s, 1, r->id);
    tm_bind_blob(s, 2, r->bytes, r->n);
    r->stored = true;
    return tm_run(m, s, err);
}

enum text_status tm_posting_load(struct tm_memory *m, int64_t low, int64_t high, struct tm_posting_row *r, bool *found,
                                 struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_LAST);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, low);
    sqlite3_bind_int64(s, 2, high);
    enum text_status status = tm_row(m, s, found, err);
    if (!*found) {
        return status;
    }
    struct text_span blob = tm_column_blob(s, 1);
    if (blob.n <= TM_LIST_HEAD || blob.n > sizeof r->bytes) {
        tm_row_end(s);
        return tm_damaged(m, "a posting list has no sensible length", err);
    }
    memcpy(r->bytes, blob.p, blob.n);
    r->n = blob.n;
    r->id = sqlite3_column_int64(s, 0);
    r->stored = true;
    r->last = 0;
    for (unsigned i = 0; i < TM_LIST_HEAD; i++) {
        r->last |= (uint32_t)r->bytes[i] << 8 * i;
    }
    tm_row_end(s);
    return TEXT_OK;
}

static enum text_status visit_rows(struct tm_memory *m, int64_t low, int64_t high, tm_list_visitor *visit,
                                   void *context, size_t *rows, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_RANGE);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, low);
    sqlite3_bind_int64(s, 2, high);
    enum text_status status = tm_row(m, s, &row, err);
    while (status == TEXT_OK && row) {
        status = visit(context, tm_list_open(sqlite3_column_int64(s, 0), tm_column_blob(s, 1)), err);
        ++*rows;
        if (status == TEXT_OK) {
            status = tm_row(m, s, &row, err);
        } else {
            tm_row_end(s);
        }
    }
    return status;
}

enum text_status tm_index_lists(struct tm_memory *m, uint32_t word, uint32_t segments, uint32_t low, uint32_t high,
                                tm_list_visitor *visit, void *context, struct text_error *err)
{
    size_t rows = 0;
    enum text_status status = TEXT_OK;
    if (word == 0) {
        return TEXT_OK;
    }
    if (segments <= TM_WHOLE_MOST) {
        status = visit_rows(m, tm_row_id(word, 0), tm_row_id(word, 0), visit, context, &rows, err);
    }
    if (status == TEXT_OK && rows == 0) {
        status = visit_rows(m, tm_row_id(word, tm_band_of(low)), tm_row_id(word, tm_band_of(high) + 1) - 1, visit,
                            context, &rows, err);
    }
    return status;
}
