/* Lists of beads: every segment has its place in them, and so it stays when beads are taken out. */
#include <stdlib.h>
#include <string.h>

#include "align/align-private.h"

static int compare_beads(const void *a, const void *b)
{
    const struct align_bead *x = a, *y = b;
    if (x->source.begin != y->source.begin) {
        return x->source.begin < y->source.begin ? -1 : 1;
    }
    if (x->inside != y->inside) {
        return x->inside ? 1 : -1;
    }
    if (x->text.source.p != y->text.source.p) { /* quotes of one segment */
        return x->text.source.p < y->text.source.p ? -1 : 1;
    }
    return (x->target.begin > y->target.begin) - (x->target.begin < y->target.begin);
}

struct listing {
    const struct align_texts *texts;
    const struct align_beads *pairs; /* sorted */
    bool *source_has, *target_has;   /* a pair */
    struct align_bead *at;
    size_t count;
};

static void add_target(struct listing *l, size_t j)
{
    for (; j < l->texts->target->document->count && !l->target_has[j]; j++) {
        struct align_bead b = {.target = {j, j + 1}};
        b.text.target = l->texts->target->document->segments[j].text;
        l->target_has[j] = true;
        l->at[l->count++] = b;
    }
}

static void add_all(struct listing *l)
{
    size_t next = 0;
    add_target(l, 0);
    for (size_t i = 0; i < l->texts->source->document->count; i++) {
        if (!l->source_has[i]) {
            struct align_bead b = {.source = {i, i + 1}};
            b.text.source = l->texts->source->document->segments[i].text;
            l->at[l->count++] = b;
        }
        for (; next < l->pairs->count && l->pairs->at[next].source.begin == i; next++) {
            l->at[l->count++] = l->pairs->at[next];
            add_target(l, l->pairs->at[next].target.end);
        }
    }
}

enum text_status align_beads_complete(struct align_texts texts, struct text_arena *arena, struct align_beads *pairs,
                                      struct align_beads *out, struct text_error *err)
{
    size_t sources = texts.source->document->count, targets = texts.target->document->count;
    struct listing l = {.texts = &texts, .pairs = pairs};
    l.source_has = text_arena_alloc(arena, sources, sizeof *l.source_has);
    l.target_has = text_arena_alloc(arena, targets, sizeof *l.target_has);
    l.at = text_arena_alloc(arena, sources + targets + pairs->count, sizeof *l.at);
    if (!l.source_has || !l.target_has || !l.at) {
        return text_fail_memory(err, "aligning two documents");
    }
    if (pairs->count) {
        qsort(pairs->at, pairs->count, sizeof *pairs->at, compare_beads);
    }
    for (size_t k = 0; k < pairs->count; k++) {
        const struct align_bead *b = &pairs->at[k];
        memset(l.source_has + b->source.begin, 1, b->source.end - b->source.begin);
        memset(l.target_has + b->target.begin, 1, b->target.end - b->target.begin);
    }
    add_all(&l);
    *out = (struct align_beads){l.at, l.count, pairs->mode};
    return TEXT_OK;
}

enum text_status align_beads_cut(struct align_texts texts, double least, struct text_arena *arena,
                                 struct align_beads *beads, struct text_error *err)
{
    struct align_beads kept = {.mode = beads->mode};
    kept.at = text_arena_alloc(arena, beads->count, sizeof *kept.at);
    if (!kept.at) {
        return text_fail_memory(err, "aligning two documents");
    }
    for (size_t k = 0; k < beads->count; k++) {
        if (beads->at[k].kind != ALIGN_UNMATCHED && beads->at[k].confidence >= least) {
            kept.at[kept.count++] = beads->at[k];
        }
    }
    return align_beads_complete(texts, arena, &kept, beads, err);
}
