/* Suggestions for any three texts: the first byte chooses the direction, the rest are query, source and target, parted
 * by a byte 0x1E. The suggestion differs from the target inside the marked ranges only, is as many placeables, reads
 * in each mark what it was made of, and is the same the second time. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tm/tm.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 1 << 12 };

static struct text_arena *arena;

static void demand(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

static bool is_at(struct text_span whole, const struct tm_passage *p)
{
    return p->range.begin <= p->range.end && p->range.end <= whole.n && p->text.p == whole.p + p->range.begin &&
           p->text.n == p->range.end - p->range.begin;
}

static bool is_same(struct text_span a, size_t a_begin, size_t a_end, struct text_span b, size_t b_begin, size_t b_end)
{
    return a_begin <= a_end && b_begin <= b_end && a_end - a_begin == b_end - b_begin &&
           (a_begin == a_end || memcmp(a.p + a_begin, b.p + b_begin, a_end - a_begin) == 0);
}

static void demand_marks(struct text_span target, const struct tm_suggestion *s)
{
    size_t at = 0, stored = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct tm_passage *now = &s->at[i].suggested, *old = &s->at[i].stored;
        demand(is_at(s->text, now) && is_at(target, old), "a range that is not where its text is");
        demand(is_same(s->text, at, now->range.begin, target, stored, old->range.begin), "a change outside the marks");
        at = now->range.end;
        stored = old->range.end;
    }
    demand(is_same(s->text, at, s->text.n, target, stored, target.n), "a change behind the marks");
}

static void demand_values(const struct text_language *l, struct text_span target, const struct tm_suggestion *s)
{
    struct text_placeables before, after;
    size_t mark = 0;
    demand(text_placeables(l, target, arena, &before, NULL) == TEXT_OK &&
               text_placeables(l, s->text, arena, &after, NULL) == TEXT_OK,
           "memory");
    demand(before.count == after.count, "placeables come or go");
    for (size_t k = 0; k < after.count; k++) {
        if (mark < s->count && after.at[k].text.p == s->at[mark].suggested.text.p) {
            demand(after.at[k].text.n == s->at[mark].suggested.text.n, "a mark is not a placeable");
            mark++;
        } else {
            demand(text_value_equal(&before.at[k].value, &after.at[k].value), "a placeable changes that is not marked");
        }
    }
    demand(mark == s->count, "a mark is no placeable");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct text_language *languages[2];
    if (!arena) {
        arena = text_arena_new();
        demand(arena && text_language_load("corpora", "id", &languages[0], NULL) == TEXT_OK &&
                   text_language_load("corpora", "en", &languages[1], NULL) == TEXT_OK,
               "this runs where corpora/ is");
    }
    if (size == 0 || size > LONGEST) {
        return 0;
    }
    int from = data[0] & 1;
    struct text_span rest = {(const char *)data + 1, size - 1}, query = {NULL, 0};
    struct text_pair unit = {{NULL, 0}, {NULL, 0}};
    text_span_cut(&rest, 0x1E, &query);
    text_span_cut(&rest, 0x1E, &unit.source);
    text_span_cut(&rest, 0x1E, &unit.target);
    struct tm_knowledge known = {languages[from], languages[!from]};
    struct tm_suggestion s, again;
    demand(tm_substitute(&known, query, &unit, arena, &s, NULL) == TEXT_OK &&
               tm_substitute(&known, query, &unit, arena, &again, NULL) == TEXT_OK,
           "memory");
    demand(s.status == again.status && s.doubt == again.doubt && text_span_equal(s.text, again.text), "another answer");
    demand((s.status == TM_SUBSTITUTED) == (s.count > 0) && (s.status == TM_UNCERTAIN) == (s.doubt != TM_NO_DOUBT) &&
               (s.status == TM_UNCERTAIN) == (s.reason.n > 0),
           "a status that does not fit");
    demand_marks(unit.target, &s);
    if (s.status == TM_SUBSTITUTED) {
        demand_values(known.target, unit.target, &s);
    }
    text_arena_reset(arena);
    return 0;
}
