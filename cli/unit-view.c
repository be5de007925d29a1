/* See unit-view.h. */
#include "cli/unit-view.h"

#include <stdarg.h>
#include <stdio.h>

#include "cli/show.h"

enum { LABEL = 12, ORIGIN = 4 }; /* columns */

static void put_side(struct cli_paragraph *p, struct text_span language, struct text_span text)
{
    cli_paragraph_put(p, CLI_PLAIN, language);
    cli_paragraph_put_string(p, CLI_PLAIN, "  ");
    cli_paragraph_put(p, CLI_PLAIN, text);
    cli_paragraph_end(p, ORIGIN);
}

void cli_unit_list(const struct tm_unit *u)
{
    struct cli_paragraph p = {0};
    put_side(&p, u->language.source, u->text.source);
    put_side(&p, u->language.target, u->text.target);
    cli_paragraph_put_format(&p, CLI_PLAIN, "%*s", ORIGIN, "");
    cli_put_origin(&p, u);
    cli_paragraph_end(&p, ORIGIN);
    cli_paragraph_free(&p);
}

/* A line with what is called so. */
static void show_text(struct text_span name, struct text_span value)
{
    struct cli_paragraph p = {0};
    cli_paragraph_put_format(&p, CLI_DIM, "%-*.*s", LABEL, TEXT_PRINT(name));
    cli_paragraph_put(&p, CLI_PLAIN, value);
    cli_paragraph_end(&p, LABEL);
    cli_paragraph_free(&p);
}

static void show_known(const char *name, struct text_span value)
{
    if (value.n) {
        show_text(text_span_of(name), value);
    }
}

static void show_change(const char *name, struct text_span date, struct text_span user)
{
    struct cli_paragraph p = {0};
    if (date.n || user.n) {
        cli_paragraph_put_format(&p, CLI_DIM, "%-*s", LABEL, name);
        cli_paragraph_put(&p, CLI_PLAIN, date);
        cli_paragraph_put_string(&p, CLI_PLAIN, !user.n ? "" : date.n ? " by " : "by ");
        cli_paragraph_put(&p, CLI_PLAIN, user);
        cli_paragraph_end(&p, LABEL);
        cli_paragraph_free(&p);
    }
}

static void show_document(const char *name, const struct tm_document *d)
{
    const struct text_span parts[] = {d->name, d->title, d->url, d->date};
    struct cli_paragraph p = {0};
    const char *between = "";
    if (!d->name.n && !d->title.n && !d->url.n && !d->date.n) {
        return;
    }
    cli_paragraph_put_format(&p, CLI_DIM, "%-*s", LABEL, name);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].n) {
            cli_paragraph_put_string(&p, CLI_PLAIN, between);
            cli_paragraph_put(&p, CLI_PLAIN, parts[i]);
            between = ", ";
        }
    }
    cli_paragraph_end(&p, LABEL);
    cli_paragraph_free(&p);
}

enum text_status cli_further_get(struct tm_memory *m, const struct tm_unit *u, struct text_arena *arena,
                                 struct cli_further *out, struct text_error *err)
{
    const struct tm_document *documents[2] = {&u->origin.source, &u->origin.target};
    struct cli_further f = {{NULL, NULL}, {0, 0}};
    enum text_status status = TEXT_OK;
    for (int side = 0; side < 2 && status == TEXT_OK; side++) {
        status = tm_further_get(m, documents[side], arena, &f.at[side], &f.count[side], err);
    }
    if (status == TEXT_OK) {
        *out = f;
    }
    return status;
}

static void show_further(const struct cli_further *f, int side)
{
    for (size_t i = 0; i < f->count[side]; i++) {
        show_document("    also", &f->at[side][i]);
    }
}

