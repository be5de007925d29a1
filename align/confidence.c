/* Confidence: from evidence to the probability that a bilingual reader would accept the pair. */
#include <math.h>

#include "align/align-private.h"

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

double align_parallel_confidence(const struct align_evidence *e, struct align_shape shape, double lead)
{
    (void)e;
    (void)shape;
    return logistic(0.5 * lead);
}

double align_quotes_confidence(const struct align_candidate_pair *p)
{
    return logistic(0.3 * p->lead + 4 * (p->evidence.source_covered + p->evidence.target_covered) - 5);
}
