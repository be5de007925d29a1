/* See decode.h: the stages put together. Bytes that are UTF-8 are cleaned where they are; others become UTF-8 in a
 * buffer first. Only what is not in the caller's bytes is copied to the arena. */
#include "text/decode.h"

#include <string.h>

#include "text/decode/decode-private.h"

/* What lives during one decoding. */
struct work {
    struct text_buffer converted, cleaned;
    struct text_map to_bytes, to_converted;
};

static const char *name_of(const struct text_decoding *d)
{
    return d->name ? d->name : "the input";
}

/* The bytes as valid UTF-8, and how many places were replaced. */
static enum text_status to_utf8(struct text_span bytes, size_t skip, const struct text_decoding *d, const char *charset,
                                struct work *w, struct text_span *out, size_t *replaced, struct text_error *err)
{
    struct text_conversion c = {.bytes = bytes, .begin = skip, .charset = charset, .lossy = d->lossy,
                                .out = &w->converted, .map = &w->to_bytes};
    *replaced = 0;
    if (strcmp(charset, "UTF-8") == 0 && text_utf8_end(bytes) == bytes.n) {
        *out = bytes;
        return TEXT_OK;
    }
    enum text_status status = text_convert(&c);
    if (status == TEXT_INVALID) {
        return text_fail(
            err, status,
            "%s: not valid %s at byte %zu; with --lossy it is read all the same, with U+FFFD in that place", name_of(d),
            charset, d->base + c.bad);
    }
    if (status == TEXT_MISUSE) {
        return text_fail(err, status, "%s: the iconv of this system does not know the charset %s", name_of(d), charset);
    }
    if (status != TEXT_OK) {
        return text_fail_memory(err, name_of(d));
    }
    *out = text_buffer_span(&w->converted);
    *replaced = c.replaced;
    return TEXT_OK;
}

static const struct text_way *way_to_arena(const struct text_map *map, struct text_arena *arena)
{
    struct text_way way = text_map_way(map), *to = text_arena_alloc(arena, 1, sizeof way);
    struct text_mark *marks = text_arena_alloc(arena, way.mark_count, sizeof *marks);
    uint8_t *codes = text_arena_alloc(arena, way.n, 1);
    if (!to || !marks || !codes) {
        return NULL;
    }
    if (way.n) {
        memcpy(marks, way.marks, way.mark_count * sizeof *marks);
        memcpy(codes, way.codes, way.n);
    }
    way.marks = marks;
    way.codes = codes;
    *to = way;
    return to;
}

static enum text_status to_arena(struct work *w, struct text_span clean, bool borrowed, const char *charset,
                                 struct text_arena *arena, struct text_decoded *out, struct text_error *err)
{
    struct text_decoded d = {.text = clean, .replaced = out->replaced};
    d.charset = text_arena_copy(arena, text_span_of(charset)).p;
    bool ok = d.charset != NULL;
    if (ok && !borrowed) {
        d.text = text_arena_copy(arena, clean);
        ok = d.text.p != NULL;
    }
    if (ok && w->to_converted.shifted) {
        d.way = way_to_arena(&w->to_converted, arena);
        ok = d.way != NULL;
    }
    if (!ok) {
        return text_fail_memory(err, "a decoded text");
    }
    *out = d;
    return TEXT_OK;
}

enum text_status text_decode(struct text_span bytes, const struct text_decoding *d, struct text_arena *arena,
                             struct text_decoded *out, struct text_error *err)
{
    struct work w = {0};
    struct text_decoded result = {0};
    struct text_span utf8, clean;
    char charset[TEXT_CHARSET_NAME];
    size_t skip;
    enum text_status status = text_charset_find(bytes, d, charset, &skip, err);
    if (status != TEXT_OK) {
        return status;
    }
    status = to_utf8(bytes, skip, d, charset, &w, &utf8, &result.replaced, err);
    if (status != TEXT_OK) {
        goto out;
    }
    struct text_way way = text_map_way(&w.to_bytes), *from = w.to_bytes.shifted ? &way : NULL;
    const char *nul = utf8.n ? memchr(utf8.p, '\0', utf8.n) : NULL;
    if (nul) {
        size_t at = text_way_origin(from, (size_t)(nul - utf8.p));
        status =
            text_fail(err, TEXT_INVALID, "%s: looks like a binary file: there is a NUL at byte %zu, which no text has",
                      name_of(d), d->base + at);
        goto out;
    }
    struct text_clean job = {.in = utf8, .from = from, .origin_end = bytes.n};
    status = text_clean(&job, &w.cleaned, &w.to_converted, &clean, err);
    if (status != TEXT_OK) {
        goto out;
    }
    status = to_arena(&w, clean, w.cleaned.n == 0 && utf8.p == bytes.p, charset, arena, &result, err);
    if (status == TEXT_OK) {
        *out = result;
    }
out:
    text_buffer_free(&w.converted);
    text_buffer_free(&w.cleaned);
    text_map_free(&w.to_bytes);
    text_map_free(&w.to_converted);
    return status;
}

size_t text_decoded_origin(const struct text_decoded *d, size_t offset)
{
    return text_way_origin(d->way, offset < d->text.n ? offset : d->text.n);
}
