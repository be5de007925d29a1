/* See match.h: the search itself. Equal texts come by their hash; the others by tm_candidates, the most promising
 * first, each verified by its edit distance, until none that is left can come among the best. */
#include "tm/match.h"

#include "tm/index/vocabulary-private.h"
#include "tm/match/candidate-private.h"
#include "tm/match/distance-private.h"
#include "tm/match/offer-private.h"
#include "tm/match/piece-private.h"
#include "tm/match/substitute-private.h"
#include "tm/store/context-private.h"

enum { LEAST = 70, MOST = 5 };

const char *tm_match_type_name(enum tm_match_type type)
{
    static const char *const names[] = {"fuzzy", "exact", "context"};
    return names[type];
}

/* One search under way. */
struct search {
    struct tm_memory *m;
    struct tm_segment query;
    struct tm_context context;
    int64_t from, to;
    struct tm_needle needle;
    struct tm_pattern *pattern;
    uint32_t *equal; /* segments that are equal to the query */
    size_t equal_count;
    struct tm_offers offers;
    int64_t below; /* 0: all */
    size_t postings, verified;
};

static bool is_asked_for(const struct search *s, uint32_t segment)
{
    return s->below == 0 || segment >> 1 < s->below;
}

static enum text_status find_equal(struct search *s, struct text_error *err)
{
    enum text_status status =
        tm_segment_equal(s->m, &s->query, s->from, s->m->scratch, &s->equal, &s->equal_count, err);
    for (size_t i = 0; i < s->equal_count && status == TEXT_OK; i++) {
        int score;
        if (!is_asked_for(s, s->equal[i])) {
            continue;
        }
        status = tm_context_score(s->m, s->equal[i], &s->context, &score, err);
        if (status == TEXT_OK && score >= s->offers.least) {
            status = tm_offers_add(s->m, &s->offers, s->equal[i], score, s->to, err);
        }
    }
    return status;
}

/* The query's words as ids, and the distinct ones with what the memory knows of them. */
static enum text_status make_needle(struct search *s, struct text_error *err)
{
    const struct text_tokens *words = &s->query.words;
    struct text_arena *arena = s->m->scratch;
    struct text_table *distinct = text_table_new();
    uint32_t *ids = text_arena_alloc(arena, words->count + 1, sizeof *ids);
    struct tm_needle_word *known = text_arena_alloc(arena, words->count + 1, sizeof *known);
    enum text_status status = TEXT_OK;
    uint32_t count = 0;
    if (!distinct || !ids || !known || words->count > UINT32_MAX / 100) {
        status = text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < words->count && status == TEXT_OK; i++) {
        uint32_t number = text_table_add(distinct, words->at[i].folded);
        if (number == TEXT_NONE) {
            status = text_fail_memory(err, "a query");
        } else if (number == count) {
            struct tm_word word = {0};
            status = tm_word_find(s->m, s->from, words->at[i].folded, &word, err);
            known[count++] = (struct tm_needle_word){word.id, word.segments, 1};
            ids[i] = word.id;
        } else {
            known[number].weight++;
            ids[i] = known[number].id;
        }
    }
    text_table_free(distinct);
    if (status == TEXT_OK) {
        s->needle = (struct tm_needle){ids, (uint32_t)words->count, known, count, (uint32_t)s->offers.least};
        s->pattern = tm_pattern_new(ids, words->count, arena);
        status = s->pattern ? TEXT_OK : text_fail_memory(err, "a query");
    }
    return status;
}

