/* See runs-private.h and tm/schema.sql, table posting: how lists are packed, written and found again. */
#include <stdlib.h>
#include <string.h>

#include "tm/index/runs-private.h"

static const uint8_t band_most[TM_BANDS - 1] = {4, 7, 10, 14, 19, 26, 36, 50, 70, 100};

const uint8_t tm_bands[TM_BAND_LENGTHS] = {
    1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5,  5,  6,  6,  6,  6,  6,  6,  6,  7,  7,  7,  7,  7,  7,  7,
    7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,  9,
    9, 9, 9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
    10, 10, 10,
};

void tm_index_band(unsigned band, uint32_t *low, uint32_t *high)
{
    *low = band == 1 ? 0 : band_most[band - 2] + 1u;
    *high = band == TM_BANDS ? UINT32_MAX : band_most[band - 1];
}

const struct tm_packing tm_packings[TM_BANDS + 1] = {
    {1, 6, 63},  {1, 2, 64},  {5, 2, 64},  {8, 2, 64},  {11, 2, 64}, {15, 3, 64},
    {20, 3, 64}, {27, 4, 64}, {37, 4, 64}, {51, 5, 64}, {71, 5, 64}, {101, 6, 63},
};

static uint32_t load_32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t load_64(const uint8_t *p)
{
    return (uint64_t)load_32(p) | (uint64_t)load_32(p + 4) << 32;
}

/* The varints that end in the next eight bytes: their last bytes are found all at once, so that no varint waits for the
 * length of the one before. Stops before one that is longer than four bytes or has an escape, and when all eight belong
 * to one. */
static size_t take_eight(struct tm_list *list, struct tm_posting *out)
{
    struct tm_packing k = list->packing;
    uint64_t ends = ~load_64(list->p) & 0x8080808080808080u;
    uint32_t codes = (1u << k.bits) - 1, segment = list->segment;
    unsigned begin = 0;
    size_t n = 0;
    for (; ends; ends &= ends - 1) {
        unsigned end = (unsigned)__builtin_ctzll(ends) / 8, unused = 8 * (begin + 3 - end);
        if (end - begin > 3) {
            break;
        }
        uint32_t v = load_32(list->p + begin) << unused >> unused;
        v = (v & 0x7F) | (v >> 1 & 0x3F80) | (v >> 2 & 0x1FC000) | (v >> 3 & 0xFE00000);
        uint32_t code = v & codes;
        if (code == k.escape) {
            break;
        }
        segment += v >> k.bits;
        out[n++] = (struct tm_posting){segment, k.base + code};
        begin = end + 1;
    }
    list->p += begin;
    list->segment = segment;
    return n;
}

size_t tm_list_take(struct tm_list *list, struct tm_posting *out, size_t most)
{
    enum { EIGHT = 8, BEYOND = 4 };
    size_t n = 0;
    while (n < most) {
        size_t got = 0;
        if (most - n >= EIGHT && list->end - list->p >= EIGHT + BEYOND) {
            got = take_eight(list, out + n);
        }
        if (got == 0) {
            got = tm_list_next(list, &out[n].segment, &out[n].length);
            if (got == 0) {
                break;
            }
        }
        n += got;
    }
    return n;
}

enum text_status tm_list_end(struct tm_memory *m, const struct tm_list *list, struct text_error *err)
{
    return list->p == list->end ? TEXT_OK : tm_damaged(m, "a posting list cannot be read", err);
}

static int64_t row_id(int64_t run, uint32_t word, unsigned band)
{
    return run << TM_RUN_SHIFT | (int64_t)word << TM_WORD_SHIFT | (int64_t)band << TM_BAND_SHIFT;
}

static uint8_t *append(uint8_t *to, unsigned band, uint32_t last, struct tm_posting p)
{
    struct tm_packing k = tm_packings[band];
    uint32_t code = p.length - k.base, more = code;
    code = code < k.escape ? code : k.escape;
    to = tm_varint_write(to, (uint64_t)(p.segment - last) << k.bits | code);
    return code == k.escape ? tm_varint_write(to, more - code) : to;
}

static enum text_status add_row(struct tm_memory *m, int64_t id, const uint8_t *bytes, size_t n, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, id);
    tm_bind_blob(s, 2, bytes, n);
    return tm_run(m, s, err);
}

