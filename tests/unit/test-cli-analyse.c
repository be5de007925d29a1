/* Analysis: the band of each segment against brute force over all that stand before it, with one thread and with
 * several; and what weights may be. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/analyse/analyse.h"
#include "cli/analyse/weights.h"

#include "tests/property/random.h"
#include "tests/unit/check.h"

const struct cli_command *const cli_commands[] = {NULL}; /* the program has its own */

enum { FILES = 3, LINES = 120, WORDS = 12, TEXTS = FILES * LINES };

/* Lines of a few words, many of them like one before. */
static struct {
    unsigned words[WORDS];
    size_t n;
    char text[WORDS * 8];
} lines[TEXTS];

static void make_line(size_t i)
{
    size_t n = 0, from = i ? below((uint32_t)i) : 0;
    lines[i] = lines[from];
    if (i == 0 || below(3) == 0) {
        lines[i].n = 1 + below(WORDS - 1);
        for (size_t k = 0; k < lines[i].n; k++) {
            lines[i].words[k] = below(200);
        }
    } else if (below(3)) {
        lines[i].words[below((uint32_t)lines[i].n)] = below(200);
    }
    for (size_t k = 0; k < lines[i].n; k++) {
        n += (size_t)snprintf(lines[i].text + n, sizeof lines[i].text - n, "%s%s%u", k ? " " : "", k ? "k" : "K",
                              lines[i].words[k]);
    }
}

static int score_of(size_t a, size_t b)
{
    size_t row[WORDS + 1];
    for (size_t j = 0; j <= lines[b].n; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= lines[a].n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= lines[b].n; j++) {
            size_t least = diagonal + (lines[a].words[i - 1] != lines[b].words[j - 1]);
            least = row[j] + 1 < least ? row[j] + 1 : least;
            least = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
            diagonal = row[j];
            row[j] = least;
        }
    }
    size_t longer = lines[a].n > lines[b].n ? lines[a].n : lines[b].n;
    return (int)(100 * (longer - row[lines[b].n]) / longer);
}

static enum cli_band band_of(size_t i)
{
    static const int least[] = {100, 95, 85, 75, 50};
    int best = 0, band = CLI_BAND_EXACT;
    for (size_t k = i; k-- > 0;) {
        if (strcmp(lines[i].text, lines[k].text) == 0) {
            bool within = i / LINES == k / LINES;
            return within ? CLI_BAND_REPETITION : CLI_BAND_CROSS_FILE;
        }
    }
    for (size_t k = 0; k < i; k++) {
        int score = score_of(i, k);
        best = score > best ? score : best;
    }
    while (band < CLI_BAND_NEW && best < least[band - CLI_BAND_EXACT]) {
        band++;
    }
    return (enum cli_band)band;
}

static size_t told;

static void tell(const struct text_error *err)
{
    told++;
    check(strstr(err->message, "missing") != NULL, "unreadable: %s", err->message);
}

static void warn(const char *message)
{
    check(false, "warning: %s", message);
}

static void analyse(const struct cli_languages *languages, char paths[FILES][64], int jobs)
{
    const char *const all[] = {paths[0], "/missing", paths[1], paths[2]};
    const struct cli_analysing how = {.languages = languages, .from = "id", .internal = true, .jobs = jobs,
                                      .unreadable = tell, .warning = warn};
    struct cli_analysis a;
    struct text_error err = {0};
    size_t expected[FILES][CLI_BANDS] = {{0}};
    if (cli_analyse(&how, all, 4, &a, &err) != TEXT_OK) {
        check(false, "analyse: %s", err.message);
        return;
    }
    check(a.count == FILES && told == 1, "%zu files, %zu unreadable", a.count, told);
    told = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        expected[i / LINES][band_of(i)]++;
    }
    for (size_t f = 0; f < a.count; f++) {
        for (int b = 0; b < CLI_BANDS; b++) {
            size_t segments = a.files[f].bands[b].segments;
            check(segments == expected[f][b], "%d threads, file %zu, %s: %zu segments, not %zu", jobs, f,
                  cli_band_name((enum cli_band)b), segments, expected[f][b]);
        }
    }
    cli_analysis_free(&a);
}

static void test_weights(void)
{
    static const struct {
        const char *told;
        bool good;
        double new, exact;
    } cases[] = {{"new=2", true, 2, 0.2},      {"new=1.5,100=0", true, 1.5, 0}, {" 100 = .5 , new=0", true, 0, 0.5},
                 {"new=", false, 1, 0.2},      {"new=-1", false, 1, 0.2},       {"new=11", false, 1, 0.2},
                 {"old=1", false, 1, 0.2},     {"new=1e0", false, 1, 0.2},      {"100=1,old=1", false, 1, 0.2},
                 {"/missing", false, 1, 0.2}, {"new=nan", false, 1, 0.2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double w[CLI_BANDS];
        struct text_error err = {0};
        cli_weights_usual(w);
        bool good = cli_weights_read(cases[i].told, w, &err) == TEXT_OK;
        check(good == cases[i].good && w[CLI_BAND_NEW] > cases[i].new - 1e-9 && w[CLI_BAND_NEW] < cases[i].new + 1e-9 &&
                  w[CLI_BAND_EXACT] > cases[i].exact - 1e-9 && w[CLI_BAND_EXACT] < cases[i].exact + 1e-9,
              "\"%s\": new %g, 100 %g %s", cases[i].told, w[CLI_BAND_NEW], w[CLI_BAND_EXACT], err.message);
    }
}

int main(int argc, char **argv)
{
    struct cli_languages languages;
    struct text_error err = {0};
    char paths[FILES][64];
    random_start(argc, argv);
    if (cli_languages_load("id,en", &languages, &err) != TEXT_OK) {
        check(false, "languages: %s", err.message);
        return check_report();
    }
    for (size_t i = 0; i < TEXTS; i++) {
        make_line(i);
    }
    for (size_t f = 0; f < FILES; f++) {
        strcpy(paths[f], "/tmp/padan-test-XXXXXX");
        FILE *to = fdopen(mkstemp(paths[f]), "w");
        for (size_t i = 0; to && i < LINES; i++) {
            fprintf(to, "%s\n\n", lines[f * LINES + i].text);
        }
        check(to && fclose(to) == 0, "write %s", paths[f]);
    }
    analyse(&languages, paths, 1);
    analyse(&languages, paths, 4);
    for (size_t f = 0; f < FILES; f++) {
        unlink(paths[f]);
    }
    test_weights();
    cli_languages_free(&languages);
    return check_report();
}
