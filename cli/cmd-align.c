/* padan align: two documents -> pairs; with --batch many, in one process. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/adapt.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/message.h"
#include "cli/model.h"
#include "cli/progress.h"
#include "cli/write-beads.h"

struct job {
    struct cli_model model;
    struct cli_reading reading;
    enum align_mode mode;
    enum cli_bead_format format;
    double least; /* pairs of a lower confidence are not told */
    bool batch;
    struct align_trainer *trainer; /* while it is learned from the pairs, and nothing is written; else NULL */
    struct text_arena *arena;
};

/* The paths of one alignment. */
struct paths {
    const char *source, *target, *out;
};

/* What stands first mostly tells the language, as many bytes of it. */
enum { SAMPLE = 400 };

/* Files given in the other order align to nothing; say why. */
static void check_language(const struct job *job, enum align_side side, const char *path, const struct cli_document *d)
{
    const struct cli_languages *l = &job->model.languages;
    struct text_span text = d->article.text.text, start = {text.p, text.n < SAMPLE ? text.n : SAMPLE};
    const char *found = cli_languages_foreign(l, (int)side, start);
    found = found && start.n < text.n ? cli_languages_foreign(l, (int)side, text) : found;
    if (found) {
        cli_warn("%s: looks like language '%s', but is taken for '%s'; --lang-order tells which file comes first",
                 cli_name_of(path), found, text_language_code(l->at[side]));
    }
}

static enum text_status read_side(struct job *job, enum align_side side, const char *path, struct text_buffer *bytes,
                                  struct cli_document *d, struct align_text **text, struct text_error *err)
{
    enum text_status status = text_file_read(path, bytes, err);
    if (status == TEXT_OK) {
        const char *code = text_language_code(job->model.languages.at[side]);
        status = cli_document_parse(text_buffer_span(bytes), cli_name_of(path), &job->model.languages, code,
                                    &job->reading, job->arena, d, err);
    }
    if (status == TEXT_OK) {
        if (!job->trainer) {
            check_language(job, side, path, d);
        }
        status = align_text_new(job->model.model, side, &d->segments, &d->quotes, text, err);
    }
    return status;
}

static enum text_status write_out(const struct job *job, const struct cli_aligned *aligned, const char *path,
                                  struct text_error *err)
{
    struct text_output *output;
    enum text_status status = text_output_open(path, &output, err);
    if (status != TEXT_OK) {
        return status;
    }
    if (job->batch) {
        text_output_without_sync(output); /* waiting for the disk would take longer than the aligning */
    }
    status = cli_write_beads(aligned, job->format, text_output_stream(output), err);
    if (status != TEXT_OK) {
        text_output_discard(output);
        return status;
    }
    return text_output_commit(output, err);
}

static size_t count_pairs(const struct cli_aligned *a)
{
    size_t n = 0;
    for (size_t i = 0; i < a->beads->count; i++) {
        n += a->beads->at[i].kind != ALIGN_UNMATCHED;
    }
    return n;
}

/* Aligns one pair of files, and learns from it or writes it; *pairs is how many came out. */
static enum text_status align_files(struct job *job, const struct paths *paths, size_t *pairs, struct text_error *err)
{
    struct text_buffer bytes[2] = {{0}, {0}};
    struct cli_document documents[2];
    struct align_text *texts[2] = {NULL, NULL};
    struct align_beads beads;
    text_arena_reset(job->arena);
    enum text_status status = read_side(job, ALIGN_SOURCE, paths->source, &bytes[0], &documents[0], &texts[0], err);
    if (status == TEXT_OK) {
        status = read_side(job, ALIGN_TARGET, paths->target, &bytes[1], &documents[1], &texts[1], err);
    }
    if (status == TEXT_OK) {
        struct align_texts both = {texts[0], texts[1]};
        status = align_documents(job->model.model, both, job->mode, job->arena, &beads, err);
    }
    if (status == TEXT_OK && job->trainer) {
        status = cli_adapt_note(job->trainer, &beads, err);
    } else if (status == TEXT_OK) {
        status = align_beads_cut((struct align_texts){texts[0], texts[1]}, job->least, job->arena, &beads, err);
    }
    if (status == TEXT_OK && !job->trainer) {
        struct cli_aligned aligned = {&documents[0], &documents[1], cli_name_of(paths->source),
                                      cli_name_of(paths->target), &beads};
        *pairs = count_pairs(&aligned);
        status = write_out(job, &aligned, paths->out, err);
    }
    for (int side = 0; side < 2; side++) {
        align_text_free(texts[side]);
        text_buffer_free(&bytes[side]);
    }
    return status;
}

