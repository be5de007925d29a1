/* See paste.h. */
#include "cli/interactive/paste.h"

enum { NARROWEST = 40, WIDEST = 120 };

static size_t widest_of(struct text_span lines)
{
    struct text_span line;
    size_t widest = 0;
    while (text_span_cut(&lines, '\n', &line)) {
        size_t columns = text_columns(text_span_trim(line));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

/* Whether the second line goes on with a sentence of the first. */
static bool goes_on(struct text_span first, struct text_span second)
{
    char last = first.n ? first.p[first.n - 1] : '.';
    return second.n && second.p[0] >= 'a' && second.p[0] <= 'z' && last != '.' && last != '?' && last != '!' &&
           last != ':' && last != ';';
}

void cli_paste_join(struct text_span lines, struct text_buffer *out)
{
    size_t widest = widest_of(lines);
    bool broken = widest >= NARROWEST && widest <= WIDEST, first = true;
    struct text_span line, before = {0};
    while (text_span_cut(&lines, '\n', &line)) {
        line = text_span_trim(line);
        struct text_span rest = line, word = line;
        text_span_cut(&rest, ' ', &word);
        bool full = broken && before.n && line.n && text_columns(before) + 1 + text_columns(word) > widest;
        bool joined = full || goes_on(before, line);
        text_buffer_add_string(out, first ? "" : joined ? " " : "\n");
        text_buffer_add(out, line);
        before = line;
        first = false;
    }
}
