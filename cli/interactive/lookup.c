/* A text and its answers; see session.h. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/interactive/session.h"

enum text_status cli_session_number(struct cli_session *s, const struct tm_unit *u, struct text_span suggestion,
                                    struct text_error *err)
{
    if (s->item_count == s->item_capacity) {
        size_t capacity = s->item_capacity ? 2 * s->item_capacity : 16;
        struct cli_item *more = realloc(s->items, capacity * sizeof *more);
        if (!more) {
            return text_fail_memory(err, "a suggestion");
        }
        s->items = more;
        s->item_capacity = capacity;
    }
    s->items[s->item_count++] = (struct cli_item){*u, suggestion};
    return TEXT_OK;
}

static enum text_status number_all(struct cli_session *s, const struct cli_answer *a, struct text_error *err)
{
    enum text_status status = TEXT_OK;
    for (size_t i = 0; i < a->matches.count && status == TEXT_OK; i++) {
        status = cli_session_number(s, &a->matches.at[i].unit, a->matches.at[i].suggestion.text, err);
    }
    for (size_t i = 0; a->fragments && i < a->fragments->count && status == TEXT_OK; i++) {
        const struct cli_fragment *f = &a->fragments->at[i];
        const struct tm_unit *u = &f->shown->unit;
        struct text_span part = {u->text.target.p + f->part.range.begin, f->part.range.end - f->part.range.begin};
        status = cli_session_number(s, u, f->part.confidence > 0 ? part : u->text.target, err);
    }
    return status;
}

static enum text_status remember(struct cli_session *s, const struct cli_line *line, int from, struct text_error *err)
{
    text_buffer_clear(&s->sentence);
    text_buffer_clear(&s->before);
    text_buffer_add(&s->sentence, line->text);
    text_buffer_add(&s->before, line->before);
    s->asked = true;
    s->stands = line->before.n > 0;
    s->from = from;
    return s->sentence.failed || s->before.failed ? text_fail_memory(err, "a sentence") : TEXT_OK;
}

static enum text_status answer(struct cli_session *s, const struct cli_line *line, struct text_error *err)
{
    struct cli_answer a;
    enum text_status status = cli_ask(&s->asking, line, &a, err);
    if (status == TEXT_OK) {
        cli_answer_show(&s->asking, &a, s->item_count + 1);
        status = number_all(s, &a, err);
    }
    return status == TEXT_OK ? remember(s, line, a.from, err) : status;
}

enum text_status cli_session_look_up(struct cli_session *s, struct text_span text, struct text_error *err)
{
    struct text_decoding decoding = {.name = "the text", .charset = "UTF-8", .lossy = true};
    struct text_decoded decoded;
    struct text_document cut = {0};
    text_arena_reset(s->asking.arena);
    s->item_count = 0;
    enum text_status status = text_decode(text, &decoding, s->typed, &decoded, err);
    if (status == TEXT_OK) {
        int from = cli_languages_choose(&s->asking.languages, s->asking.from, decoded.text);
        status = text_segment(s->asking.languages.at[from], &decoded, false, s->typed, &cut, err);
    }
    for (size_t i = 0; i < cut.count && status == TEXT_OK; i++) {
        /* Where a text begins and ends in its document nobody said. */
        struct cli_line line = {.text = cut.segments[i].text};
        line.before = i ? cut.segments[i - 1].text : line.before;
        line.after = i + 1 < cut.count ? cut.segments[i + 1].text : line.after;
        status = answer(s, &line, err);
    }
    return status;
}
