/* See adapt.h. What is learned is one more lexicon beside the others: a word that they know well hardly changes,
 * because lexicons are weighed by how often they have seen a word. */
#include "cli/adapt.h"

#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"

static const double LEAST = 0.5;

/* Fewer pairs teach so little that to leave some out costs more right beads than it saves wrong ones: measured on
 * batches of 3 to 50 documents. Of many, fewer folds have enough, and learning takes no longer than it must. */
enum { FEW = 800, MANY = 16000 };

/* A pair is written as the sizes of its texts and the texts. */
void cli_adapt_put(const struct align_beads *beads, FILE *to)
{
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED && !b->inside && b->confidence >= LEAST) {
            size_t sizes[2] = {b->text.source.n, b->text.target.n};
            fwrite(sizes, sizeof sizes, 1, to);
            fwrite(b->text.source.p, 1, sizes[0], to);
            fwrite(b->text.target.p, 1, sizes[1], to);
        }
    }
}

static struct text_pair cut_pair(struct text_span *pairs)
{
    size_t sizes[2];
    memcpy(sizes, pairs->p, sizeof sizes);
    const char *source = pairs->p + sizeof sizes, *target = source + sizes[0];
    pairs->n -= sizeof sizes + sizes[0] + sizes[1];
    pairs->p = target + sizes[1];
    return (struct text_pair){{source, sizes[0]}, {target, sizes[1]}};
}

enum text_status cli_adapt_keep(struct cli_adapt *a, struct text_span pairs, struct text_error *err)
{
    if (a->documents == a->room) {
        size_t room = a->room ? a->room * 2 : 64;
        size_t *ends = realloc(a->ends, room * sizeof *ends);
        if (!ends) {
            return text_fail_memory(err, "what is learned from");
        }
        a->ends = ends;
        a->room = room;
    }
    text_buffer_add(&a->pairs, pairs);
    if (a->pairs.failed) {
        return text_fail_memory(err, "what is learned from");
    }
    a->ends[a->documents++] = a->pairs.n;
    return TEXT_OK;
}

/* The pairs of one document. */
static struct text_span pairs_of(const struct cli_adapt *a, size_t document)
{
    size_t begin = document ? a->ends[document - 1] : 0;
    return (struct text_span){a->pairs.p + begin, a->ends[document] - begin};
}

/* How many pairs stand outside of a fold; outside of none with folds 1. */
static size_t count_outside(const struct cli_adapt *a, size_t fold, size_t folds)
{
    size_t n = 0;
    for (size_t d = 0; d < a->documents; d++) {
        struct text_span pairs = pairs_of(a, d);
        for (; pairs.n > 0 && (folds == 1 || d % folds != fold); n++) {
            cut_pair(&pairs);
        }
    }
    return n;
}

static size_t choose_folds(const struct cli_adapt *a)
{
    size_t pairs = count_outside(a, 0, 1), folds = pairs > MANY / 2 ? 2 : MANY / (pairs + 1);
    folds = folds < CLI_ADAPT_FOLDS ? folds : CLI_ADAPT_FOLDS;
    for (size_t fold = 0; fold < folds; fold++) { /* one document may hold most of them */
        if (count_outside(a, fold, folds) < FEW) {
            return 1;
        }
    }
    return folds;
}

static void show_pass(void *context, int done, int of)
{
    (void)context;
    cli_progress("learning", (size_t)done, (size_t)of);
}

static enum text_status train(struct cli_adapt *a, size_t fold, const struct cli_model *m, struct text_error *err)
{
    struct align_training how = {.progress = show_pass};
    struct align_trainer *trainer;
    enum text_status status = align_trainer_new(m->languages.at[0], m->languages.at[1], &trainer, err);
    if (status != TEXT_OK) {
        return status;
    }
    for (size_t d = 0; d < a->documents && status == TEXT_OK; d++) {
        struct text_span pairs = pairs_of(a, d);
        while (pairs.n > 0 && (a->folds == 1 || d % a->folds != fold) && status == TEXT_OK) {
            status = align_trainer_add(trainer, cut_pair(&pairs), err);
        }
    }
    if (status == TEXT_OK) {
        status = align_lexicon_learn(trainer, &how, &a->lexicons[fold], err);
    }
    align_trainer_free(trainer);
    cli_progress_clear();
    return status;
}

/* The lexicons of the model, and the one that was learned. */
static enum text_status make_model(struct cli_adapt *a, size_t fold, const struct cli_model *m, struct text_error *err)
{
    size_t n = m->lexicon_count;
    const struct align_lexicon **lexicons = calloc(n + 1, sizeof *lexicons);
    if (!lexicons) {
        return text_fail_memory(err, "the lexicons");
    }
    for (size_t i = 0; i < n; i++) {
        lexicons[i] = m->lexicons[i];
    }
    lexicons[n] = a->lexicons[fold];
    struct align_languages languages = {m->languages.at[0], m->languages.at[1]};
    enum text_status status = align_model_new(languages, lexicons, n + 1, &a->models[fold], err);
    free(lexicons);
    return status;
}

enum text_status cli_adapt_learn(struct cli_adapt *a, const struct cli_model *model, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (a->pairs.n == 0) {
        return TEXT_OK;
    }
    a->folds = choose_folds(a);
    for (size_t fold = 0; fold < a->folds && status == TEXT_OK; fold++) {
        status = train(a, fold, model, err);
        if (status == TEXT_OK) {
            status = make_model(a, fold, model, err);
        }
    }
    return status;
}

const struct align_model *cli_adapt_model(const struct cli_adapt *a, size_t document)
{
    return a->folds ? a->models[document % a->folds] : NULL;
}

void cli_adapt_free(struct cli_adapt *a)
{
    for (size_t fold = 0; fold < CLI_ADAPT_FOLDS; fold++) {
        align_model_free(a->models[fold]);
        align_lexicon_close(a->lexicons[fold]);
    }
    text_buffer_free(&a->pairs);
    free(a->ends);
}
