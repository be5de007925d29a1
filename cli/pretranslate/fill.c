/* What the memory has for a slot: see pretranslate.h. */
#include "cli/pretranslate/pretranslate.h"

#include <string.h>

#include "cli/show.h"

enum { ROOM = 20 }; /* matches that are asked for, so that an approved one is among them */

static bool is_trusted(const struct cli_pretranslation *p, const struct tm_match *m)
{
    return m->unit.status == TM_APPROVED || p->drafts;
}

/* The text with a mark in place of each placeable. */
static enum text_status outline(const struct text_language *language, struct text_span text, struct text_arena *arena,
                                struct text_span *out, struct text_error *err)
{
    struct text_placeables found;
    struct text_buffer b = {0};
    enum text_status status = text_placeables(language, text, arena, &found, err);
    const char *from = text.p, *end = text.p + text.n;
    for (size_t i = 0; status == TEXT_OK && i < found.count; i++) {
        text_buffer_add(&b, (struct text_span){from, (size_t)(found.at[i].text.p - from)});
        text_buffer_add_char(&b, '\x01');
        from = found.at[i].text.p + found.at[i].text.n;
    }
    text_buffer_add(&b, (struct text_span){from, (size_t)(end - from)});
    struct text_span copy = text_arena_copy(arena, text_buffer_span(&b));
    if (status == TEXT_OK && (b.failed || !copy.p)) {
        status = text_fail_memory(err, "a query");
    }
    text_buffer_free(&b);
    if (status == TEXT_OK) {
        status = text_normalize(copy, arena, out, err);
    }
    return status;
}

/* Whether the match is the same text but for what was put in. */
static enum text_status is_same_but(struct cli_pretranslation *p, const struct formats_slot *slot, int from,
                                    const struct tm_match *m, bool *out, struct text_error *err)
{
    struct text_span a, b;
    *out = false;
    if (m->suggestion.status != TM_SUBSTITUTED || m->unit.markup.target.n || m->unit.markup.source.n) {
        return TEXT_OK;
    }
    enum text_status status = outline(p->languages->at[from], slot->source, p->arena, &a, err);
    if (status == TEXT_OK) {
        status = outline(p->languages->at[from], m->unit.text.source, p->arena, &b, err);
    }
    *out = status == TEXT_OK && text_span_equal(a, b);
    return status;
}

/* Where it comes from, in a few words. */
static struct text_span origin_of(struct cli_pretranslation *p, const struct tm_unit *u)
{
    const struct tm_document *d =
        u->origin.source.url.n || u->origin.source.name.n ? &u->origin.source : &u->origin.target;
    struct text_span name = d->url.n ? cli_site_of(d->url) : d->name.n ? d->name : u->origin.kind;
    struct text_buffer b = {0};
    text_buffer_add_format(&b, "padan unit %lld", (long long)u->id);
    if (name.n) {
        text_buffer_add_string(&b, ", ");
        text_buffer_add(&b, name);
    }
    struct text_span copy = text_arena_copy(p->arena, text_buffer_span(&b));
    text_buffer_free(&b);
    return copy;
}

/* The match to fill in, by its number; count when there is none. */
static size_t choose(const struct cli_pretranslation *p, const struct tm_matches *found)
{
    size_t best = found->count;
    for (size_t i = 0; i < found->count; i++) {
        const struct tm_match *m = &found->at[i];
        if (m->score >= TM_SCORE_EQUAL && is_trusted(p, m) &&
            (best == found->count || m->score > found->at[best].score)) {
            best = i;
        }
    }
    for (size_t i = 0; i < found->count && best < found->count; i++) {
        const struct tm_match *m = &found->at[i], *b = &found->at[best];
        if (i != best && m->score == b->score && is_trusted(p, m) &&
            !text_span_equal(m->unit.text.target, b->unit.text.target)) {
            return found->count; /* who is to say which of the two */
        }
    }
    return best;
}

static void add(struct cli_pretranslation *p, const struct tm_match *m, struct formats_suggestion *to)
{
    bool put_in = m->suggestion.status == TM_SUBSTITUTED;
    *to = (struct formats_suggestion){
        .text = {m->unit.text.source, m->suggestion.text}, .score = m->score, .origin = origin_of(p, &m->unit)};
    if (!put_in) { /* codes are those of what is stored */
        to->markup = m->unit.markup;
    }
}

/* Whether a translation may take the target's place. What a file calls new or in need of translation may be what a
 * person has begun with, and in XLIFF 2 "initial" says no more than no state does: only a copy of the source is
 * nobody's work. */
static bool is_free(const struct formats_slot *slot)
{
    return slot->target.n == 0 || text_span_equal(slot->target, slot->source);
}

enum text_status cli_pretranslate_slot(struct cli_pretranslation *p, const struct formats_slot *slot, int from,
                                       struct formats_fill *out, struct text_error *err)
{
    const struct tm_query q = {.text = slot->source,
                               .markup = slot->source_markup,
                               .from = text_span_of(text_language_code(p->languages->at[from])),
                               .to = text_span_of(text_language_code(p->languages->at[!from])),
                               .before = slot->before,
                               .after = slot->after,
                               .least = p->exact_only ? TM_SCORE_EQUAL : (int)p->least,
                               .most = p->most > ROOM ? (size_t)p->most : ROOM,
                               .known = {p->languages->at[from], p->languages->at[!from]},
                               .penalties = &p->penalties};
    struct tm_matches found;
    enum text_status status = tm_find(p->memory, &q, p->arena, &found, err);
    if (status != TEXT_OK || found.count == 0) {
        return status;
    }
    struct formats_suggestion *at = text_arena_alloc(p->arena, found.count, sizeof *at);
    size_t first = is_free(slot) ? choose(p, &found) : found.count, n = 0;
    if (!at) {
        return text_fail_memory(err, "suggestions");
    }
    for (size_t i = 0; first == found.count && p->fill_substituted && is_free(slot) && i < found.count; i++) {
        bool same = false;
        if (is_trusted(p, &found.at[i]) && found.at[0].score < TM_SCORE_EQUAL) {
            status = is_same_but(p, slot, from, &found.at[i], &same, err);
        }
        if (status != TEXT_OK) {
            return status;
        }
        first = same ? i : first;
    }
    out->final = first < found.count;
    if (out->final) {
        int score = found.at[first].score;
        out->mark = score > TM_SCORE_EQUAL    ? CLI_FATE_CONTEXT
                    : score == TM_SCORE_EQUAL ? CLI_FATE_EXACT
                                              : CLI_FATE_SUBSTITUTED;
        add(p, &found.at[first], &at[n++]);
    }
    for (size_t i = 0; i < found.count && n < (size_t)p->most && !p->exact_only; i++) {
        if (i != first) {
            add(p, &found.at[i], &at[n++]);
        }
    }
    out->at = at;
    out->count = n;
    return TEXT_OK;
}
