/* See layer-private.h. */
#include <string.h>

#include "formats/archive/layer-private.h"

enum { BLOCK = 1 << 16 };

static void pop(struct formats_layers *l)
{
    struct formats_layer *top = &l->at[--l->depth];
    formats_feed_free(&top->feed);
    formats_unpack_close(top->unpack);
    l->names.n = top->outer;
}

void formats_layers_free(struct formats_layers *l)
{
    while (l->depth) {
        pop(l);
    }
    text_buffer_free(&l->names);
}

struct text_span formats_layers_prefix(const struct formats_layers *l)
{
    return text_buffer_span(&l->names);
}

enum text_status formats_layer_push(struct formats_layers *l, enum formats_class class, struct formats_packed from,
                                    struct text_span name, struct text_error *err)
{
    struct formats_layer new = {.class = class, .outer = l->names.n};
    struct formats_member whole;
    if (l->depth == FORMATS_LAYERS) {
        return text_fail(err, TEXT_FOREIGN, "is nested too deeply: an archive in an archive, %d times", FORMATS_LAYERS);
    }
    enum formats_unpacking how = class == FORMATS_CLASS_MEMBERS ? FORMATS_UNPACK_MEMBERS : FORMATS_UNPACK_WHOLE;
    enum text_status status = formats_unpack_open(from, how, &new.unpack, err);
    if (status == TEXT_OK && how == FORMATS_UNPACK_WHOLE) {
        status = formats_unpack_next(new.unpack, &whole, err);
        new.done = status == TEXT_EMPTY; /* nothing was compressed */
        status = new.done ? TEXT_OK : status;
    }
    text_buffer_add(&l->names, name);
    if (name.n && class != FORMATS_CLASS_PACKED) {
        text_buffer_add_char(&l->names, '/');
    }
    if (status == TEXT_OK && l->names.failed) {
        status = text_fail_memory(err, "a name");
    }
    if (status != TEXT_OK) {
        l->names.n = new.outer;
        formats_unpack_close(new.unpack);
        return status;
    }
    new.feed.from = new.unpack;
    l->at[l->depth++] = new;
    return TEXT_OK;
}

static enum formats_found read_whole(struct formats_unpack *u, size_t limit, struct formats_record *r)
{
    struct text_error err;
    for (;;) {
        size_t n = 0;
        char *to = text_buffer_reserve(&r->bytes, BLOCK);
        if (!to) {
            return FORMATS_STARVED;
        }
        enum text_status status = formats_unpack_read(u, to, BLOCK, &n, &err);
        if (status != TEXT_OK) {
            return formats_record_failed(r, status, &err);
        }
        if (n == 0) {
            return FORMATS_FOUND_ENTRY;
        }
        r->bytes.n += n;
        if (r->bytes.n > limit) {
            return formats_record_large(r, limit);
        }
    }
}

static enum formats_found open_member(struct formats_layers *l, enum formats_class class, const char *name,
                                      struct formats_record *r)
{
    struct text_error err;
    const struct formats_packed from = {.outer = l->at[l->depth - 1].unpack};
    enum text_status status = formats_layer_push(l, class, from, text_span_of(name), &err);
    return status == TEXT_OK ? FORMATS_FOUND_NOTHING : formats_record_failed(r, status, &err);
}

static enum formats_found next_member(struct formats_layers *l, size_t limit, struct formats_record *r,
                                      uint64_t *passed)
{
    struct formats_layer *top = &l->at[l->depth - 1];
    struct formats_member m;
    struct text_error err;
    enum text_status status = formats_unpack_next(top->unpack, &m, &err);
    if (status == TEXT_EMPTY) {
        return FORMATS_FOUND_END;
    }
    if (status != TEXT_OK) {
        return formats_record_failed(r, status, &err);
    }
    struct text_span name = text_span_of(m.name);
    enum formats_class class = name.n ? formats_class_of(name) : FORMATS_CLASS_OTHER;
    if (!m.file || class == FORMATS_CLASS_OTHER || formats_name_hidden(name)) {
        *passed += m.file;
        return FORMATS_FOUND_NOTHING;
    }
    text_buffer_add(&r->name, name);
    if (m.encrypted) {
        return formats_record_fault(r, FORMATS_FAULT_FOREIGN, "is encrypted");
    }
    return class == FORMATS_CLASS_ARTICLE ? read_whole(top->unpack, limit, r) : open_member(l, class, m.name, r);
}

enum formats_found formats_layers_next(struct formats_layers *l, const struct formats_fields *fields, size_t limit,
                                       struct formats_record *r, uint64_t *passed)
{
    struct formats_layer *top = &l->at[l->depth - 1];
    enum formats_found found = FORMATS_FOUND_END;
    if (top->done) {
        pop(l);
        return FORMATS_FOUND_NOTHING;
    }
    switch (top->class) {
    case FORMATS_CLASS_PACKED:
        top->done = true;
        return read_whole(top->unpack, limit, r);
    case FORMATS_CLASS_LINES:
        found = formats_jsonl_next(&top->feed, &top->line, fields, limit, r);
        break;
    case FORMATS_CLASS_WARC:
        found = formats_warc_next(&top->feed, &top->lost, limit, r);
        *passed += found == FORMATS_FOUND_NOTHING;
        break;
    default:
        found = next_member(l, limit, r, passed);
        break;
    }
    if (found == FORMATS_FOUND_END) {
        top->done = true;
        return FORMATS_FOUND_NOTHING;
    }
    return found;
}
