/* See fragment.h. The stretches are found in stretch.c; here the query's words are looked up, some of the stretches are
 * chosen, and of their units the best. */
#include "tm/fragment.h"

#include <stdlib.h>
#include <string.h>

#include "tm/fragment/stretch-private.h"
#include "tm/index/vocabulary-private.h"

enum {
    LEAST = 3,
    MOST = 5,
    UNITS = 5,
    CONTENT = 16, /* a word in one of so many units, or in fewer, is a content word, */
    TELLING = 32, /* a telling one, */
    TELLING_LEAST = 16,
    RARE = 256, /* a rare one */
    RARE_LEAST = 8
};

struct search {
    struct tm_memory *m;
    const struct tm_fragment_query *query;
    struct text_tokens tokens; /* their folded forms normalised */
    struct tm_stretch_word *words;
    struct tm_stretch_query q;
    size_t most, units;
};

/* A text as written need not be in NFC; the words of the index are. */
static enum text_status find_tokens(struct text_span text, struct text_arena *arena, struct text_tokens *out,
                                    struct text_error *err)
{
    enum text_status status = text_words(text, arena, out, err);
    for (size_t i = 0; status == TEXT_OK && i < out->count; i++) {
        status = text_normalize(out->at[i].folded, arena, &out->at[i].folded, err);
    }
    return status;
}

/* How many units there are, or a little more: ids are not given twice. */
static enum text_status count_units(struct tm_memory *m, uint64_t *out, struct text_error *err)
{
    sqlite3_stmt *s = NULL;
    bool row = false;
    if (sqlite3_prepare_v2(m->db, "SELECT max(id) FROM unit", -1, &s, NULL) != SQLITE_OK) {
        return tm_sql_fail(m, err);
    }
    enum text_status status = tm_row(m, s, &row, err);
    *out = row ? (uint64_t)sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return status;
}

static uint64_t bound(uint64_t n, uint64_t least)
{
    n = n > least ? n : least;
    return n < TM_COMMON_MOST ? n : TM_COMMON_MOST;
}

static enum text_status find_words(struct search *s, int64_t family, struct text_error *err)
{
    uint64_t units = 0;
    size_t n = s->tokens.count < TM_STRETCH_WORDS ? s->tokens.count : TM_STRETCH_WORDS;
    enum text_status status = count_units(s->m, &units, err);
    s->words = text_arena_alloc(s->m->scratch, n + 1, sizeof *s->words);
    if (status == TEXT_OK && !s->words) {
        status = text_fail_memory(err, "a query");
    }
    uint64_t telling = bound(units / TELLING, TELLING_LEAST), rare = bound(units / RARE, RARE_LEAST);
    uint64_t content = bound(units / CONTENT, telling);
    for (size_t i = 0; i < n && status == TEXT_OK; i++) {
        struct tm_word word = {0};
        status = tm_word_find(s->m, family, s->tokens.at[i].folded, &word, err);
        uint64_t in = word.id == TM_NO_WORD ? UINT64_MAX : word.segments;
        s->words[i] = (struct tm_stretch_word){word.id, word.segments, in <= content, in <= telling, in <= rare};
    }
    s->q.words = s->words;
    s->q.count = (uint32_t)n;
    return status;
}

/* What a stretch covers that is not covered yet; 0 without a telling word. */
static size_t gain_of(const struct search *s, const struct tm_stretch *r, const bool *covered)
{
    size_t telling = 0, content = 0, all = 0;
    for (uint32_t i = r->begin; i < r->end; i++) {
        telling += !covered[i] && s->words[i].telling;
        content += !covered[i] && s->words[i].content;
        all += !covered[i];
    }
    return telling ? (telling * (TM_STRETCH_WORDS + 1) + content) * (TM_STRETCH_WORDS + 1) + all : 0;
}

static int by_words(const void *a, const void *b)
{
    const struct tm_stretch *x = a, *y = b;
    uint32_t n = x->end - x->begin, m = y->end - y->begin;
    return n != m ? (n < m ? 1 : -1) : (x->begin > y->begin) - (x->begin < y->begin);
}

/* Moves the chosen stretches to the front, in their order. */
static enum text_status choose(struct search *s, struct tm_stretches *stretches, struct text_error *err)
{
    size_t chosen = 0;
    bool *covered = text_arena_alloc(s->m->scratch, s->q.count + 1u, sizeof *covered);
    if (!covered) {
        return text_fail_memory(err, "a query");
    }
    qsort(stretches->at, stretches->count, sizeof *stretches->at, by_words);
    while (chosen < stretches->count && chosen < s->most) {
        size_t best = chosen, best_gain = 0;
        for (size_t i = chosen; i < stretches->count; i++) {
            size_t gain = gain_of(s, &stretches->at[i], covered);
            if (gain > best_gain) {
                best = i;
                best_gain = gain;
            }
        }
        if (best_gain == 0) {
            break;
        }
        struct tm_stretch r = stretches->at[best];
        memmove(&stretches->at[chosen + 1], &stretches->at[chosen], (best - chosen) * sizeof r);
        stretches->at[chosen++] = r;
        memset(covered + r.begin, true, r.end - r.begin);
    }
    stretches->count = chosen;
    qsort(stretches->at, chosen, sizeof *stretches->at, by_words);
    return TEXT_OK;
}

