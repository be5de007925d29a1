/* See report.h: the report as a page. */
#include <string.h>

#include "cli/harvest/day.h"
#include "cli/harvest/report.h"
#include "cli/harvest/summary.h"
#include "cli/page.h"

static const char *const style[] = {
    "section { margin: 2.5rem 0 0; } section h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }\n",
    ".plot { width: 100%; max-width: 60rem; height: auto; }\n",
    ".plot text { fill: var(--soft); font: 11px var(--plain); }\n",
    ".plot .all { fill: var(--rule); } .plot .paired { fill: var(--c2); } .plot line { stroke: var(--soft); }\n",
    "table { border-collapse: collapse; font-size: .875rem; } th { text-align: left; font-weight: 600; }\n",
    "th, td { padding: .3rem 1.25rem .3rem 0; border-top: 1px solid var(--rule); vertical-align: top; }\n",
    "td.n { font-variant-numeric: tabular-nums; color: var(--c); white-space: nowrap; }\n",
    "td.t { font-family: var(--text); max-width: 34rem; overflow-wrap: anywhere; }\n",
    "td.from { color: var(--soft); max-width: 18rem; overflow-wrap: anywhere; font-size: .8125rem; }\n",
    "details { margin: .5rem 0; } summary { cursor: pointer; } li { overflow-wrap: anywhere; }\n",
};

/* Of the drawing, in its own units; and into how many bars the days are gathered at most. */
enum { WIDTH = 720, HEIGHT = 150, BARS = 120, LABELS = 20 };

static void put_facts(const struct cli_harvest *h, FILE *to)
{
    const struct cli_harvest_counts *c = &h->counts;
    unsigned long long skipped = (unsigned long long)(cli_skipped_count(h->skipped, ALIGN_SOURCE) +
                                                      cli_skipped_count(h->skipped, ALIGN_TARGET));
    fputs("<dl class=\"facts\">\n", to);
    cli_page_fact(to, "Articles", "%zu", c->articles);
    cli_page_fact(to, "Stories", "%zu", c->stories);
    cli_page_fact(to, "Passed over", "%llu", skipped);
    cli_page_fact(to, "Nearly the same as another", "%zu", c->duplicates[0] + c->duplicates[1]);
    cli_page_fact(to, "Done by an earlier run", "%zu", c->unchanged[0]);
    cli_page_fact(to, "Articles that draw on a story", "%zu", c->paired);
    cli_page_fact(to, "Pairs of articles", "%zu", c->article_pairs);
    cli_page_fact(to, "New units", "%zu", c->added);
    fputs("</dl>\n", to);
}

static void put_confidence(const struct cli_harvest *h, FILE *to)
{
    static const char *const names[CLI_FOUND_KINDS] = {"Segments", "Quotes"};
    fputs("<section><h2>New units by confidence</h2>\n<table><tr><th></th>", to);
    for (int b = CLI_PAGE_BANDS - 1; b >= 0; b--) {
        fprintf(to, "<th>%s</th>", cli_page_band_name(b));
    }
    fputs("</tr>\n", to);
    for (int kind = 0; kind < CLI_FOUND_KINDS; kind++) {
        fprintf(to, "<tr><th>%s</th>", names[kind]);
        for (int b = CLI_PAGE_BANDS - 1; b >= 0; b--) {
            fprintf(to, "<td class=\"n c%d\">%zu</td>", b, h->found->bands[kind][b]);
        }
        fputs("</tr>\n", to);
    }
    fputs("</table></section>\n", to);
}

static void put_time(const struct cli_harvest *h, FILE *to)
{
    double all = 0;
    for (int s = 0; s < CLI_STAGES; s++) {
        all += cli_summary_seconds(h, (enum cli_stage)s);
    }
    fprintf(to, "<section><h2>Time</h2>\n<p>%.1f s by the clock, %.1f s of the processors", cli_clock() - h->begun,
            all);
    for (int s = 0; s < CLI_STAGES && all > 0; s++) {
        fprintf(to, "%s %s %.0f %%", s ? "," : ":", cli_stage_name((enum cli_stage)s),
                100 * cli_summary_seconds(h, (enum cli_stage)s) / all);
    }
    fputs("</p></section>\n", to);
}

