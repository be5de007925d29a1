/* See difference.h. The pieces of a match give back the query and the text of the memory, so that a piece's place in
 * both is known by counting, and with it what numbers and dates are in it. */
#include "cli/match/difference.h"

#include "cli/terminal/screen.h"

/* One of the two texts, with what of it was or could be put into a translation. */
struct side {
    struct text_placeables values;
    struct text_span text;
    size_t at; /* the bytes that were printed */
};

/* Without the marks of plain text, what was inserted and what was deleted would run into one word. */
static void put_gap(struct cli_paragraph *p, struct text_span before, struct text_span after)
{
    if (cli_screen_coloured() && before.n && after.n && before.p[before.n - 1] != ' ' && after.p[0] != ' ') {
        cli_paragraph_put(p, CLI_PLAIN, (struct text_span){" ", 1});
    }
}

static void put_gap_at(struct cli_paragraph *p, const struct tm_match *m, size_t i)
{
    if (i && m->pieces[i].kind != TM_SAME && m->pieces[i - 1].kind != TM_SAME &&
        m->pieces[i].kind != m->pieces[i - 1].kind) {
        put_gap(p, m->pieces[i - 1].text, m->pieces[i].text);
    }
}

/* A piece that is only in this text, cut where a value begins or ends. */
static void put_piece(struct cli_paragraph *p, const struct side *s, struct text_span piece, enum cli_style words,
                      enum cli_style value)
{
    size_t at = s->at, end = s->at + piece.n;
    for (size_t i = 0; i < s->values.count && at < end; i++) {
        size_t begin = (size_t)(s->values.at[i].text.p - s->text.p), behind = begin + s->values.at[i].text.n;
        begin = begin < at ? at : begin;
        behind = behind > end ? end : behind;
        if (begin < behind) {
            cli_paragraph_put(p, words, (struct text_span){s->text.p + at, begin - at});
            cli_paragraph_put(p, value, (struct text_span){s->text.p + begin, behind - begin});
            at = behind;
        }
    }
    cli_paragraph_put(p, words, (struct text_span){s->text.p + at, end - at});
}

/* The query, or the unit's text, as the pieces have it. */
static struct text_span join(const struct tm_match *m, enum tm_piece_kind other, struct text_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < m->piece_count; i++) {
        n += m->pieces[i].kind != other ? m->pieces[i].text.n : 0;
    }
    char *text = text_arena_alloc(arena, n + 1, 1);
    n = 0;
    for (size_t i = 0; text && i < m->piece_count; i++) {
        for (size_t k = 0; m->pieces[i].kind != other && k < m->pieces[i].text.n; k++) {
            text[n++] = m->pieces[i].text.p[k];
        }
    }
    return (struct text_span){text, n};
}

static bool look(const struct tm_match *m, const struct text_language *language, struct text_arena *arena,
                 struct side *query, struct side *unit)
{
    query->text = join(m, TM_UNIT_ONLY, arena);
    unit->text = join(m, TM_QUERY_ONLY, arena);
    return query->text.p && unit->text.p &&
           text_placeables(language, query->text, arena, &query->values, NULL) == TEXT_OK &&
           text_placeables(language, unit->text, arena, &unit->values, NULL) == TEXT_OK;
}

static void put_plain(struct cli_paragraph *p, const struct tm_match *m)
{
    static const enum cli_style style_of[] = {
        [TM_SAME] = CLI_PLAIN, [TM_QUERY_ONLY] = CLI_INSERTED, [TM_UNIT_ONLY] = CLI_DELETED};
    for (size_t i = 0; i < m->piece_count; i++) {
        put_gap_at(p, m, i);
        cli_paragraph_put(p, style_of[m->pieces[i].kind], m->pieces[i].text);
    }
}

void cli_put_difference(struct cli_paragraph *p, const struct tm_match *m, const struct text_language *language)
{
    struct side query = {0}, unit = {0};
    bool wanted = language && m->suggestion.status == TM_SUBSTITUTED && cli_screen_coloured();
    struct text_arena *arena = wanted ? text_arena_new() : NULL;
    if (!arena || !look(m, language, arena, &query, &unit)) {
        put_plain(p, m);
        text_arena_free(arena);
        return;
    }
    for (size_t i = 0; i < m->piece_count; i++) {
        struct text_span piece = m->pieces[i].text;
        put_gap_at(p, m, i);
        switch (m->pieces[i].kind) {
        case TM_SAME: cli_paragraph_put(p, CLI_PLAIN, piece); break;
        case TM_QUERY_ONLY: put_piece(p, &query, piece, CLI_INSERTED, CLI_PUT_IN); break;
        case TM_UNIT_ONLY: put_piece(p, &unit, piece, CLI_DELETED, CLI_TAKEN_OUT); break;
        }
        query.at += m->pieces[i].kind != TM_UNIT_ONLY ? piece.n : 0;
        unit.at += m->pieces[i].kind != TM_QUERY_ONLY ? piece.n : 0;
    }
    text_arena_free(arena);
}

void cli_put_suggestion(struct cli_paragraph *p, const struct tm_suggestion *s)
{
    size_t at = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct tm_passage *now = &s->at[i].suggested, *old = &s->at[i].stored;
        bool same = text_span_equal(now->text, old->text);
        cli_paragraph_put(p, CLI_PLAIN, (struct text_span){s->text.p + at, now->range.begin - at});
        cli_paragraph_put(p, same ? CLI_PLAIN : CLI_PUT_IN, now->text);
        if (!same) {
            put_gap(p, now->text, old->text);
            cli_paragraph_put(p, CLI_TAKEN_OUT, old->text);
        }
        at = now->range.end;
    }
    if (s->text.n > at) {
        cli_paragraph_put(p, CLI_PLAIN, (struct text_span){s->text.p + at, s->text.n - at});
    }
}
