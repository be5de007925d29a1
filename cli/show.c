/* See show.h. */
#include "cli/show.h"

#include <stdio.h>

#include "cli/style.h"

void cli_put_name(FILE *to, struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        fputc(c < 0x20 || c == 0x7F ? '?' : c, to);
    }
}

static void show_document(const struct tm_document *d)
{
    cli_put_name(stdout, d->url.n ? d->url : d->name);
    if (d->date.n) {
        printf(" (%.*s)", (int)(d->date.n < 10 ? d->date.n : 10), d->date.p);
    }
}

void cli_show_origin(const struct tm_unit *u)
{
    const struct tm_origin *o = &u->origin;
    printf("%s", cli_style_on(CLI_DIM));
    show_document(&o->source);
    if (o->target.name.n && !text_span_equal(o->source.name, o->target.name)) {
        printf(" ~ ");
        show_document(&o->target);
    }
    if (o->speaker.n) {
        printf(", said by %.*s", TEXT_PRINT(o->speaker));
    }
    if (o->agency.n) {
        printf(", via %.*s", TEXT_PRINT(o->agency));
    }
    if (o->confidence >= 0) {
        printf(", confidence %.2f", o->confidence);
    }
    printf(", %s, unit %lld", tm_status_name(u->status), (long long)u->id);
    if (u->deleted.n) {
        printf(", deleted %.*s", (int)(u->deleted.n < 10 ? u->deleted.n : 10), u->deleted.p);
    }
    printf("%s\n", cli_style_off(CLI_DIM));
}

static void set_known(struct formats_json *o, const char *key, struct text_span value)
{
    if (value.n) {
        formats_json_set_text(o, key, value);
    }
}

struct formats_json *cli_document_object(const struct tm_document *d)
{
    struct formats_json *o = formats_json_object();
    set_known(o, "name", d->name);
    set_known(o, "title", d->title);
    set_known(o, "url", d->url);
    set_known(o, "date", d->date);
    return o;
}

struct formats_json *cli_origin_object(const struct tm_origin *origin)
{
    struct formats_json *o = formats_json_object();
    set_known(o, "kind", origin->kind);
    formats_json_set(o, "source", cli_document_object(&origin->source));
    formats_json_set(o, "target", cli_document_object(&origin->target));
    set_known(o, "speaker", origin->speaker);
    set_known(o, "agency", origin->agency);
    if (origin->confidence >= 0) {
        formats_json_set_real(o, "confidence", origin->confidence);
    }
    return o;
}

void cli_set_unit(struct formats_json *o, const struct tm_unit *u)
{
    formats_json_set_integer(o, "unit", u->id);
    formats_json_set_text(o, "source", u->text.source);
    formats_json_set_text(o, "target", u->text.target);
    formats_json_set_text(o, "status", text_span_of(tm_status_name(u->status)));
    formats_json_set(o, "origin", cli_origin_object(&u->origin));
}

void cli_show_pieces(const struct tm_match *m)
{
    static const enum cli_style style_of[] = {
        [TM_SAME] = CLI_PLAIN, [TM_QUERY_ONLY] = CLI_INSERTED, [TM_UNIT_ONLY] = CLI_DELETED};
    for (size_t i = 0; i < m->piece_count; i++) {
        enum cli_style style = style_of[m->pieces[i].kind];
        printf("%s%.*s%s", cli_style_on(style), TEXT_PRINT(m->pieces[i].text), cli_style_off(style));
    }
}

void cli_show_suggestion(const struct tm_match *m)
{
    const struct tm_suggestion *s = &m->suggestion;
    size_t at = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct tm_passage *now = &s->at[i].suggested, *old = &s->at[i].stored;
        printf("%.*s", (int)(now->range.begin - at), s->text.p + at);
        if (text_span_equal(now->text, old->text)) {
            printf("%.*s", TEXT_PRINT(now->text));
        } else {
            printf("%s%.*s%s", cli_style_on(CLI_INSERTED), TEXT_PRINT(now->text), cli_style_off(CLI_INSERTED));
            printf("%s%.*s%s", cli_style_on(CLI_DELETED), TEXT_PRINT(old->text), cli_style_off(CLI_DELETED));
        }
        at = now->range.end;
    }
    printf("%.*s\n", (int)(s->text.n - at), s->text.n ? s->text.p + at : "");
    if (s->status == TM_UNCERTAIN) {
        printf("              %snothing put in: %.*s%s\n", cli_style_on(CLI_DIM), TEXT_PRINT(s->reason),
               cli_style_off(CLI_DIM));
    }
}

static struct formats_json *range_array(struct text_range range)
{
    struct formats_json *array = formats_json_array();
    formats_json_append_integer(array, (int64_t)range.begin);
    formats_json_append_integer(array, (int64_t)range.end);
    return array;
}

void cli_set_suggestion(struct formats_json *o, const struct tm_suggestion *s)
{
    struct formats_json *list = formats_json_array();
    for (size_t i = 0; i < s->count; i++) {
        const struct tm_substitution *one = &s->at[i];
        struct formats_json *item = formats_json_object();
        formats_json_set_text(item, "kind", text_span_of(text_value_kind_name(one->kind)));
        formats_json_set_text(item, "suggested", one->suggested.text);
        formats_json_set(item, "suggestion_bytes", range_array(one->suggested.range));
        formats_json_set_text(item, "stored", one->stored.text);
        formats_json_set(item, "target_bytes", range_array(one->stored.range));
        formats_json_append(list, item);
    }
    formats_json_set_text(o, "suggestion", s->text);
    formats_json_set(o, "substitutions", list);
    if (s->status == TM_UNCERTAIN) {
        struct formats_json *doubt = formats_json_object();
        formats_json_set_text(doubt, "code", text_span_of(tm_doubt_name(s->doubt)));
        formats_json_set_text(doubt, "reason", s->reason);
        formats_json_set(o, "doubt", doubt);
    }
}
