/* See index-private.h. Flushing costs a counting sort of the pending postings, and for each word in it one look-up and
 * one write of at most a chunk for each length band that grows. */
#include "tm/index-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/vocabulary-private.h"

enum {
    PENDING_MOST = 1 << 21, /* postings held back; 24 megabytes, and 8 more to sort them */
    WHOLE_MOST = 256,       /* segments of a word that are kept in one row for all lengths */
    CHUNK_MOST = 3900,      /* bytes of a row: with its head it fits a page of 4096 */
    ENTRY_MOST = 2 * TM_VARINT_MOST
};

struct posting {
    uint32_t entry, segment, length;
};

struct tm_pending {
    struct posting *at;
    size_t count, capacity;
};

struct tm_pending *tm_pending_new(void)
{
    return calloc(1, sizeof(struct tm_pending));
}

void tm_pending_clear(struct tm_pending *p)
{
    p->count = 0;
}

void tm_pending_free(struct tm_pending *p)
{
    if (p) {
        free(p->at);
        free(p);
    }
}

enum text_status tm_index_add(struct tm_memory *m, uint32_t segment, uint32_t length, const uint32_t *entries,
                              size_t count, struct text_error *err)
{
    struct tm_pending *p = m->pending;
    if (p->count && p->count + count > PENDING_MOST) {
        enum text_status status = tm_index_flush(m, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    if (p->count + count > p->capacity) {
        size_t capacity = p->capacity ? p->capacity * 2 : 4096;
        capacity = capacity < p->count + count ? p->count + count : capacity;
        struct posting *at = realloc(p->at, capacity * sizeof *at);
        if (!at) {
            return text_fail_memory(err, m->path);
        }
        p->at = at;
        p->capacity = capacity;
    }
    for (size_t i = 0; i < count; i++) {
        p->at[p->count++] = (struct posting){entries[i], segment, length};
        tm_word_at(m, entries[i])->fresh++;
    }
    return TEXT_OK;
}

static const uint8_t band_most[TM_BANDS - 1] = {4, 7, 10, 14, 19, 26, 36, 50, 70, 100};

static unsigned band_of(uint32_t length)
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

static int64_t row_of(uint32_t word, unsigned band)
{
    return (int64_t)word << TM_WORD_SHIFT | (int64_t)band << TM_BAND_SHIFT;
}

/* A list that grows: the bytes of one row, with room for one more chunk. */
struct row {
    uint8_t bytes[TM_LIST_HEAD + CHUNK_MOST + ENTRY_MOST];
    size_t n;
    uint32_t last;
    int64_t id;
    bool stored; /* is in the file, perhaps shorter */
};

static void row_begin(struct row *r, int64_t id)
{
    r->n = TM_LIST_HEAD;
    r->last = 0;
    r->id = id;
    r->stored = false;
}

static void row_append(struct row *r, uint32_t segment, uint32_t length)
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

static enum text_status row_store(struct tm_memory *m, struct row *r, struct text_error *err)
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

/* The last row with an id from low to high; *found says whether there is one. */
static enum text_status row_load(struct tm_memory *m, int64_t low, int64_t high, struct row *r, bool *found,
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

/* Appends the postings of one length band of one word, ascending by segment. */
static enum text_status grow_band(struct tm_memory *m, uint32_t word, unsigned band, const struct posting *at,
                                  size_t count, struct text_error *err)
{
    struct row r;
    bool found = false;
    enum text_status status = row_load(m, row_of(word, band), row_of(word, band + 1) - 1, &r, &found, err);
    if (!found) {
        row_begin(&r, row_of(word, band));
    }
    for (size_t i = 0; status == TEXT_OK && i < count; i++) {
        if (at[i].segment <= r.last) {
            return tm_damaged(m, "a posting list does not rise", err);
        }
        if (r.n > TM_LIST_HEAD + CHUNK_MOST - ENTRY_MOST) {
            if ((r.id & ((1 << TM_BAND_SHIFT) - 1)) == (1 << TM_BAND_SHIFT) - 1) {
                return text_fail(err, TEXT_INVALID, "%s: a word is in more segments than a memory can index", m->path);
            }
            status = row_store(m, &r, err);
            row_begin(&r, r.id + 1);
        }
        row_append(&r, at[i].segment, at[i].length);
    }
    return status == TEXT_OK ? row_store(m, &r, err) : status;
}

static enum text_status grow_bands(struct tm_memory *m, uint32_t word, const struct posting *at, size_t count,
                                   struct posting *room, struct text_error *err)
{
    size_t ends[TM_BANDS + 2] = {0};
    for (size_t i = 0; i < count; i++) {
        ends[band_of(at[i].length) + 1]++;
    }
    for (unsigned b = 1; b <= TM_BANDS + 1; b++) {
        ends[b] += ends[b - 1];
    }
    /* ends[b] is where band b begins; each posting put there moves it on. */
    for (size_t i = 0; i < count; i++) {
        room[ends[band_of(at[i].length)]++] = at[i];
    }
    enum text_status status = TEXT_OK;
    for (unsigned b = 1; b <= TM_BANDS && status == TEXT_OK; b++) {
        if (ends[b] > ends[b - 1]) {
            status = grow_band(m, word, b, room + ends[b - 1], ends[b] - ends[b - 1], err);
        }
    }
    return status;
}

/* Room for the postings of one word: those of its row, those pending, and both once more to sort them by band. */
struct workspace {
    struct posting *at, *room;
    size_t capacity;
};

static bool make_room(struct workspace *w, size_t count)
{
    if (count > w->capacity) {
        size_t capacity = count > 2 * w->capacity ? count : 2 * w->capacity;
        free(w->at);
        free(w->room);
        w->at = malloc(capacity * sizeof *w->at);
        w->room = malloc(capacity * sizeof *w->room);
        w->capacity = w->at && w->room ? capacity : 0;
    }
    return w->capacity != 0;
}

/* All postings of a row that becomes too long for one, then those that are new. */
static enum text_status split(struct tm_memory *m, uint32_t word, const struct row *r, const struct posting *at,
                              size_t count, struct workspace *w, struct text_error *err)
{
    struct tm_list list = tm_list_open(r->id, (struct text_span){(const char *)r->bytes, r->n});
    size_t n = 0;
    if (!make_room(w, r->n + count)) { /* a posting takes a byte at least */
        return text_fail_memory(err, m->path);
    }
    while (tm_list_next(&list, &w->at[n].segment, &w->at[n].length)) {
        n++;
    }
    if (list.p != list.end) {
        return tm_damaged(m, "a posting list cannot be read", err);
    }
    memcpy(w->at + n, at, count * sizeof *at);
    sqlite3_stmt *s = tm_statement(m, TM_POSTING_DROP);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, r->id);
    enum text_status status = tm_run(m, s, err);
    return status == TEXT_OK ? grow_bands(m, word, w->at, n + count, w->room, err) : status;
}

static enum text_status grow_word(struct tm_memory *m, const struct tm_word *word, const struct posting *at,
                                  size_t count, struct workspace *w, struct text_error *err)
{
    struct row r;
    bool whole = false;
    enum text_status status = TEXT_OK;
    uint64_t total = (uint64_t)word->segments + count;
    if (word->stored && word->segments <= WHOLE_MOST) {
        status = row_load(m, row_of(word->id, 0), row_of(word->id, 1) - 1, &r, &whole, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    if (whole && total > WHOLE_MOST) {
        return split(m, word->id, &r, at, count, w, err);
    }
    /* `segments` may be out of date: without its one row a stored word has bands. */
    if ((word->stored && !whole) || total > WHOLE_MOST) {
        return make_room(w, count) ? grow_bands(m, word->id, at, count, w->room, err) : text_fail_memory(err, m->path);
    }
    if (!whole) {
        row_begin(&r, row_of(word->id, 0));
    }
    for (size_t i = 0; i < count; i++) {
        if (at[i].segment <= r.last) {
            return tm_damaged(m, "a posting list does not rise", err);
        }
        if (r.n > TM_LIST_HEAD + CHUNK_MOST - ENTRY_MOST) {
            return split(m, word->id, &r, at + i, count - i, w, err);
        }
        row_append(&r, at[i].segment, at[i].length);
    }
    return row_store(m, &r, err);
}

struct group {
    uint32_t id, entry;
    size_t begin, end; /* among the sorted postings */
};

static int by_id(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* Sorts the pending postings by entry, keeping the order of their segments; groups[e] is where those of entry e are.
 * Returns the number of entries that have any, moved to the front and sorted by word id (the order of the rows). */
static size_t sort_pending(struct tm_memory *m, struct posting *sorted, struct group *groups, uint32_t entries)
{
    const struct tm_pending *p = m->pending;
    for (size_t i = 0; i < p->count; i++) {
        groups[p->at[i].entry].end++;
    }
    size_t sum = 0, used = 0;
    for (uint32_t e = 0; e < entries; e++) {
        size_t n = groups[e].end;
        groups[e] = (struct group){tm_word_at(m, e)->id, e, sum, sum};
        sum += n;
    }
    for (size_t i = 0; i < p->count; i++) {
        sorted[groups[p->at[i].entry].end++] = p->at[i];
    }
    for (uint32_t e = 0; e < entries; e++) {
        if (groups[e].end > groups[e].begin) {
            groups[used++] = groups[e];
        }
    }
    qsort(groups, used, sizeof *groups, by_id);
    return used;
}

enum text_status tm_index_flush(struct tm_memory *m, struct text_error *err)
{
    struct tm_pending *p = m->pending;
    struct workspace w = {0};
    enum text_status status = TEXT_OK;
    uint32_t entries = tm_vocabulary_count(m);
    if (p->count == 0) {
        return TEXT_OK;
    }
    struct posting *sorted = malloc(p->count * sizeof *sorted);
    struct group *groups = calloc(entries, sizeof *groups);
    if (!sorted || !groups) {
        status = text_fail_memory(err, m->path);
        goto out;
    }
    size_t used = sort_pending(m, sorted, groups, entries);
    for (size_t i = 0; i < used && status == TEXT_OK; i++) {
        const struct group *g = &groups[i];
        status = grow_word(m, tm_word_at(m, g->entry), sorted + g->begin, g->end - g->begin, &w, err);
        if (status == TEXT_OK) {
            status = tm_word_store(m, g->entry, err);
        }
    }
    if (status == TEXT_OK) {
        p->count = 0;
    }
out:
    free(w.at);
    free(w.room);
    free(groups);
    free(sorted);
    return status;
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
    if (segments <= WHOLE_MOST) {
        status = visit_rows(m, row_of(word, 0), row_of(word, 0), visit, context, &rows, err);
    }
    if (status == TEXT_OK && rows == 0) {
        status = visit_rows(m, row_of(word, band_of(low)), row_of(word, band_of(high) + 1) - 1, visit, context, &rows,
                            err);
    }
    return status;
}
