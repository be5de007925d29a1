/* See ledger.h: sets of story numbers. A run over the same stories has one set for all its articles, so that there are
 * few of them. */
#include "tm/store/ledger-private.h"

#include <stdlib.h>
#include <string.h>

#include "tm/index/varint-private.h"

/* Takes over the runs; frees them when there is no room. */
static enum text_status keep(struct tm_ledger *l, int64_t id, struct tm_number_run *runs, size_t count,
                             struct text_error *err)
{
    if (l->set_count == l->set_capacity) {
        size_t more = l->set_capacity ? l->set_capacity * 2 : 8;
        struct tm_ledger_set *sets = realloc(l->sets, more * sizeof *sets);
        if (!sets) {
            free(runs);
            return text_fail_memory(err, l->memory->path);
        }
        l->sets = sets;
        l->set_capacity = more;
    }
    l->sets[l->set_count++] = (struct tm_ledger_set){(uint32_t)id, runs, count};
    return TEXT_OK;
}

/* Reads the runs of a row; NULL when there is no memory or the row is damaged, which *good tells. */
static struct tm_number_run *parse(struct text_span list, size_t *count, bool *good)
{
    const uint8_t *p = (const uint8_t *)list.p, *end = p + list.n;
    struct tm_number_run *runs = malloc((list.n / 2 + 1) * sizeof *runs);
    uint64_t last = 0, gap, more;
    *count = 0;
    *good = true;
    while (runs && *good && p != end) {
        *good = tm_varint_read(&p, end, &gap) && tm_varint_read(&p, end, &more) && gap > 0 && gap <= UINT32_MAX &&
                more <= UINT32_MAX && last + gap + more <= UINT32_MAX;
        if (*good) {
            runs[(*count)++] = (struct tm_number_run){(uint32_t)(last + gap), (uint32_t)(last + gap + more)};
            last += gap + more;
        }
    }
    if (!*good) {
        free(runs);
        return NULL;
    }
    return runs;
}

enum text_status tm_ledger_load_sets(struct tm_ledger *l, struct text_error *err)
{
    sqlite3_stmt *s;
    bool row;
    enum text_status status = tm_row_at(l->memory, TM_HARVEST_SETS, l->id, &s, &row, err);
    while (status == TEXT_OK && row) {
        size_t count;
        bool good;
        struct tm_number_run *runs = parse(tm_column_blob(s, 1), &count, &good);
        status = runs   ? keep(l, sqlite3_column_int64(s, 0), runs, count, err)
                 : good ? text_fail_memory(err, l->memory->path)
                        : tm_damaged(l->memory, "a set of a harvest's stories cannot be read", err);
        if (status != TEXT_OK) {
            tm_row_end(s);
            return status;
        }
        status = tm_row(l->memory, s, &row, err);
    }
    return status;
}

static enum text_status add_row(struct tm_ledger *l, const struct tm_number_run *runs, size_t count, int64_t *id,
                                struct text_error *err)
{
    uint8_t *list = malloc(count * 2 * TM_VARINT_MOST + 1), *to = list;
    enum text_status status = list ? tm_ledger_row(l, err) : text_fail_memory(err, l->memory->path);
    uint32_t last = 0;
    for (size_t i = 0; status == TEXT_OK && i < count; i++) {
        to = tm_varint_write(to, runs[i].first - last);
        to = tm_varint_write(to, runs[i].last - runs[i].first);
        last = runs[i].last;
    }
    sqlite3_stmt *s = status == TEXT_OK ? tm_statement(l->memory, TM_HARVEST_SET_ADD) : NULL;
    if (status == TEXT_OK && s) {
        sqlite3_bind_int64(s, 1, l->id);
        tm_bind_blob(s, 2, list, (size_t)(to - list));
        status = tm_run(l->memory, s, err);
        *id = sqlite3_last_insert_rowid(l->memory->db);
    } else if (status == TEXT_OK) {
        status = tm_sql_fail(l->memory, err);
    }
    free(list);
    return status;
}

static enum text_status add(struct tm_ledger *l, const struct tm_number_run *runs, size_t count, uint32_t *out,
                            struct text_error *err)
{
    struct tm_number_run *copy = malloc((count + 1) * sizeof *copy);
    int64_t id = 0;
    enum text_status status = copy ? add_row(l, runs, count, &id, err) : text_fail_memory(err, l->memory->path);
    if (status != TEXT_OK) {
        free(copy);
        return status;
    }
    if (count) {
        memcpy(copy, runs, count * sizeof *copy);
    }
    status = keep(l, id, copy, count, err);
    if (status == TEXT_OK) {
        *out = (uint32_t)id;
    }
    return status;
}

enum text_status tm_ledger_set(struct tm_ledger *l, const struct tm_number_run *runs, size_t count, uint32_t *out,
                               struct text_error *err)
{
    bool own;
    for (size_t i = 0; i < l->set_count; i++) {
        const struct tm_ledger_set *s = &l->sets[i];
        if (s->count == count && (count == 0 || memcmp(s->runs, runs, count * sizeof *runs) == 0)) {
            *out = s->id;
            return TEXT_OK;
        }
    }
    enum text_status status = tm_enter_write(l->memory, &own, err);
    return status == TEXT_OK ? tm_leave_write(l->memory, own, add(l, runs, count, out, err), err) : status;
}

void tm_ledger_get_set(const struct tm_ledger *l, uint32_t number, const struct tm_number_run **out, size_t *count)
{
    *out = NULL;
    *count = 0;
    for (size_t i = 0; i < l->set_count; i++) {
        if (l->sets[i].id == number) {
            *out = l->sets[i].runs;
            *count = l->sets[i].count;
        }
    }
}
