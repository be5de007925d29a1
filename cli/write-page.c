/* See write-page.h. Segments are counted from 1 here; #s12 is the twelfth of the source, #t12 of the target. */
#include "cli/write-page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/bead-view.h"
#include "cli/write-plot.h"

static const char *const style[] = {
#include "cli/write-page.css.h"
};
static const char *const script[] = {
#include "cli/write-page.js.h"
};

static const char side_letter[2] = {'s', 't'};
static const char *const side_class[2] = {"source", "target"};

struct writing {
    const struct cli_bead_view *view;
    FILE *to;
};

static struct text_span base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return text_span_of(slash && slash[1] ? slash + 1 : path);
}

static const char *code_of(const struct writing *w, int side)
{
    return text_language_code(cli_bead_view_document(w->view, side)->language);
}

static void put_share(FILE *to, const char *code, size_t matched, size_t all)
{
    char name[64];
    snprintf(name, sizeof name, "Matched, %.16s", code);
    cli_page_fact(to, name, "%zu of %zu (%.0f\xC2\xA0%%)", matched, all,
                  all ? 100.0 * (double)matched / (double)all : 0.0);
}

static void put_head(const struct writing *w)
{
    const struct cli_bead_view *v = w->view;
    fputs("<header class=\"top\">\n<div>\n<h1><bdi>", w->to);
    cli_page_put(w->to, base_name(v->aligned->source_name));
    fputs("</bdi> <span class=\"and\">and</span> <bdi>", w->to);
    cli_page_put(w->to, base_name(v->aligned->target_name));
    fputs("</bdi></h1>\n<dl class=\"facts\">\n", w->to);
    cli_page_fact(w->to, "Pairs", "%zu", v->pairs);
    if (v->quoted || v->inside) {
        cli_page_fact(w->to, "Quotations paired", "%zu", v->quoted + v->inside);
    }
    put_share(w->to, code_of(w, 0), v->matched[0], v->aligned->source->segments.count);
    put_share(w->to, code_of(w, 1), v->matched[1], v->aligned->target->segments.count);
    if (v->pairs) {
        cli_page_fact(w->to, "Mean confidence", "%.2f", v->confidence);
    }
    cli_page_fact(w->to, "Read as", "%s",
                  v->aligned->beads->mode == ALIGN_PARALLEL ? "a translation, in order" : "quotes, in any order");
    fputs("</dl>\n", w->to);
    cli_page_legend(w->to, v->bands);
    fputs("<p class=\"note\">The number at a pair is its confidence: the probability that a bilingual reader would"
          " accept it. It leads to the partner. What is pale has no counterpart.</p>\n</div>\n",
          w->to);
    cli_write_plot(w->to, v);
    fputs("</header>\n", w->to);
}

/* Who said it, who reported it, and what kind of pair it is where that is not the plain one. */
static void put_about(const struct writing *w, const struct align_bead *b)
{
    size_t n = b->source.end - b->source.begin, m = b->target.end - b->target.begin;
    if (b->kind != ALIGN_QUOTATION && n == 1 && m == 1 && !b->speaker.n && !b->agency.n) {
        return;
    }
    fprintf(w->to, "<span class=\"about c%d\" lang=\"en\">%s", cli_page_band(b->confidence), align_kind_name(b->kind));
    if (n != 1 || m != 1) {
        fprintf(w->to, " %zu\xE2\x80\x93%zu", n, m);
    }
    if (b->inside) {
        fprintf(w->to, " %.2f", b->confidence);
    }
    if (b->speaker.n) {
        fputs(" \xC2\xB7 said by <bdi>", w->to);
        cli_page_put(w->to, b->speaker);
        fputs("</bdi>", w->to);
    }
    if (b->agency.n) {
        fputs(" \xC2\xB7 via <bdi>", w->to);
        cli_page_put(w->to, b->agency);
        fputs("</bdi>", w->to);
    }
    fputs("</span>", w->to);
}