static void show_property(const struct tm_property *property)
{
    static const char *const sides[] = {"", " of source", " of target"};
    struct cli_paragraph p = {0};
    cli_paragraph_put_format(&p, CLI_DIM, "%-*s", LABEL, property->note ? "note" : "property");
    cli_paragraph_put(&p, CLI_PLAIN, property->type);
    cli_paragraph_put_string(&p, CLI_PLAIN, sides[property->side]);
    cli_paragraph_put_string(&p, CLI_PLAIN, property->note && property->side == TM_WHOLE ? "" : ": ");
    cli_paragraph_put(&p, CLI_PLAIN, property->text);
    cli_paragraph_end(&p, LABEL);
    cli_paragraph_free(&p);
}

static void show_number(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void show_number(const char *name, const char *format, ...)
{
    char value[64];
    va_list args;
    va_start(args, format);
    vsnprintf(value, sizeof value, format, args);
    va_end(args);
    show_known(name, text_span_of(value));
}

void cli_unit_show(const struct tm_unit *u, const struct cli_further *further)
{
    const struct tm_origin *o = &u->origin;
    show_number("unit", "%lld", (long long)u->id);
    show_text(u->language.source, u->text.source);
    show_known("  as TMX", u->markup.source);
    show_text(u->language.target, u->text.target);
    show_known("  as TMX", u->markup.target);
    show_known("status", text_span_of(tm_status_name(u->status)));
    show_change("created", u->created, u->user);
    show_change("changed", u->changed, u->changer);
    show_known("deleted", u->deleted);
    show_number("seen", "%lld time%s, last:", (long long)u->uses, u->uses == 1 ? "" : "s");
    show_known("  as", o->kind);
    show_document("  source", &o->source);
    show_further(further, 0);
    show_document("  target", &o->target);
    show_further(further, 1);
    show_known("  said by", o->speaker);
    show_known("  via", o->agency);
    if (o->confidence >= 0) {
        show_number("  confidence", " %.2f", o->confidence);
    }
    for (size_t i = 0; i < u->property_count; i++) {
        show_property(&u->properties[i]);
    }
}

static void set_known(struct formats_json *o, const char *key, struct text_span value)
{
    if (value.n) {
        formats_json_set_text(o, key, value);
    }
}

static struct formats_json *property_array(const struct tm_unit *u)
{
    static const char *const sides[] = {"unit", "source", "target"};
    struct formats_json *list = formats_json_array();
    for (size_t i = 0; i < u->property_count; i++) {
        const struct tm_property *p = &u->properties[i];
        struct formats_json *one = formats_json_object();
        formats_json_set_text(one, "of", text_span_of(sides[p->side]));
        if (!p->note) {
            formats_json_set_text(one, "type", p->type);
        }
        formats_json_set_text(one, p->note ? "note" : "text", p->text);
        formats_json_append(list, one);
    }
    return list;
}

struct formats_json *cli_unit_object(const struct tm_unit *u)
{
    struct formats_json *o = formats_json_object();
    cli_set_unit(o, u);
    formats_json_set_text(o, "source_language", u->language.source);
    formats_json_set_text(o, "target_language", u->language.target);
    formats_json_set_text(o, "created", u->created);
    formats_json_set_text(o, "changed", u->changed);
    set_known(o, "deleted", u->deleted);
    set_known(o, "user", u->user);
    set_known(o, "changer", u->changer);
    formats_json_set_integer(o, "uses", u->uses);
    set_known(o, "source_markup", u->markup.source);
    set_known(o, "target_markup", u->markup.target);
    if (u->property_count) {
        formats_json_set(o, "properties", property_array(u));
    }
    return o;
}

void cli_set_further(struct formats_json *o, const struct cli_further *f)
{
    static const char *const sides[] = {"source", "target"};
    struct formats_json *both = formats_json_object();
    for (int side = 0; side < 2; side++) {
        struct formats_json *list = formats_json_array();
        for (size_t i = 0; i < f->count[side]; i++) {
            formats_json_append(list, cli_document_object(&f->at[side][i]));
        }
        formats_json_set(both, sides[side], list);
    }
    if (f->count[0] + f->count[1]) {
        formats_json_set(o, "further", both);
    } else {
        formats_json_free(both);
    }
}
