/* The bilingual lexicon: how likely a word of one language is translated by a word of the other, in both directions.
 *
 * Learned from sentence pairs with IBM Model 1 and a null word (Brown et al. 1993, "The Mathematics of Statistical
 * Machine Translation") and the improvements named in em-private.h. Words are the folded words of text/word.h.
 *
 * Words are learned twice: as they are written, and by their stems (text_stem), because a small corpus knows more about
 * stems than about words. The aligner uses the stems, a person who looks a word up is shown words.
 *
 * File: UTF-8 text. The first line is "# padan lexicon 1 LANGUAGE TOKENS LANGUAGE TOKENS", TOKENS being how many words
 * of that language were read; further lines that begin with # are comments. Then, sorted by bytes, one line a word:
 *     LANGUAGE <TAB> word <TAB> count <TAB> translation <TAB> probability <TAB> translation <TAB> probability ...
 * with the likeliest first and probabilities as p(translation | word). Lines of stems have "LANGUAGE~" for LANGUAGE.
 * The file is mapped and searched by bisection: opening costs no parsing, a look-up O(log size).
 */
#ifndef ALIGN_LEXICON_H
#define ALIGN_LEXICON_H

#include <stdio.h>

#include "text/text.h"

struct align_lexicon;

/* A missing file is TEXT_IO; one that is no lexicon TEXT_FOREIGN; of a later version TEXT_NEWER. */
enum text_status align_lexicon_open(const char *path, struct align_lexicon **out, struct text_error *err);
void align_lexicon_close(struct align_lexicon *); /* NULL is fine */
/* A lexicon that is in no file: what the trainer (below) has learned. */
struct align_trainer;
struct align_training;
enum text_status align_lexicon_learn(struct align_trainer *, const struct align_training *, struct align_lexicon **out,
                                     struct text_error *err);

struct align_translation {
    struct text_span word; /* borrowed from the lexicon */
    double probability;
};

struct align_entry {
    double count;                 /* how often the word stood in the training pairs */
    struct align_translation *at; /* in the arena, likeliest first */
    size_t translations;
};

/* How many words of `language` the lexicon was learned from; 0 for a language that it does not hold. */
double align_lexicon_tokens(const struct align_lexicon *, const char *language);

/* What the lexicon knows of a folded word of `language`. Unknown word: TEXT_OK with count and translations 0. A line
 * that cannot be read is TEXT_INVALID with its line number. */
enum text_status align_lexicon_find(const struct align_lexicon *, const char *language, struct text_span word,
                                    struct text_arena *, struct align_entry *out, struct text_error *err);
/* The same for a stem, whose translations are stems. */
enum text_status align_lexicon_find_stem(const struct align_lexicon *, const char *language, struct text_span stem,
                                         struct text_arena *, struct align_entry *out, struct text_error *err);

/* Learning one. Add pairs, then write; the same pairs in the same order give the same bytes, whatever the threads. */
struct align_training {
    int iterations;      /* 0: the default, 8 */
    int threads;         /* 0: one a core */
    double least;        /* translations less likely than this are dropped; 0: 0.05 for words, 0.005 for stems */
    const char *comment; /* written behind the first line, each of its lines after "# "; may be NULL */
    void (*progress)(void *context, int done, int of); /* after each pass; may be NULL */
    void *context;
};

enum text_status align_trainer_new(const struct text_language *source, const struct text_language *target,
                                   struct align_trainer **out, struct text_error *err);
void align_trainer_free(struct align_trainer *); /* NULL is fine */
/* Pairs of very unequal length teach nothing and are passed over; a pair seen before counts once. */
enum text_status align_trainer_add(struct align_trainer *, struct text_pair, struct text_error *err);
size_t align_trainer_pairs(const struct align_trainer *); /* how many were kept */
enum text_status align_trainer_write(struct align_trainer *, const struct align_training *, FILE *to,
                                     struct text_error *err);

#endif
