/* For the fuzz targets of exchange files: bytes -> units -> the file written from them -> units, which must be the
 * same. */
#ifndef TESTS_FUZZ_UNITS_H
#define TESTS_FUZZ_UNITS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formats/formats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
    struct formats_writer *writer; /* NULL when reading again */
    uint64_t hash;                 /* over all that was told of all units */
    size_t warnings;
    bool only_read; /* a kind that is written as TMX, which is not told the neighbours */
    bool tsv; /* which has no line ends inside of a text: decoding makes one of a vertical tab */
};

static void see(struct seen *s, struct text_span value)
{
    s->hash = s->hash * 1099511628211u + value.n;
    for (size_t i = 0; i < value.n; i++) {
        char c = s->tsv && value.p[i] == '\n' ? ' ' : value.p[i];
        s->hash = (s->hash ^ (unsigned char)c) * 1099511628211u;
    }
}

static enum text_status see_unit(void *context, const struct formats_unit *u, struct text_error *err)
{
    struct seen *s = context;
    const struct text_span values[] = {u->source_language, u->target_language, u->text.source, u->text.target,
                                       u->markup.source,   u->markup.target,   u->created,     u->changed,
                                       u->user,            u->changer};
    const struct text_span around[] = {u->before.source, u->before.target, u->after.source, u->after.target};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        see(s, values[i]);
    }
    for (size_t i = 0; i < 4 && !s->only_read; i++) {
        see(s, around[i]);
    }
    for (size_t i = 0; i < u->property_count; i++) {
        see(s, u->properties[i].type);
        see(s, u->properties[i].value);
        s->hash += (uint64_t)u->properties[i].side * 2 + u->properties[i].note;
    }
    return s->writer ? formats_writer_add(s->writer, u, err) : TEXT_OK;
}

static void see_warning(void *context, const char *message)
{
    struct seen *s = context;
    s->warnings += message[0] != '\0';
}

/* A file that is open and has no name. */
static FILE *unnamed(char path[32])
{
    FILE *f = tmpfile();
    if (!f) {
        perror("tmpfile");
        exit(1);
    }
    snprintf(path, 32, "/dev/fd/%d", fileno(f));
    return f;
}

static void expect(int ok, const char *what, const struct text_error *err)
{
    if (!ok) {
        fprintf(stderr, "%s: %s\n", what, err->message);
        abort();
    }
}

static void fuzz_units(enum formats_kind kind, const uint8_t *data, size_t size)
{
    char in_path[32], out_path[32];
    FILE *in = unnamed(in_path), *out = unnamed(out_path);
    struct text_error err = {0};
    struct formats_report report;
    bool only_read = kind == FORMATS_PO || kind == FORMATS_XLIFF;
    struct seen first = {.tsv = kind == FORMATS_TSV, .only_read = only_read}, second = first;
    const struct formats_writing writing = {only_read ? FORMATS_TMX : kind, "id", "en", "1"};
    fwrite(data, 1, size, in);
    rewind(in);
    expect(formats_writer_open(&writing, out, &first.writer, &err) == TEXT_OK, "a writer opens", &err);
    struct formats_reading reading = {.source_language = "id",
                                      .target_language = "en",
                                      .unit = see_unit,
                                      .warning = see_warning,
                                      .context = &first};
    enum text_status status = formats_units_read(in_path, kind, &reading, &report, &err);
    expect(status == TEXT_OK || status == TEXT_INVALID || status == TEXT_FOREIGN || status == TEXT_EMPTY, "reading",
           &err);
    expect(formats_writer_close(first.writer, &err) == TEXT_OK, "a writer closes", &err);
    rewind(out);
    reading.context = &second;
    status = formats_units_read(out_path, writing.kind, &reading, &report, &err);
    expect(status == TEXT_OK || (status == TEXT_EMPTY && first.hash == 0), "what was written is read", &err);
    expect(second.warnings == 0 && second.hash == first.hash, "what was written is read the same", &err);
    fclose(in);
    fclose(out);
}

#endif