/* Takes a line of a batch list apart, in place. */
static bool parse_line(char *line, struct paths *out)
{
    char *fields[3];
    for (int i = 0; i < 3; i++) {
        fields[i] = line;
        char *end = i < 2 ? strchr(line, '\t') : line + strcspn(line, "\t");
        if (!end || end == line || (i == 2 && *end)) {
            return false;
        }
        *end = '\0';
        line = end + 1;
    }
    *out = (struct paths){fields[0], fields[1], fields[2]};
    return true;
}

struct batch {
    const char *list;
    int status;
    size_t named, done;
};

static void run_line(struct job *job, char *line, size_t number, struct batch *b)
{
    struct text_error err;
    struct paths paths;
    size_t pairs;
    b->named++;
    enum text_status status =
        parse_line(line, &paths)
            ? align_files(job, &paths, &pairs, &err)
            : text_fail(&err, TEXT_INVALID,
                        "%s:%zu: a line needs three fields with tabs between: ID_FILE EN_FILE OUT_FILE",
                        cli_name_of(b->list), number);
    if (status == TEXT_OK) {
        cli_progress(job->trainer ? "read" : "aligned", ++b->done, 0);
    } else if (!job->trainer) { /* else it is told when it is to be written */
        b->status = cli_fail(&err);
    }
}

/* A pair of files that fails is told and passed over; the others are done. */
static void run_lines(struct job *job, struct text_span list, struct batch *b)
{
    struct text_buffer copy = {0};
    struct text_span line;
    for (size_t number = 1; !cli_interrupted() && text_span_cut(&list, '\n', &line); number++) {
        text_buffer_clear(&copy);
        text_buffer_add(&copy, line);
        text_buffer_add_char(&copy, '\0');
        if (copy.failed) {
            struct text_error err;
            text_fail_memory(&err, "a line of the list");
            b->status = cli_fail(&err);
            break;
        }
        copy.p[strcspn(copy.p, "\r")] = '\0';
        if (*copy.p) {
            run_line(job, copy.p, number, b);
        }
    }
    text_buffer_free(&copy);
    cli_progress_clear();
}

/* The first pass over the list, from which the model learns. */
static enum text_status adapt(struct job *job, struct text_span list, struct batch *b, struct text_error *err)
{
    struct cli_model *m = &job->model;
    enum text_status status = align_trainer_new(m->languages.at[0], m->languages.at[1], &job->trainer, err);
    if (status == TEXT_OK) {
        run_lines(job, list, b);
        status = cli_interrupted() ? TEXT_OK : cli_adapt_learn(m, job->trainer, err);
    }
    align_trainer_free(job->trainer);
    job->trainer = NULL;
    return status;
}

