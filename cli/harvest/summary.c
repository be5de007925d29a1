/* See summary.h. */
#include "cli/harvest/summary.h"

#include "cli/harvest/found.h"

double cli_summary_seconds(const struct cli_harvest *h, enum cli_stage stage)
{
    double seconds = 0;
    for (int i = 0; i <= h->options.jobs; i++) {
        seconds += h->stages[i].seconds[stage];
    }
    return seconds;
}

static double all_seconds(const struct cli_harvest *h)
{
    double seconds = 0;
    for (int s = 0; s < CLI_STAGES; s++) {
        seconds += cli_summary_seconds(h, (enum cli_stage)s);
    }
    return seconds;
}

static unsigned long long skipped(const struct cli_harvest *h)
{
    return cli_skipped_count(h->skipped, ALIGN_SOURCE) + cli_skipped_count(h->skipped, ALIGN_TARGET);
}

/* ": 3 empty, 1 language", or nothing. */
static void print_kinds(const struct cli_harvest *h)
{
    uint64_t counts[2];
    const char *kind;
    for (size_t i = 0; (kind = cli_skipped_kind(h->skipped, i, counts)); i++) {
        printf("%s %llu %s", i ? "," : ":", (unsigned long long)(counts[0] + counts[1]), kind);
    }
}

static void print_bands(const struct cli_harvest *h)
{
    static const char *const names[CLI_FOUND_KINDS] = {"segments", "quotes"};
    for (int kind = 0; kind < CLI_FOUND_KINDS; kind++) {
        const size_t *bands = h->found->bands[kind];
        size_t all = 0;
        for (int b = 0; b < CLI_PAGE_BANDS; b++) {
            all += bands[b];
        }
        if (all == 0) {
            continue;
        }
        printf("%zu %s by confidence:", all, names[kind]);
        for (int b = CLI_PAGE_BANDS - 1, first = 1; b >= 0; b--) {
            if (bands[b]) {
                printf("%s %zu%s %s", first ? "" : ",", bands[b], b ? " of" : "", cli_page_band_name(b));
                first = 0;
            }
        }
        printf("\n");
    }
}

static void print_time(const struct cli_harvest *h)
{
    double passed = cli_clock() - h->begun, used = all_seconds(h);
    size_t texts = h->counts.articles + h->counts.stories;
    printf("%.1f s, %.0f articles a second;", passed, passed > 0 ? (double)texts / passed : 0);
    for (int s = 0; s < CLI_STAGES; s++) {
        double share = used > 0 ? 100 * cli_summary_seconds(h, (enum cli_stage)s) / used : 0;
        printf("%s %s %.0f %%", s ? "," : "", cli_stage_name((enum cli_stage)s), share);
    }
    printf("\n");
}

void cli_summary_print(const struct cli_harvest *h)
{
    const struct cli_harvest_counts *c = &h->counts;
    printf("%zu articles and %zu stories read, %llu passed over", c->articles, c->stories, skipped(h));
    print_kinds(h);
    printf("\n");
    if (c->duplicates[0] + c->duplicates[1]) {
        printf("%zu articles and %zu stories are nearly the same as another; their addresses were added to it\n",
               c->duplicates[0], c->duplicates[1]);
    }
    if (h->nothing_new) {
        printf("nothing is new in either archive\n");
        return;
    }
    if (c->unchanged[0] || c->again) {
        printf("%zu articles were done by an earlier run; %zu of them met new stories and were looked at again\n",
               c->unchanged[0] + c->again, c->again);
    }
    printf("%zu articles draw on a story, in %zu pairs of articles\n", c->paired, c->article_pairs);
    printf("%zu new units, %zu known units from a further origin, %zu known already\n", c->added, c->origins, c->known);
    print_bands(h);
    print_time(h);
}

static struct formats_json *kinds_object(const struct cli_harvest *h, int side)
{
    struct formats_json *o = formats_json_object();
    uint64_t counts[2];
    const char *kind;
    for (size_t i = 0; (kind = cli_skipped_kind(h->skipped, i, counts)); i++) {
        if (counts[side]) {
            formats_json_set_integer(o, kind, (int64_t)counts[side]);
        }
    }
    return o;
}

static struct formats_json *bands_object(const size_t bands[CLI_PAGE_BANDS])
{
    struct formats_json *o = formats_json_object();
    for (int b = CLI_PAGE_BANDS - 1; b >= 0; b--) {
        formats_json_set_integer(o, cli_page_band_name(b), (int64_t)bands[b]);
    }
    return o;
}

struct formats_json *cli_summary_object(const struct cli_harvest *h)
{
    const struct cli_harvest_counts *c = &h->counts;
    struct formats_json *o = formats_json_object(), *stages = formats_json_object();
    const struct {
        const char *name;
        size_t value;
    } numbers[] = {{"articles", c->articles},
                   {"stories", c->stories},
                   {"skipped", (size_t)skipped(h)},
                   {"duplicate_articles", c->duplicates[0]},
                   {"duplicate_stories", c->duplicates[1]},
                   {"unchanged_articles", c->unchanged[0]},
                   {"again", c->again},
                   {"paired", c->paired},
                   {"article_pairs", c->article_pairs},
                   {"new_units", c->added},
                   {"new_origins", c->origins},
                   {"known", c->known}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        formats_json_set_integer(o, numbers[i].name, (int64_t)numbers[i].value);
    }
    formats_json_set(o, "skipped_articles", kinds_object(h, 0));
    formats_json_set(o, "skipped_stories", kinds_object(h, 1));
    formats_json_set(o, "segments", bands_object(h->found->bands[CLI_FOUND_SEGMENTS]));
    formats_json_set(o, "quotes", bands_object(h->found->bands[CLI_FOUND_QUOTES]));
    formats_json_set_real(o, "seconds", cli_clock() - h->begun);
    for (int s = 0; s < CLI_STAGES; s++) {
        formats_json_set_real(stages, cli_stage_name((enum cli_stage)s), cli_summary_seconds(h, (enum cli_stage)s));
    }
    formats_json_set(o, "processor_seconds", stages);
    return o;
}

enum text_status cli_summary_plan(const struct cli_harvest *h, double seconds, bool json, struct text_error *err)
{
    const size_t *all = h->expected, *news = h->news;
    if (!json) {
        printf("%zu articles, %zu of them new, and %zu stories, %zu of them new\n", all[0], news[0], all[1], news[1]);
        if (h->nothing_new) {
            printf("nothing would be done\n");
        } else if (seconds < 100) {
            printf("about %.0f s with %d threads\n", seconds + 0.5, h->options.jobs);
        } else {
            printf("about %.0f min with %d threads\n", seconds / 60 + 0.5, h->options.jobs);
        }
        return TEXT_OK;
    }
    struct formats_json *o = formats_json_object();
    formats_json_set_integer(o, "articles", (int64_t)all[0]);
    formats_json_set_integer(o, "new_articles", (int64_t)news[0]);
    formats_json_set_integer(o, "stories", (int64_t)all[1]);
    formats_json_set_integer(o, "new_stories", (int64_t)news[1]);
    formats_json_set_real(o, "seconds", seconds);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}
