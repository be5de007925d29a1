/* Penalties: see match.h. Differences are looked for in what both texts have, not in how their words are paired, so
 * that texts can be compared before it is known which are shown. Cost: n log n in the words of a text.
 */
#include "tm/match/rank-private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tm/store/store-private.h"

const struct tm_penalties tm_usual_penalties = {.letter_case = 10, .punctuation = 20, .numbers = 30, .tags = 30};

enum {
    YEAR = 31556952, /* seconds, the mean of the Gregorian calendar */
    SUM_MOST = 100 * TM_PENALTY_MOST
};

static int by_form(const void *a, const void *b)
{
    const struct text_token *x = *(struct text_token *const *)a, *y = *(struct text_token *const *)b;
    int order = text_span_compare(x->folded, y->folded);
    return order ? order : text_span_compare(x->surface, y->surface);
}

/* Tags in order; the rest of the placeables is left out. */
static enum text_status find_tags(const struct text_language *language, struct text_span text, struct text_arena *arena,
                                  struct tm_appearance *out, struct text_error *err)
{
    struct text_placeables found = {0};
    bool any = text.n && (memchr(text.p, '<', text.n) || memchr(text.p, '{', text.n) || memchr(text.p, '%', text.n) ||
                          memchr(text.p, '&', text.n));
    enum text_status status = language && any ? text_placeables(language, text, arena, &found, err) : TEXT_OK;
    if (status != TEXT_OK) {
        return status;
    }
    out->tags = text_arena_alloc(arena, found.count + 1, sizeof *out->tags);
    if (!out->tags) {
        return text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < found.count; i++) {
        if (found.at[i].value.kind == TEXT_VALUE_TAG) {
            out->tags[out->tag_count++] = found.at[i].text;
        }
    }
    return TEXT_OK;
}

static void sort_in(struct tm_appearance *out, struct text_token *token)
{
    switch (token->kind) {
    case TEXT_WORD: out->words[out->word_count++] = token; break;
    case TEXT_NUMBER: out->numbers[out->number_count++] = token->surface; break;
    case TEXT_PUNCTUATION: out->signs[out->sign_count++] = token->surface; break;
    }
}

static enum text_status look_at(const struct text_language *language, struct text_span text, struct text_arena *arena,
                                struct tm_appearance *out, struct text_error *err)
{
    struct tm_appearance a = {0};
    struct text_tokens tokens;
    size_t tag = 0;
    enum text_status status = text_tokenize(text, arena, &tokens, err);
    if (status == TEXT_OK) {
        status = find_tags(language, text, arena, &a, err);
    }
    if (status != TEXT_OK) {
        return status;
    }
    a.words = text_arena_alloc(arena, tokens.count + 1, sizeof *a.words);
    a.numbers = text_arena_alloc(arena, tokens.count + 1, sizeof *a.numbers);
    a.signs = text_arena_alloc(arena, tokens.count + 1, sizeof *a.signs);
    if (!a.words || !a.numbers || !a.signs) {
        return text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < tokens.count; i++) {
        const char *p = tokens.at[i].surface.p;
        while (tag < a.tag_count && a.tags[tag].p + a.tags[tag].n <= p) {
            tag++;
        }
        if (tag == a.tag_count || p < a.tags[tag].p) {
            sort_in(&a, &tokens.at[i]);
        }
    }
    if (a.word_count) {
        qsort(a.words, a.word_count, sizeof *a.words, by_form);
    }
    *out = a;
    return TEXT_OK;
}

enum text_status tm_ranking_begin(const struct tm_query *q, struct text_span normal, struct text_arena *arena,
                                  struct tm_ranking *out, struct text_error *err)
{
    struct tm_ranking r = {.language = q->known.source, .now = q->now, .markup = q->markup};
    r.penalties = q->penalties ? *q->penalties : tm_usual_penalties;
    if (!r.now && r.penalties.age) {
        r.now = (int64_t)time(NULL);
    }
    enum text_status status = look_at(r.language, normal, arena, &r.query, err);
    if (status == TEXT_OK) {
        *out = r;
    }
    return status;
}

static bool is_same_list(const struct text_span *a, size_t a_count, const struct text_span *b, size_t b_count)
{
    bool same = a_count == b_count;
    for (size_t i = 0; i < a_count && same; i++) {
        same = text_span_equal(a[i], b[i]);
    }
    return same;
}

/* From i on, how many words have the folded form of the first. */
static size_t group(const struct tm_appearance *a, size_t i)
{
    size_t n = 1;
    while (i + n < a->word_count && text_span_equal(a->words[i]->folded, a->words[i + n]->folded)) {
        n++;
    }
    return n;
}

