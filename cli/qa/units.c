/* See units.h. */
#include "cli/qa/units.h"

#include <string.h>

#include "cli/document.h"
#include "cli/interrupt.h"

struct reading {
    struct cli_qa_source *source;
    const char *name;
};

static enum text_status look(struct cli_qa_source *s, const struct cli_qa_unit *u, struct text_error *err)
{
    s->units++;
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
    return read_units(&r, path, kind, err);
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
