/* The links between the words of two documents: what the lexicons say, equal numbers, and cognates where the lexicons
 * say little.
 *
 * Cost: a probe for each meaning of each distinct word; cognates are looked for among words that begin alike only, at
 * most BUCKET of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

enum { BUCKET = 48, HEAD = 3, USUAL_LENGTH = 20 };

static const float WEAK = 0.05f;         /* a word with no likelier link may have cognates */
static const double COGNATE_LEAST = 0.6; /* similarity of the forms */

struct triple {
    uint32_t source, target;
    float forward, backward;
};

struct triples {
    struct triple *at;
    size_t count, capacity;
};

/* Makes room for `more` triples. */
static bool make_room(struct triples *t, size_t more)
{
    if (t->capacity - t->count < more) {
        size_t capacity = t->capacity * 2 + more + 1024;
        struct triple *at = realloc(t->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        t->at = at;
        t->capacity = capacity;
    }
    return true;
}

static bool add_triple(struct triples *t, struct triple triple)
{
    if (!make_room(t, 1)) {
        return false;
    }
    t->at[t->count++] = triple;
    return true;
}

/* The lexicons' word for it, seen from one side. */
static bool add_meanings(const struct align_text *from, const struct align_text *to, struct triples *out)
{
    for (uint32_t i = 0; i < from->type_count; i++) {
        const struct align_word *w = from->types[i].word;
        __builtin_prefetch(from->types[i + 4 < from->type_count ? i + 4 : i].word->at);
        if (!make_room(out, w->count)) {
            return false;
        }
        for (uint32_t k = 0; k < w->count; k++) {
            uint32_t j = align_text_find(to, w->at[k].key);
            if (j != TEXT_NONE) {
                out->at[out->count++] = from->side == ALIGN_SOURCE ? (struct triple){i, j, w->at[k].p, 0}
                                                                   : (struct triple){j, i, 0, w->at[k].p};
            }
        }
    }
    return true;
}

/* The likeliest link each word of a side has so far. */
static float *best_links(const struct align_text *text, const struct triples *t)
{
    float *best = calloc(text->type_count + 1u, sizeof *best);
    for (size_t k = 0; best && k < t->count; k++) {
        uint32_t i = text->side == ALIGN_SOURCE ? t->at[k].source : t->at[k].target;
        float p = text->side == ALIGN_SOURCE ? t->at[k].forward : t->at[k].backward;
        best[i] = p > best[i] ? p : best[i];
    }
    return best;
}

/* How a word's skeleton begins, the first byte the highest, and below that, in 32 bits, the word. */
static uint64_t head_of(const char *skeleton, uint32_t type)
{
    uint64_t head = 0;
    for (int i = 0; i < HEAD; i++) {
        head = head << 8 | (unsigned char)skeleton[i];
    }
    return head << 32 | type;
}

static int compare_heads(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The words of a text that may have cognates, by how they begin. */
static uint64_t *make_heads(const struct align_text *text, const float *best, size_t *count)
{
    uint64_t *heads = malloc((text->type_count + 1u) * sizeof *heads);
    size_t n = 0;
    for (uint32_t i = 0; heads && i < text->type_count; i++) {
        const struct align_type *type = &text->types[i];
        if (type->number || type->form.n < HEAD || best[i] > WEAK) {
            continue;
        }
        char skeleton[HEAD];
        if (align_skeleton(type->form, skeleton, HEAD) == HEAD) {
            heads[n++] = head_of(skeleton, i);
        }
    }
    if (heads) {
        qsort(heads, n, sizeof *heads, compare_heads);
    }
    *count = n;
    return heads;
}

static bool pair_heads(const struct align_texts *texts, const uint64_t *a, size_t n, const uint64_t *b, size_t m,
                       struct triples *out)
{
    n = n < BUCKET ? n : BUCKET;
    m = m < BUCKET ? m : BUCKET;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m; j++) {
            uint32_t x = (uint32_t)a[i], y = (uint32_t)b[j];
            double alike = align_cognate(texts->source->types[x].form, texts->target->types[y].form);
            if (alike >= COGNATE_LEAST) {
                float p = (float)((alike - 0.5) * (alike - 0.5) * 3.2);
                if (!add_triple(out, (struct triple){x, y, p, p})) {
                    return false;
                }
            }
        }
    }
    return true;
}

static size_t run_of(const uint64_t *h, size_t n)
{
    size_t k = 1;
    while (k < n && h[k] >> 32 == h[0] >> 32) {
        k++;
    }
    return k;
}

static bool add_cognates(const struct align_texts *texts, struct triples *out)
{
    float *source_best = best_links(texts->source, out), *target_best = best_links(texts->target, out);
    size_t n = 0, m = 0, i = 0, j = 0;
    uint64_t *a = source_best ? make_heads(texts->source, source_best, &n) : NULL;
    uint64_t *b = target_best ? make_heads(texts->target, target_best, &m) : NULL;
    bool ok = a && b;
    while (ok && i < n && j < m) {
        uint64_t here = a[i] >> 32, there = b[j] >> 32;
        size_t x = run_of(a + i, n - i), y = run_of(b + j, m - j);
        if (here == there) {
            ok = pair_heads(texts, a + i, x, b + j, y, out);
        }
        i += here <= there ? x : 0;
        j += here >= there ? y : 0;
    }
    free(source_best);
    free(target_best);
    free(a);
    free(b);
    return ok;
}

