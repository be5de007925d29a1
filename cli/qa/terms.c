/* See terms.h. */
#include "cli/qa/terms.h"

#include <stdlib.h>

#include "cli/qa/qa-private.h"
#include "cli/qa/terms-private.h"

struct cli_qa_terms {
    struct cli_qa_vocabulary source, target;
    bool banned; /* some terms are forbidden whatever the source */
};

enum text_status cli_qa_terms_new(const struct text_language *source, const struct text_language *target,
                                  struct cli_qa_terms **out, struct text_error *err)
{
    struct cli_qa_terms *t = calloc(1, sizeof *t);
    if (!t) {
        return text_fail_memory(err, "the glossary");
    }
    enum text_status status = cli_qa_vocabulary_begin(&t->source, source, err);
    status = status == TEXT_OK ? cli_qa_vocabulary_begin(&t->target, target, err) : status;
    if (status != TEXT_OK) {
        cli_qa_terms_free(t);
        return status;
    }
    *out = t;
    return TEXT_OK;
}

void cli_qa_terms_free(struct cli_qa_terms *t)
{
    if (t) {
        cli_qa_vocabulary_free(&t->source);
        cli_qa_vocabulary_free(&t->target);
        free(t);
    }
}

static enum text_status relate(struct cli_qa_terms *t, const struct formats_concept *c, enum formats_side side,
                               uint32_t source, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < c->count && status == TEXT_OK; i++) {
        uint32_t target;
        if (c->terms[i].side == side) {
            continue;
        }
        status = cli_qa_vocabulary_add(&t->target, c->terms[i].text, &target, err);
        if (status != TEXT_OK || target == CLI_QA_NO_TERM) {
            continue;
        }
        if (source == CLI_QA_NO_TERM) {
            t->target.at[target].banned = t->target.at[target].banned || c->terms[i].forbidden;
            t->banned = t->banned || c->terms[i].forbidden;
            continue;
        }
        struct cli_qa_term *term = &t->source.at[source];
        if (!cli_qa_link_add(t->source.arena, c->terms[i].forbidden ? &term->forbidden : &term->accepted, target)) {
            status = text_fail_memory(err, "the glossary");
        }
    }
    return status;
}

enum text_status cli_qa_terms_add(struct cli_qa_terms *t, const struct formats_concept *c, enum formats_side side,
                                  struct text_error *err)
{
    enum text_status status = TEXT_OK;
    bool any = false;
    for (size_t i = 0; i < c->count && status == TEXT_OK; i++) {
        uint32_t source;
        if (c->terms[i].side != side) {
            continue;
        }
        any = true;
        status = cli_qa_vocabulary_add(&t->source, c->terms[i].text, &source, err);
        if (status == TEXT_OK && source != CLI_QA_NO_TERM) {
            status = relate(t, c, side, source, err);
        }
    }
    return status == TEXT_OK && !any ? relate(t, c, side, CLI_QA_NO_TERM, err) : status;
}

/* Terms that stand in a text, each where it does. */
struct hit {
    uint32_t term;
    size_t begin, end; /* words */
};

struct hits {
    struct hit *at; /* in the arena */
    size_t count;
};

/* The terms that begin with a form of word i. */
static size_t take(const struct cli_qa_vocabulary *v, const struct cli_qa_row *row, size_t i, struct hit *to,
                   size_t room)
{
    const struct cli_qa_row_word *w = &row->at[i];
    size_t count = 0;
    for (size_t k = 0; k < w->folded_count + w->stem_count; k++) {
        uint32_t form = k < w->folded_count ? w->folded[k] : w->stems[k - w->folded_count];
        const struct cli_qa_link *link = form < v->form_capacity ? v->begins[form] : NULL;
        for (; link && count < room; link = link->next) {
            if (cli_qa_stands_at(v, &v->at[link->term], row, i, CLI_QA_STRICT)) {
                to[count++] = (struct hit){link->term, i, i + v->at[link->term].count};
            }
        }
    }
    return count;
}

/* Each term once, without those that stand inside of longer ones only. Hits come in the order of where they begin. */
static enum text_status find(struct cli_qa_vocabulary *v, const struct cli_qa_row *row, struct text_arena *arena,
                             struct hits *out, struct text_error *err)
{
    enum { A_WORD = 16 };
    struct hit *all = text_arena_alloc(arena, row->count + 1, A_WORD * sizeof *all);
    size_t kept = 0, reached = 0; /* the words before that some hit which began before stands at */
    if (!all) {
        return text_fail_memory(err, "the terms of a text");
    }
    v->looks++;
    for (size_t i = 0; i < row->count; i++) {
        size_t count = take(v, row, i, all + kept, A_WORD), longest = 0, begin = kept;
        for (size_t k = begin; k < begin + count; k++) {
            longest = all[k].end > longest ? all[k].end : longest;
        }
        for (size_t k = begin; k < begin + count; k++) {
            struct cli_qa_term *t = &v->at[all[k].term];
            if (all[k].end == longest && longest > reached && t->look != v->looks) {
                t->look = v->looks;
                all[kept++] = all[k];
            }
        }
        reached = longest > reached ? longest : reached;
    }
    *out = (struct hits){all, kept};
    return TEXT_OK;
}

struct looking {
    struct cli_qa_terms *terms;
    struct cli_qa_row target;
    cli_qa_term_sink *sink;
    void *context;
};

