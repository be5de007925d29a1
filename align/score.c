/* How likely two runs of units translate each other, from their words.
 *
 * IBM Model 1 both ways, against chance: a target word t is explained by the source words S with probability
 *     (1 - SHARE) q(t) + SHARE / |S| * sum over s of p(t|s),
 * where q(t) is how often t is met anyway, in this document and in the language. The evidence is the sum over the words
 * of the logarithm of that over q(t): a word that stands everywhere says nothing, a rare word with its translation says
 * much, and words without counterpart speak a little against the pair, if a counterpart would be known.
 *
 * Cost: linear in the links of the words at hand. */
#include <math.h>
#include <string.h>

#include "align/align-private.h"

enum text_status align_scorer_make(struct align_texts texts, struct text_arena *arena, struct align_scorer *out,
                                   struct text_error *err)
{
    struct align_scorer s = {.texts = texts};
    s.known = texts.source->known < texts.target->known ? texts.source->known : texts.target->known;
    enum text_status status = align_links_make(texts, arena, &s.links, err);
    if (status != TEXT_OK) {
        return status;
    }
    s.forward = text_arena_alloc(arena, texts.target->type_count, sizeof *s.forward);
    s.present = text_arena_alloc(arena, texts.target->type_count, sizeof *s.present);
    s.first = text_arena_alloc(arena, texts.target->type_count, sizeof *s.first);
    s.places = text_arena_alloc(arena, 2 * ALIGN_MATCHED_WORDS, sizeof *s.places);
    if (!s.forward || !s.present || !s.first || !s.places) {
        return text_fail_memory(err, "aligning two documents");
    }
    *out = s;
    return TEXT_OK;
}

static void spread(struct align_scorer *s, bool set)
{
    const struct align_links *l = &s->links;
    for (size_t u = 0; u < s->source_count; u++) {
        for (uint32_t i = 0; i < s->source[u].count; i++) {
            uint32_t word = s->source[u].words[i];
            for (uint32_t k = l->source_begin[word]; k < l->source_begin[word + 1]; k++) {
                float *f = &s->forward[l->of_source[k].to];
                *f = set ? *f + l->of_source[k].forward : 0;
            }
        }
    }
}

void align_scorer_take(struct align_scorer *s, const struct align_unit *units, size_t count)
{
    if (s->source == units && s->source_count == count) {
        return;
    }
    spread(s, false);
    s->source = units;
    s->source_count = count;
    s->source_words = s->source_characters = 0;
    for (size_t u = 0; u < count; u++) {
        s->source_words += units[u].count;
        s->source_characters += units[u].characters;
    }
    spread(s, true);
}

/* Sums over the words of one side that have a counterpart; what all words come to without is known beforehand. */
struct sums {
    struct align_product gain;
    double covered;
    uint32_t met;
};

static void add_word(struct sums *sums, const struct align_type *type, float explained)
{
    float ratio = (1 - ALIGN_SHARE) + ALIGN_SHARE * explained * type->inverse_rate;
    sums->covered += ratio > 1 ? (double)type->weight : 0;
    sums->met += type->marked;
    align_multiply(&sums->gain, align_gain(type, explained));
}

static struct sums weigh_target(struct align_scorer *s, const struct align_unit *units, size_t count)
{
    struct sums sums = {.gain = {.product = 1}};
    float each = 1 / (float)s->source_words;
    for (size_t u = 0; u < count; u++) {
        for (uint32_t j = 0; j < units[u].count; j++) {
            uint32_t word = units[u].words[j];
            s->present[word] += 1;
            if (s->forward[word] > 0) {
                add_word(&sums, &s->texts.target->types[word], s->forward[word] * each);
            }
        }
    }
    return sums;
}

static struct sums weigh_source(struct align_scorer *s, uint32_t target_words)
{
    const struct align_links *l = &s->links;
    struct sums sums = {.gain = {.product = 1}};
    float each = 1 / (float)target_words;
    for (size_t u = 0; u < s->source_count; u++) {
        for (uint32_t i = 0; i < s->source[u].count; i++) {
            uint32_t word = s->source[u].words[i];
            float sum = 0;
            for (uint32_t k = l->source_begin[word]; k < l->source_begin[word + 1]; k++) {
                sum += l->of_source[k].backward * s->present[l->of_source[k].to];
            }
            if (sum > 0) {
                add_word(&sums, &s->texts.source->types[word], sum * each);
            }
        }
    }
    return sums;
}

/* The evidence of one side's words, and how much of it is covered, from the sums over those with a counterpart. */
static double finish(const struct sums *sums, const struct align_unit *units, size_t count, struct align_evidence *e,
                     double *covered)
{
    double least = 0, weight = 1e-9;
    uint32_t marked = 0;
    for (size_t u = 0; u < count; u++) {
        least += units[u].least_log;
        weight += units[u].weight;
        marked += units[u].marked;
    }
    e->marked_met += sums->met;
    e->marked_missed += marked - sums->met;
    *covered = sums->covered / weight;
    return least + (sums->gain.log + log(sums->gain.product));
}

struct align_evidence align_scorer_weigh(struct align_scorer *s, const struct align_unit *units, size_t count)
{
    struct align_evidence e = {.source_words = s->source_words, .source_characters = s->source_characters};
    for (size_t u = 0; u < count; u++) {
        e.target_words += units[u].count;
        e.target_characters += units[u].characters;
    }
    if (e.source_words == 0 || e.target_words == 0) {
        return e;
    }
    struct sums target = weigh_target(s, units, count), source = weigh_source(s, e.target_words);
    for (size_t u = 0; u < count; u++) {
        for (uint32_t j = 0; j < units[u].count; j++) {
            s->present[units[u].words[j]] = 0;
        }
    }
    e.explained.forward = finish(&target, units, count, &e, &e.target_covered);
    e.explained.backward = finish(&source, s->source, s->source_count, &e, &e.source_covered);
    return e;
}

uint32_t align_scorer_touch(const struct align_scorer *s, const struct align_unit *unit, float *affinity,
                            uint32_t *touched)
{
    const struct align_text *target = s->texts.target;
    uint32_t n = 0;
    for (uint32_t i = 0; i < unit->count; i++) {
        uint32_t word = unit->words[i];
        for (uint32_t k = s->links.source_begin[word]; k < s->links.source_begin[word + 1]; k++) {
            const struct align_link *link = &s->links.of_source[k];
            if (link->weight < ALIGN_LIGHT) {
                continue;
            }
            for (uint32_t p = target->postings_begin[link->to]; p < target->postings_begin[link->to + 1]; p++) {
                float *to = &affinity[target->postings[p]];
                if (*to == 0) {
                    touched[n++] = target->postings[p];
                }
                *to += link->weight;
            }
        }
    }
    return n;
}
