/* Confidence: from evidence to the probability that a bilingual reader would accept the pair. */
#include <math.h>

#include "align/align-private.h"

/* A lead beyond this adds nothing: in order, and among all pairs of two documents. */
static const double MOST_LEAD = 25, MOST_LEAD_OF_QUOTES = 8;

/* Logistic regression over the pairs that competitive linking takes in articles made as the development sets were, from
 * each fifth of the parallel corpora in turn, and aligned with a lexicon of the other four. Five stories stand beside
 * each article, each as often: the one it quotes several lines of, the same without one of these lines, with one of
 * them only, without any (so that it is about the same things and all pairs are wrong), and another one. */
static const struct {
    double constant, score, each, lead, less, words, missed, crossed, telling, choice, numbers_met, numbers_missed;
} QUOTES = {-0.723, 0.209, 3.498, 1.109 / 5, 1.432, -1.418, -1.659, -4.656, 3.292, -1.157, 0.255, -0.689};

enum { MOST_NUMBERS = 3 };

/* What a pair gains that has many others beside it, and what one that is alone loses; fitted in the same way, after the
 * above. */
static const double COMPANY = 1.454, ALONE = -3.088;

/* What is taken off a sentence that is alone and no quotation, and off a headline. Judgements, too: the articles that
 * it was fitted on have neither headlines nor what stands below every article of a paper. A newsroom mostly writes its
 * own headlines, about the same thing. */
static const double LONE = -1.0, HEADLINE = -2.0;

/* The shortest articles it was fitted on have some 12 segments a side. */
static const double LEAST_CHOICE = 5;

/* What it adds that both are quotations, by enum align_voices. The development articles have no quotation marks, so
 * that these are judgements: quotations mostly answer to quotations, and hardly to one of somebody else. */
static const double VOICES[] = {0, 1.0, 1.5, -2.0};

/* The same over the beads of the parallel mode, and of documents put beside one that is not theirs: of the development
 * documents with the lexicon; and of documents made in the same way, without any. Between the two it goes by how much
 * the lexicons know. */
static const struct parallel {
    double constant, lead, less, more, company, length, words, missed;
} KNOWN = {-5.247, 0.832 / 5, 1.399, 1.202, 6.479, 0, 0, 0},
  UNKNOWN = {-3.118, 0.834 / 5, 8.574, 1.722, 6.583, -3.204, -0.451, -2.175};

static double bounded(double lead, double most)
{
    return lead > most ? most : lead < -most ? -most : lead;
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
    return w->constant + w->lead * bounded(lead, MOST_LEAD) + w->less * s->less + w->more * s->more +
           w->company * company + w->length * s->length + w->words * s->words + w->missed * s->missed;
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

static double at_most(uint32_t n, uint32_t most)
{
    return n < most ? n : most;
}

double align_quotes_confidence(const struct align_candidate_pair *p, double choice)
{
    const struct align_evidence *e = &p->evidence;
    const struct align_matching *m = &p->matching;
    struct summary s = sum_up(e);
    double x = QUOTES.constant + QUOTES.score * log1p(p->score > 0 ? p->score : 0);
    x += QUOTES.each * p->score / (e->source_words + e->target_words + 4.0);
    x += QUOTES.lead * bounded(p->lead, MOST_LEAD_OF_QUOTES);
    x += QUOTES.less * s.less + QUOTES.words * s.words + QUOTES.missed * s.missed;
    x += QUOTES.telling * log1p(m->telling) + QUOTES.crossed * m->crossed;
    x += QUOTES.numbers_met * at_most(m->numbers_met, MOST_NUMBERS);
    x += QUOTES.numbers_missed * at_most(m->numbers_missed, MOST_NUMBERS);
    x += QUOTES.choice * (choice > LEAST_CHOICE ? choice : LEAST_CHOICE);
    return logistic(x + VOICES[p->voices] + (p->headline ? HEADLINE : 0));
}

double align_quotes_in_company(const struct align_candidate_pair *p, double confidence, double others)
{
    double alone = p->voices == ALIGN_VOICES_NONE ? LONE / ((1 + others) * (1 + others)) : 0;
    double odds = confidence / (1 - confidence) * exp(COMPANY + ALONE / (1 + others) + alone);
    return confidence < 1 ? odds / (1 + odds) : confidence;
}
