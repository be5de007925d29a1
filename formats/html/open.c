/* See open-private.h. What is ended together was opened one by one, so ending costs no more than opening did. */
#include "formats/html/open-private.h"

#include <stdlib.h>

enum { NEAR = 64 }; /* how many entries are looked at for one that need not be there */

bool formats_html_is_left(const struct formats_html_open *o)
{
    return o->depth && o->at[o->depth - 1].left;
}

bool formats_html_push(struct formats_html_open *o, struct formats_html_entry entry)
{
    if (o->depth == FORMATS_HTML_DEEPEST) {
        return true;
    }
    if (o->depth == o->capacity) {
        size_t capacity = o->capacity ? 2 * o->capacity : 64;
        struct formats_html_entry *at = realloc(o->at, capacity * sizeof *at);
        if (!at) {
            return false;
        }
        o->at = at;
        o->capacity = capacity;
    }
    o->at[o->depth++] = entry;
    o->open[entry.number]++;
    return true;
}

static void pop_to(struct formats_html_open *o, size_t depth)
{
    while (o->depth > depth) {
        o->open[o->at[--o->depth].number]--;
    }
}

void formats_html_pop(struct formats_html_open *o, size_t number, bool block)
{
    size_t i = o->depth;
    if (!o->open[number]) {
        return;
    }
    while (i && o->at[i - 1].number != number && (block || (!o->at[i - 1].block && o->depth - i < NEAR))) {
        i--;
    }
    if (i && o->at[i - 1].number == number) {
        pop_to(o, i - 1);
    }
}

/* Where the elements of a group end that another of it begins in, is bounded by what they stand in. */
static bool is_ended(const struct formats_html_element *open, const struct formats_html_element *begun)
{
    switch (open->group) {
    case FORMATS_HTML_P:
        return !begun->keeps;
    case FORMATS_HTML_LI:
    case FORMATS_HTML_DT:
        return begun->group == open->group;
    case FORMATS_HTML_CELL:
    case FORMATS_HTML_ROW:
    case FORMATS_HTML_ROWS:
        return begun->group >= open->group && begun->group <= FORMATS_HTML_ROWS;
    case FORMATS_HTML_OPTION:
        return begun->group == FORMATS_HTML_OPTION;
    default:
        return false;
    }
}

void formats_html_end_implied(struct formats_html_open *o, const struct formats_html_element *begun)
{
    size_t i = o->depth, end = o->depth;
    for (; i && end - i < NEAR; i--) {
        struct formats_html_entry *entry = &o->at[i - 1];
        const struct formats_html_element *open = formats_html_element_at(entry->number);
        if (open && is_ended(open, begun)) {
            pop_to(o, i - 1);
            end = i - 1;
        } else if (open && entry->block && open->group == FORMATS_HTML_NONE) {
            return; /* a list in an li, a table in a cell */
        }
    }
}
