/* See feed-private.h. */
#include <string.h>

#include "formats/archive/feed-private.h"

enum { BLOCK = 1 << 16, KEPT = 16 << 20 };

void formats_feed_free(struct formats_feed *f)
{
    text_buffer_free(&f->held);
    *f = (struct formats_feed){0};
}

static struct text_span rest_of(const struct formats_feed *f)
{
    return (struct text_span){f->held.p ? f->held.p + f->begin : NULL, f->held.n - f->begin};
}

/* Moves what is left to the front; a buffer that one large record needed is given back. */
static void tidy(struct formats_feed *f)
{
    struct text_span rest = rest_of(f);
    if (rest.n == 0 && f->held.capacity > KEPT) {
        text_buffer_free(&f->held);
    } else if (f->begin) {
        memmove(f->held.p, rest.p, rest.n); /* begin is 0 without memory */
        f->held.n = rest.n;
    }
    f->begin = 0;
}

/* One block more. */
static enum text_status fill(struct formats_feed *f, struct text_error *err)
{
    size_t n = 0;
    char *to = text_buffer_reserve(&f->held, BLOCK);
    if (!to) {
        return text_fail_memory(err, "a record");
    }
    enum text_status status = formats_unpack_read(f->from, to, BLOCK, &n, err);
    f->ended = status != TEXT_OK || n == 0;
    f->held.n += n;
    if (status != TEXT_OK) {
        f->begin = f->held.n;
    }
    return status;
}

enum text_status formats_feed_line(struct formats_feed *f, size_t limit, struct text_span *line, bool *cut,
                                   struct text_error *err)
{
    enum text_status status = TEXT_OK;
    size_t seen = 0;
    *cut = false;
    for (;;) {
        struct text_span rest = rest_of(f);
        const char *end = rest.n > seen ? memchr(rest.p + seen, '\n', rest.n - seen) : NULL;
        if (end || f->ended) {
            size_t n = end ? (size_t)(end - rest.p) : rest.n;
            f->begin += n + (end != NULL);
            if (!end && rest.n == 0 && !*cut) {
                return TEXT_EMPTY;
            }
            *cut = *cut || n > limit;
            n = *cut && n > limit ? limit : n;
            *line = (struct text_span){rest.p, n - (n > 0 && rest.p[n - 1] == '\r')};
            return TEXT_OK;
        }
        seen = rest.n;
        if (rest.n > limit) {
            *cut = true;
            f->held.n = f->begin + limit;
            seen = limit;
        } else if (f->begin) {
            tidy(f);
        }
        status = fill(f, err);
        if (status != TEXT_OK) {
            return status;
        }
    }
}

enum text_status formats_feed_take(struct formats_feed *f, size_t n, struct text_span *out, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    if (f->held.n - f->begin < n) {
        tidy(f);
    }
    while (f->held.n - f->begin < n && !f->ended && status == TEXT_OK) {
        status = fill(f, err);
    }
    if (status == TEXT_OK) {
        *out = rest_of(f);
        out->n = out->n < n ? out->n : n;
        f->begin += out->n;
    }
    return status;
}

enum text_status formats_feed_drop(struct formats_feed *f, uint64_t n, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    while (n > 0 && status == TEXT_OK) {
        size_t held = f->held.n - f->begin;
        size_t now = held < n ? held : (size_t)n;
        f->begin += now;
        n -= now;
        if (n == 0 || f->ended) {
            break;
        }
        tidy(f);
        status = fill(f, err);
    }
    return status;
}
