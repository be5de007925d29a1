/* See unit-view.h. */
#include "cli/unit-view.h"

#include <stdio.h>

#include "cli/show.h"
#include "cli/style.h"

enum { LABEL = 12 }; /* columns */

void cli_unit_list(const struct tm_unit *u)
{
    printf("%.*s  %.*s\n%.*s  %.*s\n    ", TEXT_PRINT(u->language.source), TEXT_PRINT(u->text.source),
           TEXT_PRINT(u->language.target), TEXT_PRINT(u->text.target));
    cli_show_origin(u);
}

static void label(const char *name)
{
    printf("%s%-*s%s", cli_style_on(CLI_DIM), LABEL, name, cli_style_off(CLI_DIM));
}

static void show_known(const char *name, struct text_span value)
{
    if (value.n) {
        label(name);
        printf("%.*s\n", TEXT_PRINT(value));
    }
}

static void show_text(struct text_span language, struct text_span text, struct text_span markup)
{
    printf("%s%-*.*s%s%.*s\n", cli_style_on(CLI_DIM), LABEL, TEXT_PRINT(language), cli_style_off(CLI_DIM),
           TEXT_PRINT(text));
    show_known("  as TMX", markup);
}

static void show_change(const char *name, struct text_span date, struct text_span user)
{
    if (date.n || user.n) {
        label(name);
        printf("%.*s%s%.*s\n", TEXT_PRINT(date), !user.n ? "" : date.n ? " by " : "by ", TEXT_PRINT(user));
    }
}

static void show_document(const char *name, const struct tm_document *d)
{
    const struct text_span parts[] = {d->name, d->title, d->url, d->date};
    const char *between = "";
    if (!d->name.n && !d->title.n && !d->url.n && !d->date.n) {
        return;
    }
    label(name);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].n) {
            printf("%s", between);
            cli_put_name(stdout, parts[i]);
            between = ", ";
        }
    }
    putchar('\n');
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

void cli_unit_show(const struct tm_unit *u, const struct cli_further *further)
{
    static const char *const sides[] = {"", " of source", " of target"};
    const struct tm_origin *o = &u->origin;
    label("unit");
    printf("%lld\n", (long long)u->id);
    show_text(u->language.source, u->text.source, u->markup.source);
    show_text(u->language.target, u->text.target, u->markup.target);
    show_known("status", text_span_of(tm_status_name(u->status)));
    show_change("created", u->created, u->user);
    show_change("changed", u->changed, u->changer);
    show_known("deleted", u->deleted);
    label("seen");
    printf("%lld time%s, last:\n", (long long)u->uses, u->uses == 1 ? "" : "s");
    show_known("  as", o->kind);
    show_document("  source", &o->source);
    show_further(further, 0);
    show_document("  target", &o->target);
    show_further(further, 1);
    show_known("  said by", o->speaker);
    show_known("  via", o->agency);
    if (o->confidence >= 0) {
        label("  confidence");
        printf(" %.2f\n", o->confidence);
    }
    for (size_t i = 0; i < u->property_count; i++) {
        const struct tm_property *p = &u->properties[i];
        label(p->note ? "note" : "property");
        printf("%.*s%s%s%.*s\n", TEXT_PRINT(p->type), sides[p->side], p->note && p->side == TM_WHOLE ? "" : ": ",
               TEXT_PRINT(p->text));
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
