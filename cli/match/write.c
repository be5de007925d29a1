/* An answer for a program; see ask.h. */
#include <stdio.h>

#include "cli/match/ask.h"
#include "cli/show.h"

static struct formats_json *match_object(const struct tm_match *m)
{
    static const char *const kinds[] = {[TM_SAME] = "same", [TM_QUERY_ONLY] = "query", [TM_UNIT_ONLY] = "unit"};
    struct formats_json *match = formats_json_object(), *pieces = formats_json_array();
    formats_json_set_integer(match, "score", m->score);
    formats_json_set_real(match, "rank", m->rank / 100.0);
    formats_json_set_text(match, "type", text_span_of(tm_match_type_name(m->type)));
    cli_set_unit(match, &m->unit);
    cli_set_suggestion(match, &m->suggestion);
    for (size_t p = 0; p < m->piece_count; p++) {
        struct formats_json *piece = formats_json_object();
        formats_json_set_text(piece, kinds[m->pieces[p].kind], m->pieces[p].text);
        formats_json_append(pieces, piece);
    }
    formats_json_set(match, "difference", pieces);
    return match;
}

enum text_status cli_answer_write(const struct cli_answer *a, struct text_error *err)
{
    struct formats_json *o = formats_json_object(), *list = formats_json_array();
    formats_json_set_text(o, "query", a->query);
    formats_json_set_text(o, "from", text_span_of(a->codes[0]));
    formats_json_set_text(o, "to", text_span_of(a->codes[1]));
    for (size_t i = 0; i < a->matches.count; i++) {
        formats_json_append(list, match_object(&a->matches.at[i]));
    }
    formats_json_set(o, "matches", list);
    if (a->fragments) {
        formats_json_set(o, "fragments", cli_fragments_array(a->fragments));
    }
    enum text_status status = formats_json_write(o, stdout, err);
    formats_json_free(o);
    return status;
}
