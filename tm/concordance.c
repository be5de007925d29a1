/* Concordance (match.h): a phrase -> the units in which its words stand next to each other.
 *
 * Length band by length band, the short ones first: the lists of the phrase's words are intersected, and what is in
 * all of them is looked at, until there are hits enough. A frequent word so costs only its lists of short texts.
 */
#include <stdlib.h>

#include "tm/match.h"
#include "tm/offer-private.h"
#include "tm/tally-private.h"
#include "tm/vocabulary-private.h"

enum { MOST = 20, FAMILIES_MOST = 32 };

/* The phrase in one family of languages. */
struct phrase {
    uint32_t *ids; /* in order */
    size_t n;
    struct tm_word *rarest; /* distinct, the rarest first */
    size_t distinct;
};

struct search {
    struct tm_memory *m;
    struct text_tokens words;
    struct phrase phrases[FAMILIES_MOST];
    size_t phrase_count;
    struct tm_offers offers;
};

static int by_rarity(const void *a, const void *b)
{
    const struct tm_word *x = a, *y = b;
    if (x->segments != y->segments) {
        return x->segments < y->segments ? -1 : 1;
    }
    return (x->id > y->id) - (x->id < y->id);
}

/* Leaves the phrase out when a word of it is not in the family at all. */
static enum text_status add_phrase(struct search *s, int64_t family, struct text_error *err)
{
    struct phrase p = {.n = s->words.count};
    p.ids = text_arena_alloc(s->m->scratch, p.n, sizeof *p.ids);
    p.rarest = text_arena_alloc(s->m->scratch, p.n, sizeof *p.rarest);
    if (!p.ids || !p.rarest) {
        return text_fail_memory(err, "a phrase");
    }
    for (size_t i = 0; i < p.n; i++) {
        enum text_status status = tm_word_find(s->m, family, s->words.at[i].folded, &p.rarest[i], err);
        if (status != TEXT_OK || p.rarest[i].id == TM_NO_WORD) {
            return status;
        }
        p.ids[i] = p.rarest[i].id;
    }
    qsort(p.rarest, p.n, sizeof *p.rarest, by_rarity);
    for (size_t i = 0; i < p.n; i++) {
        if (i == 0 || p.rarest[i].id != p.rarest[p.distinct - 1].id) {
            p.rarest[p.distinct++] = p.rarest[i];
        }
    }
    s->phrases[s->phrase_count++] = p;
    return TEXT_OK;
}

static enum text_status add_phrases(struct search *s, struct text_span language, struct text_error *err)
{
    int64_t families[FAMILIES_MOST] = {0};
    size_t count = 0;
    enum text_status status = TEXT_OK;
    if (language.n) {
        status = tm_language_family(s->m, language, &families[0], err);
        count = families[0] != 0;
    } else {
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
        status = add_phrase(s, families[i], err);
    }
    return status;
}

struct reading {
    struct tm_tally *tally;
    uint32_t low, high;
    bool enter;
    const char *path;
};

static enum text_status read_list(void *context, struct tm_list list, struct text_error *err)
{
    struct reading *r = context;
    uint32_t segment, length;
    while (tm_list_next(&list, &segment, &length)) {
        if (length < r->low || length > r->high) {
            continue;
        }
        if (!r->enter) {
            tm_tally_count(r->tally, segment, 1);
        } else if (!tm_tally_enter(r->tally, segment, length, 1)) {
            return text_fail_memory(err, r->path);
        }
    }
    return TEXT_OK;
}

/* Do the words of the phrase stand next to each other in the segment? */
static enum text_status holds(struct search *s, const struct phrase *p, uint32_t segment, bool *out,
                              struct text_error *err)
{
    uint32_t *ids, n;
    text_arena_reset(s->m->room);
    enum text_status status = tm_words_load(s->m, segment, s->m->room, &ids, &n, err);
    *out = false;
    for (size_t at = 0; status == TEXT_OK && !*out && at + p->n <= n; at++) {
        size_t i = 0;
        while (i < p->n && ids[at + i] == p->ids[i]) {
            i++;
        }
        *out = i == p->n;
    }
    return status;
}

