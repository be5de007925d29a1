/* Which code of a translation is which code of a segment: by way of the source that the translation was made of, which
 * has the same codes in the same order as the segment, and by which its codes are known from it.
 *
 * Cost: linear in the texts, and in the codes times themselves where they have no number. */
#include <string.h>

#include "formats/block/segment-private.h"
#include "formats/xml/reference-private.h"

enum { MOST = 4096 }; /* codes in a text; one with more is not mapped */

struct reader {
    struct text_span s;
    size_t at;
    struct text_arena *arena;
    struct formats_runs out;
    size_t capacity;
    bool failed;
};

static void add(struct reader *r, struct formats_run run)
{
    if (r->out.count == r->capacity) {
        size_t capacity = r->capacity ? 2 * r->capacity : 16;
        struct formats_run *at = text_arena_alloc(r->arena, capacity, sizeof *at);
        if (!at) {
            r->failed = true;
            return;
        }
        if (r->out.count) {
            memcpy(at, r->out.at, r->out.count * sizeof *at);
        }
        r->out.at = at;
        r->capacity = capacity;
    }
    run.pair = FORMATS_PIECE_ALONE;
    run.code = (uint32_t)r->out.codes;
    r->out.codes += run.kind == FORMATS_PIECE_TEXT ? 0 : 1;
    r->out.at[r->out.count++] = run;
}

/* A text with its references as characters. */
static struct text_span plain(struct reader *r, struct text_span s)
{
    char *to = text_arena_alloc(r->arena, s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n && to;) {
        const char *end = s.p[i] == '&' ? memchr(s.p + i, ';', s.n - i) : NULL;
        size_t size = end ? (size_t)(end - s.p) + 1 - i : 0;
        size_t got = size ? formats_reference((struct text_span){s.p + i, size}, to + n) : 0;
        if (got) {
            n += got;
            i += size;
        } else {
            to[n++] = s.p[i++];
        }
    }
    r->failed = r->failed || !to;
    return (struct text_span){to, n};
}

/* The value of an attribute of the tag; p NULL: it has none of the name. */
static struct text_span value_of(struct text_span tag, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i + n + 3 <= tag.n; i++) {
        if (tag.p[i] == ' ' && memcmp(tag.p + i + 1, name, n) == 0 && memcmp(tag.p + i + 1 + n, "=\"", 2) == 0) {
            const char *from = tag.p + i + 3 + n, *end = memchr(from, '"', (size_t)(tag.p + tag.n - from));
            return (struct text_span){from, end ? (size_t)(end - from) : 0};
        }
    }
    return (struct text_span){0};
}

static bool is_element(struct text_span tag, const char *name)
{
    size_t n = strlen(name);
    return tag.n >= n && memcmp(tag.p, name, n) == 0 && (tag.n == n || strchr(" /", tag.p[n]));
}

/* Behind the element of codes whose content begins at `at`; 0 when it is not ended. Elements in it have other names. */
static size_t find_end(const struct reader *r, size_t at, struct text_span name)
{
    for (; at + name.n + 3 <= r->s.n; at++) {
        if (r->s.p[at] == '<' && r->s.p[at + 1] == '/' && memcmp(r->s.p + at + 2, name.p, name.n) == 0 &&
            r->s.p[at + 2 + name.n] == '>') {
            return at;
        }
    }
    return 0;
}

static bool take_tag(struct reader *r)
{
    const char *end = memchr(r->s.p + r->at, '>', r->s.n - r->at);
    struct formats_run run = {.kind = FORMATS_PIECE_CODE};
    if (!end) {
        return false;
    }
    struct text_span tag = {r->s.p + r->at + 1, (size_t)(end - r->s.p) - r->at - 1}, name = tag;
    bool empty = tag.n && tag.p[tag.n - 1] == '/';
    r->at = (size_t)(end - r->s.p) + 1;
    run.id = value_of(tag, "i");
    run.x = value_of(tag, "x");
    if (is_element(tag, "/hi") || is_element(tag, "hi")) {
        run.kind = tag.p[0] == '/' ? FORMATS_PIECE_CLOSE : FORMATS_PIECE_OPEN;
        run.text = tag.p[0] == '/' ? (struct text_span){"", 0} : tag;
        add(r, run);
        return !empty;
    }
    if (!is_element(tag, "bpt") && !is_element(tag, "ept") && !is_element(tag, "ph") && !is_element(tag, "it") &&
        !is_element(tag, "ut")) {
        return false;
    }
    run.kind = tag.p[0] == 'b' ? FORMATS_PIECE_OPEN : tag.p[0] == 'e' ? FORMATS_PIECE_CLOSE : FORMATS_PIECE_CODE;
    for (name.n = 0; tag.p[name.n] >= 'a' && tag.p[name.n] <= 'z' && name.n + 1 < tag.n; name.n++) {
    }
    if (!empty) {
        size_t close = find_end(r, r->at, name);
        if (!close) {
            return false;
        }
        run.text = (struct text_span){r->s.p + r->at, close - r->at};
        r->at = close + name.n + 3;
    }
    add(r, run);
    return true;
}

