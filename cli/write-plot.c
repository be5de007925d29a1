/* See write-plot.h. */
#include "cli/write-plot.h"

/* In units of the drawing. */
static const double LONGEST = 320, SHORTEST = 96, LEAST_DOT = 3, LARGEST_DOT = 9, AXIS = 10;

struct scale {
    double size[2]; /* of the plane */
    double step[2]; /* a segment */
    double dot;
};

static struct scale scale_of(const size_t counts[2])
{
    struct scale s;
    double most = (double)(counts[0] > counts[1] ? counts[0] : counts[1]);
    for (int side = 0; side < 2; side++) {
        s.size[side] = LONGEST * (double)counts[side] / most;
        s.size[side] = s.size[side] < SHORTEST ? SHORTEST : s.size[side];
        s.step[side] = s.size[side] / (double)counts[side];
    }
    s.dot = 0.8 * (s.step[0] < s.step[1] ? s.step[0] : s.step[1]);
    s.dot = s.dot < LEAST_DOT ? LEAST_DOT : s.dot > LARGEST_DOT ? LARGEST_DOT : s.dot;
    return s;
}

/* Runs of segments in pairs as strokes of one path. */
static void put_covered(FILE *to, const struct cli_bead_view *v, const struct scale *s, int side)
{
    const size_t *first = v->first[side];
    size_t n = cli_bead_view_document(v, side)->segments.count;
    fputs("<path class=\"rug\" d=\"M0 0", to);
    for (size_t i = 0; i < n; i++) {
        size_t begin = i;
        while (i < n && first[i] < first[i + 1]) {
            i++;
        }
        if (i > begin) {
            double from = (double)begin * s->step[side], to_where = (double)i * s->step[side];
            fprintf(to, side ? "M-5 %.2fV%.2f" : "M%.2f -5H%.2f", from, to_where);
        }
    }
    fputs("\"/>\n", to);
}

static void put_dot(FILE *to, const struct scale *s, const struct align_bead *b, size_t number)
{
    double at[2], extent[2];
    for (int side = 0; side < 2; side++) {
        struct text_range r = cli_bead_range(b, side);
        double middle = (double)(r.begin + r.end) / 2 * s->step[side];
        extent[side] = s->dot + (double)(r.end - r.begin - 1) * s->step[side];
        at[side] = middle - extent[side] / 2;
    }
    fprintf(to,
            "<a href=\"#s%zu\" tabindex=\"-1\" data-p=\"%zu\"><rect class=\"dot c%d\" x=\"%.2f\" y=\"%.2f\" "
            "width=\"%.2f\" height=\"%.2f\" rx=\"%.2f\"/><title>%zu ~ %zu, %.2f</title></a>\n",
            b->source.begin + 1, number, cli_page_band(b->confidence), at[0], at[1], extent[0], extent[1], s->dot / 2,
            b->source.begin + 1, b->target.begin + 1, b->confidence);
}

void cli_write_plot(FILE *to, const struct cli_bead_view *v)
{
    size_t counts[2] = {v->aligned->source->segments.count, v->aligned->target->segments.count};
    struct scale s = scale_of(counts);
    fprintf(to,
            "<figure class=\"plot\">\n<svg viewBox=\"%g %g %.2f %.2f\" aria-hidden=\"true\" focusable=\"false\">\n"
            "<rect class=\"plane\" width=\"%.2f\" height=\"%.2f\"/>\n",
            -AXIS, -AXIS, s.size[0] + 2 * AXIS, s.size[1] + 2 * AXIS, s.size[0], s.size[1]);
    fprintf(to,
            "<path class=\"grid\" d=\"M%.2f 0V%.2fM%.2f 0V%.2fM%.2f 0V%.2fM0 %.2fH%.2fM0 %.2fH%.2fM0 %.2fH%.2f\"/>\n",
            s.size[0] / 4, s.size[1], s.size[0] / 2, s.size[1], s.size[0] * 3 / 4, s.size[1], s.size[1] / 4, s.size[0],
            s.size[1] / 2, s.size[0], s.size[1] * 3 / 4, s.size[0]);
    put_covered(to, v, &s, 0);
    put_covered(to, v, &s, 1);
    for (size_t k = 0; k < v->aligned->beads->count; k++) {
        const struct align_bead *b = &v->aligned->beads->at[k];
        if (b->kind != ALIGN_UNMATCHED && !b->inside) {
            put_dot(to, &s, b, k + 1);
        }
    }
    fprintf(to,
            "</svg>\n<figcaption>The whole alignment: a dot a pair, segments 1 to %zu of <bdi>%s</bdi> to the right, 1"
            " to %zu of <bdi>%s</bdi> downwards.</figcaption>\n</figure>\n",
            counts[0], text_language_code(v->aligned->source->language), counts[1],
            text_language_code(v->aligned->target->language));
}