enum text_status tm_posting_end(struct tm_posting_writer *w, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (w->n) {
        status = add_row(w->m, row_id(w->run, w->first, 0), w->row, w->n, err);
        w->n = 0;
    }
    return status;
}

void tm_posting_free(struct tm_posting_writer *w)
{
    free(w->room);
    w->room = NULL;
}

/* A word that shares a row. */
static enum text_status write_whole(struct tm_posting_writer *w, uint32_t word, const struct tm_posting *at,
                                    size_t count, struct text_error *err)
{
    uint8_t list[TM_WHOLE_MOST * 2 * TM_VARINT_MOST], *end = list;
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        end = append(end, 0, last, at[i]);
        last = at[i].segment;
    }
    size_t n = (size_t)(end - list);
    if (w->n + n + 2 * TM_VARINT_MOST > sizeof w->row) {
        enum text_status status = tm_posting_end(w, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    if (w->n == 0) {
        w->first = w->last = word;
    }
    uint8_t *to = tm_varint_write(w->row + w->n, word - w->last);
    to = tm_varint_write(to, n);
    memcpy(to, list, n);
    w->n = (size_t)(to - w->row) + n;
    w->last = word;
    return TEXT_OK;
}

void tm_posting_begin_band(struct tm_posting_writer *w, uint32_t word, unsigned band)
{
    w->next = row_id(w->run, word, band);
    w->last_row = row_id(w->run, word, band + 1) - 1;
}

enum text_status tm_posting_write_row(struct tm_posting_writer *w, const uint8_t *row, size_t n, struct text_error *err)
{
    if (w->next > w->last_row) {
        return text_fail(err, TEXT_INVALID, "%s: a word is in more texts than a memory can index", w->m->path);
    }
    return add_row(w->m, w->next++, row, n, err);
}

enum text_status tm_posting_write_band(struct tm_posting_writer *w, unsigned band, const struct tm_posting *at,
                                       size_t count, struct text_error *err)
{
    uint8_t *to = w->row; /* nothing waits there */
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        if ((size_t)(to - w->row) > sizeof w->row - 2 * TM_VARINT_MOST) {
            enum text_status status = tm_posting_write_row(w, w->row, (size_t)(to - w->row), err);
            if (status != TEXT_OK) {
                return status;
            }
            to = w->row;
            last = 0;
        }
        to = append(to, band, last, at[i]);
        last = at[i].segment;
    }
    return tm_posting_write_row(w, w->row, (size_t)(to - w->row), err);
}

static enum text_status write_bands(struct tm_posting_writer *w, uint32_t word, const struct tm_posting *at,
                                    size_t count, struct text_error *err)
{
    size_t ends[TM_BANDS + 2] = {0};
    if (count > w->capacity) {
        size_t capacity = count > 2 * w->capacity ? count : 2 * w->capacity;
        free(w->room);
        w->room = malloc(capacity * sizeof *w->room);
        w->capacity = w->room ? capacity : 0;
        if (!w->room) {
            return text_fail_memory(err, w->m->path);
        }
    }
    for (size_t i = 0; i < count; i++) {
        ends[tm_band_of(at[i].length) + 1]++;
    }
    for (unsigned b = 1; b <= TM_BANDS + 1; b++) {
        ends[b] += ends[b - 1];
    }
    /* ends[b] is where band b begins; each posting put there moves it on. */
    for (size_t i = 0; i < count; i++) {
        w->room[ends[tm_band_of(at[i].length)]++] = at[i];
    }
    enum text_status status = TEXT_OK;
    for (unsigned b = 1; b <= TM_BANDS && status == TEXT_OK; b++) {
        if (ends[b] > ends[b - 1]) {
            tm_posting_begin_band(w, word, b);
            status = tm_posting_write_band(w, b, w->room + ends[b - 1], ends[b] - ends[b - 1], err);
        }
    }
    return status;
}

enum text_status tm_posting_write(struct tm_posting_writer *w, uint32_t word, const struct tm_posting *at, size_t count,
                                  struct text_error *err)
{
    if (count <= TM_WHOLE_MOST) {
        return write_whole(w, word, at, count, err);
    }
    enum text_status status = tm_posting_end(w, err);
    return status == TEXT_OK ? write_bands(w, word, at, count, err) : status;
}

