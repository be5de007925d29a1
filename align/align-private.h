/* What the files of align/ share: what the model knows of a word, a document's words numbered, and the links between
 * the words of two documents. Nothing here is for other folders.
 */
#ifndef ALIGN_ALIGN_PRIVATE_H
#define ALIGN_ALIGN_PRIVATE_H

#include <math.h>

#include "align/align.h"

/* Words are known by the hash of their stem: two words of one language with the same key count as one. */
struct align_meaning {
    uint64_t key; /* of a word of the other side */
    float p;      /* how likely it is as the translation */
};

struct align_word {
    uint64_t key;   /* of its stem; of a number, of its value */
    float rate;     /* its share of all words the lexicons were learned from; 0 when they do not know it */
    uint32_t count; /* of meanings */
    const struct align_meaning *at;
};

/* A word that the model is asked for. */
struct align_asked {
    struct text_span form;         /* folded */
    const struct align_word *word; /* the answer */
};

/* Looks words up in the model's lexicons, through its cache. One document at a time: others wait. What is found lives
 * as long as the model or as the arena, whichever ends first. */
enum text_status align_model_look_up(const struct align_model *, enum align_side, struct align_asked *at, size_t count,
                                     struct text_arena *, struct text_error *err);
const struct text_language *align_model_language(const struct align_model *, enum align_side);

/* A word of one document, whatever form it has there. */
struct align_type {
    const struct align_word *word;
    struct text_span form;       /* as first written, folded */
    float rate;                  /* how much of the document, and of the language, it is */
    float inverse_rate;          /* 1 / rate */
    float weight;                /* -log(rate): rare words weigh more */
    float telling;               /* how far it tells the document's segments apart, as a logarithm; 0: not at all */
    uint32_t count;              /* in the document's segments */
    bool number, capital, small; /* capital: inside a sentence */
    bool marked;                 /* a number or a name: it hardly ever goes without counterpart */
    float least;                 /* what it says for a pair without counterpart of it, as a ratio of likelihoods */
    double least_log;            /* its logarithm */
};

struct align_unit {
    uint32_t *words; /* numbers of types; punctuation is left out */
    uint32_t count;
    uint32_t characters;
    uint32_t first;  /* number of its first word in the document; of a quote nothing */
    uint32_t marked; /* how many of its words are */
    double weight;   /* sum over its words, and so is the next */
    double least_log;
};

struct align_slot {
    uint64_t key;
    uint32_t type; /* its number + 1; 0 is free */
};

struct align_text {
    const struct align_model *model;
    const struct text_document *document;
    const struct text_quotes *quotes; /* may be NULL */
    struct text_arena *arena;
    struct align_type *types;
    uint32_t type_count;
    struct align_unit *segments; /* as many as the document has */
    struct align_unit *quoted;   /* as many as there are quotes */
    uint32_t *postings_begin;    /* in which segments a type stands, rising, one entry for each time; */
    uint32_t *postings;
    uint32_t *places;         /* and as the how manieth word of the document */
    struct align_slot *slots; /* open addressing */
    uint32_t slot_count;
    uint32_t tokens;
    float known; /* how much of the words the lexicons know, 0 to 1 */
    enum align_side side;
};

/* The slot that holds a key, or the free one where it would stand. */
static inline uint32_t align_text_slot(const struct align_text *t, uint64_t key)
{
    uint32_t mask = t->slot_count - 1, i = (uint32_t)(key >> 1) & mask;
    while (t->slots[i].type && t->slots[i].key != key) {
        i = (i + 1) & mask;
    }
    return i;
}

/* The type with that key, or TEXT_NONE. */
static inline uint32_t align_text_find(const struct align_text *t, uint64_t key)
{
    uint32_t type = t->slots[align_text_slot(t, key)].type;
    return type ? type - 1 : TEXT_NONE;
}

struct align_link {
    uint32_t to;
    float forward, backward; /* p(target | source), p(source | target) */
    float weight;            /* what the two standing in a pair of sentences says, on its own */
};

/* Which words of two documents may translate each other, from both sides. */
struct align_links {
    uint32_t *source_begin, *target_begin; /* of a type's links */
    struct align_link *of_source, *of_target;
};

enum text_status align_links_make(struct align_texts, struct text_arena *, struct align_links *out,
                                  struct text_error *err);

