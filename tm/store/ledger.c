/* See ledger.h: the records. They are read once, sorted by their hashes as the table has them, and found by
 * bisection. */
#include "tm/store/ledger-private.h"

#include <stdlib.h>

static enum text_status find_row(struct tm_ledger *l, struct text_error *err)
{
    bool row = false;
    sqlite3_stmt *s = tm_statement(l->memory, TM_HARVEST_FIND);
    if (!s) {
        return tm_sql_fail(l->memory, err);
    }
    tm_bind_text(s, 1, l->settings);
    enum text_status status = tm_row(l->memory, s, &row, err);
    if (row) {
        l->id = sqlite3_column_int64(s, 0);
        tm_row_end(s);
    }
    return status;
}

enum text_status tm_ledger_row(struct tm_ledger *l, struct text_error *err)
{
    if (l->id) {
        return TEXT_OK;
    }
    /* Another process may have made it since the ledger was opened. */
    enum text_status status = find_row(l, err);
    if (status != TEXT_OK || l->id) {
        return status;
    }
    sqlite3_stmt *s = tm_statement(l->memory, TM_HARVEST_ADD);
    if (!s) {
        return tm_sql_fail(l->memory, err);
    }
    tm_bind_text(s, 1, l->settings);
    status = tm_run(l->memory, s, err);
    if (status == TEXT_OK) {
        l->id = sqlite3_last_insert_rowid(l->memory->db);
    }
    return status;
}

/* Makes room for one more in a growing array. */
static bool make_room(void **at, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t more = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(*at, more * size);
    if (grown) {
        *at = grown;
        *capacity = more;
    }
    return grown != NULL;
}

static bool keep_reason(struct tm_ledger *l, struct text_span kind, struct text_span sentence)
{
    void *at = l->reasons;
    bool room = make_room(&at, l->reason_count, &l->reason_capacity, sizeof *l->reasons);
    l->reasons = at;
    kind = text_arena_copy(l->arena, kind);
    sentence = text_arena_copy(l->arena, sentence);
    if (!room || !kind.p || !sentence.p) {
        return false;
    }
    l->reasons[l->reason_count++] = (struct tm_ledger_reason){kind.p, sentence};
    return true;
}

/* Columns of TM_HARVEST_TEXTS. */
enum { SIDE, HASH, KIND, NUMBER, REASON_KIND, REASON };

static enum text_status keep_record(struct tm_ledger *l, sqlite3_stmt *s, struct text_error *err)
{
    int64_t side = sqlite3_column_int64(s, SIDE), kind = sqlite3_column_int64(s, KIND);
    int64_t number = sqlite3_column_int64(s, NUMBER);
    if (side < TM_SOURCE || side > TM_TARGET || kind < 0 || kind > TM_RECORD_UNUSABLE || number < 0 ||
        number > UINT32_MAX) {
        return tm_damaged(l->memory, "a harvest's record says what cannot be", err);
    }
    bool reason = sqlite3_column_type(s, REASON) != SQLITE_NULL;
    void *at = l->sides[side - 1].at;
    bool good = make_room(&at, l->sides[side - 1].count, &l->sides[side - 1].capacity, sizeof *l->sides[0].at);
    l->sides[side - 1].at = at;
    if (!good || (reason && !keep_reason(l, tm_column_text(s, REASON_KIND), tm_column_text(s, REASON)))) {
        return text_fail_memory(err, l->memory->path);
    }
    l->sides[side - 1].at[l->sides[side - 1].count++] =
        (struct tm_ledger_entry){sqlite3_column_int64(s, HASH), (uint32_t)number, (uint32_t)kind,
                                 reason ? (uint32_t)l->reason_count : 0};
    if (side == TM_TARGET && l->last < number) {
        l->last = (uint32_t)number;
    }
    return TEXT_OK;
}

static enum text_status load(struct tm_ledger *l, struct text_error *err)
{
    sqlite3_stmt *s;
    bool row;
    enum text_status status = tm_row_at(l->memory, TM_HARVEST_TEXTS, l->id, &s, &row, err);
    while (status == TEXT_OK && row) {
        status = keep_record(l, s, err);
        if (status != TEXT_OK) {
            tm_row_end(s);
            return status;
        }
        status = tm_row(l->memory, s, &row, err);
    }
    return status == TEXT_OK ? tm_ledger_load_sets(l, err) : status;
}

enum text_status tm_ledger_open(struct tm_memory *m, struct text_span settings, struct tm_ledger **out,
                                struct text_error *err)
{
    bool own;
    struct tm_ledger *l = calloc(1, sizeof *l);
    if (l) {
        l->memory = m;
        l->arena = text_arena_new();
        l->settings = l->arena ? text_arena_copy(l->arena, settings) : l->settings;
    }
    if (!l || !l->settings.p) {
        tm_ledger_close(l);
        return text_fail_memory(err, m->path);
    }
    enum text_status status = tm_enter_read(m, &own, err);
    if (status == TEXT_OK) {
        status = find_row(l, err);
        if (status == TEXT_OK && l->id) {
            status = load(l, err);
        }
        tm_leave_read(m, own);
    }
    if (status != TEXT_OK) {
        tm_ledger_close(l);
        return status;
    }
    *out = l;
    return TEXT_OK;
}

