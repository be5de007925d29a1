/* The way back: see decode-private.h. */
#include "text/decode-private.h"

#include <stdlib.h>

static const struct text_shift same = {0, 0, 1, 1};

void text_map_free(struct text_map *m)
{
    free(m->at);
    *m = (struct text_map){0};
}

static size_t origin_by(const struct text_shift *s, size_t place)
{
    return s->origin + (place - s->place) / s->width * s->origin_width;
}

static bool says_so(const struct text_shift *known, const struct text_shift *s)
{
    return known->width == s->width && known->origin_width == s->origin_width &&
           (s->place - known->place) % s->width == 0 && origin_by(known, s->place) == s->origin;
}

void text_map_add(struct text_map *m, struct text_shift s)
{
    if (m->failed) {
        return;
    }
    if (m->count && m->at[m->count - 1].place == s.place) {
        m->count--; /* nothing stands between the two */
    }
    if (says_so(m->count ? &m->at[m->count - 1] : &same, &s)) {
        return;
    }
    if (m->count == m->capacity) {
        size_t capacity = m->capacity ? m->capacity * 2 : 64;
        struct text_shift *at = capacity > SIZE_MAX / sizeof *at ? NULL : realloc(m->at, capacity * sizeof *at);
        if (!at) {
            m->failed = true;
            return;
        }
        m->at = at;
        m->capacity = capacity;
    }
    m->at[m->count++] = s;
}

size_t text_shift_origin(const struct text_shift *at, size_t count, size_t place)
{
    size_t low = 0, high = count; /* the last shift not behind `place` is before `high` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at[middle].place <= place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return origin_by(low ? &at[low - 1] : &same, place);
}
