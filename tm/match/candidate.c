/* See candidate-private.h. Of the lists that may bring new segments the postings are kept in m->met; when no new ones
 * can come, further lists only count, and after each those are dropped that cannot score any more. */
#include "tm/match/candidate-private.h"

#include <stdlib.h>

#include "tm/index/runs-private.h"
#include "tm/match/plan-private.h"

/* To verify a candidate costs as much as reading so many postings (measured); of a list, a length band has about one in
 * so many. With so few left it is worth its while to drop what comes twice. */
enum { VERIFY_COST = 150, BAND_SHARE = 3, SEEK_COST = 400, FEW = 2048, TOGETHER = 512, LENGTHS = 4096 };

/* A search under way. `read`: how many of the query's words the lists stand for that were read of a band. */
struct reading {
    struct tm_memory *m;
    const struct tm_needle *q;
    const struct tm_plan *plan;
    unsigned way; /* which list of the plan is read now */
    struct tm_tally *tally;
    uint32_t low, high;      /* lengths that can score */
    unsigned first, last;    /* their bands */
    uint32_t enter_most;     /* segments not met before may score when they are no longer than this; 0: none may */
    uint32_t weight;
    uint32_t from, to;       /* lengths that are counted of the lists that are read now */
    /* of lengths from `low` on: the count that may still score; the last is for all longer ones */
    uint8_t *least;
    uint32_t lengths;        /* how many */
    bool united;             /* each segment is in the tally once */
    bool wanted[TM_BANDS + 1];
    uint64_t read[TM_BANDS + 1];
    uint32_t next[TM_BANDS + 1]; /* the first word whose lists were not read of the band */
    size_t postings, alive[TM_BANDS + 1];
};

static uint8_t add(uint8_t count, uint32_t weight)
{
    uint32_t sum = count + weight;
    return (uint8_t)(sum < TM_TALLY_MOST ? sum : TM_TALLY_MOST);
}

/* Counts postings that stand behind the tally's last, and keeps those of lengths that may enter. No branches in it:
 * what a posting has is not to be foreseen. */
static void enter(struct reading *r, const struct tm_posting *at, size_t n)
{
    struct tm_tally *t = r->tally;
    struct tm_posting *kept = t->at + t->count;
    uint32_t most = r->enter_most < r->to ? r->enter_most : r->to;
    for (size_t i = 0; i < n; i++) {
        struct tm_posting p = at[i];
        uint8_t *counter = tm_tally_counter(t, p.segment);
        uint32_t above = p.length - r->from;
        *counter = add(*counter, above <= r->to - r->from ? r->weight : 0);
        *kept = p;
        kept += above <= most - r->from;
    }
    t->count = (size_t)(kept - t->at);
}

static void count(struct reading *r, const struct tm_posting *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t *counter = tm_tally_counter(r->tally, at[i].segment);
        *counter = add(*counter, at[i].length - r->from <= r->to - r->from ? r->weight : 0);
    }
}

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    struct tm_posting postings[TOGETHER];
    for (size_t n; (n = tm_list_take(&list, postings, TOGETHER)) > 0;) {
        r->postings += n;
        if (r->enter_most < r->from) {
            count(r, postings, n);
        } else if (tm_tally_reserve(r->tally, n + 1)) {
            enter(r, postings, n);
        } else {
            return text_fail_memory(err, r->m->path);
        }
    }
    return tm_list_end(r->m, &list, err);
}

/* As if all features that were not read of the band were in a segment of this length: what may be shared beside those
 * that were counted. Of words it is how many were not read. Of disjoint features each that is missing costs an edit. */
static uint64_t unread(const struct reading *r, uint32_t length)
{
    unsigned band = tm_band_of(length);
    uint64_t all = r->plan->way[band] == TM_BY_PAIRS ? tm_longest(r->q, length) : r->q->n;
    return all > r->read[band] ? all - r->read[band] : 0;
}

static bool is_served(const struct reading *r, unsigned band)
{
    return r->plan->way[band] == r->way;
}

static const uint8_t *least_of(const struct reading *r, uint32_t length)
{
    uint32_t i = length - r->low;
    return &r->least[i < r->lengths ? i : r->lengths - 1];
}

