/* The way back: see decode-private.h.
 *
 * A way is a string of codes, one a run: four bits of kind, four of count, with longer counts behind it seven bits
 * a byte. So a text in which every second character is two bytes of UTF-8 and was one byte of its charset takes a
 * byte a character, and usual texts take next to nothing. Every so many runs a mark says how far things are there:
 * a look-up bisects the marks and reads on from one.
 */
#include "text/decode/decode-private.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS_A_MARK = 32 };

/* Kinds: the pairs of widths that occur, bytes of the origin that nothing came from, and a pair that stands behind. */
enum { GAP = 0, OTHER = 15 };
static const uint8_t pairs[OTHER][2] = {
    {0, 0}, {1, 1}, {2, 1}, {3, 1}, {1, 2}, {2, 2}, {3, 2}, {4, 4},
    {1, 0}, {1, 4}, {2, 4}, {3, 4}, {3, 3}, {4, 2}, {2, 3},
};

void text_map_free(struct text_map *m)
{
    text_buffer_free(&m->codes);
    free(m->marks);
    *m = (struct text_map){0};
}

static void add_code(struct text_map *m, unsigned kind, size_t count)
{
    text_buffer_add_char(&m->codes, (char)(kind << 4 | (count < 16 ? count : 0)));
    if (count >= 16) {
        for (; count >= 0x80; count >>= 7) {
            text_buffer_add_char(&m->codes, (char)((count & 0x7F) | 0x80));
        }
        text_buffer_add_char(&m->codes, (char)count);
    }
}

static void add_mark(struct text_map *m)
{
    if (m->mark_count == m->mark_capacity) {
        size_t capacity = m->mark_capacity ? m->mark_capacity * 2 : 16;
        struct text_mark *marks = realloc(m->marks, capacity * sizeof *marks);
        if (!marks) {
            m->codes.failed = true;
            return;
        }
        m->marks = marks;
        m->mark_capacity = capacity;
    }
    m->marks[m->mark_count++] = (struct text_mark){m->place, m->origin, m->codes.n};
}

static unsigned kind_of(const struct text_shift *s)
{
    unsigned kind = 1;
    while (kind < OTHER && (pairs[kind][0] != s->width || pairs[kind][1] != s->origin_width)) {
        kind++;
    }
    return kind;
}

/* Writes down the last shift, now that it is known to reach to `place`. */
static void close_run(struct text_map *m, size_t place)
{
    const struct text_shift *s = &m->last;
    size_t count = (place - s->place) / s->width;
    if (count == 0 || m->codes.failed) {
        return;
    }
    if (m->run_count++ % RUNS_A_MARK == 0) {
        add_mark(m);
    }
    if (s->origin > m->origin) {
        add_code(m, GAP, s->origin - m->origin);
    }
    unsigned kind = kind_of(s);
    add_code(m, kind, count);
    if (kind == OTHER) {
        text_buffer_add_char(&m->codes, (char)s->width);
        text_buffer_add_char(&m->codes, (char)s->origin_width);
    }
    m->place = place;
    m->origin = s->origin + count * s->origin_width;
}

static bool says_so(const struct text_shift *known, const struct text_shift *s)
{
    return known->width == s->width && known->origin_width == s->origin_width &&
           known->origin + (s->place - known->place) / s->width * s->origin_width == s->origin;
}

void text_map_add(struct text_map *m, struct text_shift s)
{
    if (m->last.width == 0) {
        m->last = (struct text_shift){0, 0, 1, 1};
    }
    if (!says_so(&m->last, &s)) {
        close_run(m, s.place);
        m->last = s;
    }
}

bool text_map_end(struct text_map *m, size_t place, size_t origin)
{
    text_map_add(m, (struct text_shift){place, origin, 1, 1}); /* changes nothing where nothing was ever shifted */
    if (m->run_count || m->last.place || m->last.origin) {
        close_run(m, place);
        m->last = (struct text_shift){place, origin, 1, 1};
        m->shifted = true;
    }
    m->place = place;
    m->origin = origin;
    return !m->codes.failed;
}

struct text_way text_map_way(const struct text_map *m)
{
    return (struct text_way){(const uint8_t *)m->codes.p, m->codes.n, m->marks, m->mark_count, m->place, m->origin};
}

static size_t read_count(struct text_way_reader *r, unsigned low)
{
    size_t count = low;
    if (low == 0) {
        for (unsigned shift = 0;; shift += 7) {
            uint8_t byte = r->way->codes[r->at++];
            count |= (size_t)(byte & 0x7F) << shift;
            if (byte < 0x80) {
                break;
            }
        }
    }
    return count;
}

void text_way_begin(struct text_way_reader *r, const struct text_way *way)
{
    *r = (struct text_way_reader){.way = way, .run = {0, 0, 1, 1}, .end = way ? 0 : SIZE_MAX};
}

bool text_way_next(struct text_way_reader *r)
{
    struct text_shift run = {r->end, r->run.origin + (r->end - r->run.place) / r->run.width * r->run.origin_width, 1,
                             1};
    if (!r->way || r->at == r->way->n) {
        return false;
    }
    unsigned code = r->way->codes[r->at++];
    size_t count = read_count(r, code & 15);
    if (code >> 4 == GAP) {
        run.origin += count;
        code = r->way->codes[r->at++];
        count = read_count(r, code & 15);
    }
    if (code >> 4 == OTHER) {
        run.width = r->way->codes[r->at++];
        run.origin_width = r->way->codes[r->at++];
    } else {
        run.width = pairs[code >> 4][0];
        run.origin_width = pairs[code >> 4][1];
    }
    r->run = run;
    r->end = run.place + count * run.width;
    return true;
}

/* The reader where the last mark not behind `place` is. */
static struct text_way_reader reader_near(const struct text_way *way, size_t place)
{
    size_t low = 0, high = way->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (way->marks[middle].place <= place) {
            low = middle;
        } else {
            high = middle;
        }
    }
    struct text_way_reader r;
    text_way_begin(&r, way);
    if (way->mark_count) {
        r.at = way->marks[low].code;
        r.end = way->marks[low].place;
        r.run = (struct text_shift){r.end, way->marks[low].origin, 1, 1};
    }
    return r;
}

size_t text_way_origin(const struct text_way *way, size_t place)
{
    if (!way) {
        return place;
    }
    if (place >= way->place) {
        return way->origin;
    }
    struct text_way_reader r = reader_near(way, place);
    while (r.end <= place && text_way_next(&r)) {
    }
    return r.run.origin + (place - r.run.place) / r.run.width * r.run.origin_width;
}