struct bar {
    int32_t first, last;
    size_t articles, paired, units;
};

/* Neighbouring days together; those without a date are left out. Returns how many bars there are. */
static size_t gather(const struct cli_found *f, struct bar bars[BARS])
{
    size_t from = f->day_count && f->days[0].day == ALIGN_NO_DAY, count = 0;
    if (from == f->day_count) {
        return 0;
    }
    int64_t first = f->days[from].day, days = f->days[f->day_count - 1].day - first + 1,
            wide = (days + BARS - 1) / BARS;
    count = (size_t)((days + wide - 1) / wide);
    for (size_t i = 0; i < count; i++) {
        int64_t begin = first + (int64_t)i * wide, end = begin + wide - 1;
        bars[i] = (struct bar){.first = (int32_t)begin, .last = (int32_t)(end < first + days ? end : first + days - 1)};
    }
    for (size_t i = from; i < f->day_count; i++) {
        struct bar *b = &bars[(f->days[i].day - first) / wide];
        b->articles += f->days[i].articles;
        b->paired += f->days[i].paired;
        b->units += f->days[i].units;
    }
    return count;
}

static void put_bar(FILE *to, const struct bar *b, size_t i, double step, size_t most)
{
    char first[CLI_DAY_SIZE], last[CLI_DAY_SIZE];
    double scale = (double)HEIGHT / (double)most, all = scale * (double)b->articles, paired = scale * (double)b->paired;
    fprintf(to, "<g><title>%s", cli_day_print(b->first, first));
    if (b->last != b->first) {
        fprintf(to, " to %s", cli_day_print(b->last, last));
    }
    fprintf(to, ": %zu articles, %zu draw on a story, %zu new units</title>", b->articles, b->paired, b->units);
    fprintf(to, "<rect class=\"all\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>", (double)i * step,
            HEIGHT - all, 0.85 * step, all);
    fprintf(to, "<rect class=\"paired\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/></g>\n", (double)i * step,
            HEIGHT - paired, 0.85 * step, paired);
}

static void put_plot(const struct cli_harvest *h, FILE *to)
{
    struct bar bars[BARS];
    char first[CLI_DAY_SIZE], last[CLI_DAY_SIZE];
    size_t count = gather(h->found, bars), most = 1;
    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        most = bars[i].articles > most ? bars[i].articles : most;
    }
    fprintf(to,
            "<section><h2>Articles by date, and those of them that draw on a story</h2>\n"
            "<svg class=\"plot\" viewBox=\"0 -14 %d %d\" role=\"img\" aria-label=\"Articles by date\">\n"
            "<text x=\"0\" y=\"-4\">%zu</text>\n",
            WIDTH, HEIGHT + LABELS + 14, most);
    for (size_t i = 0; i < count; i++) {
        put_bar(to, &bars[i], i, (double)WIDTH / (double)count, most);
    }
    fprintf(to,
            "<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n<text x=\"0\" y=\"%d\">%s</text>\n"
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n</svg></section>\n",
            HEIGHT, WIDTH, HEIGHT, HEIGHT + 14, cli_day_print(bars[0].first, first), WIDTH, HEIGHT + 14,
            cli_day_print(bars[count - 1].last, last));
}

/* An address can be followed, but only one that leads to a page. */
static void put_name(FILE *to, struct text_span name)
{
    bool page = text_span_starts(name, TEXT_LITERAL("https://")) || text_span_starts(name, TEXT_LITERAL("http://"));
    if (page) {
        fputs("<a rel=\"noreferrer\" href=\"", to);
        cli_page_put(to, name);
        fputs("\">", to);
    }
    fputs("<bdi>", to);
    cli_page_put(to, name);
    fputs(page ? "</bdi></a>" : "</bdi>", to);
}

