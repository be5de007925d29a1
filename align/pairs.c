/* The pairs that the quotes mode chooses from: every segment and every quote of one side against those of the other,
 * where they share words; and how far each pair leads over its rivals.
 *
 * A rival is a pair that claims the same segment for a segment elsewhere; a quote is no rival of the segment it stands
 * in. Cost: the postings of the source's words, and a weighing for each pair that shares enough. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

static const float LEAST = 2.5f;     /* affinity of segments worth weighing, in a pair of articles */
static const float ARTICLES = 1e4f;  /* pairs of segments; where there are more, chance reaches further */
static const double SAME_NAME = 0.7; /* likeness of two names of one person */

struct finding {
    struct align_scorer *scorer;
    struct align_candidate_pair *at;
    size_t count, capacity;
    uint32_t *quotes_from[2]; /* number of the first quote in each segment, and one more; source, target */
    float least;              /* affinity */
    float *affinity;
    uint32_t *touched;
};

/* The best score of a segment, and the best with another partner. */
struct best {
    double first, second;
    uint32_t partner; /* of the first */
};

const struct align_unit *align_item_units(const struct align_text *t, struct align_item i)
{
    return (i.quote ? t->quoted : t->segments) + i.begin;
}

struct text_range align_item_segments(const struct align_text *t, struct align_item i)
{
    if (!i.quote) {
        return (struct text_range){i.begin, i.begin + i.count};
    }
    return (struct text_range){t->quotes->at[i.begin].segment, t->quotes->at[i.begin + i.count - 1].segment + 1u};
}

struct align_evidence align_items_weigh(struct align_scorer *s, struct align_item source, struct align_item target)
{
    align_scorer_take(s, align_item_units(s->texts.source, source), source.count);
    return align_scorer_weigh(s, align_item_units(s->texts.target, target), target.count);
}

struct align_matching align_items_match(const struct align_scorer *s, struct align_item source,
                                        struct align_item target)
{
    return align_scorer_match(s, align_item_units(s->texts.source, source), source.count,
                              align_item_units(s->texts.target, target), target.count);
}

