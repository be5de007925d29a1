/* See harvest.h: what a harvest would do and how long it may take.
 *
 * Both archives are looked through to count what is new, and a run of neighbouring entries from the middle of each is
 * harvested without storing anything: neighbours, because archives are mostly in the order of their dates, so that the
 * articles of the sample meet about as many stories as they would in earnest. */
#include "cli/harvest/harvest.h"

enum { SAMPLE = 200 };

static struct text_range middle_of(size_t entries)
{
    size_t begin = entries > SAMPLE ? (entries - SAMPLE) / 2 : 0;
    return (struct text_range){begin, begin + SAMPLE};
}

/* Seconds for each of those that were read; to come to them is no part of it. */
static double rate(double since, size_t read)
{
    return read ? (cli_clock() - since) / (double)read : 0;
}

static enum text_status measure(struct cli_harvest *h, double *seconds, struct text_error *err)
{
    struct tm_memory *memory = h->memory;
    struct tm_ledger *ledger = h->ledger;
    /* In a sample nothing is known and nothing is to be kept. */
    h->memory = NULL;
    h->ledger = NULL;
    h->sample[0] = middle_of(h->expected[0]);
    h->sample[1] = middle_of(h->expected[1]);
    enum text_status status = cli_harvest_stories(h, err);
    /* The index is made of all stories, also for one new article. */
    *seconds = rate(h->reached[ALIGN_TARGET], h->counts.stories) * (double)h->expected[ALIGN_TARGET];
    if (status == TEXT_OK) {
        status = cli_harvest_articles(h, err);
        *seconds += rate(h->reached[ALIGN_SOURCE], h->counts.articles) *
                    (double)(h->news[ALIGN_TARGET] ? h->expected[ALIGN_SOURCE] : h->news[ALIGN_SOURCE]);
    }
    h->memory = memory;
    h->ledger = ledger;
    return status;
}

enum text_status cli_harvest_plan(struct cli_harvest *h, double *seconds, struct text_error *err)
{
    *seconds = 0;
    if (cli_harvest_is_stream(h, 0) || cli_harvest_is_stream(h, 1)) {
        return text_fail(err, TEXT_MISUSE,
                         "--dry-run reads the archives more than once, which standard input does not allow");
    }
    enum text_status status = cli_harvest_prepare(h, err);
    if (status == TEXT_OK) {
        status = cli_harvest_glance(h, err);
    }
    return status == TEXT_OK && !h->nothing_new ? measure(h, seconds, err) : status;
}
