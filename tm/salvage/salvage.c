/* See salvage.h. Ids are tried in ascending order. Where no unit can be read on, what follows is probed at distances,
 * at most some 65,536 probes over the whole memory, and the first that can be read is sought between the last two.
 *
 * Each unit is added as any other, so that it is indexed; what an addition cannot carry (its deletion, how often it was
 * used, what stood around it, its older origins) is then written into its row.
 */
#include "tm/salvage/salvage-private.h"

enum { COMMIT_EVERY = 1000, PROBES = 65536, NOTHING = -2 };

struct salvage {
    struct tm_wreck wreck;
    struct tm_memory *to;
    const struct tm_salvaging *told;
    struct text_arena *arena;
    sqlite3_stmt *patch, *add_origin;
    struct tm_salvaged result;
    int64_t last; /* the highest id that there can be */
    bool known;   /* that there was */
    int64_t from; /* what comes next */
    int64_t read; /* the last id that was found, NOTHING after what could not be read */
};

static void lose(struct salvage *s, int64_t first, int64_t last, const char *why)
{
    if (last < first) {
        return;
    }
    s->result.lost += last - first + 1;
    if (s->told && s->told->lost) {
        s->told->lost(s->told->context, first, last, why);
    }
}

static enum text_status prepare(struct salvage *s, const char *sql, sqlite3_stmt **out, struct text_error *err)
{
    return sqlite3_prepare_v2(s->to->db, sql, -1, out, NULL) == SQLITE_OK ? TEXT_OK : tm_sql_fail(s->to, err);
}

static void bind_around(sqlite3_stmt *q, int first, const struct tm_seen *seen)
{
    for (int i = 0; i < 4; i++) {
        if (seen->around[i].known) {
            sqlite3_bind_int64(q, first + i, (int64_t)seen->around[i].hash);
        } else {
            sqlite3_bind_null(q, first + i);
        }
    }
}

static enum text_status add_older(struct salvage *s, int64_t id, int64_t number, const struct tm_remnant_origin *o,
                                  struct text_error *err)
{
    struct tm_seen seen;
    enum text_status status = tm_origin_enter(s->to, &o->origin, false, &seen, err);
    if (status != TEXT_OK) {
        return status;
    }
    for (int i = 0; i < 4; i++) {
        seen.around[i] = o->seen.around[i];
    }
    sqlite3_bind_int64(s->add_origin, 1, id);
    sqlite3_bind_int64(s->add_origin, 2, number);
    tm_origin_bind(s->add_origin, 3, &seen);
    return tm_run(s->to, s->add_origin, err);
}

/* What tm_add could not carry, of a unit that it has just added. */
static enum text_status complete(struct salvage *s, const struct tm_remnant *r, struct text_error *err)
{
    int64_t id = s->to->next_unit - 1;
    sqlite3_bind_int64(s->patch, 1, id);
    sqlite3_bind_int64(s->patch, 2, (int64_t)r->older_count + 1);
    if (r->deleted) {
        sqlite3_bind_int64(s->patch, 3, r->deleted_when);
    } else {
        sqlite3_bind_null(s->patch, 3);
    }
    bind_around(s->patch, 4, &r->seen);
    enum text_status status = tm_run(s->to, s->patch, err);
    for (size_t i = 0; i < r->older_count && status == TEXT_OK; i++) {
        status = add_older(s, id, (int64_t)i + 1, &r->older[i], err);
    }
    return status;
}

static enum text_status save(struct salvage *s, int64_t id, struct text_error *err)
{
    struct tm_remnant r;
    enum tm_added added = TM_KNOWN;
    struct text_error inner;
    text_arena_reset(s->arena);
    enum tm_found found = tm_wreck_unit(&s->wreck, id, s->arena, &r, err);
    if (found != TM_WRECK_ROW) {
        lose(s, id, id, "its row cannot be read");
        return found == TM_WRECK_FAILED ? err->status : TEXT_OK;
    }
    enum text_status status = tm_add(s->to, &r.unit, &added, &inner);
    if (status == TEXT_EMPTY || status == TEXT_INVALID || status == TEXT_MISUSE) {
        if (s->to->broken) {
            return text_fail(err, status, "%s", inner.message);
        }
        lose(s, id, id, inner.message);
        return TEXT_OK;
    }
    if (status != TEXT_OK) {
        return text_fail(err, status, "%s", inner.message);
    }
    s->result.saved++;
    s->result.incomplete += r.incomplete;
    return added == TM_NEW ? complete(s, &r, err) : TEXT_OK;
}