static bool add_pair(struct finding *f, struct align_item source, struct align_item target)
{
    struct align_candidate_pair pair = {.source = source, .target = target};
    pair.evidence = align_items_weigh(f->scorer, source, target);
    pair.score = align_bead_score(&pair.evidence, (struct align_shape){1, 1}) - 2 * ALIGN_NULL_SCORE;
    if (pair.score <= -3) {
        return true;
    }
    pair.matching = align_items_match(f->scorer, source, target);
    if (f->count == f->capacity) {
        size_t capacity = f->capacity ? f->capacity * 2 : 256;
        struct align_candidate_pair *at = realloc(f->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        f->at = at;
        f->capacity = capacity;
    }
    f->at[f->count++] = pair;
    return true;
}

static bool is_furniture(const struct align_text *t, uint32_t segment)
{
    return t->document->segments[segment].kind == TEXT_FURNITURE;
}

/* A source item against a target segment and the quotes in it. */
static bool add_pairs(struct finding *f, struct align_item source, uint32_t segment)
{
    const uint32_t *from = f->quotes_from[ALIGN_TARGET];
    bool ok = add_pair(f, source, (struct align_item){segment, 1, false});
    for (uint32_t q = from[segment]; q < from[segment + 1] && ok; q++) {
        ok = add_pair(f, source, (struct align_item){q, 1, true});
    }
    return ok;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* A source segment and the quotes in it against all target segments that share enough with it. */
static bool add_row(struct finding *f, uint32_t segment)
{
    const struct align_texts *texts = &f->scorer->texts;
    const uint32_t *from = f->quotes_from[ALIGN_SOURCE];
    uint32_t n = align_scorer_touch(f->scorer, &texts->source->segments[segment], f->affinity, f->touched), kept = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t target = f->touched[k];
        bool enough = f->affinity[target] >= f->least && !is_furniture(texts->target, target);
        f->affinity[target] = 0;
        f->touched[kept] = target;
        kept += enough;
    }
    qsort(f->touched, kept, sizeof *f->touched, compare_numbers);
    bool ok = true;
    for (uint32_t k = 0; k < kept && ok; k++) {
        ok = add_pairs(f, (struct align_item){segment, 1, false}, f->touched[k]);
    }
    for (uint32_t q = from[segment]; q < from[segment + 1]; q++) {
        for (uint32_t k = 0; k < kept && ok; k++) {
            ok = add_pairs(f, (struct align_item){q, 1, true}, f->touched[k]);
        }
    }
    return ok;
}

static void note(struct best *b, double score, uint32_t partner)
{
    if (b->partner == partner) {
        b->first = score > b->first ? score : b->first;
    } else if (score > b->first) {
        *b = (struct best){score, b->first, partner};
    } else if (score > b->second) {
        b->second = score;
    }
}

static bool is_heading(const struct align_text *t, uint32_t segment)
{
    return t->document->segments[segment].kind == TEXT_HEADING;
}

/* The best pairs of each segment: among all, and among pairs of two headlines or two others. */
struct rivals {
    struct best *all[2], *like[2]; /* source, target */
};

static double rival_of(const struct best *b, uint32_t partner)
{
    return b->partner == partner ? b->second : b->first;
}

/* How far each pair leads over its rivals. A headline says again what the text says: a pair of a headline and a
 * sentence is no rival of a pair of sentences, though the other way round it is. */
static void set_leads(struct finding *f, const struct rivals *r)
{
    const struct align_texts *texts = &f->scorer->texts;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t k = 0; k < f->count; k++) {
            struct align_candidate_pair *p = &f->at[k];
            uint32_t i = (uint32_t)align_item_segments(texts->source, p->source).begin;
            uint32_t j = (uint32_t)align_item_segments(texts->target, p->target).begin;
            bool headings[2] = {is_heading(texts->source, i), is_heading(texts->target, j)};
            if (pass == 0) {
                note(&r->all[0][i], p->score, j);
                note(&r->all[1][j], p->score, i);
                if (headings[0] == headings[1]) {
                    note(&r->like[0][i], p->score, j);
                    note(&r->like[1][j], p->score, i);
                }
                continue;
            }
            struct best *const *best = headings[0] || headings[1] ? r->all : r->like;
            double rival = rival_of(&best[0][i], j), other = rival_of(&best[1][j], i);
            p->lead = p->score - (rival > other ? rival : other);
        }
    }
}

static bool find_leads(struct finding *f)
{
    const struct align_texts *texts = &f->scorer->texts;
    size_t sources = texts->source->document->count + 1, targets = texts->target->document->count + 1;
    struct best *best = calloc((sources + targets) * 2, sizeof *best);
    if (!best) {
        return false;
    }
    struct rivals r = {{best, best + sources}, {best + sources + targets, best + 2 * sources + targets}};
    set_leads(f, &r);
    free(best);
    return true;
}

/* Where each segment's quotes begin. Quotes come in the order of their segments. */
static uint32_t *list_quotes(const struct align_text *t)
{
    size_t quotes = t->quotes ? t->quotes->count : 0;
    uint32_t *from = calloc(t->document->count + 2, sizeof *from);
    for (size_t s = 0, q = 0; from && s <= t->document->count; s++) {
        while (q < quotes && t->quotes->at[q].segment < s) {
            q++;
        }
        from[s] = (uint32_t)q;
    }
    return from;
}