struct ranked {
    struct tm_stretch_unit at;
    bool approved;
    double confidence;
    struct text_span changed;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->approved != y->approved) {
        return x->approved ? -1 : 1;
    }
    if (x->confidence < y->confidence || x->confidence > y->confidence) {
        return x->confidence < y->confidence ? 1 : -1;
    }
    int order = text_span_compare(y->changed, x->changed);
    if (order) {
        return order;
    }
    if (x->at.length != y->at.length) {
        return x->at.length < y->at.length ? -1 : 1;
    }
    return (x->at.unit < y->at.unit) - (x->at.unit > y->at.unit);
}

static enum text_status rank(struct search *s, const struct tm_stretch *r, struct ranked **out, struct text_error *err)
{
    struct ranked *ranked = text_arena_alloc(s->m->scratch, r->unit_count, sizeof *ranked);
    if (!ranked) {
        return text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < r->unit_count; i++) {
        struct tm_unit u;
        enum text_status status = tm_unit_read(s->m, r->units[i].unit, r->units[i].segment, s->m->scratch, &u, err);
        if (status != TEXT_OK) {
            return status;
        }
        ranked[i] = (struct ranked){r->units[i], u.status == TM_APPROVED,
                                    u.origin.confidence < 0 ? 1 : u.origin.confidence, u.changed};
    }
    qsort(ranked, r->unit_count, sizeof *ranked, by_rank);
    *out = ranked;
    return TEXT_OK;
}

/* Where the stretch's words stand in a text; false when they do not. */
static enum text_status locate(struct search *s, const struct tm_stretch *r, struct text_span text, bool *found,
                               struct text_range *out, struct text_error *err)
{
    struct text_tokens tokens;
    size_t n = r->end - r->begin;
    enum text_status status = find_tokens(text, s->m->scratch, &tokens, err);
    *found = false;
    for (size_t i = 0; status == TEXT_OK && !*found && i + n <= tokens.count; i++) {
        size_t k = 0;
        while (k < n && text_span_equal(tokens.at[i + k].folded, s->tokens.at[r->begin + k].folded)) {
            k++;
        }
        if (k == n) {
            struct text_span first = tokens.at[i].surface, last = tokens.at[i + n - 1].surface;
            *out = (struct text_range){(size_t)(first.p - text.p), (size_t)(last.p + last.n - text.p)};
            *found = true;
        }
    }
    return status;
}

static enum text_status deliver(struct search *s, const struct tm_stretch *r, struct text_arena *arena,
                                struct tm_fragment *out, struct text_error *err)
{
    struct text_span first = s->tokens.at[r->begin].surface, last = s->tokens.at[r->end - 1].surface;
    struct ranked *ranked = NULL;
    out->query.begin = (size_t)(first.p - s->query->text.p);
    out->query.end = (size_t)(last.p + last.n - s->query->text.p);
    out->words = r->end - r->begin;
    out->units = text_arena_alloc(arena, s->units, sizeof *out->units);
    enum text_status status = out->units ? rank(s, r, &ranked, err) : text_fail_memory(err, "a query");
    for (size_t i = 0; status == TEXT_OK && i < r->unit_count && out->unit_count < s->units; i++) {
        struct tm_fragment_unit *u = &out->units[out->unit_count];
        bool found = false;
        status = tm_unit_read(s->m, ranked[i].at.unit, ranked[i].at.segment, arena, &u->unit, err);
        if (status == TEXT_OK) {
            status = locate(s, r, u->unit.text.source, &found, &u->source, err);
        }
        out->unit_count += found;
    }
    return status;
}

static enum text_status run(struct search *s, struct text_arena *arena, struct tm_fragments *out,
                            struct text_error *err)
{
    int64_t from = 0;
    struct tm_stretches stretches = {0};
    struct tm_fragments found = {.words = s->tokens.count};
    enum text_status status = tm_language_family(s->m, s->query->from, &from, err);
    if (status == TEXT_OK) {
        status = tm_language_family(s->m, s->query->to, &s->q.to, err);
    }
    if (status == TEXT_OK && from && s->q.to) {
        status = find_words(s, from, err);
        if (status == TEXT_OK) {
            status = tm_stretches_find(s->m, &s->q, s->m->scratch, &stretches, err);
        }
        if (status == TEXT_OK) {
            status = choose(s, &stretches, err);
        }
    }
    found.postings = stretches.postings;
    found.texts = stretches.texts;
    found.at = text_arena_alloc(arena, stretches.count + 1, sizeof *found.at);
    if (status == TEXT_OK && !found.at) {
        status = text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < stretches.count && status == TEXT_OK; i++) {
        status = deliver(s, &stretches.at[i], arena, &found.at[found.count], err);
        found.count += found.at[found.count].unit_count > 0;
    }
    if (status == TEXT_OK) {
        *out = found;
    }
    return status;
}

enum text_status tm_fragments(struct tm_memory *m, const struct tm_fragment_query *query, struct text_arena *arena,
                              struct tm_fragments *out, struct text_error *err)
{
    struct search s = {.m = m, .query = query};
    bool own;
    s.q.least = query->least == 0                 ? LEAST
                : query->least < TM_STRETCH_WORDS ? (uint32_t)query->least
                                                  : TM_STRETCH_WORDS + 1;
    s.most = query->most ? query->most : MOST;
    s.units = query->units ? query->units : UNITS;
    text_arena_reset(m->scratch);
    enum text_status status = find_tokens(query->text, m->scratch, &s.tokens, err);
    if (status == TEXT_OK) {
        status = tm_enter_read(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = run(&s, arena, out, err);
    tm_leave_read(m, own);
    return status;
}
