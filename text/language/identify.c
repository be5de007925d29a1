/* Which of two languages: a naive Bayes classifier over words (words.tsv) and, for words of neither list, over
 * letter triples (letters.tsv).
 *
 * Each word's evidence is bounded, so that a quoted title or a name does not decide, and the sum is tempered before
 * it becomes a probability, because neighbouring words are not independent. Reads at most SAMPLE bytes: more
 * tell nothing new.
 */
#include <math.h>

#include "text/character/character-private.h"
#include "text/language/language-private.h"
#include "text/segment/scan-private.h"

enum { SAMPLE = 1 << 14 };

static const double word_bound = 6;     /* nats one word can say */
static const double spelling_bound = 2; /* the same for a word known by its letters only */
static const double name_share = 0.3;   /* of that, for a capitalised word: names are spelt alike in both */
static const double temper = 0.7;

static double clamp(double x, double bound)
{
    return x > bound ? bound : x < -bound ? -bound : x;
}

/* Log-likelihood ratio b : a of the triples of a word's letters. Triples overlap, hence the third. */
static double spelling_evidence(const struct text_language *a, const struct text_language *b, struct text_span word)
{
    char buffer[TEXT_WORD_BYTES], framed[TEXT_WORD_BYTES + 2];
    struct text_span folded = text_char_fold(word, buffer);
    double sum = 0;
    if (!folded.n) {
        return 0;
    }
    framed[0] = '^';
    for (size_t i = 0; i < folded.n; i++) {
        framed[i + 1] = folded.p[i];
    }
    framed[folded.n + 1] = '$';
    for (size_t i = 0; i + 3 <= folded.n + 2; i++) {
        struct text_span triple = {framed + i, 3};
        sum += log((text_language_letters(b, triple) + 20.0) / (text_language_letters(a, triple) + 20.0));
    }
    return sum / 3;
}

static double word_evidence(const struct text_language *a, const struct text_language *b, struct text_span word)
{
    const struct text_word_facts *in_a = text_language_facts(a, word), *in_b = text_language_facts(b, word);
    double count_a = in_a ? in_a->per_million : 0, count_b = in_b ? in_b->per_million : 0;
    if (count_a > 0 || count_b > 0) {
        return clamp(log((count_b + 2) / (count_a + 2)), word_bound);
    }
    size_t i = 0;
    bool capital = (text_char_class(text_char_next(word, &i)) & TEXT_CHAR_UPPER) != 0;
    return clamp(spelling_evidence(a, b, word), spelling_bound) * (capital ? name_share : 1);
}

int text_language_identify(const struct text_language *a, const struct text_language *b, struct text_span text,
                           double *certainty)
{
    double sum = 0;
    text.n = text.n > SAMPLE ? SAMPLE : text.n;
    for (size_t i = 0; i < text.n;) {
        struct text_span word = text_scan_word(text, i);
        if (word.n) {
            sum += word_evidence(a, b, word);
            i += word.n;
        } else {
            text_char_next(text, &i);
        }
    }
    double p = 1 / (1 + exp(-fabs(sum) * temper));
    if (certainty) {
        *certainty = p;
    }
    return sum > 0;
}
