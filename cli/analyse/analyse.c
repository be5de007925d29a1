/* See analyse.h: from segments to counts. */
#include "cli/analyse/analyse.h"

#include <stdlib.h>

#include "cli/analyse/match.h"
#include "cli/document.h"
#include "cli/interrupt.h"
#include "cli/progress.h"

const char *cli_band_name(enum cli_band band)
{
    static const char *const names[CLI_BANDS] = {"translated", "context", "repetition", "cross-file", "100",
                                                 "95-99",      "85-94",   "75-84",      "50-74",      "new"};
    return names[band];
}

static enum cli_band band_of_score(int score)
{
    static const int least[] = {100, 95, 85, 75, CLI_ANALYSE_LEAST};
    enum cli_band band = CLI_BAND_EXACT;
    while (band < CLI_BAND_NEW && score < least[band - CLI_BAND_EXACT]) {
        band++;
    }
    return band;
}

static void count(struct cli_analysis *a, const struct cli_segment *s)
{
    enum cli_band band = s->band;
    bool internal = false;
    if (band != CLI_BAND_TRANSLATED && s->score > TM_SCORE_EQUAL) {
        band = CLI_BAND_CONTEXT;
    } else if (band == CLI_BAND_NEW) {
        internal = s->internal > s->score;
        band = band_of_score(internal ? s->internal : s->score);
    }
    struct cli_band_count *c = &a->files[s->file].bands[band];
    c->segments++;
    c->internal += internal;
    c->internal_words += internal ? s->volume.words : 0;
    text_volume_add(&c->volume, &s->volume);
}

static enum text_status read_files(struct cli_segments *segments, const struct cli_analysing *how,
                                   const char *const *paths, size_t count_of_paths, struct cli_analysis *a,
                                   struct text_error *err)
{
    for (size_t i = 0; i < count_of_paths; i++) {
        const char *format = "";
        cli_progress("files read", i, count_of_paths);
        if (cli_interrupted()) {
            return text_fail(err, TEXT_INTERRUPTED, "interrupted");
        }
        enum text_status status = cli_segments_read(segments, how, paths[i], (uint32_t)a->count, &format, err);
        if (status == TEXT_NOMEM) {
            return status;
        }
        if (status != TEXT_OK) {
            cli_progress_clear();
            how->unreadable(err);
            continue;
        }
        a->files[a->count++] = (struct cli_analysed_file){.name = cli_name_of(paths[i]), .format = format};
    }
    cli_progress_clear();
    return TEXT_OK;
}

enum text_status cli_analyse(const struct cli_analysing *how, const char *const *paths, size_t n,
                             struct cli_analysis *out, struct text_error *err)
{
    struct cli_segments segments = {0};
    struct cli_analysis a = {.files = calloc(n ? n : 1, sizeof *a.files),
                             .internal = how->internal,
                             .memory = how->memory != NULL};
    enum text_status status = cli_segments_begin(&segments, err);
    if (status == TEXT_OK && !a.files) {
        status = text_fail_memory(err, "an analysis");
    }
    if (status == TEXT_OK) {
        status = read_files(&segments, how, paths, n, &a, err);
    }
    if (status == TEXT_OK) {
        status = cli_segments_compare(&segments, err);
    }
    if (status == TEXT_OK) {
        status = cli_segments_match(&segments, how, err);
    }
    for (size_t i = 0; i < segments.count && status == TEXT_OK; i++) {
        count(&a, &segments.at[i]);
    }
    cli_segments_free(&segments);
    if (status == TEXT_OK) {
        *out = a;
    } else {
        free(a.files);
    }
    return status;
}

void cli_analysis_free(struct cli_analysis *a)
{
    free(a->files);
    *a = (struct cli_analysis){0};
}

static void add(struct cli_band_count *to, const struct cli_band_count *c)
{
    to->segments += c->segments;
    to->internal += c->internal;
    to->internal_words += c->internal_words;
    text_volume_add(&to->volume, &c->volume);
}

struct cli_band_count cli_band_sum(const struct cli_band_count bands[CLI_BANDS])
{
    struct cli_band_count sum = {0};
    for (int i = 0; i < CLI_BANDS; i++) {
        add(&sum, &bands[i]);
    }
    return sum;
}

void cli_band_totals(const struct cli_analysis *a, struct cli_band_count out[CLI_BANDS])
{
    for (int b = 0; b < CLI_BANDS; b++) {
        out[b] = (struct cli_band_count){0};
        for (size_t i = 0; i < a->count; i++) {
            add(&out[b], &a->files[i].bands[b]);
        }
    }
}

double cli_band_effort(const struct cli_analysis *a, const struct cli_band_count bands[CLI_BANDS])
{
    double effort = 0;
    for (int i = 0; i < CLI_BANDS; i++) {
        effort += a->weights[i] * (double)bands[i].volume.words;
    }
    return effort;
}
