/* A bead's score, and its text. */
#include <math.h>
#include <string.h>

#include "align/align-private.h"

/* Fitted on the development sets by coordinate search for bead F1; flat around these values. */
static const double WORDS = 0.4;       /* weight of the words' evidence, both ways added */
static const double LENGTH = 1.0;      /* weight of the length's */
static const double DEVIATION = 0.30;  /* of the logarithm of the ratio of lengths */
static const double ONE_TO_ONE = -0.2; /* logarithms of how often beads of a shape are met */
static const double ONE_TO_TWO = -4.5;
static const double TWO_TO_TWO = -7.0;
static const double EACH_FURTHER = -3.0;

static double shape_score(struct align_shape s)
{
    int more = s.a > s.b ? s.a : s.b;
    if (s.a == 2 && s.b == 2) {
        return TWO_TO_TWO;
    }
    return more == 1 ? ONE_TO_ONE : ONE_TO_TWO + EACH_FURTHER * (more - 2);
}

double align_bead_score(const struct align_evidence *e, struct align_shape shape)
{
    double z = (log(e->target_characters + 5.0) - log(e->source_characters + 5.0)) / DEVIATION;
    return WORDS * (e->explained.forward + e->explained.backward) - LENGTH * z * z / 2 + shape_score(shape);
}

double align_bead_most(double explained, struct align_shape shape)
{
    return WORDS * explained + shape_score(shape);
}

static enum text_status join(const struct align_text *t, struct text_range r, struct text_arena *arena,
                             struct text_span *out, struct text_error *err)
{
    const struct text_segment *s = t->document->segments;
    size_t n = 0;
    if (r.begin == r.end) {
        *out = (struct text_span){NULL, 0};
        return TEXT_OK;
    }
    if (r.end == r.begin + 1) {
        *out = s[r.begin].text;
        return TEXT_OK;
    }
    for (size_t i = r.begin; i < r.end; i++) {
        n += s[i].text.n + 1;
    }
    char *p = text_arena_alloc(arena, n, 1), *to = p;
    if (!p) {
        return text_fail_memory(err, "aligning two documents");
    }
    for (size_t i = r.begin; i < r.end; i++) {
        if (s[i].text.n) {
            memcpy(to, s[i].text.p, s[i].text.n);
            to += s[i].text.n;
        }
        *to++ = ' ';
    }
    *out = (struct text_span){p, n - 1};
    return TEXT_OK;
}

enum text_status align_bead_fill(struct align_texts texts, struct text_arena *arena, struct align_bead *bead,
                                 struct text_error *err)
{
    struct text_pair text;
    enum text_status status = join(texts.source, bead->source, arena, &text.source, err);
    if (status == TEXT_OK) {
        status = join(texts.target, bead->target, arena, &text.target, err);
    }
    if (status == TEXT_OK) {
        bead->text = text;
    }
    return status;
}
