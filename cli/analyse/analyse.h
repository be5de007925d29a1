/* What is to be translated in some documents, counted by how much of it was translated before.
 *
 * A segment counts in one band, the first that it belongs to:
 *   translated   its file holds a translation that a person made (XLIFF, PO); nothing is to be done
 *   context      the memory has its text with the same text before it, and perhaps behind it (101 and 102)
 *   repetition   the same text stood before in the same file
 *   cross-file   the same text stood in a file before, in the order of the files
 *   100 to 50-74 the best match of the memory (tm/match.h), or with `internal` of the texts that stood before in these
 *                files, where that is better; the same scores
 *   new          nothing at 50 or above
 * A first text is never a repetition; texts are the same after text_normalize. All of this depends on the order of the
 * files, and on nothing else: not on the number of threads.
 *
 * Words and characters are those of text/volume.h. Effort is words times the weight of their band.
 *
 * Memory: the texts and some 150 bytes a segment; with `internal` a memory in a temporary file. Cost: reading, linear;
 * one search at a threshold of 50 for each text that comes for the first time, two with `internal`.
 */
#ifndef CLI_ANALYSE_ANALYSE_H
#define CLI_ANALYSE_ANALYSE_H

#include "cli/languages.h"
#include "formats/formats.h"
#include "tm/tm.h"

enum cli_band {
    CLI_BAND_TRANSLATED,
    CLI_BAND_CONTEXT,
    CLI_BAND_REPETITION,
    CLI_BAND_CROSS_FILE,
    CLI_BAND_EXACT,
    CLI_BAND_95,
    CLI_BAND_85,
    CLI_BAND_75,
    CLI_BAND_50,
    CLI_BAND_NEW,
    CLI_BANDS
};

enum { CLI_ANALYSE_LEAST = 50 };

const char *cli_band_name(enum cli_band); /* "95-99"; stable */

struct cli_band_count {
    size_t segments;
    struct text_volume volume;
    size_t internal, internal_words; /* of these, where a text of the files was more like it than the memory's */
};

struct cli_analysed_file {
    const char *name, *format;
    struct cli_band_count bands[CLI_BANDS];
};

struct cli_analysis {
    struct cli_analysed_file *files; /* those that could be read, in their order */
    size_t count;
    double weights[CLI_BANDS];
    bool internal, memory; /* what was looked in */
};

struct cli_analysing {
    const struct cli_languages *languages; /* loaded in full */
    const char *from;                      /* what documents are in that do not say it: a code, or "auto" */
    const char *charset;                   /* NULL: find out */
    const enum formats_document_kind *kind; /* NULL: find out */
    const char *memory;                    /* its path; NULL: none */
    bool internal;
    int jobs;
    void (*unreadable)(const struct text_error *); /* a file; the others go on */
    void (*warning)(const char *message);          /* a part of a file */
};

/* TEXT_INTERRUPTED: nothing was counted. */
enum text_status cli_analyse(const struct cli_analysing *, const char *const *paths, size_t count,
                             struct cli_analysis *out, struct text_error *err);
void cli_analysis_free(struct cli_analysis *);

/* All bands of a file, or of all files: the sum. */
struct cli_band_count cli_band_sum(const struct cli_band_count bands[CLI_BANDS]);
void cli_band_totals(const struct cli_analysis *, struct cli_band_count out[CLI_BANDS]);
double cli_band_effort(const struct cli_analysis *, const struct cli_band_count bands[CLI_BANDS]);

#endif
