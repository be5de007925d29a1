/* What is in a memory, as text: all that tm_each and tm_each_gone tell but the ids and when a user changed something, a
 * unit a paragraph. Two memories with equal dumps are equal to their users. */
#ifndef TESTS_FAULT_DUMP_H
#define TESTS_FAULT_DUMP_H

#include "tests/unit/memory.h"

/* Of a memory without units. */
#define DUMP_OF_NOTHING "Taken out:\n\n"

static void dump_document(struct text_buffer *b, const struct tm_document *d)
{
    text_buffer_add_format(b, " [%.*s|%.*s|%.*s|%.*s]", TEXT_PRINT(d->name), TEXT_PRINT(d->title), TEXT_PRINT(d->url),
                           TEXT_PRINT(d->date));
}

static enum text_status dump_unit(void *context, const struct tm_unit *u, struct text_error *err)
{
    struct text_buffer *b = context;
    struct text_span changed = u->changer.n ? TEXT_LITERAL("now") : u->changed;
    (void)err;
    text_buffer_add_format(b, "%.*s: %.*s\n%.*s: %.*s\n", TEXT_PRINT(u->language.source), TEXT_PRINT(u->text.source),
                           TEXT_PRINT(u->language.target), TEXT_PRINT(u->text.target));
    text_buffer_add_format(b, "%s, %lld uses, %.*s to %.*s by %.*s;", tm_status_name(u->status), (long long)u->uses,
                           TEXT_PRINT(u->created), TEXT_PRINT(changed), TEXT_PRINT(u->user));
    text_buffer_add_format(b, " %.*s %.3f %.*s %.*s", TEXT_PRINT(u->origin.kind), u->origin.confidence,
                           TEXT_PRINT(u->origin.speaker), TEXT_PRINT(u->origin.agency));
    dump_document(b, &u->origin.source);
    dump_document(b, &u->origin.target);
    text_buffer_add_format(b, " %s %.*s", u->deleted.n ? "deleted" : "", TEXT_PRINT(u->changer));
    text_buffer_add_format(b, " {%.*s|%.*s}", TEXT_PRINT(u->markup.source), TEXT_PRINT(u->markup.target));
    for (size_t i = 0; i < u->property_count; i++) {
        const struct tm_property *p = &u->properties[i];
        text_buffer_add_format(b, " %d%d%.*s=%.*s", (int)p->side, p->note, TEXT_PRINT(p->type), TEXT_PRINT(p->text));
    }
    text_buffer_add_string(b, "\n\n");
    return TEXT_OK;
}

/* Into b, which is cleared first. */
static enum text_status dump_memory(struct tm_memory *m, struct text_buffer *b, struct text_error *err)
{
    text_buffer_clear(b);
    enum text_status status = tm_each(m, dump_unit, b, err);
    text_buffer_add_string(b, DUMP_OF_NOTHING);
    return status == TEXT_OK ? tm_each_gone(m, dump_unit, b, err) : status;
}

#endif
