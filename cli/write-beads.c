/* See write-beads.h. */
#include "cli/write-beads.h"

#include "cli/write-page.h"

#ifndef PADAN_VERSION
#define PADAN_VERSION "unknown"
#endif

/* A text as a field of a TSV line: what would end the field becomes a blank. */
static void put_field(FILE *to, struct text_span s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        fputc(c == '\t' || c == '\n' || c == '\r' ? ' ' : c, to);
    }
}

static void write_tsv(const struct cli_aligned *a, FILE *to)
{
    for (size_t i = 0; i < a->beads->count; i++) {
        const struct align_bead *b = &a->beads->at[i];
        if (b->kind != ALIGN_UNMATCHED) {
            put_field(to, b->text.source);
            fputc('\t', to);
            put_field(to, b->text.target);
            fprintf(to, "\t%.3f\t%s\t", b->confidence, align_kind_name(b->kind));
            put_field(to, b->speaker);
            fputc('\t', to);
            put_field(to, b->agency);
            fputc('\n', to);
        }
    }
}

static void put_numbers(FILE *to, struct text_range r)
{
    for (size_t i = r.begin; i < r.end; i++) {
        fprintf(to, i == r.begin ? "%zu" : ",%zu", i);
    }
}

static void write_unmatched(struct text_range source, struct text_range target, FILE *to)
{
    for (size_t i = source.begin; i < source.end; i++) {
        fprintf(to, "%zu\t\n", i);
    }
    for (size_t i = target.begin; i < target.end; i++) {
        fprintf(to, "\t%zu\n", i);
    }
}

/* Every segment stands in some line. Segments of which only a quotation is paired stand in the quotation's line; one
 * segment may hold several. */
static void write_plain(const struct cli_aligned *a, FILE *to)
{
    for (size_t i = 0; i < a->beads->count; i++) {
        const struct align_bead *b = &a->beads->at[i];
        if (b->inside) {
            continue; /* its segments were told by the pair around it */
        }
        if (b->kind == ALIGN_UNMATCHED) {
            write_unmatched(b->source, b->target, to);
            continue;
        }
        put_numbers(to, b->source);
        fputc('\t', to);
        put_numbers(to, b->target);
        fputc('\n', to);
    }
}

static struct formats_json *side_object(const struct cli_document *d, struct text_range r, struct text_span text)
{
    struct formats_json *o = formats_json_object(), *numbers = formats_json_array(), *bytes = formats_json_array();
    formats_json_set_text(o, "language", text_span_of(text_language_code(d->language)));
    formats_json_set_text(o, "text", text);
    for (size_t i = r.begin; i < r.end; i++) {
        const struct text_segment *s = &d->segments.segments[i];
        struct formats_json *range = formats_json_array();
        formats_json_append_integer(numbers, (int64_t)i);
        formats_json_append_integer(range, (int64_t)s->bytes.begin);
        formats_json_append_integer(range, (int64_t)s->bytes.end);
        formats_json_append(bytes, range);
    }
    formats_json_set(o, "segments", numbers);
    formats_json_set(o, "bytes", bytes);
    return o;
}

static enum text_status write_json(const struct cli_aligned *a, FILE *to, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < a->beads->count && status == TEXT_OK; i++) {
        const struct align_bead *b = &a->beads->at[i];
        if (b->kind == ALIGN_UNMATCHED) {
            continue;
        }
        struct formats_json *o = formats_json_object();
        formats_json_set_text(o, "kind", text_span_of(align_kind_name(b->kind)));
        formats_json_set_real(o, "confidence", b->confidence);
        formats_json_set_text(o, "mode", text_span_of(align_mode_name(a->beads->mode)));
        formats_json_set(o, "source", side_object(a->source, b->source, b->text.source));
        formats_json_set(o, "target", side_object(a->target, b->target, b->text.target));
        if (b->speaker.n) {
            formats_json_set_text(o, "speaker", b->speaker);
        }
        if (b->agency.n) {
            formats_json_set_text(o, "agency", b->agency);
        }
        status = formats_json_write(o, to, err);
        formats_json_free(o);
    }
    return status;
}

static enum text_status write_tmx(const struct cli_aligned *a, FILE *to, struct text_error *err)
{
    struct formats_writing writing = {FORMATS_TMX, text_language_code(a->source->language),
                                      text_language_code(a->target->language), PADAN_VERSION};
    struct formats_writer *writer;
    enum text_status status = formats_writer_open(&writing, to, &writer, err);
    if (status != TEXT_OK) {
        return status;
    }
    struct cli_exchange exchange = {0};
    for (size_t i = 0; i < a->beads->count && status == TEXT_OK; i++) {
        if (a->beads->at[i].kind != ALIGN_UNMATCHED) {
            struct tm_unit unit = cli_unit_of_bead(a, &a->beads->at[i]);
            status = cli_exchange_of_unit(&unit, false, &exchange)
                         ? formats_writer_add(writer, &exchange.unit, err)
                         : text_fail_memory(err, "a unit");
        }
    }
    cli_exchange_free(&exchange);
    enum text_status closed = formats_writer_close(writer, status == TEXT_OK ? err : NULL);
    return status == TEXT_OK ? closed : status;
}

enum text_status cli_write_beads(const struct cli_aligned *a, enum cli_bead_format format, FILE *to,
                                 struct text_error *err)
{
    switch (format) {
    case CLI_BEADS_JSON:
        return write_json(a, to, err);
    case CLI_BEADS_TMX:
        return write_tmx(a, to, err);
    case CLI_BEADS_PAGE:
        return cli_write_page(a, to, err);
    case CLI_BEADS_PLAIN:
        write_plain(a, to);
        return TEXT_OK;
    case CLI_BEADS_TSV:
        break;
    }
    write_tsv(a, to);
    return TEXT_OK;
}
