/* See pair.h. What is made of a pair keeps its documents, its speaker and, as far as it is known, what stands around
 * it. */
#include "cli/review/pair.h"

enum { MANY = 50 }; /* units of the same text that are looked at for the one of the same articles */

struct around {
    struct text_arena *arena;
    struct tm_unit *unit;
};

static bool keep(struct text_arena *arena, struct text_span from, struct text_span *to)
{
    *to = from.p ? text_arena_copy(arena, from) : (struct text_span){0};
    return !from.p || to->p;
}

static enum text_status take_around(void *context, const struct tm_unit *u, struct text_error *err)
{
    struct around *a = context;
    struct tm_origin *o = &a->unit->origin;
    return keep(a->arena, u->origin.before.source, &o->before.source) &&
                   keep(a->arena, u->origin.before.target, &o->before.target) &&
                   keep(a->arena, u->origin.after.source, &o->after.source) &&
                   keep(a->arena, u->origin.after.target, &o->after.target)
               ? TEXT_OK
               : text_fail_memory(err, "a pair");
}

enum text_status cli_pair_get(struct tm_memory *m, int64_t unit, struct text_arena *arena, struct tm_unit *out,
                              struct text_error *err)
{
    struct around a = {arena, out};
    const struct tm_listing one = {.which = TM_LIST_ALL, .after = unit - 1, .most = 1, .around = true};
    enum text_status status = tm_get(m, unit, arena, out, err);
    return status == TEXT_OK ? tm_list(m, &one, take_around, &a, err) : status;
}

static bool same_document(const struct tm_document *a, const struct tm_document *b)
{
    return text_span_equal(a->name, b->name) && text_span_equal(a->url, b->url);
}

enum text_status cli_pair_beside(struct tm_memory *m, const struct tm_unit *u, bool before, struct text_arena *arena,
                                 struct tm_unit *out, struct text_error *err)
{
    const struct text_pair *texts = before ? &u->origin.before : &u->origin.after;
    struct tm_query q = {.text = texts->source,
                         .from = u->language.source,
                         .to = u->language.target,
                         .least = TM_SCORE_EQUAL,
                         .most = MANY};
    struct tm_matches found = {0};
    const struct tm_unit *best = NULL;
    enum text_status status = q.text.n ? tm_find(m, &q, arena, &found, err) : TEXT_OK;
    for (size_t i = 0; i < found.count && status == TEXT_OK; i++) {
        const struct tm_unit *v = &found.at[i].unit;
        bool same = same_document(&u->origin.source, &v->origin.source) &&
                    same_document(&u->origin.target, &v->origin.target);
        if (same && v->status == TM_DRAFT && v->id != u->id &&
            (!best || text_span_equal(v->text.target, texts->target))) {
            best = v;
        }
    }
    if (status == TEXT_OK && !best) {
        return text_fail(err, TEXT_EMPTY, "the memory has no draft of the same two articles that stands %s this one",
                         before ? "before" : "behind");
    }
    if (status == TEXT_OK) {
        *out = *best;
    }
    return status;
}

static struct text_span join(struct text_span a, struct text_span b, struct text_arena *arena)
{
    char *text = text_arena_alloc(arena, a.n + b.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; text && i < a.n; i++) {
        text[n++] = a.p[i];
    }
    if (text) {
        text[n++] = ' ';
    }
    for (size_t i = 0; text && i < b.n; i++) {
        text[n++] = b.p[i];
    }
    return (struct text_span){text, n};
}

/* A unit of the same documents without what belongs to its texts alone. */
static struct tm_unit made_of(const struct tm_unit *u)
{
    struct tm_unit made = *u;
    made.id = made.uses = 0;
    made.markup = (struct text_pair){{0}, {0}};
    made.created = made.changed = made.deleted = made.changer = (struct text_span){0};
    made.properties = NULL;
    made.property_count = 0;
    made.status = TM_DRAFT;
    made.origin.before = made.origin.after = (struct text_pair){{0}, {0}};
    return made;
}

