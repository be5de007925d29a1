/* A translation from a memory, with its codes, as the content of a target whose codes are those of its source.
 *
 * Three texts with codes are laid side by side: the source in the document (C), the source of the suggestion (S), and
 * its target (T). C and S have the same kinds of codes in the same order, and for a translation that is to be final
 * the same text around them, so that the n-th of one is the n-th of the other. Each of T is then found in S: in order,
 * where T has the same codes in the same order; else each by what it is known by, if nothing else is known by that. A
 * code that ends is the one which ends what its pair began.
 *
 * Cost: the square of the number of codes.
 */
#include "formats/xliff/document-private.h"

#include <string.h>

#include "formats/xml/xml-write-private.h"

enum { MOST = 500 };

/* Whether a code of T and one of S are the same to who made them: by x, else by i, else by all they are. */
static bool same(const struct formats_code *t, const struct formats_code *s)
{
    if (t->kind != s->kind || !text_span_equal(t->name, s->name)) {
        return false;
    }
    if (t->x.n && s->x.n) {
        return text_span_equal(t->x, s->x);
    }
    return t->i.n && s->i.n ? text_span_equal(t->i, s->i) : text_span_equal(t->raw, s->raw);
}

static bool same_order(const struct formats_content *t, const struct formats_content *s)
{
    for (size_t i = 0; i < t->code_count; i++) {
        if (!same(&t->codes[i], &s->codes[i]) || t->codes[i].pair != s->codes[i].pair) {
            return false;
        }
    }
    return true;
}

/* Which of S each of T is: `to` has a number for each, and each is there once. */
static bool find(const struct formats_content *t, const struct formats_content *s, uint16_t *to)
{
    bool used[MOST] = {false};
    bool ordered = same_order(t, s);
    for (size_t i = 0; i < t->code_count; i++) {
        const struct formats_code *code = &t->codes[i];
        size_t found = FORMATS_XLIFF_NO_CODE, count = 0;
        if (ordered) {
            found = i;
            count = 1;
        } else if (code->kind == FORMATS_CODE_CLOSE && code->pair < i) {
            found = s->codes[to[code->pair]].pair;
            count = found != FORMATS_XLIFF_NO_CODE;
        } else {
            for (size_t k = 0; k < s->code_count; k++) {
                if (same(code, &s->codes[k])) {
                    found = k;
                    count++;
                }
            }
        }
        if (count != 1 || used[found]) {
            return false;
        }
        used[found] = true;
        to[i] = (uint16_t)found;
    }
    return true;
}

/* Whether the elements of C, written in the order `to`, are nested as elements have to be. */
static bool is_nested(const struct formats_content *c, const uint16_t *to, size_t count)
{
    uint16_t open[MOST];
    size_t depth = 0;
    for (size_t i = 0; i < count; i++) {
        const struct formats_code *code = &c->codes[to[i]];
        if (code->element && code->kind == FORMATS_CODE_OPEN) {
            open[depth++] = to[i];
        } else if (code->element && (depth == 0 || open[--depth] != code->pair)) {
            return false;
        }
    }
    return depth == 0;
}

/* A run at an end of the translation loses its blanks there: it gets those of the source. */
static void add_run(struct text_span run, bool first, bool last, struct text_buffer *to)
{
    struct text_span trimmed = text_span_trim(run);
    if (trimmed.n == 0) {
        trimmed.p = run.p;
        trimmed.n = first || last ? 0 : run.n;
    } else {
        const char *begin = first ? trimmed.p : run.p, *end = last ? trimmed.p + trimmed.n : run.p + run.n;
        trimmed = (struct text_span){begin, (size_t)(end - begin)};
    }
    formats_xml_add_text(to, trimmed, false);
}

static void add_translation(const struct formats_content *c, const struct formats_content *t, const uint16_t *order,
                            struct text_buffer *to)
{
    text_buffer_add(to, c->lead);
    for (size_t i = 0; i <= t->code_count; i++) {
        add_run(t->runs[i], i == 0, i == t->code_count, to);
        if (i < t->code_count) {
            text_buffer_add(to, c->codes[order[i]].raw);
        }
    }
    text_buffer_add(to, c->trail);
}

static bool same_kinds(const struct formats_content *a, const struct formats_content *b)
{
    bool same_so_far = a->code_count == b->code_count;
    for (size_t i = 0; i < a->code_count && same_so_far; i++) {
        same_so_far = a->codes[i].kind == b->codes[i].kind && a->codes[i].pair == b->codes[i].pair;
    }
    return same_so_far;
}

/* How many pairs of elements stand around all of the text, the others within: <g><g>text</g></g> is two. */
static size_t wraps(const struct formats_content *c)
{
    size_t half = c->code_count / 2;
    if (c->code_count % 2) {
        return 0;
    }
    for (size_t i = 0; i < half; i++) {
        const struct formats_code *open = &c->codes[i];
        if (open->kind != FORMATS_CODE_OPEN || open->pair != c->code_count - 1 - i || !open->element ||
            text_span_trim(c->runs[i]).n || text_span_trim(c->runs[c->code_count - i]).n) {
            return 0;
        }
    }
    return half;
}

/* A translation without codes. */
static bool map_plain(const struct formats_content *c, const struct formats_suggestion *s, struct text_buffer *to)
{
    size_t half = c->code_count ? wraps(c) : 0;
    if (c->code_count && !half) {
        return false;
    }
    text_buffer_add(to, c->lead);
    for (size_t i = 0; i < half; i++) {
        text_buffer_add(to, c->codes[i].raw);
    }
    formats_xml_add_text(to, s->text.target, false);
    for (size_t i = half; i < c->code_count; i++) {
        text_buffer_add(to, c->codes[i].raw);
    }
    text_buffer_add(to, c->trail);
    return true;
}

static enum text_status read_markup(struct text_span markup, struct text_span text, struct text_arena *arena,
                                    struct formats_content *out, struct text_error *err)
{
    if (markup.n) {
        return formats_content_read_tmx(markup, arena, out, err);
    }
    struct text_span *run = text_arena_alloc(arena, 1, sizeof *run);
    if (!run) {
        return text_fail_memory(err, "a translation");
    }
    *run = text;
    *out = (struct formats_content){.runs = run};
    return text_normalize(text, arena, &out->flat, err);
}

enum text_status formats_content_map(const struct formats_content *c, const struct formats_suggestion *suggestion,
                                     bool certain, struct text_arena *arena, struct text_buffer *to, bool *mapped,
                                     struct text_error *err)
{
    struct formats_content s, t;
    uint16_t order[MOST];
    struct text_error why;
    *mapped = false;
    if (c->odd || c->code_count > MOST) {
        return TEXT_OK;
    }
    if (suggestion->markup.source.n == 0 && suggestion->markup.target.n == 0) {
        *mapped = map_plain(c, suggestion, to);
        return TEXT_OK;
    }
    enum text_status status = read_markup(suggestion->markup.source, suggestion->text.source, arena, &s, &why);
    if (status == TEXT_OK) {
        status = read_markup(suggestion->markup.target, suggestion->text.target, arena, &t, &why);
    }
    if (status == TEXT_NOMEM) {
        return text_fail_memory(err, "a translation");
    }
    if (status != TEXT_OK || (certain && !text_span_equal(c->flat, s.flat)) || !same_kinds(c, &s) ||
        t.code_count != s.code_count || !find(&t, &s, order) || !is_nested(c, order, t.code_count)) {
        return TEXT_OK; /* what is no markup is not mapped either */
    }
    add_translation(c, &t, order, to);
    *mapped = true;
    return TEXT_OK;
}
