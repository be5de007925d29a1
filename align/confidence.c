/* Confidence: from evidence to the probability that a bilingual reader would accept the pair. */
#include <math.h>

#include "align/align-private.h"

/* A lead beyond this adds nothing. */
static const double MOST_LEAD = 25;

/* Logistic regression over the pairs that competitive linking takes in the development articles that quote, and in
 * articles put beside those of another set, where all are wrong. */
static const struct {
    double constant, score, lead, less, more, words, length, missed;
} QUOTES = {-9.764, 2.398, 1.794 / 5, 2.054, 2.528, 1.380, -0.954, -0.864};

/* What it adds that both are quotations, by enum align_voices. The development articles have no quotation marks, so
 * that these are judgements: quotations mostly answer to quotations, and hardly to one of somebody else. */
static const double VOICES[] = {0, 1.0, 1.5, -2.0};

/* The same over the beads of the parallel mode in the development documents, and in documents that do not belong
 * together, where all are wrong. */
static const struct {
    double constant, lead, less, more, company;
} PARALLEL = {-5.247, 0.832 / 5, 1.399, 1.202, 6.479};

static double bounded(double lead)
{
    return lead > MOST_LEAD ? MOST_LEAD : lead < -MOST_LEAD ? -MOST_LEAD : lead;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

double align_parallel_confidence(const struct align_evidence *e, double lead, double company)
{
    double less = e->source_covered < e->target_covered ? e->source_covered : e->target_covered;
    double more = e->source_covered < e->target_covered ? e->target_covered : e->source_covered;
    return logistic(PARALLEL.constant + PARALLEL.lead * bounded(lead) + PARALLEL.less * less + PARALLEL.more * more +
                    PARALLEL.company * company);
}

double align_quotes_confidence(const struct align_candidate_pair *p)
{
    const struct align_evidence *e = &p->evidence;
    double words = e->source_words + e->target_words;
    double less = e->source_covered < e->target_covered ? e->source_covered : e->target_covered;
    double more = e->source_covered < e->target_covered ? e->target_covered : e->source_covered;
    double length = log((e->target_characters + 5.0) / (e->source_characters + 5.0));
    double missed = e->marked_missed / (e->marked_met + e->marked_missed + 1.0);
    return logistic(QUOTES.constant + QUOTES.score * p->score / (words + 4) + QUOTES.lead * bounded(p->lead) +
                    QUOTES.less * less + QUOTES.more * more + QUOTES.words * log(words + 1) +
                    QUOTES.length * length * length + QUOTES.missed * missed + VOICES[p->voices]);
}