/* Nothing can be read at `from`: *out is the first id above it at which something can, or is known not to be. */
static enum text_status pass(struct salvage *s, int64_t from, int64_t *out, struct text_error *err)
{
    int64_t step = 1 + (s->last - from) / PROBES, lost = from, id = 0, before;
    enum tm_found found = TM_WRECK_LOST;
    while (found == TM_WRECK_LOST && lost <= s->last) {
        found = tm_wreck_next(&s->wreck, lost + step, &id, &before, err);
        lost += found == TM_WRECK_LOST ? step : 0;
    }
    for (int64_t read = lost + step; found != TM_WRECK_FAILED && lost <= s->last && read - lost > 1;) {
        int64_t middle = lost + (read - lost) / 2;
        found = tm_wreck_next(&s->wreck, middle, &id, &before, err);
        *(found == TM_WRECK_LOST ? &lost : &read) = middle;
    }
    *out = lost + 1;
    return found == TM_WRECK_FAILED ? err->status : TEXT_OK;
}

static enum text_status commit(struct salvage *s, struct text_error *err)
{
    enum text_status status = tm_commit(s->to, err);
    if (status == TEXT_OK && s->told && s->told->go_on && !s->told->go_on(s->told->context, s->result.saved)) {
        status = text_fail(err, TEXT_INTERRUPTED, "%s: interrupted; %lld units were saved", s->wreck.path,
                           (long long)s->result.saved);
    }
    return status == TEXT_OK ? tm_begin(s->to, err) : status;
}

static enum text_status pass_over(struct salvage *s, struct text_error *err)
{
    int64_t from = s->from, next = from;
    enum text_status status = pass(s, from, &next, err);
    if (next > s->last && !s->known) {
        lose(s, from, from, "it and what follows cannot be read");
    } else {
        lose(s, from, next > s->last ? s->last : next - 1, "their pages cannot be read");
    }
    s->from = next;
    s->read = NOTHING;
    return status;
}

/* What stands at s->from: a stretch that cannot be read, or a gap, a unit, or the end. */
static enum text_status go_on(struct salvage *s, struct text_error *err)
{
    int64_t id = 0, before = 0;
    enum tm_found found = tm_wreck_next(&s->wreck, s->from, &id, &before, err);
    if (found == TM_WRECK_FAILED) {
        return err->status;
    }
    if (found == TM_WRECK_LOST) {
        return pass_over(s, err);
    }
    if (found == TM_WRECK_NONE || id > s->last) {
        id = s->known ? s->last + 1 : s->from;
    }
    /* Where there never was a unit the one before the gap is the one that was read last. */
    if (before == s->read) {
        s->result.absent += id - s->from;
    } else {
        lose(s, s->from, id - 1, "they are not where they should be");
    }
    s->from = id + 1;
    if (found == TM_WRECK_NONE || id > s->last) {
        s->from = s->last + 1;
        return TEXT_OK;
    }
    s->read = id;
    return save(s, id, err);
}

static enum text_status save_all(struct salvage *s, struct text_error *err)
{
    int64_t saved = 0;
    enum text_status status = tm_begin(s->to, err);
    s->from = 1;
    while (status == TEXT_OK && s->from <= s->last) {
        status = go_on(s, err);
        if (status == TEXT_OK && s->result.saved - saved >= COMMIT_EVERY) {
            saved = s->result.saved;
            status = commit(s, err);
        }
    }
    if (status == TEXT_OK) {
        status = tm_salvage_further(&s->wreck, s->to, s->arena, err);
    }
    if (status == TEXT_OK) {
        status = tm_salvage_harvests(&s->wreck, s->to, &s->result, err);
    }
    if (status == TEXT_OK) {
        return tm_commit(s->to, err);
    }
    tm_rollback(s->to);
    return status;
}

enum text_status tm_salvage(const char *from, struct tm_memory *to, const struct tm_salvaging *told,
                            struct tm_salvaged *out, struct text_error *err)
{
    struct salvage s = {.to = to, .told = told, .arena = text_arena_new()};
    struct text_error inner = {0}; /* its status is what decides, also when the caller does not want to know */
    enum text_status status = s.arena ? tm_wreck_open(from, to, &s.wreck, &inner) : text_fail_memory(&inner, from);
    if (status == TEXT_OK) {
        status = prepare(&s,
                         "UPDATE unit SET uses = ?2, deleted = ?3, source_before = ?4, source_after = ?5,"
                         " target_before = ?6, target_after = ?7 WHERE id = ?1",
                         &s.patch, &inner);
    }
    if (status == TEXT_OK) {
        status =
            prepare(&s,
                    "INSERT INTO origin (unit, number, kind, source_document, target_document, confidence, speaker,"
                    " agency, source_before, source_after, target_before, target_after)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                    &s.add_origin, &inner);
    }
    if (status == TEXT_OK) {
        s.last = tm_wreck_last(&s.wreck, &s.known);
        status = save_all(&s, &inner);
    }
    if (status == TEXT_OK && s.result.saved == 0) {
        status = text_fail(&inner, TEXT_INVALID, "%s: nothing could be read of this memory; take a backup copy", from);
    }
    sqlite3_finalize(s.patch);
    sqlite3_finalize(s.add_origin);
    tm_wreck_close(&s.wreck);
    text_arena_free(s.arena);
    if (status != TEXT_OK) {
        return text_fail(err, status, "%s", inner.message);
    }
    *out = s.result;
    return TEXT_OK;
}
