/* See part.h. Here: how the words of the two sides are linked, and which stretch is best.
 *
 * Of each word the links to the other side are shares of one: so much to words inside, so much to words outside, and
 * the rest to none (words without counterpart). A word inside whose links go outside, or the other way round, speaks
 * against a stretch; a word without links says nothing. */
#include <math.h>
#include <string.h>

#include "align/part/part-private.h"

static const double NOWHERE = 0.02; /* what no link weighs, to be compared with the links there are */
static const double FAR = 3;        /* how fast links lose weight away from their usual place */
static const double BESIDE = 2;     /* how much links beside links gain */
static const double FLOOR = 0.02;   /* no word alone decides */
static const double LINKED = 0.1;   /* a word with so much of it linked to the phrase may be at an edge */
static const double LENGTH = 0.5;   /* what unusual lengths cost */
static const float EQUAL = 0.5f;    /* the words of equal values are linked at least so much */
static const double STRAY = 0.25;   /* a common word at an edge stays with so much of it linked to common words */
static const double COMMON = 0.5;   /* words of less weight are common */

/* How much a word counts: common ones are linked to whatever there is. */
static double weight_of(const struct align_type *type)
{
    double w = (-log10((double)type->word->rate + 1e-6) - 1.5) / 2;
    return type->number ? 1 : w < 0.15 ? 0.15 : w > 1 ? 1 : w;
}

static enum text_status take_side(struct align_part_side *s, const struct align_model *model, enum align_side side,
                                  struct text_span text, struct text_arena *arena, struct text_error *err)
{
    s->text = text;
    enum text_status status = text_words(text, arena, &s->words, err);
    if (status != TEXT_OK || s->words.count == 0 || s->words.count > ALIGN_PART_WORDS) {
        return status;
    }
    s->segment.text = text;
    s->document = (struct text_document){&s->segment, 1};
    status = align_text_new(model, side, &s->document, NULL, &s->known, err);
    s->weight = text_arena_alloc(arena, s->words.count, sizeof *s->weight);
    if (status == TEXT_OK && !s->weight) {
        status = text_fail_memory(err, "the words of two texts");
    }
    if (status == TEXT_OK) {
        status = text_placeables(align_model_language(model, side), text, arena, &s->values, err);
    }
    for (size_t i = 0; status == TEXT_OK && i < s->words.count; i++) {
        s->weight[i] = weight_of(&s->known->types[s->known->segments[0].words[i]]);
    }
    return status;
}

/* Of two sides in which all words are linked at their usual place, how near the diagonal a pair of words is. */
static double nearness(const struct align_parting *p, size_t i, size_t j)
{
    double a = ((double)i + 0.5) / (double)p->phrase.words.count, b = ((double)j + 0.5) / (double)p->other.words.count;
    return exp(-FAR * fabs(a - b));
}

/* Which words a value is written with. */
static struct text_range words_of(const struct align_part_side *s, const struct text_placeable *value)
{
    struct text_range r = {0, 0};
    for (size_t i = 0; i < s->words.count; i++) {
        r.begin += s->words.at[i].surface.p + s->words.at[i].surface.n <= value->text.p;
        r.end += s->words.at[i].surface.p < value->text.p + value->text.n;
    }
    return r;
}

/* Links the words of equal values, however they are written: "Rp 1 juta", "Rp1 million". */
static void link_values(struct align_parting *p)
{
    const struct text_placeables *a = &p->phrase.values, *b = &p->other.values;
    for (size_t x = 0; x < a->count; x++) {
        for (size_t y = 0; y < b->count; y++) {
            if (!text_value_equal(&a->at[x].value, &b->at[y].value)) {
                continue;
            }
            struct text_range u = words_of(&p->phrase, &a->at[x]), v = words_of(&p->other, &b->at[y]);
            for (size_t i = u.begin; i < u.end; i++) {
                for (size_t j = v.begin; j < v.end; j++) {
                    size_t at = i * p->other.words.count + j;
                    p->forward[at] = p->forward[at] > EQUAL ? p->forward[at] : EQUAL;
                    p->backward[at] = p->backward[at] > EQUAL ? p->backward[at] : EQUAL;
                }
            }
        }
    }
}