/* How many of the words with one folded form are written the same. */
static size_t count_same(struct text_token *const *a, size_t a_count, struct text_token *const *b, size_t b_count)
{
    size_t i = 0, j = 0, same = 0;
    while (i < a_count && j < b_count) {
        int order = text_span_compare(a[i]->surface, b[j]->surface);
        same += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return same;
}

/* Whether some of the words that both have are written differently. */
static bool differs_in_case(const struct tm_appearance *a, const struct tm_appearance *b)
{
    for (size_t i = 0, j = 0; i < a->word_count && j < b->word_count;) {
        int order = text_span_compare(a->words[i]->folded, b->words[j]->folded);
        size_t n = group(a, i), m = group(b, j);
        if (order == 0 && count_same(a->words + i, n, b->words + j, m) < (n < m ? n : m)) {
            return true;
        }
        i += order <= 0 ? n : 0;
        j += order >= 0 ? m : 0;
    }
    return false;
}

enum text_status tm_ranking_compare(const struct tm_ranking *r, struct text_span text, struct text_arena *arena,
                                    unsigned *out, struct text_error *err)
{
    const struct tm_appearance *q = &r->query;
    struct tm_appearance t;
    struct text_span normal;
    enum text_status status = text_normalize(text, arena, &normal, err);
    if (status == TEXT_OK) {
        status = look_at(r->language, normal, arena, &t, err);
    }
    if (status == TEXT_OK) {
        *out = (differs_in_case(q, &t) ? TM_DIFFERS_CASE : 0u) |
               (is_same_list(q->signs, q->sign_count, t.signs, t.sign_count) ? 0u : TM_DIFFERS_PUNCTUATION) |
               (is_same_list(q->numbers, q->number_count, t.numbers, t.number_count) ? 0u : TM_DIFFERS_NUMBERS) |
               (is_same_list(q->tags, q->tag_count, t.tags, t.tag_count) ? 0u : TM_DIFFERS_TAGS);
    }
    return status;
}

/* The name of the next element that begins; empty at the end. What is no markup is escaped there. */
static struct text_span next_element(struct text_span *s)
{
    const char *p = s->n ? memchr(s->p, '<', s->n) : NULL, *end = s->n ? s->p + s->n : NULL;
    while (p && p + 1 < end && p[1] == '/') {
        p = memchr(p + 1, '<', (size_t)(end - p - 1));
    }
    if (!p || p + 1 == end) {
        return (struct text_span){0};
    }
    struct text_span name = {p + 1, 0};
    while (name.p + name.n < end && name.p[name.n] >= 'a' && name.p[name.n] <= 'z') {
        name.n++;
    }
    *s = (struct text_span){name.p + name.n, (size_t)(end - name.p) - name.n};
    return name;
}

unsigned tm_ranking_compare_markup(const struct tm_ranking *r, struct text_span markup)
{
    struct text_span query = r->markup, a, b;
    do {
        a = next_element(&query);
        b = next_element(&markup);
        if (!text_span_equal(a, b)) {
            return TM_DIFFERS_TAGS;
        }
    } while (a.n);
    return 0;
}

int tm_ranking_penalty_of_text(const struct tm_ranking *r, unsigned differences)
{
    const struct tm_penalties *p = &r->penalties;
    return (differences & TM_DIFFERS_CASE ? p->letter_case : 0) +
           (differences & TM_DIFFERS_PUNCTUATION ? p->punctuation : 0) +
           (differences & TM_DIFFERS_NUMBERS ? p->numbers : 0) + (differences & TM_DIFFERS_TAGS ? p->tags : 0);
}

int tm_ranking_penalty_of_unit(const struct tm_ranking *r, const struct tm_unit *u)
{
    const struct tm_penalties *p = &r->penalties;
    int64_t changed;
    double sum = u->status == TM_APPROVED ? 0 : p->draft;
    if (u->status != TM_APPROVED && u->origin.confidence >= 0 && u->origin.confidence < 1) {
        sum += p->confidence * (1 - u->origin.confidence);
    }
    if (p->age && tm_date_parse(u->changed, &changed) && changed < r->now) {
        sum += p->age * ((double)(r->now - changed) / YEAR);
    }
    if (text_span_equal(u->origin.kind, TEXT_LITERAL("import"))) {
        sum += p->foreign;
    }
    return sum < SUM_MOST ? (int)(sum + 0.5) : SUM_MOST;
}

bool tm_ranking_asks_unit(const struct tm_ranking *r)
{
    return r->penalties.draft || r->penalties.confidence || r->penalties.age || r->penalties.foreign;
}
