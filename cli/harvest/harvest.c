/* See harvest.h: what happens before and between the two passes. */
#include "cli/harvest/harvest.h"

#include <stdlib.h>
#include <string.h>

#include "cli/harvest/found.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/progress.h"

/* No article has more: what is larger is no article, and would be read for minutes. */
static const size_t LARGEST = (size_t)16 << 20;

enum text_status cli_harvest_open(const struct cli_harvest *h, enum align_side side, struct formats_archive **out,
                                  struct text_error *err)
{
    struct formats_archive *archive;
    enum text_status status = formats_archive_open(h->options.archives[side], &archive, err);
    if (status == TEXT_OK) {
        formats_archive_limit(archive, LARGEST);
        status = h->options.fields ? formats_archive_fields(archive, h->options.fields, err) : TEXT_OK;
        if (status == TEXT_OK) {
            *out = archive;
        } else {
            formats_archive_close(archive);
        }
    }
    return status;
}

bool cli_harvest_is_stream(const struct cli_harvest *h, int side)
{
    return strcmp(h->options.archives[side], "-") == 0;
}

void cli_harvest_free(struct cli_harvest *h)
{
    cli_stories_free(&h->stories);
    cli_skipped_free(h->skipped);
    if (h->found) {
        cli_found_free(h->found);
        free(h->found);
    }
    tm_ledger_close(h->ledger);
    tm_close(h->memory);
    free(h->stages);
    formats_calendar_free(h->calendar);
    cli_model_free(&h->model);
}

/* Is there nothing to do? The archives are read, but nothing in them is looked at: what is known is told by its
 * hash. */
struct glance {
    struct cli_harvest *h;
    struct cli_intake intake;
    size_t seen, used, duplicates; /* that are known */
    uint64_t unusable;
    size_t news;
    uint32_t *numbers; /* of stories, or the sets of articles, each once behind the other */
    size_t number_count, number_capacity;
};

static enum text_status note_number(struct glance *g, uint32_t number, struct text_error *err)
{
    if (g->number_count && g->numbers[g->number_count - 1] == number) {
        return TEXT_OK;
    }
    if (g->number_count == g->number_capacity) {
        size_t capacity = g->number_capacity ? g->number_capacity * 2 : 256;
        uint32_t *numbers = realloc(g->numbers, capacity * sizeof *numbers);
        if (!numbers) {
            return text_fail_memory(err, "the articles");
        }
        g->numbers = numbers;
        g->number_capacity = capacity;
    }
    g->numbers[g->number_count++] = number;
    return TEXT_OK;
}

static enum text_status glance_at(struct glance *g, struct cli_arrival *a, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    g->seen++;
    g->unusable += a->why ? a->count : 0;
    if (!a->why && !a->known) {
        g->news++;
    } else if (!a->why) {
        g->used++;
        g->duplicates += a->record.kind == TM_RECORD_DUPLICATE;
        if (a->record.kind == TM_RECORD_USED) {
            status = note_number(g, a->record.number, err);
        }
    }
    return status;
}

static enum text_status glance_over(struct glance *g, struct text_error *err)
{
    size_t bytes;
    bool end = false;
    enum text_status status = cli_harvest_open(g->h, g->intake.side, &g->intake.archive, err);
    while (status == TEXT_OK) {
        struct cli_arrival a = {0};
        status = cli_intake_next(&g->intake, &a, &bytes, &end, err);
        if (status != TEXT_OK || end) {
            break;
        }
        status = glance_at(g, &a, err);
        cli_arrival_free(&a);
        cli_progress(g->intake.side == ALIGN_SOURCE ? "articles looked at" : "stories looked at", g->seen, 0);
    }
    cli_progress_clear();
    formats_archive_close(g->intake.archive);
    if (status == TEXT_OK && g->intake.interrupted) {
        status = text_fail(err, TEXT_INTERRUPTED, "interrupted before anything was stored");
    }
    return status;
}

/* Has each article been compared with each story? */
static bool is_covered(const struct cli_harvest *h, const struct glance *articles, const struct glance *stories)
{
    for (size_t i = 0; i < articles->number_count; i++) {
        const struct tm_number_run *runs;
        size_t count, at = 0;
        uint32_t set = articles->numbers[i];
        if (i && set == articles->numbers[i - 1]) {
            continue;
        }
        tm_ledger_get_set(h->ledger, set, &runs, &count);
        for (size_t k = 0; k < stories->number_count; k++) {
            uint32_t number = stories->numbers[k];
            /* Mostly in order; where they are not, from the beginning. */
            at = at < count && runs[at].first > number ? 0 : at;
            while (at < count && runs[at].last < number) {
                at++;
            }
            if (at == count || runs[at].first > number) {
                return false;
            }
        }
    }
    return true;
}