enum text_status cli_pair_join(const struct tm_unit *u, const struct tm_unit *beside, bool before,
                               struct text_arena *arena, struct tm_unit *out, struct text_error *err)
{
    /* The translation need not be in the same order. */
    bool target_before = text_span_equal(beside->text.target, u->origin.before.target) ||
                         (before && !text_span_equal(beside->text.target, u->origin.after.target));
    const struct tm_unit *source[2] = {before ? beside : u, before ? u : beside};
    const struct tm_unit *target[2] = {target_before ? beside : u, target_before ? u : beside};
    struct tm_unit made = made_of(u);
    made.text.source = join(source[0]->text.source, source[1]->text.source, arena);
    made.text.target = join(target[0]->text.target, target[1]->text.target, arena);
    if (!made.text.source.p || !made.text.target.p) {
        return text_fail_memory(err, "a pair");
    }
    made.origin.around[0] = source[0]->origin.around[0];
    made.origin.around[1] = source[1]->origin.around[1];
    made.origin.around[2] = target[0]->origin.around[2];
    made.origin.around[3] = target[1]->origin.around[3];
    if (beside->origin.confidence < made.origin.confidence) {
        made.origin.confidence = beside->origin.confidence;
    }
    if (!text_span_equal(u->origin.speaker, beside->origin.speaker)) {
        made.origin.speaker = (struct text_span){0};
    }
    *out = made;
    return TEXT_OK;
}

/* Cuts off what stands before the next ||. */
static bool next_part(struct text_span *rest, struct text_span *part)
{
    if (!rest->p) {
        return false;
    }
    for (size_t i = 0; i + 1 < rest->n; i++) {
        if (rest->p[i] == '|' && rest->p[i + 1] == '|') {
            *part = text_span_trim((struct text_span){rest->p, i});
            *rest = (struct text_span){rest->p + i + 2, rest->n - i - 2};
            return true;
        }
    }
    *part = text_span_trim(*rest);
    rest->p = NULL;
    return true;
}

static bool next_letter(struct text_span s, size_t *i, char *letter)
{
    while (*i < s.n && s.p[*i] == ' ') {
        ++*i;
    }
    *letter = *i < s.n ? s.p[(*i)++] : '\0';
    return *letter != '\0';
}

/* The parts of one side; whether they are the text, however it is spaced. */
static enum text_status cut(struct text_span text, struct text_span marked, struct text_arena *arena,
                            struct text_span **out, size_t *count, struct text_error *err)
{
    struct text_span rest = marked, part;
    struct text_span *parts = text_arena_alloc(arena, marked.n / 2 + 1, sizeof *parts);
    size_t n = 0, at = 0;
    char a, b;
    bool same = true, empty = false;
    while (parts && next_part(&rest, &part)) {
        for (size_t i = 0; same && next_letter(part, &i, &a);) {
            same = next_letter(text, &at, &b) && a == b;
        }
        empty |= part.n == 0;
        parts[n++] = part;
    }
    if (!parts) {
        return text_fail_memory(err, "a pair");
    }
    if (!same || next_letter(text, &at, &b)) {
        return text_fail(err, TEXT_INVALID, "the parts say something else than the text; edit changes texts");
    }
    if (n < 2 || empty) {
        return text_fail(err, TEXT_INVALID, n < 2 ? "there is no || between parts" : "a part is empty");
    }
    *out = parts;
    *count = n;
    return TEXT_OK;
}

enum text_status cli_pair_split(const struct tm_unit *u, const struct text_pair *marked, struct text_arena *arena,
                                struct tm_unit **out, size_t *count, struct text_error *err)
{
    struct text_span *source = NULL, *target = NULL;
    size_t n = 0, m = 0;
    enum text_status status = cut(u->text.source, marked->source, arena, &source, &n, err);
    if (status == TEXT_OK) {
        status = cut(u->text.target, marked->target, arena, &target, &m, err);
    }
    if (status == TEXT_OK && n != m) {
        status = text_fail(err, TEXT_INVALID, "there are %zu parts on one side and %zu on the other", n, m);
    }
    struct tm_unit *made = status == TEXT_OK ? text_arena_alloc(arena, n, sizeof *made) : NULL;
    if (!made) {
        return status == TEXT_OK ? text_fail_memory(err, "a pair") : status;
    }
    for (size_t i = 0; i < n; i++) {
        made[i] = made_of(u);
        made[i].text = (struct text_pair){source[i], target[i]};
        made[i].origin.before = i ? made[i - 1].text : made[i].origin.before;
        if (i + 1 < n) {
            made[i].origin.after = (struct text_pair){source[i + 1], target[i + 1]};
        }
    }
    *out = made;
    *count = n;
    return TEXT_OK;
}

struct tm_unit cli_pair_corrected(const struct tm_unit *u, const struct text_pair *texts, struct text_span user)
{
    struct tm_unit made = made_of(u);
    made.text = *texts;
    made.status = TM_APPROVED;
    made.user = user;
    made.origin.kind = TEXT_LITERAL("user");
    made.origin.confidence = -1;
    return made;
}
