/* See offer-private.h. Likeness of characters is 1 - distance / longer length over the bytes of both texts; of long
 * texts the first LIKENESS_BYTES decide. It is taken only where units of different texts have the
 * same score, their ranks only where not all of them have room. */
#include "tm/match/offer-private.h"

#include <stdlib.h>

#include "tm/match/distance-private.h"

enum { LIKENESS_BYTES = 1024 };

void tm_offers_free(struct tm_offers *o)
{
    free(o->at);
    *o = (struct tm_offers){0};
}

static void raise_least(struct tm_offers *o)
{
    size_t better = 0;
    for (int score = TM_SCORE_MOST; score > o->least; score--) {
        better += o->scores[score];
        if (better >= o->most) {
            o->least = score + o->alone;
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
enum { STATUS, DELETED, CHANGED, LANGUAGE, TEXT = LANGUAGE + 2, MARKUP = TEXT + 2 };

enum text_status tm_offers_add(struct tm_memory *m, struct tm_offers *o, uint32_t segment, int score, int64_t family,
                               struct text_error *err)
{
    sqlite3_stmt *s;
    bool row, good;
    int64_t other;
    enum text_status status = tm_row_at(m, TM_UNIT_OFFER, segment >> 1, &s, &row, err);
    if (!row) {
        return status != TEXT_OK ? status : tm_damaged(m, "the index names a unit that is not there", err);
    }
    struct tm_offer offer = {segment >> 1, sqlite3_column_int64(s, CHANGED), segment, score, 0, 0};
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
    if (x->rank != y->rank) {
        return x->rank < y->rank ? 1 : -1;
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

/* What the units of one score are ordered by. */
struct judge {
    struct tm_memory *m;
    const struct tm_ranking *ranking;
    struct text_span query;
    struct tm_pattern *pattern; /* of its bytes */
    struct text_arena *work;    /* reset with each unit, of which there may be very many */
};

static enum text_status look_at_text(struct judge *j, struct tm_offer *o, bool rank, struct text_error *err)
{
    uint32_t bytes[LIKENESS_BYTES];
    unsigned differences = 0;
    bool row;
    sqlite3_stmt *s;
    enum text_status status = tm_row_at(j->m, TM_UNIT_OFFER, o->segment >> 1, &s, &row, err);
    if (!row) {
        return status;
    }
    struct text_span text = tm_column_text(s, TEXT + (int)(o->segment & 1));
    size_t query_bytes = j->query.n < LIKENESS_BYTES ? j->query.n : LIKENESS_BYTES;
    size_t n = bytes_of(text, bytes), longer = n > query_bytes ? n : query_bytes;
    size_t distance = tm_distance(j->pattern, bytes, n, longer);
    o->likeness = longer ? (uint32_t)(1000 * (longer - distance) / longer) : 0;
    if (rank && o->score < TM_SCORE_EQUAL) {
        text_arena_reset(j->work);
        status = tm_ranking_compare(j->ranking, text, j->work, &differences, err);
        status = status == TEXT_INVALID ? tm_damaged(j->m, "a text is not UTF-8", err) : status;
    }
    if (rank) {
        differences |= tm_ranking_compare_markup(j->ranking, tm_column_text(s, MARKUP + (int)(o->segment & 1)));
    }
    o->rank = -tm_ranking_penalty_of_text(j->ranking, differences);
    tm_row_end(s);
    return status;
}

static enum text_status look_at_unit(struct judge *j, struct tm_offer *o, struct text_error *err)
{
    struct tm_unit unit;
    text_arena_reset(j->work);
    enum text_status status = tm_unit_read(j->m, o->unit, o->segment, j->work, &unit, err);
    if (status == TEXT_OK) {
        o->rank -= tm_ranking_penalty_of_unit(j->ranking, &unit);
    }
    return status;
}

/* Of the offers sorted by score, those from begin to end have the same. Their ranks are asked for only where not all of
 * them have room. */
static enum text_status look_at(struct judge *j, struct tm_offers *o, size_t begin, size_t end, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    bool rank = end > o->most, one = o->at[begin].segment == o->at[end - 1].segment; /* sorted by segment too */
    for (size_t i = begin; i < end && status == TEXT_OK && !one; i++) {
        if (i > begin && o->at[i].segment == o->at[i - 1].segment) {
            o->at[i].likeness = o->at[i - 1].likeness;
            o->at[i].rank = o->at[i - 1].rank;
        } else {
            status = look_at_text(j, &o->at[i], rank, err);
        }
    }
    for (size_t i = begin; i < end && status == TEXT_OK && rank && tm_ranking_asks_unit(j->ranking); i++) {
        status = look_at_unit(j, &o->at[i], err);
    }
    return status;
}

enum text_status tm_offers_rank(struct tm_memory *m, struct tm_offers *o, struct text_span query,
                                const struct tm_ranking *ranking, struct text_arena *arena, struct text_error *err)
{
    struct judge j = {.m = m, .ranking = ranking, .query = query};
    enum text_status status = TEXT_OK;
    uint32_t bytes[LIKENESS_BYTES];
    size_t n = bytes_of(query, bytes), end;
    if (o->count == 0) {
        return TEXT_OK;
    }
    qsort(o->at, o->count, sizeof *o->at, by_score);
    for (size_t begin = 0; begin < o->count && begin < o->most && status == TEXT_OK; begin = end) {
        end = begin + 1;
        while (end < o->count && o->at[end].score == o->at[begin].score) {
            end++;
        }
        if (end > begin + 1 && !j.work) {
            j.pattern = tm_pattern_new(bytes, n, arena);
            j.work = text_arena_new();
            status = j.pattern && j.work ? TEXT_OK : text_fail_memory(err, m->path);
        }
        if (end > begin + 1 && status == TEXT_OK) {
            status = look_at(&j, o, begin, end, err);
        }
    }
    text_arena_free(j.work);
    if (status == TEXT_OK) {
        qsort(o->at, o->count, sizeof *o->at, by_rank);
        o->count = o->count < o->most ? o->count : o->most;
    }
    return status;
}
