/* See context-private.h. Asks for one row, and for those of earlier origins only where there are any. */
#include "tm/store/context-private.h"

#include "tm/index/known-private.h"
#include "tm/match.h"

enum text_status tm_neighbour_of(struct text_span text, struct text_span tag, struct text_arena *arena,
                                 struct tm_neighbour *out, struct text_error *err)
{
    struct text_span normal = {0};
    *out = (struct tm_neighbour){.known = text.p != NULL};
    if (text.n == 0 || !text.p) {
        return TEXT_OK;
    }
    enum text_status status = text_normalize(text, arena, &normal, err);
    if (status == TEXT_INVALID) {
        out->known = false;
        return TEXT_OK;
    }
    if (status == TEXT_OK && normal.n) {
        out->hash = tm_segment_hash(normal, tag);
    }
    return status;
}

struct wanted {
    struct tm_memory *m;
    struct text_arena *arena;
    struct text_span text;
};

/* Columns of TM_UNIT_OFFER. */
enum { OFFER_DELETED = 1, OFFER_TEXT = 5 };

static enum text_status take_text(void *context, uint32_t segment, struct text_error *err)
{
    struct wanted *w = context;
    sqlite3_stmt *s;
    bool row = false;
    enum text_status status = w->text.p ? TEXT_OK : tm_row_at(w->m, TM_UNIT_OFFER, segment >> 1, &s, &row, err);
    if (row) {
        if (sqlite3_column_type(s, OFFER_DELETED) == SQLITE_NULL) {
            w->text = text_arena_copy(w->arena, tm_column_text(s, OFFER_TEXT + (int)(segment & 1)));
            status = w->text.p ? TEXT_OK : text_fail_memory(err, w->m->path);
        }
        tm_row_end(s);
    }
    return status;
}

enum text_status tm_neighbour_text(struct tm_memory *m, const struct tm_neighbour *n, struct text_arena *arena,
                                   struct text_span *out, struct text_error *err)
{
    struct wanted w = {.m = m, .arena = arena};
    if (n->hash == 0) {
        *out = TEXT_LITERAL("");
        return TEXT_OK;
    }
    text_arena_reset(m->scratch);
    enum text_status status = tm_hash_find(m, n->hash, take_text, &w, err);
    if (status == TEXT_OK) {
        *out = w.text;
    }
    return status;
}

static bool agrees(sqlite3_stmt *s, int column, const struct tm_neighbour *n)
{
    return n->known && sqlite3_column_type(s, column) != SQLITE_NULL &&
           (uint64_t)sqlite3_column_int64(s, column) == n->hash;
}

/* Of the row at hand, whose columns from `column` on are the text before and the one after. */
static int score(sqlite3_stmt *s, int column, const struct tm_context *c)
{
    if (!agrees(s, column, &c->before)) {
        return TM_SCORE_EQUAL;
    }
    return TM_SCORE_EQUAL + (agrees(s, column + 1, &c->after) ? 2 : 1);
}

static enum text_status look_further(struct tm_memory *m, uint32_t segment, const struct tm_context *c, int *best,
                                     struct text_error *err)
{
    sqlite3_stmt *s;
    bool row;
    enum text_status status = tm_row_at(m, TM_ORIGIN_AROUND, segment >> 1, &s, &row, err);
    while (row) {
        int one = score(s, segment & 1 ? 2 : 0, c);
        *best = one > *best ? one : *best;
        if (*best == TM_SCORE_MOST) {
            tm_row_end(s);
            break;
        }
        status = tm_row(m, s, &row, err);
    }
    return status;
}

enum text_status tm_context_score(struct tm_memory *m, uint32_t segment, const struct tm_context *c, int *out,
                                  struct text_error *err)
{
    int best = TM_SCORE_EQUAL;
    bool row = false, further = false;
    enum text_status status = TEXT_OK;
    if (c->before.known) {
        sqlite3_stmt *s = tm_statement(m, TM_UNIT_AROUND);
        if (!s) {
            return tm_sql_fail(m, err);
        }
        sqlite3_bind_int64(s, 1, segment >> 1);
        status = tm_row(m, s, &row, err);
    }
    if (row) {
        sqlite3_stmt *s = tm_statement(m, TM_UNIT_AROUND);
        best = score(s, 1 + (segment & 1 ? 2 : 0), c);
        further = sqlite3_column_int64(s, 0) > 1 && best < TM_SCORE_MOST;
        tm_row_end(s);
    }
    if (further) {
        status = look_further(m, segment, c, &best, err);
    }
    if (status == TEXT_OK) {
        *out = best;
    }
    return status;
}
