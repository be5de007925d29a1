/* See fragments.h. The counterpart is looked for in several units that hold the fragment. What most of them agree on,
 * by the sum of their confidences, is shown, from the best of those units. */
#include "cli/fragments.h"

#include <stdio.h>
#include <string.h>

#include "cli/show.h"

enum {
    UNITS = 8,
    FEW = 3,
    INDENT = 14, /* columns before the texts */
    CONTEXT = 48 /* bytes of a unit's text that are shown on either side of what it is shown for, and a word */
};

static struct text_span cut(struct text_span s, struct text_range r)
{
    return (struct text_span){s.p + r.begin, r.end - r.begin};
}

static enum text_status find_part(const struct cli_fragments *f, const struct tm_fragment_unit *u, int from,
                                  struct text_arena *arena, struct align_part *out, struct text_error *err)
{
    struct align_phrase phrase = {
        .text = from == 0 ? u->unit.text : (struct text_pair){u->unit.text.target, u->unit.text.source},
        .side = from == 0 ? ALIGN_SOURCE : ALIGN_TARGET,
        .range = u->source,
    };
    return align_part_find(f->model.model, &phrase, arena, out, err);
}

/* Sets what is shown of a fragment. */
static enum text_status choose(const struct cli_fragments *f, struct cli_fragment *fragment, int from,
                               struct text_arena *arena, struct text_error *err)
{
    struct align_part parts[UNITS];
    const struct tm_fragment *words = fragment->words;
    double best = 0;
    for (size_t i = 0; i < words->unit_count; i++) {
        enum text_status status = find_part(f, &words->units[i], from, arena, &parts[i], err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    fragment->shown = &words->units[0];
    for (size_t i = 0; i < words->unit_count; i++) {
        struct text_span part = cut(words->units[i].unit.text.target, parts[i].range);
        double sum = 0;
        for (size_t k = 0; k < words->unit_count && part.n; k++) {
            bool same = text_span_equal_letters(part, cut(words->units[k].unit.text.target, parts[k].range));
            sum += same ? parts[k].confidence : 0;
        }
        if (sum > best) {
            best = sum;
            fragment->shown = &words->units[i];
            fragment->part = parts[i];
        }
    }
    return TEXT_OK;
}

/* A few words without a clear counterpart are of little use beside others that have one. */
static void leave_out(struct cli_fragments *f)
{
    size_t kept = 0, clear = 0;
    for (size_t i = 0; i < f->count; i++) {
        clear += f->at[i].part.confidence > 0;
    }
    for (size_t i = 0; i < f->count; i++) {
        if (clear == 0 || f->at[i].part.confidence > 0 || f->at[i].words->words > FEW) {
            f->at[kept++] = f->at[i];
        }
    }
    f->count = kept;
}

enum text_status cli_fragments_find(struct cli_fragments *f, struct tm_memory *m, const struct tm_fragment_query *query,
                                    int from, struct text_arena *arena, struct text_error *err)
{
    struct tm_fragments *found = text_arena_alloc(arena, 1, sizeof *found);
    struct tm_fragment_query q = *query;
    q.units = UNITS;
    f->count = 0;
    enum text_status status = found ? tm_fragments(m, &q, arena, found, err) : text_fail_memory(err, "a query");
    if (status != TEXT_OK || found->count == 0) {
        return status;
    }
    if (!f->loaded) {
        status = cli_model_load(f->arguments, CLI_DEFAULT_ORDER, &f->model, err);
        f->loaded = status == TEXT_OK;
    }
    f->at = text_arena_alloc(arena, found->count, sizeof *f->at);
    if (status == TEXT_OK && !f->at) {
        status = text_fail_memory(err, "a query");
    }
    for (size_t i = 0; i < found->count && status == TEXT_OK; i++) {
        f->at[i] =
            (struct cli_fragment){.words = &found->at[i], .cover = (int)(100 * found->at[i].words / found->words)};
        status = choose(f, &f->at[i], from, arena, err);
    }
    if (status == TEXT_OK) {
        f->count = found->count;
        leave_out(f);
    }
    return status;
}

void cli_fragments_free(struct cli_fragments *f)
{
    if (f->loaded) {
        cli_model_free(&f->model);
    }
    f->loaded = false;
}

/* A text with a mark in it, and of what is far from the mark only that there is more. */
static void put_marked(struct cli_paragraph *p, struct text_span s, struct text_range r)
{
    size_t begin = r.begin > CONTEXT ? r.begin - CONTEXT : 0, end = s.n - r.end > CONTEXT ? r.end + CONTEXT : s.n;
    while (begin > 0 && s.p[begin - 1] != ' ') {
        begin--;
    }
    while (end < s.n && s.p[end] != ' ') {
        end++;
    }
    cli_paragraph_put_string(p, CLI_PLAIN, begin > 0 ? "... " : "");
    cli_paragraph_put(p, CLI_PLAIN, cut(s, (struct text_range){begin, r.begin}));
    cli_paragraph_put(p, CLI_HIT, cut(s, r));
    cli_paragraph_put(p, CLI_PLAIN, cut(s, (struct text_range){r.end, end}));
    cli_paragraph_put_string(p, CLI_PLAIN, end < s.n ? " ..." : "");
}

void cli_fragments_show(const struct cli_fragments *f, struct cli_paragraph *p, const char *const codes[2],
                        size_t first)
{
    size_t indent = INDENT + (first ? 4 : 0), hang = indent + strlen(codes[0]) + 2;
    for (size_t i = 0; i < f->count; i++) {
        const struct cli_fragment *x = &f->at[i];
        const struct tm_unit *u = &x->shown->unit;
        if (first) {
            cli_paragraph_put_format(p, CLI_DIM, "%3zu.", first + i);
        }
        cli_paragraph_put_string(p, CLI_PLAIN, "  ");
        cli_paragraph_put_format(p, CLI_BOLD, "%3d%%", x->cover);
        cli_paragraph_put_format(p, CLI_PLAIN, " part   %s  ", codes[0]);
        put_marked(p, u->text.source, x->shown->source);
        cli_paragraph_end(p, hang);
        cli_paragraph_put_format(p, CLI_PLAIN, "%*s%s  ", (int)indent, "", codes[1]);
        if (x->part.confidence > 0) {
            put_marked(p, u->text.target, x->part.range);
        } else {
            cli_paragraph_put(p, CLI_PLAIN, u->text.target);
        }
        cli_paragraph_end(p, hang);
        cli_paragraph_put_format(p, CLI_PLAIN, "%*s", (int)indent, "");
        cli_put_origin(p, u);
        cli_paragraph_end(p, indent);
    }
}

static struct formats_json *range_array(struct text_range r)
{
    struct formats_json *a = formats_json_array();
    formats_json_append_integer(a, (int64_t)r.begin);
    formats_json_append_integer(a, (int64_t)r.end);
    return a;
}

struct formats_json *cli_fragments_array(const struct cli_fragments *f)
{
    struct formats_json *list = formats_json_array();
    for (size_t i = 0; i < f->count; i++) {
        const struct cli_fragment *x = &f->at[i];
        struct formats_json *o = formats_json_object(), *marks = formats_json_object();
        formats_json_set(o, "range", range_array(x->words->query));
        formats_json_set_integer(o, "words", (int64_t)x->words->words);
        formats_json_set_integer(o, "cover", x->cover);
        cli_set_unit(o, &x->shown->unit);
        formats_json_set(marks, "source", range_array(x->shown->source));
        if (x->part.confidence > 0) {
            formats_json_set(marks, "target", range_array(x->part.range));
        }
        formats_json_set(o, "marks", marks);
        if (x->part.confidence > 0) {
            formats_json_set_text(o, "part", cut(x->shown->unit.text.target, x->part.range));
            formats_json_set_real(o, "confidence", (int)(1000 * x->part.confidence) / 1000.0);
        }
        formats_json_append(list, o);
    }
    return list;
}
