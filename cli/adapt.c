/* See adapt.h. What is learned is one more lexicon beside the others: a word that they know well hardly changes,
 * because lexicons are weighed by how often they have seen a word. */
#include "cli/adapt.h"

#include "cli/progress.h"

static const double LEAST = 0.5;

enum text_status cli_adapt_note(struct align_trainer *trainer, const struct align_beads *beads, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t k = 0; k < beads->count && status == TEXT_OK; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED && !b->inside && b->confidence >= LEAST) {
            status = align_trainer_add(trainer, b->text, err);
        }
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