static bool add_numbers(const struct align_texts *texts, struct triples *out)
{
    for (uint32_t i = 0; i < texts->source->type_count; i++) {
        const struct align_type *type = &texts->source->types[i];
        uint32_t j = type->word->key & 1 ? align_text_find(texts->target, type->word->key) : TEXT_NONE;
        if (j != TEXT_NONE && !add_triple(out, (struct triple){i, j, 0.8f, 0.8f})) {
            return false;
        }
    }
    return true;
}

/* Sorts by the source's or the target's word, those that are alike as they stand: counted out. `end`: scratch, 0 for
 * each word and two more. */
static void sort_triples(const struct triple *from, size_t n, bool by_target, uint32_t *end, uint32_t words,
                         struct triple *to)
{
    for (size_t k = 0; k < n; k++) {
        end[(by_target ? from[k].target : from[k].source) + 2]++;
    }
    for (uint32_t i = 2; i < words + 2; i++) {
        end[i] += end[i - 1];
    }
    for (size_t k = 0; k < n; k++) {
        to[end[(by_target ? from[k].target : from[k].source) + 1]++] = from[k];
    }
}

/* Orders by the source's words, then the target's, and makes one of equal pairs. */
static bool unite_triples(struct triples *t, const struct align_texts *texts)
{
    uint32_t sources = texts->source->type_count, targets = texts->target->type_count;
    uint32_t *end = calloc((size_t)sources + targets + 4, sizeof *end);
    struct triple *at = malloc((t->count + 1) * sizeof *at);
    size_t n = 0;
    if (!end || !at || t->count > UINT32_MAX) {
        free(end);
        free(at);
        return false;
    }
    sort_triples(t->at, t->count, true, end, targets, at);
    sort_triples(at, t->count, false, end + targets + 2, sources, t->at);
    for (size_t k = 0; k < t->count; k++) {
        struct triple x = t->at[k], *same = &t->at[n > 0 ? n - 1 : 0];
        if (n == 0 || same->source != x.source || same->target != x.target) {
            t->at[n++] = x;
            continue;
        }
        same->forward = x.forward > same->forward ? x.forward : same->forward;
        same->backward = x.backward > same->backward ? x.backward : same->backward;
    }
    free(end);
    free(at);
    t->count = n;
    return true;
}

/* Probabilities and weights are kept on a grid, so that sums of them are exact, and the same in any order: then it
 * makes no difference which side is called the source. */
static const float P_GRID = 65536, WEIGHT_GRID = 256;

static float on_grid(float x, float grid) /* x is not negative */
{
    return (float)(uint32_t)(x * grid + 0.5f) / grid;
}

/* The evidence of one linked pair of words in sentences of usual length, the mean of both directions; see score.c. */
static float weigh(const struct align_texts *texts, const struct triple *t)
{
    float forward = t->forward / (USUAL_LENGTH * texts->target->types[t->target].rate);
    float backward = t->backward / (USUAL_LENGTH * texts->source->types[t->source].rate);
    return on_grid(0.5f * ((forward > 0 ? log1pf(forward) : 0) + (backward > 0 ? log1pf(backward) : 0)), WEIGHT_GRID);
}

static bool list_links(const struct align_texts *texts, const struct triples *t, struct text_arena *arena,
                       struct align_links *out)
{
    uint32_t *sb = text_arena_alloc(arena, texts->source->type_count + 2u, sizeof *sb);
    uint32_t *tb = text_arena_alloc(arena, texts->target->type_count + 2u, sizeof *tb);
    out->of_source = text_arena_alloc(arena, t->count, sizeof *out->of_source);
    out->of_target = text_arena_alloc(arena, t->count, sizeof *out->of_target);
    if (!sb || !tb || !out->of_source || !out->of_target) {
        return false;
    }
    for (size_t k = 0; k < t->count; k++) {
        sb[t->at[k].source + 2]++;
        tb[t->at[k].target + 2]++;
    }
    for (uint32_t i = 2; i < texts->source->type_count + 2; i++) {
        sb[i] += sb[i - 1];
    }
    for (uint32_t j = 2; j < texts->target->type_count + 2; j++) {
        tb[j] += tb[j - 1];
    }
    for (size_t k = 0; k < t->count; k++) {
        const struct triple *x = &t->at[k];
        struct align_link link = {0, on_grid(x->forward, P_GRID), on_grid(x->backward, P_GRID), weigh(texts, x)};
        link.to = x->target;
        out->of_source[sb[x->source + 1]++] = link;
        link.to = x->source;
        out->of_target[tb[x->target + 1]++] = link;
    }
    out->source_begin = sb;
    out->target_begin = tb;
    return true;
}

enum text_status align_links_make(struct align_texts texts, struct text_arena *arena, struct align_links *out,
                                  struct text_error *err)
{
    struct triples t = {0};
    bool ok = add_meanings(texts.source, texts.target, &t) && add_meanings(texts.target, texts.source, &t) &&
              add_cognates(&texts, &t) && add_numbers(&texts, &t);
    ok = ok && unite_triples(&t, &texts) && list_links(&texts, &t, arena, out);
    free(t.at);
    return ok ? TEXT_OK : text_fail_memory(err, "the words of two documents");
}