static void put_unsure(const struct cli_harvest *h, FILE *to)
{
    const char *codes[2] = {text_language_code(h->model.languages.at[0]), text_language_code(h->model.languages.at[1])};
    if (h->found->unsure_count == 0) {
        return;
    }
    fprintf(
        to,
        "<section><h2>The pairs that are least sure</h2>\n<table><tr><th></th><th>%s</th><th>%s</th><th></th></tr>\n",
        codes[0], codes[1]);
    for (size_t i = 0; i < h->found->unsure_count; i++) {
        const struct cli_found_pair *p = &h->found->unsure[i];
        fprintf(to, "<tr><td class=\"n c%d\">%.2f</td><td class=\"t\" lang=\"%s\">", cli_page_band(p->confidence),
                p->confidence, codes[0]);
        cli_page_put(to, p->text.source);
        fprintf(to, "</td><td class=\"t\" lang=\"%s\">", codes[1]);
        cli_page_put(to, p->text.target);
        fputs("</td><td class=\"from\">", to);
        put_name(to, p->names.source);
        fputs("<br/>", to);
        put_name(to, p->names.target);
        fputs("</td></tr>\n", to);
    }
    fputs("</table></section>\n", to);
}

struct listing {
    FILE *to;
    const char *why;
    enum align_side side;
};

static enum text_status put_skipped(void *context, const struct cli_skipped_one *s, struct text_error *err)
{
    const struct listing *l = context;
    (void)err;
    if (s->side == l->side && strcmp(s->why, l->why) == 0) {
        fputs("<li>", l->to);
        put_name(l->to, s->name);
        fputs(s->name.n ? ": " : "", l->to);
        cli_page_put(l->to, s->reason);
        if (s->count != 1) {
            fprintf(l->to, " (%llu)", (unsigned long long)s->count);
        }
        fputs("</li>\n", l->to);
    }
    return TEXT_OK;
}

static enum text_status put_all_skipped(const struct cli_harvest *h, FILE *to, struct text_error *err)
{
    static const char *const sides[] = {"articles", "stories"};
    enum text_status status = TEXT_OK;
    uint64_t counts[2];
    const char *why;
    if (!cli_skipped_kind(h->skipped, 0, counts)) {
        return TEXT_OK;
    }
    fputs("<section><h2>Passed over</h2>\n", to);
    for (size_t i = 0; status == TEXT_OK && (why = cli_skipped_kind(h->skipped, i, counts)); i++) {
        for (int side = 0; side < 2 && status == TEXT_OK; side++) {
            struct listing l = {to, why, (enum align_side)side};
            if (counts[side]) {
                fprintf(to, "<details><summary>%llu %s: %s</summary>\n<ul>\n", (unsigned long long)counts[side],
                        sides[side], why);
                status = cli_skipped_each(h->skipped, put_skipped, &l, err);
                fputs("</ul></details>\n", to);
            }
        }
    }
    fputs("</section>\n", to);
    return status;
}

enum text_status cli_write_report(const struct cli_harvest *h, FILE *to, struct text_error *err)
{
    struct cli_page page = {TEXT_LITERAL("Harvest"), {style, sizeof style / sizeof style[0]}, {NULL, 0}};
    cli_page_begin(to, &page);
    fputs("<header><h1>Harvest of <bdi>", to);
    cli_page_put(to, text_span_of(cli_name_of(h->options.archives[0])));
    fputs("</bdi> and <bdi>", to);
    cli_page_put(to, text_span_of(cli_name_of(h->options.archives[1])));
    fputs("</bdi></h1>\n", to);
    put_facts(h, to);
    fputs("</header>\n", to);
    put_plot(h, to);
    put_confidence(h, to);
    put_unsure(h, to);
    enum text_status status = put_all_skipped(h, to, err);
    put_time(h, to);
    cli_page_end(to, &page);
    return status;
}
