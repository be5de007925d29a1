/* See align.h: choosing the mode, and beads as a whole. */
#include "align/align.h"

#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

static const double MOSTLY = 0.5; /* of the words of both sides, in beads that are likelier right than wrong */

const char *align_mode_name(enum align_mode mode)
{
    static const char *const names[] = {"auto", "parallel", "quotes"};
    return names[mode];
}

const char *align_kind_name(enum align_kind kind)
{
    static const char *const names[] = {"unmatched", "segment", "quote"};
    return names[kind];
}

static uint32_t count_words(const struct align_text *t, struct text_range r)
{
    uint32_t n = 0;
    for (size_t i = r.begin; i < r.end; i++) {
        n += t->segments[i].count;
    }
    return n;
}

/* Whether what was found in order covers most of both sides. */
static bool is_parallel(struct align_texts texts, const struct align_beads *beads)
{
    double source = 0, target = 0;
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->confidence >= 0.5) {
            source += count_words(texts.source, b->source);
            target += count_words(texts.target, b->target);
        }
    }
    return source >= MOSTLY * texts.source->tokens && target >= MOSTLY * texts.target->tokens;
}

enum text_status align_documents(const struct align_model *model, struct align_texts texts, enum align_mode mode,
                                 struct text_arena *arena, struct align_beads *out, struct text_error *err)
{
    struct align_scorer scorer;
    if (texts.source->model != model || texts.target->model != model || texts.source->side != ALIGN_SOURCE ||
        texts.target->side != ALIGN_TARGET) {
        return text_fail(err, TEXT_MISUSE, "the documents to be aligned were made ready with another model or side");
    }
    struct align_beads beads;
    enum text_status status = align_scorer_make(texts, arena, &scorer, err);
    bool quotes = mode == ALIGN_QUOTES;
    if (status == TEXT_OK && !quotes) {
        status = align_parallel(&scorer, arena, &beads, err);
        quotes = status == TEXT_OK && mode == ALIGN_AUTO && !is_parallel(texts, &beads);
    }
    if (status == TEXT_OK && quotes) {
        status = align_quotes(&scorer, arena, &beads, err);
    }
    if (status == TEXT_OK) {
        status = align_beads_add_inside(&scorer, arena, &beads, err);
    }
    if (status == TEXT_OK) {
        *out = beads;
    }
    return status;
}