/* How alike the written forms of two words are: transliterated names and loan words; 0 to 1. */
double align_cognate(struct text_span a, struct text_span b);
/* A form's sound in a few letters, so that cognates begin alike; returns how many bytes were written, at most
 * `room`. */
size_t align_skeleton(struct text_span form, char *to, size_t room);

/* A word of a run of units, by its place, and the best link it has to a word of the other run; see matching.c. */
struct align_place {
    uint32_t type, next; /* next: the place + 1 of the same type further on */
    uint32_t best;       /* place in the other run + 1 */
    float weight;
};

#define ALIGN_LIGHT 0.5f /* links of less weight are met everywhere */

/* How much of a text its translation explains; see score.c. */
#define ALIGN_SHARE 0.85f

/* What the word says for a pair in which `explained` is how likely it is given the words of the other side, as a
 * multiple of what it says unexplained; at least 1. */
static inline float align_gain(const struct align_type *type, float explained)
{
    float ratio = (1 - ALIGN_SHARE) + ALIGN_SHARE * explained * type->inverse_rate;
    return ratio > type->least ? ratio / type->least : 1;
}

/* The logarithm of a product of gains: cheaper than the sum of theirs. A gain lies below 4e4, so that a product of
 * this many is far from overflow. */
enum { ALIGN_FACTORS = 32 };

struct align_product {
    double log, product; /* from 0 and 1 */
    int pending;
};

static inline void align_multiply(struct align_product *p, float factor)
{
    p->product *= (double)factor;
    if (++p->pending == ALIGN_FACTORS) {
        p->log += log(p->product);
        p->product = 1;
        p->pending = 0;
    }
}

/* Scores of units against each other. Holds scratch memory: one scorer, one thread. */
struct align_scorer {
    struct align_texts texts;
    struct align_links links;
    float *forward;  /* of a target type: sum of p(t|s) over the source units at hand */
    float *present;  /* of a target type: how often it stands in the target units at hand */
    uint32_t *first; /* of a target type: scratch of matching.c, and so is the next */
    struct align_place *places;
    const struct align_unit *source;
    size_t source_count;
    uint32_t source_words, source_characters;
    float known; /* how much of both texts' words the lexicons know */
};

/* Log likelihood ratios, translation against chance, of the target's words given the source's and of the source's given
 * the target's. */
struct align_explained {
    double forward, backward;
};

/* What speaks for one run of units being the translation of another. */
struct align_evidence {
    struct align_explained explained;
    double source_covered, target_covered; /* how much of each side, by weight, has a counterpart; 0 to 1 */
    uint32_t source_words, target_words;
    uint32_t source_characters, target_characters;
    uint32_t marked_met, marked_missed; /* numbers and names of both sides with and without counterpart */
};

enum text_status align_scorer_make(struct align_texts, struct text_arena *, struct align_scorer *out,
                                   struct text_error *err);
/* Takes up a run of source units; it stays at hand until the next one is taken up. */
void align_scorer_take(struct align_scorer *, const struct align_unit *, size_t count);
/* The evidence for a run of target units against the source units at hand. */
struct align_evidence align_scorer_weigh(struct align_scorer *, const struct align_unit *, size_t count);

/* What the words that answer to each other one to one tell of two runs of units. */
struct align_matching {
    double crossed;          /* share of pairs of such words that come in the other order; 0 to 1 */
    double telling;          /* sum over such words of how far they tell the segments of their documents apart */
    uint32_t numbers_met;    /* of both sides together: numbers that have a like one on the other side, */
    uint32_t numbers_missed; /* and of the side that has more of them: numbers that have none */
};

enum { ALIGN_MATCHED_WORDS = 256 }; /* of each run; further words are not looked at */

struct align_matching align_scorer_match(const struct align_scorer *, const struct align_unit *source, size_t sources,
                                         const struct align_unit *target, size_t targets);

/* A bead that is being considered: a segments of the source against b of the target. */
struct align_shape {
    unsigned char a, b;
};

/* How much better the pair is than leaving its segments unmatched would be, in natural logarithms of odds, plus what
 * leaving them costs: to be compared with the sum of other beads over the same segments. */
double align_bead_score(const struct align_evidence *, struct align_shape);
/* At least the score of any bead of that shape whose words explain no more, forward and backward added. */
double align_bead_most(double explained, struct align_shape);
#define ALIGN_NULL_SCORE (-4.0) /* the score of one unmatched segment */

