/* See lines-private.h. Cost: linear. */
#include "formats/lines-private.h"

#include <string.h>

enum { CHUNK = 1 << 16 };

struct lines {
    formats_line_sink *sink;
    void *context;
    const char *name;
    struct text_buffer text;
    struct formats_line line;
    size_t at; /* bytes read so far */
};

bool formats_line_valid(const struct formats_line *line, char reason[FORMATS_LINE_REASON])
{
    bool cut;
    size_t valid = formats_utf8_valid(line->text, &cut);
    const char *nul = line->text.n ? memchr(line->text.p, '\0', line->text.n) : NULL;
    if (nul) {
        snprintf(reason, FORMATS_LINE_REASON, "it has a NUL byte at byte %zu of the file",
                 line->offset + (size_t)(nul - line->text.p));
    } else if (valid < line->text.n) {
        snprintf(reason, FORMATS_LINE_REASON, "it is not valid UTF-8 at byte %zu of the file", line->offset + valid);
    }
    return !nul && valid == line->text.n;
}

static enum text_status end_line(struct lines *l, struct text_error *err)
{
    l->line.number++;
    l->line.text = l->line.too_long ? (struct text_span){0} : text_buffer_span(&l->text);
    enum text_status status = l->text.failed ? text_fail_memory(err, l->name) : l->sink(l->context, &l->line, err);
    text_buffer_clear(&l->text);
    l->line.too_long = false;
    l->line.offset = l->at;
    return status;
}

static enum text_status take(struct lines *l, struct text_span chunk, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (chunk.n && status == TEXT_OK) {
        const char *end = memchr(chunk.p, '\n', chunk.n);
        size_t n = end ? (size_t)(end - chunk.p) : chunk.n;
        l->line.too_long = l->line.too_long || l->text.n + n > FORMATS_LINE_MOST;
        if (!l->line.too_long) {
            text_buffer_add(&l->text, (struct text_span){chunk.p, n});
        }
        n += end ? 1 : 0;
        chunk.p += n;
        chunk.n -= n;
        l->at += n;
        status = end ? end_line(l, err) : TEXT_OK;
    }
    return status;
}

enum text_status formats_lines_read(struct formats_input *input, formats_line_sink *sink, void *context,
                                    struct text_error *err)
{
    size_t mark = formats_input_mark_size(input), n = 1;
    struct lines l = {.sink = sink, .context = context, .name = formats_input_name(input), .at = mark};
    l.line.offset = mark;
    struct text_buffer chunk = {0};
    char *to = text_buffer_reserve(&chunk, CHUNK);
    enum text_status status = to ? TEXT_OK : text_fail_memory(err, l.name);
    while (status == TEXT_OK && n > 0) {
        status = formats_input_read(input, to, CHUNK, &n, err);
        if (status == TEXT_OK) {
            status = take(&l, (struct text_span){to, n}, err);
        }
    }
    if (status == TEXT_OK && (l.text.n || l.line.too_long || l.text.failed)) {
        status = end_line(&l, err);
    }
    text_buffer_free(&chunk);
    text_buffer_free(&l.text);
    return status;
}