/* Drops what cannot score any more. */
static bool drop(struct reading *r)
{
    struct tm_tally *t = r->tally;
    for (uint32_t i = 0; i < r->lengths; i++) {
        uint32_t length = r->low + i;
        uint64_t need = tm_need(r->q->least, tm_longest(r->q, length)), rest = unread(r, length);
        uint64_t least = need > rest ? need - rest : 0;
        r->least[i] = (uint8_t)(least < TM_TALLY_MOST ? least : TM_TALLY_MOST);
    }
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        struct tm_posting p = t->at[i];
        t->at[kept] = p;
        kept += *tm_tally_counter(t, p.segment) >= *least_of(r, p.length);
    }
    t->count = kept;
    if (!r->united && kept <= FEW) {
        r->united = true;
        return tm_tally_unite(t);
    }
    return true;
}

static enum text_status count_alive(struct reading *r, struct text_error *err)
{
    if (!drop(r)) {
        return text_fail_memory(err, r->m->path);
    }
    for (unsigned b = r->first; b <= r->last; b++) {
        r->alive[b] = 0;
    }
    for (size_t i = 0; i < r->tally->count; i++) {
        r->alive[tm_band_of(r->tally->at[i].length)]++;
    }
    return TEXT_OK;
}

/* Which bands of the lists of word i to read. While new segments may come: those in which they may. */
static bool choose_open(struct reading *r, uint64_t before)
{
    bool any = false;
    for (unsigned b = r->first; b <= r->last; b++) {
        r->wanted[b] = is_served(r, b) && before <= r->plan->misses[b];
        any = any || r->wanted[b];
    }
    return any;
}

/* Then those in which to read is cheaper than to verify. */
static bool choose_cheap(struct reading *r, uint32_t i)
{
    bool any = false;
    for (unsigned b = r->first; b <= r->last; b++) {
        uint64_t cost = r->plan->lists[r->way].at[i].segments / BAND_SHARE + SEEK_COST;
        r->wanted[b] = is_served(r, b) && r->next[b] == i && r->alive[b] * VERIFY_COST > cost;
        any = any || r->wanted[b];
    }
    return any;
}

static enum text_status read_word(struct reading *r, uint32_t i, struct text_error *err)
{
    const struct tm_needle_word *w = &r->plan->lists[r->way].at[i];
    uint32_t segments = w->id < TM_PAIRS ? w->segments : UINT32_MAX; /* which is not known of a pair */
    enum text_status status = TEXT_OK;
    r->weight = w->weight < TM_TALLY_MOST ? w->weight : TM_TALLY_MOST;
    for (unsigned b = r->first; b <= r->last && status == TEXT_OK; b++) {
        if (!r->wanted[b]) {
            continue;
        }
        unsigned end = b;
        while (end < r->last && r->wanted[end + 1]) {
            end++;
        }
        uint32_t low, high, none;
        tm_index_band(b, &low, &none);
        tm_index_band(end, &none, &high);
        r->from = low > r->low ? low : r->low;
        r->to = high < r->high ? high : r->high;
        status = tm_index_lists(r->m, w->id, segments, r->from, r->to, read_list, r, err);
        b = end;
    }
    for (unsigned b = r->first; b <= r->last; b++) {
        if (r->wanted[b]) {
            r->read[b] += w->weight;
            r->next[b] = i + 1;
        }
    }
    return status;
}

static uint32_t first_unread(const struct reading *r)
{
    uint32_t first = UINT32_MAX;
    for (unsigned b = r->first; b <= r->last; b++) {
        first = is_served(r, b) && r->next[b] < first ? r->next[b] : first;
    }
    return first;
}

static enum text_status begin(struct reading *r, struct text_arena *arena, struct text_error *err)
{
    const struct tm_index_run *runs;
    size_t run_count;
    uint64_t postings = 0;
    enum text_status status = tm_index_runs(r->m, &runs, &run_count, err);
    if (status != TEXT_OK) {
        return status;
    }
    for (r->way = 0; r->way < TM_WAYS; r->way++) {
        const struct tm_features *list = &r->plan->lists[r->way];
        uint64_t before = 0;
        for (uint32_t i = 0; i < list->count && choose_open(r, before); i++) {
            postings += list->at[i].segments;
            before += list->at[i].weight;
        }
    }
    r->lengths = r->high - r->low < LENGTHS ? r->high - r->low + 1 : LENGTHS;
    r->least = text_arena_alloc(arena, r->lengths, sizeof *r->least);
    if (!r->least || !tm_tally_begin(r->tally, postings, run_count ? runs[run_count - 1].last : 0)) {
        return text_fail_memory(err, r->m->path);
    }
    return TEXT_OK;
}

