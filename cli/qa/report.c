/* See report.h. */
#include "cli/qa/report.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/message.h"
#include "cli/terminal/visible.h"

/* In one field of one line, and nothing that a terminal would obey. */
static void add(struct text_buffer *line, struct text_span s)
{
    struct text_span piece;
    bool first = true;
    while (s.n) {
        size_t n = 0;
        while (n < s.n && s.p[n] != '\t' && s.p[n] != '\n' && s.p[n] != '\r') {
            n++;
        }
        piece = (struct text_span){s.p, n};
        text_buffer_add_string(line, first ? "" : " ");
        cli_visible_add(line, piece);
        first = false;
        s.p += n + (n < s.n);
        s.n -= n + (n < s.n);
    }
}

enum text_status cli_qa_print(const struct cli_qa_unit *u, enum cli_qa_check check, struct text_span reason,
                              struct text_error *err)
{
    const struct cli_qa_place *p = &u->place;
    const struct text_span fields[] = {text_span_of(cli_qa_name(check)), reason, u->text.source, u->text.target};
    struct text_buffer line = {0};
    if (p->file) {
        add(&line, text_span_of(p->file));
        text_buffer_add_format(&line, ":%zu", p->line);
    } else {
        text_buffer_add_format(&line, "unit %" PRId64, p->unit);
    }
    if (p->id.n) {
        text_buffer_add_string(&line, " (");
        add(&line, p->id);
        text_buffer_add_char(&line, ')');
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        text_buffer_add_char(&line, '\t');
        add(&line, fields[i]);
    }
    text_buffer_add_char(&line, '\n');
    enum text_status status = line.failed ? text_fail_memory(err, "a finding") : TEXT_OK;
    fwrite(line.p, 1, status == TEXT_OK ? line.n : 0, stdout);
    text_buffer_free(&line);
    return status;
}

enum text_status cli_qa_print_json(const struct cli_qa_unit *u, enum cli_qa_check check, struct text_span reason,
                                   struct text_error *err)
{
    struct formats_json *o = formats_json_object();
    if (u->place.file) {
        formats_json_set_text(o, "file", text_span_of(u->place.file));
        formats_json_set_integer(o, "line", (int64_t)u->place.line);
        if (u->place.id.n) {
            formats_json_set_text(o, "id", u->place.id);
        }
    } else {
        formats_json_set_integer(o, "unit", u->place.unit);
    }
    formats_json_set_text(o, "check", text_span_of(cli_qa_name(check)));
    formats_json_set_text(o, "reason", reason);
    formats_json_set_text(o, "source", u->text.source);
    formats_json_set_text(o, "target", u->text.target);
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}

void cli_qa_summarize(const struct cli_qa *qa, size_t units)
{
    struct text_buffer b = {0};
    size_t all = 0;
    for (int i = 0; i < CLI_QA_CHECKS; i++) {
        size_t count = cli_qa_count(qa, (enum cli_qa_check)i);
        all += count;
        if (count) {
            text_buffer_add_format(&b, "%s%s %zu", b.n ? ", " : "", cli_qa_name((enum cli_qa_check)i), count);
        }
    }
    cli_note("padan: %zu units, %zu findings%s%.*s", units, all, all ? ": " : "", TEXT_PRINT(text_buffer_span(&b)));
    if (cli_qa_is_full(qa)) {
        cli_note("padan: there are more than %d distinct texts; those beyond were compared with the first ones only",
                 CLI_QA_KNOWN);
    }
    text_buffer_free(&b);
}

void cli_qa_list(void)
{
    for (int i = 0; i < CLI_QA_CHECKS; i++) {
        printf("%-20s %s\n", cli_qa_name((enum cli_qa_check)i), cli_qa_description((enum cli_qa_check)i));
    }
}
