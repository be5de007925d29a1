/* See index-private.h. Flushing costs a counting sort of the pending postings, and for each word in it one look-up and
 * one write of at most a chunk for each length band that grows. */
#include "tm/posting-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/vocabulary-private.h"

enum { PENDING_MOST = 1 << 21 }; /* postings held back: 24 megabytes, and as many to sort them */

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

/* Appends the postings of one length band of one word, ascending by segment. */
static enum text_status grow_band(struct tm_memory *m, uint32_t word, unsigned band, const struct posting *at,
                                  size_t count, struct text_error *err)
{
    struct tm_posting_row r;
    bool found = false;
    enum text_status status = tm_posting_load(m, tm_row_id(word, band), tm_row_id(word, band + 1) - 1, &r, &found, err);
    if (!found) {
        tm_posting_begin(&r, tm_row_id(word, band));
    }
    for (size_t i = 0; status == TEXT_OK && i < count; i++) {
        if (at[i].segment <= r.last) {
            return tm_damaged(m, "a posting list does not rise", err);
        }
        if (r.n > TM_LIST_HEAD + TM_CHUNK_MOST - TM_ENTRY_MOST) {
            if ((r.id & ((1 << TM_BAND_SHIFT) - 1)) == (1 << TM_BAND_SHIFT) - 1) {
                return text_fail(err, TEXT_INVALID, "%s: a word is in more segments than a memory can index", m->path);
            }
            status = tm_posting_store(m, &r, err);
            tm_posting_begin(&r, r.id + 1);
        }
        tm_posting_append(&r, at[i].segment, at[i].length);
    }
    return status == TEXT_OK ? tm_posting_store(m, &r, err) : status;
}

static enum text_status grow_bands(struct tm_memory *m, uint32_t word, const struct posting *at, size_t count,
                                   struct posting *room, struct text_error *err)
{
    size_t ends[TM_BANDS + 2] = {0};
    for (size_t i = 0; i < count; i++) {
        ends[tm_band_of(at[i].length) + 1]++;
    }
    for (unsigned b = 1; b <= TM_BANDS + 1; b++) {
        ends[b] += ends[b - 1];
    }
    /* ends[b] is where band b begins; each posting put there moves it on. */
    for (size_t i = 0; i < count; i++) {
        room[ends[tm_band_of(at[i].length)]++] = at[i];
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
static enum text_status split(struct tm_memory *m, uint32_t word, const struct tm_posting_row *r,
                              const struct posting *at, size_t count, struct workspace *w, struct text_error *err)
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
    struct tm_posting_row r;
    bool whole = false;
    enum text_status status = TEXT_OK;
    uint64_t total = (uint64_t)word->segments + count;
    if (word->stored && word->segments <= TM_WHOLE_MOST) {
        status = tm_posting_load(m, tm_row_id(word->id, 0), tm_row_id(word->id, 1) - 1, &r, &whole, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    if (whole && total > TM_WHOLE_MOST) {
        return split(m, word->id, &r, at, count, w, err);
    }
    /* `segments` may be out of date: without its one row a stored word has bands. */
    if ((word->stored && !whole) || total > TM_WHOLE_MOST) {
        return make_room(w, count) ? grow_bands(m, word->id, at, count, w->room, err) : text_fail_memory(err, m->path);
    }
    if (!whole) {
        tm_posting_begin(&r, tm_row_id(word->id, 0));
    }
    for (size_t i = 0; i < count; i++) {
        if (at[i].segment <= r.last) {
            return tm_damaged(m, "a posting list does not rise", err);
        }
        if (r.n > TM_LIST_HEAD + TM_CHUNK_MOST - TM_ENTRY_MOST) {
            return split(m, word->id, &r, at + i, count - i, w, err);
        }
        tm_posting_append(&r, at[i].segment, at[i].length);
    }
    return tm_posting_store(m, &r, err);
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
