/* Confidence: from evidence to the probability that a bilingual reader would accept the pair. */
#include <math.h>

#include "align/align-private.h"

/* A lead beyond this adds nothing. */
static const double MOST_LEAD = 25;

/* Logistic regression over the pairs that competitive linking takes in articles that quote several lines or one, and in
 * articles put beside a story that they do not quote, where all are wrong. The articles were made as the development
 * sets were, from each fifth of the parallel corpora in turn, and aligned with a lexicon of the other four. */
static const struct {
    double constant, score, each, lead, less, more, words, missed, unique, crossed, choice, alone;
} QUOTES = {-3.833, 1.051, 2.455, 0.596 / 5, 1.764, 1.864, 1.065, -2.136, 0.485, -3.199, -0.714, -1.559};

enum { MOST_UNIQUE = 5 };

/* The shortest articles it was fitted on have some 12 segments a side; a word that is met once says less where there
 * are few segments in all. */
static const double LEAST_CHOICE = 5, USUAL_CHOICE = 6;

/* What it adds that both are quotations, by enum align_voices. The development articles have no quotation marks, so
 * that these are judgements: quotations mostly answer to quotations, and hardly to one of somebody else. */
static const double VOICES[] = {0, 1.0, 1.5, -2.0};

/* What is taken off a sentence that is alone and no quotation. A judgement, too: the articles that it was fitted on were
 * put together at random, while a newsroom's are about the same things as other stories, and say like things of them. */
static const double TOPIC = -3.0;

/* The same over the beads of the parallel mode, and of documents put beside one that is not theirs: of the development
 * documents with the lexicon; and of documents made in the same way, without any. Between the two it goes by how much
 * the lexicons know. */
static const struct parallel {
    double constant, lead, less, more, company, length, words, missed;
} KNOWN = {-5.247, 0.832 / 5, 1.399, 1.202, 6.479, 0, 0, 0},
  UNKNOWN = {-3.118, 0.834 / 5, 8.574, 1.722, 6.583, -3.204, -0.451, -2.175};

static double bounded(double lead)
{
    return lead > MOST_LEAD ? MOST_LEAD : lead < -MOST_LEAD ? -MOST_LEAD : lead;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* What the evidence for a pair comes to. */
struct summary {
    double less, more, words, length, missed;
};

static struct summary sum_up(const struct align_evidence *e)
{
    struct summary s = {e->source_covered, e->target_covered, 0, 0, 0};
    if (s.less > s.more) {
        s = (struct summary){s.more, s.less, 0, 0, 0};
    }
    s.words = log(e->source_words + e->target_words + 1.0);
    s.length = fabs(log(e->target_characters + 5.0) - log(e->source_characters + 5.0));
    s.missed = e->marked_missed / (e->marked_met + e->marked_missed + 1.0);
    return s;
}

static double add_up(const struct parallel *w, const struct summary *s, double lead, double company)
{
    return w->constant + w->lead * bounded(lead) + w->less * s->less + w->more * s->more + w->company * company +
           w->length * s->length + w->words * s->words + w->missed * s->missed;
}

double align_parallel_confidence(const struct align_evidence *e, double known, double lead, double company)
{
    struct summary s = sum_up(e);
    return logistic(known * add_up(&KNOWN, &s, lead, company) + (1 - known) * add_up(&UNKNOWN, &s, lead, company));
}

double align_quotes_choice(const struct align_texts *t)
{
    return log((double)t->source->document->count + 1) + log((double)t->target->document->count + 1);
}

double align_quotes_confidence(const struct align_candidate_pair *p, double choice)
{
    const struct align_evidence *e = &p->evidence;
    struct summary s = sum_up(e);
    double unique = p->matching.unique < MOST_UNIQUE ? p->matching.unique : MOST_UNIQUE;
    unique *= choice < USUAL_CHOICE ? choice / USUAL_CHOICE : 1;
    double x = QUOTES.constant + QUOTES.score * log1p(p->score > 0 ? p->score : 0);
    x += QUOTES.each * p->score / (e->source_words + e->target_words + 4.0) + QUOTES.lead * bounded(p->lead);
    x += QUOTES.less * s.less + QUOTES.more * s.more + QUOTES.words * s.words + QUOTES.missed * s.missed;
    x += QUOTES.unique * unique + QUOTES.crossed * p->matching.crossed;
    x += QUOTES.choice * (choice > LEAST_CHOICE ? choice : LEAST_CHOICE);
    return logistic(x + VOICES[p->voices]);
}

double align_quotes_in_company(const struct align_candidate_pair *p, double confidence, double others)
{
    double alone = QUOTES.alone + (p->voices == ALIGN_VOICES_NONE ? TOPIC : 0);
    double odds = confidence / (1 - confidence) * exp(alone / ((1 + others) * (1 + others)));
    return confidence < 1 ? odds / (1 + odds) : confidence;
}
