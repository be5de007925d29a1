/* For the tests of documents: a small memory that fills slots, the slots of a document as one text to compare, and a
 * document that is filled in. The test file includes tests/unit/language.h and tests/unit/exchange.h before. */
#ifndef TESTS_UNIT_DOCUMENT_H
#define TESTS_UNIT_DOCUMENT_H

#include "formats/formats.h"

/* What is known of a source text: several entries of it are ranked suggestions. */
struct document_entry {
    const char *source, *target;               /* `source` is that of the slot */
    const char *source_markup, *target_markup; /* NULL: none */
    int score;                                 /* 0: 100; the first one at 100 or more is final */
    const char *was;                           /* the source of the suggestion; NULL: that of the slot */
};

struct document {
    const struct document_entry *memory; /* ends with a NULL source; NULL: nothing is known */
    bool offer_only;
    struct text_buffer slots; /* see document_slot; one a line */
    struct text_buffer told;  /* "source: filled" a line, and the reason */
    char *out;                /* what was written */
    size_t out_size;
    enum text_status status;
    struct text_error error;
    enum formats_document_kind kind;
    struct formats_suggestion suggestions[8];
};

static const struct text_language *document_language(void *context, struct text_span declared, struct text_span text)
{
    (void)context, (void)text;
    return language_of(declared.n && text_span_starts(declared, TEXT_LITERAL("en")) ? "en" : "id");
}

/* "line source|target|=state|..." with what else there is to tell. */
static enum text_status document_slot(void *context, const struct formats_slot *s, struct text_error *err)
{
    static const char *const states[] = {"empty", "draft", "human"};
    struct document *d = context;
    (void)err;
    text_buffer_add_format(&d->slots, "%zu ", s->line);
    exchange_add(&d->slots, "", s->source);
    exchange_add(&d->slots, "|", s->target);
    text_buffer_add_format(&d->slots, "|=%s", states[s->state]);
    text_buffer_add_string(&d->slots, s->approved ? "|approved" : "");
    text_buffer_add_string(&d->slots, s->translatable ? "" : "|fixed");
    exchange_add(&d->slots, "|from ", s->source_language);
    exchange_add(&d->slots, "|to ", s->target_language);
    exchange_add(&d->slots, "|source ", s->source_markup);
    exchange_add(&d->slots, "|target ", s->target_markup);
    exchange_add(&d->slots, "|id ", s->id);
    exchange_add(&d->slots, "|note ", s->note);
    exchange_add(&d->slots, "|before ", s->before);
    exchange_add(&d->slots, "|after ", s->after);
    text_buffer_add_char(&d->slots, '\n');
    return TEXT_OK;
}

static enum text_status document_fill(void *context, const struct formats_slot *s, struct formats_fill *out,
                                      struct text_error *err)
{
    struct document *d = context;
    (void)err;
    for (const struct document_entry *e = d->memory; e && e->source && out->count < 8; e++) {
        if (text_span_equal(s->source, text_span_of(e->source))) {
            int score = e->score ? e->score : 100;
            out->final = out->final || (score >= 100 && !d->offer_only);
            d->suggestions[out->count++] = (struct formats_suggestion){
                .text = {text_span_of(e->was ? e->was : e->source), text_span_of(e->target)},
                .markup = {text_span_of(e->source_markup), text_span_of(e->target_markup)},
                .score = score,
                .origin = TEXT_LITERAL("wire"),
            };
        }
    }
    out->at = d->suggestions;
    return TEXT_OK;
}

static void document_told(void *context, const struct formats_slot *s, const struct formats_fill *fill,
                          enum formats_outcome outcome, const char *reason)
{
    static const char *const names[] = {"left", "filled", "offered", "refused"};
    struct document *d = context;
    (void)fill;
    exchange_add(&d->told, "", s->source);
    text_buffer_add_format(&d->told, ": %s%s%s\n", names[outcome], *reason ? ", " : "", reason);
}

/* Reads and fills in. With a kind NULL it is found out from the bytes. */
static void document_run(struct document *d, const char *charset, const enum formats_document_kind *kind,
                         struct text_span bytes)
{
    const struct formats_document_opening how = {charset, kind};
    const struct formats_document_reading reading = {document_language, document_slot, d, NULL};
    const struct formats_document_filling filling = {
        .language = document_language, .fill = document_fill, .told = document_told, .context = d, .tool = "Padan"};
    struct formats_document *document = NULL;
    char path[64];
    exchange_file(path, bytes.p, bytes.n);
    d->status = formats_document_open(path, &how, &document, &d->error);
    if (d->status == TEXT_OK) {
        d->kind = formats_document_kind_of(document);
        d->status = formats_document_read(document, &reading, &d->error);
    }
    if (d->status == TEXT_OK) {
        FILE *to = open_memstream(&d->out, &d->out_size);
        d->status = formats_document_fill(document, &filling, to, &d->error);
        fclose(to);
    }
    formats_document_free(document);
    unlink(path);
    text_buffer_add_char(&d->slots, '\0');
    text_buffer_add_char(&d->told, '\0');
}

static void document_free(struct document *d)
{
    text_buffer_free(&d->slots);
    text_buffer_free(&d->told);
    free(d->out);
}

/* A line a table entry of the tests: what is in, and what has to come out. */
struct document_case {
    const char *what, *in, *slots, *out, *told; /* NULL: not compared */
};

__attribute__((unused)) static void document_check(const struct document_case *c, enum formats_document_kind kind,
                                                   const struct document_entry *memory)
{
    struct document nothing = {0}, d = {.memory = memory};
    struct text_span in = text_span_of(c->in);
    document_run(&nothing, NULL, &kind, in);
    check(nothing.status == TEXT_OK && text_span_equal((struct text_span){nothing.out, nothing.out_size}, in),
          "%s: without a memory other bytes come out: %s%s", c->what, nothing.error.message,
          nothing.out ? nothing.out : "");
    document_free(&nothing);
    document_run(&d, NULL, &kind, in);
    check(d.status == TEXT_OK, "%s: %s", c->what, d.status == TEXT_OK ? "" : d.error.message);
    check(!c->slots || strcmp(d.slots.p, c->slots) == 0, "%s: slots\n%swanted\n%s", c->what, d.slots.p, c->slots);
    check(!c->told || strcmp(d.told.p, c->told) == 0, "%s: told\n%swanted\n%s", c->what, d.told.p, c->told);
    check(!c->out || (d.out && strcmp(d.out, c->out) == 0), "%s: written\n%s\nwanted\n%s", c->what,
          d.out ? d.out : "(nothing)", c->out);
    document_free(&d);
}

#endif