/* The strength of the links between each pair of words, once as they are, once with what stands beside them. */
static void lay_links(struct align_parting *p, const struct align_links *links, float *raw)
{
    size_t n = p->phrase.words.count, m = p->other.words.count;
    const struct align_text *source = p->turned ? p->other.known : p->phrase.known;
    const struct align_text *target = p->turned ? p->phrase.known : p->other.known;
    for (size_t a = 0; a < source->segments[0].count; a++) {
        uint32_t word = source->segments[0].words[a];
        for (uint32_t k = links->source_begin[word]; k < links->source_begin[word + 1]; k++) {
            const struct align_link *l = &links->of_source[k];
            for (size_t b = 0; b < target->segments[0].count; b++) {
                if (target->segments[0].words[b] == l->to) {
                    size_t at = p->turned ? b * m + a : a * m + b;
                    p->forward[at] = p->turned ? l->backward : l->forward;
                    p->backward[at] = p->turned ? l->forward : l->backward;
                }
            }
        }
    }
    link_values(p);
    for (size_t at = 0; at < n * m; at++) {
        raw[at] = sqrtf(p->forward[at] * p->backward[at]);
        raw[at] = raw[at] < 1 ? raw[at] : 1;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < m; j++) {
            float beside = 0;
            if (p->forward[i * m + j] <= 0 && p->backward[i * m + j] <= 0) {
                continue;
            }
            for (size_t x = i < 2 ? 0 : i - 2; x < n && x <= i + 2; x++) {
                for (size_t y = j < 2 ? 0 : j - 2; y < m && y <= j + 2; y++) {
                    beside = x != i && y != j && raw[x * m + y] > beside ? raw[x * m + y] : beside;
                }
            }
            double more = nearness(p, i, j) * (1 + BESIDE * (double)beside);
            p->forward[i * m + j] *= (float)more;
            p->backward[i * m + j] *= (float)more;
        }
    }
}

/* Makes shares of the links: of each word of the other side over the phrase's side, and the other way round. */
static void share_links(struct align_parting *p)
{
    size_t n = p->phrase.words.count, m = p->other.words.count;
    for (size_t j = 0; j < m; j++) {
        double sum = NOWHERE, in = 0, common = 0;
        for (size_t i = 0; i < n; i++) {
            double link = (double)p->forward[i * m + j];
            bool inside = i >= p->begin && i < p->end;
            sum += link;
            in += inside ? link : 0;
            common += inside && p->phrase.weight[i] < COMMON ? link : 0;
        }
        p->in[j] = in / sum;
        p->common[j] = common / sum;
        p->out[j] = (sum - NOWHERE - in) / sum;
    }
    for (size_t i = 0; i < n; i++) {
        double sum = NOWHERE, before = 0;
        for (size_t j = 0; j < m; j++) {
            sum += (double)p->backward[i * m + j];
        }
        for (size_t j = 0; j < m; j++) {
            p->before[i * (m + 1) + j] = before;
            before += (double)p->backward[i * m + j] / sum;
        }
        p->before[i * (m + 1) + m] = before;
    }
}

/* The logarithm of how well a word fits where so much of it is linked to its own side of the cut, so much across. */
static double fit(double own, double across)
{
    return log(own + (1 - own - across) / 2 + FLOOR);
}

static double score(const struct align_parting *p, size_t from, size_t to)
{
    size_t m = p->other.words.count;
    double sum = 0;
    for (size_t i = 0; i < p->phrase.words.count; i++) {
        const double *before = &p->before[i * (m + 1)];
        double inside = before[to] - before[from], all = before[m];
        bool in = i >= p->begin && i < p->end;
        sum += p->phrase.weight[i] * (in ? fit(inside, all - inside) : fit(all - inside, inside));
    }
    double expected = (double)(p->end - p->begin) * (double)m / (double)p->phrase.words.count;
    double unusual = log(((double)(to - from) + 1) / (expected + 1));
    return sum - LENGTH * unusual * unusual;
}

/* Whether a stretch may begin or end with a word: one that belongs to the phrase rather than elsewhere. */
static bool may_end(const struct align_parting *p, size_t j)
{
    return p->in[j] >= LINKED && p->in[j] >= p->out[j];
}

/* The best stretch; false when there is none. */
static bool choose(struct align_parting *p)
{
    size_t m = p->other.words.count, longest = 3 * (p->end - p->begin) + 3;
    double best = -HUGE_VAL;
    for (size_t from = 0; from < m; from++) {
        double gain = 0;
        if (!may_end(p, from)) {
            continue;
        }
        for (size_t to = from + 1; to <= m && to - from <= longest; to++) {
            size_t j = to - 1;
            gain += p->other.weight[j] * (fit(p->in[j], p->out[j]) - fit(p->out[j], p->in[j]));
            if (!may_end(p, j)) {
                continue;
            }
            double s = gain + score(p, from, to);
            if (s > best) {
                best = s;
                p->from = from;
                p->to = to;
            }
        }
    }
    return best > -HUGE_VAL;
}

