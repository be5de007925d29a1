/* Edits of a document on their way to the stream: pieces that are kept are copied from the bytes, or written back to
 * the charset that they came from, which charset.c has tried. */
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "formats/document/charset-private.h"

enum { FLUSH_AT = 1 << 16, PIECE = 1 << 16 };

struct formats_edits {
    const struct formats_document *document;
    const struct formats_document_filling *filling;
    struct formats_charset *charset; /* NULL: UTF-8 */
    struct text_arena *arena;
    FILE *to;
    size_t at; /* up to where the document is done */
    struct text_buffer out, scratch;
    bool failed; /* what should be there cannot be said in the charset; the putter did not ask */
};

enum text_status formats_edits_new(const struct formats_document *d, const struct formats_document_filling *filling,
                                   FILE *to, struct formats_edits **out, struct text_error *err)
{
    struct formats_edits *e = calloc(1, sizeof *e);
    bool memory = e && (e->arena = text_arena_new());
    if (memory && d->charset[0]) {
        memory = (e->charset = formats_charset_new(d->charset)) != NULL;
    }
    if (!memory) {
        formats_edits_free(e);
        return text_fail_memory(err, d->name);
    }
    e->document = d;
    e->filling = filling;
    e->to = to;
    text_buffer_add(&e->out, (struct text_span){d->bytes.p, d->mark});
    *out = e;
    return TEXT_OK;
}

void formats_edits_free(struct formats_edits *e)
{
    if (e) {
        formats_charset_free(e->charset);
        text_arena_free(e->arena);
        text_buffer_free(&e->out);
        text_buffer_free(&e->scratch);
        free(e);
    }
}

struct text_arena *formats_edits_arena(struct formats_edits *e)
{
    return e->arena;
}

const struct formats_document *formats_edits_document(const struct formats_edits *e)
{
    return e->document;
}

const struct formats_document_filling *formats_edits_filling(const struct formats_edits *e)
{
    return e->filling;
}

static void add(struct formats_edits *e, struct text_span text)
{
    if (!e->charset) {
        text_buffer_add(&e->out, text);
    } else if (!formats_charset_encode(e->charset, text, &e->out)) {
        e->failed = true;
    }
}

void formats_edit(struct formats_edits *e, size_t begin, size_t end, struct text_span text)
{
    assert(e->at <= begin && begin <= end && end <= e->document->text.n);
    add(e, (struct text_span){e->document->text.p + e->at, begin - e->at});
    add(e, text);
    e->at = end;
}

void formats_edits_starve(struct formats_edits *e)
{
    e->out.failed = true;
}

bool formats_edit_can(struct formats_edits *e, struct text_span text)
{
    text_buffer_clear(&e->scratch);
    return !e->charset || formats_charset_encode(e->charset, text, &e->scratch);
}

static enum text_status write_out(struct formats_edits *e, struct text_error *err)
{
    if (e->out.failed || e->scratch.failed) {
        return text_fail_memory(err, e->document->name);
    }
    if (e->failed) {
        return text_fail(err, TEXT_INVALID, "%s: what should be written does not exist in %s", e->document->name,
                         e->document->charset);
    }
    if (e->out.n && fwrite(e->out.p, 1, e->out.n, e->to) != e->out.n) {
        return text_fail(err, TEXT_IO, "cannot write the translation of %s: %s", e->document->name,
                         strerror(errno ? errno : EIO));
    }
    text_buffer_clear(&e->out);
    return TEXT_OK;
}

enum text_status formats_edits_flush(struct formats_edits *e, struct text_error *err)
{
    text_arena_reset(e->arena);
    return e->out.n >= FLUSH_AT || e->out.failed || e->failed ? write_out(e, err) : TEXT_OK;
}

enum text_status formats_edits_end(struct formats_edits *e, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    const struct text_span text = e->document->text;
    while (e->at < text.n && status == TEXT_OK) {
        size_t n = text.n - e->at < PIECE ? text.n - e->at : PIECE;
        while (e->at + n < text.n && ((unsigned char)text.p[e->at + n] & 0xC0) == 0x80) {
            n++;
        }
        formats_edit(e, e->at + n, e->at + n, (struct text_span){"", 0});
        status = write_out(e, err);
    }
    status = status == TEXT_OK ? write_out(e, err) : status;
    if (status == TEXT_OK && fflush(e->to) != 0) {
        status = text_fail(err, TEXT_IO, "cannot write the translation of %s: %s", e->document->name, strerror(errno));
    }
    return status;
}
