/* Adding a unit: a new pair, or a further sight of one that is there, whichever way round it comes. */
#include <time.h>

#include "tm/index/known-private.h"
#include "tm/index/vocabulary-private.h"
#include "tm/store/context-private.h"

const char *tm_status_name(enum tm_status status)
{
    static const char *const names[] = {"draft", "approved", "rejected"};
    return names[status];
}

/* What is known about a unit before the file is touched. */
struct addition {
    const struct tm_unit *unit;
    struct tm_segment sides[2];
    struct text_span markup[2];
    struct tm_language languages[2];
    int64_t created, changed;
    uint64_t *hashes[2]; /* of the words */
};

static enum text_status prepare_side(struct tm_memory *m, const char *side, struct text_span text, struct text_span tag,
                                     struct tm_segment *out, struct text_error *err)
{
    struct text_error inner;
    enum text_status status = tm_segment_prepare(text, tag, m->scratch, out, &inner);
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, m->path);
    }
    if (status != TEXT_OK) {
        return text_fail(err, status, "the unit's %s text cannot be stored: %s", side, inner.message);
    }
    if (out->normal.n == 0) {
        return text_fail(err, TEXT_EMPTY, "the unit's %s text is empty", side);
    }
    return TEXT_OK;
}

static enum text_status prepare_date(const char *name, struct text_span date, int64_t missing, int64_t *out,
                                     struct text_error *err)
{
    if (date.n == 0) {
        *out = missing;
        return TEXT_OK;
    }
    return tm_date_parse(date, out) ? TEXT_OK
                                    : text_fail(err, TEXT_INVALID,
                                                "the unit's %s date \"%.*s\" is no ISO 8601 date like "
                                                "2023-03-06T18:05:00Z",
                                                name, (int)(date.n < 40 ? date.n : 40), date.p);
}

static enum text_status prepare(struct tm_memory *m, const struct tm_unit *u, struct addition *a,
                                struct text_error *err)
{
    int64_t now = (int64_t)time(NULL);
    a->unit = u;
    a->markup[0] = u->markup.source;
    a->markup[1] = u->markup.target;
    if ((unsigned)u->status > TM_REJECTED) {
        return text_fail(err, TEXT_MISUSE, "%d is no status of a unit", (int)u->status);
    }
    enum text_status status = tm_language_check(m, u->language.source, err);
    if (status == TEXT_OK) {
        status = tm_language_check(m, u->language.target, err);
    }
    if (status == TEXT_OK) {
        status = prepare_side(m, "source", u->text.source, u->language.source, &a->sides[0], err);
    }
    if (status == TEXT_OK) {
        status = prepare_side(m, "target", u->text.target, u->language.target, &a->sides[1], err);
    }
    if (status == TEXT_OK) {
        status = prepare_date("change", u->changed, now, &a->changed, err);
    }
    if (status == TEXT_OK) {
        /* Who knows only when it was changed knows that it was made no later. */
        status = prepare_date("creation", u->created, a->changed, &a->created, err);
    }
    return status;
}

/* What the file has of the pair. id 0: nothing. */
struct stored {
    int64_t id, uses;
    bool turned; /* its source is the addition's target */
};

struct finding {
    struct tm_memory *m;
    const struct addition *a;
    struct stored found;
};

/* Columns of TM_UNIT_PAIR. */
enum { PAIR_USES, PAIR_LANGUAGE, PAIR_TEXT = PAIR_LANGUAGE + 2, PAIR_MARKUP = PAIR_TEXT + 2 };

/* One side of the row at hand against one side of the addition. */
static enum text_status same_side(struct finding *f, sqlite3_stmt *s, int stored, int added, bool *out,
                                  struct text_error *err)
{
    *out = sqlite3_column_int64(s, PAIR_LANGUAGE + stored) == f->a->languages[added].id &&
           text_span_equal(tm_column_text(s, PAIR_MARKUP + stored), f->a->markup[added]);
    return *out ? tm_segment_is(tm_column_text(s, PAIR_TEXT + stored), &f->a->sides[added], f->m->scratch, out, err)
                : TEXT_OK;
}