/* The confidence, as a link to the partner. */
static void put_chip(const struct writing *w, int side, size_t bead)
{
    const struct align_bead *b = &w->view->aligned->beads->at[bead];
    struct text_range partner = cli_bead_range(b, !side);
    fprintf(w->to,
            "<a class=\"chip c%d\" lang=\"en\" href=\"#%c%zu\" data-p=\"%zu\" aria-label=\"confidence %.2f, pairs with "
            "%s segment %zu",
            cli_page_band(b->confidence), side_letter[!side], partner.begin + 1, bead + 1, b->confidence,
            code_of(w, !side), partner.begin + 1);
    if (partner.end > partner.begin + 1) {
        fprintf(w->to, " to %zu", partner.end);
    }
    fprintf(w->to, "\">%.2f</a>", b->confidence);
}

static enum text_status put_marked(const struct writing *w, int side, size_t i, struct text_error *err)
{
    struct text_span text = cli_bead_view_document(w->view, side)->segments.segments[i].text;
    struct cli_mark *marks;
    size_t count, at = 0;
    enum text_status status = cli_bead_view_marks(w->view, side, i, &marks, &count, err);
    for (size_t m = 0; status == TEXT_OK && m < count; m++) {
        cli_page_put(w->to, (struct text_span){text.p + at, marks[m].begin - at});
        if (marks[m].bead == CLI_NO_BEAD) {
            fputs("<span class=\"q\">", w->to);
        } else {
            fprintf(w->to, "<span class=\"q c%d\" data-p=\"%zu\">",
                    cli_page_band(w->view->aligned->beads->at[marks[m].bead].confidence), marks[m].bead + 1);
        }
        cli_page_put(w->to, (struct text_span){text.p + marks[m].begin, marks[m].end - marks[m].begin});
        fputs("</span>", w->to);
        at = marks[m].end;
    }
    if (status == TEXT_OK) {
        cli_page_put(w->to, (struct text_span){text.p + at, text.n - at});
        free(marks);
    }
    return status;
}

/* The opening of a segment: its classes, and the numbers of its pairs. */
static void put_opening(const struct writing *w, int side, size_t i)
{
    const struct text_segment *s = &cli_bead_view_document(w->view, side)->segments.segments[i];
    const size_t *first = w->view->first[side] + i, *beads = w->view->beads[side];
    fprintf(w->to, "<div class=\"seg%s%s", i == 0 || s->paragraph != s[-1].paragraph ? " p" : "",
            s->kind == TEXT_HEADING     ? " h"
            : s->kind == TEXT_FURNITURE ? " f"
                                        : "");
    if (first[0] == first[1]) {
        fprintf(w->to, " u\" id=\"%c%zu\">", side_letter[side], i + 1);
        return;
    }
    const struct align_bead *b = &w->view->aligned->beads->at[beads[first[0]]];
    struct text_range r = cli_bead_range(b, side);
    fprintf(w->to, " c%d%s\" id=\"%c%zu\" data-p=\"", cli_page_band(b->confidence), i + 1 < r.end ? " more" : "",
            side_letter[side], i + 1);
    for (size_t k = first[0]; k < first[1]; k++) {
        fprintf(w->to, k == first[0] ? "%zu" : " %zu", beads[k] + 1);
    }
    fputs("\">", w->to);
}

static enum text_status put_segment(const struct writing *w, int side, size_t i, struct text_error *err)
{
    const struct align_bead *at = w->view->aligned->beads->at;
    const size_t *first = w->view->first[side] + i, *beads = w->view->beads[side];
    put_opening(w, side, i);
    fprintf(w->to, "<span class=\"n\">%zu</span><span class=\"x\">", i + 1);
    enum text_status status = put_marked(w, side, i, err);
    /* A pair is told at its first segment, and once where partners stand side by side. */
    for (size_t k = first[0]; k < first[1]; k++) {
        if ((side == 0 || !w->view->rows) && cli_bead_range(&at[beads[k]], side).begin == i) {
            put_about(w, &at[beads[k]]);
        }
    }
    fputs("</span><span class=\"k\">", w->to);
    for (size_t k = first[0]; k < first[1]; k++) {
        if (cli_bead_range(&at[beads[k]], side).begin == i && !at[beads[k]].inside) {
            put_chip(w, side, beads[k]);
        }
    }
    fputs("</span></div>\n", w->to);
    return status;
}

static enum text_status put_segments(const struct writing *w, int side, struct text_range r, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = r.begin; i < r.end && status == TEXT_OK; i++) {
        status = put_segment(w, side, i, err);
    }
    return status;
}