static enum text_status verify(struct search *s, const struct tm_candidate *c, struct text_error *err)
{
    size_t longer = c->length > s->needle.n ? c->length : s->needle.n;
    size_t limit = longer - (size_t)tm_need((uint32_t)s->offers.least, longer);
    if (!is_asked_for(s, c->segment)) {
        return TEXT_OK;
    }
    for (size_t i = 0; i < s->equal_count; i++) {
        if (s->equal[i] == c->segment) {
            return TEXT_OK;
        }
    }
    uint32_t *words, n;
    text_arena_reset(s->m->room);
    enum text_status status = tm_words_load(s->m, c->segment, s->m->room, &words, &n, err);
    if (status == TEXT_OK && n != c->length) {
        status = tm_damaged(s->m, "the index and a text's words differ", err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    s->verified++;
    size_t distance = tm_distance(s->pattern, words, n, limit);
    if (distance > limit) {
        return TEXT_OK;
    }
    int score = distance ? (int)(100 * (longer - distance) / longer) : 99; /* 100 is for equal texts */
    return tm_offers_add(s->m, &s->offers, c->segment, score, s->to, err);
}

static enum text_status find_like(struct search *s, struct text_error *err)
{
    struct tm_candidates candidates = {0};
    enum text_status status = make_needle(s, err);
    if (status == TEXT_OK) {
        status = tm_candidates(s->m, &s->needle, s->m->scratch, &candidates, err);
    }
    s->postings = candidates.postings;
    for (size_t i = 0; i < candidates.count && status == TEXT_OK; i++) {
        if (candidates.at[i].score < (uint32_t)s->offers.least || s->offers.least >= TM_SCORE_EQUAL) {
            break;
        }
        status = verify(s, &candidates.at[i], err);
    }
    return status;
}

/* What all matches of a query are described against. */
struct asked {
    const struct tm_query *query;
    struct text_span text; /* in the arena of the caller */
    struct tm_ranking ranking;
    struct tm_reading reading; /* of the text, once `read` */
    bool read;
    struct text_arena *work, *arena;
};

static enum text_status suggest(struct asked *a, struct tm_match *match, struct text_error *err)
{
    const struct tm_knowledge *known = &a->query->known;
    enum text_status status = TEXT_OK;
    if (match->type != TM_FUZZY || !known->source || !known->target) {
        match->suggestion = (struct tm_suggestion){.status = TM_AS_STORED, .text = match->unit.text.target};
        return TEXT_OK;
    }
    if (!a->read) {
        a->reading.text = a->text;
        status = text_placeables(known->source, a->text, a->arena, &a->reading.found, err);
        a->read = true;
    }
    return status == TEXT_OK
               ? tm_suggest(known, &a->reading, &match->unit.text, a->arena, &match->suggestion, err)
               : status;
}

/* All of a match but what the offer says. */
static enum text_status describe(struct asked *a, struct tm_match *match, struct text_error *err)
{
    struct text_span source = match->unit.text.source;
    enum text_status status = tm_pieces(a->text, source, a->arena, &match->pieces, &match->piece_count, err);
    if (status == TEXT_OK && match->type == TM_FUZZY) {
        status = tm_ranking_compare(&a->ranking, source, a->work, &match->differences, err);
    }
    match->differences |= tm_ranking_compare_markup(&a->ranking, match->unit.markup.source);
    if (status == TEXT_OK) {
        status = suggest(a, match, err);
    }
    if (status == TEXT_OK) {
        match->rank = 100 * match->score - tm_ranking_penalty_of_text(&a->ranking, match->differences) -
                      tm_ranking_penalty_of_unit(&a->ranking, &match->unit);
    }
    return status;
}

/* By rank; what has the same stays in its order. Mostly all is in order already. */
static void sort(struct tm_match *at, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct tm_match match = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1].rank < match.rank; k--) {
            at[k] = at[k - 1];
        }
        at[k] = match;
    }
}