void tm_ledger_close(struct tm_ledger *l)
{
    if (l) {
        for (size_t i = 0; i < l->set_count; i++) {
            free(l->sets[i].runs);
        }
        free(l->sets);
        free(l->sides[0].at);
        free(l->sides[1].at);
        free(l->reasons);
        text_arena_free(l->arena);
        free(l);
    }
}

bool tm_ledger_find(const struct tm_ledger *l, enum tm_side side, uint64_t hash, struct tm_record *out)
{
    const struct tm_ledger_entry *at = l->sides[side - 1].at;
    size_t low = 0, high = l->sides[side - 1].count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at[middle].hash < (int64_t)hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == l->sides[side - 1].count || at[low].hash != (int64_t)hash) {
        return false;
    }
    struct tm_record r = {.kind = (enum tm_record_kind)at[low].kind, .number = at[low].number, .kind_name = ""};
    if (at[low].reason) {
        r.kind_name = l->reasons[at[low].reason - 1].kind;
        r.reason = l->reasons[at[low].reason - 1].sentence;
    }
    *out = r;
    return true;
}

size_t tm_ledger_count(const struct tm_ledger *l, enum tm_side side)
{
    return l->sides[side - 1].count;
}

uint32_t tm_ledger_last(const struct tm_ledger *l)
{
    return l->last;
}

static enum text_status enter(struct tm_ledger *l, enum tm_side side, uint64_t hash, const struct tm_record *r,
                              struct text_error *err)
{
    enum text_status status = tm_ledger_row(l, err);
    sqlite3_stmt *s = status == TEXT_OK ? tm_statement(l->memory, TM_HARVEST_TEXT_ADD) : NULL;
    if (!s) {
        return status == TEXT_OK ? tm_sql_fail(l->memory, err) : status;
    }
    sqlite3_bind_int64(s, 1, l->id);
    sqlite3_bind_int64(s, 2, (int64_t)side);
    sqlite3_bind_int64(s, 3, (int64_t)hash);
    sqlite3_bind_int64(s, 4, (int64_t)r->kind);
    sqlite3_bind_int64(s, 5, r->number);
    tm_bind_text_or_null(s, 6, text_span_of(r->kind_name));
    tm_bind_text_or_null(s, 7, r->reason);
    return tm_run(l->memory, s, err);
}

enum text_status tm_ledger_enter(struct tm_ledger *l, enum tm_side side, uint64_t hash, const struct tm_record *r,
                                 struct text_error *err)
{
    bool own;
    enum text_status status = tm_enter_write(l->memory, &own, err);
    return status == TEXT_OK ? tm_leave_write(l->memory, own, enter(l, side, hash, r, err), err) : status;
}

static enum text_status draw(struct tm_ledger *l, uint64_t article, const struct tm_drawn *d, struct text_error *err)
{
    enum text_status status = tm_ledger_row(l, err);
    sqlite3_stmt *s = status == TEXT_OK ? tm_statement(l->memory, TM_HARVEST_PAIR_ADD) : NULL;
    if (!s) {
        return status == TEXT_OK ? tm_sql_fail(l->memory, err) : status;
    }
    sqlite3_bind_int64(s, 1, l->id);
    sqlite3_bind_int64(s, 2, (int64_t)article);
    sqlite3_bind_int64(s, 3, d->story);
    sqlite3_bind_double(s, 4, d->confidence);
    return tm_run(l->memory, s, err);
}

enum text_status tm_ledger_draw(struct tm_ledger *l, uint64_t article, const struct tm_drawn *d,
                                struct text_error *err)
{
    bool own;
    enum text_status status = tm_enter_write(l->memory, &own, err);
    return status == TEXT_OK ? tm_leave_write(l->memory, own, draw(l, article, d, err), err) : status;
}

static enum text_status drawn(struct tm_ledger *l, uint64_t article, struct text_arena *arena, struct tm_drawn **out,
                              size_t *count, struct text_error *err)
{
    bool row;
    size_t capacity = 0;
    sqlite3_stmt *s = tm_statement(l->memory, TM_HARVEST_PAIRS);
    *out = NULL;
    *count = 0;
    if (!s) {
        return tm_sql_fail(l->memory, err);
    }
    sqlite3_bind_int64(s, 1, l->id);
    sqlite3_bind_int64(s, 2, (int64_t)article);
    enum text_status status = tm_row(l->memory, s, &row, err);
    while (status == TEXT_OK && row) {
        if (*count == capacity) {
            size_t more = capacity ? capacity * 2 : 8;
            struct tm_drawn *at = text_arena_resize(arena, *out, capacity * sizeof *at, more * sizeof *at);
            if (!at) {
                tm_row_end(s);
                return text_fail_memory(err, l->memory->path);
            }
            *out = at;
            capacity = more;
        }
        (*out)[(*count)++] = (struct tm_drawn){(uint32_t)sqlite3_column_int64(s, 0), sqlite3_column_double(s, 1)};
        status = tm_row(l->memory, s, &row, err);
    }
    return status;
}

enum text_status tm_ledger_drawn(struct tm_ledger *l, uint64_t article, struct text_arena *arena,
                                 struct tm_drawn **out, size_t *count, struct text_error *err)
{
    bool own = false;
    /* Inside a transaction for writing there is nothing to begin, and the index need not be flushed for this. */
    enum text_status status = l->memory->begun ? TEXT_OK : tm_enter_read(l->memory, &own, err);
    if (status == TEXT_OK) {
        status = drawn(l, article, arena, out, count, err);
        tm_leave_read(l->memory, own);
    }
    return status;
}