static int by_length(const void *a, const void *b)
{
    const struct tm_tallied *x = a, *y = b;
    if (x->length != y->length) {
        return x->length < y->length ? -1 : 1;
    }
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* The hits of one phrase in one band. More hits than asked for are one too many and end the search. */
static enum text_status search_band(struct search *s, const struct phrase *p, unsigned band, struct text_error *err)
{
    struct reading r = {.tally = s->m->met, .path = s->m->path};
    enum text_status status = TEXT_OK;
    size_t kept = 0;
    tm_index_band(band, &r.low, &r.high);
    tm_tally_clear(s->m->met);
    for (size_t i = 0; i < p->distinct && status == TEXT_OK && (i == 0 || s->m->met->count); i++) {
        r.enter = i == 0;
        status = tm_index_lists(s->m, p->rarest[i].id, p->rarest[i].segments, r.low, r.high, read_list, &r, err);
    }
    struct tm_tallied *found = text_arena_alloc(s->m->scratch, (size_t)s->m->met->count + 1, sizeof *found);
    if (status != TEXT_OK || !found) {
        return status != TEXT_OK ? status : text_fail_memory(err, s->m->path);
    }
    for (uint32_t i = 0; i < s->m->met->count; i++) {
        if (s->m->met->at[i].count == p->distinct) {
            found[kept++] = s->m->met->at[i];
        }
    }
    qsort(found, kept, sizeof *found, by_length);
    size_t before = s->offers.count;
    for (size_t i = 0; i < kept && status == TEXT_OK && s->offers.count - before <= s->offers.most; i++) {
        bool hit = p->n == 1;
        status = hit ? TEXT_OK : holds(s, p, found[i].segment, &hit, err);
        if (status == TEXT_OK && hit) {
            /* The "score" of an offer here only orders: nothing. */
            size_t first = s->offers.count;
            status = tm_offers_add(s->m, &s->offers, found[i].segment, 0, 0, err);
            for (size_t o = first; o < s->offers.count; o++) {
                s->offers.at[o].likeness = found[i].length;
            }
        }
    }
    return status;
}

static int by_length_and_unit(const void *a, const void *b)
{
    const struct tm_offer *x = a, *y = b;
    if (x->likeness != y->likeness) {
        return x->likeness < y->likeness ? -1 : 1;
    }
    if (x->unit != y->unit) {
        return x->unit < y->unit ? -1 : 1;
    }
    return (x->segment > y->segment) - (x->segment < y->segment);
}

/* Where the phrase stands in the text as written; marks do not overlap. */
static enum text_status mark(struct search *s, struct tm_hit *hit, struct text_arena *arena, struct text_error *err)
{
    struct text_tokens words;
    struct text_span text = hit->unit.text.source;
    size_t n = s->words.count, count = 0;
    enum text_status status = text_words(text, s->m->scratch, &words, err);
    if (status != TEXT_OK) {
        return status;
    }
    struct text_range *marks = text_arena_alloc(arena, words.count / n + 1, sizeof *marks);
    if (!marks) {
        return text_fail_memory(err, "a hit");
    }
    for (size_t i = 0; i < words.count; i++) { /* a text as written may not be in NFC */
        status = text_normalize(words.at[i].folded, s->m->scratch, &words.at[i].folded, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    for (size_t i = 0; i + n <= words.count;) {
        size_t k = 0;
        while (k < n && text_span_equal(words.at[i + k].folded, s->words.at[k].folded)) {
            k++;
        }
        if (k == n) {
            struct text_span first = words.at[i].surface, last = words.at[i + n - 1].surface;
            marks[count++] = (struct text_range){(size_t)(first.p - text.p), (size_t)(last.p + last.n - text.p)};
        }
        i += k == n ? n : 1;
    }
    hit->marks = marks;
    hit->mark_count = count;
    return TEXT_OK;
}

static enum text_status deliver(struct search *s, struct text_arena *arena, struct tm_hits *out, struct text_error *err)
{
    struct tm_offers *o = &s->offers;
    struct tm_hits hits = {.more = o->count > o->most};
    enum text_status status = TEXT_OK;
    if (o->count) {
        qsort(o->at, o->count, sizeof *o->at, by_length_and_unit);
    }
    size_t count = hits.more ? o->most : o->count;
    hits.at = text_arena_alloc(arena, count + 1, sizeof *hits.at);
    if (!hits.at) {
        return text_fail_memory(err, "the hits of a phrase");
    }
    for (; hits.count < count && status == TEXT_OK; hits.count++) {
        struct tm_hit *hit = &hits.at[hits.count];
        status = tm_unit_read(s->m, o->at[hits.count].unit, o->at[hits.count].segment, arena, &hit->unit, err);
        if (status == TEXT_OK) {
            status = mark(s, hit, arena, err);
        }
    }
    if (status == TEXT_OK) {
        *out = hits;
    }
    return status;
}

static enum text_status run(struct search *s, const struct tm_phrase *p, struct text_error *err)
{
    enum text_status status = add_phrases(s, p->language, err);
    for (unsigned band = 1; band <= TM_BANDS && s->offers.count <= s->offers.most; band++) {
        for (size_t i = 0; i < s->phrase_count && status == TEXT_OK; i++) {
            status = search_band(s, &s->phrases[i], band, err);
        }
    }
    return status;
}

enum text_status tm_concordance(struct tm_memory *m, const struct tm_phrase *p, struct text_arena *arena,
                                struct tm_hits *out, struct text_error *err)
{
    struct search s = {.m = m, .offers.most = p->most ? p->most : MOST};
    struct tm_segment phrase;
    bool own;
    text_arena_reset(m->scratch);
    enum text_status status = tm_segment_prepare(p->text, p->language, m->scratch, &phrase, err);
    if (status == TEXT_OK && phrase.words.count == 0) {
        status = text_fail(err, TEXT_EMPTY, "there is no word in the phrase \"%.*s\"", TEXT_PRINT(p->text));
    }
    if (status == TEXT_OK) {
        status = tm_enter_read(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    s.words = phrase.words;
    status = run(&s, p, err);
    if (status == TEXT_OK) {
        status = deliver(&s, arena, out, err);
    }
    tm_leave_read(m, own);
    tm_offers_free(&s.offers);
    return status;
}
