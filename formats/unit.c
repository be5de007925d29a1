/* See unit.h. The kinds of files meet here: opening, warnings, and bringing what a writer made to the stream. */
#define _POSIX_C_SOURCE 200809L
#include "formats/unit-private.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { FLUSH_AT = 1 << 16 };

bool formats_kind_of(struct text_span name, enum formats_kind *out)
{
    static const struct {
        const char *end;
        enum formats_kind kind;
    } ends[] = {{".tmx", FORMATS_TMX}, {".tsv", FORMATS_TSV}, {".txt", FORMATS_TSV},   {".tab", FORMATS_TSV},
                {".csv", FORMATS_CSV}, {".po", FORMATS_PO},   {".xlf", FORMATS_XLIFF}, {"xliff", FORMATS_XLIFF}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i].end);
        if (name.n >= n && strncasecmp(name.p + name.n - n, ends[i].end, n) == 0) {
            *out = ends[i].kind;
            return true;
        }
    }
    return false;
}

bool formats_kind_of_file(const char *path, enum formats_kind *out)
{
    static const struct {
        const char *mark;
        enum formats_kind kind;
    } marks[] = {{"<tmx", FORMATS_TMX}, {"<xliff", FORMATS_XLIFF}, {"msgid \"", FORMATS_PO}};
    struct formats_input *input;
    struct text_error err;
    struct stat st;
    bool found = false;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
        formats_input_open(path, FORMATS_INPUT_MARKUP, &input, &err) != TEXT_OK) {
        return false;
    }
    const char *head = formats_input_peek(input).p; /* ends with a NUL */
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && !found; i++) {
        found = strstr(head, marks[i].mark) != NULL;
        *out = found ? marks[i].kind : *out;
    }
    formats_input_close(input);
    return found;
}

/* "FILE, line N: REASON", without a full stop. */
static void tell(struct text_error *out, const char *name, size_t line, const char *format, va_list args)
{
    char reason[700];
    vsnprintf(reason, sizeof reason, format, args);
    bool cut; /* a long reason may have been cut inside a character */
    reason[formats_utf8_valid(text_span_of(reason), &cut)] = '\0';
    text_fail(out, TEXT_INVALID, "%s, line %zu: %s", name, line, reason);
}

static void warn(const struct formats_reading *reading, const struct text_error *told)
{
    struct text_error message;
    if (reading->warning) {
        text_fail(&message, TEXT_INVALID, "%s.", told->message);
        reading->warning(reading->context, message.message);
    }
}

void formats_warn(const struct formats_reading *reading, const char *name, size_t line, const char *format, ...)
{
    struct text_error message;
    va_list args;
    va_start(args, format);
    tell(&message, name, line, format, args);
    va_end(args);
    warn(reading, &message);
}

enum text_status formats_skip(const struct formats_reading *reading, struct formats_report *report, const char *name,
                              size_t line, struct text_error *err, const char *format, ...)
{
    struct text_error message;
    va_list args;
    va_start(args, format);
    tell(&message, name, line, format, args);
    va_end(args);
    report->skipped++;
    if (reading->strict) {
        return text_fail(err, TEXT_INVALID, "%s", message.message);
    }
    warn(reading, &message);
    return TEXT_OK;
}

/* Printing ASCII and line feeds: eight bytes a step where there are no others. */
static bool is_plain(struct text_span s)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (size_t i = 0; i < s.n;) {
        uint64_t word;
        if (s.n - i >= sizeof word) {
            memcpy(&word, s.p + i, sizeof word);
            /* a byte below 0x20 borrows into its high bit, 0x7F carries into it */
            if (!(((word - ones * 0x20) | word | (word + ones)) & high)) {
                i += sizeof word;
                continue;
            }
        }
        unsigned char c = (unsigned char)s.p[i++];
        if ((c < 0x20 && c != '\n') || c >= 0x7F) {
            return false;
        }
    }
    return true;
}