static enum text_status compare(void *context, uint32_t segment, struct text_error *err)
{
    struct finding *f = context;
    int turned = (int)(segment & 1);
    bool row, same = false;
    sqlite3_stmt *s = f->found.id ? NULL : tm_statement(f->m, TM_UNIT_PAIR);
    if (!s) {
        return f->found.id ? TEXT_OK : tm_sql_fail(f->m, err);
    }
    sqlite3_bind_int64(s, 1, segment >> 1);
    enum text_status status = tm_row(f->m, s, &row, err);
    if (!row) {
        return status != TEXT_OK ? status : tm_damaged(f->m, "the index names a unit that is not there", err);
    }
    status = same_side(f, s, turned, 0, &same, err);
    if (status == TEXT_OK && same) {
        status = same_side(f, s, 1 - turned, 1, &same, err);
    }
    if (status == TEXT_OK && same) {
        f->found = (struct stored){segment >> 1, sqlite3_column_int64(s, PAIR_USES), turned};
    }
    tm_row_end(s);
    return status;
}

static enum text_status find_unit(struct tm_memory *m, const struct addition *a, struct stored *out,
                                  struct text_error *err)
{
    struct finding f = {m, a, {0}};
    uint32_t at = UINT32_MAX, segment;
    bool maybe = false;
    uint64_t source = a->sides[0].hash, target = a->sides[1].hash;
    enum text_status status = tm_filter_ask(m, source, &maybe, err);
    if (status == TEXT_OK && maybe) {
        status = tm_filter_ask(m, target, &maybe, err);
    }
    while (maybe && status == TEXT_OK && !f.found.id && tm_pending_find(m, source, target, &at, &segment)) {
        status = compare(&f, segment, err);
    }
    if (status == TEXT_OK && maybe && !f.found.id) {
        status = tm_hash_find_pair(m, source, target, compare, &f, err);
    }
    *out = f.found;
    return status;
}

/* The texts around the unit's, by the sides of the stored one. *any: something is known of them. */
static enum text_status look_around(struct tm_memory *m, const struct tm_unit *u, bool turned, struct tm_seen *seen,
                                    bool *any, struct text_error *err)
{
    const struct tm_origin *o = &u->origin;
    const struct text_span texts[] = {o->before.source, o->after.source, o->before.target, o->after.target};
    enum text_status status = TEXT_OK;
    *any = false;
    for (int i = 0; i < 4 && status == TEXT_OK; i++) {
        struct tm_neighbour *n = &seen->around[turned ? (i + 2) % 4 : i];
        status = tm_neighbour_of(texts[i], i < 2 ? u->language.source : u->language.target, m->scratch, n, err);
        *n = n->known || !o->around[i].known ? *n : o->around[i];
        *any = *any || n->known;
    }
    return status;
}

static enum text_status add_row(struct tm_memory *m, const struct addition *a, int64_t id, const struct tm_seen *seen,
                                struct text_error *err)
{
    sqlite3_stmt *s = tm_statement(m, TM_UNIT_ADD);
    if (!s) {
        return tm_sql_fail(m, err);
    }
    sqlite3_bind_int64(s, 1, id);
    sqlite3_bind_int64(s, 2, a->languages[0].id);
    sqlite3_bind_int64(s, 3, a->languages[1].id);
    sqlite3_bind_int(s, 4, (int)a->unit->status);
    sqlite3_bind_int64(s, 5, a->created);
    sqlite3_bind_int64(s, 6, a->changed);
    tm_bind_text(s, 7, a->unit->user);
    tm_bind_text_or_null(s, 8, a->unit->changer);
    tm_bind_text(s, 9, a->sides[0].text);
    tm_bind_text(s, 10, a->sides[1].text);
    tm_bind_text_or_null(s, 11, a->markup[0]);
    tm_bind_text_or_null(s, 12, a->markup[1]);
    tm_origin_bind(s, 13, seen);
    return tm_run(m, s, err);
}