/* Those lists that may bring new segments, the rarest feature's first. */
static enum text_status enter_lists(struct reading *r, struct text_error *err)
{
    const struct tm_features *list = &r->plan->lists[r->way];
    uint64_t before = 0;
    enum text_status status = TEXT_OK;
    for (uint32_t i = 0; i < list->count && status == TEXT_OK && choose_open(r, before); i++) {
        r->enter_most = r->way == TM_BY_PAIRS ? r->high : (uint32_t)((r->q->n - before) * 100 / r->q->least);
        status = read_word(r, i, err);
        before += list->at[i].weight;
    }
    r->enter_most = 0;
    return status;
}

/* Those that are worth reading to drop what has too few of them. */
static enum text_status count_lists(struct reading *r, struct text_error *err)
{
    const struct tm_features *list = &r->plan->lists[r->way];
    enum text_status status = TEXT_OK;
    for (uint32_t i = first_unread(r); i < list->count && status == TEXT_OK; i++) {
        if (choose_cheap(r, i)) {
            status = read_word(r, i, err);
            if (status == TEXT_OK) {
                status = count_alive(r, err);
            }
        }
    }
    return status;
}

/* Ends with the survivors in the tally. */
static enum text_status read_lists(struct reading *r, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (r->way = 0; r->way < TM_WAYS && status == TEXT_OK; r->way++) {
        status = enter_lists(r, err);
    }
    if (status == TEXT_OK) {
        status = count_alive(r, err);
    }
    for (r->way = 0; r->way < TM_WAYS && status == TEXT_OK; r->way++) {
        status = count_lists(r, err);
    }
    if (status == TEXT_OK && !r->united && !tm_tally_unite(r->tally)) {
        return text_fail_memory(err, r->m->path);
    }
    return status;
}

/* No more than this is possible: all words that were not read may be in it. */
static uint32_t score_of(const struct reading *r, struct tm_posting p)
{
    uint64_t counted = *tm_tally_counter(r->tally, p.segment), shared = counted + unread(r, p.length);
    shared = counted < TM_TALLY_MOST && shared < r->q->n ? shared : r->q->n;
    shared = shared < p.length ? shared : p.length;
    return (uint32_t)(100 * shared / tm_longest(r->q, p.length));
}

/* Counting sort, the best first. */
static enum text_status collect(const struct reading *r, struct text_arena *arena, struct tm_candidates *out,
                                struct text_error *err)
{
    const struct tm_tally *tally = r->tally;
    size_t begins[102] = {0};
    struct tm_candidate *at = text_arena_alloc(arena, tally->count + 1, sizeof *at);
    if (!at) {
        return text_fail_memory(err, "a search");
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < tally->count; i++) {
            struct tm_posting p = tally->at[i];
            uint32_t score = score_of(r, p);
            if (pass == 0) {
                begins[100 - score + 1]++;
            } else {
                at[begins[100 - score]++] = (struct tm_candidate){p.segment, p.length, score};
            }
        }
        for (size_t s = 1; pass == 0 && s < 102; s++) {
            begins[s] += begins[s - 1];
        }
    }
    out->at = at;
    out->count = tally->count;
    return TEXT_OK;
}

enum text_status tm_candidates(struct tm_memory *m, struct tm_needle *q, struct text_arena *arena,
                               struct tm_candidates *out, struct text_error *err)
{
    uint64_t high = (uint64_t)q->n * 100 / q->least;
    struct reading r = {.m = m, .q = q, .tally = m->met, .low = (uint32_t)tm_need(q->least, q->n)};
    struct tm_candidates found = {0};
    r.high = high < UINT32_MAX ? (uint32_t)high : UINT32_MAX;
    r.first = tm_band_of(r.low);
    r.last = tm_band_of(r.high);
    struct tm_plan plan;
    enum text_status status = tm_plan_make(m, q, r.low, r.high, arena, &plan, err);
    r.plan = &plan;
    if (status == TEXT_OK) {
        status = begin(&r, arena, err);
    }
    if (status == TEXT_OK) {
        status = read_lists(&r, err);
    }
    if (status == TEXT_OK) {
        status = collect(&r, arena, &found, err);
    }
    if (status == TEXT_OK) {
        found.postings = r.postings;
        *out = found;
    }
    return status;
}