static int run_batch(struct job *job, const char *list, bool adapting)
{
    struct text_buffer bytes = {0};
    struct text_error err;
    struct batch first = {list, CLI_OK, 0, 0}, b = first;
    if (text_file_read(list, &bytes, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    if (adapting && adapt(job, text_buffer_span(&bytes), &first, &err) != TEXT_OK) {
        text_buffer_free(&bytes);
        return cli_fail(&err);
    }
    run_lines(job, text_buffer_span(&bytes), &b);
    if (cli_interrupted()) {
        text_fail(&err, TEXT_INTERRUPTED, "interrupted after %zu alignments; their files are complete", b.done);
        b.status = cli_fail(&err);
    } else if (!b.named) {
        text_fail(&err, TEXT_EMPTY, "%s: names no files to align", cli_name_of(list));
        b.status = cli_fail(&err);
    }
    text_buffer_free(&bytes);
    return b.status;
}

static int run_one(struct job *job, const struct cli_arguments *a)
{
    struct paths paths = {cli_operand(a, 0), cli_operand(a, 1), cli_text(a, "output", "-")};
    struct text_error err;
    size_t pairs = 0;
    if (align_files(job, &paths, &pairs, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    if (!pairs) {
        cli_note("padan: nothing in %s and %s translates each other", cli_name_of(paths.source),
                 cli_name_of(paths.target));
        return CLI_FAILED;
    }
    return CLI_OK;
}

static enum align_mode mode_of(const char *name)
{
    for (int m = ALIGN_AUTO; m <= ALIGN_QUOTES; m++) {
        if (strcmp(align_mode_name((enum align_mode)m), name) == 0) {
            return (enum align_mode)m;
        }
    }
    return ALIGN_AUTO;
}

static enum cli_bead_format format_of(const char *name)
{
    return strcmp(name, "json") == 0    ? CLI_BEADS_JSON
           : strcmp(name, "tmx") == 0   ? CLI_BEADS_TMX
           : strcmp(name, "beads") == 0 ? CLI_BEADS_PLAIN
           : strcmp(name, "html") == 0  ? CLI_BEADS_PAGE
                                        : CLI_BEADS_TSV;
}

static int run(const struct cli_arguments *a)
{
    const char *list = cli_text(a, "batch", NULL);
    struct job job = {.reading = cli_reading_of(a), .batch = list != NULL};
    struct text_error err;
    if (list ? cli_operand_count(a) != 0 : cli_operand_count(a) != 2) {
        return list ? cli_usage(a, "--batch names all files in LIST: no others can be given")
                    : cli_usage(a, "needs two files, ID_FILE EN_FILE, or --batch LIST");
    }
    if (!list && strcmp(cli_operand(a, 0), "-") == 0 && strcmp(cli_operand(a, 1), "-") == 0) {
        return cli_usage(a, "only one of the two files can be standard input");
    }
    if (list && cli_has(a, "output")) {
        return cli_usage(a, "with --batch each line of LIST names its own output, so --output makes no sense");
    }
    if (!list && cli_has(a, "adapt")) {
        return cli_usage(a, "--adapt learns from many documents: it needs --batch");
    }
    if (!cli_real(a, "min-confidence", 0, 1, ALIGN_LEAST_CONFIDENCE, &job.least)) {
        return CLI_USAGE;
    }
    job.reading.lines = cli_has(a, "lines");
    job.mode = mode_of(cli_text(a, "mode", "auto"));
    job.format = format_of(cli_has(a, "json") ? "json" : cli_text(a, "format", "tsv"));
    if (cli_model_load(a, cli_text(a, "lang-order", CLI_DEFAULT_ORDER), &job.model, &err) != TEXT_OK) {
        return cli_fail(&err);
    }
    if (cli_languages_learn(a, &job.model.languages, &err) != TEXT_OK) {
        cli_model_free(&job.model);
        return cli_fail(&err);
    }
    int status;
    job.arena = text_arena_new();
    if (!job.arena) {
        text_fail_memory(&err, "a document");
        status = cli_fail(&err);
    } else if (list) {
        cli_interrupt_catch();
        status = run_batch(&job, list, cli_has(a, "adapt"));
    } else {
        status = run_one(&job, a);
    }
    text_arena_free(job.arena);
    cli_model_free(&job.model);
    return status;
}

static const struct cli_option options[] = {
    {"lang-order", 0, "A,B", NULL, "the languages of the two files; default id,en"},
    {"mode", 'm', "MODE", "auto|parallel|quotes",
     "parallel: one file translates the other, in order; quotes: one quotes parts of the other, in any order; auto (the"
     " default) decides from the text"},
    {"lines", 0, NULL, NULL, "the files have one segment a line already"},
    {"format", 'f', "FORMAT", "tsv|json|tmx|beads|html",
     "tsv (the default): source, target, confidence, kind, speaker, agency; beads: segment numbers from 0, i,i<TAB>j,j,"
     " with an empty side for an unmatched one; html: a page to read, both texts side by side with their links"},
    {"json", 'j', NULL, NULL, "the same as --format json: an object a pair"},
    {"min-confidence", 'c', "P", NULL, "leave out pairs that are less likely than P (0 to 1) to be right"},
    {"output", 'o', "FILE", NULL, "write there instead of standard output"},
    {"batch", 0, "LIST", NULL,
     "align all that LIST names: ID_FILE<TAB>EN_FILE<TAB>OUT_FILE a line; - is standard input"},
    {"adapt", 0, NULL, NULL,
     "with --batch: align everything once, learn a lexicon from the pairs that are likelier right than wrong, and align"
     " again with it; for a field that the lexicon does not know, or without one"},
    CLI_LEXICON_OPTIONS,
    CLI_READING_OPTIONS,
    {0},
};

const struct cli_command cli_command_align = {
    .name = "align",
    .operands = "ID_FILE EN_FILE",
    .summary = "Pair the sentences and quotations of two documents that translate each other.",
    .details = "Each pair has a confidence: the probability that a bilingual reader would accept it. What has no"
               " counterpart stays unmatched. Exit status 1 when nothing was paired.",
    .options = options,
    .most = 2,
    .run = run,
};
