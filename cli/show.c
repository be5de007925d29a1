/* See show.h. */
#include "cli/show.h"

#include <stdio.h>
#include <string.h>

#include "cli/terminal/screen.h"

void cli_put_name(FILE *to, struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool latin = c == 0xC2 && i + 1 < s.n && ((unsigned char)s.p[i + 1] & 0xE0) == 0x80;
        fputc(c < 0x20 || c == 0x7F || latin ? '?' : c, to);
        i += latin;
    }
}

/* Of an address what stands between // and the next /, without a user and a port that may be there. */
struct text_span cli_site_of(struct text_span url)
{
    struct text_span rest = url, site = url;
    size_t i = 0;
    while (i + 3 <= url.n && memcmp(url.p + i, "://", 3) != 0) {
        i++;
    }
    if (i + 3 > url.n) {
        return url;
    }
    rest = (struct text_span){url.p + i + 3, url.n - i - 3};
    text_span_cut(&rest, '/', &site);
    for (size_t k = 0; k < site.n; k++) {
        if (site.p[k] == '@') {
            site = (struct text_span){site.p + k + 1, site.n - k - 1};
            k = 0;
        }
    }
    return site.n ? site : url;
}

static void put_document(struct cli_paragraph *p, const struct tm_document *d)
{
    bool brief = cli_screen_width() > 0;
    cli_paragraph_put(p, CLI_DIM, !d->url.n ? d->name : brief ? cli_site_of(d->url) : d->url);
    if (d->date.n) {
        cli_paragraph_put_format(p, CLI_DIM, " (%.*s)", (int)(d->date.n < 10 ? d->date.n : 10), d->date.p);
    }
}

void cli_put_origin(struct cli_paragraph *p, const struct tm_unit *u)
{
    const struct tm_origin *o = &u->origin;
    if (o->source.url.n || o->source.name.n) {
        put_document(p, &o->source);
    } else {
        cli_paragraph_put(p, CLI_DIM, o->kind.n ? o->kind : TEXT_LITERAL("from nowhere"));
        cli_paragraph_put_string(p, CLI_DIM, u->user.n ? " " : "");
        cli_paragraph_put(p, CLI_DIM, u->user);
    }
    if (o->target.name.n && !text_span_equal(o->source.name, o->target.name)) {
        cli_paragraph_put_string(p, CLI_DIM, " ~ ");
        put_document(p, &o->target);
    }
    if (o->speaker.n) {
        cli_paragraph_put_string(p, CLI_DIM, ", said by ");
        cli_paragraph_put(p, CLI_DIM, o->speaker);
    }
    if (o->agency.n) {
        cli_paragraph_put_string(p, CLI_DIM, ", via ");
        cli_paragraph_put(p, CLI_DIM, o->agency);
    }
    if (o->confidence >= 0) {
        cli_paragraph_put_format(p, CLI_DIM, ", confidence %.2f", o->confidence);
    }
    cli_paragraph_put_format(p, CLI_DIM, ", %s, unit %lld", tm_status_name(u->status), (long long)u->id);
    if (u->deleted.n) {
        cli_paragraph_put_format(p, CLI_DIM, ", deleted %.*s", (int)(u->deleted.n < 10 ? u->deleted.n : 10),
                                 u->deleted.p);
    }
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