/* Where the search of the parallel mode goes: of row i (so many source segments done) the columns from[i] to to[i] - 1
 * (so many target segments done). Neither ever falls. */
struct align_band {
    uint32_t *from, *to; /* one for each source segment and one more */
};

enum text_status align_band_find(const struct align_scorer *, struct text_arena *, struct align_band *out,
                                 struct text_error *err);

/* A cheap lower measure of what a source unit shares with each segment of the target, the sum of the weights of their
 * linked words: adds to affinity[], which is all 0, and lists in touched[]
 * the target segments it added to; returns how many. */
uint32_t align_scorer_touch(const struct align_scorer *, const struct align_unit *, float *affinity, uint32_t *touched);

/* What align_documents does for each mode. The beads of *out come in order. */
enum text_status align_parallel(struct align_scorer *, struct text_arena *, struct align_beads *out,
                                struct text_error *err);

/* The probability that a reader accepts a bead the parallel mode chose: from the evidence for it, by how much its score
 * leads over the best other way to deal with its segments, and from its company, the share of the beads around it that
 * are pairs too (1 pair and 1 unmatched segment are added to what is there): one pair alone among text that does not
 * correspond is likelier chance. `known`: how much of the words the lexicons know. */
double align_parallel_confidence(const struct align_evidence *, double known, double lead, double company);

/* One side of a pair of the quotes mode: neighbouring segments, or neighbouring quotes. */
struct align_item {
    uint32_t begin, count; /* numbers of segments or quotes */
    bool quote;
};

enum align_voices {
    ALIGN_VOICES_NONE,   /* not both are quotes */
    ALIGN_VOICES_QUOTES, /* both are, but who speaks is not known of both */
    ALIGN_VOICES_SAME,
    ALIGN_VOICES_OTHER
};

struct align_candidate_pair {
    struct align_item source, target;
    enum align_voices voices;
    bool headline; /* one of the two is the headline of its article */
    struct align_evidence evidence;
    struct align_matching matching;
    double score; /* over leaving both unmatched */
    double lead;  /* over the best pair of the same source with another target, and of the same target with another
                          source, whichever is less */
    double confidence;
};

struct align_candidate_pairs {
    struct align_candidate_pair *at;
    size_t count;
};

/* `choice`: the logarithm of how many pairs of segments the two documents have. */
double align_quotes_confidence(const struct align_candidate_pair *, double choice);
double align_quotes_choice(const struct align_texts *);
/* The same when it is known how many other pairs of the two documents are right, as far as they are expected to be: a
 * pair that stands alone is likelier chance. */
double align_quotes_in_company(const struct align_candidate_pair *, double confidence, double others);

/* All pairs of single items that share words enough to be looked at. */
enum text_status align_pairs_find(struct align_scorer *, struct text_arena *, struct align_candidate_pairs *out,
                                  struct text_error *err);
const struct align_unit *align_item_units(const struct align_text *, struct align_item);
/* The segments an item stands in. */
struct text_range align_item_segments(const struct align_text *, struct align_item);
struct align_evidence align_items_weigh(struct align_scorer *, struct align_item source, struct align_item target);

struct align_matching align_items_match(const struct align_scorer *, struct align_item source,
                                        struct align_item target);

enum text_status align_quotes(struct align_scorer *, struct text_arena *, struct align_beads *out,
                              struct text_error *err);

/* A bead of a pair of the quotes mode: its segments, its texts, who speaks. */
enum text_status align_quotes_fill(const struct align_texts *, const struct align_candidate_pair *, struct text_arena *,
                                   struct align_bead *out, struct text_error *err);

/* Adds, behind pairs of segments, the pairs of the quotes inside them (inside.c). */
enum text_status align_beads_add_inside(struct align_scorer *, struct text_arena *, struct align_beads *,
                                        struct text_error *err);

/* From pairs alone, in any order (they are sorted), to the list in which every segment has its place. */
enum text_status align_beads_complete(struct align_texts, struct text_arena *, struct align_beads *pairs,
                                      struct align_beads *out, struct text_error *err);

/* Puts the texts of a bead of whole segments together. */
enum text_status align_bead_fill(struct align_texts, struct text_arena *, struct align_bead *, struct text_error *err);

#endif