static bool find(struct finding *f)
{
    const struct align_texts *texts = &f->scorer->texts;
    f->quotes_from[ALIGN_SOURCE] = list_quotes(texts->source);
    f->quotes_from[ALIGN_TARGET] = list_quotes(texts->target);
    f->affinity = calloc(texts->target->document->count + 1, sizeof *f->affinity);
    f->touched = malloc((texts->target->document->count + 1) * sizeof *f->touched);
    float all = (float)texts->source->document->count * (float)texts->target->document->count;
    f->least = LEAST + (all > ARTICLES ? logf(all / ARTICLES) : 0);
    bool ok = f->quotes_from[ALIGN_SOURCE] && f->quotes_from[ALIGN_TARGET] && f->affinity && f->touched;
    for (uint32_t i = 0; ok && i < texts->source->document->count; i++) {
        ok = is_furniture(texts->source, i) || add_row(f, i);
    }
    return ok && find_leads(f);
}

/* Whether a person is named twice: the last words of the names agree. */
static bool same_speaker(struct text_span a, struct text_span b)
{
    while (a.n && memchr(a.p, ' ', a.n)) {
        a.p++;
        a.n--;
    }
    while (b.n && memchr(b.p, ' ', b.n)) {
        b.p++;
        b.n--;
    }
    return align_cognate(a, b) >= SAME_NAME;
}

static enum align_voices compare_voices(const struct align_texts *texts, const struct align_candidate_pair *p)
{
    if (!p->source.quote || !p->target.quote) {
        return ALIGN_VOICES_NONE;
    }
    struct text_span a = texts->source->quotes->at[p->source.begin].speaker;
    struct text_span b = texts->target->quotes->at[p->target.begin].speaker;
    if (a.n == 0 || b.n == 0) {
        return ALIGN_VOICES_QUOTES;
    }
    return same_speaker(a, b) ? ALIGN_VOICES_SAME : ALIGN_VOICES_OTHER;
}

/* The article's headline: what stands first, if it is a heading, in a text that consists mostly of sentences. Or
 * TEXT_NONE. */
static uint32_t find_headline(const struct align_text *t)
{
    size_t headings = 0, first = t->document->count;
    for (size_t s = t->document->count; s > 0; s--) {
        bool furniture = t->document->segments[s - 1].kind == TEXT_FURNITURE;
        headings += is_heading(t, (uint32_t)s - 1);
        first = furniture ? first : s - 1;
    }
    bool headline = first < t->document->count && is_heading(t, (uint32_t)first) && 2 * headings < t->document->count;
    return headline ? (uint32_t)first : TEXT_NONE;
}

static bool is_in(const struct align_text *t, struct align_item item, uint32_t segment)
{
    return align_item_segments(t, item).begin == segment;
}

enum text_status align_pairs_find(struct align_scorer *scorer, struct text_arena *arena,
                                  struct align_candidate_pairs *out, struct text_error *err)
{
    struct finding f = {.scorer = scorer};
    const struct align_texts *texts = &scorer->texts;
    uint32_t headlines[2] = {find_headline(texts->source), find_headline(texts->target)};
    bool ok = find(&f);
    struct align_candidate_pair *at = ok ? text_arena_alloc(arena, f.count, sizeof *at) : NULL;
    if (at && f.count) {
        memcpy(at, f.at, f.count * sizeof *at);
    }
    double choice = align_quotes_choice(texts);
    for (size_t k = 0; at && k < f.count; k++) {
        at[k].voices = compare_voices(texts, &at[k]);
        at[k].headline = is_in(texts->source, at[k].source, headlines[ALIGN_SOURCE]) ||
                         is_in(texts->target, at[k].target, headlines[ALIGN_TARGET]);
        at[k].confidence = align_quotes_confidence(&at[k], choice);
    }
    free(f.at);
    free(f.quotes_from[ALIGN_SOURCE]);
    free(f.quotes_from[ALIGN_TARGET]);
    free(f.affinity);
    free(f.touched);
    if (!at) {
        return text_fail_memory(err, "aligning two documents");
    }
    *out = (struct align_candidate_pairs){at, f.count};
    return TEXT_OK;
}
