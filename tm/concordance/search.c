/* See concordance-private.h: intersecting posting lists, and verifying that words stand next to each other.
 *
 * The lists of the rarest slot make the first set of segments; each further slot sets a bit for each segment that it
 * has, and those without one are dropped. Lists may so come in any order, and a slot of thousands of words costs no
 * more than its postings. Cost: the postings of the slots in those lengths, and a bit for each segment of the memory.
 * Verifying costs the reading of a segment's words.
 */
#include <stdlib.h>
#include <string.h>

#include "tm/concordance/concordance-private.h"

enum { FIRST_ROOM = 1024, LENGTHS = 1024 };

enum text_status tm_founds_begin(struct tm_memory *m, struct tm_founds *out, struct text_error *err)
{
    struct tm_founds f = {.count = 0};
    sqlite3_stmt *q = tm_statement(m, TM_UNIT_LAST);
    bool row;
    enum text_status status = q ? tm_row(m, q, &row, err) : tm_sql_fail(m, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (row) {
        f.segment = (uint64_t)sqlite3_column_int64(q, 0) << 1 | 1;
        tm_row_end(q);
    }
    if (f.segment > UINT32_MAX) {
        return tm_damaged(m, "a unit has a number that it cannot have", err);
    }
    f.bits = malloc((f.segment / 64 + 1) * sizeof *f.bits);
    if (!f.bits) {
        return text_fail_memory(err, m->path);
    }
    *out = f;
    return TEXT_OK;
}

void tm_founds_free(struct tm_founds *f)
{
    free(f->at);
    free(f->other);
    free(f->bits);
    *f = (struct tm_founds){0};
}

static void clear_bits(struct tm_founds *f)
{
    memset(f->bits, 0, (f->segment / 64 + 1) * sizeof *f->bits);
}

static bool grow(struct tm_founds *f)
{
    size_t capacity = f->capacity ? f->capacity * 2 : FIRST_ROOM;
    struct tm_found *at = realloc(f->at, capacity * sizeof *at);
    if (!at) {
        return false;
    }
    f->at = at;
    struct tm_found *other = realloc(f->other, capacity * sizeof *other);
    if (!other) {
        return false;
    }
    f->other = other;
    f->capacity = capacity;
    return true;
}

struct reading {
    struct tm_memory *m;
    struct tm_founds *founds;
    uint32_t low, high;
    bool again; /* a segment may be met more than once */
};

static enum text_status fail_unknown(struct tm_memory *m, struct text_error *err)
{
    return tm_damaged(m, "the index names a text that is not there", err);
}

/* The first slot: its segments are the set. */
static enum text_status gather(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    struct tm_founds *f = r->founds;
    uint32_t segment, length, last = f->count ? f->at[f->count - 1].segment : 0;
    while (tm_list_next(&list, &segment, &length)) {
        if (length < r->low || length > r->high) {
            continue;
        }
        if (segment > f->segment) {
            return fail_unknown(r->m, err);
        }
        if (r->again) {
            uint64_t bit = (uint64_t)1 << segment % 64, *word = &f->bits[segment / 64];
            if (*word & bit) {
                continue;
            }
            *word |= bit;
        }
        if (f->count == f->capacity && !grow(f)) {
            return text_fail_memory(err, r->m->path);
        }
        f->unordered = f->unordered || segment < last;
        last = segment;
        f->at[f->count++] = (struct tm_found){segment, length};
    }
    return tm_list_end(r->m, &list, err);
}

/* A further slot. */
static enum text_status set_bits(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    struct tm_founds *f = r->founds;
    uint32_t segment, length;
    while (tm_list_next(&list, &segment, &length)) {
        if (segment > f->segment) {
            return fail_unknown(r->m, err);
        }
        f->bits[segment / 64] |= (uint64_t)1 << segment % 64;
    }
    return tm_list_end(r->m, &list, err);
}

static void keep_those_with_bits(struct tm_founds *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        struct tm_found found = f->at[i];
        f->at[kept] = found;
        kept += f->bits[found.segment / 64] >> found.segment % 64 & 1;
    }
    f->count = kept;
}

