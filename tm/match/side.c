/* The query beside the source, see substitute-private.h: a shortest edit script over words and placeables, in which a
 * placeable is one word that only one of its kind may take the place of, which costs less than anything else. What lies
 * on any shortest script is found by the costs from both ends; a placeable for which several do, or another than
 * the one that counts the same from the begin, is not certain.
 */
#include "tm/match/substitute-private.h"

/* Of a change of value, of adding or leaving out, of one word for another. */
enum { CHANGE = 1, ADD = 2, REPLACE = 3, NEVER = 1000000 };

struct item {
    uint32_t word;                      /* of a table that both sides share */
    const struct text_placeable *value; /* NULL: a word */
};

struct items {
    struct item *at;
    size_t count;
};

static bool is_before(const struct text_token *word, const struct text_placeable *value)
{
    return word->surface.p < value->text.p;
}

static bool is_inside(const struct text_token *word, const struct text_placeable *value)
{
    return !is_before(word, value) && word->surface.p < value->text.p + value->text.n;
}

static enum text_status add_word(const struct text_token *word, struct text_table *table, struct text_arena *arena,
                                 struct items *out, struct text_error *err)
{
    struct text_span normal;
    enum text_status status = text_normalize(word->folded, arena, &normal, err);
    uint32_t number = status == TEXT_OK ? text_table_add(table, normal) : 0;
    if (status == TEXT_OK && number == TEXT_NONE) {
        status = text_fail_memory(err, "a suggestion");
    }
    out->at[out->count++] = (struct item){number, NULL};
    return status;
}

static enum text_status items_of(const struct tm_reading *reading, struct text_table *table, struct text_arena *arena,
                                 struct items *out, struct text_error *err)
{
    struct text_tokens words;
    const struct text_placeables *values = &reading->found;
    enum text_status status = text_words(reading->text, arena, &words, err);
    if (status != TEXT_OK) {
        return status;
    }
    size_t next = 0;
    *out = (struct items){text_arena_alloc(arena, words.count + values->count + 1, sizeof *out->at), 0};
    if (!out->at) {
        return text_fail_memory(err, "a suggestion");
    }
    for (size_t i = 0; i < words.count && status == TEXT_OK; i++) {
        const struct text_token *word = &words.at[i];
        while (next < values->count && !is_before(word, &values->at[next])) {
            out->at[out->count++] = (struct item){0, &values->at[next++]};
        }
        if (next == 0 || !is_inside(word, &values->at[next - 1])) {
            status = add_word(word, table, arena, out, err);
        }
    }
    while (next < values->count) {
        out->at[out->count++] = (struct item){0, &values->at[next++]};
    }
    return status;
}

