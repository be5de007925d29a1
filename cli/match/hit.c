/* See hit.h. */
#include "cli/match/hit.h"

#include "cli/show.h"

enum { INDENT = 4 };

static void put_label(struct cli_paragraph *p, size_t number, struct text_span language)
{
    if (number) {
        cli_paragraph_put_format(p, CLI_DIM, "%3zu. ", number);
    }
    cli_paragraph_put(p, CLI_PLAIN, language);
    cli_paragraph_put_string(p, CLI_PLAIN, "  ");
}

void cli_hit_show(const struct tm_hit *hit, size_t number)
{
    struct cli_paragraph p = {0};
    struct text_span s = hit->unit.text.source;
    size_t at = 0, hang = number ? 2 * INDENT + 1 : INDENT;
    put_label(&p, number, hit->unit.language.source);
    for (size_t i = 0; i < hit->mark_count; i++) {
        struct text_range r = hit->marks[i];
        cli_paragraph_put(&p, CLI_PLAIN, (struct text_span){s.p + at, r.begin - at});
        cli_paragraph_put(&p, CLI_HIT, (struct text_span){s.p + r.begin, r.end - r.begin});
        at = r.end;
    }
    if (s.n > at) {
        cli_paragraph_put(&p, CLI_PLAIN, (struct text_span){s.p + at, s.n - at});
    }
    cli_paragraph_end(&p, hang);
    cli_paragraph_put_format(&p, CLI_PLAIN, "%*s", number ? INDENT + 1 : 0, "");
    put_label(&p, 0, hit->unit.language.target);
    cli_paragraph_put(&p, CLI_PLAIN, hit->unit.text.target);
    cli_paragraph_end(&p, hang);
    cli_paragraph_put_format(&p, CLI_PLAIN, "%*s", (int)hang, "");
    cli_put_origin(&p, &hit->unit);
    cli_paragraph_end(&p, hang);
    cli_paragraph_free(&p);
}