/* Ids go on from the highest that was ever given and indexed. */
static enum text_status next_id(struct tm_memory *m, int64_t *out, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t count;
    bool row = false;
    if (m->next_unit == 0) {
        enum text_status status = tm_index_runs(m, &runs, &count, err);
        sqlite3_stmt *s = status == TEXT_OK ? tm_statement(m, TM_UNIT_LAST) : NULL;
        if (status == TEXT_OK) {
            status = s ? tm_row(m, s, &row, err) : tm_sql_fail(m, err);
        }
        if (status != TEXT_OK) {
            return status;
        }
        int64_t last = row ? sqlite3_column_int64(s, 0) : 0;
        tm_row_end(s);
        if (last < 0 || last > UINT32_MAX >> 1) {
            return tm_damaged(m, "a unit has a number that cannot be", err);
        }
        m->next_unit = last + 1;
        if (count && runs[count - 1].last >= m->next_unit) {
            m->next_unit = (int64_t)runs[count - 1].last + 1;
        }
    }
    *out = m->next_unit;
    return TEXT_OK;
}

static enum text_status add_new(struct tm_memory *m, const struct addition *a, struct text_error *err)
{
    struct tm_seen seen;
    struct tm_entries entries[2];
    int64_t id = 0;
    bool any;
    enum text_status status = next_id(m, &id, err);
    if (status == TEXT_OK && id > UINT32_MAX >> 1) {
        status = text_fail(err, TEXT_INVALID, "%s: the memory is full: it holds 2 thousand million units", m->path);
    }
    if (status == TEXT_OK) {
        status = tm_origin_enter(m, &a->unit->origin, false, &seen, err);
    }
    if (status == TEXT_OK) {
        status = look_around(m, a->unit, false, &seen, &any, err);
    }
    tm_words_expect(m, a->hashes[0], a->sides[0].words.count);
    tm_words_expect(m, a->hashes[1], a->sides[1].words.count);
    if (status == TEXT_OK) {
        status = add_row(m, a, id, &seen, err);
    }
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        size_t n = a->sides[side].words.count;
        uint32_t *at = text_arena_resize(m->scratch, NULL, 0, (n + 1) * sizeof *at);
        entries[side] = (struct tm_entries){at, n};
        status = at ? tm_words_enter(m, a->languages[side].family, &a->sides[side].words, a->hashes[side],
                                     at, err)
                    : text_fail_memory(err, m->path);
    }
    if (status == TEXT_OK) {
        status = tm_index_add(m, (uint32_t)id, a->sides, entries, err);
    }
    if (status == TEXT_OK) {
        status = tm_properties_add(m, id, a->unit, false, err);
    }
    m->next_unit = id + 1;
    return status;
}

/* Of an origin that is known, only what stood around it may be new. */
static enum text_status fill(struct tm_memory *m, const struct addition *a, const struct stored *u, int64_t number,
                             struct tm_seen *seen, struct text_error *err)
{
    bool any;
    enum text_status status = look_around(m, a->unit, u->turned, seen, &any, err);
    return status == TEXT_OK && any ? tm_origin_fill(m, u->id, number, seen, err) : status;
}