/* Where the names of a folder tell how much there is, and nothing was done before, there is nothing to be learned. */
static bool is_worth_a_glance(const struct cli_harvest *h, int side)
{
    return h->expected[side] == 0 || (h->ledger && tm_ledger_count(h->ledger, TM_SOURCE) > 0);
}

enum text_status cli_harvest_glance(struct cli_harvest *h, struct text_error *err)
{
    struct glance g[2];
    enum text_status status = TEXT_OK;
    for (int side = 0; side < 2; side++) {
        g[side] = (struct glance){
            .h = h,
            .intake = {.model = &h->model,
                       .reading = &h->reading,
                       .ledger = h->ledger,
                       .side = (enum align_side)side}};
    }
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        if (is_worth_a_glance(h, side)) {
            status = glance_over(&g[side], err);
            h->expected[side] = g[side].seen;
        } else {
            g[side].news = h->expected[side];
        }
    }
    if (status == TEXT_OK && !h->pairs && !g[0].news && !g[1].news && g[0].used && g[1].used &&
        is_covered(h, &g[0], &g[1])) {
        h->nothing_new = true;
        h->counts.articles = g[0].used;
        h->counts.stories = g[1].used;
        for (int side = 0; side < 2; side++) {
            h->counts.duplicates[side] = g[side].duplicates;
            h->counts.unchanged[side] = g[side].used - g[side].duplicates;
        }
    }
    for (int side = 0; side < 2; side++) {
        h->news[side] = g[side].news;
        free(g[side].numbers);
    }
    return status;
}

/* Tells once more of what cannot be used, where nothing else is done. */
static enum text_status tell_unusable(struct cli_harvest *h, enum align_side side, struct text_error *err)
{
    struct cli_intake in = {.model = &h->model, .reading = &h->reading, .ledger = h->ledger, .side = side};
    size_t bytes;
    bool end = false;
    enum text_status status = cli_harvest_open(h, side, &in.archive, err);
    while (status == TEXT_OK) {
        struct cli_arrival a = {0};
        status = cli_intake_next(&in, &a, &bytes, &end, err);
        if (status != TEXT_OK || end) {
            break;
        }
        status = a.why ? cli_skipped_add(h->skipped, side, &a, err) : TEXT_OK;
        cli_arrival_free(&a);
    }
    formats_archive_close(in.archive);
    return status;
}

enum text_status cli_harvest_check(struct cli_harvest *h, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        struct formats_archive *archive;
        if (!cli_harvest_is_stream(h, side)) {
            status = cli_harvest_open(h, (enum align_side)side, &archive, err);
            if (status == TEXT_OK) {
                h->expected[side] = formats_archive_count(archive);
                formats_archive_close(archive);
            }
        }
    }
    return status;
}

enum text_status cli_harvest_prepare(struct cli_harvest *h, struct text_error *err)
{
    const char *names[2] = {cli_name_of(h->options.archives[0]), cli_name_of(h->options.archives[1])};
    h->begun = cli_clock();
    h->stages = calloc((size_t)h->options.jobs + 1, sizeof *h->stages);
    h->found = calloc(1, sizeof *h->found);
    if (!h->stages || !h->found) {
        return text_fail_memory(err, "a harvest");
    }
    struct text_buffer settings = {0};
    enum text_status status = cli_skipped_new(names, h->options.keep_skipped, &h->skipped, err);
    if (status == TEXT_OK && h->memory) {
        status = cli_harvest_settings(h, &settings, err);
    }
    if (status == TEXT_OK && h->memory) {
        status = tm_ledger_open(h->memory, text_buffer_span(&settings), &h->ledger, err);
    }
    text_buffer_free(&settings);
    return status;
}

static enum text_status run(struct cli_harvest *h, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (!cli_harvest_is_stream(h, 0) && !cli_harvest_is_stream(h, 1)) {
        status = cli_harvest_glance(h, err);
    }
    if (status == TEXT_OK && h->nothing_new) {
        status = tell_unusable(h, ALIGN_TARGET, err);
        return status == TEXT_OK ? tell_unusable(h, ALIGN_SOURCE, err) : status;
    }
    if (status == TEXT_OK) {
        status = cli_harvest_stories(h, err);
    }
    if (status == TEXT_OK) {
        status = cli_harvest_articles(h, err);
    }
    if (status == TEXT_OK && h->counts.articles == 0) {
        status = text_fail(err, TEXT_EMPTY, "%s: no article in it that can be used (%llu passed over)",
                           cli_name_of(h->options.archives[ALIGN_SOURCE]),
                           (unsigned long long)cli_skipped_count(h->skipped, ALIGN_SOURCE));
    }
    return status;
}

enum text_status cli_harvest_run(struct cli_harvest *h, struct text_error *err)
{
    enum text_status status = cli_harvest_prepare(h, err);
    if (status == TEXT_OK) {
        status = run(h, err);
        cli_skipped_tell_rest(h->skipped);
    }
    return status;
}
