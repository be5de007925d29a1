/* Where a part begins and ends in bytes: words, and the signs that belong to them. "5%" and "$5" are taken whole; a
 * bracket or quotation mark that opens inside is closed inside, or stays out. */
#include <string.h>

#include "align/part/part-private.h"

enum { DEPTH = 16 };

static const struct {
    const char *open, *close;
} marks[] = {
    {"(", ")"}, {"[", "]"}, {"{", "}"}, {"\"", "\""}, {"\u201c", "\u201d"}, {"\u201e", "\u201c"}, {"\u00ab", "\u00bb"},
};

enum { MARKS = sizeof marks / sizeof marks[0] };

static bool stands(struct text_span text, size_t at, const char *mark)
{
    size_t n = strlen(mark);
    return at + n <= text.n && memcmp(text.p + at, mark, n) == 0;
}

/* What is not in a pair in text[r]: the kind of the mark that was opened last and not closed, MARKS + the kind of the
 * one that was closed and not opened, or -1. */
static int find_open(struct text_span text, struct text_range r)
{
    int open[DEPTH], depth = 0;
    for (size_t at = r.begin; at < r.end; at++) {
        if (depth && stands(text, at, marks[open[depth - 1]].close)) {
            depth--;
            continue;
        }
        for (int k = 0; k < MARKS; k++) {
            if (stands(text, at, marks[k].open) && depth < DEPTH) {
                open[depth++] = k;
                break;
            }
            if (stands(text, at, marks[k].close)) {
                return MARKS + k;
            }
        }
    }
    return depth ? open[depth - 1] : -1;
}

/* The bytes between the part and the next word on either side. */
static size_t gap_begin(const struct align_parting *p)
{
    struct text_span w = p->from ? p->other.words.at[p->from - 1].surface : (struct text_span){p->other.text.p, 0};
    return (size_t)(w.p + w.n - p->other.text.p);
}

static size_t gap_end(const struct align_parting *p)
{
    return p->to < p->other.words.count ? (size_t)(p->other.words.at[p->to].surface.p - p->other.text.p)
                                        : p->other.text.n;
}

/* Grows the range to the mark that is missing, when it stands before the next word. */
static bool close_marks(const struct align_parting *p, struct text_range *r)
{
    struct text_span text = p->other.text;
    for (int tries = 0; tries < DEPTH; tries++) {
        int open = find_open(text, *r);
        if (open < 0) {
            return true;
        }
        const char *before = marks[open % MARKS].open, *behind = marks[open % MARKS].close;
        bool found = false, either = strcmp(before, behind) == 0;
        for (size_t at = r->end; open < MARKS && !found && at < gap_end(p); at++) {
            found = stands(text, at, behind);
            r->end = found ? at + strlen(behind) : r->end;
        }
        for (size_t at = r->begin; (open >= MARKS || either) && !found && at-- > gap_begin(p);) {
            found = stands(text, at, before);
            r->begin = found ? at : r->begin;
        }
        if (!found) {
            return false;
        }
    }
    return false;
}

struct text_range align_part_bytes(const struct align_parting *p)
{
    struct text_span text = p->other.text;
    struct text_span first = p->other.words.at[p->from].surface, last = p->other.words.at[p->to - 1].surface;
    struct text_range r = {(size_t)(first.p - text.p), (size_t)(last.p + last.n - text.p)};
    const struct text_placeables *values = &p->other.values;
    for (size_t i = 0; i < values->count; i++) {
        size_t begin = (size_t)(values->at[i].text.p - text.p), end = begin + values->at[i].text.n;
        if (begin < r.begin && end > r.begin && begin >= gap_begin(p)) {
            r.begin = begin;
        }
        if (begin < r.end && end > r.end && end <= gap_end(p)) {
            r.end = end;
        }
    }
    return close_marks(p, &r) ? r : (struct text_range){0, 0};
}
