/* A pair as it is shown; see review.h. */
#include <stdio.h>

#include "cli/review/review.h"
#include "cli/show.h"

enum { HANG = 8 };

/* A line of one side: the language before the first of them, > before the pair's. */
static void show_line(struct cli_paragraph *p, struct text_span *language, struct text_span text, bool own)
{
    cli_paragraph_put_format(p, CLI_PLAIN, "  %-4.*s%s", TEXT_PRINT(*language), own ? "> " : "  ");
    cli_paragraph_put(p, own ? CLI_BOLD : CLI_DIM, text);
    cli_paragraph_end(p, HANG);
    *language = (struct text_span){0};
}

static void show_side(struct cli_paragraph *p, struct text_span language, struct text_span before,
                      struct text_span text, struct text_span after)
{
    if (before.p) {
        show_line(p, &language, before.n ? before : TEXT_LITERAL("(it is the first)"), false);
    }
    show_line(p, &language, text, true);
    if (after.p) {
        show_line(p, &language, after.n ? after : TEXT_LITERAL("(it is the last)"), false);
    }
}

void cli_review_show(const struct cli_review *r)
{
    struct cli_paragraph p = {0};
    const struct tm_unit *u = &r->pair;
    const struct tm_origin *o = &u->origin;
    cli_paragraph_put_format(&p, CLI_BOLD, "%zu of %zu", r->at + 1, r->queue.count);
    cli_paragraph_end(&p, 0);
    show_side(&p, u->language.source, o->before.source, u->text.source, o->after.source);
    show_side(&p, u->language.target, o->before.target, u->text.target, o->after.target);
    cli_paragraph_put_format(&p, CLI_PLAIN, "%*s", HANG, "");
    cli_put_origin(&p, u);
    if (u->uses > 1) {
        cli_paragraph_put_format(&p, CLI_DIM, ", seen %lld times", (long long)u->uses);
    }
    cli_paragraph_end(&p, HANG);
    cli_paragraph_free(&p);
}