enum text_status formats_unit_text(struct text_span raw, struct text_arena *arena, struct text_span *out,
                                   struct text_error *err)
{
    struct text_decoded decoded = {.text = raw};
    if (!is_plain(raw)) {
        static const struct text_decoding how = {.name = "the text", .charset = "UTF-8"};
        enum text_status status = text_decode(raw, &how, arena, &decoded, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
    struct text_span copy = text_arena_copy(arena, text_span_trim(decoded.text));
    if (!copy.p) {
        return text_fail_memory(err, "a text");
    }
    *out = copy;
    return TEXT_OK;
}

enum text_status formats_units_read(const char *path, enum formats_kind kind, const struct formats_reading *reading,
                                    struct formats_report *out, struct text_error *err)
{
    struct formats_input *input = NULL;
    *out = (struct formats_report){0};
    if (formats_tag_same(text_span_of(reading->source_language), text_span_of(reading->target_language))) {
        return text_fail(err, TEXT_MISUSE, "%s: source and target language are both \"%s\"", path,
                         reading->source_language);
    }
    typedef enum text_status reader(struct formats_input *, const struct formats_reading *, struct formats_report *,
                                    struct text_error *);
    static reader *const readers[] = {formats_tmx_read, formats_tsv_read, formats_csv_read, formats_po_read,
                                      formats_xliff_read};
    enum formats_input_mode mode =
        kind == FORMATS_TMX || kind == FORMATS_XLIFF ? FORMATS_INPUT_MARKUP : FORMATS_INPUT_LINES;
    struct formats_input_charset told = {.name = reading->charset, .lossy = reading->lossy};
    if (kind == FORMATS_PO && !told.name) {
        told.lossy = false; /* it tells its charset itself, and reads what is not valid in that */
    }
    enum text_status status = formats_input_open_as(path, mode, told, &input, err);
    if (status == TEXT_OK) {
        status = readers[kind](input, reading, out, err);
        out->replaced += formats_input_replaced(input);
    }
    formats_input_close(input);
    return status;
}

struct formats_writer {
    struct formats_writing how; /* its strings are copied into `source`, `target`, `version` */
    char *source, *target, *version;
    FILE *to;
    struct text_buffer out;
    bool headed;
    int error; /* errno of a failed write */
};

static char *copy_string(const char *s, bool *failed)
{
    if (!s) {
        return NULL;
    }
    size_t n = strlen(s) + 1;
    char *copy = malloc(n);
    if (!copy) {
        *failed = true;
        return NULL;
    }
    return memcpy(copy, s, n);
}

static void free_writer(struct formats_writer *w)
{
    free(w->source);
    free(w->target);
    free(w->version);
    text_buffer_free(&w->out);
    free(w);
}

enum text_status formats_writer_open(const struct formats_writing *how, FILE *to, struct formats_writer **out,
                                     struct text_error *err)
{
    if (how->kind == FORMATS_PO || how->kind == FORMATS_XLIFF) {
        return text_fail(err, TEXT_MISUSE, "PO and XLIFF are only read");
    }
    struct formats_writer *w = calloc(1, sizeof *w);
    bool failed = !w;
    if (w) {
        w->how = *how;
        w->to = to;
        w->source = copy_string(how->source_language, &failed);
        w->target = copy_string(how->target_language, &failed);
        w->version = copy_string(how->tool_version, &failed);
    }
    if (failed) {
        if (w) {
            free_writer(w);
        }
        return text_fail_memory(err, "a writer");
    }
    *out = w;
    return TEXT_OK;
}

/* After a failure nothing more is written, so that the first reason is the one that is told. */
static enum text_status flush(struct formats_writer *w, struct text_error *err)
{
    if (w->out.failed) {
        return text_fail_memory(err, "the file being written");
    }
    if (!w->error && w->out.n && fwrite(w->out.p, 1, w->out.n, w->to) != w->out.n) {
        w->error = errno ? errno : EIO;
    }
    text_buffer_clear(&w->out);
    if (w->error) {
        return text_fail(err, TEXT_IO, "cannot write the units: %s", strerror(w->error));
    }
    return TEXT_OK;
}

static void write_head(struct formats_writer *w, struct text_span language)
{
    if (!w->headed && w->how.kind == FORMATS_TMX) {
        struct text_span all = TEXT_LITERAL("*all*");
        formats_tmx_write_head(&w->out, language.n ? language : all, w->version ? w->version : "0");
    } else if (!w->headed && w->how.kind == FORMATS_CSV) {
        text_buffer_add_string(&w->out, "source,target\r\n");
    }
    w->headed = true;
}

enum text_status formats_writer_add(struct formats_writer *w, const struct formats_unit *unit, struct text_error *err)
{
    struct formats_unit u = *unit;
    u.source_language = u.source_language.n ? u.source_language : text_span_of(w->source);
    u.target_language = u.target_language.n ? u.target_language : text_span_of(w->target);
    if (u.text.source.n == 0 || u.text.target.n == 0) {
        return text_fail(err, TEXT_EMPTY, "a unit with an empty text cannot be written");
    }
    if (w->how.kind == FORMATS_TSV) {
        formats_tsv_write_unit(&w->out, &u);
    } else if (w->how.kind == FORMATS_CSV) {
        write_head(w, u.source_language);
        formats_csv_write_unit(&w->out, &u);
    } else {
        if (u.source_language.n == 0 || u.target_language.n == 0) {
            return text_fail(err, TEXT_MISUSE, "a unit without languages cannot be written as TMX");
        }
        if (!w->headed && !w->source && !(w->source = strndup(u.source_language.p, u.source_language.n))) {
            return text_fail_memory(err, "a writer");
        }
        write_head(w, text_span_of(w->source));
        formats_tmx_write_unit(&w->out, text_span_of(w->source), &u);
    }
    return w->out.n >= FLUSH_AT || w->out.failed ? flush(w, err) : TEXT_OK;
}

enum text_status formats_writer_close(struct formats_writer *w, struct text_error *err)
{
    if (!w) {
        return TEXT_OK;
    }
    write_head(w, text_span_of(w->source));
    if (w->how.kind == FORMATS_TMX) {
        formats_tmx_write_tail(&w->out);
    }
    enum text_status status = flush(w, err);
    if (status == TEXT_OK && fflush(w->to) != 0) {
        status = text_fail(err, TEXT_IO, "cannot write the units: %s", strerror(errno));
    }
    free_writer(w);
    return status;
}
