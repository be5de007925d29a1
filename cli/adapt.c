/* See adapt.h. What is learned is one more lexicon beside the others: a word that they know well hardly changes,
 * because lexicons are weighed by how often they have seen a word. */
#include "cli/adapt.h"

#include <string.h>

#include "cli/progress.h"

static const double LEAST = 0.5;

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

enum text_status cli_adapt_note(struct align_trainer *trainer, struct text_span pairs, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    size_t sizes[2];
    while (pairs.n > 0 && status == TEXT_OK) {
        memcpy(sizes, pairs.p, sizeof sizes);
        const char *source = pairs.p + sizeof sizes, *target = source + sizes[0];
        status = align_trainer_add(trainer, (struct text_pair){{source, sizes[0]}, {target, sizes[1]}}, err);
        pairs.n -= sizeof sizes + sizes[0] + sizes[1];
        pairs.p = target + sizes[1];
    }
    return status;
}

static void show_pass(void *context, int done, int of)
{
    (void)context;
    cli_progress("learning", (size_t)done, (size_t)of);
}

enum text_status cli_adapt_learn(struct cli_model *model, struct align_trainer *trainer, struct text_error *err)
{
    struct align_training how = {.progress = show_pass};
    struct align_lexicon *lexicon;
    if (align_trainer_pairs(trainer) == 0) {
        return TEXT_OK;
    }
    enum text_status status = align_lexicon_learn(trainer, &how, &lexicon, err);
    cli_progress_clear();
    if (status == TEXT_OK) {
        status = cli_model_add(model, lexicon, err);
        if (status != TEXT_OK) {
            align_lexicon_close(lexicon);
        }
    }
    return status;
}
