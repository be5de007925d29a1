/* See report.h: all but the page. */
#include "cli/analyse/report.h"

#include "cli/terminal/visible.h"

static double share_of(size_t words, size_t all)
{
    return all ? 100.0 * (double)words / (double)all : 0;
}

static void print_row(FILE *to, const char *name, const struct cli_band_count *c, size_t words, double weight,
                      double effort)
{
    fprintf(to, "  %-12s%10zu%11zu%8.1f%%%12zu%13zu%13zu", name, c->segments, c->volume.words,
            share_of(c->volume.words, words), c->volume.characters, c->volume.punctuation, c->volume.blanks);
    if (weight >= 0) {
        fprintf(to, "%8.2f", weight);
    } else {
        fputs("        ", to);
    }
    fprintf(to, "%12.1f\n", effort);
}

static void print_table(const struct cli_analysis *a, const struct cli_band_count bands[CLI_BANDS], FILE *to)
{
    struct cli_band_count sum = cli_band_sum(bands);
    fprintf(to, "  %-12s%10s%11s%9s%12s%13s%13s%8s%12s\n", "", "segments", "words", "share", "characters",
            "punctuation", "white space", "weight", "effort");
    for (int i = 0; i < CLI_BANDS; i++) {
        if (bands[i].segments) {
            print_row(to, cli_band_name((enum cli_band)i), &bands[i], sum.volume.words, a->weights[i],
                      a->weights[i] * (double)bands[i].volume.words);
        }
    }
    print_row(to, "all", &sum, sum.volume.words, -1, cli_band_effort(a, bands));
    if (a->internal) {
        fprintf(to, "  of these by what stands before them in the files: %zu segments, %zu words\n", sum.internal,
                sum.internal_words);
    }
}

static void print_name(const char *name, FILE *to)
{
    struct text_buffer b = {0};
    cli_visible_add(&b, text_span_of(name));
    fwrite(b.n ? b.p : "", 1, b.n, to);
    text_buffer_free(&b);
}

void cli_analysis_print(const struct cli_analysis *a, FILE *to)
{
    struct cli_band_count totals[CLI_BANDS];
    for (size_t i = 0; i < a->count; i++) {
        print_name(a->files[i].name, to);
        fprintf(to, " (%s)\n", a->files[i].format);
        print_table(a, a->files[i].bands, to);
    }
    if (a->count > 1) {
        cli_band_totals(a, totals);
        fprintf(to, "all %zu files\n", a->count);
        print_table(a, totals, to);
    }
}

static void set_count(struct formats_json *o, const struct cli_analysis *a, const struct cli_band_count *c,
                      double effort)
{
    formats_json_set_integer(o, "segments", (int64_t)c->segments);
    formats_json_set_integer(o, "words", (int64_t)c->volume.words);
    formats_json_set_integer(o, "characters", (int64_t)c->volume.characters);
    formats_json_set_integer(o, "punctuation", (int64_t)c->volume.punctuation);
    formats_json_set_integer(o, "white_space", (int64_t)c->volume.blanks);
    if (a->internal) {
        formats_json_set_integer(o, "internal_segments", (int64_t)c->internal);
        formats_json_set_integer(o, "internal_words", (int64_t)c->internal_words);
    }
    formats_json_set_real(o, "effort", effort);
}

static enum text_status write_json(const struct cli_analysis *a, const struct cli_analysed_file *f,
                                   const struct cli_band_count bands[CLI_BANDS], FILE *to, struct text_error *err)
{
    struct formats_json *o = formats_json_object(), *list = formats_json_array();
    struct cli_band_count sum = cli_band_sum(bands);
    if (f) {
        formats_json_set_text(o, "file", text_span_of(f->name));
        formats_json_set_text(o, "format", text_span_of(f->format));
    } else {
        formats_json_set_bool(o, "total", true);
        formats_json_set_integer(o, "files", (int64_t)a->count);
    }
    set_count(o, a, &sum, cli_band_effort(a, bands));
    for (int i = 0; i < CLI_BANDS; i++) {
        struct formats_json *band = formats_json_object();
        formats_json_set_text(band, "band", text_span_of(cli_band_name((enum cli_band)i)));
        formats_json_set_real(band, "weight", a->weights[i]);
        set_count(band, a, &bands[i], a->weights[i] * (double)bands[i].volume.words);
        formats_json_append(list, band);
    }
    formats_json_set(o, "bands", list);
    enum text_status status = formats_json_write(o, to, err);
    formats_json_free(o);
    return status;
}

enum text_status cli_analysis_print_json(const struct cli_analysis *a, FILE *to, struct text_error *err)
{
    struct cli_band_count totals[CLI_BANDS];
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < a->count && status == TEXT_OK; i++) {
        status = write_json(a, &a->files[i], a->files[i].bands, to, err);
    }
    cli_band_totals(a, totals);
    return status == TEXT_OK ? write_json(a, NULL, totals, to, err) : status;
}

/* In quotes where it must be. */
static void print_field(const char *s, FILE *to)
{
    bool quotes = false;
    for (const char *p = s; *p; p++) {
        quotes = quotes || *p == ',' || *p == '"' || (unsigned char)*p < 0x20;
    }
    fputs(quotes ? "\"" : "", to);
    for (const char *p = s; *p; p++) {
        fputs(*p == '"' ? "\"\"" : (char[]){*p, '\0'}, to);
    }
    fputs(quotes ? "\"" : "", to);
}

void cli_analysis_print_csv(const struct cli_analysis *a, FILE *to)
{
    fputs("file,format,band,segments,words,characters,punctuation,white_space,internal_segments,internal_words,weight,"
          "effort\r\n", to);
    for (size_t i = 0; i < a->count; i++) {
        for (int b = 0; b < CLI_BANDS; b++) {
            const struct cli_band_count *c = &a->files[i].bands[b];
            print_field(a->files[i].name, to);
            fprintf(to, ",%s,%s,%zu,%zu,%zu,%zu,%zu,%zu,%zu,%g,%.1f\r\n", a->files[i].format,
                    cli_band_name((enum cli_band)b), c->segments, c->volume.words, c->volume.characters,
                    c->volume.punctuation, c->volume.blanks, c->internal, c->internal_words, a->weights[b],
                    a->weights[b] * (double)c->volume.words);
        }
    }
}