/* The head of a column: language, name of the file, date of the article where it is known. */
static void put_name(const struct writing *w, int side)
{
    const char *name = side ? w->view->aligned->target_name : w->view->aligned->source_name;
    struct text_span date = cli_bead_view_document(w->view, side)->article.date;
    fprintf(w->to, "<h2 class=\"%s\" id=\"name-%c\" title=\"", side_class[side], side_letter[side]);
    cli_page_put(w->to, text_span_of(name));
    fprintf(w->to, "\"><span class=\"code\">%s</span> <bdi>", code_of(w, side));
    cli_page_put(w->to, base_name(name));
    fputs("</bdi>", w->to);
    if (date.n) {
        fputs(" <span class=\"date\">", w->to);
        cli_page_put(w->to, (struct text_span){date.p, date.n < 10 ? date.n : 10});
        fputs("</span>", w->to);
    }
    fputs("</h2>\n", w->to);
}

static void put_names(const struct writing *w)
{
    fputs("<div class=\"names\">\n", w->to);
    put_name(w, 0);
    put_name(w, 1);
    fputs("</div>\n", w->to);
}

static enum text_status put_row(const struct writing *w, const struct text_range r[2], struct text_error *err)
{
    enum text_status status = TEXT_OK;
    fputs("<div class=\"row\">", w->to);
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        fprintf(w->to, "<div class=\"side %s\" lang=\"%s\">", side_class[side], code_of(w, side));
        status = put_segments(w, side, r[side], err);
        fputs("</div>", w->to);
    }
    fputs("</div>\n", w->to);
    return status;
}

/* A row a pair; a run of what is in no pair, on either side, is a row too. */
static enum text_status put_rows(const struct writing *w, struct text_error *err)
{
    const struct align_beads *beads = w->view->aligned->beads;
    enum text_status status = TEXT_OK;
    struct text_range r[2] = {{0, 0}, {0, 0}};
    put_names(w);
    for (size_t k = 0; k < beads->count && status == TEXT_OK;) {
        bool paired = beads->at[k].kind != ALIGN_UNMATCHED;
        do {
            for (int side = 0; side < 2 && !(paired && beads->at[k].inside); side++) {
                struct text_range next = cli_bead_range(&beads->at[k], side);
                r[side].end = next.begin < next.end ? next.end : r[side].end;
            }
            k++;
        } while (!paired && k < beads->count && beads->at[k].kind == ALIGN_UNMATCHED);
        if (r[0].begin < r[0].end || r[1].begin < r[1].end) {
            status = put_row(w, r, err);
        }
        r[0].begin = r[0].end;
        r[1].begin = r[1].end;
    }
    return status;
}

static enum text_status put_columns(const struct writing *w, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    fputs("<div class=\"row\">\n", w->to);
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        struct text_range all = {0, cli_bead_view_document(w->view, side)->segments.count};
        fprintf(w->to, "<section class=\"side %s\" lang=\"%s\" aria-labelledby=\"name-%c\">\n", side_class[side],
                code_of(w, side), side_letter[side]);
        put_name(w, side);
        status = put_segments(w, side, all, err);
        fputs("</section>\n", w->to);
    }
    fputs("</div>\n", w->to);
    return status;
}

enum text_status cli_write_page(const struct cli_aligned *aligned, FILE *to, struct text_error *err)
{
    struct cli_bead_view view;
    struct text_buffer title = {0};
    struct writing w = {&view, to};
    enum text_status status = cli_bead_view_new(aligned, &view, err);
    if (status != TEXT_OK) {
        return status;
    }
    text_buffer_add(&title, base_name(aligned->source_name));
    text_buffer_add_string(&title, " \xE2\x80\x93 ");
    text_buffer_add(&title, base_name(aligned->target_name));
    struct cli_page page = {
        text_buffer_span(&title), {style, sizeof style / sizeof style[0]}, {script, sizeof script / sizeof script[0]}};
    cli_page_begin(to, &page);
    put_head(&w);
    fprintf(to, "<div class=\"texts%s\">\n", view.rows ? " rows" : "");
    status = view.rows ? put_rows(&w, err) : put_columns(&w, err);
    fputs("</div>\n", to);
    cli_page_end(to, &page);
    text_buffer_free(&title);
    cli_bead_view_free(&view);
    return status;
}
