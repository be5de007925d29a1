/* Checks that look at a text as a whole: whether it is there, translated, of a likely length, with all its marks in
 * pairs, and the same as elsewhere. */
#include <math.h>

#include "cli/qa/qa-private.h"

bool cli_qa_look_empty(struct cli_qa *q)
{
    if (text_span_trim(q->unit->text.target).n > 0) {
        return false;
    }
    if (cli_qa_wants(q, CLI_QA_EMPTY) && text_span_trim(q->unit->text.source).n > 0) {
        text_buffer_add_string(cli_qa_reason(q), "there is no target");
        cli_qa_tell(q, CLI_QA_EMPTY);
    }
    return true;
}

static bool same_words(const struct text_tokens *a, const struct text_tokens *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++) {
        same = text_span_equal(a->at[i].folded, b->at[i].folded);
    }
    return same;
}

/* Words that begin in lower case: names, addresses and values do not make a text one that needs translation. */
static size_t common_words(const struct cli_qa_text *t)
{
    size_t count = 0;
    for (size_t i = 0, p = 0; i < t->words.count; i++) {
        const struct text_token *w = &t->words.at[i];
        while (p < t->values.count && t->values.at[p].text.p + t->values.at[p].text.n <= w->surface.p) {
            p++;
        }
        bool valued = p < t->values.count && w->surface.p >= t->values.at[p].text.p;
        count += w->kind == TEXT_WORD && !valued && w->surface.n > 1 && text_span_equal(w->surface, w->folded);
    }
    return count;
}

enum text_status cli_qa_look_untranslated(struct cli_qa *q, struct text_error *err)
{
    enum { WORDS = 5 }; /* of a text that is not the same, so many tell that it is in the wrong language */
    (void)err;
    int target = !q->unit->side;
    size_t common = common_words(&q->at[1]);
    bool same = same_words(&q->at[0].words, &q->at[1].words);
    if (!cli_qa_wants(q, CLI_QA_UNTRANSLATED) || common < (same ? 1 : WORDS)) {
        return TEXT_OK;
    }
    const char *foreign = cli_languages_foreign(q->languages, target, q->unit->text.target);
    if (foreign) {
        text_buffer_add_format(cli_qa_reason(q), same ? "the target is the source" : "the target is in the language "
                               "\"%s\"", foreign);
        cli_qa_tell(q, CLI_QA_UNTRANSLATED);
    }
    return TEXT_OK;
}

void cli_qa_look_marks(struct cli_qa *q)
{
    struct text_unpaired source = text_marks_unpaired(q->at[0].language, q->at[0].text);
    struct text_unpaired target = text_marks_unpaired(q->at[1].language, q->at[1].text);
    const struct {
        enum cli_qa_check check;
        struct text_span source, target;
    } both[] = {{CLI_QA_QUOTE, source.quote, target.quote}, {CLI_QA_BRACKET, source.bracket, target.bracket}};
    for (size_t i = 0; i < 2; i++) {
        if (cli_qa_wants(q, both[i].check) && both[i].target.n && !both[i].source.n) {
            text_buffer_add_format(cli_qa_reason(q), "%.*s has no partner in the target", TEXT_PRINT(both[i].target));
            cli_qa_tell(q, both[i].check);
        }
    }
}

static size_t characters_of(struct text_span s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.n; i++) {
        count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    }
    return count;
}

/* The logarithm of the ratio of lengths, each divided by what its language usually takes, is spread around 0 the wider
 * the shorter the texts are: with a variance of 0.036 + 1.9 / characters, as counted in 77,000 pairs of news, reports
 * and devotional texts of the corpora that corpora/<code>/words.tsv names. What is four standard deviations away is
 * told. */
void cli_qa_look_length(struct cli_qa *q)
{
    static const double FLOOR = 0.036, SPREAD = 1.9, DEVIATIONS = 4;
    enum { SHORT = 12 }; /* texts of fewer characters may become anything */
    double n[2];
    for (int i = 0; i < 2; i++) {
        n[i] = (double)characters_of(q->at[i].text) * 100 / text_language_length(q->at[i].language);
    }
    if (!cli_qa_wants(q, CLI_QA_LENGTH) || n[0] < 1 || n[1] < 1 || (n[0] < SHORT && n[1] < 2 * SHORT)) {
        return;
    }
    double ratio = log(n[1] / n[0]), deviation = sqrt(FLOOR + SPREAD / ((n[0] + n[1]) / 2));
    if (fabs(ratio) > DEVIATIONS * deviation) {
        double usual = (double)text_language_length(q->at[1].language) / text_language_length(q->at[0].language);
        text_buffer_add_format(cli_qa_reason(q), "the target has %.0f characters, and about %.0f are usual for this "
                               "source", (double)characters_of(q->at[1].text),
                               (double)characters_of(q->at[0].text) * usual);
        cli_qa_tell(q, CLI_QA_LENGTH);
    }
}