static struct text_span words_from(const struct cli_qa_row *row, size_t i, size_t count)
{
    const char *begin = row->at[i].surface.p;
    const struct text_span last = row->at[i + count - 1].surface;
    return (struct text_span){begin, (size_t)(last.p + last.n - begin)};
}

/* Whether word i to `end` is inside of something that is accepted, and longer. */
static bool is_covered(const struct looking *l, const struct cli_qa_term *source, size_t i, size_t end)
{
    bool covered = false;
    for (const struct cli_qa_link *k = source ? source->accepted : NULL; k && !covered; k = k->next) {
        const struct cli_qa_term *t = &l->terms->target.at[k->term];
        size_t at = cli_qa_stands(&l->terms->target, t, &l->target, 0, CLI_QA_LENIENT);
        while (at < l->target.count && !covered) {
            covered = at <= i && at + t->count >= end && t->count > end - i;
            at = cli_qa_stands(&l->terms->target, t, &l->target, at + 1, CLI_QA_LENIENT);
        }
    }
    return covered;
}

static bool look_forbidden(const struct looking *l, const struct cli_qa_term *source, const struct cli_qa_term *t,
                           struct text_span wanted)
{
    size_t at = cli_qa_stands(&l->terms->target, t, &l->target, 0, CLI_QA_STRICT);
    while (at < l->target.count && is_covered(l, source, at, at + t->count)) {
        at = cli_qa_stands(&l->terms->target, t, &l->target, at + 1, CLI_QA_STRICT);
    }
    if (at < l->target.count) {
        const struct cli_qa_term_finding f = {true, source ? source->text : (struct text_span){0}, wanted,
                                              words_from(&l->target, at, t->count)};
        l->sink(l->context, &f);
    }
    return at < l->target.count;
}

static void look_term(const struct looking *l, const struct cli_qa_term *source, struct text_buffer *wanted)
{
    bool used = !source->accepted;
    text_buffer_clear(wanted);
    for (const struct cli_qa_link *k = source->accepted; k; k = k->next) {
        const struct cli_qa_term *t = &l->terms->target.at[k->term];
        used = used || cli_qa_stands(&l->terms->target, t, &l->target, 0, CLI_QA_LENIENT) < l->target.count;
        text_buffer_add_string(wanted, wanted->n ? ", " : "");
        text_buffer_add(wanted, t->text);
    }
    for (const struct cli_qa_link *k = source->forbidden; k; k = k->next) {
        /* said once: what is forbidden, and what to say instead */
        used = look_forbidden(l, source, &l->terms->target.at[k->term], text_buffer_span(wanted)) || used;
    }
    if (!used) {
        const struct cli_qa_term_finding f = {false, source->text, text_buffer_span(wanted), {0}};
        l->sink(l->context, &f);
    }
}

enum text_status cli_qa_terms_look(struct cli_qa_terms *t, struct text_span source, struct text_span target,
                                   struct text_arena *arena, cli_qa_term_sink *sink, void *context,
                                   struct text_error *err)
{
    struct looking l = {.terms = t, .sink = sink, .context = context};
    struct cli_qa_row row;
    struct hits hits = {0};
    struct text_buffer wanted = {0};
    enum text_status status = cli_qa_row_read(&t->source, source, arena, &row, err);
    status = status == TEXT_OK ? find(&t->source, &row, arena, &hits, err) : status;
    if (status == TEXT_OK && (hits.count || t->banned)) {
        status = cli_qa_row_read(&t->target, target, arena, &l.target, err);
    }
    for (size_t i = 0; i < hits.count && status == TEXT_OK; i++) {
        look_term(&l, &t->source.at[hits.at[i].term], &wanted);
    }
    if (status == TEXT_OK && t->banned) {
        status = find(&t->target, &l.target, arena, &hits, err);
        for (size_t i = 0; i < hits.count && status == TEXT_OK; i++) {
            if (t->target.at[hits.at[i].term].banned) {
                look_forbidden(&l, NULL, &t->target.at[hits.at[i].term], (struct text_span){0});
            }
        }
    }
    if (status == TEXT_OK && wanted.failed) {
        status = text_fail_memory(err, "the terms of a text");
    }
    text_buffer_free(&wanted);
    return status;
}

static void tell(void *context, const struct cli_qa_term_finding *f)
{
    struct cli_qa *q = context;
    struct text_buffer *b = cli_qa_reason(q);
    enum cli_qa_check check = f->forbidden ? CLI_QA_FORBIDDEN : CLI_QA_TERM;
    if (!cli_qa_wants(q, check)) {
        return;
    }
    if (f->forbidden) {
        text_buffer_add_format(b, "\"%.*s\" is forbidden", TEXT_PRINT(f->used));
        if (f->term.n) {
            text_buffer_add_format(b, " for \"%.*s\"", TEXT_PRINT(f->term));
        }
        if (f->wanted.n) {
            text_buffer_add_format(b, "; use %.*s", TEXT_PRINT(f->wanted));
        }
    } else {
        text_buffer_add_format(b, "\"%.*s\" should be %.*s", TEXT_PRINT(f->term), TEXT_PRINT(f->wanted));
    }
    cli_qa_tell(q, check);
}

enum text_status cli_qa_look_terms(struct cli_qa *q, struct text_error *err)
{
    struct cli_qa_terms *t = q->terms[q->unit->side];
    if (!t || !(cli_qa_wants(q, CLI_QA_TERM) || cli_qa_wants(q, CLI_QA_FORBIDDEN))) {
        return TEXT_OK;
    }
    return cli_qa_terms_look(t, q->at[0].text, q->at[1].text, q->arena, tell, q, err);
}
