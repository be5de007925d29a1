/* See bead-view.h. */
#include "cli/bead-view.h"

#include <stdint.h>
#include <stdlib.h>

const struct cli_document *cli_bead_view_document(const struct cli_bead_view *v, int side)
{
    return side ? v->aligned->target : v->aligned->source;
}

struct text_range cli_bead_range(const struct align_bead *b, int side)
{
    return side ? b->target : b->source;
}

static struct text_span text_of(const struct align_bead *b, int side)
{
    return side ? b->text.target : b->text.source;
}

/* Which pairs each segment is in: counted first, then filled in. */
static bool index_beads(struct cli_bead_view *v, int side)
{
    const struct align_beads *beads = v->aligned->beads;
    size_t segments = cli_bead_view_document(v, side)->segments.count, total = 0;
    size_t *first = calloc(segments + 2, sizeof *first);
    v->first[side] = first;
    if (!first) {
        return false;
    }
    for (size_t k = 0; k < beads->count; k++) {
        struct text_range r = cli_bead_range(&beads->at[k], side);
        for (size_t i = r.begin; beads->at[k].kind != ALIGN_UNMATCHED && i < r.end; i++) {
            first[i + 2]++;
            total++;
        }
    }
    for (size_t i = 0; i < segments; i++) {
        v->matched[side] += first[i + 2] != 0;
        first[i + 2] += first[i + 1];
    }
    v->beads[side] = calloc(total + 1, sizeof *v->beads[side]);
    for (size_t k = 0; v->beads[side] && k < beads->count; k++) {
        struct text_range r = cli_bead_range(&beads->at[k], side);
        for (size_t i = r.begin; beads->at[k].kind != ALIGN_UNMATCHED && i < r.end; i++) {
            v->beads[side][first[i + 1]++] = k;
        }
    }
    return v->beads[side] != NULL;
}

static bool index_quotes(struct cli_bead_view *v, int side)
{
    const struct cli_document *d = cli_bead_view_document(v, side);
    size_t *first = calloc(d->segments.count + 1, sizeof *first);
    v->quotes[side] = first;
    if (!first) {
        return false;
    }
    for (size_t i = 0, q = 0; i < d->segments.count; i++) {
        while (q < d->quotes.count && d->quotes.at[q].segment <= i) {
            q++;
        }
        first[i + 1] = q;
    }
    return true;
}

static void count(struct cli_bead_view *v)
{
    const struct align_beads *beads = v->aligned->beads;
    size_t next[2] = {0, 0};
    double sum = 0;
    v->rows = beads->mode == ALIGN_PARALLEL;
    for (size_t k = 0; k < beads->count; k++) {
        const struct align_bead *b = &beads->at[k];
        if (b->kind != ALIGN_UNMATCHED && b->inside) {
            v->inside++;
            continue;
        }
        for (int side = 0; side < 2; side++) {
            struct text_range r = cli_bead_range(b, side);
            v->rows = v->rows && (r.begin == r.end || r.begin == next[side]);
            next[side] = r.begin == r.end ? next[side] : r.end;
        }
        if (b->kind != ALIGN_UNMATCHED) {
            v->pairs++;
            v->quoted += b->kind == ALIGN_QUOTATION;
            v->bands[cli_page_band(b->confidence)]++;
            sum += b->confidence;
        }
    }
    v->rows = v->rows && next[0] == v->aligned->source->segments.count && next[1] == v->aligned->target->segments.count;
    v->confidence = v->pairs ? sum / (double)v->pairs : 0;
}

enum text_status cli_bead_view_new(const struct cli_aligned *aligned, struct cli_bead_view *out, struct text_error *err)
{
    struct cli_bead_view v = {.aligned = aligned};
    for (int side = 0; side < 2; side++) {
        if (!index_beads(&v, side) || !index_quotes(&v, side)) {
            cli_bead_view_free(&v);
            return text_fail_memory(err, "a page of two documents");
        }
    }
    count(&v);
    *out = v;
    return TEXT_OK;
}

void cli_bead_view_free(struct cli_bead_view *v)
{
    for (int side = 0; side < 2; side++) {
        free(v->first[side]);
        free(v->beads[side]);
        free(v->quotes[side]);
    }
    *v = (struct cli_bead_view){0};
}

/* Those in a pair before those in none. */
static int by_place(const void *a, const void *b)
{
    const struct cli_mark *x = a, *y = b;
    if (x->begin != y->begin) {
        return x->begin < y->begin ? -1 : 1;
    }
    if ((x->bead == CLI_NO_BEAD) != (y->bead == CLI_NO_BEAD)) {
        return x->bead == CLI_NO_BEAD ? 1 : -1;
    }
    return x->end != y->end ? (x->end < y->end ? -1 : 1) : (x->bead > y->bead) - (x->bead < y->bead);
}

/* Where `part` stands in `whole`, if it was borrowed from it. */
static bool stands_in(struct text_span whole, struct text_span part, struct cli_mark *at)
{
    uintptr_t w = (uintptr_t)whole.p, p = (uintptr_t)part.p;
    if (!part.n || p < w || p - w > whole.n || part.n > whole.n - (p - w)) {
        return false;
    }
    at->begin = p - w;
    at->end = at->begin + part.n;
    return true;
}

/* Keeps of marks that overlap the ones in pairs, and of these the first. */
static size_t untangle(struct cli_mark *marks, size_t n)
{
    size_t kept = 0, next = SIZE_MAX, end = 0;
    for (size_t i = n; i-- > 0;) {
        if (marks[i].bead != CLI_NO_BEAD) {
            next = marks[i].begin;
        } else if (marks[i].end > next) {
            marks[i].end = marks[i].begin;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (marks[i].begin >= end && marks[i].end > marks[i].begin) {
            end = marks[i].end;
            marks[kept++] = marks[i];
        }
    }
    return kept;
}

enum text_status cli_bead_view_marks(const struct cli_bead_view *v, int side, size_t segment, struct cli_mark **marks,
                                     size_t *count_out, struct text_error *err)
{
    const struct cli_document *d = cli_bead_view_document(v, side);
    struct text_span text = d->segments.segments[segment].text;
    const size_t *beads = v->beads[side] + v->first[side][segment], *quotes = v->quotes[side] + segment;
    size_t bead_count = v->first[side][segment + 1] - v->first[side][segment], n = 0, joined = CLI_NO_BEAD;
    struct cli_mark *at = NULL;
    if (bead_count + (quotes[1] - quotes[0]) > 0 && !(at = calloc(bead_count + (quotes[1] - quotes[0]), sizeof *at))) {
        return text_fail_memory(err, "a page of two documents");
    }
    for (size_t k = 0; k < bead_count; k++) {
        const struct align_bead *b = &v->aligned->beads->at[beads[k]];
        at[n].bead = beads[k];
        if (b->kind != ALIGN_QUOTATION) {
            continue;
        }
        if (!stands_in(text, text_of(b, side), &at[n])) {
            joined = beads[k]; /* several quotations as one, or several segments */
        } else if (at[n].begin > 0 || at[n].end < text.n) {
            n++;
        }
    }
    for (size_t q = quotes[0]; q < quotes[1]; q++) {
        at[n].bead = joined;
        n += stands_in(text, d->quotes.at[q].text, &at[n]);
    }
    if (n) {
        qsort(at, n, sizeof *at, by_place);
    }
    *marks = at;
    *count_out = untangle(at, n);
    return TEXT_OK;
}
