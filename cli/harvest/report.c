/* See report.h: which form, and the one for programs. */
#include "cli/harvest/report.h"

#include "cli/harvest/day.h"
#include "cli/harvest/summary.h"

static struct formats_json *days_array(const struct cli_found *f)
{
    struct formats_json *list = formats_json_array();
    char day[CLI_DAY_SIZE];
    for (size_t i = 0; i < f->day_count; i++) {
        const struct cli_found_day *d = &f->days[i];
        struct formats_json *o = formats_json_object();
        if (d->day == ALIGN_NO_DAY) {
            formats_json_set_null(o, "day");
        } else {
            formats_json_set_text(o, "day", text_span_of(cli_day_print(d->day, day)));
        }
        formats_json_set_integer(o, "articles", (int64_t)d->articles);
        formats_json_set_integer(o, "paired", (int64_t)d->paired);
        formats_json_set_integer(o, "new_units", (int64_t)d->units);
        formats_json_append(list, o);
    }
    return list;
}

static struct formats_json *unsure_array(const struct cli_found *f)
{
    struct formats_json *list = formats_json_array();
    for (size_t i = 0; i < f->unsure_count; i++) {
        const struct cli_found_pair *p = &f->unsure[i];
        struct formats_json *o = formats_json_object();
        formats_json_set_real(o, "confidence", p->confidence);
        formats_json_set_text(o, "source", p->text.source);
        formats_json_set_text(o, "target", p->text.target);
        formats_json_set_text(o, "article", p->names.source);
        formats_json_set_text(o, "story", p->names.target);
        formats_json_append(list, o);
    }
    return list;
}

static enum text_status put_skipped(void *context, const struct cli_skipped_one *s, struct text_error *err)
{
    struct formats_json *o = formats_json_object();
    formats_json_set_text(o, "skipped", s->name);
    formats_json_set_text(o, "archive", text_span_of(s->side == ALIGN_SOURCE ? "articles" : "stories"));
    formats_json_set_text(o, "why", text_span_of(s->why));
    formats_json_set_text(o, "reason", s->reason);
    if (s->count != 1) {
        formats_json_set_integer(o, "count", (int64_t)s->count);
    }
    enum text_status status = formats_json_write(o, context, err);
    formats_json_free(o);
    return status;
}

static enum text_status write_json(const struct cli_harvest *h, FILE *to, struct text_error *err)
{
    struct formats_json *o = cli_summary_object(h);
    formats_json_set(o, "days", days_array(h->found));
    formats_json_set(o, "unsure", unsure_array(h->found));
    enum text_status status = formats_json_write(o, to, err);
    formats_json_free(o);
    return status == TEXT_OK ? cli_skipped_each(h->skipped, put_skipped, to, err) : status;
}

enum text_status cli_report_write(const struct cli_harvest *h, const char *path, struct text_error *err)
{
    struct text_output *out;
    struct text_span name = text_span_of(path);
    bool json = text_span_ends(name, TEXT_LITERAL(".json")) || text_span_ends(name, TEXT_LITERAL(".jsonl"));
    enum text_status status = text_output_open(path, &out, err);
    if (status != TEXT_OK) {
        return status;
    }
    FILE *to = text_output_stream(out);
    status = json ? write_json(h, to, err) : cli_write_report(h, to, err);
    if (status != TEXT_OK) {
        text_output_discard(out);
        return status;
    }
    return text_output_commit(out, err);
}
