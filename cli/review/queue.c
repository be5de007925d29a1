/* See queue.h. */
#include "cli/review/queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/decision.h"
#include "cli/progress.h"
#include "cli/show.h"

static const double USUAL_WORDS = 16;

struct candidate {
    double gain;
    int64_t unit;
};

struct collecting {
    const struct cli_review_choice *choice;
    struct candidate *at;
    size_t count, capacity, later, seen;
};

double cli_review_gain(double confidence, int64_t uses, size_t words)
{
    double c = confidence >= 0 && confidence <= 1 ? confidence : 0.5, n = (double)words / USUAL_WORDS;
    return 4 * c * (1 - c) * (1 + log2(uses > 1 ? (double)uses : 1)) * n * exp(1 - n);
}

bool cli_review_of_site(struct text_span url, struct text_span site)
{
    struct text_span of = cli_site_of(url);
    if (of.n < site.n || !text_span_equal_letters((struct text_span){of.p + of.n - site.n, site.n}, site)) {
        return false;
    }
    return of.n == site.n || of.p[of.n - site.n - 1] == '.';
}

static size_t words_of(struct text_span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        n += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
    }
    return n;
}

static bool is_wanted(const struct cli_review_choice *c, const struct tm_unit *u)
{
    double confidence = u->origin.confidence < 0 ? 0.5 : u->origin.confidence;
    return text_span_equal(u->origin.kind, TEXT_LITERAL("harvest")) && confidence >= c->least &&
           confidence <= c->most &&
           (c->site.n == 0 || cli_review_of_site(u->origin.source.url, c->site) ||
            cli_review_of_site(u->origin.target.url, c->site));
}

static enum text_status collect(void *context, const struct tm_unit *u, struct text_error *err)
{
    struct collecting *k = context;
    cli_progress("drafts read", ++k->seen, 0);
    if (!is_wanted(k->choice, u)) {
        return TEXT_OK;
    }
    if (cli_decided_later(u) != k->choice->skipped) {
        k->later += !k->choice->skipped;
        return TEXT_OK;
    }
    if (k->count == k->capacity) {
        size_t capacity = k->capacity ? 2 * k->capacity : 64;
        struct candidate *more = realloc(k->at, capacity * sizeof *more);
        if (!more) {
            return text_fail_memory(err, "the pairs to be reviewed");
        }
        k->at = more;
        k->capacity = capacity;
    }
    k->at[k->count++] =
        (struct candidate){cli_review_gain(u->origin.confidence, u->uses, words_of(u->text.source)), u->id};
    return TEXT_OK;
}

static int by_gain(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    return x->gain > y->gain ? -1 : x->gain < y->gain ? 1 : x->unit < y->unit ? -1 : x->unit > y->unit;
}

enum text_status cli_review_choose(struct tm_memory *m, const struct cli_review_choice *choice,
                                   struct cli_review_queue *out, struct text_error *err)
{
    struct collecting k = {.choice = choice};
    const struct tm_listing drafts = {.which = 1u << TM_DRAFT};
    enum text_status status = tm_list(m, &drafts, collect, &k, err);
    cli_progress_clear();
    struct cli_review_queue q = {.later = k.later};
    if (status == TEXT_OK) {
        if (k.count) {
            qsort(k.at, k.count, sizeof *k.at, by_gain);
        }
        q.count = q.capacity = choice->limit && choice->limit < k.count ? choice->limit : k.count;
        q.at = calloc(q.count + 1, sizeof *q.at);
        status = q.at ? TEXT_OK : text_fail_memory(err, "the pairs to be reviewed");
    }
    for (size_t i = 0; i < q.count && status == TEXT_OK; i++) {
        q.at[i] = k.at[i].unit;
    }
    free(k.at);
    if (status == TEXT_OK) {
        *out = q;
    }
    return status;
}

enum text_status cli_review_insert(struct cli_review_queue *q, size_t place, int64_t unit, struct text_error *err)
{
    if (q->count == q->capacity) {
        size_t capacity = 2 * q->capacity + 8;
        int64_t *more = realloc(q->at, capacity * sizeof *more);
        if (!more) {
            return text_fail_memory(err, "the pairs to be reviewed");
        }
        q->at = more;
        q->capacity = capacity;
    }
    memmove(q->at + place + 1, q->at + place, (q->count - place) * sizeof *q->at);
    q->at[place] = unit;
    q->count++;
    return TEXT_OK;
}

void cli_review_remove(struct cli_review_queue *q, size_t place, size_t count)
{
    memmove(q->at + place, q->at + place + count, (q->count - place - count) * sizeof *q->at);
    q->count -= count;
}

void cli_review_queue_free(struct cli_review_queue *q)
{
    free(q->at);
    *q = (struct cli_review_queue){0};
}
