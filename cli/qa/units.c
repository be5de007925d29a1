/* See units.h. */
#include "cli/qa/units.h"

#include <string.h>

#include "cli/document.h"
#include "cli/interrupt.h"
#include "cli/progress.h"

struct reading {
    struct cli_qa_source *source;
    const char *name;
};

static enum text_status look(struct cli_qa_source *s, const struct cli_qa_unit *u, struct text_error *err)
{
    s->units++;
    cli_progress("units looked at", s->units, 0);
    if (cli_interrupted()) {
        return text_fail(err, TEXT_INTERRUPTED, "interrupted; what comes next was not looked at");
    }
    return cli_qa_look(s->qa, u, err);
}

/* Which of the languages a tag is of; `otherwise` when it says nothing, -1 when it is of another one. */
static int side_of(const struct cli_languages *l, struct text_span tag, int otherwise)
{
    for (int i = 0; i < 2; i++) {
        if (formats_tag_same(tag, text_span_of(text_language_code(l->at[i])))) {
            return i;
        }
    }
    return tag.n ? -1 : otherwise;
}

static struct text_span unit_id(const struct formats_unit *f)
{
    for (size_t i = 0; i < f->property_count; i++) {
        const struct formats_property *p = &f->properties[i];
        if (text_span_equal(p->type, TEXT_LITERAL("x-unit-id")) || text_span_equal(p->type, TEXT_LITERAL("tmx:tuid"))) {
            return p->value;
        }
    }
    return (struct text_span){0};
}

static enum text_status take_unit(void *context, const struct formats_unit *f, struct text_error *err)
{
    const struct reading *r = context;
    const struct cli_qa_unit u = {.text = f->text,
                                  .markup = f->markup,
                                  .place = {.file = r->name, .line = f->line, .id = unit_id(f)}};
    return look(r->source, &u, err);
}

static void warn(void *context, const char *message)
{
    const struct reading *r = context;
    r->source->skipped++;
    r->source->warning(r->source->context, message);
}

static enum text_status read_units(struct reading *r, const char *path, enum formats_kind kind, struct text_error *err)
{
    const struct cli_languages *l = r->source->languages;
    struct formats_report report;
    const struct formats_reading reading = {.source_language = text_language_code(l->at[0]),
                                            .target_language = text_language_code(l->at[1]),
                                            .unit = take_unit,
                                            .warning = warn,
                                            .context = r,
                                            .empty = true};
    return formats_units_read(path, kind, &reading, &report, err);
}

/* Where a PO file does not say its language, its translations are in the first of the two, as in padan import. */
static enum text_status take_slot(void *context, const struct formats_slot *slot, struct text_error *err)
{
    const struct reading *r = context;
    const struct cli_languages *l = r->source->languages;
    int source = side_of(l, slot->source_language, -1), target = side_of(l, slot->target_language, -1);
    if ((source < 0 && slot->source_language.n) || (target < 0 && slot->target_language.n) ||
        (source >= 0 && source == target)) {
        return text_fail(err, TEXT_INVALID,
                         "%s, line %zu: is from \"%.*s\" into \"%.*s\", not between \"%s\" and \"%s\"", r->name,
                         slot->line, TEXT_PRINT(slot->source_language), TEXT_PRINT(slot->target_language),
                         text_language_code(l->at[0]), text_language_code(l->at[1]));
    }
    if (!slot->translatable) {
        return TEXT_OK;
    }
    const struct cli_qa_unit u = {.text = {slot->source, slot->target},
                                  .markup = {slot->source_markup, slot->target_markup},
                                  .side = source >= 0 ? source : target >= 0 ? !target : 1,
                                  .place = {.file = r->name, .line = slot->line, .id = slot->id}};
    return look(r->source, &u, err);
}

static const struct text_language *no_language(void *context, struct text_span declared, struct text_span text)
{
    const struct reading *r = context; /* PO and XLIFF are not cut into segments */
    (void)declared;
    (void)text;
    return r->source->languages->at[0];
}

static enum text_status read_document(struct reading *r, const char *path, enum formats_document_kind kind,
                                      struct text_error *err)
{
    const struct formats_document_opening opening = {.kind = &kind};
    const struct formats_document_reading reading = {
        .language = no_language, .slot = take_slot, .context = r, .warning = warn};
    struct formats_document *document = NULL;
    enum text_status status = formats_document_open(path, &opening, &document, err);
    if (status == TEXT_OK) {
        status = formats_document_read(document, &reading, err);
    }
    formats_document_free(document);
    return status;
}

static bool kind_of(const struct cli_qa_source *s, const char *path, enum formats_kind *out)
{
    static const char *const names[] = {"tmx", "tsv", "csv", "po", "xliff"};
    for (size_t i = 0; s->format && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(s->format, names[i]) == 0) {
            *out = (enum formats_kind)i; /* in the order of the enum */
            return true;
        }
    }
    return formats_kind_of(text_span_of(path), out) || formats_kind_of_file(path, out);
}

enum text_status cli_qa_read_file(struct cli_qa_source *s, const char *path, struct text_error *err)
{
    struct reading r = {s, cli_name_of(path)};
    enum formats_kind kind;
    if (!kind_of(s, path, &kind)) {
        return text_fail(err, TEXT_MISUSE, "%s: its name does not tell what it is; --format does", r.name);
    }
    return kind == FORMATS_PO      ? read_document(&r, path, FORMATS_DOCUMENT_PO, err)
           : kind == FORMATS_XLIFF ? read_document(&r, path, FORMATS_DOCUMENT_XLIFF, err)
                                   : read_units(&r, path, kind, err);
}

static enum text_status take_stored(void *context, const struct tm_unit *t, struct text_error *err)
{
    struct cli_qa_source *s = context;
    const struct cli_qa_unit u = {.text = t->text,
                                  .markup = t->markup,
                                  .side = side_of(s->languages, t->language.source, -1),
                                  .place = {.unit = t->id}};
    int target = side_of(s->languages, t->language.target, -1);
    if (u.side < 0 || target < 0 || target == u.side || t->status == TM_REJECTED) {
        return TEXT_OK;
    }
    return look(s, &u, err);
}

enum text_status cli_qa_read_memory(struct cli_qa_source *s, struct tm_memory *memory, struct text_error *err)
{
    return tm_each(memory, take_stored, s, err);
}
