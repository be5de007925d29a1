/* See paragraph.h. Styles are kept beside the text, so that a line is measured without them, and one that is open where
 * a line ends is closed there and opened again behind the indent. */
#include "cli/terminal/paragraph.h"

#include <stdarg.h>
#include <stdlib.h>

#include "cli/terminal/screen.h"
#include "cli/terminal/visible.h"

enum { TEXT_LEAST = 24, SMALL_INDENT = 4, LONG = 512 };

struct cli_paragraph_run {
    enum cli_style style;
    size_t begin, end; /* bytes of the text */
};

void cli_paragraph_free(struct cli_paragraph *p)
{
    text_buffer_free(&p->text);
    free(p->runs);
    *p = (struct cli_paragraph){0};
}

/* From `begin` on to `end`, with the styles in it. */
static void print(const struct cli_paragraph *p, size_t begin, size_t end)
{
    size_t at = begin;
    for (size_t i = 0; i < p->run_count && at < end; i++) {
        const struct cli_paragraph_run *r = &p->runs[i];
        size_t from = r->begin > at ? r->begin : at, to = r->end < end ? r->end : end;
        if (from < to) {
            printf("%.*s%s%.*s%s", (int)(from - at), p->text.p + at, cli_style_on(r->style), (int)(to - from),
                   p->text.p + from, cli_style_off(r->style));
            at = to;
        }
    }
    printf("%.*s", (int)(end - at), end > at ? p->text.p + at : "");
}

/* There is no memory: what there is is printed, and all that follows as it comes. */
static void give_up(struct cli_paragraph *p)
{
    print(p, 0, p->text.n);
    text_buffer_clear(&p->text);
    p->run_count = 0;
    p->at_once = true;
}

static bool note_run(struct cli_paragraph *p, enum cli_style style, size_t begin)
{
    struct cli_paragraph_run *last = p->run_count ? &p->runs[p->run_count - 1] : NULL;
    if (last && last->style == style && last->end == begin) {
        last->end = p->text.n;
        return true;
    }
    if (p->run_count == p->run_capacity) {
        size_t capacity = p->run_capacity ? 2 * p->run_capacity : 8;
        struct cli_paragraph_run *more = realloc(p->runs, capacity * sizeof *more);
        if (!more) {
            return false;
        }
        p->runs = more;
        p->run_capacity = capacity;
    }
    p->runs[p->run_count++] = (struct cli_paragraph_run){style, begin, p->text.n};
    return true;
}

static void put_at_once(enum cli_style style, struct text_span s)
{
    printf("%s", cli_style_on(style));
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        putchar(c < 0x20 || c == 0x7F || (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xA0) ? '?' : c);
    }
    printf("%s", cli_style_off(style));
}

void cli_paragraph_put(struct cli_paragraph *p, enum cli_style style, struct text_span s)
{
    size_t begin = p->text.n;
    bool coloured = cli_screen_coloured() && style != CLI_PLAIN;
    if (s.n == 0) {
        return;
    }
    if (!p->at_once) {
        text_buffer_add_string(&p->text, coloured ? "" : cli_style_on(style));
        cli_visible_add(&p->text, s);
        text_buffer_add_string(&p->text, coloured ? "" : cli_style_off(style));
        if (p->text.failed || (coloured && !note_run(p, style, begin))) {
            p->text.n = begin;
            give_up(p);
        }
    }
    if (p->at_once) {
        put_at_once(style, s);
    }
}

void cli_paragraph_put_string(struct cli_paragraph *p, enum cli_style style, const char *s)
{
    cli_paragraph_put(p, style, text_span_of(s));
}

void cli_paragraph_put_format(struct cli_paragraph *p, enum cli_style style, const char *format, ...)
{
    char s[LONG];
    va_list args;
    va_start(args, format);
    vsnprintf(s, sizeof s, format, args);
    va_end(args);
    cli_paragraph_put(p, style, text_span_of(s));
}

size_t cli_paragraph_break(struct text_span s, size_t *i, size_t room, size_t label)
{
    size_t column = 0, end = 0, next = 0; /* of the last place where the line may be broken; next 0: there is none */
    bool wide = false;
    for (size_t at = *i; at < s.n;) {
        size_t behind = at;
        size_t width = text_cluster_next(s, &behind);
        bool blank = s.p[at] == ' ' && behind == at + 1; /* and no mark on it */
        bool row = next == at && next > 0; /* behind a blank: a line ends with the first of several */
        if (column > label && (blank || ((wide || width == 2) && !row))) {
            end = row ? end : at;
            next = blank ? behind : at;
        }
        if (!blank && column + width > room && at > *i) {
            end = next ? end : at;
            *i = next ? next : at;
            return end;
        }
        wide = width == 2;
        column += width;
        at = behind;
    }
    *i = s.n;
    return s.n;
}

void cli_paragraph_end(struct cli_paragraph *p, size_t hang)
{
    struct text_span s = text_buffer_span(&p->text);
    size_t width = cli_screen_width(), at = 0;
    bool narrow = width < hang + TEXT_LEAST;
    size_t indent = narrow ? SMALL_INDENT : hang;
    while (narrow && at + SMALL_INDENT < s.n && s.p[at + SMALL_INDENT - 1] == ' ' && s.p[at] == ' ') {
        at++;
    }
    for (bool first = true; at < s.n && width; first = false) {
        size_t begin = at;
        size_t end = cli_paragraph_break(s, &at, first ? width : width - indent,
                                         !first ? 0 : narrow ? SMALL_INDENT : hang);
        printf("%*s", first ? 0 : (int)indent, "");
        print(p, begin, end);
        if (at < s.n) {
            putchar('\n');
        }
    }
    if (!width) {
        print(p, 0, s.n);
    }
    putchar('\n');
    text_buffer_clear(&p->text);
    p->run_count = 0;
    p->at_once = false;
}