static enum text_status read_slot(const struct tm_slot *slot, tm_list_visitor *visit, struct reading *r,
                                  struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < slot->count && status == TEXT_OK; i++) {
        status = tm_index_lists(r->m, slot->at[i].id, slot->at[i].segments, r->low, r->high, visit, r, err);
    }
    return status;
}

static int by_length_and_segment(const void *a, const void *b)
{
    const struct tm_found *x = a, *y = b;
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static size_t bucket_of(struct tm_found found)
{
    return found.length < LENGTHS ? found.length : LENGTHS;
}

/* Distributed by length, which leaves those of a length in their order; the few very long ones are sorted. */
static void order_by_length(struct tm_founds *f)
{
    size_t begin[LENGTHS + 2] = {0};
    for (size_t i = 0; i < f->count; i++) {
        begin[bucket_of(f->at[i]) + 1]++;
    }
    for (size_t i = 1; i < LENGTHS + 2; i++) {
        begin[i] += begin[i - 1];
    }
    size_t longest = begin[LENGTHS];
    for (size_t i = 0; i < f->count; i++) {
        f->other[begin[bucket_of(f->at[i])]++] = f->at[i];
    }
    struct tm_found *at = f->at;
    f->at = f->other;
    f->other = at;
    if (longest < f->count) {
        qsort(f->at + longest, f->count - longest, sizeof *f->at, by_length_and_segment);
    }
}

/* Only the lengths that are looked at are worth being sorted. */
size_t tm_founds_end(struct tm_founds *f, size_t begin)
{
    size_t end = begin + 1;
    while (end < f->count && f->at[end].length == f->at[begin].length) {
        end++;
    }
    if (f->unordered) {
        qsort(f->at + begin, end - begin, sizeof *f->at, by_length_and_segment);
    }
    return end;
}

enum text_status tm_wording_meet(struct tm_memory *m, const struct tm_wording *w, uint32_t low, uint32_t high,
                                 struct tm_founds *f, struct text_error *err)
{
    struct reading r = {.m = m, .founds = f, .low = low, .high = high, .again = w->order[0]->count > 1};
    f->count = 0;
    f->unordered = false;
    if (r.again) {
        clear_bits(f);
    }
    enum text_status status = read_slot(w->order[0], gather, &r, err);
    for (size_t i = 1; i < w->order_count && status == TEXT_OK && f->count; i++) {
        clear_bits(f);
        status = read_slot(w->order[i], set_bits, &r, err);
        if (status == TEXT_OK) {
            keep_those_with_bits(f);
        }
    }
    if (status == TEXT_OK && f->count) {
        order_by_length(f);
    }
    return status;
}

/* How many slots of the query the words from `at` on fill one after the other. */
static size_t filled(const struct tm_wording *w, const uint32_t *ids, uint32_t n, uint32_t at)
{
    size_t i = 0;
    while (i < w->count && at + i < n && tm_slot_has(&w->slots[i], ids[at + i])) {
        i++;
    }
    return i;
}

static bool is_somewhere(const struct tm_slot *slot, const uint32_t *ids, uint32_t n)
{
    uint32_t at = 0;
    while (at < n && !tm_slot_has(slot, ids[at])) {
        at++;
    }
    return at < n;
}

enum text_status tm_wording_holds(struct tm_memory *m, const struct tm_wording *w, uint32_t segment, bool *out,
                                  struct text_error *err)
{
    uint32_t *ids, n;
    text_arena_reset(m->room);
    enum text_status status = tm_words_load(m, segment, m->room, &ids, &n, err);
    if (status != TEXT_OK) {
        return status;
    }
    bool holds = w->scattered;
    for (size_t i = 0; w->scattered && i < w->count && holds; i++) {
        holds = is_somewhere(&w->slots[i], ids, n);
    }
    for (uint32_t at = 0; !w->scattered && !holds && at + w->count <= n; at++) {
        holds = filled(w, ids, n, at) == w->count;
    }
    *out = holds;
    return TEXT_OK;
}