static enum text_status deliver(struct search *s, const struct tm_query *q, struct text_arena *arena,
                                struct tm_matches *out, struct text_error *err)
{
    struct tm_matches found = {.postings = s->postings, .candidates = s->verified};
    struct asked asked = {.query = q, .work = s->m->scratch, .arena = arena};
    enum text_status status = TEXT_OK;
    if (s->offers.count > 0) {
        status = tm_ranking_begin(q, s->query.normal, s->m->scratch, &asked.ranking, err);
    }
    if (status == TEXT_OK) {
        status = tm_offers_rank(s->m, &s->offers, s->query.normal, &asked.ranking, s->m->scratch, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    asked.text = text_arena_copy(arena, q->text);
    found.at = text_arena_alloc(arena, s->offers.count + 1, sizeof *found.at);
    if (!asked.text.p || !found.at) {
        return text_fail_memory(err, "the matches of a query");
    }
    for (; found.count < s->offers.count && status == TEXT_OK; found.count++) {
        const struct tm_offer *o = &s->offers.at[found.count];
        struct tm_match *match = &found.at[found.count];
        match->score = o->score;
        match->type = o->score < TM_SCORE_EQUAL ? TM_FUZZY : o->score == TM_SCORE_EQUAL ? TM_EXACT : TM_CONTEXT;
        status = tm_unit_read(s->m, o->unit, o->segment, arena, &match->unit, err);
        if (status == TEXT_OK) {
            status = describe(&asked, match, err);
            /* The query was looked at before: what is no UTF-8 is stored. */
            status = status == TEXT_INVALID ? tm_damaged(s->m, "a text is not UTF-8", err) : status;
        }
    }
    if (status == TEXT_OK) {
        sort(found.at, found.count);
        *out = found;
    }
    return status;
}

/* Finds without describing. */
static enum text_status look(struct search *s, const struct tm_query *q, struct text_error *err)
{
    enum text_status status = tm_language_family(s->m, q->from, &s->from, err);
    if (status == TEXT_OK) {
        status = tm_language_family(s->m, q->to, &s->to, err);
    }
    if (status == TEXT_OK && s->from && s->to) {
        status = find_equal(s, err);
        if (status == TEXT_OK && s->offers.least < TM_SCORE_EQUAL && s->query.words.count > 0) {
            status = find_like(s, err);
        }
    }
    return status;
}

static bool are_penalties(const struct tm_penalties *p)
{
    const int all[] = {p->letter_case, p->punctuation, p->numbers, p->tags,
                       p->draft,       p->confidence,  p->age,     p->foreign};
    bool right = true;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        right = right && all[i] >= 0 && all[i] <= TM_PENALTY_MOST;
    }
    return right;
}

/* What is asked, made ready to search with. */
static enum text_status prepare(struct search *s, const struct tm_query *q, struct text_error *err)
{
    if (q->least < 0 || q->least > TM_SCORE_MOST) {
        return text_fail(err, TEXT_MISUSE, "%d is no threshold for matches; give one from 1 to %d", q->least,
                         TM_SCORE_MOST);
    }
    s->offers.least = q->least ? q->least : LEAST;
    s->below = q->below;
    text_arena_reset(s->m->scratch);
    enum text_status status = tm_segment_prepare(q->text, q->from, s->m->scratch, &s->query, err);
    if (status == TEXT_OK) {
        status = tm_neighbour_of(q->before, q->from, s->m->scratch, &s->context.before, err);
    }
    if (status == TEXT_OK) {
        status = tm_neighbour_of(q->after, q->from, s->m->scratch, &s->context.after, err);
    }
    return status;
}

enum text_status tm_find(struct tm_memory *m, const struct tm_query *q, struct text_arena *arena,
                         struct tm_matches *out, struct text_error *err)
{
    struct search s = {.m = m, .offers.most = q->most ? q->most : MOST};
    bool own;
    if (q->penalties && !are_penalties(q->penalties)) {
        return text_fail(err, TEXT_MISUSE, "a penalty is from 0 to %d hundredths of a point", TM_PENALTY_MOST);
    }
    enum text_status status = prepare(&s, q, err);
    if (status == TEXT_OK) {
        status = tm_enter_read(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = look(&s, q, err);
    if (status == TEXT_OK) {
        status = deliver(&s, q, arena, out, err);
    }
    tm_leave_read(m, own);
    tm_offers_free(&s.offers);
    return status;
}

enum text_status tm_find_score(struct tm_memory *m, const struct tm_query *q, int *out, struct text_error *err)
{
    struct search s = {.m = m, .offers = {.most = 1, .alone = true}};
    bool own;
    enum text_status status = prepare(&s, q, err);
    if (status == TEXT_OK) {
        status = tm_enter_read(m, &own, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    status = look(&s, q, err);
    if (status == TEXT_OK) {
        *out = 0;
        for (size_t i = 0; i < s.offers.count; i++) {
            *out = s.offers.at[i].score > *out ? s.offers.at[i].score : *out;
        }
    }
    tm_leave_read(m, own);
    tm_offers_free(&s.offers);
    return status;
}
