/* See formats/document.h. Opening, and which kind is whose. */
#include "formats/document/document-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const names[] = {"text", "Markdown", "HTML", "XLIFF", "PO"};
enum { KINDS = sizeof names / sizeof names[0], HEAD = 1024 };

const char *formats_document_kind_name(enum formats_document_kind kind)
{
    return names[kind];
}

bool formats_document_kind_named(const char *name, enum formats_document_kind *out)
{
    for (size_t i = 0; i < KINDS; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            *out = (enum formats_document_kind)i;
            return true;
        }
    }
    return false;
}

const struct formats_document_way *formats_document_way_of(enum formats_document_kind kind)
{
    static const struct formats_document_way *const ways[KINDS] = {
        [FORMATS_DOCUMENT_TEXT] = &formats_document_text, [FORMATS_DOCUMENT_MARKDOWN] = &formats_document_markdown,
        [FORMATS_DOCUMENT_HTML] = &formats_document_html, [FORMATS_DOCUMENT_XLIFF] = &formats_document_xliff,
        [FORMATS_DOCUMENT_PO] = &formats_document_po,
    };
    return ways[kind];
}

static bool kind_of_name(const char *name, enum formats_document_kind *out)
{
    static const struct {
        const char *end;
        enum formats_document_kind kind;
    } ends[] = {
        {".txt", FORMATS_DOCUMENT_TEXT},  {".md", FORMATS_DOCUMENT_MARKDOWN}, {".markdown", FORMATS_DOCUMENT_MARKDOWN},
        {".html", FORMATS_DOCUMENT_HTML}, {".htm", FORMATS_DOCUMENT_HTML},    {".xhtml", FORMATS_DOCUMENT_HTML},
        {".xlf", FORMATS_DOCUMENT_XLIFF}, {"xliff", FORMATS_DOCUMENT_XLIFF},  {".po", FORMATS_DOCUMENT_PO},
        {".pot", FORMATS_DOCUMENT_PO}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t n = strlen(ends[i].end), length = strlen(name);
        if (length >= n && strcasecmp(name + length - n, ends[i].end) == 0) {
            *out = ends[i].kind;
            return true;
        }
    }
    return false;
}

/* Whether a file of that name may be plain text; a table or a memory must not be taken for it. */
static bool may_be_text(const char *name)
{
    static const char *const ends[] = {".txt", ".text", ".asc"};
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name, *dot = strrchr(base, '.');
    bool may = !dot || dot == base;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && !may; i++) {
        may = strcasecmp(dot, ends[i]) == 0;
    }
    return may;
}

/* By its first bytes, of which NULs are left out, so that UTF-16 reads like ASCII. False when they tell nothing. */
static bool kind_of_content(struct text_span bytes, enum formats_document_kind *out, bool *xml)
{
    static const struct {
        const char *mark;
        enum formats_document_kind kind;
    } marks[] = {{"<xliff", FORMATS_DOCUMENT_XLIFF},
                 {"msgid \"", FORMATS_DOCUMENT_PO},
                 {"<!doctype html", FORMATS_DOCUMENT_HTML},
                 {"<html", FORMATS_DOCUMENT_HTML}};
    char head[HEAD + 1];
    size_t n = 0;
    for (size_t i = 0; i < bytes.n && n < HEAD; i++) {
        if (bytes.p[i] != '\0') {
            head[n++] = bytes.p[i];
        }
    }
    head[n] = '\0';
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t length = strlen(marks[i].mark);
        for (size_t at = 0; at + length <= n; at++) {
            if (strncasecmp(head + at, marks[i].mark, length) == 0) {
                *out = marks[i].kind;
                return true;
            }
        }
    }
    *xml = strstr(head, "<?xml") || strstr(head, "<tmx");
    return false;
}

static enum text_status find_kind(struct formats_document *d, const char *path, struct text_error *err)
{
    bool input = strcmp(path, "-") == 0, xml = false;
    if ((!input && kind_of_name(path, &d->kind)) || kind_of_content(text_buffer_span(&d->bytes), &d->kind, &xml)) {
        return TEXT_OK;
    }
    d->kind = FORMATS_DOCUMENT_TEXT;
    return !xml && (input || may_be_text(path))
               ? TEXT_OK
               : text_fail(err, TEXT_FOREIGN,
                           "%s: neither its name nor what it begins with tells that it is plain text, Markdown, HTML,"
                           " XLIFF or PO; --format does",
                           d->name);
}

enum text_status formats_document_open(const char *path, const struct formats_document_opening *how,
                                       struct formats_document **out, struct text_error *err)
{
    bool input = strcmp(path, "-") == 0;
    const char *name = input ? "standard input" : path;
    struct formats_document *d = calloc(1, sizeof *d);
    if (!d || !(d->name = malloc(strlen(name) + 1))) {
        free(d);
        return text_fail_memory(err, name);
    }
    strcpy(d->name, name);
    enum text_status status = text_file_read(path, &d->bytes, err);
    if (status == TEXT_OK) {
        if (how->kind) {
            d->kind = *how->kind;
        } else {
            status = find_kind(d, path, err);
        }
    }
    if (status == TEXT_OK) {
        status = formats_document_way_of(d->kind)
                     ? formats_document_decode(d, how->charset, err)
                     : text_fail(err, TEXT_MISUSE, "%s: %s cannot be translated in place yet", name, names[d->kind]);
    }
    if (status != TEXT_OK) {
        formats_document_free(d);
        return status;
    }
    *out = d;
    return TEXT_OK;
}

void formats_document_free(struct formats_document *d)
{
    if (d) {
        text_buffer_free(&d->bytes);
        text_buffer_free(&d->converted);
        free(d->name);
        free(d);
    }
}

enum formats_document_kind formats_document_kind_of(const struct formats_document *d)
{
    return d->kind;
}

size_t formats_document_size(const struct formats_document *d)
{
    return d->bytes.n;
}

enum text_status formats_document_read(struct formats_document *d, const struct formats_document_reading *reading,
                                       struct text_error *err)
{
    return formats_document_scan(d, reading, NULL, NULL, err);
}

enum text_status formats_document_fill(struct formats_document *d, const struct formats_document_filling *filling,
                                       FILE *to, struct text_error *err)
{
    struct formats_edits *edits;
    enum text_status status = formats_edits_new(d, filling, to, &edits, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = formats_document_scan(d, NULL, filling, edits, err);
    if (status == TEXT_OK) {
        status = formats_edits_end(edits, err);
    }
    formats_edits_free(edits);
    return status;
}