/* A common word at an edge goes, unless a common word of the phrase asks for it: an article is linked to any noun. */
static bool is_stray(const struct align_parting *p, size_t j)
{
    return p->other.weight[j] < COMMON && p->common[j] < STRAY;
}

static void trim(struct align_parting *p)
{
    while (p->from < p->to && is_stray(p, p->from)) {
        p->from++;
    }
    while (p->to > p->from && is_stray(p, p->to - 1)) {
        p->to--;
    }
}

/* How sure it is: the share, by weight, of the words on both sides that are linked inside, less that of those linked
 * across the cut. */
static double confidence(const struct align_parting *p)
{
    size_t m = p->other.words.count;
    double phrase = 0, met = 0, lost = 0, other = 0, found = 0, strange = 0;
    for (size_t i = p->begin; i < p->end; i++) {
        const double *before = &p->before[i * (m + 1)];
        double w = p->phrase.weight[i], inside = before[p->to] - before[p->from];
        phrase += w;
        met += w * inside;
        lost += w * (before[m] - inside);
    }
    for (size_t j = p->from; j < p->to; j++) {
        other += p->other.weight[j];
        found += p->other.weight[j] * p->in[j];
        strange += p->other.weight[j] * p->out[j];
    }
    double sure = 11 * met / phrase + 2 * found / other - 4 * (lost / phrase + strange / other) - 7;
    return 1 / (1 + exp(-sure));
}

static enum text_status find(struct align_parting *p, struct text_arena *arena, struct align_part *out,
                             struct text_error *err)
{
    size_t n = p->phrase.words.count, m = p->other.words.count;
    struct align_links links;
    struct align_texts texts = {p->turned ? p->other.known : p->phrase.known,
                                p->turned ? p->phrase.known : p->other.known};
    enum text_status status = align_links_make(texts, arena, &links, err);
    if (status != TEXT_OK) {
        return status;
    }
    p->forward = text_arena_alloc(arena, n * m, sizeof *p->forward);
    p->backward = text_arena_alloc(arena, n * m, sizeof *p->backward);
    float *raw = text_arena_alloc(arena, n * m, sizeof *raw);
    p->in = text_arena_alloc(arena, m, sizeof *p->in);
    p->out = text_arena_alloc(arena, m, sizeof *p->out);
    p->common = text_arena_alloc(arena, m, sizeof *p->common);
    p->before = text_arena_alloc(arena, n * (m + 1), sizeof *p->before);
    if (!p->forward || !p->backward || !raw || !p->in || !p->out || !p->common || !p->before) {
        return text_fail_memory(err, "the words of two texts");
    }
    lay_links(p, &links, raw);
    share_links(p);
    if (!choose(p)) {
        return TEXT_OK;
    }
    trim(p);
    if (p->from == p->to) {
        return TEXT_OK;
    }
    struct align_part part = {align_part_bytes(p), confidence(p)};
    if (part.range.end > part.range.begin && part.confidence >= ALIGN_LEAST_PART) {
        *out = part;
    }
    return TEXT_OK;
}

enum text_status align_part_find(const struct align_model *model, const struct align_phrase *phrase,
                                 struct text_arena *arena, struct align_part *out, struct text_error *err)
{
    bool turned = phrase->side == ALIGN_TARGET;
    struct align_parting p = {.turned = turned};
    struct align_part part = {0};
    struct text_span one = turned ? phrase->text.target : phrase->text.source;
    struct text_span other = turned ? phrase->text.source : phrase->text.target;
    enum text_status status = take_side(&p.phrase, model, phrase->side, one, arena, err);
    if (status == TEXT_OK) {
        status = take_side(&p.other, model, turned ? ALIGN_SOURCE : ALIGN_TARGET, other, arena, err);
    }
    if (status == TEXT_OK && p.phrase.known && p.other.known) {
        for (size_t i = 0; i < p.phrase.words.count; i++) {
            struct text_span word = p.phrase.words.at[i].surface;
            size_t at = (size_t)(word.p - one.p);
            p.begin += at + word.n <= phrase->range.begin;
            p.end += at < phrase->range.end;
        }
        if (p.begin < p.end) {
            status = find(&p, arena, &part, err);
        }
    }
    align_text_free(p.phrase.known);
    align_text_free(p.other.known);
    if (status == TEXT_OK) {
        *out = part;
    }
    return status;
}