static uint32_t cost_of(const struct item *a, const struct item *b)
{
    if (!a->value && !b->value) {
        return a->word == b->word ? 0 : REPLACE;
    }
    if (!a->value || !b->value || a->value->value.kind != b->value->value.kind) {
        return NEVER;
    }
    return tm_value_same(&a->value->value, &b->value->value) ? 0 : CHANGE;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* cells[i * width + j]: the least cost from the begin to before a[i] and b[j]. */
static void fill_from_begin(const struct items *a, const struct items *b, uint32_t *cells)
{
    size_t width = b->count + 1;
    for (size_t i = 0; i <= a->count; i++) {
        for (size_t j = 0; j <= b->count; j++) {
            uint32_t *c = &cells[i * width + j], best = i + j ? UINT32_MAX : 0;
            if (i > 0 && j > 0) {
                best = c[-(ptrdiff_t)width - 1] + cost_of(&a->at[i - 1], &b->at[j - 1]);
            }
            best = i > 0 ? least(best, c[-(ptrdiff_t)width] + ADD) : best;
            *c = j > 0 ? least(best, c[-1] + ADD) : best;
        }
    }
}

/* The same from there to the end. */
static void fill_from_end(const struct items *a, const struct items *b, uint32_t *cells)
{
    size_t width = b->count + 1;
    for (size_t i = a->count + 1; i-- > 0;) {
        for (size_t j = b->count + 1; j-- > 0;) {
            uint32_t *c = &cells[i * width + j], best = i == a->count && j == b->count ? 0 : UINT32_MAX;
            if (i < a->count && j < b->count) {
                best = c[width + 1] + cost_of(&a->at[i], &b->at[j]);
            }
            best = i < a->count ? least(best, c[width] + ADD) : best;
            *c = j < b->count ? least(best, c[1] + ADD) : best;
        }
    }
}

/* Whether every shortest script has `a` and `b`, the same count of placeables from the begin, in one pair. */
static bool is_certain(const struct items *q, const struct items *s, const uint32_t *begin, const uint32_t *end,
                       size_t a, size_t b)
{
    size_t width = s->count + 1;
    uint32_t whole = end[0];
    for (size_t j = 0; j <= s->count; j++) {
        bool pair = j < s->count && begin[a * width + j] + cost_of(&q->at[a], &s->at[j]) +
                                            end[(a + 1) * width + j + 1] == whole;
        bool alone = begin[a * width + j] + ADD + end[(a + 1) * width + j] == whole;
        if (alone || pair != (j == b)) {
            return false;
        }
    }
    return true;
}

static const struct text_placeable *first_doubtful(const struct items *q, const struct items *s, const uint32_t *begin,
                                                   const uint32_t *end)
{
    size_t b = 0;
    for (size_t a = 0; a < q->count; a++) {
        if (!q->at[a].value) {
            continue;
        }
        while (b < s->count && !s->at[b].value) {
            b++;
        }
        if (!is_certain(q, s, begin, end, a, b)) {
            return q->at[a].value;
        }
        b++;
    }
    return NULL;
}

/* A changed placeable whose value the source has elsewhere may have changed its place with its words: of "5 pears and 3
 * apples" against "3 apples and 5 pears" it may. Only where no word differs it cannot. */
static const struct text_placeable *first_moved(const struct text_placeables *query,
                                                const struct text_placeables *source, uint32_t whole)
{
    const struct text_placeable *moved = NULL;
    uint32_t changes = 0;
    for (size_t i = 0; i < query->count; i++) {
        const struct text_value *v = &query->at[i].value;
        bool changed = !tm_value_same(v, &source->at[i].value);
        for (size_t j = 0; j < source->count && changed && !moved; j++) {
            moved = j != i && tm_value_same(v, &source->at[j].value) ? &query->at[i] : NULL;
        }
        changes += changed ? CHANGE : 0;
    }
    return whole == changes ? NULL : moved;
}

enum text_status tm_beside(const struct tm_reading *query, const struct tm_reading *source, struct text_arena *arena,
                           struct tm_objection *out, struct text_error *err)
{
    struct text_table *table = text_table_new();
    const struct text_placeable *doubtful = query->found.at;
    struct items q, s;
    enum text_status status = table ? TEXT_OK : text_fail_memory(err, "a suggestion");
    if (status == TEXT_OK) {
        status = items_of(query, table, arena, &q, err);
    }
    if (status == TEXT_OK) {
        status = items_of(source, table, arena, &s, err);
    }
    text_table_free(table);
    if (status != TEXT_OK) {
        return status;
    }
    if (q.count + 1 <= TM_CELLS_MOST / (s.count + 1)) {
        size_t cells = (q.count + 1) * (s.count + 1);
        uint32_t *begin = text_arena_alloc(arena, cells, sizeof *begin);
        uint32_t *end = text_arena_alloc(arena, cells, sizeof *end);
        if (!begin || !end) {
            return text_fail_memory(err, "a suggestion");
        }
        fill_from_begin(&q, &s, begin);
        fill_from_end(&q, &s, end);
        doubtful = first_doubtful(&q, &s, begin, end);
        doubtful = doubtful ? doubtful : first_moved(&query->found, &source->found, end[0]);
    }
    *out = (struct tm_objection){doubtful ? TM_UNALIGNED : TM_NO_DOUBT,
                                 doubtful ? doubtful->text : (struct text_span){NULL, 0}, {NULL, 0}};
    return TEXT_OK;
}
