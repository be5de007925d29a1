/* An answer for a person; see ask.h. A suggestion is a label, then four lines at most: its source with what differs,
 * its target, why nothing was put into it, and where it came from. */
#include <stdio.h>
#include <string.h>

#include "cli/match/ask.h"
#include "cli/match/difference.h"
#include "cli/show.h"

enum { NUMBER = 4, LABEL = 8, TYPE = 6 }; /* columns of the number, from there to the type, and of it */

static void put_number(struct cli_paragraph *p, size_t number)
{
    if (number) {
        cli_paragraph_put_format(p, CLI_DIM, "%3zu.", number);
    }
}

static void show_match(struct cli_paragraph *p, const struct cli_asking *k, const struct cli_answer *a,
                       const struct tm_match *m, size_t number)
{
    const char *type = tm_match_type_name(m->type);
    size_t indent = (number ? NUMBER : 0u) + LABEL + (strlen(type) > TYPE ? strlen(type) : TYPE);
    size_t hang = indent + strlen(a->codes[0]) + 2;
    put_number(p, number);
    cli_paragraph_put_string(p, CLI_PLAIN, "  ");
    cli_paragraph_put_format(p, CLI_BOLD, "%3d%%", m->score);
    cli_paragraph_put_format(p, CLI_PLAIN, " %-6s %s  ", type, a->codes[0]);
    cli_put_difference(p, m, k->languages.at[a->from]);
    cli_paragraph_end(p, hang);
    cli_paragraph_put_format(p, CLI_PLAIN, "%*s%s  ", (int)indent, "", a->codes[1]);
    cli_put_suggestion(p, &m->suggestion);
    cli_paragraph_end(p, hang);
    if (m->suggestion.status == TM_UNCERTAIN) {
        cli_paragraph_put_format(p, CLI_PLAIN, "%*s", (int)indent, "");
        cli_paragraph_put_string(p, CLI_DIM, "nothing put in: ");
        cli_paragraph_put(p, CLI_DIM, m->suggestion.reason);
        cli_paragraph_end(p, indent);
    }
    cli_paragraph_put_format(p, CLI_PLAIN, "%*s", (int)indent, "");
    cli_put_origin(p, &m->unit);
    cli_paragraph_end(p, indent);
}

size_t cli_answer_show(const struct cli_asking *k, const struct cli_answer *a, size_t first)
{
    struct cli_paragraph p = {0};
    size_t fragments = a->fragments ? a->fragments->count : 0;
    cli_paragraph_put(&p, CLI_BOLD, a->query);
    cli_paragraph_end(&p, 0);
    if (!a->matches.count) {
        printf("  nothing like it%s\n", fragments ? ", but parts of it:" : "");
    }
    for (size_t i = 0; i < a->matches.count; i++) {
        show_match(&p, k, a, &a->matches.at[i], first ? first + i : 0);
    }
    if (fragments) {
        cli_fragments_show(a->fragments, &p, a->codes, first ? first + a->matches.count : 0);
    }
    cli_paragraph_free(&p);
    return first ? a->matches.count + fragments : 0;
}