/* The row's origin becomes a row of table origin, and the new one takes its place. */
static enum text_status merge(struct tm_memory *m, const struct addition *a, const struct stored *u,
                              enum tm_added *added, struct text_error *err)
{
    struct tm_seen seen;
    bool known = false, blank = false, any;
    int64_t number;
    enum text_status status = tm_origin_find(m, &a->unit->origin, u->turned, &seen, err);
    if (status == TEXT_OK && seen.source >= 0 && seen.target >= 0) {
        status = tm_origin_known(m, u->id, &seen, &known, &number, &blank, err);
    }
    if (status != TEXT_OK || known) {
        *added = TM_KNOWN;
        return status == TEXT_OK && blank ? fill(m, a, u, number, &seen, err) : status;
    }
    status = tm_origin_enter(m, &a->unit->origin, u->turned, &seen, err);
    if (status == TEXT_OK) {
        status = look_around(m, a->unit, u->turned, &seen, &any, err);
    }
    sqlite3_stmt *keep = tm_statement(m, TM_ORIGIN_KEEP), *s = tm_statement(m, TM_UNIT_MERGE);
    if (status == TEXT_OK && (!keep || !s)) {
        status = tm_sql_fail(m, err);
    }
    if (status == TEXT_OK) {
        sqlite3_bind_int64(keep, 1, u->id);
        status = tm_run(m, keep, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    sqlite3_bind_int64(s, 1, u->id);
    sqlite3_bind_int64(s, 2, a->created);
    sqlite3_bind_int64(s, 3, a->changed);
    sqlite3_bind_int(s, 4, a->unit->status == TM_APPROVED);
    tm_bind_text(s, 5, a->unit->user);
    tm_bind_text_or_null(s, 6, a->unit->changer);
    tm_origin_bind(s, 7, &seen);
    *added = TM_NEW_ORIGIN;
    status = tm_run(m, s, err);
    return status == TEXT_OK ? tm_properties_add(m, u->id, a->unit, u->turned, err) : status;
}

/* What the memory has of the pair, whose languages it then knows. */
static enum text_status look_up(struct tm_memory *m, struct addition *a, struct stored *out, struct text_error *err)
{
    enum text_status status = tm_language_add(m, a->unit->language.source, &a->languages[0], err);
    if (status == TEXT_OK) {
        status = tm_language_add(m, a->unit->language.target, &a->languages[1], err);
    }
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        a->hashes[side] = tm_words_hash(m, a->languages[side].family, &a->sides[side].words);
        status = a->hashes[side] ? TEXT_OK : text_fail_memory(err, m->path);
    }
    return status == TEXT_OK ? find_unit(m, a, out, err) : status;
}

static enum text_status store(struct tm_memory *m, struct addition *a, struct stored *u, enum tm_added *added,
                              struct text_error *err)
{
    enum text_status status = look_up(m, a, u, err);
    if (status != TEXT_OK) {
        return status;
    }
    *added = TM_NEW;
    return u->id ? merge(m, a, u, added, err) : add_new(m, a, err);
}

/* Stores the unit, or with `added` NULL only finds out what is stored of it. */
static enum text_status meet(struct tm_memory *m, const struct tm_unit *u, struct stored *found, enum tm_added *added,
                             struct text_error *err)
{
    struct addition a;
    struct text_error inner = {0}; /* a failed write is remembered, also when the caller does not want to know */
    bool own;
    text_arena_reset(m->scratch);
    enum text_status status = prepare(m, u, &a, err);
    if (status == TEXT_OK) {
        status = tm_enter_write(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = added ? store(m, &a, found, added, &inner) : look_up(m, &a, found, &inner);
    status = tm_leave_write(m, own, status, &inner);
    return status == TEXT_OK ? TEXT_OK : text_fail(err, status, "%s", inner.message);
}

enum text_status tm_add(struct tm_memory *m, const struct tm_unit *u, enum tm_added *out, struct text_error *err)
{
    struct stored found = {0};
    enum tm_added added = TM_NEW;
    enum text_status status = meet(m, u, &found, &added, err);
    if (status == TEXT_OK && out) {
        *out = added;
    }
    return status;
}

enum text_status tm_find_pair(struct tm_memory *m, const struct tm_unit *u, int64_t *out, struct text_error *err)
{
    struct stored found = {0};
    enum text_status status = meet(m, u, &found, NULL, err);
    if (status == TEXT_OK) {
        *out = found.id;
    }
    return status;
}