/* Finds the partners; what has none stands alone. False when pairs overlap. */
static bool find_pairs(struct formats_runs *runs, struct text_arena *arena, bool *failed)
{
    uint32_t *open = text_arena_alloc(arena, runs->codes + 1, sizeof *open);
    size_t depth = 0;
    for (uint32_t i = 0; i < runs->count && open; i++) {
        if (runs->at[i].kind == FORMATS_PIECE_OPEN) {
            open[depth++] = i;
        } else if (runs->at[i].kind == FORMATS_PIECE_CLOSE) {
            if (!depth || !text_span_equal(runs->at[open[depth - 1]].id, runs->at[i].id)) {
                return false;
            }
            runs->at[i].pair = open[--depth];
            runs->at[open[depth]].pair = i;
        }
    }
    *failed = *failed || !open;
    return depth == 0;
}

static bool read_runs(struct text_span markup, struct text_arena *arena, struct formats_runs *out, bool *failed)
{
    struct reader r = {.s = markup, .arena = arena};
    bool good = true;
    while (good && r.at < r.s.n && !r.failed) {
        if (r.s.p[r.at] == '<') {
            good = take_tag(&r) && r.out.codes <= MOST;
        } else {
            const char *end = memchr(r.s.p + r.at, '<', r.s.n - r.at);
            size_t n = end ? (size_t)(end - r.s.p) - r.at : r.s.n - r.at;
            add(&r, (struct formats_run){.kind = FORMATS_PIECE_TEXT,
                                         .text = plain(&r, (struct text_span){r.s.p + r.at, n})});
            r.at += n;
        }
    }
    *failed = *failed || r.failed;
    *out = r.out;
    return good && !r.failed && find_pairs(out, arena, failed);
}

/* The run of the code after i; count when there is none. */
static size_t next_code(const struct formats_runs *runs, size_t i)
{
    while (i < runs->count && runs->at[i].kind == FORMATS_PIECE_TEXT) {
        i++;
    }
    return i;
}

static bool same_codes(const struct formats_runs *a, const struct formats_runs *b)
{
    size_t i = next_code(a, 0), k = next_code(b, 0);
    for (; i < a->count && k < b->count; i = next_code(a, i + 1), k = next_code(b, k + 1)) {
        uint32_t p = a->at[i].pair, q = b->at[k].pair;
        bool alone = p == FORMATS_PIECE_ALONE;
        if (a->at[i].kind != b->at[k].kind || alone != (q == FORMATS_PIECE_ALONE) ||
            (!alone && a->at[p].code != b->at[q].code)) {
            return false;
        }
    }
    return i == a->count && k == b->count;
}

/* How surely run t of a translation is run s of its source; 0: it is not. */
static int likeness(const struct formats_run *t, const struct formats_run *s)
{
    if (t->kind != s->kind) {
        return 0;
    }
    if (t->x.n || s->x.n) {
        return text_span_equal(t->x, s->x) ? 4 : 0;
    }
    if (t->id.n && text_span_equal(t->id, s->id)) {
        return 3;
    }
    return text_span_equal(t->text, s->text) ? 2 : 1;
}

/* Gives each code of `to` the number of its like in `from`; false when they are not the same codes. */
static bool find_likes(const struct formats_runs *from, struct formats_runs *to, bool *used)
{
    for (size_t i = next_code(to, 0); i < to->count; i = next_code(to, i + 1)) {
        struct formats_run *run = &to->at[i];
        size_t best = from->count;
        if (run->kind == FORMATS_PIECE_CLOSE) { /* its partner has come */
            size_t k = next_code(from, 0);
            while (from->at[k].code != to->at[run->pair].code) {
                k = next_code(from, k + 1);
            }
            run->code = from->at[from->at[k].pair].code;
            continue;
        }
        for (size_t k = next_code(from, 0); k < from->count; k = next_code(from, k + 1)) {
            int score = used[from->at[k].code] ? 0 : likeness(run, &from->at[k]);
            if (score && (best == from->count || score > likeness(run, &from->at[best]))) {
                best = k;
            }
        }
        if (best == from->count) {
            return false;
        }
        run->code = from->at[best].code;
        used[run->code] = true;
    }
    return true;
}

const char *formats_runs_map(struct text_span markup, const struct formats_suggestion *suggestion,
                             struct text_arena *arena, struct formats_runs *out, enum text_status *status)
{
    static const char other[] = "its codes are not those of the segment";
    struct formats_runs here = {0}, source = {0}, target = {0};
    bool failed = formats_reference_start(NULL) != TEXT_OK;
    struct formats_run *whole = text_arena_alloc(arena, 1, sizeof *whole);
    if (!whole) {
        *status = TEXT_NOMEM;
        return NULL;
    }
    if (!suggestion->markup.target.n) {
        *whole = (struct formats_run){.kind = FORMATS_PIECE_TEXT, .text = suggestion->text.target};
        *out = (struct formats_runs){whole, 1, 0};
        return markup.n ? other : NULL;
    }
    bool good = read_runs(markup, arena, &here, &failed) &&
                read_runs(suggestion->markup.source, arena, &source, &failed) &&
                read_runs(suggestion->markup.target, arena, &target, &failed);
    good = good && same_codes(&here, &source) && source.codes == target.codes;
    bool *used = text_arena_alloc(arena, target.codes + 1, sizeof *used);
    *status = failed || !used ? TEXT_NOMEM : *status;
    if (!good || !used || !find_likes(&source, &target, used)) {
        return other;
    }
    *out = target;
    return NULL;
}
