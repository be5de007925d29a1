/* Translations in their places. See segment-private.h. */
#include <string.h>

#include "formats/block/render-private.h"

enum { TRIES = 64 }; /* how often a block is read again to find which of its segments do harm */

static const char no_character[] = "it has characters that the file's charset has not";
static const char other_structure[] = "in its place it would read otherwise";

struct put {
    struct formats_edits *edits;
    const struct formats_block_format *format;
    const struct formats_block_detail *detail;
    struct formats_filled **filled; /* a row for each part, one for each of its segments */
    struct formats_patches patches; /* the values, in their order */
};

static struct formats_filled *filled_of(const struct put *p, size_t slot)
{
    return &p->filled[p->detail->slots[slot].part][p->detail->slots[slot].segment];
}

static bool make_rows(struct put *p, struct text_arena *arena)
{
    const struct formats_block_detail *d = p->detail;
    size_t values = 0;
    for (size_t i = 0; i + 1 < d->count; i++) {
        values += d->parts[i].segments.count;
    }
    struct formats_filled *all = text_arena_alloc(arena, values + 1, sizeof *all);
    p->filled = text_arena_alloc(arena, d->count, sizeof *p->filled);
    if (!all || !p->filled) {
        return false;
    }
    p->patches = (struct formats_patches){all, values};
    for (size_t i = 0; i + 1 < d->count; i++) {
        p->filled[i] = all;
        all += d->parts[i].segments.count;
    }
    p->filled[d->count - 1] = text_arena_alloc(arena, d->parts[d->count - 1].segments.count + 1, sizeof *all);
    for (size_t i = 0; i < d->count && p->filled[d->count - 1]; i++) {
        for (size_t k = 0; k < d->parts[i].segments.count; k++) {
            p->filled[i][k].block = &d->parts[i].block;
            p->filled[i][k].segment = &d->parts[i].segments.at[k];
        }
    }
    return p->filled[d->count - 1] != NULL;
}

/* The bytes of what is to stand there; a reason where it cannot. */
static const char *render(struct put *p, struct formats_filled *f, enum text_status *status)
{
    struct text_arena *arena = formats_edits_arena(p->edits);
    struct text_buffer to = {0};
    const struct formats_block *b = f->block;
    bool bare = b->place == FORMATS_PLACE_ATTRIBUTE && !b->quote;
    const char *reason = NULL;
    text_buffer_add_string(&to, bare ? "\"" : "");
    formats_render(f, p->format, p->edits, &p->patches, false, &to);
    text_buffer_add_string(&to, bare ? "\"" : "");
    if (!formats_edit_can(p->edits, text_buffer_span(&to))) {
        reason = no_character;
    } else if (bare && (f->segment->bytes.begin != b->at[0].bytes.begin ||
                        f->segment->bytes.end != b->at[b->count - 1].bytes.end)) {
        reason = other_structure;
    } else {
        f->bytes = text_arena_copy(arena, text_buffer_span(&to));
        f->on = true;
    }
    *status = to.failed || (!reason && !f->bytes.p) ? TEXT_NOMEM : *status;
    text_buffer_free(&to);
    return reason;
}

/* Maps and renders what the fills of one part say, values or the block. */
static enum text_status prepare(struct put *p, const struct formats_group *g, const struct formats_fill *fills,
                                struct formats_fill_result *results, bool values)
{
    struct text_arena *arena = formats_edits_arena(p->edits);
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < g->count && status == TEXT_OK; i++) {
        struct formats_filled *f = filled_of(p, i);
        bool value = p->detail->slots[i].part + 1 < p->detail->count;
        if (value != values || !fills[i].count || !fills[i].final) {
            continue;
        }
        const char *reason = formats_runs_map(f->segment->markup, fills[i].at, arena, &f->runs, &status);
        f->codes = formats_segment_codes(f->block, f->segment, arena);
        status = f->codes ? status : TEXT_NOMEM;
        if (status == TEXT_OK && !reason) {
            reason = render(p, f, &status);
        }
        results[i] = reason ? (struct formats_fill_result){FORMATS_REFUSED, reason}
                            : (struct formats_fill_result){FORMATS_FILLED, ""};
    }
    return status;
}

/* Turns on which of the segments from `begin` to `end` do no harm beside those that are on: all, or none if it is one,
 * or what comes out for either half. */
static enum text_status settle(struct put *p, size_t begin, size_t end, size_t *tries)
{
    const struct formats_block_part *part = &p->detail->parts[p->detail->count - 1];
    struct formats_filled *row = p->filled[p->detail->count - 1];
    enum text_status status = TEXT_OK;
    size_t wanted = 0;
    for (size_t i = begin; i < end; i++) {
        row[i].on = row[i].wanted;
        wanted += row[i].wanted;
    }
    if (!wanted || (*tries && ((*tries)--, formats_block_check(part, row, p->format, p->edits, &status)))) {
        return status;
    }
    for (size_t i = begin; i < end; i++) {
        row[i].on = false;
    }
    if (status == TEXT_OK && wanted > 1 && *tries) {
        size_t half = begin + (end - begin) / 2;
        status = settle(p, begin, half, tries);
        status = status == TEXT_OK ? settle(p, half, end, tries) : status;
    }
    return status;
}

static enum text_status check(struct put *p, const struct formats_group *g, struct formats_fill_result *results)
{
    const uint32_t own = (uint32_t)p->detail->count - 1;
    const struct formats_segments *segments = &p->detail->parts[own].segments;
    size_t tries = TRIES;
    for (size_t i = 0; i < segments->count; i++) {
        p->filled[own][i].wanted = p->filled[own][i].on;
        p->filled[own][i].on = false;
    }
    enum text_status status = settle(p, 0, segments->count, &tries);
    for (size_t i = 0; i < g->count; i++) {
        const struct formats_filled *f = filled_of(p, i);
        if (p->detail->slots[i].part == own && f->wanted && !f->on) {
            results[i] = (struct formats_fill_result){FORMATS_REFUSED, other_structure};
        }
    }
    return status;
}

/* In the order of the slots. What stands in the codes of another edit is part of that. */
static void edit(struct put *p, const struct formats_group *g)
{
    size_t done = 0;
    for (size_t i = 0; i < g->count; i++) {
        const struct formats_filled *f = filled_of(p, i);
        if (f->on && f->segment->bytes.begin >= done) {
            formats_edit(p->edits, f->segment->bytes.begin, f->segment->bytes.end, f->bytes);
            done = f->segment->bytes.end;
        }
    }
}

enum text_status formats_block_put(struct formats_edits *edits, const struct formats_block_format *format,
                                   const struct formats_group *group, const struct formats_fill *fills,
                                   struct formats_fill_result *results, struct text_error *err)
{
    struct put p = {.edits = edits, .format = format, .detail = group->detail};
    enum text_status status = make_rows(&p, formats_edits_arena(edits)) ? TEXT_OK : TEXT_NOMEM;
    if (status == TEXT_OK) {
        status = prepare(&p, group, fills, results, true);
    }
    if (status == TEXT_OK) {
        status = prepare(&p, group, fills, results, false);
    }
    if (status == TEXT_OK) {
        status = check(&p, group, results);
    }
    if (status != TEXT_OK) {
        return text_fail_memory(err, "a translation");
    }
    edit(&p, group);
    return TEXT_OK;
}
