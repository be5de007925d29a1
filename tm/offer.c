/* See offer-private.h. Likeness of characters is 1 - distance / longer length over the bytes of both texts; of long
 * texts the first LIKENESS_BYTES decide. It is taken only where units of different texts have the same score. */
#include "tm/offer-private.h"

#include <stdlib.h>

#include "tm/distance-private.h"

enum { LIKENESS_BYTES = 1024 };

void tm_offers_free(struct tm_offers *o)
{
    free(o->at);
    *o = (struct tm_offers){0};
}

static void raise_least(struct tm_offers *o)
{
    size_t better = 0;
    for (int score = 100; score > o->least; score--) {
        better += o->scores[score];
        if (better >= o->most) {
            o->least = score;
        }
    }
}

static bool push(struct tm_offers *o, struct tm_offer offer)
{
    if (o->count == o->capacity) {
        size_t capacity = o->capacity ? o->capacity * 2 : 32;
        struct tm_offer *at = realloc(o->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        o->at = at;
        o->capacity = capacity;
    }
    o->at[o->count++] = offer;
    o->scores[offer.score]++;
    return true;
}

/* Columns of TM_UNIT_OFFER. */
enum { STATUS, DELETED, CHANGED, LANGUAGE, CONFIDENCE = LANGUAGE + 2, TEXT };

enum text_status tm_offers_add(struct tm_memory *m, struct tm_offers *o, uint32_t segment, int score, int64_t family,
                               struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_OFFER);
    bool row, good;
    int64_t other;
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, segment >> 1);
    enum text_status status = tm_row(m, s, &row, err);
    if (!row) {
        return status != TEXT_OK ? status : tm_damaged(m, "the index names a unit that is not there", err);
    }
    struct tm_offer offer = {segment >> 1, sqlite3_column_int64(s, CHANGED), segment, score, 0};
    good = sqlite3_column_int(s, STATUS) != TM_REJECTED && sqlite3_column_type(s, DELETED) == SQLITE_NULL;
    other = sqlite3_column_int64(s, LANGUAGE + (segment & 1 ? 0 : 1));
    tm_row_end(s);
    status = tm_language_of(m, other, &other, err);
    if (status == TEXT_OK && good && (family == 0 || other == family)) {
        if (!push(o, offer)) {
            return text_fail_memory(err, m->path);
        }
        raise_least(o);
    }
    return status;
}

static int by_score(const void *a, const void *b)
{
    const struct tm_offer *x = a, *y = b;
    if (x->score != y->score) {
        return x->score < y->score ? 1 : -1;
    }
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static int by_rank(const void *a, const void *b)
{
    const struct tm_offer *x = a, *y = b;
    if (x->score != y->score) {
        return x->score < y->score ? 1 : -1;
    }
    if (x->likeness != y->likeness) {
        return x->likeness < y->likeness ? 1 : -1;
    }
    if (x->changed != y->changed) {
        return x->changed < y->changed ? 1 : -1;
    }
    return (x->unit < y->unit) - (x->unit > y->unit);
}

static size_t bytes_of(struct text_span s, uint32_t out[LIKENESS_BYTES])
{
    size_t n = s.n < LIKENESS_BYTES ? s.n : LIKENESS_BYTES;
    for (size_t i = 0; i < n; i++) {
        out[i] = (unsigned char)s.p[i];
    }
    return n;
}

static enum text_status likeness(struct tm_memory *m, uint32_t segment, struct tm_pattern *query, size_t query_bytes,
                                 uint32_t *out, struct text_error *err)
{
    uint32_t bytes[LIKENESS_BYTES];
    bool row;
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_OFFER);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, segment >> 1);
    enum text_status status = tm_row(m, s, &row, err);
    if (row) {
        size_t n = bytes_of(tm_column_text(s, TEXT + (int)(segment & 1)), bytes), longer = n > query_bytes ? n : query_bytes;
        size_t distance = tm_distance(query, bytes, n, longer);
        *out = longer ? (uint32_t)(1000 * (longer - distance) / longer) : 0;
        tm_row_end(s);
    }
    return status;
}

/* Of the offers sorted by score, those from begin to end have the same. */
static enum text_status compare_characters(struct tm_memory *m, struct tm_offers *o, size_t begin, size_t end,
                                           struct tm_pattern *query, size_t query_bytes, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (o->at[begin].segment == o->at[end - 1].segment) {
        return TEXT_OK; /* sorted by segment too: they are all of one text */
    }
    for (size_t i = begin; i < end && status == TEXT_OK; i++) {
        if (i > begin && o->at[i].segment == o->at[i - 1].segment) {
            o->at[i].likeness = o->at[i - 1].likeness;
        } else {
            status = likeness(m, o->at[i].segment, query, query_bytes, &o->at[i].likeness, err);
        }
    }
    return status;
}

enum text_status tm_offers_rank(struct tm_memory *m, struct tm_offers *o, struct text_span query,
                                struct text_arena *arena, struct text_error *err)
{
    struct tm_pattern *pattern = NULL;
    uint32_t bytes[LIKENESS_BYTES];
    size_t n = bytes_of(query, bytes), end;
    if (o->count == 0) {
        return TEXT_OK;
    }
    qsort(o->at, o->count, sizeof *o->at, by_score);
    for (size_t begin = 0; begin < o->count && begin < o->most; begin = end) {
        end = begin + 1;
        while (end < o->count && o->at[end].score == o->at[begin].score) {
            end++;
        }
        if (end == begin + 1) {
            continue;
        }
        if (!pattern) {
            pattern = tm_pattern_new(bytes, n, arena);
            if (!pattern) {
                return text_fail_memory(err, m->path);
            }
        }
        enum text_status status = compare_characters(m, o, begin, end, pattern, n, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    qsort(o->at, o->count, sizeof *o->at, by_rank);
    o->count = o->count < o->most ? o->count : o->most;
    return TEXT_OK;
}
