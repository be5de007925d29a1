/* Concordance (concordance.h): which units a page shows.
 *
 * The lengths are gone through in the bands of the index, the short ones first, in every language in turn, until there
 * are hits enough: a frequent word so costs only its lists of short texts.
 */
#include <stdlib.h>

#include "tm/concordance/concordance-private.h"
#include "tm/match/offer-private.h"

enum { MOST = 20, FAMILIES_MOST = 32, SHORT_BAND = 3 };

struct place {
    uint32_t length, segment;
    int64_t unit;
    const struct tm_wording *wording;
};

struct search {
    struct tm_memory *m;
    struct tm_wording wordings[FAMILIES_MOST];
    size_t wording_count;
    size_t enough; /* places; one more tells that there are more */
    struct place *places;
    size_t count, capacity;
    struct tm_founds founds;
    struct tm_offers offers; /* the units of one segment */
};

static enum text_status add_wordings(struct search *s, const struct tm_phrase *p, struct text_error *err)
{
    struct tm_soughts words;
    int64_t families[FAMILIES_MOST] = {0};
    size_t count = 0;
    enum text_status status = tm_wording_parse(s->m, p, &words, err);
    if (status == TEXT_OK && p->language.n) {
        status = tm_language_family(s->m, p->language, &families[0], err);
        count = families[0] != 0;
    } else if (status == TEXT_OK) {
        sqlite3_stmt *q = tm_statement(s->m, TM_LANGUAGE_FAMILIES);
        bool row;
        status = q ? tm_row(s->m, q, &row, err) : tm_sql_fail(s->m, err);
        while (status == TEXT_OK && row) {
            if (count < FAMILIES_MOST) {
                families[count++] = sqlite3_column_int64(q, 0);
            }
            status = tm_row(s->m, q, &row, err);
        }
    }
    for (size_t i = 0; i < count && status == TEXT_OK; i++) {
        bool possible;
        status = tm_wording_make(s->m, p, &words, families[i], &s->wordings[s->wording_count], &possible, err);
        s->wording_count += status == TEXT_OK && possible;
    }
    return status;
}

static enum text_status add_place(struct search *s, struct place place, struct text_error *err)
{
    if (s->count == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : 64;
        struct place *places = realloc(s->places, capacity * sizeof *places);
        if (!places) {
            return text_fail_memory(err, s->m->path);
        }
        s->places = places;
        s->capacity = capacity;
    }
    s->places[s->count++] = place;
    return TEXT_OK;
}

/* The units of a segment, rejected ones left out. */
static enum text_status add_units(struct search *s, const struct tm_wording *w, struct tm_found found,
                                  struct text_error *err)
{
    s->offers.count = 0;
    enum text_status status = tm_offers_add(s->m, &s->offers, found.segment, 0, 0, err);
    for (size_t i = 0; i < s->offers.count && status == TEXT_OK; i++) {
        status = add_place(s, (struct place){found.length, found.segment, s->offers.at[i].unit, w}, err);
    }
    return status;
}

/* The hits of one wording of low to high words, in order; no more than are enough and one. */
static enum text_status search_lengths(struct search *s, const struct tm_wording *w, uint32_t low, uint32_t high,
                                       struct text_error *err)
{
    size_t before = s->count;
    enum text_status status = tm_wording_meet(s->m, w, low, high, &s->founds, err);
    for (size_t i = 0, end = 0; i < s->founds.count && status == TEXT_OK && s->count - before <= s->enough; i++) {
        if (i == end) {
            end = tm_founds_end(&s->founds, i);
        }
        bool hit = w->verified;
        if (!hit) {
            status = tm_wording_holds(s->m, w, s->founds.at[i].segment, &hit, err);
        }
        if (status == TEXT_OK && hit) {
            status = add_units(s, w, s->founds.at[i], err);
        }
    }
    return status;
}

/* The lengths that the next look takes together, from *high + 1 on; false after the last. A wide search looks twice: it
 * has to look up thousands of words each time. */
static bool next_lengths(bool wide, unsigned *band, uint32_t *low, uint32_t *high)
{
    uint32_t ignored;
    if (*band == TM_BANDS) {
        return false;
    }
    tm_index_band(*band + 1, low, &ignored);
    *band = !wide ? *band + 1 : *band < SHORT_BAND ? SHORT_BAND : TM_BANDS;
    tm_index_band(*band, &ignored, high);
    return true;
}

static enum text_status search_all(struct search *s, struct text_error *err)
{
    enum text_status status = s->wording_count ? tm_founds_begin(s->m, &s->founds, err) : TEXT_OK;
    uint32_t low, high;
    unsigned band = 0;
    bool wide = false;
    for (size_t i = 0; i < s->wording_count; i++) {
        wide = wide || s->wordings[i].wide;
    }
    while (status == TEXT_OK && s->count <= s->enough && next_lengths(wide, &band, &low, &high)) {
        for (size_t i = 0; i < s->wording_count && status == TEXT_OK; i++) {
            status = search_lengths(s, &s->wordings[i], low, high, err);
        }
    }
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    if (x->segment != y->segment) {
        return x->segment < y->segment ? -1 : 1;
    }
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static enum text_status deliver(struct search *s, size_t skip, struct text_arena *arena, struct tm_hits *out,
                                struct text_error *err)
{
    struct tm_hits hits = {.more = s->count > s->enough};
    size_t end = hits.more ? s->enough : s->count, count = end > skip ? end - skip : 0;
    struct text_arena *scratch = text_arena_new();
    enum text_status status = TEXT_OK;
    hits.at = text_arena_alloc(arena, count + 1, sizeof *hits.at);
    if (!scratch || !hits.at) {
        status = text_fail_memory(err, "the hits of a phrase");
        goto out;
    }
    if (s->count) {
        qsort(s->places, s->count, sizeof *s->places, by_place);
    }
    for (; hits.count < count && status == TEXT_OK; hits.count++) {
        struct tm_hit *hit = &hits.at[hits.count];
        const struct place *place = &s->places[skip + hits.count];
        text_arena_reset(scratch);
        status = tm_unit_read(s->m, place->unit, place->segment, arena, &hit->unit, err);
        if (status == TEXT_OK) {
            status = tm_wording_mark(s->m, place->wording, arena, scratch, hit, err);
        }
    }
    if (status == TEXT_OK) {
        *out = hits;
    }
out:
    text_arena_free(scratch);
    return status;
}

enum text_status tm_concordance(struct tm_memory *m, const struct tm_phrase *p, struct text_arena *arena,
                                struct tm_hits *out, struct text_error *err)
{
    struct search s = {.m = m};
    size_t most = p->most ? p->most : MOST;
    bool own;
    s.enough = p->skip < SIZE_MAX - most ? p->skip + most : SIZE_MAX;
    text_arena_reset(m->scratch);
    enum text_status status = tm_enter_read(m, &own, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = add_wordings(&s, p, err);
    if (status == TEXT_OK) {
        status = search_all(&s, err);
    }
    if (status == TEXT_OK) {
        status = deliver(&s, p->skip, arena, out, err);
    }
    tm_leave_read(m, own);
    tm_offers_free(&s.offers);
    tm_founds_free(&s.founds);
    free(s.places);
    return status;
}
