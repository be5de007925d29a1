/* See report.h: the page. Each bar is as wide as the page, and shows the shares of the bands in words; the table under
 * it says the same in numbers. */
#include "cli/analyse/report.h"
#include "cli/page.h"

static const char *const style[] = {
#include "cli/analyse/page.css.h"
};

enum { WIDTH = 1000 }; /* of a bar, in its own units */

static void put_bar(FILE *to, const struct cli_band_count bands[CLI_BANDS], size_t words)
{
    double x = 0;
    fprintf(to, "<svg class=\"bar\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
                "focusable=\"false\">", WIDTH);
    for (int i = 0; i < CLI_BANDS && words; i++) {
        double width = WIDTH * (double)bands[i].volume.words / (double)words;
        if (width > 0) {
            fprintf(to,
                    "<rect class=\"b%d\" x=\"%.2f\" y=\"0\" width=\"%.2f\" height=\"10\"><title>%s: %zu words"
                    "</title></rect>",
                    i, x, width, cli_band_name((enum cli_band)i), bands[i].volume.words);
        }
        x += width;
    }
    fputs("</svg>\n", to);
}

static void put_row(FILE *to, const struct cli_band_count *c, size_t words)
{
    fprintf(to, "<td>%zu</td><td>%zu</td><td>%.1f%%</td><td>%zu</td><td>%zu</td><td>%zu</td>", c->segments,
            c->volume.words, words ? 100.0 * (double)c->volume.words / (double)words : 0, c->volume.characters,
            c->volume.punctuation, c->volume.blanks);
}

static void put_table(FILE *to, const struct cli_analysis *a, const struct cli_band_count bands[CLI_BANDS],
                      const struct cli_band_count *sum)
{
    fputs("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Band</th><th scope=\"col\">Segments</th>"
          "<th scope=\"col\">Words</th><th scope=\"col\">Share</th><th scope=\"col\">Characters</th>"
          "<th scope=\"col\">Punctuation</th><th scope=\"col\">White space</th><th scope=\"col\">Weight</th>"
          "<th scope=\"col\">Effort</th></tr></thead>\n<tbody>\n", to);
    for (int i = 0; i < CLI_BANDS; i++) {
        if (bands[i].segments) {
            fprintf(to, "<tr class=\"b%d\"><th scope=\"row\"><span class=\"key\"></span>%s</th>", i,
                    cli_band_name((enum cli_band)i));
            put_row(to, &bands[i], sum->volume.words);
            fprintf(to, "<td>%.2f</td><td>%.1f</td></tr>\n", a->weights[i],
                    a->weights[i] * (double)bands[i].volume.words);
        }
    }
    fputs("<tr><th scope=\"row\">All</th>", to);
    put_row(to, sum, sum->volume.words);
    fprintf(to, "<td></td><td>%.1f</td></tr>\n</tbody></table></div>\n", cli_band_effort(a, bands));
    if (a->internal) {
        fprintf(to,
                "<p class=\"note\">%zu segments (%zu words) are in their bands by what stands before them in these "
                "files.</p>\n",
                sum->internal, sum->internal_words);
    }
}

static void put_section(FILE *to, const struct cli_analysis *a, const struct cli_analysed_file *f,
                        const struct cli_band_count bands[CLI_BANDS])
{
    struct cli_band_count sum = cli_band_sum(bands);
    fputs("<section><h2>", to);
    if (f) {
        cli_page_put(to, text_span_of(f->name));
        fprintf(to, " (%s)", f->format);
    } else {
        fprintf(to, "All %zu files", a->count);
    }
    fputs("</h2>\n", to);
    put_bar(to, bands, sum.volume.words);
    put_table(to, a, bands, &sum);
    fputs("</section>\n", to);
}

void cli_analysis_print_page(const struct cli_analysis *a, FILE *to)
{
    const struct cli_page page = {.title = TEXT_LITERAL("What is to be translated"),
                                  .style = {style, sizeof style / sizeof style[0]}};
    struct cli_band_count totals[CLI_BANDS];
    cli_band_totals(a, totals);
    struct cli_band_count sum = cli_band_sum(totals);
    cli_page_begin(to, &page);
    fputs("<h1>What is to be translated</h1>\n<dl class=\"facts\">\n", to);
    cli_page_fact(to, "Files", "%zu", a->count);
    cli_page_fact(to, "Segments", "%zu", sum.segments);
    cli_page_fact(to, "Words", "%zu", sum.volume.words);
    cli_page_fact(to, "Effort in words", "%.1f", cli_band_effort(a, totals));
    fputs("</dl>\n<p class=\"note\">Each bar shows the shares of the bands in words. Words and characters are counted "
          "as GMX-V 2.0 has it; effort is words times the weight of their band.</p>\n",
          to);
    if (a->count != 1) {
        put_section(to, a, NULL, totals);
    }
    for (size_t i = 0; i < a->count; i++) {
        put_section(to, a, &a->files[i], a->files[i].bands);
    }
    cli_page_end(to, &page);
}