/* The word's list in a shared row; *found is false when it is not there. */
static enum text_status find_whole(struct tm_memory *m, int64_t row, struct text_span blob, uint32_t word,
                                   struct tm_list *out, bool *found, struct text_error *err)
{
    const uint8_t *p = (const uint8_t *)blob.p, *end = p + blob.n;
    uint64_t at = tm_word_of_row(row), d, n;
    *found = false;
    while (p != end) {
        if (!tm_varint_read(&p, end, &d) || !tm_varint_read(&p, end, &n) || n > (size_t)(end - p)) {
            return tm_damaged(m, "a posting list cannot be read", err);
        }
        at += d;
        if (at >= word) {
            *found = at == word;
            *out = tm_list_open(0, p, (size_t)n);
            break;
        }
        p += n;
    }
    return TEXT_OK;
}

/* The row that the word shares is the last one that begins at or before it. */
static enum text_status visit_whole(struct tm_memory *m, int64_t run, uint32_t word, tm_list_visitor *visit,
                                    void *context, bool *found, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_LAST);
    struct tm_list list;
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, row_id(run, 0, 0));
    sqlite3_bind_int64(s, 2, row_id(run, word, 0));
    enum text_status status = tm_row(m, s, &row, err);
    *found = false;
    if (!row) {
        return status;
    }
    int64_t id = sqlite3_column_int64(s, 0);
    if (tm_band_of_row(id) == 0) {
        status = find_whole(m, id, tm_column_blob(s, 1), word, &list, found, err);
    }
    if (*found) {
        status = visit(context, list, err);
    }
    tm_row_end(s);
    return status;
}

static enum text_status visit_bands(struct tm_memory *m, int64_t low, int64_t high, tm_list_visitor *visit,
                                    void *context, bool *found, struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_RANGE);
    bool row;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, low);
    sqlite3_bind_int64(s, 2, high);
    enum text_status status = tm_row(m, s, &row, err);
    *found = row;
    while (status == TEXT_OK && row) {
        struct text_span blob = tm_column_blob(s, 1);
        unsigned band = tm_band_of_row(sqlite3_column_int64(s, 0));
        status = visit(context, tm_list_open(band, (const uint8_t *)blob.p, blob.n), err);
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
    const struct tm_index_run *runs;
    size_t count;
    if (word == 0) {
        return TEXT_OK;
    }
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        bool found = false;
        int64_t first = row_id(runs[i].id, word, tm_band_of(low));
        if (segments > TM_WHOLE_MOST) {
            status = visit_bands(m, first, row_id(runs[i].id, word, tm_band_of(high) + 1) - 1, visit, context, &found,
                                 err);
        }
        if (status == TEXT_OK && !found) {
            status = visit_whole(m, runs[i].id, word, visit, context, &found, err);
        }
    }
    return status;
}

enum text_status tm_index_estimate(struct tm_memory *m, uint32_t word, uint32_t length, uint32_t most, uint32_t *out,
                                   struct text_error *err)
{
    enum { SHARE = 2, FULL = TM_ROW_MOST - 100 };
    const struct tm_index_run *runs;
    size_t count;
    uint64_t sum = 0;
    enum text_status status = tm_index_runs(m, &runs, &count, err);
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        sqlite3_stmt *s = tm_statement(m, TM_POSTING_LAST);
        struct tm_list list;
        bool row, found = false;
        if (!s) {
            return tm_sql_fail(m, err);
        }
        sqlite3_bind_int64(s, 1, row_id(runs[i].id, 0, 0));
        sqlite3_bind_int64(s, 2, row_id(runs[i].id, word, tm_band_of(length) + 1) - 1);
        status = tm_row(m, s, &row, err);
        if (!row) {
            continue;
        }
        int64_t id = sqlite3_column_int64(s, 0);
        struct text_span blob = tm_column_blob(s, 1);
        if (tm_band_of_row(id) == 0) {
            status = find_whole(m, id, blob, word, &list, &found, err);
            sum += found ? (uint64_t)(list.end - list.p) / 3 : 0;
        } else if (tm_word_of_row(id) == word) {
            sum += ((uint64_t)(id & 0xFFFF) * TM_ROW_MOST + blob.n) * SHARE;
        }
        tm_row_end(s);
    }
    *out = sum < most ? (uint32_t)sum : most;
    return status;
}
